"""Words of intent."""

import pytest

from commitments.extraction.clauses.intent import intends


@pytest.mark.parametrize(
    ("text", "promised", "expected"),
    [
        ("出台办法", True, True),
        ("出台办法", None, False),
        ("出台办法", False, False),
        ("将出台办法", None, True),
        ("拟于年内出台办法", None, True),
        ("要求出台办法", None, False),
        ("努力之后，目前出台办法", None, False),
        ("下一步将出台办法", False, True),
        ("努力奋斗，持续改进，出台办法", False, False),
    ],
)
def test_intends(text, promised, expected):
    assert intends(text, text.index("出台"), promised) is expected
