"""Charts as SVG, the same on paper and on a screen; grey tells as much as colour does."""

from commitments.rendering.charts.bar import bar_svg
from commitments.rendering.charts.trend import trend_svg
from commitments.rendering.outline import BarChart, Chart

__all__ = ["chart_svg"]


def chart_svg(chart: Chart) -> str:
    return bar_svg(chart) if isinstance(chart, BarChart) else trend_svg(chart)
