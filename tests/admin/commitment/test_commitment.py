"""A commitment's page shows its timeline, and accepts assignments and revisions."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from commitments.domain.documents import review
from tests import factories as make

pytestmark = pytest.mark.django_db

LIST = "/admin/commitments/commitment/"


@pytest.fixture
def office(client):
    person = make.supervisor()
    client.force_login(person)
    return person


def page_address(commitment):
    return reverse("admin:commitments_commitment_change", args=[commitment.pk])


def post(client, commitment, verb, **fields):
    address = reverse(f"admin:commitments_commitment_{verb}", args=[commitment.pk])
    return client.post(address, fields)


def test_timeline_goes_from_quote_to_change_record(client, office):
    candidate = make.candidate()
    commitment = review.accept(candidate.pk, by=office)

    content = client.get(page_address(commitment)).content.decode()

    assert candidate.quote in content
    assert f"start={candidate.start}&amp;end={candidate.end}" in content
    assert "不低于3.7平方米" in content
    assert office.username in content
    assert "新建承诺事项" in content


def test_assigns_a_unit(client, office):
    commitment, unit = make.commitment(), make.unit("区体育局")

    post(client, commitment, "assign", organization=unit.pk, role="lead", duty="建设场地")

    assert commitment.assignments.get().organization == unit
    commitment.refresh_from_db()
    assert commitment.workflow == "assigned"


def test_assignment_requires_a_unit(client, office):
    commitment = make.commitment()

    content = post(client, commitment, "assign", role="lead").content.decode()

    assert 'class="ct-error"' in content
    assert not commitment.assignments.exists()


def test_revision_keeps_the_old_target(client, office):
    commitment = make.commitment()

    post(client, commitment, "revise", value="4.2", reason="规划调整")

    content = client.get(page_address(commitment)).content.decode()
    assert commitment.targets.count() == 2
    assert "不低于4.2平方米" in content
    assert "不低于3.7平方米" in content
    assert "规划调整" in content


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"value": "4.2"}, "请填写调整理由"),
        ({"reason": "无"}, "请填写要调整的内容"),
        ({"value": "4.2", "value_max": "1", "reason": "无"}, "区间目标须填写不低于下限的上限"),
    ],
)
def test_invalid_revision_stays_open_with_its_error(client, office, given, expected):
    commitment = make.commitment()

    content = post(client, commitment, "revise", **given).content.decode()

    assert expected in content
    assert commitment.targets.count() == 1


def test_unit_acknowledges_its_assignment(client):
    unit = make.unit()
    commitment = make.commitment(lead=unit)
    client.force_login(make.reporter(unit))
    assignment = commitment.assignments.get()

    client.post(
        reverse("admin:commitments_commitment_acknowledge", args=[commitment.pk, assignment.pk])
    )

    assignment.refresh_from_db()
    assert assignment.acknowledged_at is not None


def test_unit_sees_only_its_own_commitments(client):
    unit = make.unit()
    own, other = make.commitment(lead=unit), make.commitment(lead=make.unit(), title="别家的事项")
    client.force_login(make.reporter(unit))

    content = client.get(LIST).content.decode()

    assert own.code in content
    assert "别家的事项" not in content
    assert client.get(page_address(other)).status_code == 302
    assert post(client, other, "assign", organization=unit.pk, role="lead").status_code == 404


def test_reporter_cannot_assign_or_revise(client):
    unit = make.unit()
    commitment = make.commitment(lead=unit)
    client.force_login(make.reporter(unit))

    post(client, commitment, "assign", organization=make.unit().pk, role="lead")
    post(client, commitment, "revise", value="1", reason="轻松些")

    assert commitment.assignments.get().organization == unit
    assert commitment.targets.count() == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"due": "past"}, {"past"}),
        ({"due": "30"}, {"soon"}),
        ({"due": "none"}, {"open"}),
        ({"lead": "none"}, {"past", "soon", "open"}),
        ({"progress": "missed"}, {"past"}),
    ],
)
def test_filters_the_list(client, office, query, found):
    today = timezone.localdate()
    make.commitment(title="past", due_on=today - timedelta(days=1), starts_on=date(2025, 1, 1))
    make.commitment(title="soon", due_on=today + timedelta(days=5))
    make.commitment(title="open", due_on=None, indicator="另一指标")

    listed = client.get(LIST, query).context["cl"].queryset

    assert {commitment.title for commitment in listed} == found


def test_list_needs_the_same_queries_for_ten_rows(client, office, django_assert_max_num_queries):
    make.commitment(lead=make.unit(), indicator="指标0")
    with CaptureQueriesContext(connection) as for_one:
        client.get(LIST)
    for number in range(1, 10):
        make.commitment(lead=make.unit(), indicator=f"指标{number}")

    with django_assert_max_num_queries(len(for_one)):
        client.get(LIST)
