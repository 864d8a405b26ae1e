"""How much of the whole way a path asks for by a day: the tick beside the completion."""

from collections.abc import Mapping
from decimal import Decimal, localcontext
from typing import Any

from commitments.assessment.bounds import Bounds, bounds_of, is_kept
from commitments.assessment.evaluating import ARITHMETIC
from commitments.assessment.planned import achievement, baseline_of
from commitments.assessment.values import Facts, Rules


def share_asked(inputs: Mapping[str, Any], expected: Decimal | None) -> Decimal | None:
    """(planned - baseline) / (aim - baseline), or None where figures do not tell it.

    `inputs` are those of the evaluation that found `expected`, so the share belongs to its day.
    """
    goal = Facts.from_inputs(inputs).goal
    if goal is None or expected is None or is_kept(goal):
        return None
    with localcontext(ARITHMETIC):
        bounds = bounds_of(goal, Rules.from_inputs(inputs))
        if not isinstance(bounds, Bounds):
            return None
        return achievement(expected, bounds.aim, baseline_of(goal), bounds.sign)
