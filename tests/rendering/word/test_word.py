import io
import re
from datetime import datetime
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from commitments.rendering import render_docx
from commitments.rendering.values import Changes
from tests.rendering.examples import ITEMS, many, report_of, with_text


def opened(report, language="zh-hans"):
    return Document(io.BytesIO(render_docx(report, language)))


def test_letterhead_and_headings_are_in_order():
    paragraphs = [(p.style.name, p.text) for p in opened(report_of()).paragraphs if p.text]

    assert paragraphs[:4] == [
        ("Masthead", "海淀区承诺事项进展情况通报"),
        ("Issue Number", "2026年第2期"),
        ("Issuer", "海淀区委区政府督查室\t2026年4月8日"),
        ("Title", "关于2026年一季度承诺事项进展情况的通报"),
    ]
    assert [text for style, text in paragraphs if style == "Heading 1"] == [
        "一、总体情况",
        "二、单位排名",
        "三、进度变化",
        "四、突出滞后事项",
    ]
    assert ("Annex Title", "承诺事项进展一览表") in paragraphs


def test_the_tables_hold_the_figures():
    tables = opened(report_of()).tables

    totals = [[cell.text for cell in table.rows[-1].cells] for table in tables]
    assert ["合计", "8", "100.0", "6", "+2", "0"] in totals
    assert [row.cells[0].text for row in tables[-1].rows[1:]] == [item.code for item in ITEMS]


def test_every_table_repeats_its_header_and_tears_no_row():
    for table in opened(report_of()).tables:
        first, *others = table.rows
        assert first._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in others)
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_a_total_is_kept_with_the_rows_above_it():
    tables = [table for table in opened(report_of()).tables if "合计" in table.rows[-1]._tr.xml]
    assert len(tables) == 2
    for table in tables:
        kept = [
            bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in table.rows
        ]
        assert kept[-3:] == [True, True, False]


def test_the_page_is_that_of_an_official_document_and_the_annex_lies_on_its_side():
    upright, annex = opened(report_of()).sections

    assert round(upright.page_width.mm) == 210
    assert round(upright.page_height.mm) == 297
    margins = upright.top_margin, upright.bottom_margin, upright.left_margin, upright.right_margin
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]
    assert annex.orientation == WD_ORIENT.LANDSCAPE
    assert round(annex.page_width.mm) == 297


@pytest.mark.parametrize("place", [0, 1])
def test_no_table_is_wider_than_its_page(place):
    document = opened(report_of())
    section = document.sections[place]
    room = section.page_width - section.left_margin - section.right_margin
    upright = 3
    tables = document.tables[:upright] if place == 0 else document.tables[upright:]

    for table in tables:
        assert sum(column.width for column in table.columns) <= room + Mm(0.1)


@pytest.mark.parametrize(
    ("style", "font", "size"),
    [
        ("Masthead", "方正小标宋简体", 26),
        ("Title", "方正小标宋简体", 22),
        ("Body Text", "仿宋_GB2312", 16),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体_GB2312", 16),
    ],
)
def test_official_fonts_come_first(style, font, size):
    found = opened(report_of()).styles[style]

    assert found.element.rPr.rFonts.get(qn("w:eastAsia")) == font
    assert found.font.name == "Times New Roman"
    assert found.font.size == Pt(size)


def test_the_body_has_exact_lines_and_is_indented_by_two_characters():
    body = opened(report_of()).styles["Body Text"]

    assert body.paragraph_format.line_spacing == Pt(28.9)
    assert body.element.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"


def test_odd_and_even_pages_carry_the_page_number():
    document = opened(report_of())
    section = document.sections[0]

    assert document.settings.odd_and_even_pages_header_footer
    for footer in (section.footer, section.even_page_footer):
        [paragraph] = footer.paragraphs
        assert paragraph.text.replace(" ", "") == "——"
        [field] = paragraph._p.findall(qn("w:fldSimple"))
        assert field.get(qn("w:instr")) == "PAGE"


def test_properties_come_from_the_report_and_not_from_a_clock():
    properties = opened(report_of()).core_properties

    assert properties.title == "海淀区承诺事项进展情况通报 2026年第2期"
    assert properties.author == "海淀区委区政府督查室"
    assert properties.created.replace(tzinfo=None) == datetime(2026, 4, 8)


def test_an_empty_first_issue_is_a_whole_document():
    document = opened(report_of((), previous=None, changes=Changes()))

    texts = [paragraph.text for paragraph in document.paragraphs]
    assert "此前未印发同类时段的通报，无可比数据。" in texts
    assert document.tables == []


def test_english_report_has_no_chinese_wording():
    document = opened(report_of(), "en")

    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings[0] == "1. Overview"
    assert headings[-1] == "4. What lags most"


def test_three_thousand_commitments_have_a_row_each():
    items = many(3000)

    with ZipFile(io.BytesIO(render_docx(report_of(items)))) as archive:
        body = archive.read("word/document.xml").decode()

    annex = body[body.rindex("<w:tbl>") :]
    assert re.findall(r"HD-2026-\d{4}", annex) == [item.code for item in items]


@given(st.text(alphabet=st.characters(exclude_categories=()), min_size=1))
@settings(max_examples=40, deadline=None)
def test_any_text_gives_a_document_that_opens(text):
    opened(report_of(with_text(text), title=text, issuer=text, period=text))
