"""Chinese policy text becomes claims: what is promised or reported, by whom, until when."""

from commitments.extraction.pipeline import READER_VERSION, extract
from commitments.extraction.spans import Claim, Kind

__all__ = ["READER_VERSION", "Claim", "Kind", "extract"]
