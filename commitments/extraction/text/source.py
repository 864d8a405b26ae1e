"""Work out a document's title, issuer and date from its own first and last lines.

>>> from commitments.extraction.text.layout import blocks, fold
>>> folded = fold("青海省政府工作报告\\n——2025年1月19日在省人民代表大会会议上")
>>> source = detect(folded, blocks(folded), Source())
>>> source.title, source.issuer, source.published.isoformat()
('青海省政府工作报告', '青海省人民政府', '2025-01-19')
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from commitments.extraction.lexicon.organisations import is_organisation
from commitments.extraction.spans import Block, BlockKind, Folded, Source

HEAD = 2500  # characters in which a document speaks of itself
HEAD_BLOCKS = 24
DAY = r"(?P<y>20\d\d)\s?(?:年|-|/|\.)\s?(?P<m>\d{1,2})\s?(?:月|-|/|\.)\s?(?P<d>\d{1,2})(?:日|号)?"
# ——2025年1月19日在青海省第十四届人民代表大会第三次会议上
IN_SESSION = re.compile(rf"{DAY}[^\n。]{{0,24}}?在[^\n。]{{2,40}}?(?:代表大会|委员会|会议)")
# A date on a line of its own signs a paper.
SIGNED = re.compile(rf"\n{DAY}[\u3000\xa0 ]*(?:印发|发布)?[\u3000\xa0 ]*(?=\n|$)")
SIGNED_IN_WORDS = re.compile(
    r"\n(?P<y>二[〇○零][一二三四五六七八九〇○零]{2})年(?P<m>[一二三四五六七八九十]{1,2})月"
    r"(?P<d>[一二三四五六七八九十]{1,3})日(?=\n|$)"
)
PRINTED = re.compile(rf"(?:日期|时间)[：:\s]*{DAY}")
STAMPED = re.compile(rf"\n{DAY}\s+\d{{1,2}}[:：时]")
# 来源：某晚报 2022-12-29 14:40
STAMPED_BESIDE = re.compile(rf"{DAY}\s+\d{{1,2}}[:：]\d{{2}}")
# 全会于2025年11月22日召开: a newspaper page dates itself by what it reports.
APPROVED = re.compile(rf"{DAY}[^\n。]{{0,40}}?(?:批准|审议通过)")
HELD = re.compile(rf"{DAY}[^\n。]{{0,12}}?(?:召开|举行|开幕|闭幕|电|讯|通过|发布)")
NUMBERED = re.compile(r"〔(?P<y>20\d\d)〕\s?\d{1,4}\s?号")
TITLED_YEAR = re.compile(
    r"(?P<y>20\d\d)\s?年[^\n，]{0,20}?(?:政府工作报告|工作要点|工作计划|重点工作|民生实事|实事项目"
    r"|重点(?:民生)?事项|任务(?:清单|分解)|主要目标)"
)
REVIEWED = re.compile(r"(?P<y>20\d\d)\s?年(?:政府)?(?:主要)?工作(?:和[^\n]{0,12})?(?:的)?回顾")
PLANNED = re.compile(
    r"(?P<y>20\d\d)\s?年(?!回顾)[^\n]{0,24}?(?:总体要求|目标|任务|重点|安排|取向|工作|部署)(?!.*回顾)"
)
# 全市交通系统2008年工作部署大会召开; 2019年，江宁区将…: the year that a page speaks in.
CONVENED = re.compile(
    r"(?P<y>20\d\d)\s?年(?:度)?(?:[^\n。，、]{0,12}(?:工作部署|工作动员)|[，,]?[^\n。，、]{0,8}[将拟](?![来军]))"
)
YEAR_HEAD = re.compile(r"(?P<y>20\d\d)\s?年")
DIGIT_OF = {sign: str(number) for number, sign in enumerate("〇一二三四五六七八九")} | {
    "○": "0",
    "零": "0",
}

PAPER = re.compile(
    r"(?:报告|通知|意见|方案|规划|纲要|决定|决议|办法|措施|政策|计划|条例|规定|公报|建议|通报"
    r"|要点|分工|公告|批复|侧记|汇报|讲话|清单)"
    r"(?:[（(][^（）()]{1,20}[)）])?$"
)
NUMBERED_LINE = re.compile(r"[一二三四五六七八九十]+、|[（(]|第.{1,3}[章节条]|\d|[●■□▲△※◆★◎○·•▪✓]")
NOT_A_TITLE = re.compile(r"^(?:来源|时间|首页|您的位置|分享|字体|原文链接|【)|我代表")
ISSUES = re.compile(r"^(?P<who>[\u4e00-\u9fff“”]{2,40}?)(?:关于|印发|批转|转发)")
SPEAKS_FOR = re.compile(r"我代表(?P<who>[\u4e00-\u9fff]{2,16}?(?:人民政府|国务院|委员会|政府))")
CONGRESS = re.compile(
    r"在(?P<place>[\u4e00-\u9fff]{2,12}?)第[一二三四五六七八九十]+届\s?人民代表大会"
)
REPORT_OF = re.compile(
    r"(?P<place>[\u4e00-\u9fff]{2,9}?(?:省|市|区|县|州|自治区|旗"
    r"|盟))(?:20\d\d年)?(?:人民)?政府工作报告"
)
PARTY_COMMITTEE = re.compile(
    r"中国共产党(?P<place>[\u4e00-\u9fff]{2,14}?)第[一二三四五六七八九十]+届委员会"
)


def detect(folded: Folded, blocks: list[Block], given: Source) -> Source:
    """What the caller gave, and from the text what was not given; None where it says nothing."""
    text = folded.text
    title = given.title or _title(text, blocks)
    return Source(
        published=given.published or _published(text, title) or _planned(text, blocks),
        title=title,
        issuer=given.issuer or _issuer(text, title, blocks),
    )


def _published(text: str, title: str | None) -> date | None:
    """The day of the session, of the signature or of the print; the year's first day where
    nothing but the year is known."""
    head = text[:HEAD]
    for pattern, stretch in (
        (IN_SESSION, head),
        (SIGNED, text),
        (SIGNED_IN_WORDS, text),
        (PRINTED, head),
        (STAMPED, head),
        (STAMPED_BESIDE, head),
        (APPROVED, head),
        (HELD, head),
    ):
        for match in pattern.finditer(stretch):
            if day := _day(match):
                return day
    return _year_alone(head, title)


def _year_alone(head: str, title: str | None) -> date | None:
    for pattern, stretch, later in (
        (NUMBERED, head, 0),
        (TITLED_YEAR, title or "", 0),
        (TITLED_YEAR, head, 0),
        (REVIEWED, head, 1),
        (CONVENED, head, 0),
    ):
        if match := pattern.search(stretch):
            return date(int(match["y"]) + later, 1, 1)
    return None


def _planned(text: str, blocks: list[Block]) -> date | None:
    """The first day of the year that a heading plans: 二、2018年经济社会发展总体要求."""
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            match = PLANNED.search(text, block.start, block.end)
            if match:
                return date(int(match["y"]), 1, 1)
    return _last_of_two(text, blocks)


def _last_of_two(text: str, blocks: list[Block]) -> date | None:
    """2018年：铆足干劲 and 2019年：砥砺前行 head the two halves of a report of 2019."""
    heads = (
        YEAR_HEAD.match(text, block.start, block.end)
        for block in blocks
        if block.kind is BlockKind.HEADING
    )
    years = [int(head["y"]) for head in heads if head]
    follows = any(later == year + 1 for year, later in pairwise(years))
    return date(max(years), 1, 1) if follows else None


def _day(match: re.Match[str]) -> date | None:
    """The day of a match; None when there is no such day (2025年2月30日)."""
    try:
        return date(*(_number(match[part]) for part in "ymd"))
    except ValueError:
        return None


def _number(written: str) -> int:
    """2025, 二〇二五, 十一, 二十三."""
    if written.isdecimal():
        return int(written)
    if "十" in written:
        tens, _, ones = written.partition("十")
        return 10 * int(DIGIT_OF.get(tens, "1")) + int(DIGIT_OF.get(ones, "0"))
    return int("".join(DIGIT_OF.get(sign, "") for sign in written))


def _title(text: str, blocks: list[Block]) -> str | None:
    """The first line that reads as the name of a paper, its wrapped half added."""
    lines = list(_opening_lines(text, blocks))
    for index, line in enumerate(lines):
        if PAPER.search(line) and "。" not in line:
            before = lines[index - 1] if index else ""
            return before + line if ISSUES.match(before) and not PAPER.search(before) else line
    first = next((block for block in blocks if block.kind is BlockKind.HEADING), None)
    if first is None or first.section or NUMBERED_LINE.match(text, first.start):
        return None
    return text[first.start : first.end]


def _opening_lines(text: str, blocks: list[Block]) -> Iterator[str]:
    for block in blocks[:HEAD_BLOCKS]:
        line = text[block.start : block.end].strip()
        if line and len(line) <= 90 and NOT_A_TITLE.search(line) is None:
            yield line


def _issuer(text: str, title: str | None, blocks: list[Block]) -> str | None:
    """Who speaks: the unit in the title, the government that reports, or who signs."""
    head = text[:HEAD]
    if title and (match := ISSUES.match(title)) and is_organisation(match["who"]):
        return match["who"]
    if "全国人民代表大会" in head or "我代表国务院" in head:
        return "国务院"
    if match := CONGRESS.search(head):
        return match["place"] + "人民政府"
    if match := REPORT_OF.search(title or ""):
        return match["place"] + "人民政府"
    if (match := SPEAKS_FOR.search(head)) and not match["who"].startswith(("省", "市", "区", "县")):
        return match["who"]
    if match := PARTY_COMMITTEE.search(head):
        return f"中共{match['place']}委员会"
    return _signatory(text, blocks)


def _signatory(text: str, blocks: list[Block]) -> str | None:
    """The organisation on the line above a date that signs the paper."""
    for above, below in pairwise(blocks):
        line = text[below.start : below.end].strip()
        if len(line) <= 20 and SIGNED.match("\n" + line):
            name = text[above.start : above.end].strip()
            if len(name) <= 30 and is_organisation(name):
                return name
    return None
