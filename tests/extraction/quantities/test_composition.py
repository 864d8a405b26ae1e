from itertools import pairwise

import pytest

from commitments.extraction.quantities.composition import find
from commitments.extraction.text.masks import mask


def read(text):
    return [(q.value, q.value_max, q.unit, q.comparator) for q in find(mask(text))]


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("增长6%－6.5%；", (6.0, 6.5, "%", "between")),
        ("年均4.5%-5%，", (4.5, 5.0, "%", "between")),
        ("引入2-3个项目", (2.0, 3.0, "个", "between")),
        ("建设3至5个", (3.0, 5.0, "个", "between")),
        ("吸引3—5万人", (30_000.0, 50_000.0, "人", "between")),
        ("力争达到95%以上", (95.0, None, "%", "gte")),
        ("近1400万农业转移人口", (14_000_000.0, None, None, "approx")),
        ("超千名科技特派员", (1000.0, None, "名", "gt")),
        ("完成千亿元以上", (100_000_000_000.0, None, "元", "gte")),
        ("突破万亿元，", (1_000_000_000_000.0, None, "元", "gt")),
        ("突破“万亿”大关", (1_000_000_000_000.0, None, None, "gt")),
        ("浓度控制在29微克/立方米左右", (29.0, None, "微克/立方米", "approx")),
        ("6000多公里", (6000.0, None, "公里", "gt")),
        ("养老床位2000张", (2000.0, None, "张", "eq")),
        ("居全国第4位", (4.0, None, "位", "eq")),
        ("下降超3成", (30.0, None, "%", "gt")),
        ("缩小至1.81。", (1.81, None, None, "eq")),
        ("迈上万亿新台阶", (1_000_000_000_000.0, None, None, "gte")),
        ("新增岗位三四十个", (30.0, 40.0, "个", "between")),
        ("七八成以上", (70.0, 80.0, "%", "between")),
        ("二十至三十个", (20.0, 30.0, "个", "between")),
        ("食堂十来个", (10.0, None, "个", "approx")),
        ("惠及上万人", (10_000.0, None, "人", "gte")),
        ("服务百余家", (100.0, None, "家", "gt")),
        ("近半数学校", (50.0, None, "%", "approx")),
        ("提高两个百分点", (2.0, None, "百分点", "eq")),
        ("增长三倍", (3.0, None, "倍", "eq")),
        ("装机三千千瓦", (3000.0, None, "千瓦", "eq")),
    ],
)
def test_reads(text, quantity):
    assert read(text) == [quantity]


@pytest.mark.parametrize(
    "text",
    [
        "7部门联合", "6大产业集群", "三个方面", "“633战略”", "千亿级产业",
        "5G网络", "第十五届运动会", "《计划（2026—2030年）》", "1000强企业", "邮编100080",
        "亿元以上项目", "一个目标", "万家灯火", "千方百计", "十分重要",
        "居全市首位", "摆在第一位", "成千上万人", "网上百家争鸣", "以上万人", "两三个", "几十个",
        "万一可能", "十几亿人口", "百千万工程", "一二三产业", "八点五分",
    ],
)  # fmt: skip
def test_silent(text):
    assert read(text) == []


def test_a_quoted_figure_keeps_both_its_marks():
    [quantity] = find("突破‘万亿’大关")
    assert "突破‘万亿’大关"[quantity.start - 1 : quantity.end] == "‘万亿’"


def test_the_unit_of_points_is_shared():
    assert [q[2] for q in read("高于全省2.2个和3.7个百分点")] == ["百分点", "百分点"]


def test_quantities_do_not_overlap():
    found = list(find("增长5%—5.5%，三分之一以上，翻两番，第3位，12批1181项"))
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_what_a_price_is_reckoned_by_is_no_quantity():
    found = find("最低收购价平均每50公斤分别提高7.4元和16元，储备50公斤")
    assert [(one.value, one.unit) for one in found] == [(7.4, "元"), (16.0, "元"), (50.0, "公斤")]
