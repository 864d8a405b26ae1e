"""Read the figures of a table: what each sets or reports for the thing its row names.

>>> from commitments.extraction.tables.columns import column
>>> cells = [(0, "城镇化率(%)", "指标"), (8, "67.9", "2025年(基期)"), (13, "71", "2030年(目标)")]
>>> row = Row(0, 15, tuple(Cell(at, at + len(t), t, column(head)) for at, t, head in cells))
>>> for figure in figures(row, Setting()):
...     print(figure.kind.value, figure.metric, figure.value, figure.unit, figure.due, figure.as_of)
level 城镇化率 67.9 % None 2025-12-31
target 城镇化率 71.0 % 2030-12-31 None
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from commitments.extraction.dates import expressions
from commitments.extraction.quantities import units
from commitments.extraction.spans import Kind
from commitments.extraction.tables.cells import Cell, ColumnRole, Row
from commitments.extraction.tables.columns import NOTE, OF_FIGURES
from commitments.extraction.tables.contents import FIGURE, Content, content_of

NUMBERING = re.compile(
    r"^(?:[★☆*]?\d{1,3}(?:[.、．]\s?|\s+(?=[\u4e00-\u9fff]))|[（(]\d{1,3}[)）]|[①-⑳]|其中[：:])\s*"
)
UNIT_NOTE = re.compile(r"[（(]([^（）()]{1,14})[)）]\s?$")
SCALE = re.compile(r"^(万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百)(?=\S)")
PERCENT = {"%": "%", "％": "%", "百分点": "百分点", "个百分点": "百分点", "‰": "‰"}
EXPONENT = {"百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "十亿": 9}
EXPONENT |= {"百亿": 10, "千亿": 11, "万亿": 12}
BOUNDS = {
    ">": "gt", "＞": "gt", "大于": "gt", "超过": "gt", "高于": "gt", ">=": "gte", "≥": "gte",
    "≧": "gte", "不低于": "gte", "不少于": "gte", "达到": "gte", "达": "gte", "力争": "gte",
    "以上": "gte", "及以上": "gte", "<": "lt", "＜": "lt", "小于": "lt", "低于": "lt", "<=": "lte",
    "≤": "lte", "不超过": "lte", "控制在": "lte", "以下": "lte", "及以下": "lte", "以内": "lte",
    "左右": "approx", "约": "approx", "=": "eq", "＝": "eq",
}  # fmt: skip
WORDS = re.compile("|".join(sorted(map(re.escape, BOUNDS), key=len, reverse=True)))
LETTERS = {
    "m": "米",
    "km": "公里",
    "m²": "平方米",
    "㎡": "平方米",
    "m³": "立方米",
    "t": "吨",
    "h": "小时",
}
CHANGES = (
    (re.compile(r"(?:降低|下降|减少|降幅|压减)(?:率|幅度)?$"), "decrease"),
    (re.compile(r"(?:提高|增加|新增|提升)$"), "increase"),
    (re.compile(r"(?:增长|增速|增幅|增长率)$"), "growth"),
)
SHARE = re.compile(r"率|比重|比例|占比|覆盖|程度")
ADDS = re.compile(
    r"^(?:新建|新增|新改扩?建|改扩?建|建设|建成|改造|完成|培训|开展|组织|举办|引进|培育|发放|打造)"
)
HELD = re.compile(r"^(?:控制在|不超过)(?P<name>.+?)(?:以?内)?$")
MONEY = re.compile(r"成本|资金|投资|预算|经费|金额|费用|收入|支出|产值|总额|补助")
GROWS = re.compile(r"增长|增速|增幅|提高|下降|降低|变化")
# A cell of words that sets an aim: 高于GDP增长, 保持在合理区间.
AIM = re.compile(
    r"[高低优]于|同步|不低于|保持|只增不减|完成|稳定|合理|持续|力争|达到|确保|控制|优良|合格"
)
CONFIDENCE = 0.92
UNSURE = 0.75
INFERRED = 0.85


@dataclass(frozen=True, slots=True)
class Figure:
    """What one cell sets or reports for the thing its row names, in folded offsets.

    `start` and `end` enclose the cells from the name to the value.
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
    warnings: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for a row besides its cells: the last day that the title of its table names,
    the year of the paper, and the day that the row is due."""

    caption: date | None = None
    year: int | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """The thing that a row measures, and in what."""

    metric: str
    factor: float
    unit: str | None
    start: int
    why: tuple[str, ...]
    comparator: str | None = None


def name_of(row: Row) -> Cell | None:
    """The cell that names what a row measures."""
    return row.cell(ColumnRole.NAME) or row.cell(ColumnRole.TASK)


def figures(row: Row, setting: Setting, merged: Cell | None = None) -> Iterator[Figure]:
    """The base, the target and the yearly rate of a row; `merged` is the name of a cell above
    that the row belongs to where it has none of its own."""
    of_row = _measured(row, merged)
    base: float | None = None
    for cell in row.all(*OF_FIGURES, ColumnRole.STEP):
        measured = of_row or _headed(cell, row)
        if measured is None or cell.above:
            continue
        match = FIGURE.fullmatch(cell.text)
        if match and content_of(cell.text) in (Content.FIGURE, Content.COUNT):
            figure = _figure(match, cell, row, measured, setting, base)
            if figure.kind is Kind.LEVEL:
                base = figure.value
            yield figure
        elif cell.column.role in (ColumnRole.TARGET, ColumnRole.RATE) and _is_aim(cell):
            yield _aim(cell, row, measured, setting)


def _headed(cell: Cell, row: Row) -> Measured | None:
    """What the head of the column measures, where the row only names who has to do it."""
    who = row.cell(ColumnRole.OWNER)
    metric, factor, unit = _named(cell.column.heading, None)
    if who is None or unit is None:
        return None
    return Measured(metric, factor, unit, who.start, ())


def _measured(row: Row, merged: Cell | None) -> Measured | None:
    own, part = name_of(row), _part(row)
    name = own or (merged if part else None)
    if name is None:
        return None
    metric, factor, unit = _named(name.text, row.cell(ColumnRole.UNIT))
    if not metric:
        return None
    nature = row.cell(ColumnRole.NATURE)
    why = (f"指标属性：{nature.text}",) if nature else ()
    start = row.start if own is None or own.above else own.start
    if held := HELD.match(metric):
        return Measured(held["name"], factor, unit, start, why, "lte")
    return Measured(metric + (part or ""), factor, unit, start, why)


def _part(row: Row) -> str | None:
    """The part of a merged indicator that a column without a head names: 其中 注册护士."""
    words = (cell.text for cell in row.all(ColumnRole.OTHER) if not cell.column.heading)
    return next((text for text in words if content_of(text) is Content.WORD), None)


def _is_aim(cell: Cell) -> bool:
    return AIM.search(cell.text) is not None and len(cell.text) <= 40


def _figure(
    match: re.Match[str],
    cell: Cell,
    row: Row,
    measured: Measured,
    setting: Setting,
    base: float | None,
) -> Figure:
    factor, unit = _counted(match, cell, measured)
    role, cumulative = cell.column.role, match["open"] is not None
    yearly = role is ColumnRole.RATE and not cumulative and cell.column.heading != "累计"
    change = _change(measured.metric, unit)
    if yearly and change == "level" and _is_growth(cell, match, measured):
        factor, unit, change = 1.0, "%", "growth"
    value, more = (_value(match[part], factor) for part in ("value", "more"))
    last = _last_day(cell, row, setting)
    reported = role is ColumnRole.BASE or _is_past(cell, setting)
    starred = bool(match["star"] or match["later"])
    comparator = "between" if more is not None else _bound(match) or measured.comparator or "eq"
    heading = cell.column.heading
    reasons: tuple[str, ...] = (f"表格列“{heading}”" if heading else "各列没有表头，按内容推断",)
    reasons += measured.why
    if cumulative:
        reasons += ("〔〕内为累计数",)
    if starred:
        reasons += ("带*的数为更早年份的数",)
    return Figure(
        kind=Kind.LEVEL if reported else Kind.TARGET,
        start=min(measured.start, cell.start),
        end=max(cell.end, measured.start + 1),
        metric=measured.metric,
        comparator=comparator,
        value=value,
        value_max=more,
        unit=unit,
        change=change,
        baseline=base if role is ColumnRole.TARGET and change == "level" else None,
        frequency="cumulative" if cumulative else "annual" if yearly else None,
        due=None if reported else last,
        as_of=last if reported and not starred else None,
        confidence=CONFIDENCE if cell.column.heading else INFERRED,
        reasons=reasons,
    )


def _counted(match: re.Match[str], cell: Cell, measured: Measured) -> tuple[float, str | None]:
    """Factor and unit: the cell's own first, then the row's, then those of the column's head."""
    if match["unit"] or match["scale"]:
        written = (match["scale"] or "") + (match["unit"] or "")
        factor, unit = _unit(LETTERS.get(written.lower(), written), measured.unit)
        if unit is None and match["scale"] and MONEY.search(measured.metric):
            unit = "元"
        return factor, unit
    if measured.unit is None and (note := NOTE.search(cell.column.heading)):
        return _unit(note[1], None)
    return measured.factor, measured.unit


