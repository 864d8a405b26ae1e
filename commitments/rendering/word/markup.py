"""WordprocessingML for runs, paragraphs and tables, as text.

Written as text and not through an object tree: a ledger of 3,000 rows has 200,000 elements.
"""

from collections.abc import Iterable
from html import escape
from itertools import repeat

from commitments.rendering.outline import Align, Table
from commitments.rendering.text import printable

ROWS_KEPT_WITH_TOTAL = 2


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
    headings = [column.heading for column in content.columns]
    header = _row(
        zip(headings, widths, repeat(Align.CENTER)), "TableHead", "<w:cantSplit/><w:tblHeader/>"
    )
    alignments = [column.align for column in content.columns]
    rows = "".join(
        _row(zip(cells, widths, alignments, strict=True), style, "<w:cantSplit/>")
        for cells, style in zip(content.rows, _row_styles(content), strict=True)
    )
    return (
        "<w:tbl><w:tblPr>"
        f'<w:tblStyle w:val="Ruled"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{header}{rows}</w:tbl>"
    )


def _row_styles(content: Table) -> list[str]:
    """A total is set apart, and never stands alone at the top of a page."""
    rows = len(content.rows)
    if not content.has_total:
        return ["TableSmall" if content.is_dense else "TableText"] * rows
    kept = min(ROWS_KEPT_WITH_TOTAL, rows - 1)
    return ["TableText"] * (rows - 1 - kept) + ["TableKept"] * kept + ["TableTotal"]


def _row(cells: Iterable[tuple[str, int, Align]], style: str, properties: str) -> str:
    content = "".join(_cell(text, width, style, align) for text, width, align in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{content}</w:tr>"


def _cell(text: str, width: int, style: str, align: Align) -> str:
    justify = "" if align is Align.LEFT else f'<w:jc w:val="{align}"/>'
    lines = "".join(paragraph(run(line), style, justify) for line in text.split("\n"))
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{lines}</w:tc>"
    )
