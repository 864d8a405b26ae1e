import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments import codec
from commitments.codec import DecodeError
from commitments.rendering.values import Changes, CorrectedIssue, OfficialForm, Report, Target
from tests.rendering.examples import report_of


@pytest.mark.parametrize(
    "report", [report_of(), report_of((), previous=None, changes=Changes())], ids=["full", "empty"]
)
def test_a_report_survives_its_snapshot_as_json(report):
    stored = json.dumps(report.as_snapshot(), ensure_ascii=False)

    assert Report.from_snapshot(json.loads(stored)) == report


def test_a_report_of_an_earlier_version_has_no_official_form():
    snapshot = report_of().as_snapshot()
    del snapshot["official"]

    assert Report.from_snapshot(snapshot).official is None


def test_an_official_form_survives_its_snapshot():
    form = OfficialForm(
        document_number="海督字〔2026〕2号",
        addressees=("各街道办事处", "区政府各委、办、局"),
        corrects=CorrectedIssue(2026, 1, "第3项完成值有误"),
        printed_on=date(2026, 4, 8),
    )
    stored = json.dumps(report_of(official=form).as_snapshot())

    assert Report.from_snapshot(json.loads(stored)).official == form


def test_a_snapshot_says_its_format_and_uses_plain_names():
    snapshot = report_of().as_snapshot()

    assert snapshot["format"] == 2
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


def test_fields_with_default_are_optional():
    assert codec.decode(Target, {"value": "3.7"}) == Target(value=Decimal("3.7"))


@pytest.mark.parametrize(
    ("path", "value", "complaint"),
    [
        (["format"], 3, "format: expected 2, got 3"),
        (["as_of"], "31 March", "'31 March' is no date @ as_of"),
        (["as_of"], 20260331, "expected str, got int @ as_of"),
        (["number"], "2", "expected int, got str @ number"),
        (["number"], True, "expected int, got bool @ number"),
        (["items"], "all", "expected list, got str @ items"),
        (["items", 0], None, "expected dict, got NoneType @ items[0]"),
        (
            ["items", 0, "supporting_units"],
            "区体育局",
            "expected list, got str @ items[0].supporting_units",
        ),
        (["units", 0, "counts"], [], "expected dict, got list @ units[0].counts"),
        (["items", 0, "title"], 5, "expected str, got int @ items[0].title"),
        (["total"], 7, "total: 7, but 8 items are listed @ Report"),
        (["items"], {}, "expected list, got dict @ items"),
        (["items", 3, "progress"], "late", "'late' is no Progress @ items[3].progress"),
        (
            ["items", 0, "target", "value"],
            3.7,
            "expected str, got float @ items[0].target.value",
        ),
        (
            ["items", 0, "target", "value"],
            "NaN",
            "'NaN' is no number @ items[0].target.value",
        ),
        (
            ["items", 0, "target", "value"],
            "many",
            "'many' is no Decimal @ items[0].target.value",
        ),
        (["items", 0, "colour"], "red", "unknown colour @ items[0]"),
        (
            ["units", 0, "counts", "late"],
            1,
            "'late' is no Progress @ units[0].counts['late']",
        ),
        (["previous"], "none", "expected dict, got str @ previous"),
    ],
)
def test_rejects_mismatch_naming_its_place(path, value, complaint):
    snapshot = report_of().as_snapshot()
    *way, last = path
    place = snapshot
    for step in way:
        place = place[step]
    place[last] = value

    with pytest.raises(DecodeError) as refusal:
        Report.from_snapshot(snapshot)

    assert str(refusal.value).replace("Report.", "") == complaint


def test_every_fault_is_named():
    snapshot = report_of().as_snapshot()
    snapshot["number"] = snapshot["items"][1]["title"] = None

    with pytest.raises(DecodeError) as refusal:
        Report.from_snapshot(snapshot)

    assert str(refusal.value) == (
        "expected int, got NoneType @ Report.number; "
        "expected str, got NoneType @ Report.items[1].title"
    )


@pytest.mark.parametrize("data", [None, [], "2026"])
def test_rejects_anything_but_a_snapshot(data):
    with pytest.raises(DecodeError, match="expected dict"):
        codec.decode(Report, data)


@pytest.mark.parametrize("name", ["format", "title", "items"])
def test_names_missing_fields(name):
    snapshot = report_of().as_snapshot()
    del snapshot[name]

    with pytest.raises(DecodeError, match=name):
        Report.from_snapshot(snapshot)