def _is_growth(cell: Cell, match: re.Match[str], measured: Measured) -> bool:
    """Whether a yearly figure is a rate of growth, not a change in points of a share."""
    if match["unit"] in PERCENT:
        return measured.unit not in PERCENT.values() or bool(GROWS.search(cell.column.heading))
    if measured.unit == "%":
        return bool(GROWS.search(cell.column.heading)) and measured.metric.endswith("率") is False
    return True


def _bound(match: re.Match[str]) -> str | None:
    """The bound behind the figure, or the last of those before it: 累计达到1000."""
    if match["side"]:
        return BOUNDS[match["side"]]
    found = WORDS.findall(match["bound"] or "")
    return BOUNDS.get(found[-1]) if found else None


def _is_past(cell: Cell, setting: Setting) -> bool:
    last = cell.column.last
    return last is not None and setting.year is not None and last.year < setting.year


def _aim(cell: Cell, row: Row, measured: Measured, setting: Setting) -> Figure:
    return Figure(
        kind=Kind.RELATIVE,
        start=min(measured.start, cell.start),
        end=cell.end,
        metric=measured.metric,
        due=_last_day(cell, row, setting),
        confidence=round(CONFIDENCE - 0.1, 2),
        reasons=(f"表格列“{cell.column.heading}”：{cell.text}", *measured.why),
    )


