"""A frozen report value becomes Word, Excel or HTML: the same value, the same bytes, always."""

from commitments.rendering.excel import render_xlsx
from commitments.rendering.formats import FORMATS, Format
from commitments.rendering.labels import CHINESE, LANGUAGES
from commitments.rendering.values import Contradiction, Report
from commitments.rendering.web import render_html
from commitments.rendering.word import render_docx

__all__ = [
    "CHINESE",
    "FORMATS",
    "LANGUAGES",
    "Contradiction",
    "Format",
    "Report",
    "render_docx",
    "render_html",
    "render_xlsx",
]
