"""The points of a chart: path, targets, values that count and values that wait."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from commitments.admin.commitment import chart
from commitments.domain.evaluation import series
from commitments.domain.reporting import progress
from commitments.domain.tracking import targets, tree
from commitments.models import Indicator, Target
from tests import factories

pytestmark = pytest.mark.django_db
START, DUE = date(2026, 1, 1), date(2026, 12, 31)


@pytest.fixture
def office():
    return factories.supervisor()


@pytest.fixture
def commitment():
    given = {"starts_on": START, "due_on": DUE, "baseline": Decimal(3), "baseline_on": START}
    made = factories.assigned(factories.unit(), **given)
    Target.objects.update(due_on=DUE)
    return made


def report(commitment, by, day, value, *, approve=True):
    readings = (progress.ReportedValue(day, Decimal(value)),)
    given = {"reported_on": day, "narrative": "有进展。", "readings": readings}
    update = progress.draft(commitment.pk, by=by, **given)
    progress.submit(update.pk, by=by)
    if approve:
        progress.approve(update.pk, by=by)
    return update


def test_commitment_without_figure_has_no_series():
    assert series.of(factories.commitment(target=None)) is None


def test_path_runs_from_baseline_to_target(commitment):
    found = series.of(commitment)

    assert (found.since, found.until) == (START, DUE)
    assert (found.planned[0].on, found.planned[0].value) == (START, 3)
    assert (found.planned[-1].on, found.planned[-1].value) == (DUE, Decimal("3.7"))
    assert (found.baseline.on, found.baseline.value) == (START, 3)
    assert [(line.version, line.value, line.replaced_on) for line in found.targets] == [
        (1, Decimal("3.7"), None)
    ]
    assert found.measured == ()


def test_marks_pending_values_and_hides_drafts(commitment, office):
    counted = report(commitment, office, date(2026, 3, 31), "3.1")
    waiting = report(commitment, office, date(2026, 6, 30), "3.3", approve=False)
    progress.draft(
        commitment.pk,
        by=office,
        reported_on=date(2026, 7, 1),
        narrative="草稿",
        readings=(progress.ReportedValue(date(2026, 7, 1), Decimal(9)),),
    )

    found = series.of(commitment)

    assert [(row.on, row.value, row.state, row.update) for row in found.measured] == [
        (date(2026, 3, 31), Decimal("3.1"), "approved", counted.pk),
        (date(2026, 6, 30), Decimal("3.3"), "submitted", waiting.pk),
    ]


def test_draws_running_total_of_period_values(commitment, office):
    indicator = Indicator.objects.get()
    indicator.aggregation = "sum"
    indicator.save()
    for day, value, approve in (
        (date(2026, 3, 31), "0.2", True),
        (date(2026, 6, 30), "0.3", True),
        (date(2026, 9, 30), "0.1", False),
    ):
        report(commitment, office, day, value, approve=approve)

    found = series.of(commitment)

    assert [(row.value, row.reported) for row in found.measured] == [
        (Decimal("3.2"), Decimal("0.2")),
        (Decimal("3.5"), Decimal("0.3")),
        (Decimal("3.6"), Decimal("0.1")),
    ]


def test_earlier_targets_keep_the_day_they_were_replaced(commitment, office):
    Target.objects.update(approved_at=timezone.make_aware(datetime(2026, 1, 5, 9)))
    revised = targets.revise(
        commitment.pk, targets.Revision(value=Decimal(4)), by=office, reason="上调"
    )
    Target.objects.filter(pk=revised.pk).update(
        approved_at=timezone.make_aware(datetime(2026, 5, 1, 9))
    )

    new, old = series.of(commitment).targets

    assert (new.version, new.since, new.replaced_on) == (2, date(2026, 5, 1), None)
    assert (old.version, old.since, old.replaced_on) == (1, START, date(2026, 5, 1))


def test_bound_to_keep_has_line_without_path():
    commitment = factories.commitment(direction="keep_below", comparator="lte", value=Decimal(5))

    found = series.of(commitment)

    assert found.is_kept
    assert found.planned == ()
    assert found.targets[0].value == 5


def test_a_line_says_what_kind_of_change_its_value_is():
    for change, unit, said in (
        ("growth", "%", "增长4.5%左右"),
        ("decrease", "%", "下降4.5%左右"),
        ("decrease", "万吨", "约4.5万吨"),
        ("level", "%", "约4.5%"),
    ):
        direction = "down" if change == "decrease" else "up"
        given = {"comparator": "approx", "value": Decimal("4.5"), "unit": unit}
        made = factories.commitment(
            indicator=f"指标{change}{unit}", change=change, direction=direction, **given
        )

        found = chart.of(made)

        assert found is not None
        assert [row.words for row in found["rows"] if row.kind == "target"] == [said]
        assert found["series"].targets[0].change == change


def test_draws_whole_by_its_parts(office):
    whole = factories.assigned(factories.unit(), kind="deliverable", target=None, title="十件实事")
    parts = [tree.Part("助餐点", lead=factories.unit()), tree.Part("老旧小区")]
    done, _open = tree.split(whole.pk, parts=parts, by=office, reason="分解")
    update = progress.draft(
        done.pk, by=office, reported_on=date(2026, 3, 1), narrative="已办成", is_done=True
    )
    progress.submit(update.pk, by=office)
    progress.approve(update.pk, by=office)

    found = series.of(whole)

    assert (found.name, found.unit) == ("分项加权完成率", "%")
    with translation.override("en"):
        in_english = series.of(whole)
    assert in_english is not None
    assert in_english.name == "Weighted completion of the parts"
    assert [(row.value, row.update) for row in found.measured] == [(50, None)]
    assert [(line.version, line.value) for line in found.targets] == [(None, 100)]
