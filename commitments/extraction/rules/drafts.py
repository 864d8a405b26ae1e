"""What a rule proposes before dates, owners and speakers are added to it."""

from dataclasses import dataclass

from commitments.extraction.spans import Kind


@dataclass(frozen=True, slots=True)
class Draft:
    """A deliverable or an action in folded offsets."""

    kind: Kind
    start: int
    end: int
    metric: str
    confidence: float
    reasons: tuple[str, ...]
