"""A report as a Word document in the form of an official 通报."""

from commitments.rendering.compose import compose
from commitments.rendering.outline import (
    Annex,
    Block,
    Heading,
    Note,
    Outline,
    Paragraph,
    Section,
    Table,
)
from commitments.rendering.values import Report
from commitments.rendering.word.markup import paragraph, run, table, twips
from commitments.rendering.word.package import FOOTERS, package
from commitments.rendering.wording import Wording

# Millimetres of GB/T 9704; the annex lies on its side, with room for its nine columns.
WIDTH, HEIGHT = 210, 297
PORTRAIT_MARGINS = {"top": 37, "right": 26, "bottom": 35, "left": 28}
LANDSCAPE_MARGINS = {"top": 26, "right": 20, "bottom": 25, "left": 20}
PORTRAIT_FOOTER, LANDSCAPE_FOOTER = 23, 14

# A paragraph must follow a table and carry the page properties, but may not cost a page.
NO_LINE = '<w:spacing w:line="20" w:lineRule="exact"/>'


def render_docx(report: Report, language: str = "zh-hans") -> bytes:
    """The same report gives the same bytes."""
    say = Wording(language)
    outline = compose(report, say)
    return package(
        _body(outline),
        title=f"{outline.masthead} {outline.number}",
        author=outline.issuer,
        day=report.issued_on,
        locale="zh-CN" if say.is_chinese else "en-US",
    )


def _body(outline: Outline) -> str:
    letterhead = (
        paragraph(run(outline.masthead), "Masthead")
        + paragraph(run(outline.number), "IssueNumber")
        + paragraph(run(f"{outline.issuer}\t{outline.issued_on}"), "Issuer")
        + paragraph(run(outline.subject), "Title")
    )
    upright = paragraph("", "Body", NO_LINE + _page_properties(landscape=False))
    sections = "".join(_section(section) for section in outline.sections)
    return (
        letterhead
        + sections
        + upright
        + _annex(outline.annex)
        + paragraph("", "Body", NO_LINE)
        + _page_properties(landscape=True)
    )


def _section(section: Section) -> str:
    return paragraph(run(section.heading), "Heading1") + _blocks(section.blocks)


def _annex(annex: Annex) -> str:
    heading = paragraph(run(annex.mark), "AnnexMark") + paragraph(run(annex.title), "AnnexTitle")
    return heading + _blocks(annex.blocks)


def _blocks(blocks: tuple[Block, ...]) -> str:
    return "".join(_block(block) for block in blocks)


def _block(block: Block) -> str:
    match block:
        case Heading(text):
            return paragraph(run(text), "Heading2")
        case Paragraph(text):
            return paragraph(run(text), "Body")
        case Note(text):
            return paragraph(run(text), "Note")
        case Table():
            caption = paragraph(run(block.caption), "Caption") if block.caption else ""
            return caption + table(block)


def _page_properties(*, landscape: bool) -> str:
    if landscape:
        width, height, orient = HEIGHT, WIDTH, ' w:orient="landscape"'
        margins, footer = LANDSCAPE_MARGINS, LANDSCAPE_FOOTER
    else:
        width, height, orient = WIDTH, HEIGHT, ""
        margins, footer = PORTRAIT_MARGINS, PORTRAIT_FOOTER
    sides = " ".join(f'w:{side}="{twips(size)}"' for side, size in margins.items())
    return (
        f'<w:sectPr>{FOOTERS}<w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"{orient}/>'
        f'<w:pgMar {sides} w:header="{twips(footer)}" w:footer="{twips(footer)}" w:gutter="0"/>'
        "</w:sectPr>"
    )
