import pytest

from commitments.extraction.quantities.numerals import read, spell


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("十", 10), ("二十", 20), ("一百零三", 103), ("三万五千", 35_000), ("万亿", 10**12),
        ("一亿二千万", 120_000_000), ("百万", 1_000_000), ("两", 2), ("", 0),
        ("三千六", 3600), ("一百二", 120), ("三万五", 35_000), ("三千零六", 3006),
        ("三万五千亿", 3_500_000_000_000), ("一百一十二", 112),
    ],
)  # fmt: skip
def test_spelled_numerals(numeral, value):
    assert spell(numeral) == value


@pytest.mark.parametrize(
    ("text", "length", "value", "high"),
    [
        ("三千千", 2, 3000.0, None),
        ("十千", 1, 10.0, None),
        ("十五六", 3, 15.0, 16.0),
        ("一百二三十", 5, 120.0, 130.0),
        ("三五百", 3, 300.0, 500.0),
        ("三四五", 2, 3.0, 4.0),
        ("万一", 1, 10_000.0, None),
        ("六点八", 3, 6.8, None),
        ("一万万", 2, 10_000.0, None),
    ],
)
def test_reads_as_far_as_the_numeral_is_well_formed(text, length, value, high):
    numeral = read(text)

    assert numeral is not None
    assert (numeral.length, numeral.value, numeral.high) == (length, value, high)


def test_no_numeral():
    assert read("个") is None
