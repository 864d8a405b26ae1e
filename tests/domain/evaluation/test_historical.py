"""A past day is evaluated by what was decided by its end, whatever was decided afterwards."""

import random
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from commitments.assessment import sentence
from commitments.choices import Progress, Workflow
from commitments.codec import encode
from commitments.domain.evaluation import assess, evaluations, facts
from commitments.domain.platform import audit
from commitments.domain.platform.errors import DomainError, Invalid
from commitments.domain.reporting import progress
from commitments.domain.tracking import (
    assign,
    extensions,
    milestones,
    overrides,
    plans,
    targets,
    tree,
    workflow,
)
from commitments.models import Commitment, Evaluation, Plan
from tests import factories

pytestmark = pytest.mark.django_db
START = date(2026, 3, 2)
Planned = milestones.Planned


class Clock:
    """Today, for everything that asks."""

    def __init__(self) -> None:
        self.today = START

    def now(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.today, time(10)))

    def pass_days(self, number: int = 1) -> date:
        self.today += timedelta(number)
        return self.today


@pytest.fixture
def clock(monkeypatch) -> Clock:
    running = Clock()
    monkeypatch.setattr(timezone, "now", running.now)
    return running


@pytest.fixture
def office(clock):
    return factories.supervisor()


def begun(clock, **given):
    given = {"starts_on": START, "due_on": date(2026, 12, 31)} | given
    return factories.assigned(factories.unit(), **given)


@pytest.fixture
def deliverable(clock):
    return begun(clock, kind="deliverable", target=None, title="建成海淀体育中心")


def evaluation_of(commitment, on, *, running=None):
    row = Commitment.objects.get(pk=commitment.pk)
    return evaluations.evaluate([row], on, running=running)[row.pk]


def report(commitment, by, on, value=None, **more):
    readings = () if value is None else (progress.ReportedValue(on, Decimal(value)),)
    given = {"reported_on": on, "narrative": "有进展。", "readings": readings} | more
    update = progress.draft(commitment.pk, by=by, **given)
    progress.submit(update.pk, by=by)
    return progress.approve(update.pk, by=by)


def test_milestones_count_until_replaced(deliverable, office, clock):
    day = clock.pass_days()
    table = [Planned(day, "开工"), Planned(day + timedelta(90), "封顶")]
    first, _second = milestones.set_milestones(deliverable.pk, by=office, milestones=table)
    late = clock.pass_days()
    clock.pass_days()
    milestones.mark_done(first.pk, by=office, done_on=late)
    clock.pass_days()
    milestones.set_milestones(deliverable.pk, by=office, milestones=[])

    titles = [
        [
            step.title
            for step in evaluation_of(deliverable, START + timedelta(days)).facts.milestones
        ]
        for days in range(5)
    ]
    assert titles == [[], ["开工", "封顶"], ["开工", "封顶"], ["开工", "封顶"], []]
    # "Done on" was entered a day later than the day it names.
    assert evaluation_of(deliverable, late).progress == Progress.BEHIND
    assert evaluation_of(deliverable, late + timedelta(1)).progress != Progress.BEHIND


def test_knows_suspension_and_resumption(deliverable, office, clock):
    stopped = clock.pass_days()
    workflow.suspend(deliverable.pk, by=office, reason="用地未定")
    resumed = clock.pass_days(5)
    workflow.resume(deliverable.pk, by=office)
    clock.pass_days(5)

    halts = [
        evaluation_of(deliverable, day).facts.halt
        for day in (START, stopped, resumed - timedelta(1), resumed)
    ]
    assert [halt is not None for halt in halts] == [False, True, True, False]
    assert halts[1].since == stopped


def test_knows_completion_and_return(deliverable, office, clock):
    report(deliverable, office, clock.pass_days())
    workflow.request_completion(deliverable.pk, by=office)
    granted = clock.pass_days(3)
    workflow.complete(deliverable.pk, by=office, completed_on=START)
    assert evaluation_of(deliverable, granted).progress == Progress.ACHIEVED
    back = clock.pass_days(3)
    workflow.send_back(deliverable.pk, by=office, reason="验收不合格")
    clock.pass_days()

    found = {day: evaluation_of(deliverable, day).progress for day in (START, granted, back)}
    # It was granted later than the day it names: until then nobody knew.
    assert found[START] != Progress.ACHIEVED
    assert found[granted] == Progress.ACHIEVED
    assert found[back] == Progress.ON_SCHEDULE


