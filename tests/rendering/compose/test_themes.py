"""The table by theme: an item with several is counted under each, and the sums say so."""

from dataclasses import replace

import pytest

from commitments.rendering.compose import compose
from commitments.rendering.outline import Heading
from commitments.rendering.values import Contradiction, Progress, Report, ThemeRow
from commitments.rendering.wording import Wording
from tests.rendering.examples import ITEMS, report_of


def themed(**changes: object) -> Report:
    first, second, *others = ITEMS
    items = (
        replace(first, themes=("体育", "民生")),
        replace(second, themes=("体育",)),
        *others,
    )
    rest: dict[Progress, int] = {}
    for item in others:
        rest[item.progress] = rest.get(item.progress, 0) + 1
    both = {first.progress: 1, second.progress: 1}
    rows = (
        ThemeRow("体育", 2, both),
        ThemeRow("民生", 1, {first.progress: 1}),
        ThemeRow("", len(others), rest),
    )
    return report_of(items, **{"themes": rows, **changes})


def test_each_theme_has_a_row_and_the_note_says_what_is_counted_twice() -> None:
    outline = compose(themed(), Wording("zh-hans"))

    [statistics] = [annex for annex in outline.annexes if annex.title == "承诺事项统计表"]
    place = statistics.blocks.index(Heading("（三）分主题情况"))
    table, note = statistics.blocks[place + 1 : place + 3]
    assert [(row[0], row[1]) for row in table.rows] == [
        ("体育", "2"),
        ("民生", "1"),
        ("未列入主题", str(len(ITEMS) - 2)),
        ("合计（项次）", str(len(ITEMS) + 1)),
    ]
    assert f"合计为{len(ITEMS) + 1}项次，涉及{len(ITEMS)}项；其中1项列入两个以上主题" in note.text


def test_a_report_without_themes_has_no_section_of_them() -> None:
    outline = compose(report_of(), Wording("zh-hans"))

    blocks = [block for annex in outline.annexes for block in annex.blocks]
    assert not [block for block in blocks if isinstance(block, Heading) and "主题" in block.text]


def test_refuses_rows_that_are_not_those_of_the_items() -> None:
    for broken in ((), (ThemeRow("体育", 3, {Progress.ACHIEVED: 3}),)):
        with pytest.raises(Contradiction, match="themes"):
            themed(themes=broken)


def test_a_snapshot_keeps_the_themes_and_an_older_one_is_read_without() -> None:
    report = themed()
    assert Report.from_snapshot(report.as_snapshot()) == report
    older = report_of().as_snapshot()
    older.pop("themes")
    for item in older["items"]:
        item.pop("themes")
        item.pop("facts")

    assert Report.from_snapshot(older).themes == ()
