"""Updates over HTTP: drafted with values, submitted, returned, approved, withdrawn."""

import pytest

from commitments.models import Commitment, Measurement, ProgressUpdate
from tests import factories


@pytest.fixture
def commitment(bureau) -> Commitment:
    return factories.assigned(bureau)


@pytest.fixture
def given(commitment) -> dict[str, object]:
    return {
        "commitment": commitment.pk,
        "reported_on": "2026-03-31",
        "narrative": "新建体育场地5处",
        "measurements": [{"measured_on": "2026-03-31", "value": 3.2}],
    }


def progress_of(caller, commitment) -> str:
    return caller.get(f"commitments/{commitment.pk}/").json()["progress"]


def test_approved_draft_changes_evaluation_and_withdrawal_reverts_it(
    clerk, office, commitment, given
):
    given["measurements"][0]["value"] = 3.9
    before = progress_of(clerk, commitment)

    update = clerk.post("updates/", given, 201).json()
    path = f"updates/{update['id']}/"

    assert (update["state"], update["organization"]["short_name"]) == ("draft", "区体育局")
    assert [row["value"] for row in update["measurements"]] == [3.9]
    assert clerk.post(path + "submit/").json()["state"] == "submitted"
    assert progress_of(clerk, commitment) == before
    approved = office.post(path + "approve/").json()
    assert (approved["state"], approved["reviewed_by"]) == ("approved", office.user.username)
    assert progress_of(clerk, commitment) == "achieved"
    assert clerk.post(path + "withdraw/").json()["state"] == "draft"
    assert progress_of(clerk, commitment) != "achieved"


def test_returned_update_is_amended(clerk, office, given):
    path = f"updates/{clerk.post('updates/', given, 201).json()['id']}/"
    clerk.post(path + "submit/")

    assert office.post(path + "return/", {}, 400).json()["errors"][0]["field"] == "reason"
    returned = office.post(path + "return/", {"reason": "缺数据"}).json()
    assert (returned["state"], returned["return_reason"]) == ("returned", "缺数据")

    mended = {
        "narrative": "新建体育场地6处",
        "measurements": [
            {"measured_on": "2026-03-31", "value": 3.3},
            {"measured_on": "2026-02-28", "value": 3, "numerator": 3, "denominator": 1},
        ],
    }
    changed = clerk.patch(path, mended).json()
    assert changed["narrative"] == "新建体育场地6处"
    assert [row["value"] for row in changed["measurements"]] == [3.3, 3]
    assert clerk.post(path + "submit/").json()["state"] == "submitted"
    assert clerk.patch(path, mended, 409).json()["code"] == "conflict"


@pytest.mark.parametrize(
    ("broken", "field"),
    [
        ({"commitment": 10**12}, "commitment"),
        ({"reported_on": "2999-01-01"}, "reported_on"),
        ({"narrative": ""}, "narrative"),
        ({"organization": 10**12}, "organization"),
        ({"state": "approved"}, "state"),
        ({"measurements": [{"value": 1}]}, "measurements.0.measured_on"),
        ({"measurements": [{"measured_on": "2026-03-31", "value": "x"}]}, "measurements.0.value"),
        ({"measurements": [{"measured_on": "2999-01-01", "value": 1}]}, "measured_on"),
        ({"measurements": {"value": 1}}, "measurements"),
        (
            {"measurements": [{"measured_on": "2026-03-31", "value": 1, "numerator": 1}]},
            None,
        ),
    ],
)
def test_invalid_update_stores_nothing(clerk, given, broken, field):
    problem = clerk.post("updates/", given | broken, 400).json()

    named = problem["errors"][0]["field"] if problem["errors"] else None
    assert (named or "").removesuffix(".non_field_errors") == (field or "")
    assert not ProgressUpdate.objects.exists()
    assert not Measurement.objects.exists()


def test_accepts_earliest_possible_date(clerk, office, given):
    given["measurements"] = [{"measured_on": "0001-01-01", "value": 3.2}]
    given["reported_on"] = "0001-01-01"
    path = f"updates/{clerk.post('updates/', given, 201).json()['id']}/"
    clerk.post(path + "submit/")
    assert office.post(path + "approve/").json()["state"] == "approved"


@pytest.mark.parametrize("value", ["99999999999999999.999999", "-99999999999999999", "0.000001"])
def test_extreme_values_are_assessed(clerk, office, commitment, given, value):
    office.post(
        f"commitments/{commitment.pk}/target/",
        {"reason": "因", "baseline": 3.6999, "value": 3.7},
        201,
    )
    given["measurements"][0] |= {"value": value, "confirm": ["magnitude", "reversal"]}
    path = f"updates/{clerk.post('updates/', given, 201).json()['id']}/"
    clerk.post(path + "submit/")

    assert office.post(path + "approve/").json()["state"] == "approved"
    assert clerk.get(f"commitments/{commitment.pk}/").json()["actual"] is not None


