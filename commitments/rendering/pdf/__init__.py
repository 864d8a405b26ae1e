"""A report as a PDF to archive (PDF/A-2a): tagged, with bookmarks, in the form of a 通报."""

import json
import re
from datetime import date
from typing import Any

from commitments.rendering.charts import chart_svg
from commitments.rendering.compose import compose
from commitments.rendering.outline import (
    Align,
    BarChart,
    Block,
    Heading,
    Note,
    Outline,
    Paragraph,
    Table,
    TrendChart,
)
from commitments.rendering.pdf import typesetting
from commitments.rendering.pdf.template import TEMPLATE
from commitments.rendering.pdf.typesetting import MissingFont, require_fonts
from commitments.rendering.text import printable
from commitments.rendering.values import Report
from commitments.rendering.wording import Wording

__all__ = ["MissingFont", "render_pdf", "require_fonts"]

# A row with a longer cell may be parted at the end of a page: it could be taller than one.
LONGEST_WHOLE_CELL = 400
# Longer words find no place in a column: they may be parted anywhere.
LONG_WORD = re.compile(r"[!-~]{24,}")
MAY_BREAK = "\u200b"


def render_pdf(report: Report, language: str = "zh-hans") -> bytes:
    """The same report gives the same bytes; the day of issue stands for the time of writing."""
    say = Wording(language)
    require_fonts()
    data = json.dumps(_data(compose(report, say), report.issued_on, say), ensure_ascii=False)
    content = typesetting.compiled(TEMPLATE, data=typesetting.shown(data))
    typesetting.forget()
    return content


def _data(outline: Outline, day: date, say: Wording) -> dict[str, Any]:
    """All that the template prints, as plain JSON values."""
    letterhead = outline.letterhead
    lang, region = ("zh", "cn") if say.is_chinese else ("en", "us")
    return {
        "title": _text(f"{letterhead.masthead} {letterhead.number}"),
        "author": _text(outline.issuer),
        "date": [day.year, day.month, day.day],
        "lang": lang,
        "region": region,
        "families": typesetting.FAMILIES,
        "latin": typesetting.LATIN,
        "watermark": outline.draft_mark,
        "masthead": _text(letterhead.masthead),
        "number": _text(letterhead.number),
        "left": _text(letterhead.left),
        "right": _text(letterhead.right),
        "subject": _text(outline.subject),
        "addressees": _text(outline.addressees),
        "opening": [_text(paragraph.text) for paragraph in outline.opening],
        "sections": [
            {"heading": _text(section.heading), "blocks": [_block(it) for it in section.blocks]}
            for section in outline.sections
        ],
        "attachments": [_text(line) for line in outline.attachments],
        "signature": [_text(line) for line in outline.signature],
        "annexes": [
            {
                "mark": annex.mark,
                "title": annex.title,
                "blocks": [_block(it) for it in annex.blocks],
            }
            for annex in outline.annexes
        ],
        "imprint": {
            "copies": _text(outline.imprint.copies),
            "printed_by": _text(outline.imprint.printed_by),
            "printed_on": outline.imprint.printed_on,
        },
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(text):
            return {"kind": "heading", "text": _text(text)}
        case Paragraph(text):
            return {"kind": "paragraph", "text": _text(text)}
        case Note(text):
            return {"kind": "note", "text": _text(text)}
        case Table():
            return _table(block)
        case BarChart() | TrendChart():
            return {
                "kind": "chart",
                "caption": _text(block.caption),
                "words": block.words,
                "svg": chart_svg(block),
            }


def _table(table: Table) -> dict[str, Any]:
    return {
        "kind": "table",
        "caption": _text(table.caption),
        "dense": table.is_dense,
        "total": table.has_total,
        "columns": [
            {
                "heading": _text(column.heading),
                "width": column.width,
                "center": column.align is Align.CENTER,
            }
            for column in table.columns
        ],
        "rows": [
            {
                "cells": [_text(cell) for cell in cells],
                "long": max(map(len, cells)) > LONGEST_WHOLE_CELL,
            }
            for cells in table.rows
        ],
    }


def _text(text: str) -> str:
    """Text that can be printed in a column of any width."""
    return LONG_WORD.sub(lambda word: MAY_BREAK.join(word[0]), printable(text))
