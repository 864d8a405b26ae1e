"""Any facts that can be made, likely and unlikely ones."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from commitments.assessment import (
    Aggregation,
    Comparator,
    Direction,
    Facts,
    Goal,
    Halt,
    HaltKind,
    Milestone,
    Override,
    Path,
    Period,
    Progress,
    Rules,
    Step,
    Value,
)

LIKELY_FIGURES = st.decimals(-300, 300, places=1)
FIGURES = (
    LIKELY_FIGURES
    | LIKELY_FIGURES
    | st.sampled_from(
        [Decimal(text) for text in ("0", "-0", "1E+30", "-1E+30", "1E-30", "0." + "3" * 50, "1E+2")]
    )
)
LIKELY_DAYS = st.dates(date(2025, 10, 1), date(2026, 6, 30))
DAYS = LIKELY_DAYS | LIKELY_DAYS | LIKELY_DAYS | st.sampled_from([date.min, date.max])
PERIODS = st.builds(Period, st.integers(1, 14), st.integers(0, 40))
UNITS = st.sampled_from(["", "张", "%", "百分点", "万元", "元"])


def goals():
    return st.builds(
        Goal,
        st.sampled_from(Direction),
        st.none() | FIGURES,
        st.sampled_from(Comparator),
        st.none() | FIGURES,
        UNITS,
        st.none() | DAYS,
        st.none() | FIGURES,
        st.none() | DAYS,
        st.sampled_from(Path),
        st.lists(st.builds(Step, DAYS, FIGURES), max_size=3).map(tuple),
        st.sampled_from(Aggregation),
        st.none() | PERIODS,
        st.none() | PERIODS,
        st.text(max_size=3),
    )


def values():
    some = st.none() | FIGURES
    ids = st.sampled_from(["", "1", "2", "10"])
    measured = st.builds(Value, DAYS, FIGURES, some, some, st.none() | DAYS, ids)
    return st.lists(measured, max_size=5).map(tuple)


@st.composite
def overrides(draw):
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return Override(draw(st.sampled_from(Progress)), "核查", first, last)


def facts():
    milestones = st.builds(Milestone, DAYS, st.none() | DAYS, st.text(max_size=3))
    return st.builds(
        Facts,
        st.none() | goals(),
        values(),
        st.none() | DAYS,
        st.none() | DAYS,
        st.none() | DAYS,
        st.none() | DAYS,
        st.lists(milestones, max_size=3).map(tuple),
        st.none() | st.builds(Halt, st.sampled_from(HaltKind), DAYS),
        st.none() | overrides(),
        st.none() | goals(),
        st.text(max_size=3),
    )


def tracked(directions, aggregations):
    """Facts of a goal that can mostly be evaluated, each value with an id of its own."""
    figures = st.integers(-30, 30).map(lambda number: Decimal(number * 10))
    goal = st.builds(
        Goal,
        direction=st.sampled_from(directions),
        value=figures,
        comparator=st.sampled_from(Comparator),
        value_max=figures,
        due=st.none() | LIKELY_DAYS,
        baseline=st.none() | figures,
        baseline_on=st.none() | LIKELY_DAYS,
        path=st.sampled_from(Path),
        steps=st.lists(st.builds(Step, LIKELY_DAYS, figures), max_size=2).map(tuple),
        aggregation=st.sampled_from(aggregations),
        frequency=st.none() | PERIODS,
        span=st.none() | PERIODS,
    )
    dated = st.lists(st.tuples(LIKELY_DAYS, LIKELY_FIGURES | figures), max_size=4)
    measured = dated.map(
        lambda pairs: tuple(
            Value(on, amount, id=str(place)) for place, (on, amount) in enumerate(pairs)
        )
    )
    return st.builds(Facts, goal=goal, values=measured, starts_on=st.none() | LIKELY_DAYS)


RULES = st.builds(
    Rules,
    st.sampled_from([Decimal("1.1"), Decimal("1")]),
    st.sampled_from([Decimal("0.9"), Decimal("1")]),
    st.sampled_from([Decimal(0), Decimal("0.1")]),
    st.sampled_from([Decimal("0.05"), Decimal(2)]),
)
