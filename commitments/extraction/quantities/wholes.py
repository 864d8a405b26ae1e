"""Read the bound that stands before the whole a share is of: 不少于本单位总数的5%.

>>> from commitments.extraction.quantities import composition
>>> text = "法制审核人员不少于本单位执法人员总数的5%，增长5%"
>>> [(q.comparator, text[: q.origin]) for q in across(text, list(composition.find(text)))][0]
('gte', '法制审核人员')
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from commitments.extraction.quantities import bounds
from commitments.extraction.quantities.composition import Quantity

# 不少于本单位总数的5%, 不低于采购金额的30%: the bound stands before the whole of the share.
ACROSS = re.compile(
    r"(?:原则上)?(?P<word>不(?:得)?(?:少|低|小)于|不(?:得)?(?:超过|高于|大于|多于)|超过|高于|低于|少于|控制在|至少占?"
    r"|达到)(?P<whole>[^，。；：、\d%％]{2,24})的$"
)
ACROSS_REACH = 34


def across(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities, shares with the bound that stands before the whole they are of."""
    return [_bound_before_its_whole(text, quantity) for quantity in found]


def _bound_before_its_whole(text: str, quantity: Quantity) -> Quantity:
    if quantity.kind != "share" or quantity.unit != "%" or quantity.lead:
        return quantity
    bound = ACROSS.search(text, max(0, quantity.start - ACROSS_REACH), quantity.start)
    if bound is None:
        return quantity
    word = bound["word"].replace("不得", "不").removesuffix("占")
    comparator = quantity.comparator if quantity.suffix else bounds.BEFORE[word]
    return replace(quantity, origin=bound.start(), comparator=comparator)
