import pytest

from commitments.extraction import extract
from commitments.extraction.quantities.bounds import after, before, combine


@pytest.mark.parametrize(
    ("head", "bound"),
    [
        ("占比不低于", "gte"), ("至少", "gte"), ("达到", "gte"), ("超过", "gt"), ("突破", "gt"),
        ("控制在", "lte"), ("不超过", "lte"), ("低于", "lt"), ("约", "approx"), ("近", "approx"),
    ],
)  # fmt: skip
def test_before(head, bound):
    assert before(head) == bound


@pytest.mark.parametrize("head", ["附近", "节约", "通过", "发达", "高铁", "", "建设"])
def test_words_that_only_end_alike(head):
    assert before(head) is None


@pytest.mark.parametrize(
    ("text", "bound"),
    [("以上", "gte"), ("左右", "approx"), ("以内", "lte"), ("及以下", "lte"), ("的项目", None)],
)
def test_after(text, bound):
    assert after(text, 0)[0] == bound


@pytest.mark.parametrize(
    ("prefix", "suffix", "more", "comparator"),
    [
        (None, None, False, "eq"),
        (None, None, True, "gt"),
        ("gte", "approx", False, "approx"),
        ("lte", "approx", False, "approx"),
        ("lte", "lte", False, "lte"),
        ("gt", "gte", False, "gt"),
        ("approx", "gte", False, "gte"),
        ("gte", "lte", False, "lte"),
    ],
)
def test_combine(prefix, suffix, more, comparator):
    assert combine(prefix, suffix, more=more) == comparator


def test_at_least_is_no_fall():
    [claim] = extract("某市工作方案\n确保每千人口至少有2.16名指导员。")
    assert (claim.comparator, claim.value) == ("gte", 2.16)
