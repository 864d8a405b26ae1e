"""The tables of commitments: those that need attention, and the annex with all of them."""

from commitments.rendering.outline import Align, Block, Column, Heading, Note, Paragraph, Table
from commitments.rendering.text import one_line
from commitments.rendering.values import NEEDS_ATTENTION, Item, Report
from commitments.rendering.wording import Wording


def attention(report: Report, say: Wording) -> list[Block]:
    blocks: list[Block] = []
    for progress in NEEDS_ATTENTION:
        items = [item for item in report.needing_attention if item.progress is progress]
        if items:
            count = say.text("changes_part", name=say.progress(progress), count=len(items))
            place = sum(isinstance(block, Heading) for block in blocks) + 1
            blocks += [
                Heading(say.numbered(place, count, level=2)),
                _attention_table(items, say),
            ]
    return blocks or [Paragraph(say.text("attention_none"))]


def _attention_table(items: list[Item], say: Wording) -> Table:
    columns = (
        Column(say.text("number"), 10, Align.CENTER),
        Column(say.text("item"), 36),
        Column(say.text("target_and_progress"), 46),
        Column(say.text("responsible"), 26),
        Column(say.text("why"), 38),
    )
    rows = tuple(
        (
            str(place),
            f"{one_line(item.title)}\n{one_line(item.code)}",
            "\n".join((_target_and_due(item, say), *_standing(item, say))),
            _responsible(item, say),
            one_line(item.why) or say.text("none"),
        )
        for place, item in enumerate(items, start=1)
    )
    return Table("", columns, rows)


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
            tuple(_annex_row(item, say) for item in report.items),
            is_dense=True,
        )
    ]
    if any(item.target.is_assumed for item in report.items):
        blocks.append(Note(say.text("assumed_note")))
    return blocks


def _annex_row(item: Item, say: Wording) -> tuple[str, ...]:
    title = one_line(item.title)
    indicator = one_line(item.indicator)
    source = say.text("none")
    if item.source:
        source = f"{one_line(item.source.document)}\n{one_line(item.source.quote)}"
    lines = [title]
    if indicator not in ("", title):
        lines.append(say.labelled("indicator", indicator))
    lines += (
        say.text("label_value", label=label, value=one_line(words))
        for label, words in map(say.fact, item.facts)
    )
    return (
        one_line(item.code),
        "\n".join(lines),
        _responsible(item, say),
        _target_and_due(item, say),
        "\n".join((*_baseline(item, say), *_standing(item, say))),
        say.workflow(item.workflow),
        say.progress(item.progress),
        one_line(item.why) or say.text("none"),
        source,
    )


# Cells that several tables share


def _target_and_due(item: Item, say: Wording) -> str:
    return f"{say.target(item.target)}\n{say.labelled('due', say.day(item.target.due))}"


def _baseline(item: Item, say: Wording) -> list[str]:
    if item.baseline is None:
        return []
    return [say.labelled("baseline", say.quantity(item.baseline, item.target.unit))]


def _standing(item: Item, say: Wording) -> list[str]:
    """What should be there by now and what is there, as far as it is known."""
    lines = [say.labelled("actual", _actual(item, say))]
    if item.expected is not None:
        expected = say.quantity(item.expected, item.target.unit)
        lines.insert(0, say.labelled("expected", expected))
    if item.achievement_percent is not None:
        lines.append(say.labelled("achievement", say.percent(item.achievement_percent)))
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
