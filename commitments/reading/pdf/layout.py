"""Put the characters of a page into lines, and the lines of its columns into reading order.

A character of a PDF has a place and nothing else: no word, line or paragraph. Pieces of lines are
formed first, broken at wide gaps; then columns are told apart from gaps inside a line by what
stands on both sides: prose that fills its width is a column.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import median
from typing import Final

from commitments.reading.parts import Grid
from commitments.reading.word.numerals import SUPERSCRIPT

# Shares of the character size.
SAME_LINE: Final = 0.5
PIECE_GAP: Final = 1.2
WORD_GAP: Final = 0.2
SAME_PLACE: Final = 0.2
RAISED: Final = 0.2
SMALL: Final = 0.8

# A column of prose: so many lines at least, so many characters in the middle one, so full.
COLUMN_LINES: Final = 4
COLUMN_CHARACTERS: Final = 8
COLUMN_FULL: Final = 0.6
# Lines of a column begin at one place: within this share of the width of all.
EDGE_STEP: Final = 0.01
HAIR: Final = 0.01
# How often a half of a page may be divided again: enough for the six columns of a newspaper.
MORE_COLUMNS: Final = 4
MAX_EDGES: Final = 8


@dataclass(frozen=True, slots=True)
class Glyph:
    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or a piece of one, with the box around it; or a table."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    grid: Grid | None = None

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def lines(glyphs: Iterable[Glyph], among: Iterable[Line] = ()) -> list[Line]:
    """The lines of a page or of a table cell, in reading order, with the tables among them."""
    rows = _rows(glyphs)
    return ordered([*among, *(piece for row in rows for piece in _pieces(row))])


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Characters at one height, over the whole width of the page."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.middle):
        first = rows[-1][0] if rows else None
        if first and glyph.middle - first.middle < SAME_LINE * max(glyph.size, first.size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return rows


def _pieces(row: list[Glyph]) -> list[Line]:
    row.sort(key=lambda glyph: glyph.x0)
    pieces: list[list[Glyph]] = []
    spaced = False
    for glyph in row:
        if glyph.text.isspace():
            spaced = True
            continue
        last = pieces[-1][-1] if pieces else None
        if not last or glyph.x0 - last.x1 > PIECE_GAP * max(glyph.size, last.size):
            pieces.append([glyph])
        elif glyph.text != last.text or glyph.x0 - last.x0 > SAME_PLACE * glyph.size:
            if _are_words_apart(last, glyph, spaced=spaced):
                pieces[-1].append(replace(glyph, text=" ", x1=glyph.x0))
            pieces[-1].append(glyph)
        # What is left is bold, made by printing the same twice.
        spaced = False
    return [_line(piece) for piece in pieces]


def _line(glyphs: Sequence[Glyph]) -> Line:
    size = median(glyph.size for glyph in glyphs)
    bottom = max(glyph.bottom for glyph in glyphs)
    text = ""
    for glyph in glyphs:
        raised = glyph.size < SMALL * size and bottom - glyph.bottom > RAISED * size
        text += glyph.text.translate(SUPERSCRIPT) if raised else glyph.text
    return Line(
        text,
        min(glyph.x0 for glyph in glyphs),
        max(glyph.x1 for glyph in glyphs),
        min(glyph.top for glyph in glyphs),
        bottom,
    )


def _are_words_apart(before: Glyph, after: Glyph, *, spaced: bool) -> bool:
    """A gap with a space in it, or between Latin letters; alone, Chinese is set with gaps."""
    narrow = not (is_wide(before.text[-1]) or is_wide(after.text[0]))
    gap = after.x0 - before.x1
    return (spaced or narrow) and gap > WORD_GAP * min(before.size, after.size)


def is_wide(character: str) -> bool:
    return character >= "\u2e80"


def ordered(pieces: list[Line]) -> list[Line]:
    """Left column before right column, each between the lines that run across both."""
    gap = _gap(pieces)
    if gap is None:
        return _joined(pieces)
    return [line for run in _runs(pieces, gap) for line in _across(run, gap)]


def _gap(pieces: list[Line], more: int = MORE_COLUMNS) -> float | None:
    """The left edge of a column of prose that stands beside another, if there is one."""
    for edge in _edges(pieces):
        if any(_columns(run, edge, more) for run in _runs(pieces, edge)):
            return edge
    return None


def _edges(pieces: list[Line]) -> list[float]:
    """Where many pieces begin, the most frequent first; a hair to the left of them."""
    if len(pieces) < 2 * COLUMN_LINES:
        return []
    width = max(piece.x1 for piece in pieces) - min(piece.x0 for piece in pieces)
    step = max(width * EDGE_STEP, 1)
    begun: dict[int, list[float]] = defaultdict(list)
    for piece in pieces:
        # Into two neighbouring bins, for those that a border between bins would part.
        for place in (int(piece.x0 / step), int(piece.x0 / step) - 1):
            begun[place].append(piece.x0)
    often = [starts for starts in begun.values() if len(starts) >= COLUMN_LINES]
    often.sort(key=len, reverse=True)
    return list(dict.fromkeys(min(starts) - HAIR for starts in often))[:MAX_EDGES]


def _runs(pieces: list[Line], edge: float) -> Iterator[list[Line]]:
    """From top to bottom, by turns: pieces that run across the edge, and pieces that do not."""
    downwards = sorted(pieces, key=lambda piece: piece.top)
    for _, run in groupby(downwards, key=lambda piece: piece.x0 < edge < piece.x1):
        yield list(run)


def _across(run: list[Line], edge: float) -> list[Line]:
    columns = _columns(run, edge)
    if columns is None:
        return _joined(run)
    return [line for part in columns for line in ordered(part)]


def _columns(
    run: list[Line], edge: float, more: int = MORE_COLUMNS
) -> tuple[list[Line], list[Line], list[Line]] | None:
    """What stands above both columns, the left one and the right one; or no columns at all."""
    right = [piece for piece in run if piece.x0 >= edge]
    if len(right) < COLUMN_LINES:
        return None
    top = min(piece.top for piece in right)
    above = [piece for piece in run if piece.x0 < edge and piece.bottom <= top]
    left = [piece for piece in run if piece.x0 < edge and piece.bottom > top]
    return (above, left, right) if _is_prose(left, more) and _is_prose(right, more) else None


def _is_prose(pieces: list[Line], more: int) -> bool:
    """A column of prose, or several beside each other."""
    return _is_column(pieces) or (more > 0 and _gap(pieces, more - 1) is not None)


def _is_column(pieces: list[Line]) -> bool:
    if len(pieces) < COLUMN_LINES:
        return False
    width = max(piece.x1 for piece in pieces) - min(piece.x0 for piece in pieces)
    return (
        median(len(piece.text) for piece in pieces) >= COLUMN_CHARACTERS
        and median(piece.x1 - piece.x0 for piece in pieces) >= COLUMN_FULL * width
    )


def _joined(pieces: list[Line]) -> list[Line]:
    """Pieces at one height, where no column parts them, are one line."""
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda piece: piece.middle):
        if rows and _is_beside(piece, rows[-1]):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_merged(sorted(row, key=lambda piece: piece.x0)) for row in rows]


def _is_beside(piece: Line, row: list[Line]) -> bool:
    """On the same line as the first of the row, with nothing of the row above or below it."""
    if piece.grid or row[0].grid or piece.middle >= row[0].bottom:
        return False
    slack = (piece.bottom - piece.top) / 2
    return all(piece.x0 >= other.x1 - slack or other.x0 >= piece.x1 - slack for other in row)


def _merged(row: list[Line]) -> Line:
    if len(row) == 1:
        return row[0]
    return Line(
        " ".join(piece.text for piece in row),
        row[0].x0,
        max(piece.x1 for piece in row),
        min(piece.top for piece in row),
        max(piece.bottom for piece in row),
    )
