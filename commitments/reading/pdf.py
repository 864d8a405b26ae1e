"""Read a PDF: its words where it has them, its pictures of pages where the OCR extra is there."""

import io
import logging
import re
import zlib
from itertools import accumulate
from typing import Final

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from commitments.reading import pdf_furniture, pdf_page, scanned, titles
from commitments.reading.detect import Format
from commitments.reading.errors import UnreadableFile
from commitments.reading.values import Reading

MEDIA_TYPE: Final = "application/pdf"

# pdfminer reports each oddity of a file; a caller asked for the text or one clear line.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)

STREAM: Final = re.compile(rb"stream\r?\n(?=[\x08\x18\x28\x38\x48\x58\x68\x78])")
MAX_STREAM: Final = 256 * 1024 * 1024
CHUNK: Final = 1024 * 1024
# Of a document with words, a few pages may be pictures; of a scan, most are.
SCANNED_SHARE: Final = 0.5


def read(data: bytes) -> Reading:
    _refuse_bomb(data)
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            return _read(data, document)
    except UnreadableFile:
        raise
    except PdfminerException as error:
        locked = isinstance(error.args[0], PDFPasswordIncorrect | PDFEncryptionError)
        if locked:
            raise UnreadableFile("password") from error
        raise UnreadableFile("damaged", found=Format.PDF) from error
    except Exception as error:
        # A damaged file leads the parser astray anywhere, into errors of any class.
        raise UnreadableFile("damaged", found=Format.PDF) from error


def _read(data: bytes, document: PDF) -> Reading:
    pages: list[list[pdf_page.PageLine]] = []
    scans: list[int] = []
    for index, page in enumerate(document.pages):
        if pdf_page.is_scan(page):
            scans.append(index)
            pages.append([])
        else:
            pages.append(pdf_page.read(page))
        page.close()
    if not pages:
        raise UnreadableFile("damaged", found=Format.PDF)
    if scans and (scanned.is_available() or len(scans) >= SCANNED_SHARE * len(pages)):
        for index, found in zip(scans, scanned.read_pages(data, scans), strict=True):
            pages[index] = found
        scans = []
    texts = ["\n".join(lines) for lines in pdf_furniture.without(pages)]
    text = "\n".join(texts)
    starts = accumulate((len(page) + 1 for page in texts[:-1]), initial=0)
    return Reading(
        text,
        MEDIA_TYPE,
        page_starts=tuple(starts),
        title=titles.confirmed(_named(document), text.split("\n")),
        unread_pages=tuple(index + 1 for index in scans),
    )


def _named(document: PDF) -> str | None:
    title = document.metadata.get("Title")
    return title if isinstance(title, str) else None


def _refuse_bomb(data: bytes) -> None:
    """Inflate each compressed stream once and forget it: the parser would keep it all."""
    for match in STREAM.finditer(data):
        inflater = zlib.decompressobj()
        rest, size, at = data[match.end() : match.end() + CHUNK], 0, match.end() + CHUNK
        try:
            while rest and not inflater.eof:
                size += len(inflater.decompress(rest, CHUNK))
                if size > MAX_STREAM:
                    raise UnreadableFile("unpacks_too_large")
                rest = inflater.unconsumed_tail
                if not rest:
                    rest, at = data[at : at + CHUNK], at + CHUNK
        except zlib.error:
            continue
