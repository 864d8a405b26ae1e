import pytest

from commitments.extraction.quantities.metrics import (
    clean,
    generic,
    object_end,
    of_deed,
    split_subjects,
    trim,
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("力争全省粮食产量", "粮食产量"),
        ("一是新增就业", "新增就业"),
        ("（二）推动森林覆盖率", "森林覆盖率"),
        ("新建学校", "新建学校"),
        ("地区生产总值", "地区生产总值"),
        ("地方财政收入", "地方财政收入"),
        ("老旧小区改造", "老旧小区改造"),
    ],
)
def test_trim(text, name):
    assert text[trim(text, 0, len(text)) :] == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("重大水利项目加快推进", "重大水利项目"),
        ("老旧小区引入物业服务", "老旧小区"),
        ("在国内具有较强影响力的平台", "在国内具有较强影响力的平台"),
        ("宜居宜业和美乡村", "宜居宜业和美乡村"),
        ("重大体育场馆建设工作", "重大体育场馆建设工作"),
        ("县建设粮油高产片", "县建设粮油高产片"),
    ],
)
def test_object_end(text, name):
    assert text[: object_end(text, 0, len(text))] == name


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("城镇和农村居民收入", ["城镇居民收入", "农村居民收入"]),
        ("交通、水利、能源领域投资", ["交通领域投资", "水利领域投资", "能源领域投资"]),
        ("食品、药品抽检合格率", ["食品抽检合格率", "药品抽检合格率"]),
        ("诉求解决率、满意率", ["诉求解决率", "诉求满意率"]),
        ("花生种植、收获机械化率", ["花生种植机械化率", "花生收获机械化率"]),
        ("汽车、新能源汽车产量", ["汽车产量", "新能源汽车产量"]),
        ("单位生产总值用水量、能耗", ["单位生产总值用水量", "单位生产总值能耗"]),
        ("原油加工量、天然气产量、发电量", ["原油加工量", "天然气产量", "发电量"]),
    ],
)
def test_split_subjects(text, subjects):
    assert split_subjects(text, len(subjects)) == subjects


def test_uneven_lists_are_not_split():
    assert split_subjects("城镇和农村居民收入", 3) == []
    assert split_subjects("居民收入", 1) == []


def test_deeds():
    assert of_deed("新建", "养老服务中心") == "新建养老服务中心"
    assert of_deed("精细化治理", "背街小巷") == "背街小巷精细化治理"
    assert of_deed("推动", "重大体育场馆建设工作") == "重大体育场馆建设"
    assert of_deed("", "老年人") == "老年人"


def test_names():
    assert generic("产量")
    assert not generic("粮食产量")
    assert clean("、粮食 产量的") == "粮食产量"
    assert clean("“双一流”") == "“双一流”"
    assert clean("‘老年人’") == "老年人"
    assert clean("‘一老’和‘一小’") == "‘一老’和‘一小’"
    assert clean("巷查”") == "巷查"
