"""What matching gives: for a target, what a later paper says became of it."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Tier(StrEnum):
    """`SURE` may be preselected; `POSSIBLE` is shown and never preselected."""

    SURE = "sure"
    POSSIBLE = "possible"


class Outcome(StrEnum):
    MET = "met"
    MISSED = "missed"
    UNCLEAR = "unclear"


class Code(StrEnum):
    """Why a figure was proposed, shown with doubt, or refused."""

    NAME_SAME = "name_same"
    NAME_LEARNED = "name_learned"
    NAME_NEAR = "name_near"
    NAME_NARROWER = "name_narrower"
    NAME_WIDER = "name_wider"
    NAME_SIMILAR = "name_similar"
    NAME_REFUSED = "name_refused"
    DEED_DIFFERS = "deed_differs"
    UNIT_CONVERTED = "unit_converted"
    UNIT_DIFFERS = "unit_differs"
    UNIT_LOOSE = "unit_loose"
    SIGN_TURNED = "sign_turned"
    CHANGE_DIFFERS = "change_differs"
    PLACE_DIFFERS = "place_differs"
    GROUP_DIFFERS = "group_differs"
    GRADE_DIFFERS = "grade_differs"
    GRADE_UNSAID = "grade_unsaid"
    DEED_UNSAID = "deed_unsaid"
    NO_DAY = "no_day"
    PART_OF_WHOLE = "part_of_whole"
    COMPARISON = "comparison"
    OTHER_YEAR = "other_year"
    SEVERAL_YEARS = "several_years"
    YEARLY_MEAN = "yearly_mean"
    PART_YEAR = "part_year"
    STILL_RUNNING = "still_running"
    FAR_VALUE = "far_value"
    AIM_REPEATED = "aim_repeated"
    SAID_TWICE = "said_twice"
    OTHER_TARGET = "other_target"
    READ_UNSURELY = "read_unsurely"


@dataclass(frozen=True, slots=True)
class Reason:
    """A code with the words that it is about; `explain` turns it into a sentence."""

    code: Code
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A place in the later text, with its value in the unit and sign of the target."""

    start: int
    end: int
    quote: str
    value: Decimal
    unit: str
    as_of: date | None
    tier: Tier
    outcome: Outcome
    score: int
    reasons: tuple[Reason, ...] = field(default=())
