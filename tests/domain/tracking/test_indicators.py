"""Indicators live once: how old their values may grow, and who may change how they are measured."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from commitments.choices import MeasuredEvery, Progress
from commitments.domain.evaluation import assess
from commitments.domain.platform.errors import Conflict, Invalid, NotAllowed, Stale
from commitments.domain.reporting import progress
from commitments.domain.tracking import amend, indicators
from commitments.models import Assignment, Indicator
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return factories.supervisor()


def reported(commitment, value: str, *, on: date, by):
    """A value that the office has approved."""
    update = progress.draft(
        commitment.pk,
        by=by,
        reported_on=on,
        narrative="按月统计。",
        readings=(progress.ReportedValue(on, Decimal(value)),),
    )
    progress.submit(update.pk, by=by)
    return progress.approve(update.pk, by=by)


@pytest.fixture
def measured(office):
    """A commitment whose indicator was last measured at the end of March 2026."""
    commitment = factories.assigned(
        factories.unit(), baseline=Decimal(3), baseline_on=date(2025, 11, 23)
    )
    reported(commitment, "3.1", on=date(2026, 3, 31), by=office)
    return commitment


def evaluated(commitment, on: date, **ways: object):
    """The evaluation of a day, with the indicator measured in the ways given from the first."""
    Indicator.objects.filter(pk=commitment.target.indicator_id).update(**ways)
    Indicator.history.filter(id=commitment.target.indicator_id).update(**ways)
    return assess.assess(commitment.pk, on=on)


@pytest.mark.parametrize(
    ("every", "last", "after", "reason"),
    [
        (MeasuredEvery.MONTH, date(2026, 4, 30), date(2026, 5, 1), "1个月"),
        (MeasuredEvery.QUARTER, date(2026, 6, 30), date(2026, 7, 1), "3个月"),
        (MeasuredEvery.HALF_YEAR, date(2026, 9, 30), date(2026, 10, 1), "6个月"),
        (MeasuredEvery.YEAR, date(2027, 3, 31), date(2027, 4, 1), "12个月"),
    ],
)
def test_value_older_than_frequency_is_stale(measured, every, last, after, reason):
    assert evaluated(measured, last, measured_every=every).progress != Progress.NOT_ASSESSED

    evaluation = evaluated(measured, after)

    assert evaluation.progress == Progress.NOT_ASSESSED
    assert evaluation.actual_on == date(2026, 3, 31)
    assert "2026年3月31日" in evaluation.why
    assert reason in evaluation.why


def test_explicit_days_override_frequency(measured):
    ways = {"measured_every": MeasuredEvery.MONTH, "stale_after_days": 60}

    assert evaluated(measured, date(2026, 5, 30), **ways).progress != Progress.NOT_ASSESSED
    evaluation = evaluated(measured, date(2026, 5, 31))
    assert evaluation.progress == Progress.NOT_ASSESSED
    assert "60天" in evaluation.why


def test_value_without_frequency_speaks_while_its_unit_reports(measured, office):
    # Reported every month, and handed in within ten days more.
    assert evaluated(measured, date(2026, 5, 10)).progress != Progress.NOT_ASSESSED
    silent = evaluated(measured, date(2026, 5, 11))
    assert silent.progress == Progress.NOT_ASSESSED
    assert "最近一次反馈为2026年3月31日，已超过1个月零10天未反馈" in silent.why

    spoken = progress.draft(
        measured.pk, by=office, reported_on=date(2026, 5, 1), narrative="数据按年统计。"
    )
    progress.submit(spoken.pk, by=office)
    progress.approve(spoken.pk, by=office)
    assert evaluated(measured, date(2026, 6, 10)).progress != Progress.NOT_ASSESSED


@pytest.mark.parametrize(
    ("report_every", "last"),
    [("quarter", date(2026, 7, 10)), ("year", date(2027, 4, 10)), ("never", date(2029, 12, 31))],
)
def test_silence_is_measured_by_the_rhythm_of_the_lead_unit(measured, report_every, last):
    # As if it had always been so: a past day is judged by the rhythm of that day.
    for assignments in (measured.assignments, Assignment.history):
        assignments.update(report_every=report_every)

    assert evaluated(measured, last).progress != Progress.NOT_ASSESSED
    after = evaluated(measured, last + timedelta(days=1)).progress
    assert (after == Progress.NOT_ASSESSED) is (report_every != "never")


def test_creates_indicator_once_with_definition(office):
    indicator = indicators.create(
        by=office,
        reason="统一口径",
        name=" 森林覆盖率 ",
        unit="%",
        source="区园林绿化局年报",
        numerator="森林面积",
        denominator="国土面积",
        aggregation="ratio",
        measured_every="year",
    )

    assert (indicator.name, indicator.denominator) == ("森林覆盖率", "国土面积")
    entry = indicator.history.get()
    assert (entry.history_user, entry.history_change_reason) == (office, "统一口径")


@pytest.mark.parametrize(
    ("broken", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "人均体育场地面积"}, "name"),
        ({"numerator": "体育场地面积"}, "denominator"),
        ({"denominator": "常住人口"}, "numerator"),
        ({"direction": "sideways"}, "direction"),
        ({"measured_every": "week"}, "measured_every"),
        ({"stale_after_days": 0}, "stale_after_days"),
        ({"span_months": 0}, "span_months"),
        ({"stale_after_days": 40_000}, "stale_after_days"),
    ],
)
def test_rejects_invalid_value_at_its_field(office, broken, field):
    indicators.create(by=office, name="人均体育场地面积", unit="平方米")

    with pytest.raises(Invalid) as refusal:
        indicators.create(**({"by": office, "name": "另一指标", "unit": "平方米"} | broken))

    assert refusal.value.field == field
    assert Indicator.objects.count() == 1


def test_change_that_affects_evaluation_needs_reason_and_reassesses(measured, office):
    measured.refresh_from_db()
    indicator = measured.target.indicator
    before = measured.evaluation_id
    with pytest.raises(Invalid) as refusal:
        indicators.change(indicator.pk, by=office, direction="keep_below")
    assert refusal.value.field == "reason"

    changed = indicators.change(
        indicator.pk, by=office, direction="keep_below", reason="应控制在以内"
    )

    measured.refresh_from_db()
    assert measured.evaluation_id != before
    assert changed.version == indicator.version + 1
    assert changed.history.first().history_change_reason == "应控制在以内"


def test_definition_change_does_not_reassess(measured, office):
    measured.refresh_from_db()
    before = measured.evaluation_id

    changed = indicators.change(measured.target.indicator_id, by=office, definition="按常住人口")
    again = indicators.change(changed.pk, by=office, definition="按常住人口")

    measured.refresh_from_db()
    assert measured.evaluation_id == before
    assert again.version == changed.version
    assert changed.unit == "平方米"


def test_null_clears_and_omitted_stays(office):
    indicator = indicators.create(by=office, name="空气质量", stale_after_days=40, span_months=36)

    indicator = indicators.change(indicator.pk, by=office, span_months=None)

    assert (indicator.stale_after_days, indicator.span_months) == (40, None)


def test_rejects_unauthorised_or_stale_change(office):
    indicator = indicators.create(by=office, name="空气质量")
    clerk = factories.reporter(factories.unit())

    with pytest.raises(NotAllowed):
        indicators.create(by=clerk, name="我的指标")
    with pytest.raises(NotAllowed):
        indicators.change(indicator.pk, by=clerk, name="我的指标")
    with pytest.raises(Stale) as refusal:
        indicators.change(indicator.pk, by=office, name="优良天数", expected_version=7)
    assert refusal.value.current == 1
    with pytest.raises(Invalid):
        indicators.change(indicator.pk + 1, by=office, name="优良天数")
    assert Indicator.objects.get().name == "空气质量"


@pytest.fixture
def twin(office):
    """A commitment on the same figure under another name, reported once more for March."""
    return factories.assigned(
        factories.unit(), indicator="人均场地面积", baseline=Decimal(3), value=Decimal(3)
    )


def merged(twin, measured, *, by, **given):
    wanted = {"into": measured.target.indicator_id, "by": by, "reason": "同一指标"} | given
    return indicators.merge(twin.target.indicator_id, **wanted)


def test_merges_two_indicators(measured, twin, office):
    gone = twin.target.indicator_id
    amend.reschedule(twin.pk, by=office, due_on=date(2031, 6, 30), reason="延期")
    reported(twin, "3.1", on=date(2026, 3, 31), by=office)
    reported(twin, "3.3", on=date(2026, 6, 30), by=office)

    kept = merged(twin, measured, by=office)

    assert not Indicator.objects.filter(pk=gone).exists()
    assert [target.indicator for target in twin.targets.all()] == [kept, kept]
    assert [target.version for target in twin.targets.all()] == [2, 1]
    assert kept.measurements.count() == 3
    for commitment in (measured, twin):
        assert assess.assess(commitment.pk).actual == Decimal("3.3")
    [record, *_rest] = twin.targets.first().history.all()
    assert (record.history_user, record.indicator_id) == (office, kept.pk)
    assert record.history_change_reason == "原指标“人均场地面积”：同一指标"
    last = Indicator.history.filter(id=gone).first()
    assert (last.history_type, last.history_change_reason) == ("-", "同一指标")


def test_merge_does_not_change_past_evaluations(measured, twin, office):
    reported(twin, "3.3", on=date(2026, 6, 30), by=office)
    before = assess.assess(twin.pk, on=date(2026, 7, 1))

    merged(twin, measured, by=office)

    after = assess.assess(twin.pk, on=date(2026, 7, 1))
    assert (after.progress, after.actual) == (before.progress, before.actual)


@pytest.mark.parametrize(
    "different",
    [{"unit": "公顷"}, {"direction": "down"}, {"aggregation": "sum"}, {"span_months": 12}],
)
def test_rejects_merge_of_differently_measured_indicators(measured, twin, office, different):
    indicators.change(twin.target.indicator_id, by=office, reason="另算", **different)

    with pytest.raises(Invalid) as refusal:
        merged(twin, measured, by=office)

    assert refusal.value.field == "into"
    assert Indicator.objects.count() == 2


def test_rejects_merge_with_conflicting_values(measured, twin, office):
    update = reported(twin, "3.2", on=date(2026, 3, 31), by=office)

    with pytest.raises(Conflict) as refusal:
        merged(twin, measured, by=office)
    assert "2026年3月31日" in str(refusal.value)

    progress.withdraw(update.pk, by=office)
    assert merged(twin, measured, by=office).measurements.count() == 2


def test_rejects_merge_that_counts_a_value_twice(measured, twin, office):
    reported(twin, "3.1", on=date(2026, 3, 31), by=office)
    for commitment in (measured, twin):
        pk = commitment.target.indicator_id
        indicators.change(pk, by=office, aggregation="sum", reason="按月累加")

    with pytest.raises(Conflict):
        merged(twin, measured, by=office)


def test_rejects_merge_while_one_report_has_both(measured, twin, office):
    day, other = date(2026, 5, 31), twin.target.indicator_id
    readings = (
        progress.ReportedValue(day, Decimal("3.1")),
        progress.ReportedValue(day, Decimal("3.1"), indicator_id=other),
    )
    progress.draft(
        measured.pk, by=office, reported_on=day, narrative="两处填报。", readings=readings
    )

    with pytest.raises(Conflict):
        merged(twin, measured, by=office)


def test_merge_needs_reason_two_indicators_and_permission(measured, twin, office):
    with pytest.raises(Invalid) as refusal:
        merged(twin, measured, by=office, reason=" ")
    assert refusal.value.field == "reason"
    with pytest.raises(Invalid):
        merged(twin, measured, by=office, into=twin.target.indicator_id)
    with pytest.raises(Stale):
        merged(twin, measured, by=office, expected_version=9)
    with pytest.raises(NotAllowed):
        merged(twin, measured, by=factories.reporter(factories.unit()))
    assert Indicator.objects.count() == 2


def test_shows_value_already_reported_by_another_unit(measured, office):
    same = factories.assigned(factories.unit(), title="另一事项")

    [known] = indicators.reported_elsewhere(same)

    assert (known.value, known.measured_on) == (Decimal("3.1"), date(2026, 3, 31))
    assert list(indicators.reported_elsewhere(measured)) == []
    assert list(indicators.reported_elsewhere(factories.commitment(target=None))) == []
    progress.withdraw(known.update_id, by=office)
    assert list(indicators.reported_elsewhere(same)) == []
