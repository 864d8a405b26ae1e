"""Plans: thresholds that decide progress, colours that show, commitments that belong."""

from datetime import date
from decimal import Decimal

import pytest

from commitments import assessment
from commitments.choices import Light, Progress
from commitments.domain.platform.errors import Invalid, NotAllowed, Stale
from commitments.domain.reporting import progress
from commitments.domain.tracking import plans
from commitments.models import Evaluation, Plan
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return factories.supervisor()


@pytest.fixture
def half_way(office):
    """A commitment at 80 % of what the straight line asks for."""
    commitment = factories.assigned(
        factories.unit(),
        starts_on=date(2020, 1, 1),
        due_on=date(2099, 12, 31),
        value=Decimal(100),
        baseline=Decimal(0),
        baseline_on=date(2020, 1, 1),
    )
    commitment.refresh_from_db()
    today = date.today()
    asked = (
        Decimal(100)
        * (today - date(2020, 1, 1)).days
        / (date(2099, 12, 31) - date(2020, 1, 1)).days
    )
    update = progress.draft(
        commitment.pk,
        by=office,
        reported_on=today,
        narrative="完成一部分。",
        readings=(
            progress.ReportedValue(today, (asked * Decimal("0.8")).quantize(Decimal("0.0001"))),
        ),
    )
    progress.submit(update.pk, by=office)
    progress.approve(update.pk, by=office)
    commitment.refresh_from_db()
    return commitment


def test_plan_thresholds_decide_progress(half_way, office):
    assert half_way.progress == Progress.BEHIND
    mild = plans.create("年度重点工作", by=office, on_schedule=Decimal("0.75"))

    plans.place([half_way.pk], plan_id=mild.pk, by=office)

    half_way.refresh_from_db()
    assert half_way.progress == Progress.ON_SCHEDULE
    again = assessment.recompute(half_way.evaluation.inputs)
    assert again.progress.value == half_way.progress
    plans.change(mild.pk, by=office, on_schedule=Decimal("0.85"), reason="从严")
    half_way.refresh_from_db()
    assert half_way.progress == Progress.BEHIND
    plans.place([half_way.pk], plan_id=None, by=office)
    half_way.refresh_from_db()
    assert half_way.plan is None


def test_unchanged_plan_writes_no_history(half_way, office):
    plan = plans.create("年度重点工作", by=office)
    [moved] = plans.place([half_way.pk], plan_id=plan.pk, by=office)
    before = moved.history.count(), Evaluation.objects.count()

    assert plans.place([half_way.pk], plan_id=plan.pk, by=office) == []
    assert (moved.history.count(), Evaluation.objects.count()) == before


def test_plan_sets_colours(office):
    usual = plans.create("年度重点工作", by=office)
    assert usual.light(Progress.MISSED) == Light.RED
    own = {**usual.colours, Progress.BEHIND: Light.RED}

    plan = plans.create("为民办实事", by=office, colours=own)

    assert Plan.objects.get(pk=plan.pk).light(Progress.BEHIND) == Light.RED


@pytest.mark.parametrize(
    "broken",
    [
        {"ahead": Decimal("0.8")},
        {"on_schedule": Decimal(0)},
        {"colours": {"behind": "red"}},
        {"colours": dict.fromkeys(Progress.values, "pink")},
        {"name": " "},
        {"name": "年度重点工作"},
    ],
)
def test_rejects_invalid_plan(office, broken):
    plans.create("年度重点工作", by=office)
    with pytest.raises(Invalid):
        plans.create(**({"name": "另一计划", "by": office} | broken))
    assert Plan.objects.count() == 1


def test_rejects_unauthorised_or_stale_change(office):
    plan = plans.create("年度重点工作", by=office)
    clerk = factories.reporter(factories.unit())

    with pytest.raises(NotAllowed):
        plans.change(plan.pk, by=clerk, name="我的计划")
    with pytest.raises(Stale):
        plans.change(plan.pk, by=office, name="新计划", expected_version=7)
    with pytest.raises(Invalid):
        plans.place([], plan_id=plan.pk + 1, by=office)
