"""All commitments as one bar, parted by progress, with a legend that says each figure."""

from collections.abc import Mapping

from commitments.rendering.axes import Progress
from commitments.rendering.charts.svg import WIDTH, drawing, element, text
from commitments.rendering.outline import BarChart

TOP, THICKNESS = 1.0, 9.0
LEGEND_TOP, ROW, PER_ROW = 14.5, 4.8, 3
SWATCH = 3.6

# Colour, and the lines drawn over it: no two look alike in grey.
LOOKS: Mapping[Progress, tuple[str, str]] = {
    Progress.ACHIEVED: ("#1f6f4a", ""),
    Progress.AHEAD: ("#bfe3cd", "M-1,1 l2,-2 M0,4 l4,-4 M3,5 l2,-2"),
    Progress.ON_SCHEDULE: ("#9cc9e8", ""),
    Progress.BEHIND: ("#ffd27a", "M0,2 h4"),
    Progress.MISSED: ("#9c1c1c", "M2,0 v4"),
    Progress.NOT_STARTED: ("#ffffff", ""),
    Progress.NOT_ASSESSED: ("#e8e8e8", "M2,1.7 v.6"),
}
ON_DARK, ON_LIGHT = "#ffffff", "#333333"


def bar_svg(chart: BarChart) -> str:
    total = sum(share.count for share in chart.shares)
    patterns = "".join(_pattern(share.progress) for share in chart.shares)
    parts, x = [], 0.0
    for place, share in enumerate(chart.shares):
        width = WIDTH * share.count / total
        parts.append(_box(share.progress, x, TOP, width, THICKNESS))
        column, row = place % PER_ROW, place // PER_ROW
        left, line = column * WIDTH / PER_ROW, LEGEND_TOP + row * ROW
        parts.append(_box(share.progress, left, line - SWATCH + 0.5, SWATCH, SWATCH))
        parts.append(text(share.label, left + SWATCH + 1.5, line))
        x += width
    rows = -(-len(chart.shares) // PER_ROW)
    return drawing(LEGEND_TOP + (rows - 1) * ROW + 2, element("defs", patterns) + "".join(parts))


def _pattern(progress: Progress) -> str:
    colour, lines = LOOKS[progress]
    ink = ON_DARK if progress is Progress.MISSED else ON_LIGHT
    ground = element("rect", width=4, height=4, fill=colour)
    drawn = element("path", d=lines, stroke=ink, stroke_width=0.45) if lines else ""
    return element(
        "pattern",
        ground + drawn,
        id=f"p-{progress}",
        width=4,
        height=4,
        patternUnits="userSpaceOnUse",
        patternTransform="scale(.5)",
    )


def _box(progress: Progress, x: float, y: float, width: float, height: float) -> str:
    return element(
        "rect",
        x=x,
        y=y,
        width=width,
        height=height,
        fill=f"url(#p-{progress})",
        stroke="#222222",
        stroke_width=0.25,
    )
