"""What must hold for every text: breaks change nothing, and no text breaks the reader."""

import string
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commitments.extraction import Claim, extract
from tests.extraction.test_seed import PUBLISHED, TEXT

PARAGRAPHS = [
    "今年经济社会发展主要预期目标是：地区生产总值增长5%左右，城镇新增就业47万人以上，"
    "城镇调查失业率控制在5.5%以内，粮食产量500亿斤左右。",
    "到2030年，森林覆盖率从25.1%提高到25.8%，每万人口高价值发明专利拥有量达到22件以上，"
    "人均预期寿命提高到80岁，研发投入年均增长7%以上。",
    "目前全市已建成养老服务中心293家，家庭照护床位达到39331张，覆盖面居全省首位；"
    "去年新增学位2.4万个，公交与轨道换乘比例达91%。",
    "城镇和农村居民人均可支配收入分别增长6.5%、7.5%左右，交通、水利、能源领域投资分别达"
    "2300亿元、600亿元、1700亿元，新建高速公路507公里。",
]
FRAME = "2026年某省政府工作报告\n一、2026年工作安排\n"
# What legal text, tables and OCR are made of, and what tends to break rules.
ALPHABET = (
    "一二三十百千万亿个家元人次公里年月日今明去到至从由比较增长提高下降达到超过约近以上左右内"
    "的和与及、，。；：（）《》“”‘’〔〕【】第届条章目标计划将要已了累计分别其中每人均%％‰.+-—～/\\"
    "\n\t \u3000\u200b\ufeff"
) + string.digits


def inside_a_sentence(text: str, at: int) -> bool:
    """Whether a page could break here without anyone taking the rest for a new paragraph."""
    return text[at - 1] not in "。！？；：”’）" and not (
        text[at - 1] in "0123456789." and text[at] in "0123456789.%"
    )


def pieces(line: str, length: int) -> list[str]:
    found, begin = [], 0
    for at in range(length, len(line) - 30, length):
        while not inside_a_sentence(line, at):
            at += 1
        found.append(line[begin:at])
        begin = at
    return [*found, line[begin:]]


def essence(claims: list[Claim]) -> list[tuple[object, ...]]:
    names = ("kind", "value", "value_max", "unit", "comparator", "change", "baseline", "due")
    return [tuple(getattr(claim, name) for name in (*names, "as_of")) for claim in claims]


@given(st.sampled_from(PARAGRAPHS), st.data())
@settings(max_examples=80, deadline=None)
def test_a_break_inside_a_sentence_changes_nothing(paragraph, data):
    places = [at for at in range(30, len(paragraph) - 20) if inside_a_sentence(paragraph, at)]
    at = data.draw(st.sampled_from(places))
    gap = data.draw(st.sampled_from(["\n", "\n\n", "\r\n", "\n\n\n", "\n\u3000\u3000"]))
    broken = FRAME + paragraph[:at] + gap + paragraph[at:] + "\n"
    whole = extract(FRAME + paragraph + "\n", published=date(2026, 1, 25))
    assert essence(extract(broken, published=date(2026, 1, 25))) == essence(whole)


@pytest.mark.parametrize("step", [41, 67, 97])
def test_breaks_all_over_the_seed_change_no_figure(step):
    paragraphs = ["\n\n".join(pieces(line, step * 3)) for line in TEXT.split("\n")]

    def figures(text: str) -> list[tuple[object, ...]]:
        valued = [c for c in extract(text, published=PUBLISHED) if c.value is not None]
        return sorted(essence(valued), key=repr)

    assert figures("\n".join(paragraphs)) == figures(TEXT)


@given(st.text(alphabet=ALPHABET, max_size=400))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_text_of_the_trade_breaks_the_reader(text):
    check(text)


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_text_at_all_breaks_the_reader(text):
    check(text)


def check(text: str) -> None:
    claims = extract(text, published=date(2026, 1, 25))
    for claim in claims:
        assert text[claim.start : claim.end] == claim.quote
        assert 0 <= claim.confidence <= 1
    assert all(a.start <= b.start for a, b in pairwise(claims))


# In a text of this length a shape whose cost grows with its square takes minutes.
LONG, FIGURES = 100_000, 10_000


@pytest.mark.parametrize(
    "unit", ["（", "“", "《", "、", "和", "1", "万", "的", " ", "\u3000", "\t", "第一", "新建"]
)
def test_a_long_line_of_one_character_is_read(unit):
    check("地区生产总值" + unit * (LONG // len(unit)) + "增长5%。")


@pytest.mark.parametrize(
    "unit",
    [
        "从1到",
        "与经济",
        "到2030年",
        "年底前",
        "高于",
        "1—",
        "5个",
        "，1个",
        "分别1%、",
        "建设A、",
        "（X负责）",
        "1万亿",
    ],
)
def test_a_long_line_of_broken_figures_is_read(unit):
    check("地区生产总值" + unit * (FIGURES // len(unit)) + "增长5%。")
