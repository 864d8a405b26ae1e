import docx
import pytest

from commitments.reading import UnreadableFile, read
from tests.reading.files import in_cells, paragraph, saved, word, zipped

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def text(body: str, **parts: str) -> str:
    return read(word(body, **parts), "a.docx").text


def run(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


def test_a_document_by_another_writer_is_read_in_order():
    document = docx.Document()
    document.add_heading("某区行动计划", 0)
    document.add_heading("总体要求", 1)
    document.add_paragraph("第一项", style="List Number")
    table = document.add_table(2, 2)
    for number, words in enumerate(["任务", "完成时限", "建成体育场", "2026年底前"]):
        table.cell(number // 2, number % 2).text = words
    document.add_paragraph("第二项", style="List Number")
    document.add_paragraph("")

    reading = read(saved(document), "计划.docx")

    assert reading.text.split("\n") == [
        "某区行动计划",
        "总体要求",
        "1. 第一项",
        "任务\t完成时限",
        "建成体育场\t2026年底前",
        "2. 第二项",
    ]
    assert (reading.media_type, reading.page_starts) == (TYPE, ())
    assert reading.title == "某区行动计划"


@pytest.mark.parametrize(
    ("core", "title"), [("某区 行动计划", "某区 行动计划"), ("另一区的报告", None), ("", None)]
)
def test_the_title_of_the_properties_counts_where_the_text_agrees(core, title):
    document = docx.Document()
    document.core_properties.title = core
    document.add_paragraph("某区")
    document.add_paragraph("行动计划")

    assert read(saved(document)).title == title


def test_insertions_are_kept_and_deletions_left_out():
    body = (
        "<w:p><w:r><w:t>不少于</w:t></w:r>"
        "<w:del><w:r><w:delText>50</w:delText></w:r></w:del>"
        f"<w:ins>{run('60')}</w:ins><w:moveFrom>{run('张')}</w:moveFrom>{run('个')}</w:p>"
    )

    assert text(body) == "不少于60个"


def test_a_deleted_paragraph_mark_joins_two_paragraphs():
    deleted = "<w:rPr><w:del/></w:rPr>"

    assert text(paragraph("到2030年", deleted) + paragraph("达到60%")) == "到2030年达到60%"
    assert text(paragraph("到2030年") + paragraph("达到60%", deleted)) == "到2030年\n达到60%"


def test_hidden_words_field_codes_and_readings_are_left_out():
    body = (
        f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"
        f"<w:r><w:instrText>PAGE</w:instrText></w:r>{run('可见')}"
        f"<w:ruby><w:rt>{run('pinyin')}</w:rt><w:rubyBase>{run('字')}</w:rubyBase></w:ruby></w:p>"
    )

    assert text(body) == "可见字"


def test_words_inside_links_controls_and_alternatives_are_read_once():
    body = (
        f"<w:sdt><w:sdtContent><w:p><w:hyperlink>{run('链接')}</w:hyperlink>"
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/'
        f'markup-compatibility/2006"><mc:Choice>{run("新")}</mc:Choice>'
        f"<mc:Fallback>{run('旧')}</mc:Fallback></mc:AlternateContent></w:p></w:sdtContent></w:sdt>"
    )

    assert text(body) == "链接新"


def test_breaks_part_lines_and_tabs_are_spaces():
    body = (
        "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t>"
        "<w:noBreakHyphen/><w:t>丁</w:t></w:r></w:p>"
    )

    assert text(body) == "甲 乙\n丙-丁"


def test_raised_figures_stay_apart_from_the_number_before():
    body = (
        "<w:p><w:r><w:t>10</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr>"
        "<w:t>8</w:t></w:r><w:r><w:t>吨</w:t></w:r></w:p>"
    )

    assert text(body) == "10⁸吨"


def test_a_text_box_follows_its_paragraph():
    box = f"<w:pict><w:txbxContent>{paragraph('专栏')}</w:txbxContent></w:pict>"

    assert text(f"<w:p>{run('前')}<w:r>{box}</w:r>{run('后')}</w:p>{paragraph('下')}") == (
        "前后\n专栏\n下"
    )


def test_a_note_follows_its_paragraph_and_its_mark_spoils_no_figure():
    note = f'<w:footnote w:id="2">{paragraph("按可比价计算。")}</w:footnote>'
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'

    assert text(f"<w:p>{run('增长5')}{mark}{run('%')}</w:p>", footnotes=note) == (
        "增长5%\n按可比价计算。"
    )


def test_a_note_that_refers_to_itself_is_read_once():
    mark = '<w:p><w:r><w:footnoteReference w:id="2"/><w:t>注</w:t></w:r></w:p>'

    assert text(mark, footnotes=f'<w:footnote w:id="2">{mark}</w:footnote>') == "注\n注"


def test_the_table_of_contents_is_left_out():
    styles = '<w:style w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
    body = paragraph("一、总体要求 3", '<w:pStyle w:val="T1"/>') + paragraph("一、总体要求")

    assert text(body, styles=styles) == "一、总体要求"


def test_an_empty_paragraph_of_a_list_is_counted():
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    place = '<w:numPr><w:numId w:val="1"/></w:numPr>'

    assert text("".join(paragraph(words, place) for words in ("甲", "", "乙")),
                numbering=numbering) == "1、甲\n3、乙"  # fmt: skip


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(words)}</w:tc>"


def test_merged_cells_are_printed_once_and_keep_the_columns():
    body = "<w:tbl>" + row(
        cell("单位", '<w:vMerge w:val="restart"/>'), cell("指标", '<w:gridSpan w:val="2"/>')
    ) + row(cell("", "<w:vMerge/>"), cell("面积"), cell("3.7")) + "</w:tbl>"  # fmt: skip

    assert text(body) == "单位\t指标\t\n\t面积\t3.7"


def test_deleted_rows_are_left_out_and_skipped_columns_kept():
    body = (
        "<w:tbl>"
        + row(cell("甲"), cell("乙"), properties="<w:trPr><w:del/></w:trPr>")
        + row(cell("丙"), cell("丁"), properties='<w:trPr><w:gridBefore w:val="1"/></w:trPr>')
        + "</w:tbl>"
    )

    assert text(body) == "\t丙\t丁"


def test_a_box_made_of_one_cell_keeps_its_paragraphs():
    box = f"<w:tbl><w:tr><w:tc>{paragraph('专栏1')}{paragraph('1.体育场')}</w:tc></w:tr></w:tbl>"

    assert text(box) == "专栏1\n1.体育场"


def test_strict_documents_are_read_like_others():
    body = "<w:p><w:r><w:t>第一条</w:t></w:r></w:p>"
    name = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    strict = zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f'<w:document xmlns:w="{name}"><w:body>{body}</w:body>'
            "</w:document>",
        }
    )

    assert read(strict).text == "第一条"


