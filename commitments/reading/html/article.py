"""Find the article in a web page: take away what every page of a site carries, then go down to
the element that holds the rest.

Left in doubt, a part stays: a line of furniture too many does less harm than a lost promise.
"""

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from commitments.reading.html import lines as html_lines

# What a browser runs, plays or offers for filling in; none of it is read.
NEVER_READ: Final = (
    "script", "style", "noscript", "template", "button", "input", "select", "textarea", "iframe",
    "object", "embed", "svg", "canvas", "video", "audio", "map", "head", "title", "link", "meta",
)  # fmt: skip
FURNITURE_TAGS: Final = {"nav", "footer", "aside", "dialog", "menu"}
FURNITURE_ROLES: Final = {
    "navigation", "banner", "contentinfo", "search", "complementary", "dialog", "menu", "toolbar",
}  # fmt: skip
# Whole words of class names and ids, as public sites use them.
FURNITURE_NAMES: Final = re.compile(
    r"""(?:^|[\s_-])
    (?:nav|navbar|navigation|topnav|subnav|menu|topbar|toolbar|breadcrumbs?|crumbs?|mbx|dqwz
      |weizhi|location|curpos|share|bdsharebuttonbox|bdshare|jiathis|social|sidebar|footer|foot
      |copyright|pagination|pager|related|recommend|comments?|advert|ads?|qrcode|ewm|print
      |fontsize|login|search|friendlinks?|skip)
    (?:$|[\s_-])""",
    re.IGNORECASE | re.VERBOSE,
)
SITE_HEADER_NAMES: Final = re.compile(r"(?:header|head|top|banner|logo)", re.IGNORECASE)
HIDDEN: Final = re.compile(r"display\s*:\s*none", re.IGNORECASE)
# Nothing that holds this share of the words is furniture, whatever it is called; but on a page of
# a few sentences a footer may hold as many.
BODY_SHARE: Final = 0.4
BODY_LENGTH: Final = 120

# Where widespread publishing systems put the text of an article.
ARTICLE_IDS: Final = {"UCAP-CONTENT", "js_content", "zoom", "Zoom", "mainText", "articleContent"}
ARTICLE_CLASSES: Final = {
    "TRS_Editor", "trs_editor_view", "pages_content", "article-content", "article_content",
    "rich_media_content",
}  # fmt: skip
ARTICLE_SHARE: Final = 0.6
LINKED_SHARE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Article:
    element: etree._Element
    heading: str | None


def find(body: etree._Element) -> Article:
    """The element that holds the article; takes the furniture out of `body` on the way."""
    _clear(body)
    weights = _Weights(body)
    heading = _heading(body)
    for element in body.iter():
        if _is_named_article(element) and weights.own(element) >= ARTICLE_SHARE * weights.own(body):
            return Article(element, heading)
    return Article(_innermost(body, weights), heading)


class _Weights:
    """How many characters each element holds, and how many of these are in links."""

    def __init__(self, root: etree._Element) -> None:
        self._all: dict[etree._Element, int] = {}
        self._linked: dict[etree._Element, int] = {}
        # From the end, so that children are counted before the element that holds them.
        for element in reversed(list(root.iter())):
            total, linked = _length(element.text), 0
            for child in element:
                total += self._all[child] + _length(child.tail)
                linked += self._linked[child]
            self._all[element] = total
            self._linked[element] = total if element.tag == "a" else linked

    def own(self, element: etree._Element) -> int:
        """Characters outside links."""
        return self._all[element] - self._linked[element]

    def is_furniture(self, element: etree._Element) -> bool:
        """Nothing to read in it: empty, mostly links, or a bar of the known kind."""
        total = self._all[element]
        if self._linked[element] >= LINKED_SHARE * total:
            return True
        return total < html_lines.MAX_BAR and not html_lines.lines(element)


def _length(text: str | None) -> int:
    return len(text.strip()) if text else 0


def _clear(body: etree._Element) -> None:
    etree.strip_elements(body, *NEVER_READ, with_tail=False)
    weights = _Weights(body)
    heavy = max(BODY_LENGTH, BODY_SHARE * weights.own(body))
    for element in list(body.iterdescendants()):
        if _is_furniture(element) and weights.own(element) <= heavy:
            remove(element)


def _is_furniture(element: etree._Element) -> bool:
    if element.tag in FURNITURE_TAGS or element.get("role") in FURNITURE_ROLES:
        return True
    if "hidden" in element.attrib or HIDDEN.search(element.get("style", "")):
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}"
    if FURNITURE_NAMES.search(names):
        return True
    is_header = element.tag == "header" or any(map(SITE_HEADER_NAMES.fullmatch, names.split()))
    return is_header and element.find(".//h1") is None


def remove(element: etree._Element) -> None:
    """Take an element out and leave the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _heading(body: etree._Element) -> str | None:
    """The words of the one h1; several are the sections of a page, not its title."""
    headings = [" ".join("".join(h1.itertext()).split()) for h1 in body.iter("h1")]
    return headings[0] if len(headings) == 1 and headings[0] else None


def _is_named_article(element: etree._Element) -> bool:
    return (
        element.tag in ("article", "main")
        or element.get("itemprop") == "articleBody"
        or element.get("id") in ARTICLE_IDS
        or not ARTICLE_CLASSES.isdisjoint(element.get("class", "").split())
    )


def _innermost(element: etree._Element, weights: _Weights) -> etree._Element:
    """Go down as long as all but one of the children are furniture."""
    while not _length(element.text) and element.tag not in html_lines.PARAGRAPHS:
        worth = [child for child in element if not weights.is_furniture(child)]
        if len(worth) != 1 or any(_length(child.tail) for child in element):
            break
        if html_lines.is_data_table(worth[0]):
            break
        element = worth[0]
    return element
