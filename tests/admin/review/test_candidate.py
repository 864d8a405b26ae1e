"""The list of candidates: deciding on many at once, with refusals listed."""

import pytest

from commitments.domain.documents import review
from commitments.models import Candidate, Commitment
from tests import factories as make

pytestmark = pytest.mark.django_db

LIST = "/admin/commitments/candidate/"


@pytest.fixture
def office(client):
    person = make.supervisor()
    client.force_login(person)
    return person


def act(client, action, *candidates, **fields):
    chosen = {"action": action, "_selected_action": [c.pk for c in candidates]}
    return client.post(LIST, chosen | fields, follow=True)


def test_accepts_many_as_proposed_and_lists_refusals(client, office):
    document = make.document()
    first = make.candidate(document)
    second = make.candidate(document, quote="备案助餐点293家", metric="助餐点")
    review.reject(second.pk, by=office, reason="笼统")

    content = act(client, "accept_selected", first, second).content.decode()

    assert "已立项1条" in content
    assert "备案助餐点293家" in content
    assert Commitment.objects.count() == 1


def test_rejects_many_after_asking_for_the_reason(client, office):
    first, second = make.candidate(), make.candidate()

    asked = act(client, "reject_selected", first, second).content.decode()
    assert Candidate.objects.pending().count() == 2
    assert "不立项2条" in asked

    act(client, "reject_selected", first, second, confirmed="1", reason="仅陈述现状")

    assert Candidate.objects.filter(state="rejected", decision_reason="仅陈述现状").count() == 2


def test_asks_again_for_an_empty_reason(client, office):
    candidate = make.candidate()

    content = act(client, "reject_selected", candidate, confirmed="1", reason="").content.decode()

    assert "请填写不立项理由" in content
    assert Candidate.objects.pending().count() == 1


@pytest.mark.parametrize(("warned", "expected"), [("yes", 1), ("no", 1), ("", 2)])
def test_filters_by_warning(client, office, warned, expected):
    make.candidate(warnings=["period_conflict"])
    make.candidate()

    answer = client.get(LIST, {"warned": warned} if warned else {})

    assert answer.context["cl"].result_count == expected


def test_reader_cannot_decide(client):
    candidate = make.candidate()
    client.force_login(make.user(role="reader"))

    answer = act(client, "accept_selected", candidate)

    assert answer.status_code == 403
    assert not Commitment.objects.exists()


def test_candidate_redirects_to_its_text(client, office):
    candidate = make.candidate()

    answer = client.get(f"{LIST}{candidate.pk}/change/")

    assert f"candidate={candidate.pk}" in answer.url
