"""Units over HTTP: what a person had open goes to a successor."""

import pytest

from commitments.domain.tracking import assign
from tests import factories


@pytest.fixture
def held(bureau, clerk, office):
    commitment = factories.commitment()
    return assign.assign(commitment.pk, bureau.pk, by=office.user, person=clerk.user)


@pytest.fixture
def head(bureau):
    from tests.api.callers import caller

    return caller(factories.user(role="head", unit=bureau))


def test_head_hands_over_open_duties(head, bureau, clerk, held):
    successor = factories.reporter(bureau, "successor")
    given = {"from_user": clerk.user.username, "to_user": "successor"}

    [moved] = head.post(f"units/{bureau.pk}/hand_over/", given).json()

    assert (moved["id"], moved["person"]) == (held.pk, "successor")
    held.refresh_from_db()
    assert held.person == successor


def test_null_hands_over_unheld_duties(office, bureau):
    factories.assigned(bureau)
    factories.reporter(bureau, "successor")
    given = {"from_user": None, "to_user": "successor"}

    assert len(office.post(f"units/{bureau.pk}/hand_over/", given).json()) == 1


def test_people_of_other_units_look_unknown(head, stranger, bureau, held):
    def refusal(name):
        given = {"from_user": None, "to_user": name}
        answer = head.post(f"units/{bureau.pk}/hand_over/", given, 400)
        return str(answer.json()).replace(name, "…")

    assert refusal(stranger.user.username) == refusal("nobody-at-all")


def test_a_name_that_no_database_can_look_for_is_refused_at_its_field(head, office, bureau, held):
    given = {"from_user": None, "to_user": "wang\0"}
    answer = head.post(f"units/{bureau.pk}/hand_over/", given, 400)
    assert [error["field"] for error in answer.json()["errors"]] == ["to_user"]

    given = {"organization": bureau.pk, "person": "wang\0"}
    answer = office.post(f"commitments/{held.commitment_id}/assign/", given, 400)
    assert [error["field"] for error in answer.json()["errors"]] == ["person"]


def test_rejects_unauthorised_hand_over(clerk, reader, stranger, bureau, held):
    factories.reporter(bureau, "successor")
    given = {"from_user": clerk.user.username, "to_user": "successor"}
    for caller in (clerk, reader, stranger):
        assert caller.post(f"units/{bureau.pk}/hand_over/", given, 403)
