"""Characters read as what they mean, one for one."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments import characters
from commitments.characters import as_meant, ideographs
from commitments.extraction import extract


def test_the_examples_hold():
    assert doctest.testmod(characters).failed == 0


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("⺠⽣", "民生"),
        ("12⽉", "12月"),
        ("⻓江", "长江"),
        ("⾼质量", "高质量"),
        ("⼾", "户"),
        ("⻘年", "青年"),
        ("\uf98e\uf90a", "年金"),
        ("民生", "民生"),
        ("⺮", "⺮"),
    ],
)
def test_radicals_are_the_ideographs_they_look_like(written, meant):
    assert ideographs(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("新增就业5万人,改造小区", "新增就业5万人，改造小区"),
        ("增长5%,就业稳定", "增长5%，就业稳定"),
        ("责任单位:市科协;时限:年底", "责任单位：市科协；时限：年底"),
        ("(市科协牵头)", "（市科协牵头）"),
        ("全面推进.加快建设.", "全面推进。加快建设。"),
        ("（二.\n三.改革", "（二。\n三、改革"),
        ('"十五五"时期', "“十五五”时期"),
        ("增长１２．５％", "增长12.5％"),
    ],
)
def test_half_width_marks_in_chinese_are_those_of_print(written, meant):
    assert as_meant(written) == meant


@pytest.mark.parametrize(
    "text",
    [
        "共1,200人",
        "2026-03-31 12:30",
        "GDP, CPI; and (so on).",
        "R&D(%)",
        "1．5G网络",
        "12．5个中心",
        "第3.2条",
        "https://example.org/a?b=c",
        "(1)加快",
    ],
)
def test_figures_times_and_foreign_words_keep_their_marks(text):
    assert as_meant(text) == text


@given(st.text(alphabet='⺠⽣⻓中文1２.,;:()"\n ．、年%A⺮\uf98e', max_size=60))
def test_no_offset_moves(text):
    assert len(as_meant(text)) == len(ideographs(text)) == len(text)


def test_a_promise_in_radicals_is_read_and_quoted_as_it_stands():
    text = "2026年1⽉15日。到2026年12⽉底,新增城镇就业5万⼈."

    [claim] = [claim for claim in extract(text) if claim.kind == "target"]

    assert (claim.value, claim.unit, claim.due.isoformat()) == (50000, "人", "2026-12-31")
    assert claim.quote in text
