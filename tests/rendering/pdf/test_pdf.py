"""The PDF says what Word says, on the page of GB/T 9704, and is fit to be archived."""

import re
from dataclasses import replace

import pypdfium2
import pytest
import typst

from commitments.rendering import MissingFont, render_pdf, require_fonts
from commitments.rendering.pdf import typesetting
from commitments.rendering.values import LastReport
from tests.rendering.examples import ITEMS, QUARTER_END, report_of

POINTS = 72 / 25.4


@pytest.fixture(scope="module")
def content():
    return render_pdf(report_of())


@pytest.fixture(scope="module")
def pdf(content):
    return pypdfium2.PdfDocument(content)


def words(pdf):
    pages = (page.get_textpage().get_text_range() for page in pdf)
    return "".join("".join(pages).split())


def test_it_is_archived_as_pdf_a_with_tags(content):
    head = content.decode("latin-1")

    assert "<pdfaid:part>2</pdfaid:part>" in head
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in head
    assert "<pdfuaid:part>1</pdfuaid:part>" in head
    assert "/StructTreeRoot" in head
    assert re.search(r"/Lang ?\(zh-CN\)", head)


def test_it_is_dated_by_the_issue_and_not_by_the_clock(pdf):
    assert pdf.get_metadata_value("CreationDate").startswith("D:20260408")
    assert pdf.get_metadata_value("Title") == "海淀区承诺事项进展情况通报 2026年第2期"
    assert pdf.get_metadata_value("Author") == "海淀区委区政府督查室"


def test_pages_are_a4_upright_and_the_annex_lies_on_its_side(pdf):
    sizes = [tuple(round(side / POINTS) for side in page.get_size()) for page in pdf]

    assert (sizes[0], sizes[-1]) == ((210, 297), (297, 210))


def test_pages_are_numbered(pdf):
    for place, page in enumerate(pdf, start=1):
        assert f"— {place} —" in page.get_textpage().get_text_range()


def test_bookmarks_lead_to_the_sections(pdf):
    marks = [mark.get_title() for mark in pdf.get_toc() if mark.level == 0]

    assert marks[0] == "一、总体情况"
    assert marks[-2:] == ["附件2 承诺事项统计表", "附件3 承诺事项进展一览表"]


def test_it_names_every_commitment(pdf):
    printed = words(pdf)

    for item in ITEMS:
        assert item.code in printed
        assert "".join(item.title.split())[:12] in printed


def test_only_chinese_faces_of_the_mainland_are_used(content):
    assert b"NotoSerifCJKjp" not in content
    assert b"NotoSerifSC" in content or b"GB2312" in content


def test_what_no_font_shows_is_marked_and_nothing_else_changes():
    assert typesetting.shown("已建成\U0010ffff3处\ue000，共𪚥处") in (
        "已建成〓3处〓，共𪚥处",
        "已建成〓3处〓，共〓处",
    )


def test_a_text_longer_than_a_page_is_printed_to_its_end():
    said = LastReport(QUARTER_END, "".join(f"第{number}点进场施工。" for number in range(600)))
    items = (*ITEMS[:2], replace(ITEMS[2], last_report=said), *ITEMS[3:])

    printed = words(pypdfium2.PdfDocument(render_pdf(report_of(items))))

    assert "第0点进场施工" in printed
    assert "第599点进场施工。" in printed


def test_text_that_looks_like_source_is_printed_as_it_stands():
    title = '#panic("x") *粗* $x$ [括号] \\ “引号” <标签> @引用'
    items = (*ITEMS[:2], replace(ITEMS[2], title=title), *ITEMS[3:])

    printed = words(pypdfium2.PdfDocument(render_pdf(report_of(items))))

    assert "".join(title.split()) in printed


def test_a_machine_without_chinese_fonts_is_told_so():
    bare = typst.Fonts(include_system_fonts=False)

    with pytest.raises(MissingFont, match="Noto Serif SC"):
        require_fonts(bare)
