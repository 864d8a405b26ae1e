"""The plain value that reading a file gives."""

from bisect import bisect_right
from dataclasses import dataclass

from commitments.structure import NOTHING_MARKED, Structure


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says, as text that offsets may point into."""

    text: str
    media_type: str
    page_starts: tuple[int, ...] = ()
    """Offset at which each page begins; empty where the format knows no pages."""
    title: str | None = None
    """From the metadata or the first heading, where the format says which that is."""
    unread_pages: tuple[int, ...] = ()
    """Pages that are pictures and were passed over for want of the OCR extra, from 1."""
    structure: Structure = NOTHING_MARKED
    """Headings, items, speakers and tables, where the format marks them."""

    def page_of(self, offset: int) -> int | None:
        """The page, counted from 1, on which a character stands."""
        if not self.page_starts:
            return None
        # A negative offset is nobody's, yet the first page is a kinder answer than page 0.
        return max(1, bisect_right(self.page_starts, offset))