def test_uses_thresholds_and_indicator_of_the_day(office, clock):
    plan = plans.create("2026年工作要点", by=office)
    commitment = begun(clock, value=Decimal(10), baseline=Decimal(0), baseline_on=START)
    plans.place([commitment.pk], plan_id=plan.pk, by=office)
    day = clock.pass_days(152)
    report(commitment, office, day, "4.8")
    before = evaluation_of(commitment, day)
    clock.pass_days()
    plans.change(plan.pk, by=office, on_schedule=Decimal("0.99"))
    indicator = commitment.target.indicator
    indicator.aggregation = "sum"
    audit.save(indicator, by=office)
    clock.pass_days()

    assert before.progress == Progress.ON_SCHEDULE
    assert evaluation_of(commitment, day).facts == before.facts
    assert evaluation_of(commitment, day).rules == before.rules
    later = evaluation_of(commitment, clock.today)
    assert (later.rules.on_schedule, later.facts.goal.aggregation) == (Decimal("0.99"), "sum")
    assert evaluation_of(commitment, START - timedelta(30)).rules.on_schedule == Decimal("0.90")


def test_silence_is_measured_by_the_rhythm_of_the_day(office, clock):
    commitment = begun(clock, value=Decimal(10), baseline=Decimal(0), baseline_on=START)
    report(commitment, office, clock.pass_days(), "1")
    silent = clock.pass_days(60)
    clock.pass_days()
    assign.assign(commitment.pk, commitment.lead.pk, by=office, report_every="year")
    clock.pass_days()

    assert evaluation_of(commitment, silent).progress == Progress.NOT_ASSESSED
    assert evaluation_of(commitment, clock.today).progress != Progress.NOT_ASSESSED


def test_ignores_parts_made_later(deliverable, office, clock):
    clock.pass_days()
    parts = [tree.Part("东区", Decimal(3), factories.unit()), tree.Part("西区")]
    east, west = tree.split(deliverable.pk, parts=parts, by=office, reason="分区落实")
    report(east, office, clock.pass_days(), is_done=True)
    clock.pass_days()
    tree.weigh(deliverable.pk, weights={east.pk: Decimal(1)}, by=office)
    clock.pass_days()
    tree.move_below(west.pk, parent_id=None, by=office)
    clock.pass_days()

    actual = [evaluation_of(deliverable, START + timedelta(n)).result.actual for n in range(5)]
    assert actual == [None, None, 75, 50, 100]


def test_override_counts_from_the_day_it_was_set(deliverable, office, clock):
    clock.pass_days(10)
    given = {"progress": "missed", "reason": "现场停工", "ends_on": date(2026, 12, 31)}
    overrides.set_override(deliverable.pk, by=office, starts_on=START, **given)
    set_on = clock.today
    clock.pass_days()

    assert evaluation_of(deliverable, set_on - timedelta(1)).progress != Progress.MISSED
    assert evaluation_of(deliverable, set_on).progress == Progress.MISSED


def test_later_entry_counts_for_day_before_the_record(office, clock):
    clock.pass_days(100)
    commitment = begun(clock, kind="deliverable", target=None, title="建成海淀体育中心")
    milestones.set_milestones(
        commitment.pk, by=office, milestones=[Planned(START + timedelta(5), "开工")]
    )
    clock.pass_days()
    workflow.terminate(commitment.pk, by=office, reason="政策调整")

    found = evaluation_of(commitment, START + timedelta(10))

    assert found.facts.halt is None
    assert (found.progress, len(found.facts.milestones)) == (Progress.BEHIND, 1)


def test_value_counts_for_its_day_whenever_entered(office, clock):
    commitment = begun(clock, value=Decimal(10))
    clock.pass_days(60)
    report(commitment, office, START + timedelta(20), "12")

    assert evaluation_of(commitment, START + timedelta(19)).result.actual is None
    assert evaluation_of(commitment, START + timedelta(20)).progress == Progress.ACHIEVED


def test_uses_current_row_without_history(deliverable, clock):
    clock.pass_days(5)
    Commitment.history.all().delete()

    assert evaluation_of(deliverable, START).facts.title == deliverable.title


def test_asking_stores_nothing_and_rejects_future_day(deliverable, office, clock):
    clock.pass_days()
    before = Evaluation.objects.count()

    found = assess.as_of(deliverable, START)

    assert (found.on, found.progress, found.pk) == (START, Progress.NOT_ASSESSED, None)
    assert found.why
    assert Evaluation.objects.count() == before
    with pytest.raises(Invalid) as refusal:
        assess.as_of(deliverable, clock.today + timedelta(1))
    assert refusal.value.field == "on"


def test_query_count_does_not_grow(office, clock):
    rows = [begun(clock, indicator=f"指标{number}") for number in range(10)]
    for row in rows:
        step = [Planned(date(2026, 6, 1), "开工"), Planned(date(2026, 9, 1), "封顶")]
        milestones.set_milestones(row.pk, by=office, milestones=step)
    clock.pass_days()
    counts = []
    for some in (rows[:1], rows):
        with CaptureQueriesContext(connection) as queries:
            facts.gather(some, START)
        counts.append(len(queries))
    assert counts[0] == counts[1]


