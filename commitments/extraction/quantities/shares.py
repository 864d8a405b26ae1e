"""Read shares and multiples that are said in words: 八成, 三分之一, 过半, 翻两番.

>>> [(s.value, s.unit) for s in find("占比超过三分之一，九成以上覆盖，总量翻一番")]
[(33.33, '%'), (90.0, '%'), (2.0, '倍')]
>>> [(s.value, s.high) for s in find("七八成")]
[(70.0, 80.0)]
>>> list(find("一成不变，第三成立，三番五次"))
[]
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from commitments.extraction.quantities.numerals import DIGITS, spell

_DIGIT = "一二三四五六七八九"
SHARE = re.compile(
    rf"""
    (?=[{_DIGIT}两十百千万\d翻过半])(?:
    (?P<of>[{_DIGIT}十百千万\d]{{1,4}})分之(?P<part>[{_DIGIT}十百两点零\d.]{{1,8}})
  | (?<![{_DIGIT}两第十百千])(?P<tenth>[{_DIGIT}两])(?P<to>[{_DIGIT}])?成
        (?P<half>[{_DIGIT}](?![级类线个些流])|半)?
        (?![立员熟果效就品为长交绩功套本分都份像型功人色体])(?=[以左上]|[^不]|$)
  | (?<![倍一])翻(?:了)?(?P<doubled>[一二两三四]?)番
  | (?P<half_said>过半数?|半数以上|(?<=[近超])半数?|(?<![一上下])一半(?:以上)?)
        (?![年天月个径导球岛])
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Share:
    """A share in % or a multiple in 倍; `above` when the words say more than that, `high` the
    upper end of 七八成."""

    start: int
    end: int
    value: float
    unit: str
    above: bool = False
    high: float | None = None


def find(text: str) -> Iterator[Share]:
    """Every share said in words, in order."""
    for match in SHARE.finditer(text):
        start, end = match.span()
        if match["of"]:
            share = _fraction(match["of"], match["part"])
            if share is not None:
                yield Share(start, end, share, "%")
        elif match["tenth"]:
            tenths = 10.0 * DIGITS[match["tenth"]]
            half = match["half"]
            high = 10.0 * DIGITS[match["to"]] if match["to"] else None
            yield Share(start, end, tenths + (_digit(half) if half else 0), "%", high=high)
        elif match["half_said"]:
            yield Share(start, end, 50.0, "%", above="过" in match[0] or "以上" in match[0])
        else:
            yield Share(start, end, 2.0 ** _digit(match["doubled"] or "一"), "倍")


def _digit(character: str) -> float:
    return 5.0 if character == "半" else float(DIGITS[character])


def _fraction(of: str, part: str) -> float | None:
    """百分之五点五 is 5.5; 三分之一 is 33.33, rounded as it would be written."""
    whole, numerator = _amount(of), _amount(part)
    return round(100 * numerator / whole, 2) if whole and numerator is not None else None


def _amount(text: str) -> float | None:
    if text[0].isdigit():
        try:
            return float(text)
        except ValueError:
            return None
    integer, _, decimals = text.partition("点")
    if any(character in "点.0123456789" for character in integer + decimals):
        return None
    fraction = "".join(str(DIGITS.get(character, "")) for character in decimals)
    return float(f"{spell(integer)}.{fraction or 0}")
