"""The review queue: the candidates of a document, filtered and ordered."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.http import HttpRequest

from commitments.admin.review.passages import Mark
from commitments.choices import CandidateState, ClaimKind, JobKind, JobState
from commitments.models import Candidate, Document, Job

TEXT_ORDER, DOUBT_ORDER = "text", "doubt"
CITED = 0  # the key of a mark that is no candidate
CHOSEN = "chosen"


@dataclass(frozen=True)
class Queue:
    """The candidates of a document under the filters and the order of the page."""

    document: Document
    order: str = TEXT_ORDER
    kind: str = ""
    state: str = ""

    @classmethod
    def asked_for(cls, request: HttpRequest, document: Document) -> "Queue":
        """Read the filters from the address; invalid values are ignored."""
        asked = request.GET
        return cls(
            document=document,
            order=DOUBT_ORDER if asked.get("order") == DOUBT_ORDER else TEXT_ORDER,
            kind=asked.get("kind", "") if asked.get("kind") in ClaimKind.values else "",
            state=asked.get("state", "") if asked.get("state") in CandidateState.values else "",
        )

    @cached_property
    def everything(self) -> list[Candidate]:
        light = self.document.candidates.only(
            "id",
            "document_id",
            "start",
            "end",
            "kind",
            "state",
            "warnings",
            "confidence",
            "duplicate_of_id",
            "section",
            "statement",
        )
        if self.order == DOUBT_ORDER:
            return list(light.most_doubtful_first())
        return list(light.in_text_order())

    @cached_property
    def shown(self) -> list[Candidate]:
        return [
            candidate
            for candidate in self.everything
            if self.kind in ("", candidate.kind) and self.state in ("", candidate.state)
        ]

    @property
    def counts(self) -> dict[str, int]:
        counted = Counter(candidate.state for candidate in self.everything)
        return {state: counted[state] for state in CandidateState.values}

    @cached_property
    def failure(self) -> str:
        """Why the document could not be read, once its job has given up."""
        if self.document.read_at is not None:
            return ""
        last = Job.objects.filter(kind=JobKind.EXTRACT, key=str(self.document.pk)).first()
        return last.error if last is not None and last.state == JobState.FAILED else ""

    @property
    def headings(self) -> set[str]:
        return {heading for candidate in self.everything for heading in candidate.section}

    @property
    def query(self) -> str:
        """The filters as query parameters."""
        given = {"order": self.order, "kind": self.kind, "state": self.state}
        return urlencode({k: v for k, v in given.items() if v and v != TEXT_ORDER})

    def next_pending(self, after: int | None = None) -> int | None:
        """The next pending candidate: after the given one, else the first."""
        keys = [candidate.pk for candidate in self.shown]
        place = keys.index(after) + 1 if after in keys else 0
        round_trip = self.shown[place:] + self.shown[:place]
        pending = (c.pk for c in round_trip if c.state == CandidateState.PENDING and c.pk != after)
        return next(pending, None)

    def marks(self, selected: int | None = None) -> list[Mark]:
        return [
            Mark(c.pk, c.start, c.end, css_of(c) + (" ct-selected" if c.pk == selected else ""))
            for c in self.shown
        ]

    def asides(self) -> list[Mark]:
        """What the reader set aside, with its reason, unless somebody made a candidate of it."""
        chosen = [(c.start, c.end) for c in self.everything if CHOSEN in c.warnings]
        return [
            Mark(CITED, start, end, f"ct-aside ct-aside-{status.replace(' ', '-')}", reason)
            for start, end, status, reason in self.document.set_aside
            if not any(first < end and start < last for first, last in chosen)
        ]


def css_of(candidate: Candidate) -> str:
    """Mark candidates: colour for the kind, style for the state, extra for repeats and warnings."""
    names = [f"ct-kind-{candidate.kind}", f"ct-state-{candidate.state}"]
    if candidate.duplicate_of_id:
        names.append("ct-repeat")
    if any(code != "duplicate" for code in candidate.warnings):
        names.append("ct-warned")
    return " ".join(names)
