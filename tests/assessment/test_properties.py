"""What holds of every evaluation, whatever the facts."""

import json
from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st

from commitments.assessment import (
    Aggregation,
    Comparator,
    Direction,
    Progress,
    Step,
    evaluate,
    original_sentence,
    recompute,
    sentence,
)
from tests.assessment import given as usual
from tests.assessment.strategies import DAYS, LIKELY_DAYS, RULES, facts, tracked

# "Not assessed" says that nothing is known, so it is neither better nor worse than the others.
RANK = [
    Progress.MISSED,
    Progress.NOT_STARTED,
    Progress.BEHIND,
    Progress.ON_SCHEDULE,
    Progress.AHEAD,
    Progress.ACHIEVED,
]
RISING = [Direction.UP, Direction.COUNT, Direction.KEEP_ABOVE]
ONE_WAY = [*RISING, Direction.DOWN, Direction.KEEP_BELOW]
OPPOSITE = {
    Direction.UP: Direction.DOWN,
    Direction.KEEP_ABOVE: Direction.KEEP_BELOW,
    Direction.WITHIN: Direction.WITHIN,
    Comparator.GTE: Comparator.LTE,
    Comparator.GT: Comparator.LT,
}
OPPOSITE |= {there: here for here, there in OPPOSITE.items()}


@given(facts(), DAYS, RULES, st.randoms(use_true_random=False))
def test_any_facts_on_any_day(facts, on, rules, random):
    evaluation = evaluate(facts, on, rules)

    assert recompute(json.loads(json.dumps(evaluation.inputs))) == evaluation

    for language in ("zh-hans", "en"):
        assert sentence(evaluation, language).endswith(("。", "."))
        assert bool(original_sentence(evaluation, language)) is (facts.original is not None)

    shuffled = list(facts.values)
    random.shuffle(shuffled)
    steps = list(facts.milestones)
    random.shuffle(steps)
    again = evaluate(replace(facts, values=tuple(shuffled), milestones=tuple(steps)), on, rules)
    assert again.result == evaluation.result

    earlier = tuple(value for value in facts.values if value.on <= on)
    assert evaluate(replace(facts, values=earlier), on, rules).result == evaluation.result


@given(
    tracked(ONE_WAY, [each for each in Aggregation if each is not Aggregation.RATIO]),
    LIKELY_DAYS,
    st.lists(st.integers(0, 300), min_size=4, max_size=4),
)
@example(usual.facts((50, "99")), usual.day(50), [1] * 4)
@example(usual.facts((50, "100")), usual.day(50), [1] * 4)
@example(usual.facts((50, "150")), usual.day(150), [50] * 4)
def test_more_progress_never_lowers_the_status(facts, on, gains):
    sign = 1 if facts.goal.direction in RISING else -1
    better = tuple(
        replace(value, amount=value.amount + sign * gain)
        for value, gain in zip(facts.values, gains, strict=False)
    )

    before = evaluate(facts, on).computed
    after = evaluate(replace(facts, values=better), on).computed

    if Progress.NOT_ASSESSED not in (before, after):
        assert RANK.index(after) >= RANK.index(before)


@given(
    tracked(
        [each for each in Direction if each in OPPOSITE],
        [Aggregation.LATEST, Aggregation.AVERAGE],
    ),
    LIKELY_DAYS,
    RULES,
)
def test_falling_targets_mirror_rising_ones(facts, on, rules):
    there = evaluate(facts, on, rules).result
    back = evaluate(mirrored(facts), on, rules).result

    assert back.progress is there.progress
    assert back.achievement == there.achievement
    assert back.completion == there.completion
    assert [each.code for each in back.reasons] == [each.code for each in there.reasons]


def mirrored(facts):
    goal = facts.goal
    return replace(
        facts,
        goal=replace(
            goal,
            direction=OPPOSITE[goal.direction],
            comparator=OPPOSITE.get(goal.comparator, goal.comparator),
            value=_minus(goal.value),
            value_max=_minus(goal.value_max),
            baseline=_minus(goal.baseline),
            steps=tuple(Step(step.on, -step.planned) for step in goal.steps),
        ),
        values=tuple(replace(value, amount=-value.amount) for value in facts.values),
    )


def _minus(figure):
    return None if figure is None else -figure
