"""Find written numbers and give their exact values: digits, 万 and 亿, Chinese numerals.

>>> [(n.value, n.more) for n in find("近1,400.5万人，680多万户")]
[(14005000.0, False), (6800000.0, True)]
>>> [n.value for n in find("三百二十家、１２个")]
[320.0, 12.0]
>>> [n.value for n in find("PM2.5、5G、1+10+N、2019.6.30")]
[]
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

EXPONENTS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
SPELLED_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}

# 千 and 百 that open a unit (千瓦, 百分点) belong to the unit, not to the number.
_MAGNITUDE = r"(?:[多余几]?\s?(?:[万亿]|千(?![瓦米克伏卡赫帕焦字周])|百(?![分强])|十(?![佳大强])))"
_PLAIN = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|[０-９]{1,3}(?:，[０-９]{3})+|\d+(?:[.．]\d+)?"
_NUMERAL = "一二三四五六七八九十百千两零〇"

NUMBER = re.compile(
    rf"""
    (?<![A-Za-zＡ-Ｚ\d.．+＋/:第×＊*∶])(?P<digits>{_PLAIN})(?![.．+＋/:：]?\d|[+＋]|[A-Z](?![A-Za-z]))
        (?P<scale>{_MAGNITUDE}{{0,3}})(?P<more>[多余])?
  | (?<![{_NUMERAL}第百千万亿])
        (?P<spelled>[{_NUMERAL}]{{0,12}}[十百千万亿][{_NUMERAL}万亿]{{0,16}})(?P<some>[多余])?
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A written number; `more` says that 多 or 余 puts the true value above it.

    `factor` is what its 万 or 亿 multiply by; `vague` ones are bare magnitudes (千亿, 万)
    that mean something only beside a bound.
    """

    start: int
    end: int
    value: float
    more: bool = False
    factor: float = 1.0
    spelled: bool = False
    vague: bool = False

    @property
    def scaled(self) -> bool:
        """Counted in 万 or 亿, and therefore able to stand without a unit."""
        return self.factor >= 10_000


def find(text: str) -> Iterator[Number]:
    """Every written number of the text, in order."""
    for match in NUMBER.finditer(text):
        digits, scale, more, spelled, some = match.groups()
        if digits:
            exponent = sum(EXPONENTS.get(character, 0) for character in scale)
            yield Number(
                match.start(),
                match.end(),
                _exact(digits, exponent),
                more=bool(more) or scale[:1] in ("多", "余", "几"),
                factor=10.0**exponent,
            )
        else:
            yield Number(
                match.start(),
                match.end(),
                float(spell(spelled)),
                more=bool(some),
                factor=1e8 if "亿" in spelled else 1e4 if "万" in spelled else 1.0,
                spelled=True,
                vague=not SPELLED_DIGITS.keys() & set(spelled) and spelled != "十",
            )


def _exact(digits: str, exponent: int) -> float:
    """The value as the float nearest to it: the exponent goes through the float parser."""
    if "," in digits or "，" in digits or "．" in digits:
        digits = digits.replace(",", "").replace("，", "").replace("．", ".")
    # Nothing real is counted in hundreds of digits, and beyond them a float is infinite.
    return float(f"{digits[:250]}e{exponent}")


def spell(numeral: str) -> int:
    """The value of a Chinese numeral: 三百二十 is 320, 万亿 is 10 to the 12th.

    >>> spell("两千零五"), spell("万亿"), spell("十二"), spell("一百万")
    (2005, 1000000000000, 12, 1000000)
    """
    total = section = digit = 0
    for character in numeral:
        if character in SPELLED_DIGITS:
            digit = digit * 10 + SPELLED_DIGITS[character] if digit else SPELLED_DIGITS[character]
        elif character in "十百千":
            section += (digit or 1) * 10 ** EXPONENTS[character]
            digit = 0
        elif total and not section and not digit:
            total *= 10 ** EXPONENTS[character]
        else:
            section = (section + digit) or 1
            scaled = section * 10 ** EXPONENTS[character]
            total = total * 10**8 + scaled if character == "亿" and total else total + scaled
            section = digit = 0
    return min(total + section + digit, 10**30)
