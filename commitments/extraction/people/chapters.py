"""Say which chapters a heading gives to a unit: 一、县发改局牵头工作（8项）, （二）市教育局.

>>> from commitments.extraction.text.layout import blocks, fold
>>> folded = fold("一、县发改局牵头工作（2项）\\n1.实施项目50个。\\n二、其他工作\\n2.修路。")
>>> [(duty.units, folded.text[duty.start : duty.end]) for duty in chapters(folded, blocks(folded))]
[(('县发改局',), '一、县发改局牵头工作（2项）\\n1.实施项目50个。\\n')]
"""

import re
from collections.abc import Iterator

from commitments.extraction.lexicon.organisations import is_listed, split
from commitments.extraction.people.duties import Duties
from commitments.extraction.people.subjects import NO_SUBJECT
from commitments.extraction.spans import Block, BlockKind, Folded

NUMBERED = (
    r"(?:[一二三四五六七八九十]{1,3}、|\d{1,2}[.、．]|[（(][一二三四五六七八九十\d]{1,3}[）)])?\s*"
)
LEADS = re.compile(
    rf"{NUMBERED}由?(?P<units>[^，。；：（）()\n]{{2,40}}?)(?:牵头|主办|负责|承办)"
    r"(?:负责|落实|实施|办理|推进|完成)?的?(?:重点)?(?:工作|任务|事项|项目|部分)?(?:[（(][^（）()]*[）)])?"
)
# A heading that is nothing but the name of an office.
OFFICE = re.compile(
    rf"{NUMBERED}(?P<units>[市县区省州旗镇街][\u4e00-\u9fff]{{1,14}}(?:局|委|办|厅|办公室|委员会))"
    r"(?:[（(][^（）()]*[）)])?"
)


def chapters(folded: Folded, blocks: list[Block]) -> Iterator[Duties]:
    """The chapters that a heading gives to units, from the heading to the next of its rank."""
    for index, block in enumerate(blocks):
        if block.kind is not BlockKind.HEADING:
            continue
        heading = folded.text[block.start : block.end].strip()
        match = LEADS.fullmatch(heading) or OFFICE.fullmatch(heading)
        units = split(match["units"]) if match else ()
        if units and all(is_listed(name) and not NO_SUBJECT.search(name) for name in units):
            yield Duties(block.start, _chapter_end(folded, blocks, index), units)


def _chapter_end(folded: Folded, blocks: list[Block], index: int) -> int:
    depth = len(blocks[index].section)
    for block in blocks[index + 1 :]:
        if block.kind is BlockKind.HEADING and len(block.section) <= depth:
            return block.start
    return len(folded.text)
