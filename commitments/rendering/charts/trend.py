"""Shares over the months: each line has dashes and marks of its own, and its figures beside it."""

from collections.abc import Iterator
from typing import Any

from commitments.rendering.charts.svg import WIDTH, drawing, element, number, text
from commitments.rendering.outline import Line, TrendChart

LEFT, RIGHT, INDENT, TOP, BOTTOM, HEIGHT = 11.0, 6.0, 6.0, 8.0, 27.0, 32.5
RADIUS = 0.9
# Colour, dashes and the shape of the marks.
LOOKS = (("#1f6f4a", "none", True), ("#9c1c1c", "2 1", False))
Attributes = dict[str, Any]
STEPS = (10, 20, 25, 50, 100)


def trend_svg(chart: TrendChart) -> str:
    top = _top(chart)
    content = "".join((*_grid(chart, top), *_legend(chart)))
    for place, line in enumerate(chart.lines):
        others = [other for other in chart.lines if other is not line]
        content += "".join(_line(line, others, place, top))
    return drawing(HEIGHT, content)


def _top(chart: TrendChart) -> int:
    highest = max(max(line.percents) for line in chart.lines)
    return next(step for step in STEPS if highest <= step)


def _x(place: int, count: int) -> float:
    return LEFT + INDENT + (WIDTH - LEFT - INDENT - RIGHT) * place / max(count - 1, 1)


def _y(percent: float, top: int) -> float:
    return BOTTOM - (BOTTOM - TOP) * percent / top


def _grid(chart: TrendChart, top: int) -> Iterator[str]:
    for percent in (0, top / 2, top):
        y = _y(percent, top)
        rule: Attributes = {"stroke": "#bbbbbb", "stroke_width": 0.2}
        yield element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y, **rule)
        yield text(f"{number(percent)}%", LEFT - 1, y + 1, "end")
    count = len(chart.labels)
    for place, label in enumerate(chart.labels):
        yield text(label, _x(place, count), BOTTOM + 4.5, "middle")


def _legend(chart: TrendChart) -> Iterator[str]:
    for place, line in enumerate(chart.lines):
        x = LEFT + place * 50
        colour, dashes, is_square = LOOKS[place]
        stroke: Attributes = {"stroke": colour, "stroke_width": 0.5, "stroke_dasharray": dashes}
        yield element("line", x1=x, x2=x + 9, y1=2.5, y2=2.5, **stroke)
        yield _mark(x + 4.5, 2.5, colour, is_square=is_square)
        yield text(line.name, x + 10.5, 3.6)


def _line(line: Line, others: list[Line], place: int, top: int) -> Iterator[str]:
    colour, dashes, is_square = LOOKS[place]
    count = len(line.percents)
    points = [(_x(n, count), _y(percent, top)) for n, percent in enumerate(line.percents)]
    way = " ".join(f"{number(x)},{number(y)}" for x, y in points)
    stroke: Attributes = {"stroke": colour, "stroke_width": 0.5, "stroke_dasharray": dashes}
    yield element("polyline", points=way, fill="none", **stroke)
    for n, ((x, y), percent) in enumerate(zip(points, line.percents, strict=True)):
        yield _mark(x, y, colour, is_square=is_square)
        # The higher one of two has its figure above, the lower one below.
        is_above = all(
            percent > other.percents[n] or (place == 0 and percent == other.percents[n])
            for other in others
        )
        yield text(f"{percent:.1f}", x, y - 1.6 if is_above else y + 4, "middle")


def _mark(x: float, y: float, colour: str, *, is_square: bool) -> str:
    if is_square:
        side = 2 * RADIUS
        return element("rect", x=x - RADIUS, y=y - RADIUS, width=side, height=side, fill=colour)
    ring: Attributes = {"fill": "#ffffff", "stroke": colour, "stroke_width": 0.5}
    return element("circle", cx=x, cy=y, r=RADIUS, **ring)
