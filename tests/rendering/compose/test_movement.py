"""What fell behind and what recovered is named side by side."""

from commitments.rendering.compose.movement import movement
from commitments.rendering.outline import Paragraph, Table
from commitments.rendering.values import Changes, Moved, Progress
from commitments.rendering.wording import Wording
from tests.rendering.examples import ITEMS, report_of

CHINESE = Wording("zh-hans")


def moved(place, before, after):
    return Moved(ITEMS[place].code, ITEMS[place].title, before, after)


def test_only_what_crosses_the_line_is_told():
    changes = Changes(
        moved=(
            moved(1, Progress.ON_SCHEDULE, Progress.BEHIND),
            moved(4, Progress.BEHIND, Progress.ACHIEVED),
            moved(2, Progress.BEHIND, Progress.MISSED),
            moved(3, Progress.ON_SCHEDULE, Progress.AHEAD),
        )
    )

    [table] = movement(report_of(changes=changes), CHINESE)

    assert isinstance(table, Table)
    assert [column.heading for column in table.columns] == [
        "比上期新增滞后1项",
        "比上期由滞后转为正常1项",
    ]
    assert table.rows == (
        (
            "新建、扩建和改造提升重大体育场馆（区体育局）",
            "编制出台《海淀区“十五五”时期…（区体育局）",
        ),
    )


def test_the_rest_is_counted():
    fell = tuple(
        Moved(f"X-{place}", "某事项", Progress.ON_SCHEDULE, Progress.BEHIND) for place in range(9)
    )

    [table] = movement(report_of(changes=Changes(moved=fell)), CHINESE)

    assert isinstance(table, Table)
    assert table.rows[0][0].splitlines()[-1] == "另有6项"
    assert table.rows[0][1] == "—"


def test_nothing_moved_and_nothing_to_compare_with_are_said():
    assert movement(report_of(changes=Changes()), CHINESE) == [
        Paragraph("与上期相比，无新增滞后或转为正常的事项。")
    ]
    assert movement(report_of(previous=None), CHINESE) == [
        Paragraph("此前未印发同类时段的通报，无可比数据。")
    ]
