"""What a rule proposes; `resolve` decides between proposals, so that no rule knows another."""

from typing import NamedTuple

from commitments.extraction.clauses.tense import Tense
from commitments.extraction.quantities.series import Reading
from commitments.extraction.spans import Kind


class Proposal(NamedTuple):
    """A claim that a rule reads out of a sentence, in folded offsets, before dates and owners.

    `rule` names the file that proposed it. `part` marks a clause of a task that is also proposed
    whole, `general` a reading that yields to any of the same kind that knows the words.
    `set_aside` says why the rule itself holds it for no claim.
    """

    rule: str
    kind: Kind
    start: int
    end: int
    metric: str
    confidence: float
    reasons: tuple[str, ...]
    comparator: str | None = None
    reading: Reading | None = None
    tense: Tense | None = None
    part: bool = False
    general: bool = False
    set_aside: str | None = None
