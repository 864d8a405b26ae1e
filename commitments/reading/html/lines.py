"""Take a part of a web page apart into lines and tables."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from lxml import etree

from commitments.reading.parts import Cell, Grid, Line, Part, plain, span
from commitments.reading.word.numerals import SUPERSCRIPT, numeral
from commitments.structure import MarkKind

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
HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
BOLD: Final = frozenset(("b", "strong"))
# Stands for bold words that are not at the head of their line, so that no later ones count.
NOT_AT_HEAD: Final = "\x00"
LONGEST_SPEAKER: Final = 30
MAX_LEVEL: Final = 9
LIST_STYLES: Final = {
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}

# A table with another in it holds data as long as the inner one is only a part of it. One that
# holds many, or a page of words in one cell, arranges the parts of a page.
NESTED_SHARE: Final = 0.6
MOST_NESTED: Final = 20
PAGE: Final = 500

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
    return [line for line in plain(parts(root)) if line and not is_furniture(line)]


def parts(root: etree._Element) -> list[Part]:
    """The lines and tables of the part, bars among them."""
    return list(_Walk(root).parts())


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
    inner = list(islice(element.iterdescendants("table"), MOST_NESTED + 1))
    if len(inner) > MOST_NESTED:
        return False
    nested = sum(_length(table) for table in inner)
    own = list(_own(element, "td", "th"))
    lengths = [_length(cell) for cell in own]
    if nested and (nested > NESTED_SHARE * _length(element) or max(lengths, default=0) > PAGE):
        return False
    longest, total = max(lengths, default=0), sum(lengths)
    holds_a_page = longest > PAGE and longest > 0.8 * total
    return len(own) > sum(1 for _ in _own(element, "tr")) and not holds_a_page


def _own(table: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """Rows or cells of the table itself, not of tables inside it."""
    for element in table.iter(*tags):
        if next(element.iterancestors("table"), None) is table:
            yield element


def _length(element: etree._Element) -> int:
    return sum(len(text.strip()) for text in element.itertext())


class _Walk:
    """Walks the elements in order, without recursion: pages nest as deep as they like."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._pieces: list[str] = []
        self._counts: dict[etree._Element, int] = {}
        # Of the heading or item whose words are awaited, and of the bold words at a line's head.
        self._kind: MarkKind | None = None
        self._level = 1
        self._number = ""
        self._bold = ""

    def parts(self) -> Iterator[Part]:
        walk = etree.iterwalk(self._root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if event == "start":
                if tag in BLOCKS:
                    yield from self._flushed()
                if is_data_table(element):
                    yield from _captions(element)
                    yield _grid(element)
                    walk.skip_subtree()
                    continue
                self._begin(element)
                self._text(element.text, element)
                continue
            if tag in BLOCKS:
                yield from self._flushed()
            if tag in HEADINGS or tag == "li":
                self._kind, self._number = None, ""
            elif tag in BOLD and not self._bold:
                self._bold = _folded("".join(self._pieces))
            if element is not self._root:
                self._text(element.tail, element.getparent())
        yield from self._flushed()

    def _begin(self, element: etree._Element) -> None:
        """What the first line of a heading or an item will be."""
        if element.tag in HEADINGS:
            self._kind, self._level = MarkKind.HEADING, int(element.tag[1])
        elif element.tag == "li":
            lists = element.iterancestors("ul", "ol", "dir", "menu")
            self._kind, self._level = MarkKind.ITEM, sum(1 for _ in islice(lists, MAX_LEVEL)) or 1
            self._number = self._numbered(element)
        elif element.tag in BOLD and any(piece.strip() for piece in self._pieces):
            self._bold = NOT_AT_HEAD

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

    def _flushed(self) -> Iterator[Line]:
        bold, self._bold = self._bold, ""
        if not self._pieces:
            return
        joined = "".join(self._pieces)
        self._pieces.clear()
        for written in SPACES.sub(" ", BREAK.sub("", joined)).split("\x00"):
            if words := written.strip():
                number, self._number = self._number, ""
                kind, self._kind = self._kind, None
                speaker = _speaker(words, bold)
                yield Line(number + words, kind, self._level, speaker and len(number) + speaker)

    def _numbered(self, item: etree._Element) -> str:
        """The number a browser draws before an item of a numbered list."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return ""
        start = span(parent.get("start"))
        number = self._counts[parent] = self._counts.get(parent, start - 1) + 1
        return numeral(number, LIST_STYLES.get(parent.get("type", ""), "decimal")) + ". "


def _folded(text: str) -> str:
    return SPACES.sub(" ", BREAK.sub("", text)).strip()


def _speaker(words: str, bold: str) -> int:
    """The length of a name in bold with a colon at the head of a line, or 0."""
    label = bold + "：" if words.startswith(bold + "：") else bold
    is_label = label.endswith(("：", ":")) and len(label) < min(LONGEST_SPEAKER, len(words))
    return len(label) if is_label and words.startswith(label) else 0


def _captions(table: etree._Element) -> Iterator[Part]:
    for caption in _own(table, "caption"):
        yield from parts(caption)


def _grid(table: etree._Element) -> Grid:
    return Grid(
        tuple(
            tuple(_cell(cell) for cell in row if cell.tag in ("td", "th"))
            for row in _own(table, "tr")
        )
    )


def _cell(cell: etree._Element) -> Cell:
    return Cell(
        tuple(parts(cell)),
        columns=span(cell.get("colspan")),
        rows=span(cell.get("rowspan")),
        is_head=cell.tag == "th" or next(cell.iterancestors("thead"), None) is not None,
    )
