"""Put a Word file together from its body: only the parts that are needed, always the same bytes."""

from collections.abc import Collection, Mapping
from datetime import date
from html import escape

from commitments.rendering.archive import pack
from commitments.rendering.text import one_line
from commitments.rendering.word.markup import field, paragraph, run
from commitments.rendering.word.styles import DECLARATION, FONT_TABLE, NAMESPACE, styles_part

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

# Part name: content type, and how the document refers to it.
PARTS: Mapping[str, tuple[str, str]] = {
    "styles": ("styles", "rIdStyles"),
    "settings": ("settings", "rIdSettings"),
    "fontTable": ("fontTable", "rIdFonts"),
    "footerOdd": ("footer", "rIdFooterOdd"),
    "footerEven": ("footer", "rIdFooterEven"),
}

FOOTERS = (
    f'<w:footerReference w:type="default" r:id="{PARTS["footerOdd"][1]}"/>'
    f'<w:footerReference w:type="even" r:id="{PARTS["footerEven"][1]}"/>'
)


def package(
    body: str,
    pictures: Mapping[str, bytes],
    *,
    mark: str,
    title: str,
    author: str,
    day: date,
    locale: str,
) -> bytes:
    """The bytes of a .docx; `day` stands for the time of writing, as no clock is read.

    `mark` goes beside each page number.
    """
    return pack(
        {
            "[Content_Types].xml": _content_types(),
            "_rels/.rels": _package_relations(),
            "docProps/core.xml": _core_properties(title, author, day, locale),
            "word/document.xml": _root("document", f"<w:body>{body}</w:body>"),
            "word/_rels/document.xml.rels": _document_relations(pictures),
            "word/styles.xml": styles_part(),
            "word/settings.xml": _root("settings", SETTINGS),
            "word/fontTable.xml": FONT_TABLE,
            "word/footerOdd.xml": _root("ftr", _page_number("FooterOdd", mark)),
            "word/footerEven.xml": _root("ftr", _page_number("FooterEven", mark)),
            **{f"word/media/{name}.png": content for name, content in pictures.items()},
        }
    )


SETTINGS = (
    '<w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
)


def _root(name: str, content: str) -> str:
    return f'{DECLARATION}<w:{name} xmlns:w="{NAMESPACE}" xmlns:r="{OFFICE}">{content}</w:{name}>'


def _page_number(style: str, mark: str) -> str:
    number = f"{run('— ')}{field('PAGE')}{run(' —')}"
    return paragraph(f"{number}{run(f' {mark}')}" if mark else number, style)


def _content_types() -> str:
    overrides = {
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/word/document.xml": f"{WORD_TYPE}.document.main+xml",
        **{f"/word/{name}.xml": f"{WORD_TYPE}.{kind}+xml" for name, (kind, _) in PARTS.items()},
    }
    listed = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items()
    )
    return (
        f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{_RELATIONS_TYPE}"/>'
        f'<Default Extension="png" ContentType="image/png"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


_RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"


def _package_relations() -> str:
    core = f"{PACKAGE}/relationships/metadata/core-properties"
    return _relations(
        _relation("rIdDocument", f"{OFFICE}/officeDocument", "word/document.xml"),
        _relation("rIdCore", core, "docProps/core.xml"),
    )


def _document_relations(pictures: Collection[str]) -> str:
    return _relations(
        *(_relation(key, f"{OFFICE}/{kind}", f"{name}.xml") for name, (kind, key) in PARTS.items()),
        *(_relation(name, f"{OFFICE}/image", f"media/{name}.png") for name in pictures),
    )


def _relations(*relations: str) -> str:
    return (
        f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">'
        f"{''.join(relations)}</Relationships>"
    )


def _relation(key: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>'


def _core_properties(title: str, author: str, day: date, locale: str) -> str:
    moment = f'xsi:type="dcterms:W3CDTF">{day.isoformat()}T00:00:00Z'
    name, by = escape(one_line(title)), escape(one_line(author))
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{name}</dc:title><dc:creator>{by}</dc:creator>"
        f"<cp:lastModifiedBy>{by}</cp:lastModifiedBy>"
        f"<dcterms:created {moment}</dcterms:created>"
        f"<dcterms:modified {moment}</dcterms:modified>"
        f"<dc:language>{locale}</dc:language></cp:coreProperties>"
    )
