"""Revisions, extensions and overrides of an earlier day: entered later, and marked so."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from commitments.choices import ExtensionState, Progress
from commitments.domain.evaluation import assess
from commitments.domain.platform.errors import Invalid, NotAllowed
from commitments.domain.tracking import extensions, overrides, targets
from commitments.models import Override
from tests import factories

pytestmark = pytest.mark.django_db
START, DECIDED = date(2026, 1, 5), date(2026, 6, 10)
BEFORE, AFTER = date(2026, 6, 9), date(2026, 6, 11)
TODAY = timezone.localdate()


@pytest.fixture
def office():
    return factories.supervisor()


@pytest.fixture
def commitment():
    """Registered today about a year that began long before."""
    return factories.assigned(factories.unit(), starts_on=START, due_on=date(2030, 12, 31))


def then(commitment, day):
    commitment.refresh_from_db()
    return assess.as_of(commitment, day)


def goal(commitment, day):
    return then(commitment, day).inputs["facts"]["goal"]


def revise(commitment, office, value, day):
    revision = targets.Revision(value=Decimal(value), decided_on=day)
    return targets.revise(commitment.pk, revision, by=office, reason="区政府常务会议决定")


def test_revision_counts_from_the_day_of_its_decision(commitment, office):
    revised = revise(commitment, office, "4.2", DECIDED)

    assert (revised.decided_on, revised.holds_from) == (DECIDED, DECIDED)
    assert timezone.localdate(revised.approved_at) == TODAY
    assert Decimal(goal(commitment, BEFORE)["value"]) == Decimal("3.7")
    assert Decimal(goal(commitment, AFTER)["value"]) == Decimal("4.2")
    assert targets.in_force(commitment, on=TODAY).version == 2


def test_revisions_of_two_earlier_days_follow_each_other(commitment, office):
    revise(commitment, office, "4.2", DECIDED)
    revise(commitment, office, "4.5", date(2026, 8, 1))

    days = (BEFORE, DECIDED, date(2026, 7, 31), date(2026, 8, 1), TODAY)
    assert [targets.in_force(commitment, on=day).version for day in days] == [1, 2, 2, 3, 3]


@pytest.mark.parametrize("day", [TODAY + timedelta(days=1), START - timedelta(days=1)])
def test_refuses_a_day_to_come_or_before_the_start(commitment, office, day):
    with pytest.raises(Invalid) as refusal:
        revise(commitment, office, "4.2", day)

    assert refusal.value.field == "decided_on"


def test_refuses_a_day_before_the_former_revision(commitment, office):
    revise(commitment, office, "4.2", DECIDED)

    with pytest.raises(Invalid) as refusal:
        revise(commitment, office, "4.5", BEFORE)

    assert refusal.value.field == "decided_on"


def test_decision_of_today_is_not_marked(commitment, office):
    assert revise(commitment, office, "4.2", TODAY).decided_on is None
    assert revise(commitment, office, "4.3", None).decided_on is None


def test_extension_counts_from_the_day_of_its_decision(commitment, office):
    later = date(2031, 6, 30)

    entered = extensions.enter(
        commitment.pk, by=office, new_due_on=later, decided_on=DECIDED, reason="征地延期"
    )

    assert (entered.state, entered.holds_from) == (ExtensionState.APPROVED, DECIDED)
    assert (entered.target.decided_on, entered.former_due_on) == (DECIDED, date(2030, 12, 31))
    assert goal(commitment, BEFORE)["due"] == "2030-12-31"
    assert goal(commitment, AFTER)["due"] == "2031-06-30"
    assert commitment.due_on == later


def test_extension_of_a_promise_without_a_figure_counts_from_its_day(office):
    bare = factories.assigned(
        factories.unit(), target=None, starts_on=START, due_on=date(2026, 6, 5), kind="deliverable"
    )
    extensions.enter(
        bare.pk, by=office, new_due_on=date(2030, 9, 30), decided_on=DECIDED, reason="征地延期"
    )

    assert then(bare, BEFORE).progress == Progress.MISSED
    assert then(bare, AFTER).progress != Progress.MISSED


def test_extension_entered_today_speaks_of_days_that_are_on_record(office):
    """The record of the commitment holds the former date on the days between."""
    bare = factories.assigned(
        factories.unit(), target=None, starts_on=START, due_on=date(2026, 6, 5), kind="deliverable"
    )
    long_ago = timezone.now() - timedelta(days=(TODAY - date(2026, 2, 1)).days)
    bare.history.update(history_date=long_ago)
    extensions.enter(
        bare.pk, by=office, new_due_on=date(2030, 9, 30), decided_on=DECIDED, reason="征地延期"
    )

    assert then(bare, BEFORE).progress == Progress.MISSED
    assert then(bare, AFTER).progress != Progress.MISSED


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"decided_on": TODAY + timedelta(days=1)}, "decided_on"),
        ({"decided_on": START - timedelta(days=1)}, "decided_on"),
        ({"new_due_on": date(2030, 12, 31)}, "new_due_on"),
        ({"reason": " "}, "reason"),
    ],
)
def test_refuses_an_extension_that_cannot_have_been(commitment, office, given, field):
    sound = {"new_due_on": date(2031, 6, 30), "decided_on": DECIDED, "reason": "征地延期"}

    with pytest.raises(Invalid) as refusal:
        extensions.enter(commitment.pk, by=office, **(sound | given))

    assert refusal.value.field == field


def override(commitment, office, **given):
    said = {"progress": Progress.ON_SCHEDULE, "reason": "现场核实", "ends_on": date(2026, 6, 30)}
    return overrides.set_override(commitment.pk, by=office, **(said | given))


def test_override_counts_for_the_days_it_was_decided_for(commitment, office):
    set_later = override(commitment, office, decided_on=DECIDED)

    assert (set_later.starts_on, set_later.decided_on) == (DECIDED, DECIDED)
    assert then(commitment, BEFORE).progress != Progress.ON_SCHEDULE
    assert then(commitment, AFTER).progress == Progress.ON_SCHEDULE
    assert then(commitment, date(2026, 7, 1)).progress != Progress.ON_SCHEDULE
    assert commitment.progress != Progress.ON_SCHEDULE


def test_override_that_has_ended_leaves_the_one_in_force(commitment, office):
    standing = override(commitment, office, ends_on=TODAY + timedelta(days=9))

    override(commitment, office, decided_on=DECIDED)

    standing.refresh_from_db()
    assert standing.revoked_at is None


def test_later_decision_holds_where_two_overlap(commitment, office):
    override(commitment, office, progress=Progress.AHEAD, decided_on=date(2026, 6, 20))
    override(commitment, office, progress=Progress.BEHIND, decided_on=DECIDED)

    assert then(commitment, AFTER).progress == Progress.BEHIND
    assert then(commitment, date(2026, 6, 21)).progress == Progress.AHEAD


def test_refuses_an_override_that_ended_before_its_decision(commitment, office):
    with pytest.raises(Invalid) as refusal:
        override(commitment, office, decided_on=DECIDED, ends_on=BEFORE)
    assert refusal.value.field == "ends_on"
    with pytest.raises(Invalid):
        override(commitment, office)  # without its day it would have ended already


def test_database_keeps_one_in_force_of_those_not_entered_later(commitment, office):
    standing = override(commitment, office, ends_on=TODAY + timedelta(days=9))

    with pytest.raises(IntegrityError), transaction.atomic():
        Override.objects.create(
            commitment=commitment,
            progress=standing.progress,
            reason="再次",
            starts_on=TODAY,
            ends_on=TODAY,
            set_by=office,
        )


def test_only_the_office_enters_what_was_decided(commitment):
    reporter = factories.reporter(commitment.lead)

    with pytest.raises(NotAllowed):
        revise(commitment, reporter, "4.2", DECIDED)
    with pytest.raises(NotAllowed):
        override(commitment, reporter, decided_on=DECIDED)
    with pytest.raises(NotAllowed):
        extensions.enter(
            commitment.pk,
            by=reporter,
            new_due_on=date(2031, 6, 30),
            decided_on=DECIDED,
            reason="征地延期",
        )
