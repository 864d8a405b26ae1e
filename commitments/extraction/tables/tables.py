"""Read tables of indicators and of tasks.

>>> from commitments.extraction.text.layout import blocks, fold
>>> folded = fold("指标\\t2025年\\t2030年\\t属性\\n1.城镇化率(%)\\t67.9\\t71\\t预期性")
>>> for figure in Tables(folded, blocks(folded), 2026).figures:
...     print(figure.kind.value, figure.metric, figure.value, figure.unit, figure.due, figure.as_of)
level 城镇化率 67.9 % None 2025-12-31
target 城镇化率 71.0 % 2030-12-31 None
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from commitments.extraction.dates import expressions
from commitments.extraction.lexicon.organisations import split
from commitments.extraction.quantities import units
from commitments.extraction.spans import Block, Folded, Kind
from commitments.extraction.tables.grid import Cell, ColumnRole, Row, rows

NUMBERING = re.compile(r"^(?:\d{1,3}[.、．]|[（(]\d{1,3}[)）]|[①-⑳])\s*")
UNIT_NOTE = re.compile(r"[（(]([^（）()]{1,14})[)）]$")
SCALE = re.compile(r"^(万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百)(?=\S)")
PERCENT = {"%": "%", "％": "%", "百分点": "百分点", "个百分点": "百分点", "‰": "‰"}
EXPONENT = {"百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "十亿": 9}
EXPONENT |= {"百亿": 10, "千亿": 11, "万亿": 12}
FIGURE = re.compile(
    r"(?P<open>[〔\[【])?(?P<bound>[<>＜＞≥≤]=?|大于|小于|不低于|不少于|不超过|低于|超过|达到|约)?\s*"
    r"(?P<value>-?\d[\d,]*(?:\.\d+)?)(?:\s?[—\-–~～至]\s?(?P<more>\d[\d,]*(?:\.\d+)?))?"
    r"\s*(?P<scale>万亿|亿|万)?(?P<unit>[%％‰]|个?百分点|[\u4e00-\u9fff]{0,8}?)?"
    r"(?P<star>[*＊])?[〕\]】]?(?P<later>[*＊])?\s*(?P<side>左右|以上|以下|以内)?"
)
BOUNDS = {
    ">": "gt", "＞": "gt", "大于": "gt", "超过": "gt", ">=": "gte", "≥": "gte", "不低于": "gte",
    "不少于": "gte", "达到": "gte", "以上": "gte", "<": "lt", "＜": "lt", "小于": "lt",
    "低于": "lt", "<=": "lte", "≤": "lte", "不超过": "lte", "以下": "lte", "以内": "lte",
    "左右": "approx", "约": "approx",
}  # fmt: skip
CHANGES = (
    (re.compile(r"(?:降低|下降|减少|降幅)(?:率|幅度)?$"), "decrease"),
    (re.compile(r"(?:提高|增加|新增)$"), "increase"),
    (re.compile(r"(?:增长|增速|增幅|增长率)$"), "growth"),
)
# A cell of words that sets an aim: 高于GDP增长, 保持在合理区间.
AIM = re.compile(r"高于|低于|同步|不低于|优于|保持|只增不减|完成国家|稳定|合理|持续|力争|达到")
CONFIDENCE = 0.92


@dataclass(frozen=True, slots=True)
class Figure:
    """What one cell sets or reports for the metric of its row, in folded offsets.

    `start` and `end` enclose the cells from the metric to the value.
    """

    kind: Kind
    start: int
    end: int
    metric: str
    comparator: str | None = None
    value: float | None = None
    value_max: float | None = None
    unit: str | None = None
    change: str | None = None
    baseline: float | None = None
    frequency: str | None = None
    due: date | None = None
    as_of: date | None = None
    confidence: float = CONFIDENCE
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """A row of a table of tasks: what is to be done, by whom and until when."""

    start: int
    end: int
    cell: Cell
    owners: tuple[str, ...]
    due: date | None
    deadline: str | None


class Tables:
    """The tables of a document: figures in the order of the text, tasks by their place."""

    def __init__(self, folded: Folded, blocks: Sequence[Block], year: int | None) -> None:
        found = list(rows(folded, blocks))
        self.figures = [figure for row in found for figure in _figures(row)]
        self.tasks = list(_tasks(found, year))
        self._starts = [task.start for task in self.tasks]
        self._spans = [(row.start, row.end) for row in found]
        self._row_starts = [start for start, _ in self._spans]

    def task(self, place: int) -> Task | None:
        """The task in whose row a place stands."""
        index = bisect_right(self._starts, place) - 1
        return self.tasks[index] if index >= 0 and place < self.tasks[index].end else None

    def covers(self, place: int) -> bool:
        """Whether a place stands in a row of a table."""
        index = bisect_right(self._row_starts, place) - 1
        return index >= 0 and place < self._spans[index][1]


def _figures(row: Row) -> Iterator[Figure]:
    """The base, the target and the yearly rate of one indicator."""
    name = row.cell(ColumnRole.NAME) or row.cell(ColumnRole.TASK)
    if name is None:
        return
    metric, factor, unit = _named(name.text, row.cell(ColumnRole.UNIT))
    nature = row.cell(ColumnRole.NATURE)
    why = (f"指标属性：{nature.text}",) if nature else ()
    base: float | None = None
    for cell in row.cells:
        if (
            cell.column.role not in (ColumnRole.BASE, ColumnRole.TARGET, ColumnRole.RATE)
            or not metric
        ):
            continue
        match = FIGURE.fullmatch(cell.text)
        if match:
            figure = _figure(match, cell, row, metric, (factor, unit), base, why)
            if cell.column.role is ColumnRole.BASE:
                base = figure.value
            yield figure
        elif cell.column.role is not ColumnRole.BASE and AIM.search(cell.text):
            yield _aim(cell, row, metric, why)


def _figure(
    match: re.Match[str],
    cell: Cell,
    row: Row,
    metric: str,
    counted: tuple[float, str | None],
    base: float | None,
    why: tuple[str, ...],
) -> Figure:
    factor, unit = counted
    if match["unit"] or match["scale"]:
        factor, unit = _unit((match["scale"] or "") + (match["unit"] or ""), unit)
    role, cumulative = cell.column.role, match["open"] is not None
    yearly = role is ColumnRole.RATE and not cumulative
    change = _change(metric)
    if yearly and change == "level" and unit != "%" and "累计" not in cell.column.heading:
        factor, unit, change = 1.0, "%", "growth"
    value, more = (_value(match[part], factor) for part in ("value", "more"))
    bound = "between" if more is not None else BOUNDS.get(match["side"] or match["bound"] or "")
    reported = role is ColumnRole.BASE
    starred = bool(match["star"] or match["later"])
    last = _last_day(cell, row)
    reasons = (f"表格列“{cell.column.heading}”", *why)
    if cumulative:
        reasons += ("〔〕内为累计数",)
    if starred:
        reasons += ("带*的数为更早年份的数",)
    return Figure(
        kind=Kind.LEVEL if reported else Kind.TARGET,
        start=_name_start(row),
        end=cell.end,
        metric=metric,
        comparator=bound or "eq",
        value=value,
        value_max=more,
        unit=unit,
        change=change,
        baseline=base if role is ColumnRole.TARGET and change == "level" else None,
        frequency="cumulative" if cumulative else "annual" if yearly else None,
        due=None if reported else last,
        as_of=last if reported and not starred else None,
        reasons=reasons,
    )


def _aim(cell: Cell, row: Row, metric: str, why: tuple[str, ...]) -> Figure:
    return Figure(
        kind=Kind.RELATIVE,
        start=_name_start(row),
        end=cell.end,
        metric=metric,
        due=_last_day(cell, row),
        confidence=round(CONFIDENCE - 0.1, 2),
        reasons=(f"表格列“{cell.column.heading}”：{cell.text}", *why),
    )


def _name_start(row: Row) -> int:
    name = row.cell(ColumnRole.NAME) or row.cell(ColumnRole.TASK)
    return name.start if name else row.start


def _last_day(cell: Cell, row: Row) -> date | None:
    """The end of the year of the column; a yearly rate or a sum runs to the last year named."""
    years = [one.column.year for one in row.cells if one.column.year]
    year = cell.column.year or (max(years) if years else None)
    return date(year, 12, 31) if year else None


def _named(written: str, unit_cell: Cell | None) -> tuple[str, float, str | None]:
    """Metric, factor and unit of 1. 粮食综合生产能力(万亿斤)."""
    name = NUMBERING.sub("", written).strip()
    note = UNIT_NOTE.search(name)
    if note:
        factor, unit = _unit(note[1], None)
        if unit:
            return name[: note.start()].strip(), factor, unit
    if unit_cell:
        return name, *_unit(unit_cell.text.strip("（）()"), None)
    return name, 1.0, None


def _unit(written: str, known: str | None) -> tuple[float, str | None]:
    """万亿斤 is 10 to the 12th 斤; what is no unit leaves the one already known."""
    factor, bare = 1.0, written.strip()
    if bare in PERCENT:
        return 1.0, PERCENT[bare]
    scale = SCALE.match(bare)
    if scale and units.match(bare, scale.end()):
        factor, bare = 10.0 ** EXPONENT[scale[1]], bare[scale.end() :]
    elif bare in EXPONENT:
        return 10.0 ** EXPONENT[bare], known
    unit = units.match(bare, 0)
    if unit is None or unit.end != len(bare):
        return 1.0, known
    return factor, unit.name


def _value(written: str | None, factor: float) -> float | None:
    """The figure as the float nearest to it, so that 1.39万亿 is 1390000000000."""
    if written is None:
        return None
    digits = written.replace(",", "")
    return float(f"{digits}e{round(len(str(int(factor))) - 1)}")


def _change(metric: str) -> str:
    return next((change for end, change in CHANGES if end.search(metric)), "level")


def _tasks(found: Sequence[Row], year: int | None) -> Iterator[Task]:
    """Rows of a table of tasks; what a merged cell says holds for the rows beside it."""
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    deadline: Cell | None = None
    begun = False
    for row in found:
        cell = row.cell(ColumnRole.TASK) or row.cell(ColumnRole.NAME)
        columns = {one.column.role for one in row.cells}
        if columns & {ColumnRole.BASE, ColumnRole.TARGET, ColumnRole.RATE}:
            begun = False
            continue
        begun = begun or bool(columns & {ColumnRole.OWNER, ColumnRole.DEADLINE})
        if cell is None or not begun:
            continue
        if named := row.cell(ColumnRole.OWNER):
            lead, support = split(named.text), ()
        if helping := row.cell(ColumnRole.SUPPORT):
            support = split(helping.text)
        deadline = row.cell(ColumnRole.DEADLINE) or deadline
        due = _due(deadline.text, year) if deadline else None
        owners = tuple(dict.fromkeys((*lead, *support)))
        yield Task(row.start, row.end, cell, owners, due, deadline.text if deadline else None)


def _due(written: str, year: int | None) -> date | None:
    """The last day that a deadline names; None for 长期坚持."""
    days = [mention.last for mention in expressions.find(written, year) if mention.last]
    return max(days) if days else None
