"""Write a part of a web page as lines: one a paragraph, one a table row."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from commitments.reading import tables
from commitments.reading.numerals import SUPERSCRIPT, numeral

PARAGRAPHS: Final = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "pre", "blockquote", "figcaption")
)
BLOCKS: Final = PARAGRAPHS | frozenset(
    (
        "html", "body", "address", "article", "aside", "center", "details", "dir", "div", "dl",
        "fieldset", "figure", "footer", "form", "header", "hr", "legend", "main", "nav", "ol",
        "section", "summary", "ul", "table", "caption", "thead", "tbody", "tfoot", "tr", "td",
        "th", "br",
    )
)  # fmt: skip
LIST_STYLES: Final = {
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}

# A line break in the source between two Chinese characters is nothing, elsewhere it is a space.
BREAK: Final = re.compile(
    r"(?<=[\u2e80-\u9fff\uff00-\uffef])[ \t]*[\r\n][ \t\r\n]*(?=[\u2e80-\u9fff\uff00-\uffef])"
)
SPACES: Final = re.compile(r"[ \t\r\n\f\xa0]+")

# Bars under and above an article, when nothing but these words stands in a line.
MAX_BAR: Final = 200
BAR: Final = re.compile(
    r"""[\s\[【(（]*(?:(?:分享(?:到|至)?|转发|收藏|打印(?:本页|此页|页面)?|关闭(?:窗口|本页|页面)?|返回(?:顶部|首页|列表)?
      |字体|字号|大|中|小|默认|放大|缩小|下载|纠错|朗读|收听|语音播报|繁体(?:版)?|简体(?:版)?|无障碍(?:浏览)?
      |微信|新浪微博|腾讯微博|微博|QQ空间|QQ好友|QQ|朋友圈|更多|首页|适老版|长者版|English)
      [\s\[\]【】()（）:：|/、·>]*)+""",
    re.VERBOSE,
)
FURNITURE: Final = re.compile(
    r"""(?:您?(?:现在|当前|目前)?(?:所在)?的?位置|当前位置|当前栏目)[:：].*
      |首页\s*[>›»＞/].*
      |(?:扫一扫|用微信扫).{0,40}
      |(?:上|下)一(?:篇|条|页)[:：]?.{0,80}
      |(?:浏览|点击|阅读|访问)(?:次数|量|数)[:：].{0,20}
      |(?:责任编辑|责编)[:：].{0,20}
      |.{0,60}(?:版权所有|[Cc]opyright|COPYRIGHT|网站标识码|ICP备|公网安备).{0,200}
    """,
    re.VERBOSE,
)


def lines(root: etree._Element) -> list[str]:
    """What the part says, without bars for printing and sharing."""
    return [line for line in _Writer(root).lines() if line and not is_furniture(line)]


def is_furniture(line: str) -> bool:
    """Whether a line is one of those that every page of a site carries.

    >>> is_furniture("【打印】【关闭窗口】"), is_furniture("分享经济规模达到3万亿元")
    (True, False)
    """
    if len(line) > 2 * MAX_BAR or "\t" in line:
        return False
    return bool(BAR.fullmatch(line) or FURNITURE.fullmatch(line))


def is_data_table(element: etree._Element) -> bool:
    """A table of rows and columns, and not one that arranges the parts of a page."""
    if element.tag != "table" or element.get("role") == "presentation":
        return False
    if next(element.iterdescendants("table"), None) is not None:
        return False
    cells = ["".join(cell.itertext()).strip() for cell in element.iter("td", "th")]
    rows = sum(1 for _ in element.iter("tr"))
    longest, total = max(map(len, cells), default=0), sum(map(len, cells))
    holds_a_page = longest > 500 and longest > 0.8 * total
    return len(cells) > rows and not holds_a_page


class _Writer:
    """Walks the elements in order, without recursion: pages nest as deep as they like."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._pieces: list[str] = []
        self._counts: dict[etree._Element, int] = {}

    def lines(self) -> Iterator[str]:
        walk = etree.iterwalk(self._root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if event == "start":
                if tag in BLOCKS:
                    yield from self._flushed()
                if is_data_table(element):
                    yield from tables.lines(_rows(element))
                    walk.skip_subtree()
                    continue
                if tag == "li":
                    self._pieces.append(self._label(element))
                self._text(element.text, element)
                continue
            if tag in BLOCKS:
                yield from self._flushed()
            if element is not self._root:
                self._text(element.tail, element.getparent())
        yield from self._flushed()

    def _text(self, text: str | None, parent: etree._Element | None) -> None:
        if not text:
            return
        tag = None if parent is None else parent.tag
        if tag == "pre":
            # Kept apart from the line breaks of the source by a sign no page holds.
            text = text.replace("\n", "\x00")
        elif tag == "sup":
            text = text.translate(SUPERSCRIPT)
        self._pieces.append(text)

    def _flushed(self) -> Iterator[str]:
        if self._pieces:
            joined = "".join(self._pieces)
            self._pieces.clear()
            for line in SPACES.sub(" ", BREAK.sub("", joined)).split("\x00"):
                yield line.strip()

    def _label(self, item: etree._Element) -> str:
        """The number a browser draws before an item of a numbered list."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return ""
        start = tables.span(parent.get("start"))
        number = self._counts[parent] = self._counts.get(parent, start - 1) + 1
        return numeral(number, LIST_STYLES.get(parent.get("type", ""), "decimal")) + ". "


def _rows(table: etree._Element) -> Iterator[list[tables.Cell]]:
    for caption in table.iter("caption"):
        yield [tables.Cell(tuple(lines(caption)))]
    for row in table.iter("tr"):
        yield [
            tables.Cell(
                tuple(line for line in _Writer(cell).lines() if line),
                columns=tables.span(cell.get("colspan")),
                rows=tables.span(cell.get("rowspan")),
            )
            for cell in row
            if cell.tag in ("td", "th")
        ]
