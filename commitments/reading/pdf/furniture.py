"""Take the running headers, footers and page numbers off the pages of a PDF."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from commitments.reading.pdf.page import PageLine

# How far from the edge of the page, as a share of its height: a bare number may stand in the
# outer tenth; a header, and — 12 — or 第12页, further in as well.
NUMBER_MARGIN: Final = 0.1
HEADER_MARGIN: Final = 0.12
MARGIN: Final = 0.15
BARE_NUMBER: Final = re.compile(r"\d{1,4}|[ivxlcIVXLC]{1,7}")
PAGE_NUMBER: Final = re.compile(
    r"""[-—–－―·•~]+\s*\d{1,4}\s*[-—–－―·•~]+
      |第\s*\d{1,4}\s*页(?:\s*[/，,]?\s*共\s*\d{1,4}\s*页)?
      |\d{1,4}\s*/\s*\d{1,4}
      |[Pp]age\s+\d{1,4}(?:\s+of\s+\d{1,4})?""",
    re.VERBOSE,
)

# A header is the same words, apart from numbers, at the same height on so many pages.
EDGE_LINES: Final = 3
HEIGHT_STEP: Final = 0.01
REPEATS: Final = 3
NUMBER: Final = re.compile(r"\d+")


def without(pages: Sequence[list[PageLine]]) -> list[list[PageLine]]:
    """The lines of each page, less what the pages have in common at their edges."""
    counts = Counter(key for page in pages for key in {_key(line) for line in _edges(page)})
    needed = min(REPEATS, max(2, len(pages)))
    repeated = {key for key, count in counts.items() if count >= needed}
    return [[line for line in page if not _is_furniture(line, page, repeated)] for page in pages]


def _edges(page: list[PageLine]) -> list[PageLine]:
    """The first and last lines, where they stand in the upper or lower margin."""
    outer = sorted(page, key=lambda line: line.top)
    ends = outer[:EDGE_LINES] + outer[EDGE_LINES:][-EDGE_LINES:]
    return [line for line in ends if not line.grid and _distance(line) < MARGIN]


def _distance(line: PageLine) -> float:
    """From the nearer edge of the page to the far side of the line."""
    return min(line.bottom, 1 - line.top)


def _key(line: PageLine) -> tuple[str, int]:
    return NUMBER.sub("#", line.text), round(line.top / HEIGHT_STEP)


def _is_furniture(line: PageLine, page: list[PageLine], repeated: set[tuple[str, int]]) -> bool:
    if line not in _edges(page):
        return False
    distance, text = _distance(line), line.text.strip()
    return bool(
        (distance < HEADER_MARGIN and _key(line) in repeated)
        or (distance < NUMBER_MARGIN and BARE_NUMBER.fullmatch(text))
        or PAGE_NUMBER.fullmatch(text)
    )
