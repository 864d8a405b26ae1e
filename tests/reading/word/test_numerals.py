import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.reading.word.numerals import numeral


@pytest.mark.parametrize(
    ("style", "number", "drawn"),
    [
        ("decimal", 7, "7"),
        ("decimalZero", 7, "07"),
        ("decimalFullWidth", 12, "１２"),
        ("chineseCounting", 1, "一"),
        ("chineseCounting", 10, "十"),
        ("chineseCountingThousand", 11, "十一"),
        ("chineseCountingThousand", 20, "二十"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 1010, "一千零一十"),
        ("ideographDigital", 120, "一二〇"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographTraditional", 3, "丙"),
        ("ideographZodiac", 12, "亥"),
        ("ideographZodiac", 13, "13"),
        ("decimalEnclosedCircle", 4, "④"),
        ("decimalEnclosedCircle", 21, "21"),
        ("ideographEnclosedCircle", 2, "㊁"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("lowerRoman", 4, "iv"),
        ("upperLetter", 27, "AA"),
        ("lowerLetter", 3, "c"),
        ("bullet", 3, ""),
        ("none", 3, ""),
        ("cardinalText", 3, "3"),
    ],
)
def test_numeral(style, number, drawn):
    assert numeral(number, style) == drawn


@given(
    st.integers(-5, 10**6),
    st.sampled_from(["decimal", "chineseCounting", "upperRoman", "lowerLetter", "ideographZodiac",
                     "decimalEnclosedParen", "chineseLegalSimplified", "taiwaneseDigital"]),
)  # fmt: skip
def test_no_number_is_too_strange(number, style):
    assert numeral(number, style)
