"""Read the first filled sheet of a workbook as rows of plain values.

Formulas give what they came to when the workbook was saved. Excel, WPS and LibreOffice all count
in binary fractions of 15 digits, so a number is taken as those digits say: 3.7, not 3.70000001.
"""

import io
import zipfile
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from commitments.reading.detect import ENCRYPTED_STREAM, OLE_MARK, ZIP_MARK
from commitments.reading.errors import UnreadableFile
from commitments.reading.package import BROKEN_ZIP, ENCRYPTED_FLAG, MAX_PARTS, MAX_RATIO

Cell = str | Decimal | date | None
Row = tuple[Cell, ...]

WORKBOOK: Final = "XLSX"
# A ledger of 5,000 rows and 30 columns unpacks to some 20 MB.
MOST_UNPACKED: Final = 200 * 1024 * 1024
RATIO_COUNTS_FROM: Final = 20 * 1024 * 1024
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 200


def read_sheet(data: bytes, *, limit: int) -> tuple[Row, ...]:
    """The rows from the first one of the sheet on, empty ones too, or `UnreadableFile`."""
    if not data:
        raise UnreadableFile("empty")
    if len(data) > limit:
        raise UnreadableFile("too_large", limit=f"{limit / 1024**2:g}")
    _refuse_what_is_no_workbook(data)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            for name in workbook.sheet_names:
                sheet = workbook.get_sheet_by_name(name)
                if sheet.height:
                    if sheet.total_height > MOST_ROWS or sheet.total_width > MOST_COLUMNS:
                        raise UnreadableFile(
                            "too_many_rows", rows=str(MOST_ROWS), columns=str(MOST_COLUMNS)
                        )
                    rows = sheet.to_python(skip_empty_area=False)
                    return tuple(tuple(_cell(value) for value in row) for row in rows)
    except PasswordError as error:
        raise UnreadableFile("password") from error
    except CalamineError as error:
        raise UnreadableFile("damaged", found=WORKBOOK) from error
    raise UnreadableFile("empty")


def _refuse_what_is_no_workbook(data: bytes) -> None:
    """Before a parser sees it: other formats, locked files, and zips that swell."""
    if data.startswith(OLE_MARK):
        if ENCRYPTED_STREAM in data:
            raise UnreadableFile("password")
        return
    if not data.startswith(ZIP_MARK):
        raise UnreadableFile("no_workbook")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except BROKEN_ZIP as error:
        raise UnreadableFile("damaged", found=WORKBOOK) from error
    if any(part.flag_bits & ENCRYPTED_FLAG for part in parts):
        raise UnreadableFile("password")
    size = sum(part.file_size for part in parts)
    swollen = size > RATIO_COUNTS_FROM and size > MAX_RATIO * len(data)
    if len(parts) > MAX_PARTS or size > MOST_UNPACKED or swollen:
        raise UnreadableFile("unpacks_too_large")
    if not any(part.filename.startswith("xl/") or part.filename == "mimetype" for part in parts):
        raise UnreadableFile("no_workbook")


def _cell(value: object) -> Cell:
    match value:
        case bool():
            return str(value)
        case int():
            return Decimal(value)
        case float():
            return Decimal(f"{value:.15g}")
        case datetime():
            return value.date()
        case date():
            return value
        case timedelta():
            return str(value)
        case _:
            return str(value).strip() or None
