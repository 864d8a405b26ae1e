"""A file becomes text with its structure and pages; a workbook, in `sheet`, also rows.

Files from strangers are read through `isolated`, a child process with limits.
"""

from commitments.reading.errors import MESSAGES, UnreadableFile
from commitments.reading.reader import DEFAULT_LIMIT, read
from commitments.reading.values import Reading

__all__ = ["DEFAULT_LIMIT", "MESSAGES", "Reading", "UnreadableFile", "read"]
