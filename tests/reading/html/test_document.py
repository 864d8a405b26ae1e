import pytest

from commitments.reading import UnreadableFile, read
from tests.reading.files import in_cells

PAGE = """<!DOCTYPE html>
<html><head><meta charset="{charset}"><title>2026年政府工作报告_某区人民政府</title>{metas}
<script>var target = "不低于99%";</script><style>p {{ color: red }}</style></head>
<body class="nav-open">
<div class="header"><img alt="logo"><ul class="nav"><li><a href="/">首页</a></li></ul></div>
<form id="aspnetForm"><input value="搜索"><div class="wrap">
<div class="dqwz">当前位置：<a href="/">首页</a> &gt; <a href="/b">政府工作报告</a></div>
<div class="content"><h1>某区2026年政府工作报告</h1>
<div class="bar">【<a>打印</a>】【<a>关闭窗口</a>】 分享到：<a>微信</a> <a>微博</a></div>
<div class="text">{article}</div></div></div></form>
<div class="foot"><p>主办：某区人民政府办公室</p><p>版权所有 京ICP备123号</p></div>
</body></html>"""


def page(article: str, charset: str = "utf-8", metas: str = "") -> bytes:
    return PAGE.format(article=article, charset=charset, metas=metas).encode(
        "gb18030" if charset == "gb2312" else charset
    )


def lines(article: str) -> list[str]:
    return read(page(article), "a.html").text.split("\n")


def test_the_article_is_read_and_nothing_around_it():
    reading = read(page("<p>　　一、总体要求</p><p>增长5%以上。</p>"), "报告.html")

    assert reading.text == "某区2026年政府工作报告\n一、总体要求\n增长5%以上。"
    assert reading.media_type == "text/html"
    assert reading.page_starts == ()


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "utf-16"])
def test_the_declared_encoding_and_the_byte_order_mark_are_followed(charset):
    assert read(page("<p>朱镕基</p>", charset), "a.htm").text.endswith("朱镕基")


def test_an_encoding_declared_wrongly_is_found_out():
    data = page("<p>增长5%以上。</p>").replace(b'charset="utf-8"', b'charset="ascii"')

    assert read(data).text.endswith("增长5%以上。")


def test_an_encoding_nobody_knows_is_found_out():
    data = page("<p>增长5%以上。</p>").replace(b'charset="utf-8"', b'charset="utf-88"')

    assert read(data).text.endswith("增长5%以上。")


def test_a_few_broken_characters_do_not_spoil_a_page():
    data = page("<p>" + "增长5%以上。" * 100 + "末</p>")

    assert "\ufffd" in read(data.replace("末".encode(), b"\xe6\x9c")).text


@pytest.mark.parametrize(
    ("metas", "title"),
    [
        ("", "某区2026年政府工作报告"),
        ('<meta name="ArticleTitle" content="政府工作 报告">', "政府工作 报告"),
        ('<meta property="og:title" content="报告全文">', "报告全文"),
        ('<meta name="ArticleTitle" content="">', "某区2026年政府工作报告"),
    ],
)
def test_the_title_is_that_of_the_article(metas, title):
    assert read(page("<p>文字</p>", metas=metas)).title == title


@pytest.mark.parametrize(
    ("window", "title"),
    [
        ("行动计划 - 某区人民政府", "行动计划"),
        ("行动计划_政务公开_某区人民政府", "行动计划"),
        ("行动计划 | 某网", "行动计划"),
        ("行动计划-某区人民政府", "行动计划"),
        ("坚定信心——2026年政府工作报告", "坚定信心——2026年政府工作报告"),
        ("2021-2025年规划", "2021-2025年规划"),
        ("", None),
    ],
)
def test_the_title_of_the_window_loses_the_name_of_the_site(window, title):
    page = f"<html><title>{window}</title><body><p>增长5%。</p></body></html>"

    assert read(page.encode()).title == title


def test_a_title_outside_the_article_is_put_before_it():
    article = "<p>增长5%以上。</p>" * 9
    data = f'<html><body><div><h1>行动计划</h1></div><div id="zoom">{article}</div></body></html>'

    assert read(data.encode(), "a.html").text.split("\n")[:2] == ["行动计划", "增长5%以上。"]


def test_breaks_in_the_source_are_nothing_between_chinese_and_a_space_elsewhere():
    assert lines("<p>到2030年\n  面积\n  不低于 3.7&nbsp;平方米 in\nall</p>")[-1] == (
        "到2030年面积不低于 3.7 平方米 in all"
    )


