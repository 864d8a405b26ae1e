"""What a date does where it stands."""

import pytest

from commitments.extraction.dates.expressions import find
from commitments.extraction.dates.usage import dates


@pytest.mark.parametrize(
    "text",
    ["到2025年，", "“十四五”期间，", "2025年底前，", "展望2035年，", "到2035年的奋斗目标"],
)
def test_says_when(text):
    [mention] = find(text, 2021)
    assert dates(text, mention)


@pytest.mark.parametrize(
    "text",
    [
        "锚定2035年远景目标", "面向2035年", "2035年远景目标", "比2025年增长", "较2025年",
        "在2025年基础上", "2025年的基础上", "编制“十五五”规划", "实施2025年行动计划",
        "围绕2035年",
    ],
)  # fmt: skip
def test_names_or_compares(text):
    [mention] = find(text, 2021)
    assert not dates(text, mention)
