import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from commitments.rendering.text import one_line, printable


@pytest.mark.parametrize(
    ("entered", "printed"),
    [
        ("人均体育场地\n面积", "人均体育场地面积"),
        ("面积达到 3.7\n平方米", "面积达到 3.7 平方米"),
        ("第十三届委员会 第九次全体会议", "第十三届委员会 第九次全体会议"),
        ("first\r\nline\ttab", "first line tab"),
        ("（上接1版）\f区体育局", "（上接1版）区体育局"),
        ("  区民政局  ", "区民政局"),
        ("\x00\x07\x1b[31m", "[31m"),
        ("", ""),
    ],
)
def test_one_line(entered, printed):
    assert one_line(entered) == printed


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_what_is_printable_can_stand_in_xml(text):
    element = etree.Element("text")
    element.text = printable(text)

    etree.fromstring(etree.tostring(element, encoding="utf-8"))


@given(st.text())
def test_one_line_has_no_breaks_and_changes_nothing_twice(text):
    once = one_line(text)

    assert "\n" not in once
    assert one_line(once) == once