def test_line_breaks_blocks_and_inline_words():
    assert lines("<div>甲<b>乙</b><br>丙<p>丁</p>戊</div>")[1:] == ["甲乙", "丙", "丁", "戊"]


def test_preformatted_lines_are_kept():
    assert lines("<pre>一、甲\n二、乙</pre>")[1:] == ["一、甲", "二、乙"]


def test_numbered_lists_keep_their_numbers():
    listed = '<ol start="3"><li>甲</li><li>乙</li></ol><ol type="a"><li>丙</li></ol><ul><li>丁</ul>'

    assert lines(listed)[1:] == ["3. 甲", "4. 乙", "a. 丙", "丁"]


def test_raised_figures_stay_apart_from_the_number_before():
    assert lines("<p>10<sup>8</sup>吨</p>")[-1] == "10⁸吨"


def test_tables_are_rows_with_merged_cells_printed_once():
    table = (
        "<table><caption>主要指标</caption><tr><th rowspan=2>指标<th colspan=2>年份"
        "<tr><td>2025<td>2030<tr><td>增速<td><p>5%</p><p>以上</p><td>6%</table>"
    )

    assert lines(f"<p>见表：</p>{table}<p>完。</p>")[1:] == [
        "见表：",
        "主要指标",
        "指标\t年份\t",
        "\t2025\t2030",
        "增速\t5% 以上\t6%",
        "完。",
    ]


def test_a_page_that_is_only_a_table_is_read_as_one():
    rows = "".join(f"<tr><td>指标{n}</td><td>{n}%</td></tr>" for n in range(3))

    assert read(f"<html><body><table>{rows}</table></body></html>".encode()).text == (
        "指标0\t0%\n指标1\t1%\n指标2\t2%"
    )


def test_tables_that_arrange_a_page_are_no_tables():
    article = "".join(
        f"<p>（{n}）到2030年，完成一批重大项目，增长{n}%以上。</p>" for n in range(40)
    )
    data = (
        "<html><body><table><tr><td><a href=1>概况</a><br><a href=2>公开</a></td>"
        f"<td><table><tr><td>{article}</td></tr></table></td></tr></table></body></html>"
    )

    text = read(data.encode()).text

    assert text.startswith("（0）到2030年，完成一批重大项目，增长0%以上。\n（1）")
    assert "\t" not in text
    assert "概况" not in text


@pytest.mark.parametrize(
    "line",
    [
        "分享经济规模达到3万亿元",
        "打印设备采购不超过5台",
        "首页文章点击量增长5%",
        "主办：区体育局",
        "中小企业贷款增长10%",
        "位置服务产业规模达到1000亿元",
        "上一年度增长5%",
    ],
)
def test_sentences_that_begin_like_furniture_are_kept(line):
    assert lines(f"<p>一</p><p>{line}</p>")[-1] == line


@pytest.mark.parametrize(
    "line",
    [
        "【打印】【关闭窗口】",
        "分享到： 微信 微博 QQ空间",
        "字体：[大 中 小] 打印本页",
        "当前位置：首页 > 政务公开",
        "您所在的位置：首页 > 政务公开",
        "首页 > 政务公开 > 规划计划",
        "扫一扫在手机打开当前页",
        "上一篇：另一个通知",
        "责任编辑：张三",
        "浏览次数：1234次",
        "Copyright © 2026 某区人民政府",
        "网站标识码：1101080001 京公网安备110号",
    ],
)
def test_lines_that_every_page_carries_are_left_out(line):
    assert lines(f"<p>一、总体要求</p><p>{line}</p>")[1:] == ["一、总体要求"]


def test_an_article_whose_class_sounds_like_furniture_is_kept():
    article = "<p>到2030年，增长5%以上。</p>" * 20
    data = f'<html><body><div class="print-area"><div class="share">{article}</div></div></body>'

    assert read(data.encode(), "a.html").text.count("增长5%") == 20


def test_attachments_beside_the_text_are_kept():
    data = (
        "<html><body><div><div>" + "<p>到2030年，增长5%以上。</p>" * 30 + "</div>"
        "<div><table><tr><td>任务</td><td>时限</td></tr><tr><td>建体育场</td><td>6月</td></tr>"
        "</table></div></div></body></html>"
    )

    assert "建体育场\t6月" in read(data.encode()).text


def test_words_after_a_part_that_is_taken_out_stay():
    markup = "<div><nav>导航</nav>甲<b>乙</b><nav>导航</nav>丙</div>"

    assert lines(markup)[1:] == ["甲乙丙"]


