"""Duties to report: a unit sees what it owes, everyone else what they may see."""

from datetime import date

import pytest

from commitments.domain.reporting import duties, progress
from commitments.domain.tracking import workflow
from commitments.models import Duty
from tests import factories

MARCH = date(2026, 3, 10)
FAR_AHEAD = date(2099, 3, 10)


@pytest.fixture
def commitment(bureau):
    return factories.assigned(bureau)


@pytest.fixture
def duty(commitment):
    duties.open_period(MARCH)
    return Duty.objects.get()


def test_shows_duty_and_due_date(clerk, commitment, duty, bureau):
    shown = clerk.get(f"duties/{duty.pk}/").json()

    assert (shown["commitment"], shown["organization"]["id"]) == (commitment.pk, bureau.pk)
    assert (shown["period"], shown["due_on"]) == ("2026-03", "2026-04-03")
    assert (shown["state"], shown["update"]) == ("overdue", None)


def test_state_follows_update(clerk, office, commitment, duty):
    given = {"reported_on": date(2026, 3, 31), "narrative": "建成3处。"}
    update = progress.draft(commitment.pk, by=clerk.user, **given)
    progress.submit(update.pk, by=clerk.user)
    assert clerk.ids("duties/", state="submitted") == [duty.pk]

    progress.return_to_unit(update.pk, by=office.user, reason="缺佐证")

    shown = clerk.get(f"duties/{duty.pk}/").json()
    assert (shown["state"], shown["update"]) == ("sent_back", update.pk)
    assert clerk.ids("duties/", state="overdue") == []
    assert clerk.ids("duties/", state=["overdue", "sent_back"]) == [duty.pk]


def test_future_duty_is_not_yet_due(office, commitment):
    duties.open_period(FAR_AHEAD)
    assert office.get("duties/").json()["results"][0]["state"] == "not_yet_due"
    assert office.ids("duties/", state="overdue") == []


def test_mine_lists_duties_of_own_units(clerk, office, duty):
    assert clerk.ids("duties/", mine=True) == [duty.pk]
    assert clerk.ids("duties/", mine=False) == []
    assert office.ids("duties/", mine=True) == []
    assert office.ids("duties/", mine=False) == office.ids("duties/") == [duty.pk]


def test_list_equals_domain_query(clerk, office, commitment, duty):
    pressing = {"mine": True, "is_asked": True, "state": ["overdue", "sent_back", "due"]}
    assert clerk.ids("duties/", **pressing) == [d.pk for d in duties.for_user(clerk.user)]

    workflow.suspend(commitment.pk, by=office.user, reason="用地未定")

    assert clerk.ids("duties/", **pressing) == []
    assert clerk.ids("duties/", is_asked=False) == [duty.pk]


def test_filters(office, bureau, commitment, duty):
    assert office.ids("duties/", unit=bureau.pk, period="2026-03", commitment=commitment.pk)
    assert office.ids("duties/", period="2026-04") == []
    assert office.ids("duties/", due_before="2026-04-02") == []
    assert office.get("duties/", 400, state="late")
    assert office.get("duties/", 400, periods="2026-03")


def test_office_changes_due_date_with_reason(office, clerk, reader, duty):
    path, given = f"duties/{duty.pk}/move/", {"due_on": "2026-04-20", "reason": "数据核定较晚"}
    for caller in (clerk, reader):
        caller.post(path, given, 403)
    office.post(path, {"due_on": "2026-04-20"}, 400)

    moved = office.post(path, given)

    assert (moved.json()["due_on"], moved["ETag"]) == ("2026-04-20", '"2"')
    assert duty.history.first().history_change_reason == "数据核定较晚"


def test_rejects_date_before_period(office, duty):
    answer = office.post(f"duties/{duty.pk}/move/", {"due_on": "2026-02-01", "reason": "x"}, 400)
    assert [fault["field"] for fault in answer.json()["errors"]] == ["due_on"]


def test_rejects_date_change_of_answered_duty(office, clerk, commitment, duty):
    update = progress.draft(
        commitment.pk, by=clerk.user, reported_on=date(2026, 3, 31), narrative="建成3处。"
    )
    progress.submit(update.pk, by=clerk.user)
    office.post(f"duties/{duty.pk}/move/", {"due_on": "2026-04-20", "reason": "x"}, 409)


def test_date_change_is_bound_to_version_seen(office, duty):
    path, given = f"/api/v1/duties/{duty.pk}/move/", {"due_on": "2026-04-20", "reason": "核定晚"}
    headers = {"If-Match": office.get(f"duties/{duty.pk}/")["ETag"]}

    first = office.client.post(path, given, format="json", headers=headers)
    second = office.client.post(path, given, format="json", headers=headers)

    assert (first.status_code, second.status_code) == (200, 412)
    [edit] = second.json()["edits"]
    assert {"field": "due_on", "before": "2026-04-03", "after": "2026-04-20"} in edit["changes"]
