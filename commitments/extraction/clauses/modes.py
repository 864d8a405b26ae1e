"""How a stretch of text is to be read: as promise, as report, or sentence by sentence."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Mode(StrEnum):
    """Whether a passage promises or reports."""

    PLAN = "plan"
    REPORT = "report"
    OPEN = "open"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Frame:
    """How a block is to be read, and the heading or words that say so.

    `horizon` is the last day of the time that a figure without its own date belongs to, and
    `named` the words it was taken from.
    """

    mode: Mode
    why: str
    sure: bool
    horizon: date | None
    named: str | None


# Where nothing around it says what to expect.
SPEAKS_FOR_ITSELF = Frame(Mode.OPEN, "文种不明", False, None, None)
PLANNED = Frame(Mode.PLAN, "所在部分讲的是今后的安排", True, None, None)
