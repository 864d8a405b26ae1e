"""Why a file could not be read, as a code that a face can translate."""

from typing import Final

# One sentence a code. A face translates by looking the sentence up and filling in `details`,
# which are names of formats and numbers, the same in every language.
MESSAGES: Final[dict[str, str]] = {
    "empty": "The file holds no text.",
    "too_large": "The file is larger than the %(limit)s MB that may be read.",
    "unpacks_too_large": "The file unpacks to far more than a document can hold.",
    "unsupported": "Files of the type %(found)s cannot be read: save the document as %(advice)s.",
    "mismatch": "The name ends in %(extension)s, but the content is %(found)s: "
    "correct the ending or save the document again.",
    "password": "The file is protected by a password: save a copy without one.",
    "damaged": "The file is damaged or incomplete and cannot be opened as %(found)s.",
    "not_text": "The file is not text in UTF-8, UTF-16 or GB18030.",
    "no_workbook": "The file is no Excel workbook: save it as XLSX.",
    "too_many_rows": "The sheet has more than %(rows)s rows or %(columns)s columns: "
    "split it, or delete the empty ones.",
    "too_many_pages": "The file has more than %(pages)s pages: split it into several files.",
    "too_many_sheets": "The workbook has more than %(sheets)s sheets: split it into several files.",
    "pictures_only": "The file holds pictures of pages without text: save the document as PDF.",
    "office_missing": "Files of the type %(found)s are read through LibreOffice, which is not "
    "installed here: install it (Debian: apt-get install libreoffice-writer-nogui), or save the "
    "document as DOCX.",
    "took_too_long": "Reading the file took longer than %(seconds)s seconds.",
    "needs_memory": "Reading the file needs more than %(limit)s MB of memory.",
    "crashed": "The program that reads files of this type broke down over it: save the document "
    "again, in another format if that does not help.",
    "ocr_missing": "The file is a scan without text: to read scans, install the OCR extra "
    "(make ocr).",
}


class UnreadableFile(Exception):
    """A file that cannot be read: `code` for programs, the message for people."""

    def __init__(self, code: str, **details: str) -> None:
        self.code = code
        self.details = details
        super().__init__(MESSAGES[code] % details)
