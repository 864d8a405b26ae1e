"""An evaluation by hand stands beside the computed one, for a time."""

import pytest

from tests import factories

OVERRIDE = {"progress": "behind", "reason": "用地未定", "ends_on": "2099-01-01"}


@pytest.fixture
def path(bureau) -> str:
    return f"commitments/{factories.assigned(bureau).pk}/"


def test_override_counts_and_keeps_computed_progress(office, clerk, path):
    computed = office.get(path).json()["progress"]
    evaluation = office.post(path + "override/", OVERRIDE, 201).json()

    shown = clerk.get(path).json()
    assert (shown["progress"], shown["computed"]) == ("behind", computed)
    assert shown["overrides"] == [evaluation]
    assert evaluation["set_by"] == office.user.username


def test_computed_progress_counts_after_revocation(office, path):
    computed = office.get(path).json()["progress"]
    evaluation = office.post(path + "override/", OVERRIDE, 201).json()

    revoked = office.post(f"overrides/{evaluation['id']}/revoke/", {"reason": "已解决"}).json()

    assert revoked["revoked_by"] == office.user.username
    assert office.get(path).json()["progress"] == computed
    assert office.post(f"overrides/{evaluation['id']}/revoke/", status=409)
    assert office.ids("overrides/", is_revoked=True, progress="behind") == [evaluation["id"]]


def test_second_override_replaces_first(office, path):
    first = office.post(path + "override/", OVERRIDE, 201).json()
    second = office.post(path + "override/", OVERRIDE | {"progress": "missed"}, 201).json()
    assert office.ids("overrides/", is_revoked=False) == [second["id"]]
    assert office.ids("overrides/", is_revoked=True) == [first["id"]]


@pytest.mark.parametrize("gone", ["progress", "reason", "ends_on"])
def test_rejects_override_without_reason_or_end(office, path, gone):
    given = {name: value for name, value in OVERRIDE.items() if name != gone}
    assert office.post(path + "override/", given, 400).json()["errors"][0]["field"] == gone


def test_rejects_end_in_the_past(office, path):
    problem = office.post(path + "override/", OVERRIDE | {"ends_on": "2026-01-01"}, 400).json()
    assert problem["errors"][0]["field"] == "ends_on"


def test_units_cannot_override(office, clerk, path):
    clerk.post(path + "override/", OVERRIDE, 403)
    evaluation = office.post(path + "override/", OVERRIDE, 201).json()
    clerk.post(f"overrides/{evaluation['id']}/revoke/", status=403)
