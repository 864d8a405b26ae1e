"""Dimensions and their groups; figures by group checked against the whole."""

from datetime import date
from decimal import Decimal

import pytest

from commitments.assessment import Figure
from commitments.choices import Across, Doubt
from commitments.domain.platform.errors import Conflict, Invalid, NotAllowed, Stale
from commitments.domain.reporting import progress
from commitments.domain.tracking import assign, breakdowns, targets
from commitments.domain.tracking.breakdowns import GroupEntry
from commitments.domain.tracking.targets import Revision
from commitments.models import Commitment, Dimension, GroupValue, Indicator
from tests import factories

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 31)


@pytest.fixture
def office():
    return factories.supervisor()


@pytest.fixture
def streets(office):
    return breakdowns.create("街镇", by=office, groups=[GroupEntry("万寿路"), GroupEntry("羊坊店")])


@pytest.fixture
def ids(streets):
    return [group.pk for group in streets.groups.all()]


@pytest.fixture
def commitment(office):
    made = factories.commitment(indicator="备案助餐点", unit="家", value=Decimal(40))
    Indicator.objects.update(across=Across.SUM)
    assign.assign(made.pk, factories.unit().pk, by=office)
    return Commitment.objects.get(pk=made.pk)


def names(dimension):
    return list(dimension.groups.values_list("name", flat=True))


def by_group(ids, *values):
    return {pk: Decimal(value) for pk, value in zip(ids, values, strict=False)}


def report(commitment, office, value, groups, **more):
    figures = {pk: Figure(Decimal(given)) for pk, given in groups.items()}
    whole = None if value is None else Decimal(value)
    reading = progress.ReportedValue(DAY, whole, groups=figures, **more)
    return progress.draft(
        commitment.pk, by=office, reported_on=DAY, narrative="新增。", readings=(reading,)
    )


def test_dimension_keeps_order_of_groups(streets, office):
    street = factories.unit("羊坊店街道办事处")

    changed = breakdowns.change(
        streets.pk,
        by=office,
        name=" 街道（镇）",
        groups=[GroupEntry("羊坊店", street.pk), GroupEntry("甘家口 "), GroupEntry("万寿路")],
        expected_version=1,
    )

    assert (changed.name, changed.version) == ("街道（镇）", 2)
    assert names(changed) == ["羊坊店", "甘家口", "万寿路"]
    assert changed.groups.first().organization == street
    assert changed.history.first().history_user == office


def test_renaming_keeps_groups(streets, office):
    assert names(breakdowns.change(streets.pk, by=office, name="街道")) == ["万寿路", "羊坊店"]


def test_omitted_group_is_deleted_unless_in_use(streets, office, commitment, ids):
    breakdowns.change(streets.pk, by=office, groups=[GroupEntry("万寿路"), GroupEntry("羊坊店")])
    targets.revise(commitment.pk, Revision(groups=by_group(ids, 40)), by=office, reason="分解")

    with pytest.raises(Conflict, match="万寿路") as refusal:
        breakdowns.change(streets.pk, by=office, groups=[])
    assert refusal.value.field == "groups"
    assert names(breakdowns.change(streets.pk, by=office, groups=[GroupEntry("万寿路")])) == [
        "万寿路"
    ]


def test_reported_group_stays(streets, office, commitment, ids):
    update = report(commitment, office, 20, by_group(ids, 20))
    progress.remove(update.measurements.get(), by=office)

    with pytest.raises(Conflict, match="万寿路"):
        breakdowns.change(streets.pk, by=office, groups=[])
    assert GroupValue.history.latest().history_user == office


def test_rejects_invalid_dimension(streets, office):
    with pytest.raises(Invalid, match="万寿路") as refusal:
        breakdowns.change(
            streets.pk, by=office, groups=[GroupEntry("万寿路"), GroupEntry("万寿路 ")]
        )
    assert refusal.value.field == "groups"
    with pytest.raises(Invalid) as refusal:
        breakdowns.create("街镇", by=office)
    assert refusal.value.field == "name"
    with pytest.raises(Invalid):
        breakdowns.change(0, by=office, name="无")
    with pytest.raises(Stale):
        breakdowns.change(streets.pk, by=office, name="镇街", expected_version=7)
    with pytest.raises(NotAllowed):
        breakdowns.create("年龄", by=factories.user(role="reporter"))
    assert Dimension.objects.count() == 1


def test_group_targets_make_a_target_version(commitment, office, ids):
    first = targets.revise(
        commitment.pk, Revision(groups=by_group(ids, 25, 15)), by=office, reason="分解到街镇"
    )
    second = targets.revise(
        commitment.pk, Revision(groups=by_group(ids, 20, 20)), by=office, reason="调整"
    )
    third = targets.revise(
        commitment.pk, Revision(due_on=date(2031, 1, 1)), by=office, reason="延期"
    )

    def stored(target):
        return list(target.group_targets.values_list("value", flat=True))

    assert [target.version for target in (first, second, third)] == [2, 3, 4]
    assert (stored(first), stored(second), stored(third)) == ([25, 15], [20, 20], [20, 20])


