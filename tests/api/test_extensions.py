"""A later date: asked for by the lead unit, decided by the office."""

import pytest

from tests import factories


@pytest.fixture
def path(bureau) -> str:
    return f"commitments/{factories.assigned(bureau).pk}/"


@pytest.fixture
def asked(clerk, path) -> dict[str, object]:
    given = {"new_due_on": "2031-06-30", "reason": "用地手续未办结"}
    return clerk.post(path + "request_extension/", given, 201).json()


def test_shows_request(office, clerk, asked, bureau):
    assert (asked["state"], asked["former_due_on"]) == ("requested", "2030-12-31")
    assert asked["organization"]["id"] == bureau.pk
    assert asked["requested_by"] == clerk.user.username
    assert office.ids("extensions/", state="requested", unit=bureau.pk) == [asked["id"]]
    assert office.ids("extensions/", state="refused") == []


def test_granting_moves_date_and_records_reason(office, path, asked):
    decided = office.post(f"extensions/{asked['id']}/approve/", {"reason": "同意"}).json()

    assert (decided["state"], decided["decided_by"]) == ("approved", office.user.username)
    shown = office.get(path).json()
    assert shown["due_on"] == "2031-06-30"
    assert shown["target"]["id"] == decided["target"]


def test_refusal_is_returned_with_reason(office, clerk, path, asked):
    office.post(f"extensions/{asked['id']}/refuse/", {}, 400)
    office.post(f"extensions/{asked['id']}/refuse/", {"reason": "须按期完成"})

    assert clerk.get(f"extensions/{asked['id']}/").json()["decision_reason"] == "须按期完成"
    assert office.get(path).json()["due_on"] == "2030-12-31"
    assert office.post(f"extensions/{asked['id']}/approve/", status=409)


def test_rejects_second_or_backward_request(clerk, path, asked):
    again = {"new_due_on": "2032-06-30", "reason": "因"}
    assert clerk.post(path + "request_extension/", again, 409)
    back = clerk.post(path + "request_extension/", again | {"new_due_on": "2029-01-01"}, 400)
    assert back.json()["errors"][0]["field"] == "new_due_on"


def test_requester_cannot_decide(clerk, reader, path, asked):
    clerk.post(f"extensions/{asked['id']}/approve/", status=403)
    reader.post(path + "request_extension/", {"new_due_on": "2032-01-01", "reason": "x"}, 403)


def test_decision_is_bound_to_version_seen(office, asked):
    url, given = f"/api/v1/extensions/{asked['id']}/refuse/", {"reason": "因"}
    stale = office.client.post(url, given, format="json", headers={"If-Match": '"7"'})
    assert stale.status_code == 412
    seen = office.get(f"extensions/{asked['id']}/")["ETag"]
    decided = office.client.post(url, given, format="json", headers={"If-Match": seen})
    assert decided.status_code == 200
    assert decided["ETag"] != seen
