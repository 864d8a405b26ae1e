"""The one table of report formats: the admin, the API and the commands read it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from commitments.rendering.excel import render_xlsx
from commitments.rendering.labels import Pair
from commitments.rendering.pdf import render_pdf
from commitments.rendering.values import Report
from commitments.rendering.web import render_html
from commitments.rendering.word import render_docx

OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, slots=True)
class Format:
    """A form that a report can take; `render` takes the report and the language."""

    label: Pair
    media_type: str
    render: Callable[[Report, str], bytes]
    opens_in_browser: bool = False


FORMATS: Mapping[str, Format] = {
    "docx": Format(("Word", "Word"), f"{OFFICE}.wordprocessingml.document", render_docx),
    "pdf": Format(("PDF", "PDF"), "application/pdf", render_pdf),
    "xlsx": Format(("Excel", "Excel"), f"{OFFICE}.spreadsheetml.sheet", render_xlsx),
    "html": Format(
        ("网页", "Web page"),
        "text/html; charset=utf-8",
        lambda report, language: render_html(report, language).encode(),
        opens_in_browser=True,
    ),
}