@pytest.mark.parametrize(
    ("body", "code"),
    [("", "empty"), (paragraph("　"), "empty"), ("<w:p>", "damaged"), ("&x;", "damaged")],
)
def test_documents_without_words_or_with_broken_markup(body, code):
    with pytest.raises(UnreadableFile) as refusal:
        text(body)

    assert refusal.value.code == code


def test_elements_nested_as_deep_as_the_parser_allows():
    depth = 240
    body = "<w:sdt>" * depth + paragraph("深") + "</w:sdt>" * depth

    assert text(body) == "深"


def test_markup_nested_beyond_reason_is_damaged():
    with pytest.raises(UnreadableFile) as refusal:
        text("<w:sdt>" * 5000 + "</w:sdt>" * 5000)

    assert refusal.value.code == "damaged"


def test_struck_out_words_are_no_part_of_the_text():
    style = '<w:style w:styleId="D" w:type="character"><w:rPr><w:dstrike/></w:rPr></w:style>'
    body = (
        "<w:p><w:r><w:t>建成</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>30</w:t></w:r>"
        '<w:r><w:rPr><w:strike w:val="0"/></w:rPr><w:t>50</w:t></w:r>'
        '<w:r><w:rPr><w:rStyle w:val="D"/></w:rPr><w:t>至60</w:t></w:r>'
        "<w:r><w:t>座桥。</w:t></w:r></w:p>"
    )

    reading = read(word(body, styles=style), "a.docx")

    assert (reading.text, reading.struck_out) == ("建成50座桥。", ("30", "至60"))


def test_headings_items_and_speakers_are_marked():
    styles = (
        '<w:style w:styleId="1"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:styleId="2"><w:basedOn w:val="1"/></w:style>'
        '<w:style w:styleId="3"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = (
        paragraph("一、目标", '<w:pStyle w:val="2"/>')
        + paragraph("二、任务", '<w:pStyle w:val="3"/>')
        + paragraph("正文", '<w:outlineLvl w:val="9"/><w:pStyle w:val="3"/>')
        + paragraph("绿化", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
        + "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>张瑜：</w:t></w:r><w:r><w:t>完成。</w:t></w:r></w:p>"
    )

    reading = read(word(body, styles=styles, numbering=numbering), "a.docx")

    assert [
        (mark.kind.value, mark.level, reading.text[mark.start : mark.end])
        for mark in reading.structure.marks
    ] == [
        ("heading", 2, "一、目标"),
        ("heading", 1, "二、任务"),
        ("item", 1, "1. 绿化"),
        ("label", 1, "张瑜："),
    ]


def test_a_merged_cell_is_seen_in_every_row_it_spans_and_heads_are_known():
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

    body = (
        "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>" + cell("任务") + cell("单位") + "</w:tr>"
        "<w:tr>" + cell("绿化") + cell("园林局", '<w:vMerge w:val="restart"/>') + "</w:tr>"
        "<w:tr>" + cell("造林") + cell("", "<w:vMerge/>") + "</w:tr>"
        "<w:tr>" + cell("清淤") + cell("水务局", '<w:vMerge w:val="restart"/>') + "</w:tr></w:tbl>"
    )

    reading = read(word(body), "a.docx")

    assert [row[1] for row in in_cells(reading)] == ["单位", "园林局", "园林局", "水务局"]
    assert [row.is_head for row in reading.structure.tables[0].rows] == [True, False, False, False]


def test_a_table_in_a_cell_loses_no_figure():
    def table(*cells: str) -> str:
        filled = "".join(f"<w:tc>{cell}</w:tc>" for cell in cells)
        return f"<w:tbl><w:tr>{filled}</w:tr></w:tbl>"

    inner = table(paragraph("床位"), paragraph("500"))
    outer = table(paragraph("养老") + inner, paragraph("民政局"))

    assert read(word(outer), "a.docx").text == "养老\t民政局\n床位\t500"
