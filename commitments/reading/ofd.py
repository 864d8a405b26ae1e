"""Read an OFD, the Chinese standard for finished pages (GB/T 33190)."""

import re
from typing import Final

import ofdkit

from commitments.characters import ideographs
from commitments.reading import archive, titles
from commitments.reading.detect import Format
from commitments.reading.errors import UnreadableFile
from commitments.reading.pdf import furniture as pdf_furniture
from commitments.reading.pdf import page as pdf_page
from commitments.reading.pdf.layout import Glyph, lines
from commitments.reading.values import Reading
from commitments.reading.writer import Writer

MEDIA_TYPE: Final = "application/ofd"
MAX_PAGES: Final = 2_000
MAX_RUNS: Final = 200_000
CONTROL: Final = re.compile("[\x00-\x1f\x7f]")


def read(data: bytes) -> Reading:
    """The text page by page; pages without text are pictures, and are named."""
    with archive.opened(data, Format.OFD) as parts:
        for info in parts.infolist():
            archive.refuse_bomb(info)
    try:
        with ofdkit.open(data) as document:
            return _read(document)
    except UnreadableFile:
        raise
    except ofdkit.OFDLimitError as error:
        raise UnreadableFile("unpacks_too_large") from error
    except Exception as error:
        # Young as it is, the library is led astray by a damaged file into errors of any class.
        raise UnreadableFile("damaged", found=Format.OFD) from error


def _read(document: ofdkit.OFDDocument) -> Reading:
    if len(document.pages) > MAX_PAGES:
        raise UnreadableFile("too_many_pages", pages=str(MAX_PAGES))
    pages = [_lines(page) for page in document.pages]
    unread = tuple(number for number, page in enumerate(pages, 1) if not page)
    if len(unread) == len(pages):
        raise UnreadableFile("pictures_only")
    writer = Writer()
    for page in pdf_furniture.without([page or [] for page in pages]):
        writer.begin_page()
        writer.add_all(line.part for line in page)
    text = writer.text
    return Reading(
        text,
        MEDIA_TYPE,
        page_starts=writer.page_starts,
        title=titles.confirmed(document.info.title, text.split("\n")),
        unread_pages=unread,
        structure=writer.structure,
    )


def _lines(page: ofdkit.Page) -> list[pdf_page.PageLine]:
    """The lines of a page, as those of a PDF are found; none where it cannot be read."""
    try:
        runs = page.runs
    except ofdkit.OFDError:
        return []
    if len(runs) > MAX_RUNS:
        raise UnreadableFile("unpacks_too_large")
    glyphs = (_glyph(run) for run in runs if run.text.strip() and run.size > 0)
    return list(pdf_page.placed(lines(glyphs), page.height or 1.0))


def _glyph(run: ofdkit.TextRun) -> Glyph:
    text = ideographs(CONTROL.sub(" ", run.text).strip())
    return Glyph(text, run.x, run.x + run.width, run.y - run.size, run.y, run.size)
