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
    ],
)
def test_what_is_done_is_counted(text):
    assert not silent(text)
