"""An evaluation by hand stands beside the computed one, for a time."""

import pytest

from tests import factories

OVERRIDE = {"progress": "behind", "reason": "用地未定", "ends_on": "2099-01-01"}


@pytest.fixture
def path(bureau) -> str:
    return f"commitments/{factories.assigned(bureau).pk}/"


def test_it_counts_and_does_not_hide_what_was_computed(office, clerk, path):
    computed = office.get(path).json()["progress"]
    evaluation = office.post(path + "override/", OVERRIDE, 201).json()

    shown = clerk.get(path).json()
    assert (shown["progress"], shown["computed"]) == ("behind", computed)
    assert shown["overrides"] == [evaluation]
    assert evaluation["set_by"] == office.user.username


def test_lifted_the_computed_one_counts_again(office, path):
    computed = office.get(path).json()["progress"]
    evaluation = office.post(path + "override/", OVERRIDE, 201).json()

    revoked = office.post(f"overrides/{evaluation['id']}/revoke/", {"reason": "已解决"}).json()

    assert revoked["revoked_by"] == office.user.username
    assert office.get(path).json()["progress"] == computed
    assert office.post(f"overrides/{evaluation['id']}/revoke/", status=409)
    assert office.ids("overrides/", is_revoked=True, progress="behind") == [evaluation["id"]]


def test_a_second_one_takes_the_place_of_the_first(office, path):
    first = office.post(path + "override/", OVERRIDE, 201).json()
    second = office.post(path + "override/", OVERRIDE | {"progress": "missed"}, 201).json()
    assert office.ids("overrides/", is_revoked=False) == [second["id"]]
    assert office.ids("overrides/", is_revoked=True) == [first["id"]]


@pytest.mark.parametrize("gone", ["progress", "reason", "ends_on"])
def test_none_without_reason_and_end(office, path, gone):
    given = {name: value for name, value in OVERRIDE.items() if name != gone}
    assert office.post(path + "override/", given, 400).json()["errors"][0]["field"] == gone


def test_an_end_in_the_past_is_refused(office, path):
    problem = office.post(path + "override/", OVERRIDE | {"ends_on": "2026-01-01"}, 400).json()
    assert problem["errors"][0]["field"] == "ends_on"


def test_units_do_not_judge_themselves(office, clerk, path):
    clerk.post(path + "override/", OVERRIDE, 403)
    evaluation = office.post(path + "override/", OVERRIDE, 201).json()
    clerk.post(f"overrides/{evaluation['id']}/revoke/", status=403)