class Scenario:
    """Days on which an office decides one thing or another, some of it refused."""

    def __init__(self, clock, office, chance) -> None:
        self.clock, self.office, self.chance = clock, office, chance
        measured = begun(clock, value=Decimal(100), baseline=Decimal(0), baseline_on=START)
        bare = begun(clock, kind="deliverable", target=None, title="建成海淀体育中心")
        self.plan = plans.create("工作要点", by=office)
        self.pks = [measured.pk, bare.pk]

    def decide(self) -> None:
        pk = self.chance.choice(self.pks)
        row = Commitment.objects.get(pk=pk)
        verb = self.chance.choice(VERBS)
        try:
            verb(self, row)
        except DomainError:
            return

    def day(self) -> date:
        return self.clock.today + timedelta(self.chance.randint(1, 200))


def _steps(scenario, row):
    table = [Planned(scenario.day(), f"第{n}步") for n in range(scenario.chance.randint(0, 3))]
    milestones.set_milestones(row.pk, by=scenario.office, milestones=table)


def _tick(scenario, row):
    step = scenario.chance.choice(list(row.milestones.all()) or [None])
    if step is not None:
        milestones.mark_done(step.pk, by=scenario.office)


def _stop_or_go(scenario, row):
    if row.workflow == Workflow.SUSPENDED:
        workflow.resume(row.pk, by=scenario.office)
    else:
        workflow.suspend(row.pk, by=scenario.office, reason="用地未定")


def _finish_or_return(scenario, row):
    if row.workflow == Workflow.COMPLETED:
        workflow.send_back(row.pk, by=scenario.office, reason="不合格")
        return
    workflow.request_completion(row.pk, by=scenario.office)
    workflow.complete(row.pk, by=scenario.office, completed_on=START)


def _revise(scenario, row):
    value, due = Decimal(scenario.chance.randint(50, 150)), scenario.day()
    changed = targets.Revision(value=value, due_on=due)
    targets.revise(row.pk, changed, by=scenario.office, reason="调整")


def _extend(scenario, row):
    later = row.due_on + timedelta(30)
    asked = extensions.request(row.pk, by=scenario.office, new_due_on=later, reason="用地未定")
    extensions.approve(asked.pk, by=scenario.office)


def _override(scenario, row):
    standing = row.overrides.filter(revoked_at=None).first()
    if standing is not None:
        overrides.revoke(standing.pk, by=scenario.office)
        return
    given = {"progress": "behind", "reason": "现场停工", "ends_on": scenario.day()}
    overrides.set_override(row.pk, by=scenario.office, **given)


def _plan(scenario, row):
    plans.place(
        [row.pk], plan_id=scenario.chance.choice([scenario.plan.pk, None]), by=scenario.office
    )
    share = Decimal(scenario.chance.randint(50, 100)) / 100
    plans.change(scenario.plan.pk, by=scenario.office, on_schedule=share)


def _tree(scenario, row):
    if row.parts.exists():
        part = scenario.chance.choice(list(row.parts.all()))
        if scenario.chance.random() < 0.5:
            tree.weigh(row.pk, weights={part.pk: Decimal(5)}, by=scenario.office)
        else:
            tree.move_below(part.pk, parent_id=None, by=scenario.office)
        return
    parts = [tree.Part("东区"), tree.Part("西区")]
    made = tree.split(row.pk, parts=parts, by=scenario.office, reason="分区落实")
    scenario.pks += [part.pk for part in made]


def _report(scenario, row):
    value = scenario.chance.randint(1, 120) if row.target else None
    report(row, scenario.office, scenario.clock.today, value)


VERBS = [
    *(_steps, _tick, _stop_or_go, _finish_or_return, _revise, _extend, _override, _plan),
    *(_tree, _report, _report),
]


@pytest.mark.parametrize("seed", range(3))
def test_repeated_question_gives_the_same_evaluation(office, clock, seed):
    scenario = Scenario(clock, office, random.Random(seed))
    seen = {}
    for _day in range(25):
        scenario.decide()
        for pk in scenario.pks:
            row = Commitment.objects.get(pk=pk)
            found = evaluations.evaluate([row], clock.today)[pk]
            seen[pk, clock.today] = found.progress, encode(found.inputs)
            if row.evaluation_id:
                assess.assess(pk)
        clock.pass_days(scenario.chance.randint(1, 9))

    for (pk, on), before in seen.items():
        again = evaluation_of(Commitment.objects.get(pk=pk), on, running=True)
        assert (again.progress, encode(again.inputs)) == before, (pk, on)
    for stored in Evaluation.objects.all():
        again = evaluation_of(stored.commitment, stored.on, running=stored.inputs["running"])
        kept = (stored.progress, stored.inputs, stored.why)
        of_the_same = Evaluation.objects.filter(commitment=stored.commitment_id, pk__gt=stored.pk)
        # What was decided later on that very day has a row of its own.
        if not of_the_same.filter(since=stored.on).exists():
            assert (again.progress, again.inputs, sentence(again)) == kept
    assert Plan.objects.get().version > 1
