import pytest

from commitments.extraction.quantities.composition import find
from commitments.extraction.quantities.sizes import left_out
from commitments.extraction.text.masks import mask


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("为65岁以上老年人体检", []),
        ("人均预期寿命达到80岁。", [80.0]),
        ("新建3座35万千瓦光热电站", [3.0]),
        ("新建学校3所、医院2家", [3.0, 2.0]),
    ],
)
def test_left_out(text, kept):
    assert [q.value for q in left_out(text, list(find(mask(text))))] == kept
