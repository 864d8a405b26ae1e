"""Keep pdfminer from inflating more than a document can hold.

pdfminer hands each compressed stream to `zlib.decompress`, which gives all it can: fifty megabytes
of zeros become fifty gigabytes. It offers no limit and no place for one, so its name `zlib` is
bound to the bounded stand-in below.
"""

import zlib
from contextvars import ContextVar
from typing import Any, Final

from pdfminer import pdftypes

from commitments.reading.errors import UnreadableFile

# For all streams of a file together; pictures are not among those that are inflated.
MAX_INFLATED: Final = 512 * 1024 * 1024

_left: ContextVar[int] = ContextVar("bytes that may still be inflated", default=MAX_INFLATED)


def begin(limit: int = MAX_INFLATED) -> None:
    """Start counting anew, for the next file."""
    _left.set(limit)


class BoundedInflater:
    """A `zlib.decompressobj` that stops at what is left."""

    def __init__(self) -> None:
        self._inflater = zlib.decompressobj()

    def decompress(self, data: bytes) -> bytes:
        left = _left.get()
        # One byte more than allowed, because 0 would mean no limit.
        inflated = self._inflater.decompress(data, left + 1)
        if len(inflated) > left:
            raise UnreadableFile("unpacks_too_large")
        _left.set(left - len(inflated))
        return inflated

    @property
    def eof(self) -> bool:
        return self._inflater.eof


class BoundedZlib:
    """What pdfminer uses of `zlib`."""

    error = zlib.error
    decompressobj = BoundedInflater

    @staticmethod
    def decompress(data: bytes) -> bytes:
        inflater = BoundedInflater()
        inflated = inflater.decompress(data)
        if not inflater.eof:
            raise zlib.error("incomplete stream")
        return inflated


def install() -> None:
    module: Any = pdftypes
    module.zlib = BoundedZlib
