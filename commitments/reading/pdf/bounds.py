"""Keep pdfminer from doing for a hostile file what no document needs.

pdfminer inflates each compressed stream with `zlib.decompress`, which gives all it can: fifty
megabytes of zeros become fifty gigabytes. It counts through the ranges that a font declares,
however far apart their ends. And it draws a form as often as others ask: nine that draw the next
one ten times each draw the last a thousand million times. It has no limit for any of these and no
place for one, so in its modules `zlib`, `range`, `do_Do` and `execute` are bound to the stand-ins
below.
"""

import zlib
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from typing import Any, Final

from pdfminer import cmapdb, pdffont, pdftypes
from pdfminer.pdfinterp import PDFPageInterpreter

from commitments.reading.detect import Format
from commitments.reading.errors import UnreadableFile

# For all streams of a file together; pictures are not among those that are inflated.
MAX_INFLATED: Final = 512 * 1024 * 1024
# A hundred fonts with a range over all characters of the basic plane take six million.
MAX_STEPS: Final = 20_000_000

# A map of a district draws some thousand signs.
MAX_DRAWN: Final = 50_000

# Of one page, with its forms as often as they are drawn. A page of text takes a hundredth of it;
# what takes more is a map, and its lines would be searched for minutes.
MAX_CONTENT: Final = 4 * 1024 * 1024

_bytes_left: ContextVar[int] = ContextVar("bytes that may be inflated", default=MAX_INFLATED)
_steps_left: ContextVar[int] = ContextVar("steps that may be counted", default=MAX_STEPS)
_drawn_left: ContextVar[int] = ContextVar("forms and pictures that may be drawn", default=MAX_DRAWN)

_content_left: ContextVar[int] = ContextVar("bytes of a page's content", default=MAX_CONTENT)


class PageTooFull(Exception):
    """A page on which more is drawn than anybody reads."""


def install() -> None:
    inflating: Any = pdftypes
    inflating.zlib = BoundedZlib
    counting: tuple[Any, ...] = (cmapdb, pdffont)
    for module in counting:
        module.range = bounded_range
    drawing: Any = PDFPageInterpreter
    drawing.do_Do = bounded_drawing(drawing.do_Do)
    drawing.execute = bounded_executing(drawing.execute)


def begin(inflated: int = MAX_INFLATED, steps: int = MAX_STEPS, drawn: int = MAX_DRAWN) -> None:
    """Start counting anew, for the next file."""
    _bytes_left.set(inflated)
    _steps_left.set(steps)
    _drawn_left.set(drawn)


def begin_page(content: int = MAX_CONTENT) -> None:
    """Start counting anew what the next page draws."""
    _content_left.set(content)


def bounded_executing(
    execute: Callable[[Any, Sequence[Any]], None],
) -> Callable[[Any, Sequence[Any]], None]:
    """An `execute` that refuses before it draws more than is left of the page."""

    def counted(interpreter: Any, streams: Sequence[Any]) -> None:
        size = sum(len(pdftypes.stream_value(stream).get_data()) for stream in streams)
        if size > _content_left.get():
            raise PageTooFull
        _content_left.set(_content_left.get() - size)
        execute(interpreter, streams)

    return counted


def bounded_drawing(draw: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """A `do_Do` that refuses when more is drawn than is left."""

    def counted(interpreter: Any, name: Any) -> None:
        left = _drawn_left.get() - 1
        if left < 0:
            raise UnreadableFile("unpacks_too_large")
        _drawn_left.set(left)
        draw(interpreter, name)

    return counted


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
