import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.rendering import codec
from commitments.rendering.codec import SnapshotError
from commitments.rendering.values import Changes, Report, Target
from tests.rendering.examples import report_of


@pytest.mark.parametrize(
    "report", [report_of(), report_of((), previous=None, changes=Changes())], ids=["full", "empty"]
)
def test_a_report_survives_its_snapshot_as_json(report):
    stored = json.dumps(report.as_snapshot(), ensure_ascii=False)

    assert Report.from_snapshot(json.loads(stored)) == report


def test_a_snapshot_says_its_format_and_uses_plain_names():
    snapshot = report_of().as_snapshot()

    assert snapshot["format"] == 1
    assert snapshot["as_of"] == "2026-03-31"
    assert snapshot["items"][0]["target"]["value"] == "3.7"
    assert snapshot["items"][0]["progress"] == "on_schedule"
    assert snapshot["counts"][0] == {"progress": "achieved", "count": 1, "percent": "12.5"}


@given(
    st.builds(
        Target,
        value=st.none() | st.decimals(allow_nan=False, allow_infinity=False),
        unit=st.text(),
        text=st.text(),
        due=st.none() | st.dates(),
        is_assumed=st.booleans(),
    )
)
def test_any_value_survives_exactly(target):
    read = codec.decode(Target, codec.encode(target))

    assert read == target
    assert str(read.value) == str(target.value)


def test_what_has_a_default_may_be_left_out():
    assert codec.decode(Target, {"value": "3.7"}) == Target(value=Decimal("3.7"))


@pytest.mark.parametrize(
    ("path", "value", "complaint"),
    [
        (["format"], 2, "format: expected 1, got 2"),
        (["as_of"], "31 March", "as_of: '31 March' is no date"),
        (["as_of"], 20260331, "as_of: expected str, got int"),
        (["number"], "2", "number: expected int, got str"),
        (["number"], True, "number: expected int, got bool"),
        (["items"], {}, "items: expected list, got dict"),
        (["items", 3, "progress"], "late", "items[3].progress: 'late' is no Progress"),
        (["items", 0, "target", "value"], 3.7, "items[0].target.value: expected str, got float"),
        (["items", 0, "target", "value"], "NaN", "items[0].target.value: 'NaN' is no number"),
        (["items", 0, "target", "value"], "many", "items[0].target.value: 'many' is no Decimal"),
        (["items", 0, "colour"], "red", "items[0]: unknown colour"),
        (["units", 0, "counts", "late"], 1, "units[0].counts: 'late' is no Progress"),
        (["previous"], "none", "previous: expected dict, got str"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(path, value, complaint):
    snapshot = report_of().as_snapshot()
    *way, last = path
    place = snapshot
    for step in way:
        place = place[step]
    place[last] = value

    with pytest.raises(SnapshotError) as refusal:
        Report.from_snapshot(snapshot)

    assert str(refusal.value) == complaint


@pytest.mark.parametrize("name", ["format", "title", "items"])
def test_what_is_missing_is_named(name):
    snapshot = report_of().as_snapshot()
    del snapshot[name]

    with pytest.raises(SnapshotError, match=name):
        Report.from_snapshot(snapshot)
