r"""Join the broken lines of a page, and tell headings, paragraphs, rows and sentences apart.

>>> folded = fold("要统筹教育科技\n\n人才一体发展。\n一、主要目标\n今年要稳增长。")
>>> folded.text
'要统筹教育科技人才一体发展。\n一、主要目标\n今年要稳增长。'
>>> [sentence.text for sentence in sentences(folded, blocks(folded))]
['要统筹教育科技人才一体发展。', '一、主要目标', '今年要稳增长。']
>>> blocks(folded)[-1].section
('一、主要目标',)
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from commitments.characters import as_meant
from commitments.extraction.spans import Block, BlockKind, Folded, Sentence
from commitments.extraction.text.items import (
    COUNTED_ITEM,
    counted_items,
    ends_counted,
    opens_with_a_deed,
    without_bullet,
)
from commitments.extraction.text.lines import (
    NUMERAL,
    PROSE,
    Companions,
    continues,
    short_and_plain,
    style_of,
    words_meet,
)
from commitments.extraction.text.printed import is_row, printed_lines

# How numbered headings nest; the rank of a heading is the index of its pattern, plus one.
RANKED_MARKERS = (
    rf"第[{NUMERAL}]{{1,4}}[编篇]",
    rf"第[{NUMERAL}\d]{{1,4}}(?:章|部分)",
    rf"第[{NUMERAL}\d]{{1,4}}节",
    rf"第[{NUMERAL}\d]{{1,5}}条",
    rf"[{NUMERAL}]{{1,3}}、",
    rf"[（(][{NUMERAL}]{{1,3}}[)）]",
    r"专栏\s?\d{1,2}",
    r"\d{1,2}(?:[、．]|\.(?!\d))|0[1-9](?![\d.])",
    r"[（(]?\d{1,2}[)）]|[①-⑳]",
)
RANK = re.compile("|".join(f"({pattern})" for pattern in RANKED_MARKERS))
ARTICLE_RANK = 4
SUBHEAD_RANK = len(RANKED_MARKERS) + 1
TITLE_RANK = 0
COUNTED_RANK = 8  # that of 1.
ITEM_RANK = 5
# From how many numbered headings on a document counts as numbered throughout.
OUTLINE = 3
OUTLINED = re.compile(rf"[{NUMERAL}]{{1,3}}、|[（(][{NUMERAL}]{{1,3}}[)）]")

RUN_IN = re.compile(r"[^。！？；：\n]{2,40}[。：](?=.)")
HEADING_END = re.compile(r"[^。！？；\n]{2,40}。")
COUNTS_SOMETHING = re.compile(
    r"\d[\d.]*(?![\d.年月日条章节版号]|[项个条款类][）)])[\u4e00-\u9fff%％‰]"
)
UNNUMBERED = re.compile(r"[^\t。；]{4,40}")
HAN = re.compile(r"[\u4e00-\u9fff]")
# Lines in the place of a heading that head nothing: who speaks, when, and from where.
CHAPTER_RUN_IN = re.compile(
    rf"第[{NUMERAL}]{{1,4}}[章节]\s+\S{{2,20}}(?=\s+第[{NUMERAL}]{{1,5}}条)"
)
# A line that only says who is responsible or until when.
LABEL_ALONE = re.compile(
    r"[（(][^（）()]{0,200}(?:负责|牵头|配合|落实|参与|指导|(?:责任|牵头)(?:单位"
    r"|部门)[^（）()]*)[）)](?=\n|$)"
    r"|(?:责任|牵头|配合|主责|完成|协办)(?:单位|部门|时限|时间)[：:]"
)
# The title of a paper printed after the letter that sends it round.
PAPER = re.compile(
    r".{4,}(?:计划|方案|办法|意见|规划|纲要|措施|政策|规定|条例|清单|名单|要点|报告|决议)"
    r"(?:[（(][^（）()]*[)）])?$"
)
IMPRINT = re.compile(
    r"^(?:来源|时间|日期|作者|记者|发布|责任编辑|编辑|分享|打印|字体|□|——|—|各位|（|\(|附件)"
    r"|(?:省长|市长|区长|县长|州长|主席|总理|主任|记者)[\s\u3000]?\S{2,4}$"
    r"|年\d{1,2}月\d{1,2}日|[日月]$|号$|[：:]$|[，、]$"
)
AIMS = re.compile(r"(?:目标|任务|举措|措施|要求|安排)[：:]$")
CELL = re.compile(r"[^\t|｜│┃]+")
# 1.4月底前…；2.8月底前…: a number opens an item at the head of a cell, or behind a mark or space.
ITEM_IN_A_CELL = re.compile(
    r"(?:(?<=[\t|｜│┃。；;：:\s])|(?<![\s\S]))"
    r"(?:\d{1,2}(?:[.．](?=\s?(?:[\u4e00-\u9fff“《]|(?:1[0-2]|[1-9])月))|、)|[（(]\d{1,2}[)）]|[①-⑳])\s*"
)
SENTENCE = re.compile(r"[^。！？!?]+(?:[。！？!?]+[”’」』）)》]*)?|[。！？!?]+[”’」』）)》]*")


def fold(text: str) -> Folded:
    """The text with broken paragraphs joined and one line end between the blocks.

    Its characters are those meant: radicals as ideographs, punctuation as Chinese is printed.
    """
    text = as_meant(text)
    lines = printed_lines(text)
    style, companions = style_of(lines), Companions(text)
    pieces: list[str] = []
    starts: list[int] = []
    shifts: list[int] = []
    length = 0
    headings = 0  # numbered ones so far
    opening = True  # whether the line begins its block, or only titles stand before it
    for index, line in enumerate(lines):
        tail = ""
        headings += opening and OUTLINED.match(line.text) is not None
        if index + 1 < len(lines):
            following = lines[index + 1]
            joined = following.glued or continues(
                line,
                following,
                opening=opening,
                style=style,
                companions=companions,
                outlined=headings >= OUTLINE,
            )
            opening = not joined or (opening and short_and_plain(line.text))
            tail = "" if joined else "\n"
            if joined and not following.glued and words_meet(line.text, following.text):
                tail = " "
        starts.append(length)
        shifts.append(line.start - length)
        pieces.append(line.text + tail)
        length += len(line.text) + len(tail)
    return Folded("".join(pieces), tuple(starts) or (0,), tuple(shifts) or (0,))


def blocks(folded: Folded) -> list[Block]:
    """The headings, paragraphs and rows in their order, each under its headings.

    A numbered line with nothing under it before the next of its kind is an item of a list.
    """
    found: list[Block] = []
    path: list[tuple[int, str]] = []
    bare, bare_at = 0, 0  # rank and place of a numbered heading while nothing stands under it
    start = 0
    lines = folded.text.split("\n")
    counted = counted_items(lines)
    for index, line in enumerate(lines):
        end = start + len(line)
        following = lines[index + 1] if index + 1 < len(lines) else ""
        if is_row(line):
            found.append(Block(BlockKind.ROW, start, end, _titles(path)))
            bare = 0
        else:
            while line:
                rank, length = _heading(line, counted=index in counted)
                before = lines[index - 1] if index else ""
                if not length or (rank == SUBHEAD_RANK and _is_item(line, before, following, path)):
                    if bare == rank >= ITEM_RANK and rank < SUBHEAD_RANK:
                        found[bare_at] = replace(found[bare_at], kind=BlockKind.PARAGRAPH)
                        path.pop()
                    found.append(Block(BlockKind.PARAGRAPH, start, end, _titles(path)))
                    bare = bare if LABEL_ALONE.match(line) else 0
                    break
                if rank == SUBHEAD_RANK and (not _numbered(path) or PAPER.match(line)):
                    rank = TITLE_RANK
                if bare >= max(rank, ITEM_RANK):
                    found[bare_at] = replace(found[bare_at], kind=BlockKind.PARAGRAPH)
                while path and path[-1][0] >= rank:
                    path.pop()
                found.append(Block(BlockKind.HEADING, start, start + length, _titles(path)))
                path.append((rank, line[:length].strip("。：: \u3000")))
                line = line[length:].lstrip()
                start = end - len(line)
                bare, bare_at = rank if rank < SUBHEAD_RANK and not line else 0, len(found) - 1
        start = end + 1
    if bare >= ITEM_RANK:
        found[bare_at] = replace(found[bare_at], kind=BlockKind.PARAGRAPH)
    return found


def _titles(path: list[tuple[int, str]]) -> tuple[str, ...]:
    return tuple(heading for _, heading in path)


def _numbered(path: list[tuple[int, str]]) -> bool:
    return any(rank != TITLE_RANK for rank, _ in path)


def _is_item(line: str, before: str, following: str, path: list[tuple[int, str]]) -> bool:
    """Whether a short line without a number is an item of a list: it says what is to be done or
    counts it, and nothing explains it."""
    content = without_bullet(line)
    if content != line and (
        COUNTS_SOMETHING.search(content)
        or without_bullet(following) != following
        or without_bullet(before) != before
    ):
        return True
    listed = "。" not in following and opens_with_a_deed(following)
    if not path or (PROSE.match(following) and not listed):
        return False
    if opens_with_a_deed(line):
        ends = not following or opens_with_a_deed(following)
        return ends or COUNTS_SOMETHING.search(line) is not None
    counts = ends_counted(line) and not following.startswith("（")
    return counts and bool(ends_counted(following) or opens_with_a_deed(following) or not following)


def _heading(line: str, *, counted: bool = False) -> tuple[int, int]:
    """Rank and length of the heading that a line is or begins with; length 0 when none.

    `counted` says that its number and space open an item of a list.
    """
    marker = RANK.match(line) or (COUNTED_ITEM.match(line) if counted else None)
    if marker is None:
        return SUBHEAD_RANK, len(line) if _is_subhead(line) else 0
    rank = COUNTED_RANK if marker.re is COUNTED_ITEM else marker.lastindex or 0
    if chapter := CHAPTER_RUN_IN.match(line):
        return rank, chapter.end()
    if rank == ARTICLE_RANK:
        return rank, marker.end()
    if COUNTS_SOMETHING.search(line, marker.end(), 60):
        body = RUN_IN.match(line)
        counts = body is None or COUNTS_SOMETHING.search(body[0], marker.end())
        return rank, 0 if counts or body is None else body.end()
    if short_and_plain(line) and line[-1] not in "；，：:":
        return rank, len(line) if HAN.search(line) else 0
    if HEADING_END.fullmatch(line):
        return rank, len(line)
    body = RUN_IN.match(line)
    return rank, body.end() if body else 0


def _is_subhead(line: str) -> bool:
    if AIMS.search(line) and len(line) <= 25:
        return "，" not in line
    if not UNNUMBERED.fullmatch(line) or LABEL_ALONE.match(line) or IMPRINT.search(line):
        return False
    return short_and_plain(line) and len(HAN.findall(line)) * 2 > len(line)


def sentences(folded: Folded, found: list[Block]) -> Iterator[Sentence]:
    """The sentences of every block, and those of each cell of a row, in the order of the text."""
    text = folded.text
    for block in found:
        if block.kind is BlockKind.ROW:
            for match in CELL.finditer(text, block.start, block.end):
                yield from sentences_in_a_cell(text, match.start(), match.end(), block)
            continue
        for match in SENTENCE.finditer(text, block.start, block.end):
            if not match[0].isspace():
                yield Sentence(match[0], match.start(), block)


def sentences_in_a_cell(text: str, start: int, end: int, block: Block) -> Iterator[Sentence]:
    """The sentences of a cell; its numbered items are sentences of their own, without numbers."""
    marks = [match.span() for match in ITEM_IN_A_CELL.finditer(text, start, end)]
    begin = start
    for low, high in (*marks, (end, end)):
        for match in SENTENCE.finditer(text, begin, low):
            if match[0].strip():
                yield Sentence(match[0], match.start(), block)
        begin = high
