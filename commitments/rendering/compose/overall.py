"""The figures of the whole and of each unit."""

from collections import Counter
from decimal import Decimal

from commitments.rendering.compare import (
    Figures,
    adjusted_shares,
    bridge,
    rows_compared,
    taken_together,
    total_compared,
)
from commitments.rendering.outline import (
    Align,
    BarChart,
    Block,
    Column,
    Line,
    Note,
    Paragraph,
    Share,
    Table,
    TrendChart,
)
from commitments.rendering.values import HALTED, NEEDS_ATTENTION, Progress, Report
from commitments.rendering.wording import Wording, difference, rate_percent

# Millimetres between the margins of an upright page.
UPRIGHT = 156

DONE = (Progress.ACHIEVED,)
UNKNOWN = (Progress.NOT_ASSESSED,)
FIGURES = {"figure_done": DONE, "figure_lagging": NEEDS_ATTENTION, "figure_unknown": UNKNOWN}
TREND = {"share_done": DONE, "share_lagging": NEEDS_ATTENTION}


def overall(report: Report, say: Wording) -> list[Block]:
    space = "" if say.is_chinese else " "
    left_out = not_counted(report, say)
    if not report.total:
        none = say.text("tracked_none", as_of=say.day(report.as_of))
        return [Paragraph(space.join([none, *left_out]))]
    sentences = [_total_sentence(report, say), *left_out]
    if line := bridge_line(report, say):
        sentences.insert(1, say.text("bracketed", words=line))
    figures = [_attention_sentence(report, say)]
    if report.on_time.due:
        figures.append(ends_sentence(report, say))
    if report.year_ago:
        figures.append(_year_ago_sentence(report, say))
    blocks: list[Block] = [Paragraph(space.join(sentences))]
    blocks += [Paragraph(space.join(figures)), _five_figures(report, say), _bar(report, say)]
    if trend := trend_chart(report, say):
        blocks.append(trend)
    return blocks


def counts_table(report: Report, say: Wording) -> list[Block]:
    """How many there are of each progress value; empty where there are none at all."""
    if not report.total:
        return []
    note = shares_note(report, say)
    return [_counts_table(report, say), *([Note(note)] if note else [])]


def _five_figures(report: Report, say: Wording) -> Table:
    """The figures that are asked for first, each with its change."""
    previous = report.previous
    before = previous.counts if previous else ()
    told = {
        "figure_total": (report.total, previous.total if previous else 0),
        **{
            key: (taken_together(report.counts, wanted)[0], taken_together(before, wanted)[0])
            for key, wanted in FIGURES.items()
        },
    }
    cells = {key: (str(now), difference(now - then)) for key, (now, then) in told.items()}
    cells["on_time_rate"] = _rate_figure(report, say)
    columns = tuple(
        Column(say.text(key), 44 if key == "on_time_rate" else 28, Align.CENTER) for key in cells
    )
    rows = [tuple(now for now, _ in cells.values())]
    if previous:
        versus = say.before(report)
        rows.append(
            tuple(say.text("versus", before=versus, change=change) for _, change in cells.values())
        )
    return Table("", columns, tuple(rows))


def _rate_figure(report: Report, say: Wording) -> tuple[str, str]:
    """The share that was done on time of what was due, and its change in percentage points."""
    now, then = report.on_time, report.previous.on_time if report.previous else None
    if not now.due or then is None or not then.due:
        return say.rate(now).replace("\n", say.text("word_space")), say.text("none")
    points = round(rate_percent(now), 1) - round(rate_percent(then), 1)
    figure = say.rate(now).replace("\n", say.text("word_space"))
    return figure, say.text("points", points=difference(points))


def _bar(report: Report, say: Wording) -> BarChart:
    shares = tuple(
        Share(row.progress, row.count, _share_label(row.progress, row.count, row.percent, say))
        for row in report.counts
        if row.count
    )
    return BarChart(say.heading("counts_table"), shares, _split_sentence(report, say))


def _share_label(progress: Progress, count: int, percent: Decimal, say: Wording) -> str:
    words = say.progress(progress)
    return say.text("share_label", progress=words, count=count, percent=say.percent(percent))


def trend_chart(report: Report, say: Wording) -> TrendChart | None:
    """Two shares over the months; a single month is no trend."""
    points = [(row.as_of, row.counts) for row in report.trend if row.total]
    points.append((report.as_of, report.counts))
    if len(points) < 2:
        return None
    lines = tuple(
        Line(
            say.text(key),
            tuple(float(taken_together(counts, wanted)[1]) for _, counts in points),
        )
        for key, wanted in TREND.items()
    )
    labels = tuple(
        say.month(day, with_year=not n or day.month == 1) for n, (day, _) in enumerate(points)
    )
    told = (
        say.text(
            "trend_line",
            name=line.name,
            points=say.text("list_separator").join(
                say.text("dated", value=f"{percent:.1f}%", day=label)
                for label, percent in zip(labels, line.percents, strict=True)
            ),
        )
        for line in lines
    )
    words = say.text("clause_separator").join(told)
    return TrendChart(say.heading("trend"), labels, lines, words)


