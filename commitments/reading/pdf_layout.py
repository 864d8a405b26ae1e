"""Put the characters of a page into lines, and the lines of its columns into reading order.

A character of a PDF has a place and nothing else: no word, line or paragraph. Pieces of lines are
formed first, broken at wide gaps; then columns are told apart from gaps inside a line by what
stands on both sides: prose that fills its width is a column.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Final

from commitments.reading.numerals import SUPERSCRIPT

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
# Headings may cross the gap between columns, but only this share of all lines.
CROSSING_SHARE: Final = 0.25
STEP: Final = 2.0


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
    """A line, or a piece of one, with the box around it; or a table, which is its rows."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    rows: tuple[str, ...] = ()

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
    """Left column before right column, each within the lines that run across both."""
    gap = _gap(pieces)
    if gap is None:
        return _joined(pieces)
    found: list[Line] = []
    pending: list[Line] = []
    for piece in sorted(pieces, key=lambda piece: piece.top):
        if piece.x0 < gap < piece.x1:
            found += [*_halves(pending, gap), piece]
            pending = []
        else:
            pending.append(piece)
    return found + _halves(pending, gap)


def _halves(pieces: list[Line], gap: float) -> list[Line]:
    left = [piece for piece in pieces if piece.x1 <= gap]
    right = [piece for piece in pieces if piece.x1 > gap]
    return ordered(left) + ordered(right)


def _gap(pieces: list[Line]) -> float | None:
    """Where a gap between two columns of prose lies, if there is one: the widest such."""
    if len(pieces) < 2 * COLUMN_LINES:
        return None
    left, right = min(piece.x0 for piece in pieces), max(piece.x1 for piece in pieces)
    places = [left + STEP * step for step in range(1, int((right - left) / STEP))]
    runs: list[list[float]] = [[]]
    for place in places:
        crossing = sum(piece.x0 < place < piece.x1 for piece in pieces)
        if crossing <= CROSSING_SHARE * len(pieces):
            runs[-1].append(place)
        elif runs[-1]:
            runs.append([])
    for run in sorted(filter(None, runs), key=len, reverse=True):
        place = run[len(run) // 2]
        if _is_prose([piece for piece in pieces if piece.x1 <= place]) and _is_prose(
            [piece for piece in pieces if piece.x0 >= place]
        ):
            return place
    return None


def _is_prose(pieces: list[Line]) -> bool:
    """A column of prose, or several beside each other."""
    return _is_column(pieces) or _gap(pieces) is not None


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
    joined: list[Line] = []
    for piece in sorted(pieces, key=lambda piece: (piece.middle, piece.x0)):
        last = joined[-1] if joined else None
        beside = last and piece.middle < last.bottom and piece.x0 >= last.x1
        if last and beside and not (last.rows or piece.rows):
            joined[-1] = Line(
                f"{last.text} {piece.text}",
                last.x0,
                piece.x1,
                min(last.top, piece.top),
                max(last.bottom, piece.bottom),
            )
        else:
            joined.append(piece)
    return joined
