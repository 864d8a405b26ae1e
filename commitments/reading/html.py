"""Read a web page: its article in reading order, without what stands around it."""

import re
from typing import Final

from lxml import etree

from commitments.reading import html_article, html_lines, plain, titles
from commitments.reading.detect import Format
from commitments.reading.errors import UnreadableFile
from commitments.reading.values import Reading

MEDIA_TYPE: Final = "text/html"

DECLARED: Final = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?([\w-]+)""", re.I
)
DECLARATION_HEAD: Final = 4096
# GB 2312 and GBK are parts of GB 18030, and pages that name them use the whole.
WIDENED: Final = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
}
# Pages are patched together from many hands: a few broken characters do not spoil one.
BROKEN_SHARE: Final = 0.005

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
    named = _named(root)
    body = root.find("body")
    article = html_article.find(body if body is not None else root)
    lines = html_lines.lines(article.element)
    title = named or article.heading or _page_title(root)
    shown = named or article.heading
    if shown and not titles.confirmed(shown, lines):
        lines.insert(0, shown)
    return Reading("\n".join(lines), MEDIA_TYPE, title=title)


def _decoded(data: bytes) -> str:
    declared = DECLARED.search(data[:DECLARATION_HEAD])
    marked = any(data.startswith(mark) for mark, _ in plain.BYTE_ORDER_MARKS)
    if declared and not marked:
        encoding = declared[1].decode("ascii", "replace").lower()
        try:
            text = data.decode(WIDENED.get(encoding, encoding), "replace")
        except LookupError:
            return plain.decode(data)
        if text.count("\ufffd") <= BROKEN_SHARE * len(text):
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
