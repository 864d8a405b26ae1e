"""Counts that set nothing."""

import pytest

from commitments.extraction.quantities import composition
from commitments.extraction.quantities.scopes import limits
from commitments.extraction.text.masks import mask


def silent(text):
    masked = mask(text)
    [quantity] = composition.find(masked)
    return limits(masked, quantity, len(text))


@pytest.mark.parametrize(
    "text",
    [
        "对10类重点就业群体发放贷款",
        "面向全省12类困难群众",
        "国家102项重大工程",
        "落实省委确定的14项引领性改革",
        "“十四五”规划102项重大工程建设",
        "提出18条具体举措",
        "《意见》包括25项重点任务",
        "明确了30条政策措施，",
        "从四个方面提出21条措施",
        "4大领域、5个方面21条措施",
        "按照10%的比例配套",
        "在13个市各建设若干示范区",
        "每个乡镇办好1所小学",
        "各县至少有1个产业园",
        "每个社区配备2名专职人员",
        "知识产权保护方面5项：专利保险机制",
        "重点任务12项：一是",
    ],
)
def test_limits(text):
    masked = mask(text)
    *_, quantity = composition.find(masked)
    assert limits(masked, quantity, len(text))


@pytest.mark.parametrize(
    "text",
    [
        "新增10类服务",
        "实施102项重大工程",
        "规划102项重大工程",
        "出台18条举措",
        "推出首发经济等方面29项促消费政策",
        "绝对100种药品降价",
        "提出建议1200件",
        "按期完成100项任务",
        "发展15个各类园区",
        "每个县新建标准化学校12所",
        "每年新建学校3所",
        "每个市县建设1家托育机构",
        "办好民生实事10项：一是",
        "建设1所小学",
    ],
)
def test_what_is_done_is_counted(text):
    assert not silent(text)


@pytest.mark.parametrize(
    "text",
    [
        "100个前期项目开工建设30个以上",
        "20个项目一季度开工50%以上",
        "年度确定的31个重点建设项目",
        "尤其是6个拟观摩项目",
    ],
)
def test_of_how_many_is_not_how_many(text):
    quantity = next(iter(composition.find(text)))
    assert limits(text, quantity, len(text))


@pytest.mark.parametrize("text", ["开工建设30个项目", "20个项目一季度开工", "尤其是6个项目"])
def test_what_is_to_be_done_is_how_many(text):
    quantity = next(iter(composition.find(text)))
    assert not limits(text, quantity, len(text))
