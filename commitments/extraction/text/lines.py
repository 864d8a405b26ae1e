r"""Say which printed lines of a page continue the line before.

>>> from commitments.extraction.text.printed import printed_lines
>>> [before, after] = printed_lines("统筹教育科技\n\n人才一体发展。")
>>> style = style_of([before, after])
>>> continues(before, after, opening=False, style=style, companions=Companions(""))
True
"""

import re
from typing import NamedTuple

from commitments.extraction.lexicon.marks import BULLETS
from commitments.extraction.text.items import (
    counted_items,
    ends_counted,
    ends_with_duty,
    opens_with_a_deed,
)
from commitments.extraction.text.printed import (
    FIGURE,
    NO_FIGURE,
    TERMINAL,
    PrintedLine,
    is_row,
)

NUMERAL = "一二三四五六七八九十百"
# What opens an item, a heading or a line that never continues the one before.
MARKER = re.compile(
    rf"""[{NUMERAL}]{{1,3}}、
       | [（(][{NUMERAL}]{{1,3}}[)）] | [（(]?\d{{1,2}}[)）]
       | \d{{1,2}}(?:[、．]|\.(?!\d)) | 0[1-9](?![\d.]) | [①-⑳]
       | 第[{NUMERAL}\d]{{1,4}}[章节条编篇]  | 第[{NUMERAL}]{{1,3}}部分
       | 专栏\s?\d | 附件[\d：:]? | ——(?=[\d{NUMERAL}]|[^—]{{2,12}}[。：]) | ——[^——，。]{{1,40}}$
       | [{BULLETS}] | （记者 | （?[上下]接
       | (?:责任|牵头|配合|主责|完成|协办)(?:单位|部门|时限|时间)[：:] | (?:来源|时间|作者)[：:]
       | (?:代?[省市区县州]长|主席)[\s\u3000]\S | 各位(?:代表|委员|同志|领导)""",
    re.VERBOSE,
)
FIRST_OF_SEVERAL = re.compile(r"[一1]是|第一[，、：]|首先|——")
ARTICLE = re.compile(r"第.{1,4}[条章节]")

CONTINUES_AFTER = frozenset("，,、—·“‘（(《〈【[的了和与及或在将对把被是从以至")
CONTINUES_BEFORE = frozenset("，,。、；;：:！？!?）)》〉”’】]%％‰的了们")
COUNTED = frozenset("年月日时万亿千百个项家户人名处座件公平立吨元米倍条%％‰.．·")
# 城镇化率(%) 67.9 71 — 预期性: cells parted by spaces, figures among them.
_FIGURE_CELL = r"(?:[—–\-]|[〔\[<>＜＞≥≤]{0,2}\d[\d.,]*[%％〕\]*]?(?:左右|以上|以下|以内)?)"
NATURES = ("预期性", "约束性", "指导性")
TABLE_ROW = re.compile(
    rf"[\u4e00-\u9fff)）%％][ \u3000]+{_FIGURE_CELL}[ \u3000]"
    r".{0,160}(?:预期性|约束性|[\d〕\]%％*—–\-]|左右|以[上下内])$"
    rf"|(?:^|[ \u3000])(?:{'|'.join(NATURES)})(?:$|[ \u3000].{{0,60}}$)"
    rf"|^\d{{1,3}}[.、． \u3000].{{2,40}}[（(][^（()）]{{1,12}}[)）][ \u3000]+{_FIGURE_CELL}$"
)
HEADS_A_COLUMN = re.compile(
    r"(?:责任|牵头|配合|指导|主管|实施)(?:单位|部门)|完成时[限间]|时间节点|序号"
)
HEADS_OF_COLUMNS = re.compile(rf"(?<!\S)(?:{HEADS_A_COLUMN.pattern}|(?:重点|工作)任务|任务)(?!\S)")
WORDS_IN_A_ROW = re.compile(r"\S+(?:[ \u3000]+\S+){2,7}")
CELL = re.compile(
    r"\d{1,3}|(?=.{0,16}$)[^，。]*(?:20\d\d|\d月|年底|长期|持续)[^，。]*"
    r"|[^，。；]{1,60}(?:部|委|局|厅|办|署|政府|公司|中心|集团|院|会|街道|单位|部门)"
)
NUMBERS = re.compile(rf"[{NUMERAL}\d]+")
HEADINGS_AMONG_ITEMS = 0.15
PAIRS = (("（", "）"), ("(", ")"), ("《", "》"), ("“", "”"), ("【", "】"), ("〔", "〕"))