def test_hidden_parts_are_left_out():
    article = '<p>可见</p><p style="display: none">不可见</p><p hidden>不可见</p>'

    assert lines(article)[1:] == ["可见"]


@pytest.mark.parametrize(
    "unit", ["<p><font>第{}段", "<font><p>第{}段</p>", "<p><span><b>第{}段</p>"]
)
def test_tags_that_are_never_closed_lose_no_words(unit):
    markup = "<html><body>" + "".join(unit.format(number) for number in range(3000))

    assert read(markup.encode(), "a.html").text.split("\n") == [f"第{n}段" for n in range(3000)]


def test_a_page_too_deep_to_be_read_whole_is_damaged():
    with pytest.raises(UnreadableFile) as refusal:
        read(("<html><body>" + "<div>文字" * 3000).encode(), "a.html")

    assert refusal.value.code == "damaged"


@pytest.mark.parametrize("data", [b"<html></html>", b"<html><script>1</script>", b"<!-- -->", b" "])
def test_pages_without_words_are_empty(data):
    with pytest.raises(UnreadableFile) as refusal:
        read(data, "a.html")

    assert refusal.value.code == "empty"


def test_external_entities_are_not_fetched(tmp_path):
    (tmp_path / "secret").write_text("秘密")
    uri = (tmp_path / "secret").as_uri()
    data = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{uri}">]><html><body><p>文&x;</p></body></html>'

    assert "秘密" not in read(data.encode(), "a.html").text


@pytest.mark.parametrize(
    "charset", ["idna", "undefined", "rot13", "zlib", "utf-7", "punycode", "unicode_escape", "x"]
)
def test_a_character_set_that_is_none_is_passed_over(charset):
    page = f'<html><head><meta charset="{charset}"></head><p>到2030年，建成医院。</p></html>'

    assert read(page.encode(), "a.html").text == "到2030年，建成医院。"
    assert read(page.encode("gb18030"), "a.html").text == "到2030年，建成医院。"


def marks(reading):
    return [
        (mark.kind.value, mark.level, reading.text[mark.start : mark.end])
        for mark in reading.structure.marks
    ]


def test_headings_items_and_speakers_are_marked():
    page = (
        "<html><body><h2>一、目标</h2><p>说明文字。</p>"
        "<ul><li>绿化<ol><li><p>造林</p></li></ol></li></ul>"
        "<p><strong>张瑜：</strong>今年完成。</p><p><b>李强</b>：明年完成。</p>"
        "<p>答：<b>重点：</b>完成。</p></body></html>"
    )

    assert marks(read(page.encode(), "a.html")) == [
        ("heading", 2, "一、目标"),
        ("item", 1, "绿化"),
        ("item", 2, "1. 造林"),
        ("label", 1, "张瑜："),
        ("label", 1, "李强："),
    ]


def test_struck_out_words_are_no_part_of_the_text():
    page = (
        "<html><body><p>建成<s>30</s>50座桥。<del>取消的承诺</del></p>"
        "<p style='TEXT-DECORATION: underline line-through'>新建医院</p></body></html>"
    )

    reading = read(page.encode(), "a.html")

    assert reading.text == "建成50座桥。"
    assert reading.struck_out == ("30", "取消的承诺", "新建医院")


def test_a_merged_cell_is_seen_in_every_row_it_spans():
    page = (
        "<html><body><table><thead><tr><td>任务<td>单位</thead>"
        "<tr><td>绿化<td rowspan=2>园林局<tr><td>造林</table></body></html>"
    )

    reading = read(page.encode(), "a.html")

    assert in_cells(reading) == [["任务", "单位"], ["绿化", "园林局"], ["造林", "园林局"]]
    assert [row.is_head for row in reading.structure.tables[0].rows] == [True, False, False]


def test_a_table_in_a_cell_loses_no_figure():
    page = (
        "<html><body><table><tr><th>任务<th>单位<tr><td>建设养老院，完善服务体系，提升服务质量"
        "<table><tr><td>床位<td>500</table><td>民政局<tr><td>绿化造林工程全面推进实施<td>园林局"
        "</table></body></html>"
    )

    reading = read(page.encode(), "a.html")

    assert "床位\t500" in reading.text.split("\n")
    assert "建设养老院，完善服务体系，提升服务质量\t民政局" in reading.text.split("\n")


def test_tables_nested_without_end_are_read_in_time():
    depth = 400
    page = "<html><body>" + "<table><tr><td>甲<td>" * depth + "5%" + "</table>" * depth

    assert "5%" in read(page.encode(), "a.html").text
