"""Breakdowns over HTTP: the groups there are, their targets and their values."""

from decimal import Decimal

import pytest

from commitments.choices import Across
from commitments.domain.tracking import breakdowns
from commitments.domain.tracking.breakdowns import GroupEntry
from commitments.models import Indicator
from tests import factories


@pytest.fixture
def streets(office):
    entries = [GroupEntry("万寿路"), GroupEntry("羊坊店")]
    return breakdowns.create("街镇", by=office.user, groups=entries)


@pytest.fixture
def ids(streets) -> list[int]:
    return [group.pk for group in streets.groups.all()]


@pytest.fixture
def commitment(bureau):
    made = factories.assigned(bureau, indicator="备案助餐点", unit="家", value=Decimal(40))
    Indicator.objects.update(across=Across.SUM)
    return made


def figures(ids, *values):
    return [{"group": pk, "value": value} for pk, value in zip(ids, values, strict=False)]


def revise(office, commitment, status=201, **given):
    return office.post(f"commitments/{commitment.pk}/target/", {"reason": "分解"} | given, status)


def report(clerk, commitment, status=201, **measured):
    given = {
        "commitment": commitment.pk,
        "reported_on": "2026-03-31",
        "narrative": "新增助餐点",
        "measurements": [{"measured_on": "2026-03-31"} | measured],
    }
    return clerk.post("updates/", given, status).json()


def test_dimensions_list_their_groups_in_order(clerk, streets, ids):
    [row] = clerk.get("dimensions/").json()["results"]

    assert (row["name"], row["version"]) == ("街镇", 1)
    assert [group["name"] for group in row["groups"]] == ["万寿路", "羊坊店"]
    assert clerk.ids("dimensions/", group=ids[0]) == [streets.pk]
    assert clerk.ids("dimensions/", q="年龄") == []
    assert clerk.get(f"dimensions/{streets.pk}/").headers["ETag"].startswith('"1-')


def test_sets_and_reads_group_targets(office, commitment, ids):
    made = revise(office, commitment, groups=figures(ids, 25, 15)).json()

    assert [(row["name"], row["value"]) for row in made["groups"]] == [
        ("万寿路", 25),
        ("羊坊店", 15),
    ]
    later = revise(office, commitment, due_on="2031-01-01").json()
    assert [row["value"] for row in later["groups"]] == [25, 15]
    cleared = revise(office, commitment, groups=[]).json()
    assert cleared["groups"] == []
    listed = office.get("targets/", commitment=commitment.pk).json()["results"]
    assert [len(row["groups"]) for row in listed] == [0, 2, 2, 0]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([20, 18], "各街镇合计38家，与总数40家相差2家"),
        ([20, 20, 20], "同一分组重复填写"),
    ],
)
def test_rejects_contradicting_groups_at_their_field(office, commitment, ids, values, said):
    refused = revise(office, commitment, 400, groups=figures([*ids, ids[0]], *values)).json()

    assert refused["errors"][0]["field"] == "groups"
    assert said in refused["errors"][0]["message"]


def test_rejects_unknown_group(office, commitment):
    refused = revise(office, commitment, 400, groups=[{"group": 10**9, "value": 40}]).json()

    assert refused["errors"][0]["field"] == "groups"


def test_reports_and_reads_group_values(clerk, commitment, ids):
    update = report(clerk, commitment, groups=figures(ids, 20, 18))

    [row] = update["measurements"]
    assert row["value"] == 38
    assert [(part["name"], part["value"]) for part in row["groups"]] == [
        ("万寿路", 20),
        ("羊坊店", 18),
    ]
    [listed] = clerk.get("measurements/").json()["results"]
    assert listed["groups"] == row["groups"]


def test_rejects_group_values_that_contradict_the_whole(clerk, commitment, ids):
    refused = report(clerk, commitment, 400, value=40, groups=figures(ids, 20, 18))
    assert refused["errors"][0]["field"] == "groups"
    assert "相差2家" in refused["errors"][0]["message"]

    missing = report(clerk, commitment, 400, groups=figures(ids, 20))
    assert missing["errors"][0]["field"] == "value"
    twice = report(clerk, commitment, 400, value=40, groups=figures([ids[0], ids[0]], 20, 18))
    assert "groups" in twice["errors"][0]["field"]


def test_history_names_groups(clerk, commitment, ids):
    update = report(clerk, commitment, value=38, groups=figures(ids, 20, 18))
    mended = [{"measured_on": "2026-03-31", "value": 39, "groups": figures(ids, 21, 18)}]
    clerk.patch(f"updates/{update['id']}/", {"measurements": mended})
    clerk.delete(f"measurements/{update['measurements'][0]['id']}/")

    entries = clerk.get(f"commitments/{commitment.pk}/history/").json()

    own = [entry for entry in entries if entry["resource"] == "group_value"]
    assert [entry["action"] for entry in own] == [
        *("deleted", "deleted", "changed", "created", "created"),
    ]
    assert {entry["by"] for entry in own} == {clerk.user.username}
    assert own[2]["changes"] == [{"field": "value", "before": 20, "after": 21}]


def test_indicator_shows_all_fields(clerk, commitment):
    [row] = clerk.get("indicators/", across="sum").json()["results"]

    assert row["across"] == "sum"
    assert {"source", "numerator", "denominator", "measured_every", "span_months"} <= row.keys()
