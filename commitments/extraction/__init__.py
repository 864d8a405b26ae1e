"""Chinese policy text becomes claims: what is promised or reported, by whom, until when."""

from commitments.extraction.account import Entry, Status, account
from commitments.extraction.chosen import choose, moved
from commitments.extraction.pipeline import READER_VERSION, Outcome, extract, read
from commitments.extraction.spans import Claim, Kind, Source

__all__ = [
    "READER_VERSION",
    "Claim",
    "Entry",
    "Kind",
    "Outcome",
    "Source",
    "Status",
    "account",
    "choose",
    "extract",
    "moved",
    "read",
]
