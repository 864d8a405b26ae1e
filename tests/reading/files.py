"""Real files made in memory, for the tests of reading."""

import io
import zipfile
from collections.abc import Callable

from docx.document import Document as WordDocument
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from commitments.reading import Reading

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
WIDTH, HEIGHT = A4

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def saved(document: WordDocument) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def word(body: str, **parts: str) -> bytes:
    """A .docx of nothing but the markup given; other parts by name: `numbering`, `styles`, …"""
    relations = "".join(
        f'<Relationship Id="r{name}" Type="{RELATIONS}/{name}" Target="{name}.xml"/>'
        for name in parts
    )
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": '<Relationships xmlns="r"><Relationship Id="r1" '
            f'Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": f'<Relationships xmlns="r">{relations}</Relationships>',
        }
        | {f"word/{name}.xml": f"<w:{name} {W}>{part}</w:{name}>" for name, part in parts.items()}
    )


def zipped(files: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def pdf(*pages: Callable[[Canvas], None], **options: object) -> bytes:
    """A PDF with a page for each function, which draws on it."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, **options)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def written(canvas: Canvas, text: str, x: float, y: float, size: float = 12) -> None:
    """Put a line of text at a distance from the left and from the top of the page."""
    canvas.setFont(FONT, size)
    canvas.drawString(x, HEIGHT - y, text)


def prose(*lines: str, x: float = 72, top: float = 150) -> Callable[[Canvas], None]:
    """A page with these lines in the middle of it."""

    def draw(canvas: Canvas) -> None:
        for number, line in enumerate(lines):
            written(canvas, line, x, top + 20 * number)

    return draw


def picture(kind: str, size: tuple[int, int] = (60, 80), frames: int = 1) -> bytes:
    """A blank picture, or a file of several where the kind allows it."""
    buffer = io.BytesIO()
    image = Image.new("RGB", size, "white")
    several = {"save_all": True, "append_images": [image] * (frames - 1)} if frames > 1 else {}
    image.save(buffer, kind, **several)
    return buffer.getvalue()


def in_cells(reading: Reading) -> list[list[str | None]]:
    """The words at each place of the one table; those of a merged cell come several times."""
    [table] = reading.structure.tables
    return [[cell and reading.text[cell.start : cell.end] for cell in row] for row in table.grid()]
