"""Implausible figures are asked about once, and only those."""

from datetime import date
from decimal import Decimal

import pytest

from commitments.domain.platform.errors import Unconfirmed
from commitments.domain.reporting import progress
from commitments.domain.tracking import doubts, targets
from commitments.models import Indicator, Measurement, Target
from tests import factories

DAY = date(2026, 3, 31)


def target(value="80", *, direction="up", unit="平方米", name="人均面积", **fields):
    aggregation = fields.pop("aggregation", "latest")
    indicator = Indicator(name=name, unit=unit, direction=direction, aggregation=aggregation)
    given = {"comparator": "gte", "change": "", **fields}
    if given.get("baseline") is not None:
        given["baseline"] = Decimal(given["baseline"])
    return Target(indicator=indicator, value=Decimal(value), **given)


def asked(of, value, last=None):
    before = Measurement(value=Decimal(last), measured_on=DAY) if last is not None else None
    return [question.doubt for question in doubts.of_value(of, Decimal(value), before)]


@pytest.mark.parametrize(
    ("of", "value", "last"),
    [
        (target("3.7"), "35", "3.4"),
        (target("3.7"), "0.34", "3.4"),
        (target("80", direction="count"), "400", "40"),
        (target("3.7", baseline="3.2"), "33", None),
        (target("3.7"), "0.35", None),
        (target("4.5", change="growth", unit="%"), "45", "4.4"),
    ],
)
def test_factor_of_ten_is_asked_about(of, value, last):
    assert asked(of, value, last) == ["magnitude"]


@pytest.mark.parametrize(
    ("of", "value", "last"),
    [
        # On its way to the target, or just begun.
        (target("100", direction="count"), "60", "5"),
        (target("100", direction="count"), "3", None),
        (target("1000", change="increase"), "20", None),
        (target("3.7"), "3.5", "3.4"),
        (target("3.7"), "5", "3.4"),
        (target("0", direction="down", comparator="lte"), "1", "12"),
        (target("0", direction="down", comparator="lte"), "0", "12"),
        # Each period's figure stands by itself.
        (target("100", aggregation="sum"), "8", "9"),
        (target("4.5", change="growth", unit="%"), "4.1", "4.8"),
        (target("5.5", direction="keep_below", comparator="lte", unit="%"), "5.1", "4.9"),
    ],
)
def test_plausible_value_is_taken(of, value, last):
    assert asked(of, value, last) == []


@pytest.mark.parametrize(
    ("of", "value", "last"),
    [
        (target("3.7"), "3.3", "3.4"),
        (target("3.7", baseline="3.2"), "3.1", None),
        (target("30", direction="down", comparator="lte"), "35", "34"),
        (target("3.5", direction="down", comparator="eq", change="decrease"), "-3.5", None),
    ],
)
def test_value_against_the_direction_is_asked_about(of, value, last):
    assert asked(of, value, last) == ["reversal"]


@pytest.mark.parametrize(
    ("name", "unit", "change", "value", "is_asked"),
    [
        ("森林覆盖率", "%", "", "130", True),
        ("服务业占比", "%", "level", "101", True),
        ("森林覆盖率", "%", "", "100", False),
        ("营业收入增长率", "%", "growth", "130", False),
        ("完成投资", "%", "", "130", False),
        ("覆盖率", "个", "", "130", False),
    ],
)
def test_more_than_all_of_a_share_is_asked_about(name, unit, change, value, is_asked):
    of = target("90", name=name, unit=unit, change=change)

    assert ("share" in asked(of, value, "95")) is is_asked


def test_share_is_known_by_its_numerator():
    of = target("90", name="完成情况", unit="%")
    of.indicator.numerator, of.indicator.denominator = "已办结件数", "交办件数"

    assert asked(of, "103", "95") == ["share"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"value": Decimal("0.5")}, "value"),
        ({"value": Decimal(800)}, "value"),
        ({"baseline": Decimal("0.6")}, "baseline"),
    ],
)
@pytest.mark.django_db
def test_revision_by_a_factor_of_ten_is_asked_about(changes, field):
    made = factories.commitment(value=Decimal(80), baseline=Decimal(60), unit="个")
    office = factories.supervisor()

    with pytest.raises(Unconfirmed) as refusal:
        targets.revise(made.pk, targets.Revision(**changes), by=office, reason="调整")
    assert (refusal.value.field, made.targets.count()) == (field, 1)

    settled = targets.Revision(**changes, confirmed=frozenset({"magnitude", "direction"}))
    assert targets.revise(made.pk, settled, by=office, reason="调整").version == 2


@pytest.mark.django_db
def test_all_questions_are_asked_together():
    with pytest.raises(Unconfirmed) as refusal:
        factories.commitment(
            indicator="覆盖率", unit="%", value=Decimal(120), baseline=Decimal(130), comparator="eq"
        )

    assert [question.doubt for question in refusal.value.questions] == ["direction", "share"]


@pytest.mark.django_db
def test_confirming_one_doubt_settles_no_other():
    with pytest.raises(Unconfirmed) as refusal:
        factories.commitment(
            indicator="覆盖率",
            unit="%",
            value=Decimal(120),
            baseline=Decimal(130),
            comparator="eq",
            confirmed={"direction"},
        )

    assert [question.doubt for question in refusal.value.questions] == ["share"]


@pytest.fixture
def commitment(db):
    return factories.assigned(factories.unit())


@pytest.fixture
def office(db):
    return factories.supervisor()


def reading(value, day=DAY, *confirmed):
    return progress.ReportedValue(day, Decimal(value), confirmed=frozenset(confirmed))


def draft(commitment, office, *readings):
    return progress.draft(
        commitment.pk, by=office, reported_on=DAY, narrative="推进。", readings=readings
    )


def test_value_of_a_report_is_refused_until_it_is_confirmed(commitment, office):
    with pytest.raises(Unconfirmed):
        draft(commitment, office, reading("37"))
    assert not Measurement.objects.exists()

    update = draft(commitment, office, reading("37", DAY, "magnitude"))

    # Whoever goes on writing is not asked about the same figure again.
    progress.rewrite(update.pk, by=office, narrative="继续推进。", readings=(reading("37"),))
    with pytest.raises(Unconfirmed):
        progress.rewrite(update.pk, by=office, readings=(reading("38"),))


def test_last_value_is_that_of_an_earlier_day(commitment, office):
    submitted = draft(commitment, office, reading("3.4", date(2026, 2, 28)))
    progress.submit(submitted.pk, by=office)
    draft(commitment, office, reading("3.6", date(2026, 3, 1)))  # still a draft: nobody's word

    with pytest.raises(Unconfirmed) as refusal:
        draft(commitment, office, reading("3.3"))
    assert refusal.value.questions[0].doubt == "reversal"
    assert draft(commitment, office, reading("3.5")).pk
    # A value of an earlier day than all that is known is compared with no later one.
    assert draft(commitment, office, reading("3.1", date(2026, 1, 31))).pk


def test_values_of_one_report_are_compared_with_each_other(commitment, office):
    with pytest.raises(Unconfirmed):
        draft(commitment, office, reading("3.4", date(2026, 2, 28)), reading("3.3"))
