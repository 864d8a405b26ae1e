"""A frozen report value becomes Word, PDF, Excel or HTML: the same value, the same bytes."""

from commitments.rendering.excel import render_xlsx
from commitments.rendering.formats import FORMATS, Format
from commitments.rendering.labels import CHINESE, LANGUAGES
from commitments.rendering.pdf import MissingFont, render_pdf, require_fonts
from commitments.rendering.values import Contradiction, Report
from commitments.rendering.web import render_html
from commitments.rendering.word import render_docx

__all__ = [
    "CHINESE",
    "FORMATS",
    "LANGUAGES",
    "Contradiction",
    "Format",
    "MissingFont",
    "Report",
    "render_docx",
    "render_html",
    "render_pdf",
    "render_xlsx",
    "require_fonts",
]
