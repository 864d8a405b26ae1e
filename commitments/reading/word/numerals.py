"""Write numbers in the styles of list numbers: 一、 （二） 3. ④ v.

>>> [numeral(12, style) for style in ("decimal", "chineseCounting", "upperRoman")]
['12', '十二', 'XII']
"""

from typing import Final

# Raised figures are kept apart from the number before them: 10⁸ is not 108.
SUPERSCRIPT: Final = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")

DIGITS: Final = "〇一二三四五六七八九"
CHINESE_DIGIT: Final = str.maketrans("0123456789", DIGITS)
FULL_WIDTH_DIGIT: Final = str.maketrans("0123456789", "０１２３４５６７８９")
LEGAL_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip

COUNTED: Final = {
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
}
SPELLED: Final = {"ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"}
LEGAL: Final = {"chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"}
# Signs that stand one after the other in Unicode: style, first sign, how many there are.
ENCLOSED: Final = {
    "decimalEnclosedCircle": ("①", 20),
    "decimalEnclosedCircleChinese": ("①", 20),
    "decimalEnclosedParen": ("⑴", 20),
    "decimalEnclosedFullstop": ("⒈", 20),
    "ideographEnclosedCircle": ("㊀", 10),
}


def numeral(number: int, style: str) -> str:
    """The number in a numbering style of Word; a style unknown to us gives digits."""
    if style in COUNTED:
        return counted(number)
    if style in SPELLED:
        return str(number).translate(CHINESE_DIGIT)
    if style in LEGAL:
        return counted(number, LEGAL_DIGITS, "拾佰仟")
    if style in ENCLOSED:
        first, size = ENCLOSED[style]
        return chr(ord(first) + number - 1) if 1 <= number <= size else str(number)
    if style == "ideographTraditional":
        return _cycled(number, STEMS)
    if style == "ideographZodiac":
        return _cycled(number, BRANCHES)
    if style in ("upperRoman", "lowerRoman"):
        return _cased(_roman(number), style)
    if style in ("upperLetter", "lowerLetter"):
        return _cased(_lettered(number), style)
    if style == "decimalZero":
        return f"{number:02}"
    if style in ("decimalFullWidth", "decimalFullWidth2"):
        return str(number).translate(FULL_WIDTH_DIGIT)
    if style in ("none", "bullet"):
        return ""
    return str(number)


def counted(number: int, digits: str = DIGITS, units: str = "十百千") -> str:
    """Chinese numerals up to 9,999: 十, 二十一, 一百零五."""
    if not 0 < number < 10_000:
        return digits[0] if number == 0 else str(number)
    written, pending_zero = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit == 0:
            pending_zero = bool(written)
            continue
        written += ("零" if pending_zero else "") + digits[digit]
        written += units[place - 1] if place else ""
        pending_zero = False
    # Ten to nineteen are written without the leading one, except on cheques.
    return written[1:] if written.startswith("一十") else written


def _cycled(number: int, signs: str) -> str:
    return signs[number - 1] if 1 <= number <= len(signs) else str(number)


def _cased(text: str, style: str) -> str:
    return text if style.startswith("upper") else text.lower()


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    written = ""
    for value, sign in ROMAN:
        written += sign * (number // value)
        number %= value
    return written


def _lettered(number: int) -> str:
    """A … Z, then AA, BB and so on, as Word continues."""
    if not 0 < number <= 780:
        return str(number)
    rounds, letter = divmod(number - 1, 26)
    return chr(ord("A") + letter) * (rounds + 1)
