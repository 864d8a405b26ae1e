"""A report as one HTML page that needs nothing from elsewhere, readable and printable."""

from html import escape

from commitments.rendering.compose import compose
from commitments.rendering.outline import (
    Align,
    Annex,
    Block,
    Column,
    Heading,
    Note,
    Outline,
    Paragraph,
    Section,
    Table,
)
from commitments.rendering.text import printable
from commitments.rendering.values import Report
from commitments.rendering.web_style import STYLE_SHEET
from commitments.rendering.wording import Wording


def render_html(report: Report, language: str = "zh-hans") -> str:
    """The same report gives the same text; everything that was entered is escaped."""
    say = Wording(language)
    outline = compose(report, say)
    return (
        f'<!DOCTYPE html>\n<html lang="{"zh-Hans" if say.is_chinese else "en"}">\n<head>\n'
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        f"<title>{_safe(f'{outline.masthead} {outline.number}')}</title>\n"
        f"<style>{STYLE_SHEET}</style>\n</head>\n<body>\n<main>\n"
        f"{_letterhead(outline)}{_navigation(outline, say)}{_sections(outline)}"
        f"{_annex(outline.annex, _anchor(len(outline.sections)))}</main>\n</body>\n</html>\n"
    )


def _letterhead(outline: Outline) -> str:
    return (
        '<header class="upright">\n'
        f'<p class="masthead">{_safe(outline.masthead)}</p>\n'
        f'<p class="number">{_safe(outline.number)}</p>\n'
        f'<p class="issuer"><span>{_safe(outline.issuer)}</span>'
        f"<span>{_safe(outline.issued_on)}</span></p>\n"
        f"<h1>{_safe(outline.subject)}</h1>\n</header>\n"
    )


def _navigation(outline: Outline, say: Wording) -> str:
    names = [*(section.heading for section in outline.sections), outline.annex.mark]
    links = "".join(
        f'<li><a href="#{_anchor(place)}">{_safe(name)}</a></li>\n'
        for place, name in enumerate(names)
    )
    return f'<nav class="upright" aria-label="{say.text("contents")}"><ul>\n{links}</ul></nav>\n'


def _sections(outline: Outline) -> str:
    return "".join(
        _section(section, _anchor(place)) for place, section in enumerate(outline.sections)
    )


def _anchor(place: int) -> str:
    return f"part-{place + 1}"


def _section(section: Section, anchor: str) -> str:
    return (
        f'<section class="upright" id="{anchor}">\n<h2>{_safe(section.heading)}</h2>\n'
        f"{_blocks(section.blocks)}</section>\n"
    )


def _annex(annex: Annex, anchor: str) -> str:
    return (
        f'<section class="wide" id="{anchor}">\n<h2>{_safe(annex.mark)}</h2>\n'
        f'<p class="title">{_safe(annex.title)}</p>\n{_blocks(annex.blocks)}</section>\n'
    )


def _blocks(blocks: tuple[Block, ...]) -> str:
    return "".join(_block(block) for block in blocks)


def _block(block: Block) -> str:
    match block:
        case Heading(text):
            return f"<h3>{_safe(text)}</h3>\n"
        case Paragraph(text):
            return f"<p>{_safe(text)}</p>\n"
        case Note(text):
            return f'<p class="note">{_safe(text)}</p>\n'
        case Table():
            return _table(block)


def _table(table: Table) -> str:
    total_width = sum(column.width for column in table.columns)
    shares = "".join(
        f'<col style="width:{100 * column.width / total_width:.1f}%">' for column in table.columns
    )
    headings = "".join(f'<th scope="col">{_safe(column.heading)}</th>' for column in table.columns)
    last = len(table.rows) - 1
    rows = "".join(
        _row(cells, table.columns, is_total=table.has_total and place == last)
        for place, cells in enumerate(table.rows)
    )
    caption = f"<caption>{_safe(table.caption)}</caption>\n" if table.caption else ""
    return (
        f'<div class="scroll"><table>\n{caption}'
        f"<colgroup>{shares}</colgroup>\n<thead><tr>{headings}</tr></thead>\n"
        f"<tbody>\n{rows}</tbody>\n</table></div>\n"
    )


def _row(cells: tuple[str, ...], columns: tuple[Column, ...], *, is_total: bool) -> str:
    """The first cell names its row, so that a screen reader can say it with each figure."""
    first, *others = (
        (_lines(text), "" if column.align is Align.LEFT else f' class="{column.align}"')
        for text, column in zip(cells, columns, strict=True)
    )
    rest = "".join(f"<td{align}>{text}</td>" for text, align in others)
    opening = '<tr class="total">' if is_total else "<tr>"
    return f'{opening}<th scope="row"{first[1]}>{first[0]}</th>{rest}</tr>\n'


def _lines(text: str) -> str:
    return "<br>".join(_safe(line) for line in text.split("\n"))


def _safe(text: str) -> str:
    return escape(printable(text))
