"""A reported figure as it stands in its paper, and that figure against one target."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from commitments.matching import around, span
from commitments.matching.inputs import Change, Paper, Statement, Tracked
from commitments.matching.lexicon.surroundings import RATES, STOCK
from commitments.matching.names import Name
from commitments.matching.span import Frames, Span


@dataclass(frozen=True)
class Source:
    """A statement with what its surroundings say, worked out once for all targets."""

    paper: Paper
    frames: Frames
    statement: Statement
    name: Name

    @cached_property
    def lead(self) -> str:
        return around.lead(self.paper.text, self.statement.start)

    @cached_property
    def words(self) -> str:
        """The figure with what stands in front of its name."""
        return self.lead + self.statement.quote

    @cached_property
    def beside(self) -> str:
        """What stands in front of it and behind it."""
        return self.lead + around.tail(self.paper.text, self.statement.end)

    @cached_property
    def span(self) -> Span | None:
        return span.read(self.paper, self.statement, self.frames)

    @cached_property
    def base_year(self) -> int | None:
        return span.base_year(self.words)

    @cached_property
    def stands(self) -> bool:
        """Whether it is a level that was reached (突破8亿吨), not something done."""
        done = self.name.done or self.statement.change is not Change.LEVEL
        return not done and STOCK.search(self.statement.quote) is not None


@dataclass(frozen=True, slots=True)
class Case:
    """One figure against one target, under the name by which the two were found alike."""

    told: Source
    target: Tracked
    name: Name

    @property
    def flows(self) -> bool:
        """Whether the target is counted over its year, so that five years' sum is not its value."""
        if self.target.change is not Change.LEVEL or self.name.done:
            return True
        return self.target.unit != "%" and RATES.search(self.name.thing) is None

    @property
    def runs_for_years(self) -> bool:
        """Whether there are years between the day a target was set and the day it is due."""
        due, set_on = self.target.due, self.target.set_on
        return due is not None and set_on is not None and due.year > set_on.year

    @property
    def still_running(self) -> bool:
        """Whether the value is of a day before the target is due."""
        as_of, due = self.told.statement.as_of, self.target.due
        return as_of is not None and due is not None and as_of < due

    @property
    def is_over(self) -> bool:
        """Whether the paper was written after the target was due."""
        due: date | None = self.target.due
        published = self.told.paper.published
        return due is None or published is None or published > due
