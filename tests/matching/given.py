"""Targets and papers as the tests write them: a text with its figures, found by their quotes."""

from datetime import date
from decimal import Decimal
from typing import Any

from commitments.matching import Index, Paper, Proposal, Statement, Tier, Tracked, match
from commitments.matching.inputs import Change

SET_ON, DUE, AS_OF = date(2025, 1, 15), date(2025, 12, 31), date(2025, 12, 31)
PUBLISHED = date(2026, 1, 20)


def target(name: str, value: float | str, unit: str, change: str = "level", **more: Any) -> Tracked:
    """A target of the work report of 2025, due at the end of that year."""
    given: dict[str, Any] = {"key": name, "due": DUE, "set_on": SET_ON} | more
    return Tracked(name=name, value=Decimal(str(value)), unit=unit, change=Change(change), **given)


def said(quote: str, name: str, value: float | str, unit: str, change: str = "level", **more: Any):
    """A figure by its quote; `paper` finds where it stands."""
    given: dict[str, Any] = {"as_of": AS_OF} | more
    return (quote, name, Decimal(str(value)), unit, Change(change), given)


def paper(text: str, *figures: Any, published: date | None = PUBLISHED, issuer: str = "") -> Paper:
    """The work report of 2026 that reports the figures, in the order given."""
    statements, at = [], 0
    for quote, name, value, unit, change, more in figures:
        start = text.find(quote, at)
        start = start if start >= 0 else text.index(quote)
        at = start + 1
        statements.append(
            Statement(start, start + len(quote), quote, name, value, unit, change, **more)
        )
    return Paper(text, tuple(statements), published, issuer)


def proposals(aim: Tracked, text: Paper) -> tuple[Proposal, ...]:
    return match(Index([aim]), text).get(aim.key, ())


def sure(aim: Tracked, text: Paper) -> list[Decimal]:
    """The values that may be preselected."""
    return [each.value for each in proposals(aim, text) if each.tier is Tier.SURE]