def test_rejects_group_targets_that_contradict_the_whole(commitment, office, ids):
    with pytest.raises(Invalid, match="各街镇合计38家，与总数40家相差2家") as refusal:
        targets.revise(
            commitment.pk, Revision(groups=by_group(ids, 20, 18)), by=office, reason="分解"
        )
    assert refusal.value.field == "groups"
    with pytest.raises(Invalid, match="超出总数40家") as refusal:
        targets.revise(commitment.pk, Revision(groups=by_group(ids, 41)), by=office, reason="分解")
    with pytest.raises(Invalid) as refusal:
        targets.revise(commitment.pk, Revision(groups={0: Decimal(40)}), by=office, reason="分解")
    assert refusal.value.field == "groups"
    assert commitment.targets.count() == 1


def test_changed_whole_needs_changed_group_targets(commitment, office, ids):
    targets.revise(commitment.pk, Revision(groups=by_group(ids, 25, 15)), by=office, reason="分解")

    with pytest.raises(Invalid, match="与总数50家相差10家。请在“分组情况”中"):
        targets.revise(commitment.pk, Revision(value=Decimal(50)), by=office, reason="上调")
    both = Revision(value=Decimal(50), groups=by_group(ids, 30, 20))
    assert targets.revise(commitment.pk, both, by=office, reason="上调").value == 50


def test_accepts_any_sum_within_a_range(commitment, office, ids):
    between = Revision(
        value=Decimal(40),
        value_max=Decimal(50),
        comparator="between",
        groups=by_group(ids, 25, 20),
    )
    assert targets.revise(commitment.pk, between, by=office, reason="区间").version == 2
    with pytest.raises(Invalid, match="合计52家"):
        targets.revise(
            commitment.pk, Revision(groups=by_group(ids, 30, 22)), by=office, reason="调整"
        )


def test_group_values_are_stored_and_replaced_with_the_value(commitment, office, ids):
    update = report(commitment, office, 38, by_group(ids, 20, 18))
    row = update.measurements.get()
    first, second = row.group_values.all()
    assert (first.value, second.value) == (20, 18)

    figures = {ids[1]: Figure(Decimal(18)), ids[0]: Figure(Decimal(21))}
    progress.measure(update.pk, progress.ReportedValue(DAY, Decimal(39), groups=figures), by=office)
    assert [value.value for value in row.group_values.all()] == [21, 18]
    assert GroupValue.history.filter(id=first.pk).count() == 2
    assert GroupValue.history.filter(id=second.pk).count() == 1

    progress.rewrite(update.pk, by=office, readings=(progress.ReportedValue(DAY, Decimal(40)),))
    assert not row.group_values.exists()
    assert GroupValue.history.filter(id=first.pk).latest().history_user == office


def test_rejects_group_values_that_contradict_the_value(commitment, office, ids):
    with pytest.raises(Invalid, match="各街镇合计38家，与总数40家相差2家") as refusal:
        report(commitment, office, 40, by_group(ids, 20, 18))
    assert refusal.value.field == "groups"
    assert not commitment.updates.exists()


def test_empty_value_follows_from_groups(commitment, office, ids):
    update = report(commitment, office, None, by_group(ids, 20, 18))

    assert update.measurements.get().value == 38
    with pytest.raises(Invalid) as refusal:
        report(commitment, office, None, by_group(ids, 20))
    assert refusal.value.field == "value"


def test_ratio_follows_from_numerators_and_denominators(commitment, office, ids):
    indicator = commitment.target.indicator
    indicator.across, indicator.unit = Across.RATIO, "%"
    indicator.save()
    figures = {
        ids[0]: Figure(Decimal(90), Decimal(90), Decimal(100)),
        ids[1]: Figure(Decimal(50), Decimal(5), Decimal(10)),
    }
    reading = progress.ReportedValue(DAY, None, groups=figures)
    update = progress.draft(
        commitment.pk, by=office, reported_on=DAY, narrative="核定。", readings=(reading,)
    )

    row = update.measurements.get()
    assert (row.value, row.numerator, row.denominator) == (Decimal("86.3636"), 95, 110)
    assert row.group_values.first().denominator == 100
    halves = {ids[0]: Figure(Decimal(90), Decimal(90))}
    with pytest.raises(Invalid, match="万寿路") as refusal:
        progress.measure(
            update.pk, progress.ReportedValue(DAY, Decimal(90), groups=halves), by=office
        )
    assert refusal.value.field == "groups"


@pytest.mark.parametrize(
    ("across", "whole", "words"),
    [
        (Across.AVERAGE, "70", "不在各街镇最低20家与最高60家之间"),
        (Across.MAXIMUM, "61", "各街镇最高为60家"),
        (Across.NONE, "999", ""),
    ],
)
def test_each_aggregation_explains_a_mismatch(commitment, office, ids, across, whole, words):
    Indicator.objects.update(across=across)
    if not words:
        sure = frozenset({Doubt.MAGNITUDE})
        assert report(commitment, office, whole, by_group(ids, 20, 60), confirmed=sure).pk
        return
    with pytest.raises(Invalid, match=words):
        report(commitment, office, whole, by_group(ids, 20, 60))
