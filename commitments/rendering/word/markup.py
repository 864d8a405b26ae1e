"""WordprocessingML for runs, paragraphs and tables, as text.

Written as text and not through an object tree: a ledger of 3,000 rows has 200,000 elements.
"""

from collections.abc import Iterable
from html import escape

from commitments.rendering.outline import Align, Table
from commitments.rendering.text import printable

ROWS_KEPT_WITH_TOTAL = 2
KEEP = "<w:keepNext/>"


def twips(millimetres: float) -> int:
    """Word measures in twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


def run(text: str) -> str:
    """Text; the hint makes “ ” and — take the Chinese font, as they belong to both scripts."""
    content = escape(printable(text), quote=False).replace(
        "\t", '</w:t><w:tab/><w:t xml:space="preserve">'
    )
    return (
        '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
        f'<w:t xml:space="preserve">{content}</w:t></w:r>'
    )


def paragraph(content: str, style: str, properties: str = "") -> str:
    """A paragraph of ready-made runs."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def field(instruction: str) -> str:
    """Something that Word works out when it lays out the page, such as its number."""
    return f'<w:fldSimple w:instr="{instruction}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def table(content: Table) -> str:
    """A ruled table; its header row comes again on each page and no row is torn apart."""
    widths = [twips(column.width) for column in content.columns]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        "<w:tbl><w:tblPr>"
        f'<w:tblStyle w:val="Ruled"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{_rows(content, widths)}</w:tbl>"
    )


def _rows(content: Table, widths: list[int]) -> str:
    """The header, the rows, and a total that never stands alone at the top of a page."""
    head, body = ("SmallHead", "SmallText") if content.is_dense else ("TableHead", "TableText")
    headings = [column.heading for column in content.columns]
    alignments = [column.align for column in content.columns]
    centred = [Align.CENTER] * len(headings)
    rows = [_row(zip(headings, widths, centred, strict=True), head, KEEP, "<w:tblHeader/>")]
    last = len(content.rows) - 1 if content.has_total else len(content.rows)
    for place, cells in enumerate(content.rows):
        style = head if place == last else body
        is_kept = content.has_total and last - ROWS_KEPT_WITH_TOTAL <= place < last
        keep = KEEP if is_kept else ""
        rows.append(_row(zip(cells, widths, alignments, strict=True), style, keep))
    return "".join(rows)


def _row(cells: Iterable[tuple[str, int, Align]], style: str, keep: str, header: str = "") -> str:
    content = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{_lines(text, style, keep + _justified(align))}</w:tc>"
        for text, width, align in cells
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{content}</w:tr>"


def _lines(text: str, style: str, properties: str) -> str:
    return "".join(paragraph(run(line), style, properties) for line in text.split("\n"))


def _justified(align: Align) -> str:
    return "" if align is Align.LEFT else f'<w:jc w:val="{align}"/>'
