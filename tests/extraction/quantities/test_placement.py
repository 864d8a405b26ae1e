import pytest

from commitments.extraction.quantities import prefixes
from commitments.extraction.quantities.composition import find
from commitments.extraction.quantities.placement import Side, side
from commitments.extraction.text.masks import mask


def side_of(text):
    masked = mask(text)
    quantity = next(iter(find(masked)))
    head = prefixes.read(masked, 0, quantity.origin)
    return side(masked, quantity, head, len(text.rstrip("。，")), shared=False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新建农村公路2600公里。", Side.BEFORE),
        ("地区生产总值增长5%以上。", Side.BEFORE),
        ("水利投资500亿元再创新高。", Side.BEFORE),
        ("打通53条断头路。", Side.AFTER),
        ("新增5亿元贷款。", Side.AFTER),
        ("京哈、本桓4条高速公路提前建成通车。", Side.AFTER),
        ("财政支出八成以上投向民生。", Side.AROUND),
        ("90%以上的矛盾化解在基层。", Side.AROUND),
        ("规模稳居全国第4位。", Side.BEFORE),
        ("培育30家以上企业。", Side.AFTER),
        ("引进500人以上科研团队。", Side.AFTER),
    ],
)
def test_where_the_metric_stands(text, expected):
    assert side_of(text) is expected


@pytest.mark.parametrize(
    "text",
    [
        "公交站50米内换乘。", "30万吨级航道。", "国达化工60万吨钾肥项目。", "建设750千伏工程。",
        "下降3%的情况下。", "企业在3家以上的，", "学科进入世界排名前1%。", "连续5年达标。",
        "落实新36个方面。", "跨越3个千亿级台阶。", "在20户以上自然村推广。",
        "推进20户以上自然村光网建设。", "对50人以上企业开展检查。", "建成日产4500吨水泥生产线。",
        "建设年处理10万吨秸秆加工厂。", "建成日处理500吨生活垃圾焚烧发电厂。",
    ],
)  # fmt: skip
def test_figures_that_describe(text):
    assert side_of(text) is Side.NOWHERE
