import pytest

from commitments.extraction.quantities.shares import find


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("八成以上", 80.0, "%"),
        ("两成", 20.0, "%"),
        ("七成五左右", 75.0, "%"),
        ("三分之一", 33.33, "%"),
        ("三分之二以上", 66.67, "%"),
        ("百分之五点五", 5.5, "%"),
        ("过半", 50.0, "%"),
        ("一半以上", 50.0, "%"),
        ("翻一番", 2.0, "倍"),
        ("实现翻番", 2.0, "倍"),
        ("翻两番", 4.0, "倍"),
    ],
)
def test_find(text, value, unit):
    [share] = find(text)
    assert (share.value, share.unit) == (value, unit)


@pytest.mark.parametrize(
    "text", ["一成不变", "第三成立", "二成员", "三番五次", "下一半年", "过半年", "零分之一"]
)
def test_silent(text):
    assert list(find(text)) == []
