"""Read which way a number binds: at least, at most, about, more than.

>>> before("失业率控制在"), before("不超过"), before("近"), before("附近")
('lte', 'lte', 'approx', None)
>>> after("5.5%左右", 4)
('approx', 7)
>>> combine("gte", "approx", more=False)
'approx'
"""

import re

# Words that stand right before the number.
BEFORE = {
    "不低于": "gte", "不少于": "gte", "不小于": "gte", "不得低于": "gte", "不得少于": "gte",
    "至少": "gte", "至少有": "gte", "最少": "gte", "最低": "gte", "达到": "gte", "达": "gte",
    "力争": "gte",
    "力争达到": "gte", "高达": "gte", "达至": "gte", "达到了": "gte", "达了": "gte",
    "超过": "gt", "超": "gt", "突破": "gt", "突破了": "gt", "逾": "gt", "高于": "gt", "大于": "gt",
    "多于": "gt", "超出": "gt", "超过了": "gt", "跨越": "gte", "越过": "gt", "迈过": "gte",
    "跨过": "gte", "迈上": "gte", "站上": "gte", "跃上": "gte", "冲刺": "gte", "冲击": "gte",
    "登上": "gte", "跨上": "gte", "高出": "eq", "过": "gt", "＞": "gt", ">": "gt", "≥": "gte",
    "不超过": "lte", "不得超过": "lte", "不高于": "lte", "不大于": "lte", "不多于": "lte",
    "最多": "lte", "至多": "lte", "最高": "lte", "控制在": "lte", "控制到": "lte", "限制在": "lte",
    "≤": "lte", "不超": "lte", "压降至": "lte",
    "低于": "lt", "少于": "lt", "小于": "lt", "不足": "lt", "＜": "lt", "<": "lt", "不到": "lt",
    "约": "approx", "大约": "approx", "约为": "approx", "近": "approx", "接近": "approx",
    "将近": "approx", "大概": "approx", "约达": "approx", "约占": "approx",
}  # fmt: skip
# 附近, 节约, 通过: a word that merely ends like a bound.
PART_OF_WORD = {
    "近": frozenset("附临最邻靠远亲"),
    "约": frozenset("节签集制公合预履大契条违特"),
    "过": frozenset("通经透渡路不胜超度"),
    "达": frozenset("发到直传表抵下转送"),
    "超": frozenset("高赶反"),
}
# Said before a number below ten, these count: 至少一个.
LEAST = frozenset(("至少", "不少于", "不低于", "最少", "不得少于", "不得低于"))
LONGEST_BEFORE = max(map(len, BEFORE))

AFTER = {
    "及以上": "gte", "以上": "gte", "之上": "gte", "起": "gte",
    "及以下": "lte", "以下": "lte", "以内": "lte", "之内": "lte", "之下": "lte",
    "左右": "approx", "上下": "approx", "开外": "gt", "多": "gt", "余": "gt",
}  # fmt: skip
AFTER_OPENERS = frozenset(word[0] for word in AFTER)

# 左右 softens every other word; 超过…以上 keeps the stricter word.
_RANK = {"approx": 3, "gt": 2, "lt": 2, "gte": 1, "lte": 1, "eq": 0}


def before(head: str) -> str | None:
    """The bound that the words before a number end with."""
    word = word_before(head)
    return BEFORE[word] if word else None


def word_before(head: str) -> str | None:
    for length in range(min(LONGEST_BEFORE, len(head)), 0, -1):
        word = head[-length:]
        if word in BEFORE:
            if length == 1 and head[-2:-1] and head[-2] in PART_OF_WORD.get(word, ""):
                continue
            return word
    return None


# 上百家, 上万人: before a bare magnitude 上 is a bound, unless it ends another word.
UPWARD = re.compile(r"(?<![以网线马地路成身会世车海船晚早之千百得])上$")


def before_magnitude(head: str) -> str | None:
    """The word of a bound before 百, 千, 万 or 亿 alone, where also 上 is one."""
    return word_before(head) or ("上" if UPWARD.search(head) else None)


def comparator_of(word: str | None) -> str | None:
    """What a word before a number says of it."""
    return "gte" if word == "上" else BEFORE.get(word or "")


def after(text: str, start: int) -> tuple[str | None, int]:
    """The bound that begins at `start`, right after the unit, and where it ends."""
    if text[start : start + 1] in AFTER_OPENERS:
        for length in (3, 2, 1):
            word = text[start : start + length]
            if word in AFTER:
                # 2倍多，: only at the end of a clause is the single word a bound.
                if length == 1 and text[start + 1 : start + 2] not in "，。；、）":
                    break
                return AFTER[word], start + length
    return None, start


def combine(prefix: str | None, suffix: str | None, *, more: bool, about: bool = False) -> str:
    """One comparator from the words before, after and inside the number."""
    if about:
        return "approx"  # 十来个
    if prefix == "approx" and suffix in ("gte", "lte"):
        prefix = None
    found = max((prefix or "eq", suffix or "eq"), key=_RANK.__getitem__)
    # 控制在5.5%以上 does not exist, but 达到5%以内 does: the suffix names the side.
    if suffix in ("gte", "lte") and found in ("gte", "lte"):
        found = suffix
    return "gt" if more and found in ("eq", "gte") else found