def _last_day(cell: Cell, row: Row, setting: Setting) -> date | None:
    """The day of the row, or the end of the year of the column; a yearly rate or a sum runs to
    the last year named, and what names none to that of the title."""
    if cell.column.role is ColumnRole.STEP:
        year = setting.caption.year if setting.caption else setting.year
        days = [m.last for m in expressions.find(cell.column.heading, year) if m.last]
        return max(days, default=None)
    if setting.due and cell.column.role is not ColumnRole.BASE:
        return setting.due
    if cell.column.last:
        return cell.column.last
    if cell.column.role is ColumnRole.BASE:
        return None
    named = [one.column.last for one in row.cells if one.column.last]
    return max(named) if named else setting.caption


def _named(written: str, unit_cell: Cell | None) -> tuple[str, float, str | None]:
    """Metric, factor and unit of 1. 粮食综合生产能力(万亿斤)."""
    name = NUMBERING.sub("", written).strip()
    if note := UNIT_NOTE.search(name):
        factor, unit = _unit(note[1], None)
        if unit:
            return name[: note.start()].strip(), factor, unit
    if unit_cell:
        return name, *_unit(unit_cell.text.strip("（）()").replace(" ", ""), None)
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


def _change(metric: str, unit: str | None) -> str:
    if ADDS.match(metric) and unit not in PERCENT.values():
        return "increase"
    change = next((change for end, change in CHANGES if end.search(metric)), "level")
    # A share rises by points; any other thing that rises by per cent grows.
    grows = change == "increase" and unit == "%" and not SHARE.search(metric)
    return "growth" if grows else change
