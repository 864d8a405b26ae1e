"""Breakdowns that contradict themselves cannot be stored, whoever writes them."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from commitments.assessment import Figure
from commitments.domain.reporting import progress
from commitments.domain.tracking import breakdowns, targets
from commitments.domain.tracking.breakdowns import GroupEntry
from commitments.models import Dimension, Group, GroupTarget, GroupValue, Indicator
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return factories.supervisor()


@pytest.fixture
def groups(office):
    made = breakdowns.create("街镇", by=office, groups=[GroupEntry("万寿路"), GroupEntry("羊坊店")])
    return list(made.groups.all())


@pytest.fixture
def reported(office, groups):
    """A commitment with targets and values of groups."""
    commitment = factories.commitment(lead=factories.unit())
    aims = targets.Revision(groups={group.pk: Decimal(2) for group in groups})
    targets.revise(commitment.pk, aims, by=office, reason="分解")
    parts = {group.pk: Figure(Decimal(1)) for group in groups}
    reading = progress.ReportedValue(date(2026, 3, 31), Decimal(2), groups=parts)
    progress.draft(
        commitment.pk,
        by=office,
        reported_on=date(2026, 3, 31),
        narrative="新建。",
        readings=(reading,),
    )
    return commitment


def refuse(row, **broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**broken)


def test_rejects_missing_or_repeated_names(groups):
    first, second = groups
    refuse(first, name="")
    refuse(first, name=second.name)
    refuse(first.dimension, name="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Dimension.objects.create(name="街镇")


def test_a_group_has_one_target_and_one_value_each(reported, groups):
    first, second = groups
    refuse(GroupTarget.objects.get(group=first), group=second)
    refuse(GroupValue.objects.get(group=first), group=second)


@pytest.mark.parametrize(
    "broken",
    [
        {"numerator": 1},
        {"denominator": 1},
        {"numerator": 1, "denominator": 0},
    ],
)
def test_rejects_half_a_ratio(reported, broken):
    refuse(GroupValue.objects.first(), **broken)


@pytest.mark.parametrize("broken", [{"numerator": "满意人数"}, {"span_months": 0}])
def test_an_indicator_says_what_both_sides_count(reported, broken):
    refuse(Indicator.objects.get(), **broken)


def test_a_group_in_use_is_protected(reported, groups):
    with pytest.raises(ProtectedError):
        Group.objects.all().delete()
