"""Charts that Excel draws itself from the cells beside them; marks and labels tell them in grey."""

from xlsxwriter.workbook import Workbook

from commitments.rendering.axes import Progress
from commitments.rendering.outline import TrendChart
from commitments.rendering.wording import Wording

WIDTH, HEIGHT = 640, 320
FONT = {"name": "宋体", "size": 10}
# Colour, dashes and marks of the lines: those of paper.
LINES = (("#1f6f4a", "solid", "square"), ("#9c1c1c", "dash", "circle"))


def counts(workbook: Workbook, say: Wording, head: int, columns: int) -> None:
    """How many there are of each progress value, beside their table."""
    name = say.heading("sheet_overall")
    first, last = head + 1, head + len(Progress)
    chart = workbook.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": say.heading("counts_table"),
            "categories": [name, first, 0, last, 0],
            "values": [name, first, 1, last, 1],
            "fill": {"color": "#5f8fb4"},
            "border": {"color": "#222222"},
            "gap": 60,
            "data_labels": {"value": True, "font": FONT},
        }
    )
    chart.set_title({"name": say.heading("counts_table"), "name_font": FONT, "overlay": False})
    chart.set_legend({"none": True})
    # The first row of the table stands on top.
    chart.set_y_axis({"reverse": True, "num_font": FONT})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_size({"width": WIDTH, "height": HEIGHT})
    sheet = workbook.get_worksheet_by_name(name)
    sheet.insert_chart(head, columns + 1, chart, {"description": say.heading("counts_table")})


def trend(workbook: Workbook, told: TrendChart, say: Wording) -> None:
    """Shares over the months, beside their table."""
    name = say.heading("sheet_trend")
    last = len(told.labels)
    chart = workbook.add_chart({"type": "line"})
    for place, (colour, dashes, mark) in enumerate(LINES, start=1):
        chart.add_series(
            {
                "name": [name, 0, place],
                "categories": [name, 1, 0, last, 0],
                "values": [name, 1, place, last, place],
                "line": {"color": colour, "dash_type": dashes, "width": 1.5},
                "marker": {"type": mark, "size": 6, "border": {"color": colour}},
            }
        )
    chart.set_title({"name": told.caption, "name_font": FONT, "overlay": False})
    chart.set_y_axis({"num_format": "0%", "num_font": FONT, "min": 0})
    chart.set_x_axis({"num_font": FONT})
    chart.set_legend({"position": "bottom", "font": FONT})
    chart.set_size({"width": WIDTH, "height": HEIGHT})
    sheet = workbook.get_worksheet_by_name(name)
    sheet.insert_chart(0, len(told.lines) + 2, chart, {"description": told.words})
