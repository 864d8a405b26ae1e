"""Whatever the items: every printed table adds up, down and across."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from commitments.domain.reporting import tallies
from commitments.rendering.compose import compose
from commitments.rendering.outline import Table
from commitments.rendering.values import End, Item, Progress, Report, Target, Workflow
from commitments.rendering.wording import Wording

AS_OF = date(2026, 6, 30)
THEMES = ("体育", "养老", "住房")


@st.composite
def items(draw: st.DrawFn) -> tuple[Item, ...]:
    found = []
    for number in range(draw(st.integers(0, 12))):
        is_due = draw(st.booleans())
        is_part = draw(st.booleans()) and number > 0
        found.append(
            Item(
                code=f"C-{number}",
                title="事项",
                progress=draw(st.sampled_from(Progress)),
                workflow=draw(st.sampled_from([Workflow.IN_PROGRESS, Workflow.CLOSED])),
                target=Target(due=AS_OF if is_due else draw(st.none() | st.just(date(2027, 1, 1)))),
                lead_unit=draw(st.sampled_from(["", "甲局", "乙局"])),
                themes=tuple(draw(st.sets(st.sampled_from(THEMES)))),
                end=draw(st.none() | st.sampled_from(End)) if is_due else None,
                counted=not is_part,
                whole="C-0" if is_part else "",
            )
        )
    return tuple(found)


def report_of(listed: tuple[Item, ...]) -> Report:
    counted = [item for item in listed if item.counted]
    return Report(
        title="通报",
        issuer="督查室",
        year=2026,
        number=1,
        period="2026-06",
        period_start=date(2026, 6, 1),
        period_end=AS_OF,
        as_of=AS_OF,
        issued_on=date(2026, 7, 2),
        total=len(counted),
        counts=tallies.counts(counted),
        units=tallies.units(counted, AS_OF),
        themes=tallies.themes(counted, THEMES),
        items=listed,
        attention=tallies.attention(counted),
    )


@given(items())
def test_every_table_adds_up(listed: tuple[Item, ...]) -> None:
    report = report_of(listed)

    outline = compose(report, Wording("zh-hans"))

    blocks = [block for annex in outline.annexes for block in annex.blocks]
    tables = [block for block in blocks if isinstance(block, Table) and block.has_total]
    for table in tables:
        *rows, total = table.rows
        for place in range(1, len(total)):
            is_rank = table.columns[place].heading == "名次"
            if not is_rank and all(row[place].isdigit() for row in table.rows):
                assert sum(int(row[place]) for row in rows) == int(total[place])
    for table in tables:
        headings = [column.heading for column in table.columns]
        for first, count in (("合计", 7), ("应完成（项）", len(headings) - 12)):
            if first in headings:
                place = headings.index(first)
                for row in table.rows:
                    parts = row[place + 1 : place + 1 + count]
                    assert int(row[place]) == sum(map(int, parts))


@given(items())
def test_the_ends_in_all_are_those_of_the_items(listed: tuple[Item, ...]) -> None:
    in_all = report_of(listed).on_time
    counted = [item for item in listed if item.counted]

    assert in_all.due == sum(item.target.due == AS_OF for item in counted)
    assert in_all.kept == sum(item.end is End.ON_TIME for item in counted)
    assert in_all.late == sum(item.end is End.LATE for item in counted)
    assert in_all.kept + in_all.late + in_all.not_done + in_all.unknown == in_all.due


@given(items())
def test_a_report_of_them_survives_its_snapshot(listed: tuple[Item, ...]) -> None:
    report = replace(report_of(listed), not_begun=3)

    assert Report.from_snapshot(report.as_snapshot()) == report
