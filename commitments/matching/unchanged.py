"""Growth told in words: 居民消费价格与上年基本持平 is a growth of nothing.

>>> paper = Paper("2025年，城镇调查失业率5.4%，居民消费价格涨幅基本持平。", ())
>>> [(each.name, each.value) for each in find(paper)]
[('居民消费价格涨幅', Decimal('0'))]
>>> list(find(Paper("居民收入增速与经济增长持平。", ())))
[]
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from commitments.matching.inputs import Change, Comparator, Paper, Statement

LEVEL: Final = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<name>[\u4e00-\u9fffA-Z]{2,16}?)"
    r"(?:(?:与|同|和|比|较)(?:上年|去年|前一年|上一年)(?:同期)?)?"
    r"(?:总体|大体)?(?P<about>基本)?持平"
)
COMPARED: Final = re.compile(r"[与同和比较]")
NEARBY: Final = 200


def find(paper: Paper) -> Iterator[Statement]:
    """The places that say so, as reported growth of 0 %, on the day that is told beside them."""
    for match in LEVEL.finditer(paper.text):
        if COMPARED.search(match["name"]):
            continue
        yield Statement(
            start=match.start(),
            end=match.end(),
            quote=match[0],
            name=match["name"],
            value=Decimal(0),
            unit="%",
            change=Change.GROWTH,
            comparator=Comparator.APPROX if match["about"] else Comparator.EQ,
            as_of=_day_beside(paper, match.start()),
        )


def _day_beside(paper: Paper, place: int) -> date | None:
    days = [
        (abs(each.start - place), each.as_of)
        for each in paper.statements
        if each.as_of is not None and abs(each.start - place) <= NEARBY
    ]
    return min(days)[1] if days else None
