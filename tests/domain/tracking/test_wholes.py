"""The target of a whole and those of its parts agree, or a person says why not."""

from decimal import Decimal

import pytest

from commitments.domain.platform.errors import Invalid, Unconfirmed
from commitments.domain.tracking import targets, tree
from commitments.models import Commitment, Indicator
from tests import factories

pytestmark = pytest.mark.django_db
Part = tree.Part


@pytest.fixture
def office():
    return factories.supervisor()


@pytest.fixture
def whole(office):
    return factories.assigned(
        factories.unit(),
        indicator="新增养老床位",
        unit="张",
        value=Decimal(50),
        comparator="eq",
        direction="count",
        change="increase",
    )


def split(whole, office, *values, **given):
    parts = [Part(f"第{n}片区", value=Decimal(value)) for n, value in enumerate(values, 1)]
    return tree.split(whole.pk, parts=parts, by=office, reason="分解", **given)


def test_indicator_made_at_registration_adds_up(whole):
    assert whole.target.indicator.across == "sum"
    other = factories.commitment(indicator="人均学位", unit="个", value=Decimal(2))
    assert other.target.indicator.across == "none"


def test_parts_carry_targets_measured_as_the_whole_is(whole, office):
    Indicator.objects.update(measured_every="month")

    parts = split(whole, office, 30, 20)

    assert [part.target.value for part in parts] == [30, 20]
    indicator = parts[0].target.indicator
    assert (indicator.name, indicator.unit) == ("新增养老床位（第1片区）", "张")
    assert (indicator.direction, indicator.across) == ("count", "sum")
    assert (indicator.measured_every, parts[0].target.change) == ("month", "increase")


def test_parts_that_do_not_add_up_are_asked_about(whole, office):
    with pytest.raises(Unconfirmed) as refusal:
        split(whole, office, 30, 18)
    assert "48" in str(refusal.value)
    assert refusal.value.questions[0].doubt == "parts"
    assert not Commitment.objects.filter(parent=whole).exists()

    assert len(split(whole, office, 30, 18, confirmed=["parts"])) == 2


def test_more_than_at_least_is_no_contradiction(whole, office):
    whole.targets.update(comparator="gte")

    assert len(split(whole, office, 30, 25)) == 2


def test_part_without_a_figure_leaves_the_sum_open(whole, office):
    parts = [Part("东区", value=Decimal(30)), Part("西区")]

    assert len(tree.split(whole.pk, parts=parts, by=office, reason="分解")) == 2


def test_revising_a_part_or_the_whole_is_checked_against_the_other(whole, office):
    parts = split(whole, office, 30, 20)

    for commitment, value in ((parts[0], 35), (whole, 60)):
        with pytest.raises(Unconfirmed) as refusal:
            targets.revise(
                commitment.pk, targets.Revision(value=Decimal(value)), by=office, reason="调整"
            )
        assert refusal.value.questions[0].doubt == "parts"


def test_commitment_moved_below_is_checked(whole, office):
    split(whole, office, 30, 20)
    other = factories.commitment(
        indicator="社区床位", unit="张", value=Decimal(5), direction="count", change="increase"
    )

    with pytest.raises(Unconfirmed) as refusal:
        tree.move_below(other.pk, parent_id=whole.pk, by=office)
    assert refusal.value.field == "parent"

    tree.move_below(other.pk, parent_id=whole.pk, by=office, confirmed=["parts"])


def test_two_parts_are_not_measured_under_the_name_of_the_whole(whole, office):
    parts = [Part("东区", value=Decimal(30), indicator="新增养老床位"), Part("西区")]

    with pytest.raises(Invalid) as refusal:
        tree.split(whole.pk, parts=parts, by=office, reason="分解")

    assert refusal.value.field == "parts.0.indicator"


def test_part_of_a_whole_without_a_figure_names_what_it_measures(office):
    whole = factories.assigned(factories.unit(), target=None, kind="deliverable")
    parts = [Part("甲", value=Decimal(3), indicator="助餐点", unit="处"), Part("乙")]
    made = tree.split(whole.pk, parts=parts, by=office, reason="分解")
    assert (made[0].target.comparator, made[0].target.indicator.direction) == ("gte", "up")

    with pytest.raises(Invalid) as refusal:
        tree.split(whole.pk, parts=[Part("丙", value=Decimal(3))], by=office, reason="分解")
    assert refusal.value.field == "parts.0.indicator"


def test_doubtful_figure_of_a_part_is_asked_about_at_the_part(office):
    whole = factories.assigned(factories.unit(), target=None, kind="deliverable")
    parts = [Part("甲"), Part("乙", value=Decimal(120), indicator="覆盖率", unit="%")]

    with pytest.raises(Unconfirmed) as refusal:
        tree.split(whole.pk, parts=parts, by=office, reason="分解")

    assert refusal.value.field == "parts.1.value"
