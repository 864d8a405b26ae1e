"""A request sent again with its key is done once, and answered with the first answer."""

import json
from collections import Counter
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from commitments.models import Commitment, Evidence, IdempotentRequest, ProgressUpdate
from tests import factories
from tests.api.test_at_once import AT_ONCE, at_once, sends


@pytest.fixture
def commitment(bureau) -> Commitment:
    return factories.assigned(bureau)


@pytest.fixture
def given(commitment) -> dict[str, object]:
    return {"commitment": commitment.pk, "reported_on": "2026-03-31", "narrative": "新建5处"}


def post(caller, path: str, data: object, key: str, format: str = "json"):
    headers = {"Idempotency-Key": key}
    return caller.client.post(f"/api/v1/{path}", data, format=format, headers=headers)


def test_a_draft_sent_three_times_is_one_update(clerk, given):
    first, *later = [post(clerk, "updates/", given, "push-1") for _ in range(3)]

    assert first.status_code == 201
    assert "Idempotent-Replayed" not in first
    assert [answer.json() for answer in later] == [first.json()] * 2
    assert {answer.status_code for answer in later} == {201}
    assert {answer["Idempotent-Replayed"] for answer in later} == {"true"}
    assert {answer["ETag"] for answer in later} == {first["ETag"]}
    assert ProgressUpdate.objects.count() == 1


def test_an_action_sent_twice_is_done_once(clerk, given):
    path = f"updates/{clerk.post('updates/', given, 201).json()['id']}/submit/"

    answers = [post(clerk, path, {}, "submit-1") for _ in range(2)]

    assert [answer.json()["state"] for answer in answers] == ["submitted"] * 2
    assert clerk.post(path, status=409)


def test_a_file_sent_twice_is_one_proof_whatever_boundary_its_form_has(clerk, given):
    update = clerk.post("updates/", given, 201).json()["id"]

    def attach(content: bytes):
        file = SimpleUploadedFile("验收.pdf", content)
        return post(clerk, "evidence/", {"update": update, "file": file}, "file-1", "multipart")

    assert attach(b"%PDF-1.4 a").json() == attach(b"%PDF-1.4 a").json()
    assert Evidence.objects.count() == 1
    assert attach(b"%PDF-1.4 b").json()["code"] == "idempotency_key_reused"


def test_a_key_that_came_with_something_else_is_refused(clerk, given):
    post(clerk, "updates/", given, "push-1")

    other = post(clerk, "updates/", {**given, "narrative": "新建6处"}, "push-1")

    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert ProgressUpdate.objects.get().narrative == "新建5处"


def test_a_refusal_gives_the_key_back(clerk, given):
    refused = post(clerk, "updates/", {**given, "narrative": ""}, "push-1")
    assert refused.status_code == 400

    assert post(clerk, "updates/", given, "push-1").status_code == 201


def test_a_fault_gives_the_key_back(clerk, given, monkeypatch):
    clerk.client.raise_request_exception = False
    with monkeypatch.context() as patched:
        patched.setattr("commitments.api.updates.progress.draft", None)
        assert post(clerk, "updates/", given, "push-1").status_code == 500

    assert post(clerk, "updates/", given, "push-1").status_code == 201


def test_what_broke_off_before_it_was_answered_is_not_done_again(clerk, given):
    post(clerk, "updates/", given, "push-1")
    IdempotentRequest.objects.update(status=None, body="")

    again = post(clerk, "updates/", given, "push-1")

    assert (again.status_code, again.json()["code"]) == (409, "idempotency_key_taken")
    assert ProgressUpdate.objects.count() == 1


def test_each_person_has_keys_of_their_own(clerk, office, given):
    made = [post(person, "updates/", given, "push-1").json()["id"] for person in (clerk, office)]

    assert len(set(made)) == 2


def test_a_key_is_kept_for_seven_days(clerk, given):
    post(clerk, "updates/", given, "push-1")
    IdempotentRequest.objects.update(created_at=timezone.now() - timedelta(days=7, seconds=1))

    assert "Idempotent-Replayed" not in post(clerk, "updates/", given, "push-1")
    assert IdempotentRequest.objects.count() == 1


@pytest.mark.parametrize("key", ["", " ", "钥匙", "x" * 256, "a b"])
def test_refuses_a_key_that_is_none(clerk, given, key):
    answer = post(clerk, "updates/", given, key)

    assert answer.status_code == 400
    assert not ProgressUpdate.objects.exists()


def test_an_address_that_takes_no_post_says_so(clerk):
    assert post(clerk, "evaluations/", {}, "push-1").status_code == 405


def test_nobody_is_answered_with_what_another_may_see(clerk, given):
    post(clerk, "updates/", given, "push-1")
    clerk.client.force_authenticate(None)

    assert post(clerk, "updates/", given, "push-1").status_code == 401


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_one_of_fifty_concurrent_pushes_is_done(live_server):
    unit = factories.unit()
    clerk, commitment = factories.reporter(unit), factories.assigned(unit)
    given = {"commitment": commitment.pk, "reported_on": "2026-03-31", "narrative": "新建5处"}
    headers = sends(clerk, **{"Idempotency-Key": "push-1"})

    answers = at_once(
        live_server, "POST", "/api/v1/updates/", [json.dumps(given)] * AT_ONCE, headers
    )

    statuses = Counter(status for status, _said in answers.values())
    assert statuses.keys() <= {201, 409}
    assert len({said for status, said in answers.values() if status == 201}) == 1
    assert ProgressUpdate.objects.count() == 1
