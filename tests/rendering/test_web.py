import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from commitments.rendering import render_html
from commitments.rendering.text import one_line
from commitments.rendering.values import Changes
from tests.rendering.examples import ITEMS, report_of, with_text


def opened(report, language="zh-hans"):
    return BeautifulSoup(render_html(report, language), "html.parser")


def test_the_page_says_its_language_title_and_parts():
    page = opened(report_of())

    assert page.html["lang"] == "zh-Hans"
    assert page.title.text == "海淀区承诺事项进展情况通报 2026年第2期"
    assert [heading.text for heading in page.find_all("h2")] == [
        "一、总体情况",
        "二、单位排名",
        "三、进度变化",
        "四、突出滞后事项",
        "附件1",
        "附件2",
        "附件3",
    ]
    assert opened(report_of(), "en").html["lang"] == "en"


def test_nothing_is_fetched_from_elsewhere():
    page = render_html(report_of())

    assert not re.search(r"<(script|link|img|iframe)|@import|url\((?!#)|https?:", page)


def test_links_lead_to_parts_of_the_page():
    page = opened(report_of())

    targets = {link["href"].removeprefix("#") for link in page.find_all("a")}
    assert targets == {part["id"] for part in page.find_all("section")}


def test_each_figure_can_be_said_with_its_row_and_column():
    for table in opened(report_of()).find_all("table"):
        heads = table.thead.find_all("th", scope="col")
        for row in table.tbody.find_all("tr"):
            assert len(row.find_all("th", scope="row")) == 1
            assert len(row.find_all(["th", "td"])) == len(heads)


def test_the_annex_lists_every_commitment():
    rows = opened(report_of()).find_all("section", class_="wide")[-1].tbody.find_all("tr")

    assert [row.th.text for row in rows] == [item.code for item in ITEMS]


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=y>', "&lt;"])
def test_entered_text_is_escaped(text):
    page = opened(report_of(with_text(text), title=text, issuer=text, period=text))

    assert page.find(["script", "img"]) is None
    assert page.find(class_="masthead").text == text
    assert text in page.find_all("section", class_="wide")[-1].text


def test_an_empty_report_without_a_former_one_says_so():
    text = opened(report_of((), previous=None, changes=Changes())).text

    assert "尚无纳入督办的承诺事项" in text
    assert "本期无滞后事项" in text
    assert "此前未印发同类时段的通报" in text


@given(st.text(min_size=1))
@settings(max_examples=40, deadline=None)
def test_any_text_comes_out_as_it_went_in(text):
    page = opened(report_of(with_text(text), title=text))

    assert page.find(class_="masthead").text == one_line(text)
