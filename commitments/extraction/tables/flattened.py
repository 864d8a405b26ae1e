"""Read tables of indicators that were flattened to lines with spaces between the cells.

>>> text = "6 全员劳动生产率增速（%） 5.2 6左右"
>>> row = indicator(text, 0, len(text))
>>> row.number, row.name.text, [piece.text for piece in row.values]
(6, '全员劳动生产率增速（%）', ['5.2', '6左右'])
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from commitments.extraction.tables.cells import Cell, Column, ColumnRole, Piece, Row
from commitments.extraction.tables.columns import last_day
from commitments.extraction.tables.contents import Content, content_of, is_measure

Span = tuple[int, int]
PIECE = re.compile(r"[^ \u3000\xa0\n]+")
HAN = re.compile(r"[\u4e00-\u9fff]")
NUMBER = re.compile(r"(\d{1,3})[.、．]?")
DOTTED = re.compile(r"\d{1,3}[.、．]")
CATEGORY = re.compile(r"[\u4e00-\u9fff]{2,6}")
BOUNDS = ("左右", "以上", "以下", "以内")
WORDS = re.compile(
    r"[高低优]于|同步|不低于|保持|只增不减|完成|稳定|合理|持续|力争|达到|确保|控制|基本|上年|水平|目标|要求"
)
# Heads of value columns, wherever the lines above the rows hold them.
VALUE_HEAD = re.compile(
    r"(?:到)?20\d\d\s?年?\s?(?:[（(][^（()）\s]{1,6}[)）]|基期|基数|实际|现状|完成|目标|预期|规划)?值?"
    r"|(?:年均|累计|\[累计)\S{0,8}|(?<!\S)(?:基期值?|基数|现状值?|目标值?|规划值|预期值)(?!\S)"
)
BASE_WORD = re.compile(r"基期|基数|现状|实际|完成|预计")
INDICATORS = re.compile(r"指标")
FIGURES = (Content.FIGURE, Content.COUNT, Content.BLANK)
NAME_LEAST = 2
LINES_OF_HEADS = 6
LINE_LONGEST = 200
MISSES_MOST = 4
ROWS_LEAST = 2


@dataclass(frozen=True, slots=True)
class Indicator:
    """A line that holds one indicator; the name may stand on the lines around it."""

    start: int
    end: int
    number: int | None
    name: Piece | None
    unit: Piece | None
    nature: Piece | None
    values: tuple[Piece, ...]

    @property
    def is_certain(self) -> bool:
        """Whether the line cannot be prose: its kind, its unit or several figures mark it."""
        figures = sum(content_of(piece.text) is not Content.WORD for piece in self.values)
        marked = self.nature is not None or self.unit is not None
        noted = self.name is not None and self.name.text.endswith(("）", ")"))
        return bool(self.values) and (marked or figures > 1 or (noted and self.number is not None))


def pieces_of(text: str, start: int, end: int) -> list[Piece]:
    """The stretches between spaces; 1.45 左右 is one."""
    found: list[Piece] = []
    for match in PIECE.finditer(text, start, end):
        if found and match[0] in BOUNDS:
            last = found[-1]
            found[-1] = Piece(last.start, match.end(), f"{last.text} {match[0]}")
        else:
            found.append(Piece(match.start(), match.end(), match[0]))
    return found


def indicator(text: str, start: int, end: int) -> Indicator | None:
    """The indicator of a line; None where its pieces are no cells of figures."""
    pieces = pieces_of(text, start, end)
    if len(pieces) < 2:
        return None
    number: int | None = None
    if len(pieces) > 2 and CATEGORY.fullmatch(pieces[0].text) and DOTTED.fullmatch(pieces[1].text):
        pieces = pieces[1:]
    if len(pieces) > 1 and (counted := NUMBER.fullmatch(pieces[0].text)):
        number = int(counted[1])
        if not DOTTED.fullmatch(pieces[0].text):
            pieces = pieces[1:]
    first = _first_cell(pieces)
    if first is None:
        return None
    named, cells = pieces[:first], pieces[first:]
    unit: Piece | None = None
    nature: Piece | None = None
    values: list[Piece] = []
    words = False  # whether the last value is made of words, which more may follow
    for piece in cells:
        content = content_of(piece.text)
        if content is Content.NATURE and nature is None:
            nature = piece
        elif content is Content.MEASURE and unit is None and not values:
            unit = piece
        elif content in FIGURES or _in_brackets(piece.text):
            values.append(piece)
        elif values and words:
            last = values[-1]
            values[-1] = Piece(last.start, piece.end, text[last.start : piece.end])
        elif values or WORDS.search(piece.text):
            words = True
            values.append(piece)
            continue
        else:
            return None
        words = words and content not in FIGURES
    if any(not _is_figure(piece.text) and not WORDS.search(piece.text) for piece in values):
        return None
    name = _named(text, named)
    if not values or (name is None and nature is None and unit is None):
        return None
    return Indicator(start, end, number, name, unit, nature, tuple(values))


def _in_brackets(written: str) -> bool:
    return re.fullmatch(r"[\[〔【][^\]〕】]{1,24}[\]〕】]", written) is not None


def _is_figure(written: str) -> bool:
    return content_of(written) in FIGURES or _in_brackets(written)


def _first_cell(pieces: Sequence[Piece]) -> int | None:
    """Where the name ends: before the first figure, dash, unit or 预期性 behind it."""
    for index, piece in enumerate(pieces):
        named = sum(len(HAN.findall(one.text)) for one in pieces[:index]) >= NAME_LEAST
        content = content_of(piece.text)
        if content in (Content.NATURE, Content.MEASURE) and (named or index == 0):
            return index
        if named and content in FIGURES:
            return index
        if named and (WORDS.match(piece.text) or _in_brackets(piece.text)):
            return index
    return None


def _named(text: str, pieces: Sequence[Piece]) -> Piece | None:
    if not pieces:
        return None
    start, end = pieces[0].start, pieces[-1].end
    return Piece(start, end, " ".join(text[start:end].split()))


def flattened(text: str, lines: Sequence[Span], above: Sequence[Span]) -> tuple[list[Row], int]:
    """The rows of a table whose first row is the first line, and how many lines it takes; lines
    without a single name are taken and make no rows.

    `above` are the lines before it, which may hold its heads.
    """
    found: list[tuple[int, Indicator]] = []
    last = -1
    number: int | None = None  # of the last row that has one
    for index, (start, end) in enumerate(lines):
        row = indicator(text, start, end) if end - start < LINE_LONGEST else None
        if row and (row.is_certain or (found and row.number)) and _goes_on(number, row):
            found.append((index, row))
            last, number = index, number if row.number is None else row.number
        elif index - last > MISSES_MOST or not found:
            break
    if len(found) < ROWS_LEAST and not (found and found[0][1].nature):
        return [], 0
    used = _fragments_behind(text, lines, found, last)
    columns = _columns(text, above, [row for _, row in found])
    whole = [_with_fragments(text, lines, found, place, used) for place in range(len(found))]
    return [made for one in whole if (made := _row(one, columns))], used


def _goes_on(number: int | None, row: Indicator) -> bool:
    """Whether the numbers of the rows rise; those without a number follow any."""
    return number is None or row.number is None or number <= row.number <= number + 3


def _columns(text: str, above: Sequence[Span], rows: Sequence[Indicator]) -> list[Column]:
    """The columns of figures: from the heads where there are as many, else by their number."""
    wanted = Counter(len(row.values) for row in rows).most_common(1)[0][0]
    written = " ".join(text[start:end] for start, end in above[-LINES_OF_HEADS:])
    heads = [match[0].strip() for match in VALUE_HEAD.finditer(written)]
    if len(heads) != wanted:
        heads = heads[-wanted:] if len(heads) > wanted else []
    if not heads:
        roles = {1: (ColumnRole.TARGET,), 2: (ColumnRole.BASE, ColumnRole.TARGET)}.get(
            wanted, (ColumnRole.BASE, ColumnRole.TARGET, ColumnRole.RATE)
        )
        return [Column(role, "") for role in roles]
    found = [_value_column(head) for head in heads]
    days = [one.last for one in found if one.role is ColumnRole.TARGET and one.last]
    if len(set(days)) > 1 and not any(one.role is ColumnRole.BASE for one in found):
        first = min(days)
        found = [
            replace(one, role=ColumnRole.BASE)
            if one.last == first and one.role is ColumnRole.TARGET
            else one
            for one in found
        ]
    return found


def _value_column(head: str) -> Column:
    if re.search(r"年均|累计", head):
        return Column(ColumnRole.RATE, head, last_day(head))
    role = ColumnRole.BASE if BASE_WORD.search(head) else ColumnRole.TARGET
    return Column(role, head, last_day(head))


def _with_fragments(
    text: str,
    lines: Sequence[Span],
    found: Sequence[tuple[int, Indicator]],
    place: int,
    used: int,
) -> Indicator:
    """A row with what a narrow cell has pushed to the lines above and below: its name or unit."""
    index, row = found[place]
    low = found[place - 1][0] + 1 if place else index
    high = found[place + 1][0] if place + 1 < len(found) else used
    above, below = lines[low:index], lines[index + 1 : high]
    before = found[place - 1][1] if place else None
    if before and above and (before.name is None or _completes(text, lines, found, place - 1)):
        above = above[1:]  # the lower half of the name or unit before
    pieces = [_named(text, pieces_of(text, *line)) for line in (*above[-1:], *below[:1])]
    halves = [piece for piece in pieces if piece is not None and len(piece.text) <= 40]
    written = "".join(piece.text for piece in halves)
    if not halves:
        return row
    if row.unit is None and is_measure(written):
        return replace(row, unit=Piece(row.start, row.start, written))
    if row.name is None:
        ends = [*(piece.start for piece in halves), row.start, row.end, *(p.end for p in halves)]
        return replace(
            row, name=Piece(halves[0].start, halves[0].end, written), start=min(ends), end=max(ends)
        )
    return row


def _completes(
    text: str, lines: Sequence[Span], found: Sequence[tuple[int, Indicator]], place: int
) -> bool:
    """Whether the line behind a row is the second half of its unit: 人/亿 … 元."""
    index, row = found[place]
    if row.unit is not None or row.name is None or index + 1 >= len(lines) or index == 0:
        return False
    above, below = (text[slice(*lines[at])].strip() for at in (index - 1, index + 1))
    return is_measure(above + below)


def _fragments_behind(
    text: str, lines: Sequence[Span], found: Sequence[tuple[int, Indicator]], last: int
) -> int:
    """How many lines the table takes: one more where the last row leaves its name or unit open."""
    row = found[-1][1]
    below = text[slice(*lines[last + 1])].strip() if last + 1 < len(lines) else ""
    open_name = row.name is None and 0 < len(below) <= 20 and "。" not in below
    return (
        last + 2
        if open_name or (below and _completes(text, lines, found, len(found) - 1))
        else last + 1
    )


def _row(row: Indicator, columns: Sequence[Column]) -> Row | None:
    if row.name is None:
        return None
    cells = [Cell(row.name.start, row.name.end, row.name.text, NAME)]
    if row.unit is not None:
        cells.append(Cell(row.unit.start, row.unit.end, row.unit.text, UNIT))
    if row.nature is not None:
        cells.append(Cell(row.nature.start, row.nature.end, row.nature.text, NATURE))
    cells += [
        Cell(piece.start, piece.end, piece.text, one) for one, piece in _dealt(row.values, columns)
    ]
    return Row(min(row.start, row.name.start), max(row.end, row.name.end), tuple(cells))


NAME = Column(ColumnRole.NAME, "指标")
UNIT = Column(ColumnRole.UNIT, "单位")
NATURE = Column(ColumnRole.NATURE, "属性")


def _dealt(values: Sequence[Piece], columns: Sequence[Column]) -> Iterator[tuple[Column, Piece]]:
    """Each value with its column: in order, what is left out counts from the left."""
    targets = [one for one in columns if one.role is not ColumnRole.BASE]
    if len(values) == 1 and len(columns) > 1 and targets:
        columns = targets
    yield from zip(columns, values, strict=False)