def test_only_approvers_approve(clerk, given):
    path = f"updates/{clerk.post('updates/', given, 201).json()['id']}/"
    clerk.post(path + "submit/")
    assert clerk.post(path + "approve/", status=403)
    assert clerk.post(path + "return/", {"reason": "x"}, 403)


def test_readers_cannot_write(reader, clerk, given):
    path = f"updates/{clerk.post('updates/', given, 201).json()['id']}/"
    assert reader.post("updates/", given, 403)
    assert reader.patch(path, {"narrative": "x"}, 403)
    for verb in ("submit", "withdraw"):
        assert reader.post(path + f"{verb}/", status=403)


def test_supporting_unit_reads_but_cannot_change_lead_report(
    clerk, stranger, commitment, given, office
):
    unit = stranger.user.memberships.get().organization
    office.post(
        f"commitments/{commitment.pk}/assign/", {"organization": unit.pk, "role": "support"}
    )
    path = f"updates/{clerk.post('updates/', given, 201).json()['id']}/"

    # A draft is none of its business.
    assert stranger.get(path, 404)
    clerk.post(path + "submit/")
    assert stranger.get(path)
    assert stranger.patch(path, {"narrative": "改写"}, 403).json()["code"] == "not_allowed"
    for verb in ("submit", "withdraw"):
        assert stranger.post(path + f"{verb}/", status=403)
    own = stranger.post("updates/", given, 201).json()
    assert own["organization"]["id"] == unit.pk


def test_office_reports_for_a_unit(office, bureau, given):
    made = office.post("updates/", given | {"organization": bureau.pk}, 201).json()
    assert made["organization"]["id"] == bureau.pk


def test_filters(clerk, bureau, given):
    first = clerk.post("updates/", given, 201).json()["id"]
    second = clerk.post("updates/", given | {"reported_on": "2026-06-30"}, 201).json()["id"]
    clerk.post(f"updates/{second}/submit/")

    assert clerk.ids("updates/") == [second, first]
    assert clerk.ids("updates/", state="draft") == [first]
    assert clerk.ids("updates/", reported_after="2026-04-01") == [second]
    assert clerk.ids("updates/", unit=bureau.pk, q="体育场地", ordering="id") == [first, second]
    assert len(clerk.ids("measurements/", update=first)) == 1
    assert len(clerk.ids("measurements/", state="submitted")) == 1
    assert len(clerk.ids("measurements/", commitment=given["commitment"])) == 2
    assert clerk.ids("measurements/", measured_before="2026-03-30") == []


def test_value_can_be_removed_until_submission(clerk, given):
    update = clerk.post("updates/", given, 201).json()
    [value] = update["measurements"]

    clerk.delete(f"measurements/{value['id']}/")

    assert clerk.get(f"updates/{update['id']}/").json()["measurements"] == []
    [entry] = [
        row
        for row in clerk.get(f"commitments/{given['commitment']}/history/").json()
        if row["action"] == "deleted"
    ]
    assert (entry["resource"], entry["by"]) == ("measurement", clerk.user.username)


def test_response_says_whether_office_entered_it(office, clerk, bureau):
    given = {
        "commitment": factories.assigned(bureau).pk,
        "reported_on": "2026-03-31",
        "narrative": "新建体育场地5处",
    }
    own = clerk.post("updates/", given, 201).json()
    entered = office.post("updates/", given, 201).json()

    assert (own["on_behalf"], entered["on_behalf"]) == (False, True)
    assert office.ids("updates/", on_behalf=True) == [entered["id"]]


def test_second_value_of_one_day_is_not_accepted(clerk, office, commitment, given):
    first, second = (clerk.post("updates/", given, 201).json()["id"] for _ in range(2))
    for update in (first, second):
        clerk.post(f"updates/{update}/submit/")
    office.post(f"updates/{first}/approve/")

    refused = office.post(f"updates/{second}/approve/", status=409).json()["detail"]
    assert commitment.code in refused
    assert "3.2平方米" in refused

    clerk.post(f"updates/{first}/withdraw/")
    assert office.post(f"updates/{second}/approve/").json()["state"] == "approved"


def test_other_day_is_accepted_beside_it(clerk, office, given):
    for day in ("2026-03-30", "2026-03-31"):
        given["measurements"][0]["measured_on"] = day
        update = clerk.post("updates/", given, 201).json()["id"]
        clerk.post(f"updates/{update}/submit/")
        office.post(f"updates/{update}/approve/")
