"""Reminder slips: on record, signed for once, taken back with a reason."""

from datetime import date

import pytest

from commitments.domain.reminders import issuing
from commitments.domain.reporting import duties
from commitments.models import Duty
from tests import factories

DUE = date(2026, 4, 3)


@pytest.fixture
def slip(bureau, clerk):
    factories.assigned(bureau)
    duties.open_period(date(2026, 3, 10))
    [issued] = issuing.issue(f"duty:{Duty.objects.get().pk}:{DUE}")
    return issued


@pytest.fixture
def path(slip) -> str:
    return f"slips/{slip.pk}/"


def test_shows_slip(clerk, slip, path, bureau):
    shown = clerk.get(path).json()

    assert (shown["code"], shown["about"], shown["level"]) == (slip.code, "duty", slip.level)
    assert (shown["organization"]["id"], shown["due_on"]) == (bureau.pk, "2026-04-03")
    assert shown["received_at"] is None


def test_unit_receives_once(clerk, slip, path):
    assert clerk.ids("slips/", mine=True) == [slip.pk]
    assert clerk.post(path + "receive/").json()["received_by"] == clerk.user.username
    assert clerk.ids("slips/", mine=True) == []
    assert clerk.ids("slips/", is_received=True) == [slip.pk]
    assert clerk.post(path + "receive/", status=409)


def test_head_of_unit_receives(bureau, path):
    from tests.api.callers import caller

    head = caller(factories.user(role="head", unit=bureau))
    assert head.post(path + "receive/").json()["received_by"] == head.user.username


def test_office_receives_for_units_without_accounts(office, path):
    assert office.post(path + "receive/").json()["received_by"] == office.user.username


def test_other_people_cannot_receive(reader, stranger, path):
    reader.post(path + "receive/", status=403)
    stranger.post(path + "receive/", status=404)


def test_cancels_slip(office, clerk, slip, path):
    clerk.post(path + "cancel/", {"reason": "误发"}, 403)
    office.post(path + "cancel/", {}, 400)

    gone = office.post(path + "cancel/", {"reason": "误发"}).json()

    assert (gone["cancelled_by"], gone["cancel_reason"]) == (office.user.username, "误发")
    assert office.ids("slips/", is_cancelled=False) == []
    assert clerk.post(path + "receive/", status=409)


def test_receipt_is_bound_to_version_seen(clerk, path):
    url = f"/api/v1/{path}receive/"
    assert clerk.client.post(url, headers={"If-Match": '"9"'}).status_code == 412
    seen = clerk.get(path)["ETag"]
    assert clerk.client.post(url, headers={"If-Match": seen}).status_code == 200
