"""Find written numbers and give their exact values: digits, 万 and 亿, Chinese numerals.

>>> [(n.value, n.more) for n in find("近1,400.5万人，680多万户")]
[(14005000.0, False), (6800000.0, True)]
>>> [n.value for n in find("三百二十家、１２个、3万4000个、三千六栋")]
[320.0, 12.0, 34000.0, 3600.0]
>>> [(n.value, n.high) for n in find("三四十个、两三百人")]
[(30.0, 40.0), (200.0, 300.0)]
>>> [n.value for n in find("PM2.5、5G、1+10+N、2019.6.30")]
[]
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from commitments.extraction.quantities import numerals
from commitments.extraction.quantities.numerals import DIGITS, EXPONENTS

# 千 and 百 that open a unit (千瓦, 百分点) belong to the unit, not to the number.
_THOUSAND = r"千(?![瓦米克伏卡赫帕焦字周])"
_MAGNITUDE = rf"(?:[多余几]?\s?(?:[万亿]|{_THOUSAND}|百(?![分强])|十(?![佳大强])))"
# 1. 6万: a page has put a space behind the point.
_PARTED = r"(?<=[\u4e00-\u9fff])\d{1,4}[.．][ ]\d{1,2}(?=[万亿%％])"
_PLAIN = _PARTED + r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?|[０-９]{1,3}(?:，[０-９]{3})+|\d+(?:[.．]\d+)?"
# 25万6千, 3万4000, 2亿3000万: what follows a scale fills it; 40万3岁 is two figures.
_MIXED = rf"""
    \d{{1,4}}亿\d{{1,4}}(?:\.\d+)?千?[多余]?万(?:\d{{4}}(?![\d年岁月]|\.\d))?
  | \d{{1,4}}万(?:\d{_THOUSAND}(?:\d百(?!分))?|\d{{4}}(?![\d年岁月]|\.\d))
  | \d{_THOUSAND}\d百(?!分)
"""
_NUMERAL = "".join(DIGITS)
_SPELLED = (
    rf"[{_NUMERAL}十百千万亿]{{1,24}}(?:点[{_NUMERAL}]{{1,6}}(?![十百千分半整])[万亿]{{0,2}})?"
)
# 登陆, 伍某 and 收拾 are no numerals; a scale written as bankers do tells one.
_BANKERS = "壹贰叁肆伍陆柒捌玖"
_BANKED = (
    rf"(?<![大登着内水海])[{_BANKERS}][{_BANKERS}拾佰仟萬億万亿零]*[拾佰仟萬億万亿][{_BANKERS}零]?"
)
# 十来个 is about ten; 十来 alone is nothing.
_ABOUT = r"来(?=[万亿个名位家户人条处项座所张台套辆件次场亩公里吨元千天棵株])"

NUMBER = re.compile(
    rf"""
    (?=[\d{_NUMERAL}十百千万亿{_BANKERS}])(?:
    (?<![A-Za-zＡ-Ｚ\d.．+＋/:第×＊*∶])(?:(?P<mixed>{_MIXED})
      | (?P<digits>{_PLAIN})(?![.．+＋/:：]?\d|[+＋]|[A-Z](?![A-Za-z]))
          (?P<scale>{_MAGNITUDE}{{0,3}}))
        (?P<more>[多余]|{_ABOUT})?
  | (?P<banked>{_BANKED})
  | (?<![{_NUMERAL}第百千万亿几])(?<!数(?=十))(?P<spelled>{_SPELLED})
    )""",
    re.VERBOSE,
)
MIXED_PART = re.compile(r"(\d+(?:\.\d+)?)(亿|千?[多余]?万|千|百)?")
# What follows a spelled number: 十多万, 二十几个, 百来家.
SOME = re.compile(rf"(?P<some>[多余几]|{_ABOUT})(?P<scale>[万亿]{{0,2}})")
PLAIN_NUMERAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟萬億", "一二三四五六七八九十百千万亿")
# 一七二零 counts; 一二三产业 and 三一五 name.
SPELLED_OUT = re.compile(rf"[{_NUMERAL}]{{3,9}}(?!年)")


class Number(NamedTuple):
    """A written number; `more` says that 多 or 余 puts the true value above it, `about` that 来
    leaves it open, and `high` is the upper end of 三四十.

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
    about: bool = False
    high: float | None = None

    @property
    def scaled(self) -> bool:
        """Counted in 万 or 亿, and therefore able to stand without a unit."""
        return self.factor >= 10_000


def find(text: str) -> Iterator[Number]:
    """Every written number of the text, in order."""
    end = 0
    for match in NUMBER.finditer(text):
        if match.start() < end:
            continue  # the 万 of 十多万, which has been taken
        if match["mixed"]:
            number: Number | None = _mixed(match)
        elif match["digits"]:
            number = _digits(match)
        else:
            number = _spelled(text, match)
        if number:
            end = number.end
            yield number


def _digits(match: re.Match[str]) -> Number:
    scale, more = match["scale"], match["more"]
    exponent = _exponent(scale)
    return Number(
        *match.span(),
        _exact(match["digits"], exponent),
        more=more in ("多", "余") or scale[:1] in ("多", "余", "几"),
        factor=10.0**exponent,
        about=more == "来",
    )


def _exponent(scale: str) -> int:
    return sum(EXPONENTS.get(character, 0) for character in scale)


def _mixed(match: re.Match[str]) -> Number:
    written = match["mixed"]
    parts = [(digits, _exponent(scale)) for digits, scale in MIXED_PART.findall(written)]
    return Number(
        *match.span(),
        sum(_exact(digits, exponent) for digits, exponent in parts),
        more=match["more"] in ("多", "余") or "多" in written or "余" in written,
        factor=10.0 ** parts[0][1],
        about=match["more"] == "来",
    )


def _spelled(text: str, match: re.Match[str]) -> Number | None:
    written = (match["banked"] or match["spelled"]).translate(PLAIN_NUMERAL)
    if SPELLED_OUT.fullmatch(written):
        return None if _counts_up(written) else _spelled_out(text, match.start(), written)
    numeral = numerals.read(written)
    if numeral is None or written[: numeral.length].isdecimal():
        return None
    end, value, high = match.start() + numeral.length, numeral.value, numeral.high
    some = SOME.match(text, end) if numeral.length == len(written) else None
    factor = 1.0
    if some:
        factor = 10.0 ** sum(EXPONENTS[scale] for scale in some["scale"])
        end = some.end()
    said = written[: numeral.length]
    return Number(
        match.start(),
        end,
        float(value * factor),
        more=some is not None and some["some"] != "来",
        factor=factor * (1e8 if "亿" in said else 1e4 if "万" in said else 1.0),
        spelled=True,
        vague=not (DIGITS.keys() | {"十"}) & set(said),
        about=some is not None and some["some"] == "来",
        high=None if high is None else float(high * factor),
    )


def _spelled_out(text: str, start: int, written: str) -> Number | None:
    end = start + len(written)
    if text[end : end + 1] == "年":
        return None
    value = float("".join(str(DIGITS[digit]) for digit in written))
    return Number(start, end, value, spelled=True)


def _counts_up(written: str) -> bool:
    return all(DIGITS[after] == DIGITS[before] + 1 for before, after in pairwise(written))


def _exact(digits: str, exponent: int) -> float:
    """The value as the float nearest to it: the exponent goes through the float parser."""
    if not digits.isdecimal():
        digits = digits.replace(",", "").replace("，", "").replace("．", ".").replace(" ", "")
    # Nothing real is counted in hundreds of digits, and beyond them a float is infinite.
    return float(f"{digits[:250]}e{exponent}")