def bridge_line(report: Report, say: Wording) -> str:
    """上期235＋新增1－合并1－终止1＝本期234; empty where nothing was added or taken off."""
    found = bridge(report)
    if found is None:
        return ""
    terms = [
        say.text(key, why=say.crossing(why), count=count)
        for key, rows in (("bridge_plus", found.added), ("bridge_minus", found.taken))
        for why, count in rows
    ]
    return say.text("bridge", before=found.before, terms="".join(terms), now=found.now)


def shares_note(report: Report, say: Wording) -> str:
    """Name the shares that a calculator gives otherwise; empty where there are none."""
    parts = [
        say.text("shares_part", progress=say.progress(progress), percent=say.percent(percent))
        for progress, percent in adjusted_shares(report.counts)
    ]
    return say.text("shares_note", parts=say.text("clause_separator").join(parts)) if parts else ""


def not_counted(report: Report, say: Wording) -> list[str]:
    """What is listed and not counted, and what is not listed at all."""
    listed = [item for item in report.items if not item.counted]
    halted = Counter(item.workflow for item in listed if not item.whole)
    parts = sum(bool(item.whole) for item in listed)
    sentences = []
    if halted:
        named = (
            say.text("changes_part", name=say.workflow(stage), count=halted[stage])
            for stage in HALTED
            if halted[stage]
        )
        sentences.append(say.text("halted", parts=say.text("list_separator").join(named)))
    if parts:
        sentences.append(say.text("parts_note", count=parts))
    if report.not_begun:
        sentences.append(say.text("not_begun", count=report.not_begun))
    if report.registered_later:
        sentences.append(say.text("registered_later", count=report.registered_later))
    return sentences


def _total_sentence(report: Report, say: Wording) -> str:
    change = ""
    if report.previous:
        change = _more_or_fewer(report.total - report.previous.total, say.against(report), say)
    return say.text("tracked", as_of=say.day(report.as_of), total=report.total, change=change)


def _split_sentence(report: Report, say: Wording) -> str:
    parts = [
        say.text(
            "split_part",
            progress=say.progress(row.progress),
            count=row.count,
            percent=say.percent(row.percent),
        )
        for row in rows_compared(report)
        if row.count
    ]
    return say.text("split", parts=say.text("clause_separator").join(parts))


def _attention_sentence(report: Report, say: Wording) -> str:
    count, percent = taken_together(report.counts, NEEDS_ATTENTION)
    if not count:
        return say.text("attention_none")
    change = ""
    if report.previous:
        count_before, percent_before = taken_together(report.previous.counts, NEEDS_ATTENTION)
        points = percent - percent_before
        direction = "points_up" if points > 0 else "points_down" if points else "points_none"
        change = _more_or_fewer(count - count_before, say.before(report), say)
        change += say.text(direction, points=abs(points))
    return say.text("attention", count=count, percent=say.percent(percent), change=change)


def ends_sentence(report: Report, say: Wording) -> str:
    """On time, late and not done are three ends; with what nobody knows they make all due."""
    ends = report.on_time
    told = {
        "end_due": ends.due,
        "end_kept": ends.kept,
        "end_late": ends.late,
        "end_not_done": ends.not_done,
        "end_unknown": ends.unknown or None,
    }
    parts = [say.text(key, count=count) for key, count in told.items() if count is not None]
    parts.append(say.text("end_rate", percent=say.percent(rate_percent(ends))))
    return say.text(
        "ends",
        as_of=say.short_day(report.as_of, report.as_of.year),
        parts=say.text("part_separator").join(parts),
    )


def _year_ago_sentence(report: Report, say: Wording) -> str:
    then = report.year_ago
    assert then is not None  # the caller looked
    count, percent = taken_together(then.counts, NEEDS_ATTENTION)
    against = say.text("against", period=say.text("year_ago"), as_of=say.day(then.as_of))
    return say.text(
        "since_year_ago",
        against=against,
        total=then.total,
        count=count,
        percent=say.percent(percent),
    )


def _more_or_fewer(change: int, against: str, say: Wording) -> str:
    key = "change_more" if change > 0 else "change_fewer" if change else "change_none"
    return say.text(key, count=abs(change), against=against)


def _counts_table(report: Report, say: Wording) -> Table:
    columns = [
        Column(say.text("progress"), 36),
        Column(say.text("count"), 24, Align.CENTER),
        Column(say.text("percent"), 24, Align.CENTER),
    ]
    if report.previous:
        columns += [
            Column(say.text("count_before", before=say.before(report)), 24, Align.CENTER),
            Column(say.text("count_change"), 24, Align.CENTER),
            Column(say.text("percent_change"), 24, Align.CENTER),
        ]
    total = total_compared(report)
    rows = [(say.progress(row.progress), *_figures(row, report)) for row in rows_compared(report)]
    return Table(
        say.heading("counts_table"),
        tuple(columns),
        (*rows, (say.text("total"), *_figures(total, report))),
        has_total=True,
        is_dense=True,
    )


def _figures(row: Figures, report: Report) -> tuple[str, ...]:
    now = str(row.count), f"{row.percent:.1f}"
    if not report.previous:
        return now
    return (
        *now,
        str(row.count_before),
        difference(row.count_change),
        difference(row.percent_change),
    )
