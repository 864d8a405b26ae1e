"""Charts are the same in Word, PDF and HTML, tell their figures in words, and read in grey."""

import io
import re
from datetime import date
from xml.etree import ElementTree
from zipfile import ZipFile

from docx import Document
from docx.oxml.ns import qn
from PIL import Image

from commitments.rendering import render_docx, render_html, render_xlsx
from commitments.rendering.axes import Progress
from commitments.rendering.charts import chart_svg
from commitments.rendering.charts.bar import LOOKS
from commitments.rendering.charts.svg import WIDTH
from commitments.rendering.outline import BarChart, Line, Share, TrendChart
from commitments.rendering.values import Previous
from tests.rendering.examples import ITEMS, counts_of, report_of

BAR = BarChart(
    "进度",
    (Share(Progress.ACHIEVED, 30, "已完成 30项"), Share(Progress.MISSED, 10, "<超期> 10项")),
    "其中，已完成30项。",
)
TREND = TrendChart(
    "趋势", ("1月", "2月"), (Line("已完成", (0.0, 50.0)), Line("滞后", (20.0, 20.0))), "已完成：0%"
)
MONTHS = (Previous(1, date(2026, 1, 31), counts_of(ITEMS[:6]), "2026-01", 2026),)


def test_each_part_of_the_bar_is_as_wide_as_its_count():
    drawing = ElementTree.fromstring(chart_svg(BAR))

    boxes = [box for box in drawing if box.tag.endswith("rect") and box.get("height") == "9"]
    assert [float(box.get("width")) for box in boxes] == [WIDTH * 0.75, WIDTH * 0.25]


def test_entered_text_is_escaped():
    assert "&lt;超期&gt;" in chart_svg(BAR)


def test_a_line_goes_through_its_values():
    drawing = ElementTree.fromstring(chart_svg(TREND))

    first, second = [line.get("points") for line in drawing if line.tag.endswith("polyline")]
    assert first.split()[0].split(",")[1] > second.split()[0].split(",")[1]
    assert len(first.split()) == 2


def test_no_two_parts_look_alike_in_grey():
    def grey(colour):
        red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    looks = [(grey(colour), lines) for colour, lines in LOOKS.values()]
    alike = [
        (one, other)
        for place, one in enumerate(looks)
        for other in looks[:place]
        if one[1] == other[1] and abs(one[0] - other[0]) < 30
    ]
    assert set(LOOKS) == set(Progress)
    assert alike == []


def test_word_has_them_as_pictures_with_words():
    content = render_docx(report_of(trend=MONTHS))

    document = Document(io.BytesIO(content))
    told = [one.get("descr") for one in document.element.body.iter(qn("wp:docPr"))]
    assert [words[:4] for words in told] == ["其中，已", "已完成占"]
    with ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name.startswith("word/media/")]
        sizes = [Image.open(io.BytesIO(archive.read(name))).size for name in names]
    assert len(names) == 2
    assert all(width > 1000 for width, _ in sizes)


def test_the_page_has_them_with_words_for_who_cannot_see_them():
    page = render_html(report_of(trend=MONTHS))

    assert page.count('<svg role="img" aria-label="') == 2


def test_excel_draws_them_from_its_own_cells():
    with ZipFile(io.BytesIO(render_xlsx(report_of(trend=MONTHS)))) as archive:
        charts = [
            archive.read(name).decode()
            for name in archive.namelist()
            if re.fullmatch(r"xl/charts/chart\d\.xml", name)
        ]

    assert len(charts) == 2
    bar, trend = charts
    assert "总体情况!$B$" in bar
    assert "趋势!$B$2:$B$3" in trend
    assert "prstDash" in trend
