"""The direction of a target follows from its words, comparator and baseline."""

from datetime import date
from decimal import Decimal

import pytest

from commitments.choices import Direction
from commitments.domain.documents import review
from commitments.domain.platform.errors import Unconfirmed
from commitments.domain.tracking import directions, registration, targets
from commitments.models import Indicator, Target
from tests import factories


@pytest.mark.parametrize(
    ("given", "direction"),
    [
        ({"comparator": "lte", "value": 30, "baseline": 34}, Direction.DOWN),
        ({"comparator": "eq", "value": 30, "baseline": 34}, Direction.DOWN),
        ({"comparator": "lte", "value": 0, "words": "黑臭水体降至0处"}, Direction.DOWN),
        ({"comparator": "lte", "value": 5, "words": "失业率控制在5%以内"}, Direction.KEEP_BELOW),
        ({"comparator": "eq", "value": 3, "change": "decrease", "unit": "%"}, Direction.DOWN),
        ({"comparator": "lte", "value": 3, "change": "decrease"}, Direction.KEEP_BELOW),
        ({"comparator": "gte", "value": 4, "baseline": 3}, Direction.UP),
        ({"comparator": "eq", "value": 5, "change": "increase", "unit": "张"}, Direction.COUNT),
        # An amount added is no level: it may well be less than what there is.
        ({"comparator": "eq", "value": 5, "change": "increase", "baseline": 9}, Direction.COUNT),
        ({"comparator": "eq", "value": 1, "change": "increase", "unit": "百分点"}, Direction.UP),
        ({"comparator": "between", "value": 3, "baseline": 9}, Direction.WITHIN),
    ],
)
def test_follows_from_words_comparator_and_baseline(given, direction):
    figures = {name: Decimal(given[name]) for name in ("value", "baseline") if name in given}

    assert directions.follow(**(given | figures)) == direction


@pytest.mark.parametrize(
    ("direction", "comparator", "change", "is_contradiction"),
    [
        ("up", "lte", "level", True),
        ("down", "gte", "level", True),
        ("keep_above", "lt", "", True),
        ("down", "lte", "level", False),
        ("up", "eq", "", False),
        ("within", "between", "", False),
        # 下降3.5%以上: the fall is told by its size, which is to be large.
        ("down", "gte", "decrease", False),
        ("down", "lte", "decrease", True),
    ],
)
def test_comparator_against_direction(direction, comparator, change, is_contradiction):
    found = directions.contradicts_comparator(direction, comparator, change)

    assert found is is_contradiction


@pytest.mark.parametrize(
    ("direction", "baseline", "change", "is_contradiction"),
    [
        ("up", "34", "level", True),
        ("count", "34", "", True),
        ("down", "26", "", True),
        ("up", "30", "", False),
        ("down", "34", "", False),
        ("keep_above", "34", "", False),
        ("up", "34", "increase", False),
        ("up", None, "", False),
    ],
)
def test_baseline_on_the_far_side_of_the_target(direction, baseline, change, is_contradiction):
    before = Decimal(baseline) if baseline else None
    found = directions.contradicts_baseline(direction, Decimal(30), before, change)

    assert found is is_contradiction


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("read", "comparator", "direction"),
    [
        (
            {"comparator": "lte", "value": 30, "baseline": 34, "statement": "由34降至30"},
            "lte",
            "down",
        ),
        ({"comparator": "lte", "value": 0, "statement": "黑臭水体降至0处"}, "lte", "down"),
        ({"comparator": "eq", "value": 3, "change": "decrease", "unit": "%"}, "eq", "down"),
        # A reported level is to be kept, on the side to which it went.
        ({"kind": "level", "comparator": "lte", "value": 30}, "lte", "keep_below"),
        ({"kind": "level", "comparator": "eq", "value": 30}, "gte", "keep_above"),
    ],
)
def test_candidate_is_proposed_with_its_direction(read, comparator, direction):
    figures = {name: Decimal(read[name]) for name in ("value", "baseline") if name in read}
    target = registration.propose(factories.candidate(**(read | figures))).target

    assert (target.comparator, target.direction) == (comparator, direction)


@pytest.mark.django_db
def test_accepted_candidate_gives_its_direction_to_the_indicator():
    found = factories.candidate(
        metric="PM2.5浓度", comparator="lte", value=Decimal(30), baseline=Decimal(34)
    )

    commitment = review.accept(found.pk, by=factories.supervisor())

    assert commitment.target.indicator.direction == Direction.DOWN


@pytest.mark.django_db
def test_contradiction_is_refused_until_a_person_confirms():
    office = factories.supervisor()
    given = {"baseline": Decimal(34), "value": Decimal(30), "comparator": "eq"}

    with pytest.raises(Unconfirmed) as refusal:
        factories.commitment(by=office, **given)
    assert (refusal.value.field, refusal.value.questions[0].doubt) == ("direction", "direction")
    assert not Target.objects.exists()
    assert not Indicator.objects.exists()

    made = factories.commitment(by=office, confirmed={"direction"}, **given)
    assert made.target.direction_confirmed


@pytest.mark.django_db
def test_indicator_that_goes_the_other_way_is_asked_about():
    factories.commitment()  # registers the indicator as rising

    with pytest.raises(Unconfirmed) as refusal:
        factories.commitment(direction="down", comparator="lte")

    assert refusal.value.field == "direction"


@pytest.mark.django_db
def test_office_finds_what_was_registered_before_the_question_was_asked():
    sound = factories.commitment(indicator="甲", baseline=Decimal(3))
    confirmed = factories.commitment(
        indicator="乙", baseline=Decimal(5), comparator="eq", confirmed={"direction"}
    )
    wrong = factories.commitment(indicator="丙", comparator="eq")
    wrong.targets.update(baseline=Decimal(5))
    ceiling = factories.commitment(indicator="丁")
    ceiling.targets.update(comparator="lte")
    by_size = factories.commitment(indicator="戊", comparator="eq")
    by_size.targets.update(change="decrease", comparator="gte")
    Indicator.objects.filter(name="戊").update(direction="down")

    found = Target.objects.of_contradictory_direction().values_list("commitment", flat=True)

    assert set(found) == {wrong.pk, ceiling.pk}
    assert not {sound.pk, confirmed.pk} & set(found)


@pytest.mark.django_db
def test_list_of_the_office_has_the_rule_of_the_question():
    """The query and the function agree on every combination."""
    commitment = factories.commitment(comparator="eq")
    for direction in Direction.values:
        Indicator.objects.update(direction=direction)
        for comparator in ("eq", "gte", "lte"):
            for change in ("", "level", "increase", "decrease", "growth"):
                for baseline in (None, Decimal(3), Decimal(5)):
                    commitment.targets.update(
                        comparator=comparator, change=change, baseline=baseline
                    )
                    value = Decimal("3.7")
                    expected = directions.contradicts_comparator(
                        direction, comparator, change
                    ) or directions.contradicts_baseline(direction, value, baseline, change)
                    found = Target.objects.of_contradictory_direction().exists()
                    assert found == expected, (direction, comparator, change, baseline)


@pytest.mark.django_db
def test_confirmation_is_lost_with_the_figures_it_was_about():
    office = factories.supervisor()
    made = factories.commitment(
        by=office, baseline=Decimal(5), comparator="eq", confirmed={"direction"}
    )
    later = targets.Revision(due_on=date(2031, 1, 1))
    assert targets.revise(made.pk, later, by=office, reason="延期").direction_confirmed

    with pytest.raises(Unconfirmed):
        targets.revise(made.pk, targets.Revision(value=Decimal(4)), by=office, reason="调整")
