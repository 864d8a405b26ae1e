"""A file becomes text and pages."""

from commitments.reading.errors import MESSAGES, UnreadableFile
from commitments.reading.reader import DEFAULT_LIMIT, read
from commitments.reading.sheet import Cell, Row, read_sheet
from commitments.reading.values import Reading

__all__ = [
    "DEFAULT_LIMIT",
    "MESSAGES",
    "Cell",
    "Reading",
    "Row",
    "UnreadableFile",
    "read",
    "read_sheet",
]
