"""A report as one HTML page that needs nothing from elsewhere, readable and printable."""

from collections.abc import Iterable
from html import escape

from commitments.rendering.charts import chart_svg
from commitments.rendering.charts.svg import NAMESPACE
from commitments.rendering.compose import compose
from commitments.rendering.outline import (
    Align,
    Annex,
    BarChart,
    Block,
    Chart,
    Column,
    Heading,
    Note,
    Outline,
    Paragraph,
    Section,
    Table,
    TrendChart,
)
from commitments.rendering.text import printable
from commitments.rendering.values import Report
from commitments.rendering.web_style import STYLE_SHEET
from commitments.rendering.wording import Wording


def render_html(report: Report, language: str = "zh-hans") -> str:
    """The same report gives the same text; everything that was entered is escaped."""
    say = Wording(language)
    outline = compose(report, say)
    head = outline.letterhead
    return (
        f'<!DOCTYPE html>\n<html lang="{"zh-Hans" if say.is_chinese else "en"}">\n<head>\n'
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        f"<title>{_safe(f'{head.masthead} {head.number}')}</title>\n"
        f"<style>{STYLE_SHEET}</style>\n</head>\n<body>\n<main>\n"
        f"{_letterhead(outline)}{_navigation(outline, say)}{_sections(outline)}"
        f"{_closing(outline)}{_annexes(outline)}{_imprint(outline)}</main>\n</body>\n</html>\n"
    )


def _letterhead(outline: Outline) -> str:
    head = outline.letterhead
    addressees = f'<p class="flush">{_safe(outline.addressees)}</p>\n' if outline.addressees else ""
    mark = f'<p class="mark">{_safe(outline.draft_mark)}</p>\n' if outline.draft_mark else ""
    return (
        '<header class="upright">\n'
        f"{mark}"
        f'<p class="masthead">{_safe(head.masthead)}</p>\n'
        f'<p class="number">{_safe(head.number)}</p>\n'
        f'<p class="issuer"><span>{_safe(head.left)}</span>'
        f"<span>{_safe(head.right)}</span></p>\n"
        f"<h1>{_safe(outline.subject)}</h1>\n{addressees}{_blocks(outline.opening)}</header>\n"
    )


def _closing(outline: Outline) -> str:
    attachments = "<br>".join(map(_safe, outline.attachments))
    signature = "<br>".join(map(_safe, outline.signature))
    told = {"attachments": attachments, "signature": signature}
    lines = "".join(f'<p class="{name}">{text}</p>\n' for name, text in told.items() if text)
    return f'<footer class="upright">\n{lines}</footer>\n' if lines else ""


def _imprint(outline: Outline) -> str:
    imprint = outline.imprint
    if not imprint.printed_by:
        return ""
    copies = f"<p>{_safe(imprint.copies)}</p>\n" if imprint.copies else ""
    return (
        f'<footer class="upright imprint">\n{copies}<p class="ends">'
        f"<span>{_safe(imprint.printed_by)}</span><span>{_safe(imprint.printed_on)}</span></p>\n"
        "</footer>\n"
    )


def _navigation(outline: Outline, say: Wording) -> str:
    names = [
        *(section.heading for section in outline.sections),
        *(f"{annex.mark} {annex.title}" for annex in outline.annexes),
    ]
    links = "".join(
        f'<li><a href="#{_anchor(place)}">{_safe(name)}</a></li>\n'
        for place, name in enumerate(names)
    )
    return f'<nav class="upright" aria-label="{say.text("contents")}"><ul>\n{links}</ul></nav>\n'


def _annexes(outline: Outline) -> str:
    first = len(outline.sections)
    return "".join(
        _annex(annex, _anchor(place)) for place, annex in enumerate(outline.annexes, start=first)
    )


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


def _blocks(blocks: Iterable[Block]) -> str:
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
        case BarChart() | TrendChart():
            return _figure(block)


def _figure(chart: Chart) -> str:
    words, caption = _safe(chart.words), _safe(chart.caption)
    opening = f'<svg role="img" aria-label="{words}"'
    picture = chart_svg(chart).replace(f'<svg xmlns="{NAMESPACE}"', opening, 1)
    return f"<figure>\n<figcaption>{caption}</figcaption>\n{picture}\n</figure>\n"


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