DAY_ALONE = re.compile(r"[（(]?20\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日[)）]?")
QUOTE_ENDS = "”’」』"
# （…负责） at the end of an item ends it, and so does any bracket that follows a full stop.
NOTE_AT_END = re.compile(
    r"(?:^|[。！？])[（(][^（(]*$"
    r"|(?:负责|牵头|配合|参与|指导|支持|分工|下同|落实|列出|完成|实施)[）)]$"
)
NUMBER_OR_DATE = re.compile(r".{0,20}[〔\[（(]\d{4}[〕\]）)].{0,4}号|.{4}年.{1,3}月.{1,3}日")
ADDRESSEES = re.compile(
    r"(?:政府|机构|单位|部门|企业|委员会|委|局|厅|公司|学校|大队|代表|同志)[：:]$"
)
# 具体内容如下：⏎2023年重点民生事项 — what follows is a list, not the rest of the sentence.
INTRODUCES = re.compile(
    r"(?:如下|具体(?:包括|为)|分别(?:是|为|包括)|清单|名单|下列(?:内容|事项|任务))[：:]$"
)
NOTE_LENGTH = 200

TITLE_OF_A_PAPER = re.compile(r"(?:关于|印发).*(?:通知|意见|方案|办法|决定|通报|批复|公告|报告)$")

# Words that a heading does without: 今年要新建养老…, 我们将…, 到2030年…
SPEAKS = re.compile(
    r"^(?:到|至|目前|当前|同时|此外|其中|比如|例如|特别|力争|确保|通过|为了?|截至|我|他|她|这|那"
    r"|该|全会)"
    r"|我们|[将已]|了(?!解)|(?<![主重需纲概首摘必紧])要(?![ 点求素闻员害件义])"
    r"|^今年(?!.*(?:工作|目标|任务|安排|要求|重点|举措)$)"
)

# Where headings are numbered, one without a number ends like this, or it is half a paragraph.
HEADS = re.compile(
    r"(?:工作|建议|安排|建设|任务|目标|要求|回顾|情况|保障|措施|意义|原则|思想|重点|方向|部署|展望"
    r"|附则|总则|注释|附件|名单|水平|通知|意见|方案|报告|决议|政府|办公厅|委员会|局|厅|摄)$"
)
PROSE = re.compile(r"[^。，]{1,60}[。，].{10}")

# 2023年预期目标: the heading of a year, whatever stands on the line above it.
YEAR_HEADING = re.compile(
    r"(?:20\d\d年|[去今明]年)[^，。；：、\d]{0,14}(?:目标|任务|安排|打算|计划|回顾|成绩单?|成效|亮点)[：:]?"
)

HEADING_LENGTH = 40
PAPER_TITLE_LENGTH = 90
NUMBERED_HEADING_LENGTH = 60
LEAD_IN_LENGTH = 25
LATIN_CELL_LENGTH = 8
STYLE_LEAST = 6
INDENT_SHARE = 0.4
WRAP_NARROWEST, WRAP_WIDEST, WRAP_SHARE = 12, 80, 0.35
WRAP_SLACK = 0.82
# A break inside a word: the two characters stand together elsewhere in the text this often.
NEIGHBOURHOOD = 10_000
COMPANION_SHARE = 0.25
COMPANION_LEAST = 3


