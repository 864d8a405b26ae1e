import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.reading import UnreadableFile, plain

TEXT = "一、总体要求\r\n到2030年，人均体育场地面积不低于3.7平方米。\n\n\t末行\u3000 "


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "utf-16-le",
                                      "utf-16-be", "utf-32"])  # fmt: skip
def test_every_encoding_gives_the_same_text_with_nothing_changed(encoding):
    assert plain.decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (b"\x84\x31\x95\x33", "gb18030"),
    ],
)
def test_the_byte_order_mark_is_no_part_of_the_text(mark, encoding):
    assert plain.decode(mark + "第一章".encode(encoding)) == "第一章"


def test_in_utf_8_the_mark_is_a_character_so_that_offsets_are_those_of_the_file():
    data = codecs.BOM_UTF8 + "第一章".encode()

    assert plain.decode(data) == data.decode("utf-8") == "\ufeff第一章"


def test_english_in_utf_16_without_a_mark():
    text = "We will plant 1m trees by June 2030.\r\n"

    assert plain.decode(text.encode("utf-16-le")) == text
    assert plain.decode(text.encode("utf-16-be")) == text


def test_characters_outside_gbk_survive_gb18030():
    text = "㐂𠀀区委办公室关于印发工作方案的通知，请认真贯彻执行。"

    assert plain.decode(text.encode("gb18030")) == text


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 8,
        b"\x00" * 40,
        b"text with a \x00 in it",
        b"\x01\x02\x03\x04 short",
        "到2030年完成一批项目".encode()[:-1],
        codecs.BOM_UTF8 + b"\xff\xfe\xfd",
        codecs.BOM_UTF16_LE + b"\x00\xd8\x00",
        "老年人口約占全區總人口百分之二十，將持續推進養老服務".encode("big5"),
    ],
    ids=["bytes", "zeros", "zero", "controls", "cut", "marked-broken", "lone-surrogate", "big5"],
)
def test_what_is_not_text_is_refused_and_not_guessed_at(data):
    with pytest.raises(UnreadableFile) as refusal:
        plain.decode(data)

    assert refusal.value.code == "not_text"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_text_in_utf_8_comes_back(text):
    assert plain.decode(text.encode()) == text
