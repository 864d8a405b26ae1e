"""Tell by its words whether a sentence speaks of what is to come.

>>> intends("我们将完善配套", 7, None), intends("完善了配套", 5, None)
(True, False)
"""

import re

FUTURE = re.compile(
    r"将(?![军来士领])|拟|力争|争取|确保|计划|未来|今后|下一步|接下来|年内|明年|我们要|力求|努力"
    r"|有望"
    r"|到20[2-9]\d年|要(?![求素闻点])"
)
PAST = re.compile(r"已(?!知)|去年|上年|了(?!解)|成功|此前|先后|累计|目前|同比|以来|获得|荣获")
REACH = 400  # characters that a word of intent carries
IN_A_REVIEW = re.compile(r"(?:下一步|今后|接下来|将)[^，]{0,20}$")


def intends(text: str, place: int, promised: bool | None) -> bool:
    """Whether what stands at `place` is promised.

    `promised` tells what its surroundings are: a plan (True), a review (False) or neither (None);
    outside a plan words of intent must stand before it, with nothing of the past in between.
    """
    if promised:
        return True
    last = 0
    for word in FUTURE.finditer(text, max(0, place - REACH), place):
        last = word.end()
    if not last or PAST.search(text, last, place):
        return False
    return promised is None or IN_A_REVIEW.search(text, max(0, place - REACH), place) is not None
