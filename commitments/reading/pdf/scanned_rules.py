"""Find the ruled tables in the picture of a page, by the long dark lines it is ruled with."""

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pdfplumber.table import Table

# Shorter strokes belong to characters: a share of the longer side of the page.
SHORTEST: Final = 1 / 50
# Rules of a scan are a little crooked and broken; their ends may miss each other by this share.
SLACK: Final = 1 / 250
MAX_RULES: Final = 2_000


def find(pixels: Any) -> list["Table"]:
    """The tables of a page given as an array of brightness."""
    from pdfplumber import table as finder

    side = max(pixels.shape)
    slack = max(2, round(side * SLACK))
    rules = _rules(pixels, round(side * SHORTEST))
    if len(rules) > MAX_RULES:
        return []
    edges = finder.merge_edges(rules, slack, slack, slack, slack)
    crossings = finder.edges_to_intersections(edges, slack, slack)
    cells = finder.intersections_to_cells(crossings)
    # A table asks the page it lies on for its words only; ours come from elsewhere.
    page: Any = None
    return [finder.Table(page, group) for group in finder.cells_to_tables(cells)]


def _rules(pixels: Any, shortest: int) -> list[dict[str, Any]]:
    """Dark strokes that run straight for long enough, as pdfplumber describes edges."""
    import cv2

    dark = cv2.adaptiveThreshold(
        pixels, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 15, 10
    )
    found = []
    for orientation, kernel in (("h", (shortest, 1)), ("v", (1, shortest))):
        shape = cv2.getStructuringElement(cv2.MORPH_RECT, kernel)
        strokes = cv2.morphologyEx(dark, cv2.MORPH_OPEN, shape)
        _, _, boxes, _ = cv2.connectedComponentsWithStats(strokes)
        for x, y, width, height, _ in boxes[1:]:
            found.append(_edge(orientation, int(x), int(y), int(width), int(height)))
    return found


def _edge(orientation: str, x: int, y: int, width: int, height: int) -> dict[str, Any]:
    """A stroke as the line through its middle."""
    if orientation == "h":
        y, height = y + height // 2, 0
    else:
        x, width = x + width // 2, 0
    return {
        "orientation": orientation,
        "x0": x,
        "x1": x + width,
        "top": y,
        "bottom": y + height,
        "width": width,
        "height": height,
    }
