"""Short ways to say what is given in the tests of the assessment."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from commitments.assessment import Comparator, Direction, Facts, Goal, Value

START = date(2025, 12, 31)
DUE = START + timedelta(100)


def day(number: int) -> date:
    """The day `number` of the hundred that the goals here are given."""
    return START + timedelta(number)


def goal(**given: Any) -> Goal:
    """Up from 100 to 200 in a hundred days, unless said otherwise."""
    usual: dict[str, Any] = {
        "direction": Direction.UP,
        "comparator": Comparator.GTE,
        "value": "200",
        "baseline": "100",
        "baseline_on": START,
        "due": DUE,
        "unit": "张",
        "name": "养老床位",
    } | given
    for name in ("value", "value_max", "baseline"):
        usual[name] = None if usual.get(name) is None else Decimal(usual[name])
    return Goal(**usual)


def values(*measured: tuple[int, str]) -> tuple[Value, ...]:
    """Pairs of day number and amount."""
    return tuple(
        Value(day(number), Decimal(amount), id=str(place))
        for place, (number, amount) in enumerate(measured, 1)
    )


def facts(*measured: tuple[int, str], **given: Any) -> Facts:
    """Facts with those values; what belongs to the goal and what to the facts is sorted out."""
    of_facts = {name: given.pop(name) for name in Facts.__slots__ if name in given}
    return Facts(**({"goal": goal(**given), "values": values(*measured)} | of_facts))
