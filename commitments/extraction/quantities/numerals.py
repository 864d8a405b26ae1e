"""Read numbers spelled in Chinese characters, as far as they are well formed.

>>> read("三百二十"), read("三四十")
(Numeral(length=4, value=320.0, high=None), Numeral(length=3, value=30.0, high=40.0))
>>> read("三千千瓦")  # the second 千 belongs to the unit
Numeral(length=2, value=3000.0, high=None)
>>> read("三点五亿").value
350000000.0
"""

import re
from typing import NamedTuple

DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
EXPONENTS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
POINT = "点"
LARGEST = 10**30
# Neighbours said together are a range: 三四十, 十五六, 三五百.
PAIR = re.compile("一二|两三|二三|三四|四五|五六|六七|七八|八九|三五")


class Numeral(NamedTuple):
    """The well-formed beginning of a stretch of numerals; `high` is the upper end of 三四十."""

    length: int
    value: float
    high: float | None = None


def spell(numeral: str) -> int:
    """The value of a numeral: 三百二十 is 320, 万亿 is 10 to the 12th, 三千六 is 3600.

    >>> spell("两千零五"), spell("万亿"), spell("十二"), spell("一百万"), spell("三千六")
    (2005, 1000000000000, 12, 1000000, 3600)
    """
    return _Parse(numeral).value


def read(text: str) -> Numeral | None:
    """The numeral that a text begins with; None where it begins with none."""
    whole, _, decimals = text.partition(POINT)
    if pair := PAIR.search(whole):
        low = _Parse(whole[: pair.start() + 1] + whole[pair.end() :])
        high = _Parse(whole[: pair.start()] + whole[pair.start() + 1 :])
        if pair.start() < low.length == high.length:
            return Numeral(low.length + 1, float(low.value), float(high.value))
    parsed = _Parse(whole)
    if decimals and parsed.length == len(whole):
        return _decimal(parsed, decimals)
    return Numeral(parsed.length, float(parsed.value)) if parsed.length else None


def _decimal(whole: "_Parse", decimals: str) -> Numeral:
    digits = "".join(str(DIGITS[sign]) for sign in decimals if sign in DIGITS)
    exponent = sum(EXPONENTS[sign] for sign in decimals if sign in EXPONENTS)
    value = float(f"{whole.value}.{digits}e{exponent}")
    return Numeral(whole.length + 1 + len(decimals), value)


class _Parse:
    """Takes sign by sign and stops where the next one fits no numeral."""

    def __init__(self, text: str) -> None:
        self.length = 0
        self._total = self._section = self._digit = 0
        self._zero = False  # whether 零 stands before the digit
        self._small = 4  # the last exponent in the section; the next must be smaller
        self._large = 0  # the last of 万 and 亿
        self._bare = text[:1] in EXPONENTS and text[0] != "十"  # 万一 is no 万 and 一
        for sign in text:
            if not self._take(sign):
                break
            self.length += 1

    @property
    def value(self) -> int:
        digit = self._digit
        if digit and not self._zero and (last := self._last_exponent()) > 1:
            digit *= 10 ** (last - 1)  # 三千六 leaves out the last scale
        return min(self._total + self._section + digit, LARGEST)

    def _last_exponent(self) -> int:
        return self._small if self._section else self._large

    def _take(self, sign: str) -> bool:
        if sign in DIGITS:
            return self._take_digit(DIGITS[sign])
        exponent = EXPONENTS.get(sign, 0)
        if not exponent:
            return False
        return self._take_small(exponent) if exponent < 4 else self._take_large(exponent)

    def _take_digit(self, digit: int) -> bool:
        if self._digit or self._bare:
            return False
        self._digit, self._zero = digit, self._zero or not digit
        return True

    def _take_small(self, exponent: int) -> bool:
        """十, 百 and 千 multiply the digit before them; without one they only open a numeral."""
        opens = not self.length or (exponent == 1 and not self._section)
        if exponent >= self._small or not (self._digit or opens):
            return False
        self._section += (self._digit or 1) * 10**exponent
        self._digit, self._zero, self._small = 0, False, exponent
        return True

    def _take_large(self, exponent: int) -> bool:
        """万 and 亿 multiply their section; 万亿 multiplies all before it."""
        section = self._section + self._digit
        if exponent > self._large and self._total:
            self._total = (self._total + section) * 10**exponent
        elif exponent < (self._large or 9) and (section or not self.length):
            self._total += (section or 1) * 10**exponent
        else:
            return False
        self._section = self._digit = 0
        self._zero, self._small, self._large = False, 4, exponent
        return True
