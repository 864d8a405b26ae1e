"""A report in official form says in Word, PDF and HTML who it is to, who signed, what is asked."""

import io
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from bs4 import BeautifulSoup
from docx import Document

from commitments.rendering import render_docx, render_html, render_pdf
from commitments.rendering.values import CorrectedIssue, OfficialForm
from tests.rendering.examples import report_of

FORM = OfficialForm(
    document_number="海督字〔2026〕2号",
    signer="王建国",
    addressees=("各街道办事处", "区政府各委、办、局"),
    lead="现将一季度进展情况通报如下。\n请各单位对照落实。",
    problems="部分事项前期手续办理缓慢。",
    requirements="各牵头单位于4月20日前报送整改措施。",
    attachments=("整改情况反馈表",),
    copies=("区委办公室", "区人大常委会办公室"),
    printed_by="海淀区人民政府办公室",
    printed_on=date(2026, 4, 9),
)
PRINTED = (
    "海督字〔2026〕2号",
    "签发人：王建国",
    "各街道办事处、区政府各委、办、局：",
    "现将一季度进展情况通报如下。",
    "请各单位对照落实。",
    "五、存在问题",
    "部分事项前期手续办理缓慢。",
    "六、下一步要求",
    "附件：1.进度滞后和超期事项情况表",
    "4.整改情况反馈表",
    "抄送：区委办公室、区人大常委会办公室。",
    "海淀区人民政府办公室",
    "2026年4月9日印发",
)


def in_word(report, language="zh-hans"):
    document = Document(io.BytesIO(render_docx(report, language)))
    footers = "".join(one.text for one in document.sections[0].footer.paragraphs)
    return "\n".join(one.text for one in document.paragraphs) + footers


def in_pdf(report, language="zh-hans"):
    pages = pypdfium2.PdfDocument(render_pdf(report, language))
    return "".join(page.get_textpage().get_text_range() for page in pages)


def on_the_page(report, language="zh-hans"):
    page = BeautifulSoup(render_html(report, language), "html.parser")
    page.nav.decompose()
    return page.main.text


def joined(text):
    return "".join(text.split())


@pytest.mark.parametrize("read", [in_word, in_pdf, on_the_page])
def test_every_part_of_the_form_is_printed_in_its_order(read):
    printed = joined(read(report_of(official=FORM)))

    places = [printed.find(joined(words)) for words in PRINTED]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize("read", [in_word, in_pdf, on_the_page])
def test_a_draft_is_marked_has_no_number_and_says_who_is_missing(read):
    form = replace(FORM, is_draft=True, missing_units=("区教委", "区水务局"))

    printed = joined(read(report_of(official=form, number=0)))

    assert "第0期" not in printed
    assert "2026年第期（草稿）" in printed
    assert "尚有2家单位未报送：区教委、区水务局" in printed


def test_a_correction_names_the_issue_that_it_corrects():
    form = replace(FORM, corrects=CorrectedIssue(2026, 1, "第3项完成值有误。"))
    report = report_of(official=form)

    assert "本期对2026年第1期予以更正：第3项完成值有误。" in in_word(report)
    assert "This issue corrects 2026, No. 1" in in_word(report, "en")


def test_a_bulletin_has_issuer_and_day_above_the_rule_and_no_signature():
    form = replace(FORM, document_number="", signer="")

    printed = in_word(report_of(official=form))

    assert printed.count("海淀区委区政府督查室\t2026年4月8日") == 1
    assert printed.count("2026年4月8日") == 1


def test_without_a_form_nothing_of_it_is_printed():
    printed = in_word(report_of())

    assert not [word for word in ("主送", "抄送", "印发", "签发人", "存在问题") if word in printed]


def test_the_subject_and_the_scope_are_those_of_the_office():
    form = replace(FORM, subject="关于体育领域承诺事项的督查通报", scope="区体育局牵头事项")

    printed = in_word(report_of(official=form))

    assert "关于体育领域承诺事项的督查通报" in printed
    assert "承诺事项进展情况的通报" not in printed
    assert "范围：区体育局牵头事项" in printed


@pytest.mark.parametrize("read", [in_word, in_pdf])
def test_english_form_has_english_words(read):
    printed = read(report_of(official=replace(FORM, is_draft=True)), "en")

    for words in ("Signed by", "To: ", "Annexes: 1. ", "Copies: ", "Printed 9 April 2026", "Draft"):
        assert words in printed
    assert not [words for words in ("签发人", "抄送", "附件", "草稿") if words in printed]
