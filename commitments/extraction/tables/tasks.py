"""Read the rows of a table as tasks: what is to be done, by whom and until when.

>>> from commitments.extraction.tables.cells import Piece
>>> from commitments.extraction.tables.headed import tables_of
>>> lines = [["任务", "责任单位", "时限"], ["建成公园", "园林局、财政局", "2026年6月底"]]
>>> [table] = tables_of([[Piece(n, n + 1, text) for n, text in enumerate(line)] for line in lines])
>>> [(task.owners, str(task.due)) for task in tasks(table, 2026)]
[(('园林局', '财政局'), '2026-06-30')]
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from commitments.extraction.dates import expressions
from commitments.extraction.dates.days import months
from commitments.extraction.lexicon.organisations import is_listed, split
from commitments.extraction.tables.cells import Cell, ColumnRole, Row, Table
from commitments.extraction.tables.columns import DESCRIBES, OF_FIGURES
from commitments.extraction.tables.contents import Content, content_of

# What is read under its own head; under any other head prose is.
OWN = (ColumnRole.TASK, ColumnRole.NAME)
NOT_READ = (
    ColumnRole.OWNER,
    ColumnRole.SUPPORT,
    ColumnRole.LEADER,
    ColumnRole.RESULT,
    ColumnRole.SCORE,
    ColumnRole.NUMBER,
)
FIGURES = (Content.FIGURE, Content.COUNT)
DIGIT = re.compile(r"\d")
YEAR = re.compile(r"20\d\d")
# 11月, 2026.8: in a column of deadlines a month alone is one to meet.
BARE_MONTH = re.compile(
    r"(?:(?P<year>20\d\d)[.．/\-年])?\s?(?P<month>1[0-2]|0?[1-9])(?:月份?|(?<=[.．/\-]\d)|(?<=[.．/\-]\d\d))"
)
NO_WORDS = (Content.FIGURE, Content.COUNT, Content.BLANK, Content.DAY)
LEADS = ("牵头", "主办", "主责")
# 一、 通用项目（全部责任单位）: a row that heads those below it and says whose they are.
CHAPTER = re.compile(r"[一二三四五六七八九十]{1,3}、?|[（(][一二三四五六七八九十]{1,3}[)）]")
WHOSE = re.compile(r"[（(](?P<units>[^（）()]{2,60})[)）]$")
ASSISTS = ("指导",)


@dataclass(frozen=True, slots=True)
class Task:
    """A row of a table of tasks; `cells` hold what is to be done, `results` what has been."""

    start: int
    end: int
    cells: tuple[Cell, ...]
    owners: tuple[str, ...]
    due: date | None
    deadline: str | None
    results: tuple[Cell, ...] = ()
    steps: tuple[tuple[int, date], ...] = ()
    """Where the cells begin whose columns set a day of their own: 一季度, 二季度."""

    def due_at(self, place: int) -> date | None:
        """The day that the column sets for the cell at a place, else that of the row."""
        return self.step_at(place) or self.due

    def step_at(self, place: int) -> date | None:
        """The day that the column sets for the cell at a place."""
        cell = self.cell(place)
        return dict(self.steps).get(cell.start) if cell else None

    def cell(self, place: int) -> Cell | None:
        """The cell to be read at a place."""
        found = (*self.cells, *self.results)
        return next((cell for cell in found if cell.start <= place < cell.end), None)


@dataclass(slots=True)
class _Merged:
    """What merged cells further up say, where the text does not mark them."""

    owners: tuple[str, ...] = ()
    deadline: Cell | None = None


def tasks(table: Table, today: date | int | None) -> list[Task]:
    """The rows that give somebody something to do."""
    roles = {column.role for column in table.columns}
    if not roles & {*OWN, *OF_FIGURES}:
        return []
    indicators = bool(roles & set(OF_FIGURES)) and ColumnRole.TASK not in roles
    merged = _Merged()
    within = table.caption.last.year if table.caption else today
    found: list[Task] = []
    chapter: tuple[str, ...] = ()
    for row in table.rows:
        cells = tuple(_to_do(row, indicators=indicators))
        if not cells and all(cell.above for cell in row.all(*OWN, *OF_FIGURES)):
            # The task is merged over the rows of several units.
            helping = _owners(row)
            found[-1:] = [_with_owners(task, helping) for task in found[-1:]]
            continue
        chapter = _chapter(row) if _heads(row) else chapter
        owners, deadline = _duty(row, merged, exact=table.exact)
        day = _due(deadline.text, within) if deadline else None
        named = deadline.text if deadline else None
        if day is None and deadline is None and table.caption:
            day, named = table.caption
        results = tuple(row.all(ColumnRole.RESULT))
        steps = tuple(_steps(row, within))
        found.append(Task(row.start, row.end, cells, owners or chapter, day, named, results, steps))
    return found


def _heads(row: Row) -> bool:
    """Whether a row is numbered as a chapter of the table."""
    return any(CHAPTER.fullmatch(cell.text) for cell in row.cells[:1])


def _chapter(row: Row) -> tuple[str, ...]:
    """The units that a row which heads others gives them to."""
    found = (WHOSE.search(cell.text) for cell in row.all(*OWN))
    units = next((split(match["units"]) for match in found if match), ())
    return units if all(is_listed(unit) for unit in units) else ()


def _steps(row: Row, within: date | int | None) -> Iterator[tuple[int, date]]:
    for cell in row.all(ColumnRole.STEP):
        if day := _due(cell.column.heading, within):
            yield cell.start, day


def _with_owners(task: Task, owners: tuple[str, ...]) -> Task:
    return replace(task, owners=tuple(dict.fromkeys((*task.owners, *owners))))


def _to_do(row: Row, *, indicators: bool) -> Iterator[Cell]:
    """The cells of a row that say in words what is to be done; what a figure beside it measures
    is none of them."""
    texts = [cell for cell in row.all(*OWN) if not cell.above]
    told = any(content_of(cell.text) is Content.PROSE for cell in texts)
    counted = any(content_of(cell.text) in FIGURES for cell in row.all(*OF_FIGURES))
    for cell in row.cells:
        content = content_of(cell.text)
        role = cell.column.role
        if cell.above or content in NO_WORDS or role in NOT_READ:
            continue
        if role is ColumnRole.OTHER and DESCRIBES.search(cell.column.heading):
            continue
        if role in OWN and (indicators or counted) and not DIGIT.search(cell.text):
            continue
        # A short name beside what is to be done only names it.
        own = role in OWN and not indicators and not told
        if content is Content.PROSE or own or role is ColumnRole.STEP:
            yield cell


def _duty(row: Row, merged: _Merged, *, exact: bool) -> tuple[tuple[str, ...], Cell | None]:
    """Owners and deadline of a row, those of merged cells above included.

    Without marks of the file, a blank cell belongs to the one above where all cells of duty in
    its row are blank; a day alone does not run down.
    """
    owners = _owners(row)
    deadline = row.cell(ColumnRole.DEADLINE)
    named = deadline if deadline and content_of(deadline.text) is not Content.BLANK else None
    blank = not owners and deadline is None and not _dashed(row)
    if exact:
        return owners, named
    if owners or not blank:
        if deadline is not None or owners:
            merged.deadline = named
        merged.owners = owners or (merged.owners if not _dashed(row) else ())
        return merged.owners, named
    return merged.owners, merged.deadline if merged.owners else None


def _dashed(row: Row) -> bool:
    """Whether a dash stands in the place of owners: nobody, not whoever stands above."""
    return any(
        content_of(cell.text) is Content.BLANK
        for cell in row.all(ColumnRole.OWNER, ColumnRole.SUPPORT)
    )


def _owners(row: Row) -> tuple[str, ...]:
    """The units of a row: those who lead, those responsible, those who guide and support."""
    ranked = sorted(row.all(ColumnRole.OWNER, ColumnRole.SUPPORT), key=lambda cell: _rank(cell))
    return tuple(dict.fromkeys(name for cell in ranked for name in split(cell.text)))


def _rank(cell: Cell) -> int:
    if cell.column.role is ColumnRole.SUPPORT:
        return 3
    heading = cell.column.heading
    if any(word in heading for word in LEADS):
        return 0
    return 2 if any(word in heading for word in ASSISTS) else 1


def _due(written: str, today: date | int | None) -> date | None:
    """The last day that a deadline names; None for 长期坚持."""
    if YEAR.fullmatch(written):
        return date(int(written), 12, 31)
    if bare := BARE_MONTH.fullmatch(written.strip()):
        year = int(bare["year"]) if bare["year"] else _year(today)
        return months(year, int(bare["month"]), int(bare["month"]))[1]
    days = [mention.last for mention in expressions.find(written, today) if mention.last]
    return max(days) if days else None


def _year(today: date | int | None) -> int | None:
    return today.year if isinstance(today, date) else today
