"""A report as a Word document in the form of an official 通报."""

from commitments.rendering.compose import compose
from commitments.rendering.outline import (
    Annex,
    BarChart,
    Block,
    Heading,
    Note,
    Outline,
    Paragraph,
    Section,
    Table,
    TrendChart,
)
from commitments.rendering.values import Report
from commitments.rendering.word.markup import paragraph, run, table, twips
from commitments.rendering.word.package import FOOTERS, package
from commitments.rendering.word.picture import drawing, pictures
from commitments.rendering.wording import Wording

# Millimetres of GB/T 9704; the annexes lie on their side, with room for their columns.
WIDTH, HEIGHT = 210, 297
PORTRAIT_MARGINS = {"top": 37, "right": 26, "bottom": 35, "left": 28}
LANDSCAPE_MARGINS = {"top": 26, "right": 20, "bottom": 25, "left": 20}
PORTRAIT_FOOTER, LANDSCAPE_FOOTER = 23, 14

# A paragraph must follow a table and carry the page properties, but may not cost a page.
PORTRAIT_TAB = '<w:tabs><w:tab w:val="right" w:pos="8500"/></w:tabs>'
NO_LINE = '<w:spacing w:line="20" w:lineRule="exact"/>'


def render_docx(report: Report, language: str = "zh-hans") -> bytes:
    """The same report gives the same bytes."""
    say = Wording(language)
    outline = compose(report, say)
    head = outline.letterhead
    return package(
        _body(outline),
        pictures(outline),
        mark=outline.draft_mark,
        title=f"{head.masthead} {head.number}",
        author=outline.issuer,
        day=report.issued_on,
        locale="zh-CN" if say.is_chinese else "en-US",
    )


def _body(outline: Outline) -> str:
    upright = (
        _letterhead(outline)
        + "".join(paragraph(run(block.text), "Body") for block in outline.opening)
        + "".join(_section(section) for section in outline.sections)
        + _closing(outline)
    )
    if not outline.annexes:
        end = _imprint(outline, PORTRAIT_TAB) + paragraph("", "Body", NO_LINE)
        return upright + end + _page_properties(landscape=False)
    break_before = "<w:pageBreakBefore/>"
    annexes = "".join(
        _annex(annex, break_before if place else "") for place, annex in enumerate(outline.annexes)
    )
    return (
        upright
        + paragraph("", "Body", NO_LINE + _page_properties(landscape=False))
        + annexes
        + _imprint(outline, "")
        + paragraph("", "Body", NO_LINE)
        + _page_properties(landscape=True)
    )


def _letterhead(outline: Outline) -> str:
    head = outline.letterhead
    addressees = paragraph(run(outline.addressees), "Addressees") if outline.addressees else ""
    return (
        paragraph(run(head.masthead), "Masthead")
        + paragraph(run(head.number), "IssueNumber")
        + paragraph(run(f"{head.left}\t{head.right}"), "Issuer")
        + paragraph(run(outline.subject), "Title")
        + addressees
    )


def _closing(outline: Outline) -> str:
    """附件说明 after an empty line, 落款 after two."""
    first, *more = outline.attachments or ("",)
    empty = paragraph("", "Body")
    lines = empty + paragraph(run(first), "Attachment") if first else ""
    lines += "".join(paragraph(run(line), "AttachmentMore") for line in more)
    if outline.signature:
        lines += empty * 2
    return lines + "".join(paragraph(run(line), "Signature") for line in outline.signature)


def _imprint(outline: Outline, tab: str) -> str:
    imprint = outline.imprint
    if not imprint.printed_by:
        return ""
    lines = [imprint.copies] if imprint.copies else []
    lines.append(f"{imprint.printed_by}\t{imprint.printed_on}")
    return "".join(paragraph(run(line), "Imprint", tab) for line in lines)


def _section(section: Section) -> str:
    return paragraph(run(section.heading), "Heading1") + _blocks(section.blocks)


def _annex(annex: Annex, properties: str) -> str:
    mark = paragraph(run(annex.mark), "AnnexMark", properties)
    return mark + paragraph(run(annex.title), "AnnexTitle") + _blocks(annex.blocks)


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
        case BarChart() | TrendChart():
            caption = paragraph(run(block.caption), "Caption")
            return caption + paragraph(drawing(block), "Picture")


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
