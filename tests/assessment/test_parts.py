"""The whole from its parts: weights are shares, more done is never less, 100 means all."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.assessment import (
    Facts,
    Goal,
    Part,
    Progress,
    completion,
    evaluate,
    normalised,
    recompute,
    sentence,
    with_parts,
)
from commitments.assessment.values import Direction

START, DUE = date(2026, 1, 1), date(2026, 12, 31)
WHOLE = Facts(starts_on=START, due_on=DUE, title="十件实事")
weights = st.decimals("0.001", "999999", places=3)
shares = st.one_of(st.none(), st.decimals("-1", "3", places=6))
parts = st.builds(Part, weights, st.sampled_from(Progress), shares)
several = st.lists(parts, min_size=1, max_size=8)


def part(share, weight=1, progress=Progress.ON_SCHEDULE, known_on=date(2026, 7, 2)):
    return Part(Decimal(weight), progress, None if share is None else Decimal(share), known_on)


def whole(*of, on=date(2026, 7, 2)):
    return evaluate(with_parts(WHOLE, of, on), on)


@given(st.lists(weights, min_size=1, max_size=20))
def test_normalised_weights_are_one_together(given_weights):
    found = normalised(given_weights)
    assert abs(sum(found) - 1) < Decimal("1e-26")
    assert all(share > 0 for share in found)


@given(several)
def test_the_whole_lies_between_nothing_and_all_and_is_all_only_when_all_is_done(some):
    found = completion(some)
    assert 0 <= found <= 100
    assert (found == 100) == all(each.share == 1 for each in some)


@given(several, st.randoms())
def test_the_order_of_the_parts_does_not_matter(some, random):
    shuffled = list(some)
    random.shuffle(shuffled)
    assert completion(shuffled) == completion(some)


@given(several, st.integers(2, 1000))
def test_only_the_ratio_of_the_weights_matters(some, factor):
    assert completion([replace(p, weight=p.weight * factor) for p in some]) == completion(some)


@given(several, st.data())
def test_more_done_of_a_part_is_never_less_of_the_whole(some, data):
    place = data.draw(st.integers(0, len(some) - 1))
    better = list(some)
    better[place] = replace(some[place], completion=Decimal(1))
    assert completion(better) >= completion(some)


@given(several)
def test_evaluation_of_whole_is_recomputed_from_inputs(some):
    evaluation = whole(*some)
    again = recompute(evaluation.inputs)
    assert (again.progress, again.actual) == (evaluation.progress, evaluation.actual)


def test_a_heavy_part_counts_for_more():
    assert completion([part("1", 3), part("0", 1)]) == 75


def test_in_time_ahead_behind_and_done():
    assert whole(part("0.5"), part("0.5")).progress is Progress.ON_SCHEDULE
    assert whole(part("0.9"), part("0.8")).progress is Progress.AHEAD
    assert whole(part("0.2"), part("0.1")).progress is Progress.BEHIND
    done = part(None, progress=Progress.ACHIEVED)
    assert whole(done, done).progress is Progress.ACHIEVED
    assert whole(done, part("0.9"), on=DUE + timedelta(days=1)).progress is Progress.MISSED


@pytest.mark.parametrize("progress", [Progress.ON_SCHEDULE, Progress.NOT_ASSESSED])
def test_part_that_nobody_asks_for_anything_never_helps_the_whole(progress):
    slow, quiet = part("0.3"), part(None, progress=progress)

    assert whole(slow, slow).progress is Progress.BEHIND
    assert whole(slow, slow, quiet).progress is Progress.BEHIND


def test_unassessed_parts_give_no_progress():
    unseen = part(None, progress=Progress.NOT_ASSESSED)
    assert with_parts(WHOLE, (unseen, unseen), START) == WHOLE
    assert with_parts(WHOLE, (), START) == WHOLE


def test_a_target_of_its_own_speaks_for_itself():
    own = replace(WHOLE, goal=Goal(Direction.UP, Decimal(5)))
    assert with_parts(own, (part("1"),), START) == own


def test_the_same_state_of_the_parts_gives_the_same_facts_on_every_day():
    some = (part("0.5", known_on=date(2026, 3, 1)), part("0.2", known_on=date(2026, 9, 1)))
    june, july = (with_parts(WHOLE, some, date(2026, m, 1)) for m in (6, 7))
    assert june == july
    assert june.values[0].on == date(2026, 3, 1)


@pytest.mark.parametrize("weight", ["0", "-1", "NaN", "Infinity"])
def test_rejects_part_without_weight(weight):
    with pytest.raises(ValueError, match="weight"):
        part("1", weight)


def test_what_the_parts_come_to_has_a_name_in_each_language():
    evaluation = whole(part("0.4"))

    assert "分项加权完成率" in sentence(evaluation)
    assert "weighted completion of the parts" in sentence(evaluation, "en")
