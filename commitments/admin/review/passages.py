"""Cut a text at the borders of its marks, so that overlapping marks stay exact."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

PAGE, HEADING, LINE = "page", "heading", "line"


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text to mark, with its CSS class; one without a key may carry a hint."""

    key: int
    start: int
    end: int
    css: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Consecutive characters with the same marks, shortest (innermost) mark first."""

    start: int
    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Line:
    start: int
    pieces: tuple[Piece, ...]
    page: int | None


def lines(text: str, marks: Collection[Mark], page_starts: Sequence[int] = ()) -> Iterator[Line]:
    """The lines of the text, each cut into pieces.

    >>> [piece.text for line in lines("甲乙丙", [Mark(1, 1, 2, "")]) for piece in line.pieces]
    ['甲', '乙', '丙']
    """
    waiting = sorted(marks, key=lambda mark: (mark.start, mark.end), reverse=True)
    active: list[Mark] = []
    start, page = 0, 0
    for line in text.split("\n"):
        end = start + len(line)
        active = [mark for mark in active if mark.end > start]
        while waiting and waiting[-1].start < end:
            active.append(waiting.pop())
        here = bisect_right(page_starts, start)
        yield Line(start, tuple(_pieces(line, start, active)), here if here > page else None)
        start, page = end + 1, max(here, page)


def _pieces(line: str, start: int, active: Sequence[Mark]) -> Iterator[Piece]:
    end = start + len(line)
    here = [mark for mark in active if mark.end > start]
    borders = {start, end}
    for mark in here:
        borders.update(place for place in (mark.start, mark.end) if start < place < end)
    ordered = sorted(borders)
    here.sort(key=lambda mark: (mark.end - mark.start, mark.start))
    for left, right in pairwise(ordered):
        over = tuple(mark for mark in here if mark.start <= left and mark.end >= right)
        yield Piece(left, line[left - start : right - start], over)


def render(
    found: Iterator[Line], *, headings: Collection[str] = (), hints: Mapping[int, str] | None = None
) -> SafeString:
    """The text as HTML; all of the text is escaped."""
    seen: set[int] = set()
    return mark_safe("".join(_line(line, headings, hints or {}, seen) for line in found))


def _line(
    line: Line, headings: Collection[str], hints: Mapping[int, str], seen: set[int]
) -> SafeString:
    css = "ct-line"
    if "".join(piece.text for piece in line.pieces).strip() in headings:
        css += " ct-heading"
    page = ""
    if line.page:
        label = _("Page %(number)s") % {"number": line.page}
        page = format_html('<div class="ct-page" aria-hidden="true">{}</div>', label)
    inner = format_html_join("", "{}", ((_piece(piece, hints, seen),) for piece in line.pieces))
    return format_html('{}<p class="{}" data-at="{}">{}</p>', page, css, line.start, inner)


def _piece(piece: Piece, hints: Mapping[int, str], seen: set[int]) -> SafeString:
    if not piece.marks:
        return format_html("{}", piece.text)
    css = " ".join(dict.fromkeys(name for m in piece.marks for name in m.css.split()))
    keyed = [mark.key for mark in piece.marks if mark.key > 0]
    aside = next((mark for mark in piece.marks if mark.hint), None)
    if not keyed and aside is not None:
        return format_html(
            '<span class="ct-mark {}" data-from="{}" data-to="{}" title="{}">{}</span>',
            css,
            aside.start,
            aside.end,
            aside.hint,
            piece.text,
        )
    if not keyed:
        return format_html('<span class="ct-mark {}">{}</span>', css, piece.text)
    first, anchor = keyed[0], ""
    if first not in seen:
        seen.add(first)
        anchor = format_html(' id="c{}"', first)
    return format_html(
        '<a class="ct-mark {}"{} href="?candidate={}" tabindex="-1" data-c="{}" title="{}">{}</a>',
        css,
        anchor,
        first,
        " ".join(map(str, keyed)),
        hints.get(first, ""),
        piece.text,
    )
