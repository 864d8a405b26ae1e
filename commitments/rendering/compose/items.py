"""The tables of commitments: the worst ten, all that lag in full, and a line for each."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from commitments.rendering.outline import Align, Block, Column, Heading, Note, Paragraph, Table
from commitments.rendering.text import brief, fitting, one_line
from commitments.rendering.values import HALTED, NEEDS_ATTENTION, End, Item, Progress, Report
from commitments.rendering.wording import Wording

MOST_URGENT = 10
# More than these no paper holds: the workbook has them all.
MOST_IN_FULL, MOST_LISTED = 500, 3000
# Characters of what is told in brief; the annex shows what lags whole.
BRIEF, BRIEF_TITLE = 32, 24
# Millimetres beside the text of a cell.
MARGINS = 2.5


def worst(report: Report, say: Wording) -> list[Block]:
    """The ten that lag most, with what is stuck in the words of their units."""
    if not report.attention:
        return [Paragraph(say.text("attention_none"))]
    named, unnamed = _named(report)
    columns = (
        Column(say.text("number"), 9, Align.CENTER),
        Column(say.text("item"), 59),
        Column(say.text("how_far"), 26, Align.CENTER),
        Column(say.text("stuck"), 62),
    )
    urgent = sorted(named, key=_urgency)[:MOST_URGENT]
    rows = tuple(
        (
            str(place),
            say.text(
                "dated",
                value=brief(item.title, BRIEF_TITLE),
                day=say.unit_name(item.lead_unit),
            ),
            _how_far(item, report, say),
            _stuck(item, report, say),
        )
        for place, item in enumerate(urgent, start=1)
    )
    blocks: list[Block] = [Table("", columns, rows, is_dense=True)] if rows else []
    if len(named) > len(rows):
        blocks.append(Note(say.text("worst_cut", count=len(named), shown=len(rows))))
    if unnamed:
        blocks.append(Note(say.text("unnamed", count=unnamed)))
    return blocks


def _named(report: Report) -> tuple[list[Item], int]:
    """What lags and is named, and how many are not."""
    unnamed = set(report.official.unnamed) if report.official else set()
    named = [item for item in report.needing_attention if item.code not in unnamed]
    return named, len(report.attention) - len(named)


def _urgency(item: Item) -> tuple[int, date, Decimal, str]:
    """Missed before behind; the longest overdue first, then the farthest behind."""
    is_missed = item.progress is Progress.MISSED
    due = item.target.due or date.max
    percent = item.achievement_percent
    return (
        NEEDS_ATTENTION.index(item.progress),
        due if is_missed else date.max,
        Decimal(0) if is_missed or percent is None else percent,
        item.code,
    )


def _how_far(item: Item, report: Report, say: Wording) -> str:
    """The days since it was due, or how much of what was expected is there."""
    if item.progress is Progress.MISSED:
        days = (report.as_of - item.target.due).days if item.target.due else 0
        return say.text("overdue", days=days) if days > 0 else say.end(End.NOT_DONE)
    if item.achievement_percent is not None:
        return say.labelled("achievement", say.percent(item.achievement_percent))
    return say.progress(item.progress)


def _stuck(item: Item, report: Report, say: Wording) -> str:
    last = item.last_report
    if last is None:
        return say.text("nothing_reported")
    day = say.short_day(last.on, report.as_of.year)
    return say.text("dated", value=brief(last.problems or last.narrative, BRIEF), day=day)


def lagging(report: Report, say: Wording) -> list[Block]:
    """All that is missed or behind, and parts that are, with what their units wrote, whole."""
    all_named, _ = _named(report)
    named = all_named[:MOST_IN_FULL]
    tables = [
        (say.text("changes_part", name=say.progress(progress), count=len(items)), items)
        for progress in NEEDS_ATTENTION
        if (items := [item for item in named if item.progress is progress])
    ]
    if parts := list(report.lagging_parts)[: MOST_IN_FULL - len(named)]:
        tables.append((say.text("parts_lagging", count=len(parts)), parts))
    blocks: list[Block] = []
    for place, (heading, items) in enumerate(tables, start=1):
        blocks += [
            Heading(say.numbered(place, heading, level=2)),
            _lagging_table(items, report, say),
        ]
    if len(all_named) > len(named):
        words = say.text("list_cut", count=len(all_named), shown=len(named))
        blocks.append(Note(words))
    return blocks


def _lagging_table(items: list[Item], report: Report, say: Wording) -> Table:
    columns = (
        Column(say.text("number"), 9, Align.CENTER),
        Column(say.text("item"), 62),
        Column(say.text("target_and_progress"), 72),
        Column(say.text("narrative"), 58),
        Column(say.text("problems_and_next"), 56),
    )
    rows = tuple(
        (
            str(place),
            "\n".join(_named_with_unit(item, say)),
            "\n".join(_target_and_progress(item, report, say)),
            *_in_full(item, report, say),
        )
        for place, item in enumerate(items, start=1)
    )
    return Table("", columns, rows, is_dense=True)


def _in_full(item: Item, report: Report, say: Wording) -> tuple[str, str]:
    """What the unit wrote last, whole: progress with its day; problems and next steps."""
    last = item.last_report
    if last is None:
        return say.text("nothing_reported"), say.text("none")
    day = say.short_day(last.on, report.as_of.year)
    told = {"problems": one_line(last.problems), "next_steps": one_line(last.next_steps)}
    lines = [say.labelled(key, words) for key, words in told.items() if words]
    narrative = say.text("dated", value=one_line(last.narrative), day=day)
    return narrative, "\n".join(lines) or say.text("none")


def one_line_each(report: Report, say: Wording) -> list[Block]:
    """A line for each commitment; the workbook has all that is known of it."""
    if not report.items:
        return []
    columns = (
        Column(say.text("code"), 25),
        Column(say.text("item"), 74),
        Column(say.text("lead_unit"), 36),
        Column(say.text("target"), 32),
        Column(say.text("measured"), 39),
        Column(say.text("due"), 29),
        Column(say.text("progress"), 22, Align.CENTER),
    )
    caption = say.text("as_of_note", as_of=say.day(report.as_of))
    rows = tuple(
        tuple(
            fitting(text, column.width - MARGINS)
            for text, column in zip(_cells(item, report, say), columns, strict=True)
        )
        for item in report.items[:MOST_LISTED]
    )
    blocks: list[Block] = [Table(caption, columns, rows, is_dense=True)]
    if any(item.target.is_assumed for item in report.items):
        blocks.append(Note(say.text("assumed_note")))
    if len(report.items) > len(rows):
        words = say.text("list_cut", count=len(report.items), shown=len(rows))
        blocks.append(Note(words))
    blocks.append(Note(say.text("one_line_note")))
    return blocks


def _cells(item: Item, report: Report, say: Wording) -> tuple[str, ...]:
    title = one_line(item.title)
    if item.whole:
        title = say.text("part", title=title)
    halted = item.workflow in HALTED
    due = item.target.due
    return (
        one_line(item.code),
        title,
        say.unit_name(item.lead_unit),
        say.target(item.target),
        _standing(item, report, say),
        say.short_day(due, report.as_of.year) if due else say.text("none"),
        say.workflow(item.workflow) if halted else _progress(item, say),
    )


def _standing(item: Item, report: Report, say: Wording) -> str:
    """The figure, or else what the unit wrote last, with its day in front: the end may be cut."""
    if item.actual is not None:
        value = say.quantity(item.actual, item.target.unit)
        return (
            say.text("measured_as", name=say.indicator(item), value=value)
            if item.of_parts
            else value
        )
    if item.actual_text:
        return one_line(item.actual_text)
    if item.last_report is None:
        return say.text("none")
    day = say.short_day(item.last_report.on, report.as_of.year)
    return say.text("label_value", label=day, value=one_line(item.last_report.narrative))


def _progress(item: Item, say: Wording) -> str:
    """The end instead of it, where that says more."""
    return say.end(item.end) if item.end is End.LATE else say.progress(item.progress)


def _named_with_unit(item: Item, say: Wording) -> Iterator[str]:
    yield one_line(item.title)
    yield f"{one_line(item.code)} {_responsible(item, say)}"
    if item.whole:
        yield say.text("part_of", code=one_line(item.whole))


def _target_and_progress(item: Item, report: Report, say: Wording) -> Iterator[str]:
    """What was to be reached and when, and the sentence that says how far it came."""
    year = report.as_of.year
    due = say.short_day(item.target.due, year) if item.target.due else say.text("none")
    told = [say.labelled("target", say.target(item.target)), say.labelled("due", due)]
    why = say.why(item)
    if not why and (item.actual is not None or item.actual_text):
        told.append(say.labelled("actual", _actual(item, year, say)))
    yield say.text("clause_separator").join(told)
    if revision := item.revision:
        former = say.target_and_due(revision.before)
        reason = one_line(revision.reason) or say.text("none")
        day = say.short_day(revision.on, year)
        yield say.text("revised_on", target=former, day=day, reason=reason)
    if why:
        on = item.actual_on
        yield say.text("dated", value=why, day=say.short_day(on, year)) if on else why


def _actual(item: Item, year: int, say: Wording) -> str:
    if item.actual is None:
        value = one_line(item.actual_text)
    else:
        value = say.quantity(item.actual, item.target.unit)
    if item.actual_on is None:
        return value
    return say.text("dated", value=value, day=say.short_day(item.actual_on, year))


def _responsible(item: Item, say: Wording) -> str:
    lead = say.unit_name(item.lead_unit)
    if not item.supporting_units:
        return lead
    support = say.labelled("support", say.listed(item.supporting_units))
    return say.text("dated", value=lead, day=support)
