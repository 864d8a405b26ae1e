"""The tables of commitments: those that need attention, and the annex with all of them."""

from commitments.rendering.outline import Align, Block, Column, Heading, Note, Paragraph, Table
from commitments.rendering.text import brief, one_line
from commitments.rendering.values import NEEDS_ATTENTION, End, Item, Report
from commitments.rendering.wording import Wording

# Characters of a unit's report in the annex; what lags shows it whole.
BRIEF = 60


def attention(report: Report, say: Wording) -> list[Block]:
    tables = [
        (say.text("changes_part", name=say.progress(progress), count=len(items)), items)
        for progress in NEEDS_ATTENTION
        if (items := [item for item in report.needing_attention if item.progress is progress])
    ]
    if parts := list(report.lagging_parts):
        tables.append((say.text("parts_lagging", count=len(parts)), parts))
    blocks: list[Block] = [] if report.attention else [Paragraph(say.text("attention_none"))]
    for place, (heading, items) in enumerate(tables, start=1):
        blocks += [
            Heading(say.numbered(place, heading, level=2)),
            _attention_table(items, report, say),
        ]
    return blocks


def _attention_table(items: list[Item], report: Report, say: Wording) -> Table:
    columns = (
        Column(say.text("number"), 9, Align.CENTER),
        Column(say.text("item"), 34),
        Column(say.text("target_and_progress"), 37),
        Column(say.text("why"), 32),
        Column(say.text("reported"), 44),
    )
    rows = tuple(
        (
            str(place),
            "\n".join((one_line(item.title), one_line(item.code), _responsible(item, say))),
            "\n".join((_target_and_due(item, say), *_standing(item, say))),
            say.why(item) or say.text("none"),
            _in_full(item, report, say),
        )
        for place, item in enumerate(items, start=1)
    )
    return Table("", columns, rows)


def _in_full(item: Item, report: Report, say: Wording) -> str:
    """What the unit wrote last, whole: progress, problems, next steps."""
    last = item.last_report
    if last is None:
        return say.text("nothing_reported")
    day = say.short_day(last.on, report.as_of.year)
    label = say.text("narrative")
    lines = [say.text("said_on", label=label, day=day, words=one_line(last.narrative))]
    for key, words in (("problems", last.problems), ("next_steps", last.next_steps)):
        if words:
            lines.append(say.labelled(key, one_line(words)))
    return "\n".join(lines)


def annex(report: Report, say: Wording) -> list[Block]:
    if not report.items:
        return [Paragraph(say.text("tracked_none", as_of=say.day(report.as_of)))]
    columns = (
        Column(say.text("code"), 23),
        Column(say.text("item"), 38),
        Column(say.text("responsible"), 29),
        Column(say.text("target_and_due"), 31),
        Column(say.text("measured"), 34),
        Column(say.text("workflow"), 17, Align.CENTER),
        Column(say.text("progress"), 14, Align.CENTER),
        Column(say.text("why"), 34),
        Column(say.text("source"), 37),
    )
    caption = say.text("as_of_note", as_of=say.day(report.as_of))
    blocks: list[Block] = [
        Table(
            caption,
            columns,
            tuple(_annex_row(item, report, say) for item in report.items),
            is_dense=True,
        )
    ]
    if any(item.target.is_assumed for item in report.items):
        blocks.append(Note(say.text("assumed_note")))
    return blocks


def _annex_row(item: Item, report: Report, say: Wording) -> tuple[str, ...]:
    title = one_line(item.title)
    indicator = say.indicator(item)
    source = say.text("none")
    if item.source:
        source = f"{one_line(item.source.document)}\n{one_line(item.source.quote)}"
    lines = [title]
    if item.whole:
        lines.append(say.text("part_of", code=one_line(item.whole)))
    if indicator not in ("", title):
        lines.append(say.labelled("indicator", indicator))
    lines += (
        say.text("label_value", label=label, value=one_line(words))
        for label, words in map(say.fact, item.facts)
    )
    stage = say.workflow(item.workflow)
    if item.stage_reason:
        stage = f"{stage}\n{one_line(item.stage_reason)}"
    return (
        one_line(item.code),
        "\n".join(lines),
        _responsible(item, say),
        _target_and_due(item, say),
        "\n".join((*_standing(item, say), *_in_brief(item, report, say))) or say.text("none"),
        stage,
        _progress(item, say),
        say.why(item) or say.text("none"),
        source,
    )


def _in_brief(item: Item, report: Report, say: Wording) -> list[str]:
    """The unit's last sentence with its day, of what no figure tells."""
    if item.actual is not None or item.actual_text:
        return []
    if item.last_report is None:
        return [say.text("nothing_reported")]
    day = say.short_day(item.last_report.on, report.as_of.year)
    return [say.text("dated", value=brief(item.last_report.narrative, BRIEF), day=day)]


def _progress(item: Item, say: Wording) -> str:
    """With the end, where it says more than the progress does."""
    words = say.progress(item.progress)
    return f"{words}\n{say.end(item.end)}" if item.end is End.LATE else words


# Cells that several tables share


def _target_and_due(item: Item, say: Wording) -> str:
    lines = [say.target(item.target), say.labelled("due", say.day(item.target.due))]
    if revision := item.revision:
        former = say.target_and_due(revision.before)
        reason = one_line(revision.reason) or say.text("none")
        lines.append(say.text("revised_on", target=former, day=say.day(revision.on), reason=reason))
    return "\n".join(lines)


def _standing(item: Item, say: Wording) -> list[str]:
    """Every figure that a ratio is made of, and the ratios, as far as they are known."""
    unit = item.target.unit
    lines = []
    if item.baseline is not None:
        lines.append(say.labelled("baseline", say.quantity(item.baseline, unit)))
    if item.expected is not None:
        lines.append(say.labelled("expected", say.quantity(item.expected, unit)))
    if item.actual is not None or item.actual_text:
        lines.append(say.labelled("actual", _actual(item, say)))
    for key, percent in (
        ("achievement", item.achievement_percent),
        ("completion", item.completion_percent),
    ):
        if percent is not None:
            lines.append(say.labelled(key, say.percent(percent)))
    return lines


def _actual(item: Item, say: Wording) -> str:
    if item.actual is None:
        value = one_line(item.actual_text) or say.text("none")
    else:
        value = say.quantity(item.actual, item.target.unit)
    if item.actual_on is None:
        return value
    return say.text("dated", value=value, day=say.day(item.actual_on))


def _responsible(item: Item, say: Wording) -> str:
    if not item.lead_unit:
        lead = say.text("nobody")
    else:
        lead = say.labelled("lead", one_line(item.lead_unit))
    if not item.supporting_units:
        return lead
    return f"{lead}\n{say.labelled('support', say.listed(item.supporting_units))}"
