"""Read a PDF: its words where it has them, its pictures of pages where the OCR extra is there."""

import io
import logging
from typing import Final

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from commitments.reading import titles
from commitments.reading.detect import Format
from commitments.reading.errors import UnreadableFile
from commitments.reading.pdf import bounds as pdf_bounds
from commitments.reading.pdf import furniture as pdf_furniture
from commitments.reading.pdf import page as pdf_page
from commitments.reading.pdf import scanned
from commitments.reading.values import Reading
from commitments.reading.writer import Writer

MEDIA_TYPE: Final = "application/pdf"

# Both report each oddity of a file; a caller asked for the text or one clear line.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
logging.getLogger("pdfplumber").setLevel(logging.CRITICAL)
pdf_bounds.install()

# Of a document with words, a few pages may be pictures; of a scan, most are.
SCANNED_SHARE: Final = 0.5
# The longest yearbooks have some 1,200.
MOST_PAGES: Final = 2_000


def read(data: bytes) -> Reading:
    pdf_bounds.begin()
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            return _read(data, document)
    except UnreadableFile:
        raise
    except PdfminerException as error:
        cause = error.args[0]
        if isinstance(cause, UnreadableFile):
            raise cause from error
        if isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError):
            raise UnreadableFile("password") from error
        raise UnreadableFile("damaged", found=Format.PDF) from error
    except Exception as error:
        # A damaged file leads the parser astray anywhere, into errors of any class.
        raise UnreadableFile("damaged", found=Format.PDF) from error


def _read(data: bytes, document: PDF) -> Reading:
    if len(document.pages) > MOST_PAGES:
        raise UnreadableFile("too_many_pages", pages=str(MOST_PAGES))
    pages: list[list[pdf_page.PageLine]] = []
    scans: list[int] = []
    too_full: list[int] = []
    for index, laid in enumerate(document.pages):
        found: list[pdf_page.PageLine] = []
        try:
            pdf_bounds.begin_page()
            page = pdf_page.upright(laid)
            if pdf_page.is_scan(page):
                scans.append(index)
            else:
                found = pdf_page.read(page)
            page.close()
        except PdfminerException as error:
            if not isinstance(error.args[0], pdf_bounds.PageTooFull):
                raise
            too_full.append(index)
        pages.append(found)
        laid.close()
    if not pages:
        raise UnreadableFile("damaged", found=Format.PDF)
    if scans and (scanned.is_available() or len(scans) >= SCANNED_SHARE * len(pages)):
        for index, found in zip(scans, scanned.read_pages(data, scans), strict=True):
            pages[index] = found
        scans = []
    writer = Writer()
    for lines in pdf_furniture.without(pages):
        writer.begin_page()
        writer.add_all(line.part for line in lines)
    text = writer.text
    return Reading(
        text,
        MEDIA_TYPE,
        page_starts=writer.page_starts,
        title=titles.confirmed(_named(document), text.split("\n")),
        unread_pages=tuple(index + 1 for index in sorted([*scans, *too_full])),
        structure=writer.structure,
    )


def _named(document: PDF) -> str | None:
    title = document.metadata.get("Title")
    return title if isinstance(title, str) else None
