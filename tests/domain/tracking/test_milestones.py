"""Milestones and paths: what is asked by when, and that the evaluation follows it."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from commitments.choices import Path, Progress
from commitments.domain.evaluation import assess
from commitments.domain.platform.errors import Conflict, Invalid, NotAllowed, Stale
from commitments.domain.reporting import progress
from commitments.domain.tracking import indicators, milestones, targets, workflow
from commitments.models import Indicator, Target
from tests import factories

pytestmark = pytest.mark.django_db
Planned = milestones.Planned
TODAY = timezone.localdate()


@pytest.fixture
def unit():
    return factories.unit()


@pytest.fixture
def office():
    return factories.supervisor()


@pytest.fixture
def deliverable(unit):
    return factories.assigned(unit, kind="deliverable", target=None, title="建成海淀体育中心")


def report(commitment, office, value, day):
    update = progress.draft(
        commitment.pk,
        by=office,
        reported_on=day,
        narrative="已完成一部分。",
        readings=(progress.ReportedValue(measured_on=day, value=Decimal(value)),),
    )
    progress.submit(update.pk, by=office)
    progress.approve(update.pk, by=office)


def test_milestone_expects_its_value_until_the_next(unit, office):
    commitment = factories.assigned(unit, value=Decimal(100), unit="处", direction="count")
    targets.revise(commitment.pk, targets.Revision(path=Path.STEPS), by=office, reason="按季度安排")
    Target.objects.update(approved_at=timezone.make_aware(datetime(2026, 1, 5, 9)))
    milestones.set_milestones(
        commitment.pk,
        by=office,
        milestones=[
            Planned(date(2026, 3, 31), "一季度", Decimal(20)),
            Planned(date(2026, 6, 30), "二季度", Decimal(50)),
        ],
    )
    report(commitment, office, "20", date(2026, 4, 1))

    assert assess.assess(commitment.pk, on=date(2026, 5, 1)).progress == Progress.ON_SCHEDULE
    report(commitment, office, "20", date(2026, 7, 1))
    later = assess.assess(commitment.pk, on=date(2026, 7, 1))
    assert (later.progress, later.expected) == (Progress.BEHIND, 50)
    assert commitment.target.path == Path.STEPS


def test_rejects_steps_that_lead_away_from_the_target(unit, office):
    rising = factories.assigned(unit, value=Decimal(100), unit="处", direction="count")
    steps = [
        Planned(date(2026, 6, 30), "二季度", Decimal(50)),
        Planned(date(2026, 9, 30), "三季度", Decimal(20)),
    ]

    with pytest.raises(Invalid) as refusal:
        milestones.set_milestones(rising.pk, by=office, milestones=steps)

    assert refusal.value.field == "milestones"
    assert not rising.milestones.exists()


def test_planned_values_are_asked_for_whatever_the_path_was(unit, office):
    commitment = factories.assigned(unit, value=Decimal(100), unit="处", direction="count")
    Target.objects.update(approved_at=timezone.make_aware(datetime(2026, 1, 5, 9)))
    steps = [Planned(TODAY, "目前", Decimal(50))]
    milestones.set_milestones(commitment.pk, by=office, milestones=steps)
    report(commitment, office, "20", TODAY)

    assert commitment.target.path == Path.STRAIGHT
    assert assess.assess(commitment.pk).expected == 50


def test_path_without_milestones_is_never_behind_before_due(unit, office):
    commitment = factories.assigned(unit, baseline=Decimal(3), baseline_on=date(2025, 11, 23))
    report(commitment, office, "3.01", TODAY)
    straight = assess.assess(commitment.pk)

    targets.revise(commitment.pk, targets.Revision(path=Path.NONE), by=office, reason="一次性建成")

    commitment.refresh_from_db()
    assert straight.progress == Progress.BEHIND
    assert commitment.progress not in {Progress.BEHIND, Progress.MISSED}


def test_overdue_milestone_is_behind_until_done(deliverable, office):
    [opening] = milestones.set_milestones(
        deliverable.pk, by=office, milestones=[Planned(TODAY - timedelta(days=1), "开工")]
    )
    deliverable.refresh_from_db()
    assert deliverable.progress == Progress.BEHIND

    milestones.mark_done(opening.pk, by=office, done_on=TODAY)
    deliverable.refresh_from_db()
    assert deliverable.progress == Progress.ON_SCHEDULE

    milestones.mark_open(opening.pk, by=office, reason="未取得施工许可")
    deliverable.refresh_from_db()
    assert deliverable.progress == Progress.BEHIND


def test_setting_milestones_again_keeps_unchanged_ones(deliverable, office):
    first, gone = milestones.set_milestones(
        deliverable.pk,
        by=office,
        milestones=[Planned(date(2026, 3, 1), "开工"), Planned(date(2026, 6, 1), "封顶")],
    )
    milestones.mark_done(first.pk, by=office, done_on=date(2026, 3, 1))
    before = deliverable.history.count()

    kept, new = milestones.set_milestones(
        deliverable.pk,
        by=office,
        milestones=[Planned(date(2026, 3, 1), "开工"), Planned(date(2026, 9, 1), "封顶")],
        reason="工期调整",
    )

    assert (kept.pk, kept.done_on) == (first.pk, date(2026, 3, 1))
    assert new.title == "封顶"
    assert gone.history.latest().history_type == "-"
    assert deliverable.history.count() == before + 1


def test_rejects_milestones_from_outdated_version(deliverable, office):
    seen = deliverable.version
    steps = [Planned(date(2026, 3, 1), "开工")]
    milestones.set_milestones(deliverable.pk, by=office, milestones=steps, expected_version=seen)

    with pytest.raises(Stale):
        milestones.set_milestones(deliverable.pk, by=office, milestones=[], expected_version=seen)
    assert deliverable.milestones.count() == 1


@pytest.mark.parametrize("step", [Planned(date(2020, 1, 1), "开工"), Planned(date(2026, 3, 1))])
def test_rejects_milestone_before_start_or_without_name(deliverable, office, step):
    with pytest.raises(Invalid):
        milestones.set_milestones(deliverable.pk, by=office, milestones=[step])
    assert not deliverable.milestones.exists()


def test_rejects_unauthorised_or_stale_planning(deliverable, unit, office):
    with pytest.raises(NotAllowed):
        milestones.set_milestones(deliverable.pk, by=factories.reporter(unit), milestones=[])
    step, measured = milestones.set_milestones(
        deliverable.pk,
        by=office,
        milestones=[Planned(date(2026, 3, 1), "开工"), Planned(date(2026, 6, 1), "", Decimal(5))],
    )
    with pytest.raises(Conflict):
        milestones.mark_done(measured.pk, by=office)
    with pytest.raises(Invalid):
        milestones.mark_done(step.pk, by=office, done_on=TODAY + timedelta(days=1))
    with pytest.raises(Invalid):
        milestones.mark_open(step.pk, by=office, reason="")
    workflow.terminate(deliverable.pk, by=office, reason="项目取消")
    with pytest.raises(Conflict):
        milestones.mark_done(step.pk, by=office)


def test_average_covers_the_span_of_its_indicator(unit, office):
    commitment = factories.assigned(unit, value=Decimal(10))
    for day, value in (("2022-12-31", 2), ("2024-12-31", 9), ("2025-12-31", 11)):
        report(commitment, office, value, date.fromisoformat(day))
    indicator = Indicator.objects.get()
    indicator.aggregation, indicator.span_months = "average", 36
    indicator.save()

    found = assess.assess(commitment.pk, on=date(2026, 1, 31))

    assert (found.progress, found.actual) == (Progress.ACHIEVED, 10)


def rising(office, *steps, **fields):
    """A commitment to count to 20, with planned values on the way."""
    given = {"value": Decimal(20), "unit": "处", "direction": "count", **fields}
    planned = tuple(Planned(day, "", Decimal(value)) for day, value in steps)
    return factories.commitment(by=office, steps=planned, **given)


SPRING, SUMMER = date(2026, 3, 31), date(2026, 6, 30)


def test_steps_are_set_together_with_the_target(office):
    commitment = rising(office, (SPRING, 5), (SUMMER, 10))

    assert commitment.target.path == Path.STEPS
    assert [(row.due_on, row.planned) for row in commitment.milestones.all()] == [
        (SPRING, 5),
        (SUMMER, 10),
    ]


@pytest.mark.parametrize(
    ("fields", "steps"),
    [
        ({}, [(SPRING, 10), (SUMMER, 5)]),
        ({}, [(SPRING, 5), (SUMMER, 25)]),
        ({"direction": "up", "baseline": Decimal(8)}, [(SPRING, 5)]),
        ({"direction": "down", "comparator": "lte"}, [(SPRING, 30), (SUMMER, 35)]),
        ({"direction": "down", "comparator": "lte"}, [(SPRING, 30), (SUMMER, 15)]),
        ({"direction": "keep_below", "comparator": "lte"}, [(SPRING, 10), (SUMMER, 15)]),
    ],
)
def test_steps_that_lead_away_from_the_target_are_refused(office, fields, steps):
    with pytest.raises(Invalid) as refusal:
        rising(office, *steps, **fields)

    assert refusal.value.field == "steps"


def test_table_of_milestones_is_refused_where_it_leads_away(office):
    commitment = rising(office, (SPRING, 5))
    falling = [Planned(SPRING, "", Decimal(10)), Planned(SUMMER, "", Decimal(5))]

    with pytest.raises(Invalid) as refusal:
        milestones.set_milestones(commitment.pk, by=office, milestones=falling)

    assert refusal.value.field == "milestones"
    assert commitment.milestones.get().planned == 5


def test_target_that_the_steps_no_longer_lead_to_is_refused(office):
    commitment = rising(office, (SPRING, 5), (SUMMER, 10))
    lower = {"value": Decimal(8)}

    with pytest.raises(Invalid) as refusal:
        targets.revise(commitment.pk, targets.Revision(**lower), by=office, reason="下调")
    assert refusal.value.field == "steps"

    steps = (Planned(SPRING, "", Decimal(4)),)
    revision = targets.Revision(**lower, steps=steps)
    targets.revise(commitment.pk, revision, by=office, reason="下调")
    assert commitment.milestones.get().planned == 4


def test_emptied_steps_leave_a_straight_path_and_the_deeds(office):
    commitment = rising(office, (SPRING, 5))
    kept = [Planned(SPRING, "", Decimal(5)), Planned(SUMMER, "完成选址")]
    milestones.set_milestones(commitment.pk, by=office, milestones=kept)

    with pytest.raises(Invalid) as refusal:
        targets.revise(
            commitment.pk, targets.Revision(path=Path.STRAIGHT), by=office, reason="改为直线"
        )
    assert refusal.value.field == "steps"

    straight = targets.Revision(path=Path.STRAIGHT, steps=())
    revised = targets.revise(commitment.pk, straight, by=office, reason="改为直线")
    assert revised.path == Path.STRAIGHT
    assert commitment.milestones.get().title == "完成选址"


def test_direction_that_the_steps_lead_away_from_is_refused(office):
    commitment = rising(office, (SPRING, 5), (SUMMER, 10))

    with pytest.raises(Invalid) as refusal:
        indicators.change(
            commitment.target.indicator_id, by=office, reason="更正", direction="down"
        )

    assert refusal.value.field == "direction"
    assert commitment.code in str(refusal.value)
