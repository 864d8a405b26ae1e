"""The thing that a figure speaks of, where words between the two took the place of its name.

地区生产总值达到5.53万亿元、稳居全国前十强、增长4.8%: the growth is the product's, not the rank's.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from commitments.matching.inputs import Paper, Statement

RANKED: Final = re.compile(
    r"^(?:稳居|位居|位列|居|排名|跃居|跃升|排全|首次|连续|保持|占全国|由第|从第|进入|跻身|名列|创|高于|快于|均)"
)
# 粮食播种面积…、年度产量…: a bare measure is that of the thing named just before.
BARE: Final = re.compile(r"^(?:年度?|总|年度总)?(?P<measure>产量|产值|装机|产能)$")
MEASURED: Final = re.compile(r"(?:播种面积|种植面积|面积|产量|总产量|装机|产能|存栏|出栏)$")
PRODUCED: Final = re.compile(r"^(?:全年)?(?:生产|产出)(?=[^，、]{2,10}$)")
PRODUCED_IN: Final = frozenset(
    ("吨", "斤", "公斤", "立方米", "方", "千瓦时", "度", "辆", "台", "吨标准煤")
)
ENDS: Final = "。！？\n"


def named(paper: Paper) -> Iterator[Statement]:
    """The statements of a paper, each under the name of the thing that it speaks of."""
    before: Statement | None = None
    for statement in paper.statements:
        near = before if before and _one_sentence(paper.text, before, statement) else None
        current = replace(statement, name=_name(statement, near))
        yield current
        before = current


def _name(statement: Statement, near: Statement | None) -> str:
    name = statement.name
    if near is not None and RANKED.search(name):
        return near.name
    if near is not None and (bare := BARE.search(name)):
        topic = MEASURED.sub("", near.name)
        return topic + bare["measure"] if topic != near.name else name
    if statement.unit in PRODUCED_IN and (verb := PRODUCED.match(name)):
        return name[verb.end() :] + "产量"
    return name


def _one_sentence(text: str, before: Statement, statement: Statement) -> bool:
    between = text[before.end : statement.start]
    return not any(end in between for end in ENDS)
