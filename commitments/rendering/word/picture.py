"""Charts in a Word file: pictures with the words that say the same."""

import hashlib
from collections.abc import Mapping
from html import escape

from commitments.rendering.charts import chart_svg
from commitments.rendering.charts.svg import WIDTH, height_of
from commitments.rendering.outline import BarChart, Chart, Outline, TrendChart
from commitments.rendering.pdf.typesetting import drawn

EMU = 36_000  # of a millimetre
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


def pictures(outline: Outline) -> Mapping[str, bytes]:
    """The PNG of each chart by its name."""
    blocks = (block for section in outline.sections for block in section.blocks)
    charts = (block for block in blocks if isinstance(block, BarChart | TrendChart))
    return {name(chart): drawn(chart_svg(chart)) for chart in charts}


def name(chart: Chart) -> str:
    """Named by what it shows, so that the same chart is the same file."""
    return f"chart{hashlib.sha256(chart_svg(chart).encode()).hexdigest()[:12]}"


def drawing(chart: Chart) -> str:
    """A run with the picture, as wide as the text."""
    number = int(name(chart)[5:11], 16)
    words = escape(chart.words)
    size = f'cx="{WIDTH * EMU}" cy="{round(height_of(chart_svg(chart)) * EMU)}"'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{DRAWING}/wordprocessingDrawing"'
        f' distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{number}" name="{name(chart)}" descr="{words}"/>'
        f'<a:graphic xmlns:a="{DRAWING}/main"><a:graphicData uri="{DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{DRAWING}/picture"><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="{name(chart)}" descr="{words}"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{name(chart)}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
