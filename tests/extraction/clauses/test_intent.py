"""What is done without a figure of its own: promised or not."""

import pytest

from tests.extraction.rules.intents import intent_of


class Words:
    def __init__(self, text):
        self.text = text


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
        # in a plan only the clause itself can say that it has been done
        ("去年出台办法", True, False),
        ("去年办结，出台办法", True, True),
    ],
)
def test_intent(text, promised, expected):
    assert intent_of(Words(text), promised).at(text.index("出台")) is expected
