"""Read a web page: its article in reading order, without what stands around it."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from commitments.reading import charsets, plain, titles
from commitments.reading.detect import Format
from commitments.reading.errors import UnreadableFile
from commitments.reading.html import article as html_article
from commitments.reading.html import lines as html_lines
from commitments.reading.parts import Line
from commitments.reading.parts import plain as plain_words
from commitments.reading.values import Reading
from commitments.reading.writer import Writer
from commitments.structure import MarkKind

MEDIA_TYPE: Final = "text/html"

DECLARED: Final = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?([\w-]+)""", re.I
)
DECLARATION_HEAD: Final = 4096
# Pages are patched together from many hands: a few broken characters do not spoil one.
BROKEN_SHARE: Final = 0.005

STRUCK: Final = frozenset(("s", "strike", "del"))
STRUCK_STYLE: Final = re.compile(r"text-decoration[^;]{0,40}line-through", re.IGNORECASE)

INLINE_TAG: Final = re.compile(
    r"</?(?:a|abbr|b|big|em|font|i|ins|o:p|small|span|strong|u)\b[^>]*>", re.IGNORECASE
)
TOO_DEEP: Final = "ERR_RESOURCE_LIMIT"

TITLE_METAS: Final = ("ArticleTitle", "og:title")
SITE_NAME: Final = re.compile(
    r"(?:\s*[_|]\s*[^_|]{2,30})+$"
    r"|\s+[-–—]\s+[^-–—]{2,30}$"
    r"|(?<![-–—])[-–—](?![-–—])[^-–—]{2,30}(?:政府|网|网站|门户)$"
)


def read(data: bytes) -> Reading:
    root = _parsed(_decoded(data))
    if root is None:
        return Reading("", MEDIA_TYPE)
    struck_out = tuple(_strike(root))
    named = _named(root)
    body = root.find("body")
    article = html_article.find(body if body is not None else root)
    parts = html_lines.parts(article.element)
    shown = named or article.heading
    opening = [line for line in plain_words(parts) if line and not html_lines.is_furniture(line)]
    writer = Writer(leaves_out=html_lines.is_furniture)
    if shown and not titles.confirmed(shown, opening):
        writer.add(Line(shown, MarkKind.HEADING))
    writer.add_all(parts)
    return Reading(
        writer.text,
        MEDIA_TYPE,
        title=shown or _page_title(root),
        structure=writer.structure,
        struck_out=struck_out,
    )


def _strike(root: etree._Element) -> Iterator[str]:
    """Take the struck-out words out of the page, and give them."""
    for element in list(root.iter()):
        if element.tag in STRUCK or STRUCK_STYLE.search(element.get("style", "")):
            words = " ".join("".join(element.itertext()).split())
            html_article.remove(element)
            if words:
                yield words


def _decoded(data: bytes) -> str:
    declared = DECLARED.search(data[:DECLARATION_HEAD])
    marked = any(data.startswith(mark) for mark, _ in plain.BYTE_ORDER_MARKS)
    if declared and not marked:
        encoding = charsets.codec(declared[1].decode("ascii", "replace"))
        text = data.decode(encoding, "replace") if encoding else ""
        if text and text.count("\ufffd") <= BROKEN_SHARE * len(text):
            return text
    return plain.decode(data)


def _parsed(text: str) -> etree._Element | None:
    """The tree of a page, complete or not at all: what is lost in silence is never missed."""
    root, complete = _tree(text)
    if not complete:
        # Tags that were never closed lie inside each other; these carry no structure.
        root, complete = _tree(INLINE_TAG.sub("", text))
    if not complete:
        raise UnreadableFile("damaged", found=Format.HTML)
    return root


def _tree(text: str) -> tuple[etree._Element | None, bool]:
    # `huge_tree` lifts the limit on depth from 256 to 2048; nothing here descends by recursion.
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        # Raised for a page without any content, and for nothing else while recovering.
        return None, True
    return root, not any(entry.type_name == TOO_DEEP for entry in parser.error_log)


def _named(root: etree._Element) -> str | None:
    """The title that the page gives for its article, apart from that of the page."""
    for name in TITLE_METAS:
        for meta in root.iter("meta"):
            if name in (meta.get("name"), meta.get("property")) and meta.get("content"):
                return " ".join(meta.get("content", "").split()) or None
    return None


def _page_title(root: etree._Element) -> str | None:
    """The title of the browser's window, without the name of the site."""
    title = " ".join((root.findtext("head/title") or "").split())
    return SITE_NAME.sub("", title) or title or None