class Companions:
    """Which characters stand together in a text, looked up near the place that asks."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[tuple[str, int], int] = {}

    def cut_by_break(self, line: "PrintedLine", following: "PrintedLine") -> bool:
        """Whether the characters on both sides of a break belong together elsewhere."""
        last, first = line.text[-1], following.text[0]
        if not (_is_han(last) and _is_han(first)):
            return False
        around = line.end // NEIGHBOURHOOD
        together = self._count(last + first, around)
        if together < COMPANION_LEAST:
            return False
        rarer = min(self._count(last, around), self._count(first, around))
        return together >= COMPANION_SHARE * rarer

    def _count(self, characters: str, around: int) -> int:
        key = (characters, around)
        if key not in self._known:
            low, high = max(0, around - 1) * NEIGHBOURHOOD, (around + 2) * NEIGHBOURHOOD
            self._known[key] = self._text.count(characters, low, high)
        return self._known[key]


class Style(NamedTuple):
    """How this document sets its lines: a wrap width if lines are wrapped, indents if used,
    whether it has tables that give each cell a line or part cells by spaces, which of its
    numberings stand before whole paragraphs rather than before headings, and where lines begin
    whose number and space open an item."""

    width: int | None
    indents: bool
    stacked: bool = False
    spaced: bool = False
    items: frozenset[str] = frozenset()
    counted: frozenset[int] = frozenset()


def style_of(lines: list[PrintedLine]) -> Style:
    stacked = any(len(line.text) <= 6 and HEADS_A_COLUMN.fullmatch(line.text) for line in lines)
    spaced = any(len(HEADS_OF_COLUMNS.findall(line.text)) > 1 for line in lines)
    counted = frozenset(lines[at].start for at in counted_items([line.text for line in lines]))
    return _setting(lines)._replace(
        stacked=stacked, spaced=spaced, items=_items(lines), counted=counted
    )


def _items(lines: list[PrintedLine]) -> frozenset[str]:
    """Numberings whose lines are mostly too long for headings: by kind, 一、（一） 1. （1）"""
    heads: dict[str, list[bool]] = {}
    for line in lines:
        if kind := _numbering(line.text):
            heads.setdefault(kind, []).append(short_and_plain(line.text))
    return frozenset(
        kind for kind, short in heads.items() if sum(short) <= len(short) * HEADINGS_AMONG_ITEMS
    )


def _numbering(content: str) -> str:
    """The marker of a line with its number struck out: （） for （三十）; empty without one."""
    marker = MARKER.match(content)
    return NUMBERS.sub("", marker[0]) if marker else ""


def _setting(lines: list[PrintedLine]) -> Style:
    if len(lines) < STYLE_LEAST:
        return Style(None, False)
    lengths = sorted(len(line.text) for line in lines)
    indents = sum(line.indented for line in lines) >= len(lines) * INDENT_SHARE
    width = lengths[int(len(lengths) * 0.9)]
    if not WRAP_NARROWEST <= width <= WRAP_WIDEST:
        return Style(None, indents)
    full = [line for line in lines if width * WRAP_SLACK <= len(line.text) <= width * 1.15]
    open_ended = sum(line.text[-1] not in TERMINAL for line in full)
    wrapped = len(full) >= len(lines) * WRAP_SHARE and open_ended >= len(full) * 0.6
    return Style(width if wrapped else None, indents)


def continues(
    line: PrintedLine,
    following: PrintedLine,
    *,
    opening: bool,
    style: Style,
    companions: Companions,
    outlined: bool = False,
) -> bool:
    """Whether `following` continues the sentence that `line` leaves open."""
    if is_row(line.text) or is_row(following.text):
        return False
    if DAY_ALONE.fullmatch(following.text) and short_and_plain(line.text):
        return False  # the day below a title or a signature
    last, first = line.text[-1], following.text[0]
    if line.text in NO_FIGURE or following.text in NO_FIGURE:
        return False
    if _is_table_row(line.text) or _is_table_row(following.text):
        return False
    if first in CONTINUES_BEFORE:
        return True
    if style.spaced and (
        WORDS_IN_A_ROW.fullmatch(line.text) or WORDS_IN_A_ROW.fullmatch(following.text)
    ):
        return False
    if style.stacked and (CELL.fullmatch(line.text) or CELL.fullmatch(following.text)):
        return False
    if _complete(line.text):
        return _fills_its_line(line, following, style)
    if _begins_anew(line, following, style) or _closes_an_item(line, following, style):
        return False
    if last in CONTINUES_AFTER:
        return True
    if last in "：:":
        short = opening and len(line.text) <= LEAD_IN_LENGTH and "，" not in line.text
        stands = short or ADDRESSEES.search(line.text) or INTRODUCES.search(line.text)
        return not stands and FIRST_OF_SEVERAL.match(following.text) is None
    if last in "；;":
        return True
    if style.indents and following.indented:
        return False
    if style.indents and line.indented and not short_and_plain(line.text):
        return True
    return not _reads_as_title(line, following, opening, style, companions, outlined)


def _is_table_row(line: str) -> bool:
    """Whether spaces part the cells of a line, figures or the nature of an indicator among them."""
    parted = " " in line or "\u3000" in line or line in NATURES
    return parted and TABLE_ROW.search(line) is not None


def _fills_its_line(line: PrintedLine, following: PrintedLine, style: Style) -> bool:
    """Whether a sentence ends by chance where a wrapped line does, and its paragraph goes on."""
    if style.width is None or len(line.text) < style.width or following.indented:
        return False
    full = len(following.text) >= style.width * WRAP_SLACK or _complete(following.text)
    return full and not _begins_anew(line, following, style)


def _begins_anew(line: PrintedLine, following: PrintedLine, style: Style) -> bool:
    """Whether the next line opens with a number or mark of its own: not in 第三、⏎第四条 or
    工厂3⏎01家."""
    if following.start in style.counted or YEAR_HEADING.fullmatch(following.text):
        return True
    if MARKER.match(following.text) is None:
        return False
    if line.text[-1].isdigit() and following.text[0].isdigit():
        return FIGURE.fullmatch(line.text) is not None
    return not (line.text[-1] in "，、" and ARTICLE.match(following.text))


def _closes_an_item(line: PrintedLine, following: PrintedLine, style: Style) -> bool:
    """Whether a line without a full stop is an item of a list: the next begins another deed."""
    if style.width and len(line.text) >= style.width * WRAP_SLACK:
        return False
    if ends_with_duty(line.text):
        return True
    if not opens_with_a_deed(following.text):
        return False
    return ends_counted(line.text) or (following.after_blank and opens_with_a_deed(line.text))


def _complete(line: str) -> bool:
    """Whether a line ends its sentence: 。 or 。” or 。（X负责）"""
    last = line[-1]
    if last in TERMINAL:
        return True
    if last in QUOTE_ENDS:
        return len(line) > 1 and line[-2] in TERMINAL
    if last in "）)":
        return NOTE_AT_END.search(line, max(0, len(line) - NOTE_LENGTH)) is not None
    return last in "号日" and NUMBER_OR_DATE.fullmatch(line) is not None


def _reads_as_title(
    line: PrintedLine,
    following: PrintedLine,
    opening: bool,
    style: Style,
    companions: Companions,
    outlined: bool,
) -> bool:
    """Whether an unfinished line stands on its own: a heading, a name, a cell."""
    content = line.text
    if style.width and len(content) >= style.width * WRAP_SLACK:
        return False
    if not opening:
        return False
    if _is_latin(content[-1]) and _is_latin(following.text[0]) and not content.isascii():
        return False
    if content[-1].isdigit() and following.text[0] in COUNTED:
        return False
    between_digits = content[-1].isdigit() and following.text[0].isdigit()
    if between_digits and not FIGURE.fullmatch(content):
        return False
    if any(content.count(a) > content.count(b) for a, b in PAIRS):
        return False
    kind = _numbering(content)
    if kind in style.items and PROSE.match(following.text):
        return False
    if not kind:
        if SPEAKS.search(content):
            return False
        if (
            outlined
            and not style.stacked
            and PROSE.match(following.text)
            and not HEADS.search(content)
        ):
            return False
    return short_and_plain(content) and not companions.cut_by_break(line, following)


def short_and_plain(content: str) -> bool:
    """Whether a line has the length and the punctuation of a heading."""
    if "。" in content:
        return False
    if content.isascii() and len(content) > LATIN_CELL_LENGTH:
        return True
    if TITLE_OF_A_PAPER.search(content):
        return len(content) <= PAPER_TITLE_LENGTH
    if MARKER.match(content):
        return len(content) <= NUMBERED_HEADING_LENGTH
    return len(content) <= HEADING_LENGTH and "，" not in content and "；" not in content


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def words_meet(before: str, after: str) -> bool:
    """Whether two words in Latin letters would run together; capitals are one name cut in two."""
    last, first = before[-1], after[0]
    return _is_latin(last) and _is_latin(first) and not (last + first).isupper()
