"""Keep pdfminer from doing for a hostile file what no document needs.

pdfminer inflates each compressed stream with `zlib.decompress`, which gives all it can: fifty
megabytes of zeros become fifty gigabytes. And it counts through the ranges that a font declares,
however far apart their ends. It has no limit for either and no place for one, so in its modules
the names `zlib` and `range` are bound to the bounded stand-ins below.
"""

import zlib
from contextvars import ContextVar
from typing import Any, Final

from pdfminer import cmapdb, pdffont, pdftypes

from commitments.reading.detect import Format
from commitments.reading.errors import UnreadableFile

# For all streams of a file together; pictures are not among those that are inflated.
MAX_INFLATED: Final = 512 * 1024 * 1024
# A hundred fonts with a range over all characters of the basic plane take six million.
MAX_STEPS: Final = 20_000_000

_bytes_left: ContextVar[int] = ContextVar("bytes that may be inflated", default=MAX_INFLATED)
_steps_left: ContextVar[int] = ContextVar("steps that may be counted", default=MAX_STEPS)


def install() -> None:
    inflating: Any = pdftypes
    inflating.zlib = BoundedZlib
    counting: tuple[Any, ...] = (cmapdb, pdffont)
    for module in counting:
        module.range = bounded_range


def begin(inflated: int = MAX_INFLATED, steps: int = MAX_STEPS) -> None:
    """Start counting anew, for the next file."""
    _bytes_left.set(inflated)
    _steps_left.set(steps)


def bounded_range(*ends: int) -> range:
    """A `range` that is refused where it would lead beyond what is left."""
    counted = range(*ends)
    left = _steps_left.get() - max(0, counted.stop - counted.start)
    if left < 0:
        raise UnreadableFile("damaged", found=Format.PDF)
    _steps_left.set(left)
    return counted


class BoundedInflater:
    """A `zlib.decompressobj` that stops at what is left."""

    def __init__(self) -> None:
        self._inflater = zlib.decompressobj()

    def decompress(self, data: bytes) -> bytes:
        left = _bytes_left.get()
        # One byte more than allowed, because 0 would mean no limit.
        inflated = self._inflater.decompress(data, left + 1)
        if len(inflated) > left:
            raise UnreadableFile("unpacks_too_large")
        _bytes_left.set(left - len(inflated))
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
