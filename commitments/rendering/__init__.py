"""A frozen report value becomes Word, Excel or HTML: the same value, the same bytes, always."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from commitments.rendering.codec import SnapshotError
from commitments.rendering.excel import render_xlsx
from commitments.rendering.values import Contradiction, Report
from commitments.rendering.web import render_html
from commitments.rendering.word import render_docx


@dataclass(frozen=True, slots=True)
class Format:
    """A form that a report can take; `render` takes the report and the language."""

    media_type: str
    render: Callable[[Report, str], bytes]


OFFICE = "application/vnd.openxmlformats-officedocument"

FORMATS: Mapping[str, Format] = {
    "docx": Format(f"{OFFICE}.wordprocessingml.document", render_docx),
    "xlsx": Format(f"{OFFICE}.spreadsheetml.sheet", render_xlsx),
    "html": Format(
        "text/html; charset=utf-8",
        lambda report, language: render_html(report, language).encode(),
    ),
}

__all__ = [
    "FORMATS",
    "Contradiction",
    "Format",
    "Report",
    "SnapshotError",
    "render_docx",
    "render_html",
    "render_xlsx",
]
