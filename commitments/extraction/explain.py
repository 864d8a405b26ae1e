"""Tell how a stretch of text was read: what was proposed, what stands, what lost and why."""

from collections.abc import Iterator

from commitments.extraction.passages import Document
from commitments.extraction.pipeline import Outcome
from commitments.extraction.rules.proposals import Proposal


def explain(outcome: Outcome, start: int = 0, end: int | None = None) -> Iterator[str]:
    """Lines for a person, one sentence after the other, between two source offsets."""
    document = outcome.document
    for passage, resolution in outcome.decided:
        low, high = document.folded.source(passage.sentence.start, passage.sentence.end)
        if high <= start or (end is not None and low >= end):
            continue
        if not resolution.kept and not resolution.lost:
            continue
        yield f"{low}:{high} [{passage.frame.mode}] {passage.frame.why}"
        for proposal in resolution.kept:
            yield f"  + {_line(document, proposal)} — {'；'.join(proposal.reasons)}"
        for loss in resolution.lost:
            yield f"  - {_line(document, loss.proposal)} — {loss.reason}"


def _line(document: Document, proposal: Proposal) -> str:
    low, high = document.folded.source(proposal.start, proposal.end)
    words = " ".join(document.text[low:high].split())
    return f"{low}:{high} {proposal.rule}/{proposal.kind} “{words}”"
