"""Indicators over HTTP: read by all, described and merged by the office."""

from datetime import date

import pytest

from commitments.choices import Progress
from commitments.domain.evaluation import assess
from commitments.models import Indicator
from tests import factories

GIVEN = {
    "name": "森林覆盖率",
    "unit": "%",
    "source": "区园林绿化局年报",
    "numerator": "森林面积",
    "denominator": "国土面积",
    "aggregation": "ratio",
    "across": "ratio",
    "measured_every": "year",
}


@pytest.fixture
def commitment(bureau):
    return factories.assigned(bureau, baseline=3, baseline_on=date(2025, 11, 23))


@pytest.fixture
def path(commitment) -> str:
    return f"indicators/{commitment.target.indicator_id}/"


def test_office_creates_and_all_read(office, reader):
    made = office.post("indicators/", GIVEN, 201)

    shown = reader.get(f"indicators/{made.json()['id']}/")
    assert shown.json() == made.json()
    assert GIVEN.items() <= shown.json().items()
    assert (shown.json()["direction"], shown.json()["span_months"]) == ("up", None)
    assert shown["ETag"].startswith('"1-')


@pytest.mark.parametrize(
    "query",
    [
        {"q": "园林"},
        {"unit": "%"},
        {"across": "ratio"},
        {"measured_every": "year"},
        {"aggregation": "ratio"},
        {"direction": "up", "unit": "%"},
    ],
)
def test_filters_by_description(office, commitment, query):
    made = office.post("indicators/", GIVEN, 201).json()

    assert office.ids("indicators/", **query) == [made["id"]]


@pytest.mark.parametrize(
    ("broken", "field"),
    [
        ({"name": ""}, "name"),
        ({"denominator": ""}, "denominator"),
        ({"measured_every": "week"}, "measured_every"),
        ({"stale_after_days": 0}, "stale_after_days"),
        ({"span_months": 10**6}, "span_months"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_rejects_invalid_value_at_its_field(office, broken, field):
    refusal = office.post("indicators/", GIVEN | broken, 400).json()

    assert [fault["field"] for fault in refusal["errors"]] == [field]
    assert not Indicator.objects.exists()


def test_change_is_bound_to_version_seen(office, path):
    answer = office.client.patch(f"/api/v1/{path}", {"source": "年报"}, format="json")
    assert answer.status_code == 428
    changed = office.patch(path, {"source": "年报"}, if_match='"1"')
    assert (changed.json()["source"], changed["ETag"]) == ("年报", '"2"')

    refusal = office.patch(path, {"source": "月报"}, 412, if_match='"1"').json()

    assert refusal["version"] == 2
    assert refusal["edits"][0]["changes"][0]["field"] == "source"


def test_change_that_affects_evaluation_needs_reason_and_reassesses(
    office, clerk, commitment, path
):
    # Nobody waits for another report.
    commitment.assignments.update(report_every="never")
    update = {
        "commitment": commitment.pk,
        "reported_on": "2026-03-31",
        "narrative": "已统计",
        "measurements": [{"measured_on": "2026-03-31", "value": 3.1}],
    }
    made = clerk.post("updates/", update, 201).json()
    clerk.post(f"updates/{made['id']}/submit/")
    office.post(f"updates/{made['id']}/approve/")
    assert assess.assess(commitment.pk).progress != Progress.NOT_ASSESSED

    refusal = office.patch(path, {"measured_every": "month"}, 400).json()
    assert refusal["errors"][0]["field"] == "reason"
    office.patch(path, {"measured_every": "month", "reason": "按月统计"})

    assert office.get(f"commitments/{commitment.pk}/").json()["progress"] == "not_assessed"


def test_null_clears(office, path):
    office.patch(path, {"stale_after_days": 40, "reason": "按旬统计"})
    assert (
        office.patch(path, {"stale_after_days": None, "reason": "改回"}).json()["stale_after_days"]
        is None
    )


def test_merges_indicators(office, clerk, commitment, path):
    twin = factories.assigned(factories.unit(), indicator="人均场地面积").target.indicator_id
    given = {"into": twin, "reason": "同一指标"}

    clerk.post(path + "merge/", given, 403)
    office.post(path + "merge/", {"into": twin}, 400)
    kept = office.post(path + "merge/", given).json()

    assert kept["id"] == twin
    office.get(path, 404)
    assert {row["indicator"]["id"] for row in office.get("targets/").json()["results"]} == {twin}


def test_rejects_merge_of_differently_measured_indicators(office, path):
    other = office.post("indicators/", GIVEN, 201).json()

    refusal = office.post(path + "merge/", {"into": other["id"], "reason": "并"}, 400).json()

    assert refusal["errors"][0]["field"] == "into"


def test_unit_cannot_change(clerk, path):
    clerk.post("indicators/", GIVEN, 403)
    clerk.patch(path, {"source": "年报"}, 403)
