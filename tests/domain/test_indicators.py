"""Indicators live once: how old their values may grow, and who may change how they are measured."""

from datetime import date
from decimal import Decimal

import pytest

from commitments.choices import MeasuredEvery, Progress
from commitments.domain import assess, progress
from commitments.models import Indicator
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
        readings=(progress.Reading(on, Decimal(value)),),
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


def judged(commitment, on: date, **ways: object):
    """The verdict of a day, with the indicator measured in the ways given."""
    Indicator.objects.filter(pk=commitment.target.indicator_id).update(**ways)
    return assess.assess(commitment.pk, on=on)


@pytest.mark.parametrize(
    ("every", "last", "after", "told"),
    [
        (MeasuredEvery.MONTH, date(2026, 4, 30), date(2026, 5, 1), "1个月"),
        (MeasuredEvery.QUARTER, date(2026, 6, 30), date(2026, 7, 1), "3个月"),
        (MeasuredEvery.HALF_YEAR, date(2026, 9, 30), date(2026, 10, 1), "6个月"),
        (MeasuredEvery.YEAR, date(2027, 3, 31), date(2027, 4, 1), "12个月"),
    ],
)
def test_a_value_older_than_its_frequency_speaks_for_no_day(measured, every, last, after, told):
    assert judged(measured, last, measured_every=every).progress != Progress.NOT_ASSESSED

    verdict = judged(measured, after)

    assert verdict.progress == Progress.NOT_ASSESSED
    assert verdict.actual_on == date(2026, 3, 31)
    assert "2026年3月31日" in verdict.why
    assert told in verdict.why


def test_days_that_the_office_set_go_before_the_frequency(measured):
    ways = {"measured_every": MeasuredEvery.MONTH, "stale_after_days": 60}

    assert judged(measured, date(2026, 5, 30), **ways).progress != Progress.NOT_ASSESSED
    verdict = judged(measured, date(2026, 5, 31))
    assert verdict.progress == Progress.NOT_ASSESSED
    assert "60天" in verdict.why


def test_without_a_frequency_a_value_never_grows_old(measured):
    assert judged(measured, date(2029, 12, 31)).progress != Progress.NOT_ASSESSED
