"""A file becomes text and pages; a workbook, in `sheet`, becomes rows."""

from commitments.reading.errors import MESSAGES, UnreadableFile
from commitments.reading.reader import DEFAULT_LIMIT, read
from commitments.reading.values import Reading

__all__ = ["DEFAULT_LIMIT", "MESSAGES", "Reading", "UnreadableFile", "read"]
