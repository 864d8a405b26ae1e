"""Find the label that a list of steps stands under: 养老床位：3月底前新增100张，9月底前新增300张.

>>> label("养老床位：3月底前新增100张", 5)
'养老床位'
>>> measured("新增", "养老床位"), measured("托位", "养老床位")
('养老床位', '托位')
"""

import re

from commitments.extraction.lexicon.words import CREATIONS

LABEL = re.compile(r"[^\u4e00-\u9fff“]*(?P<label>[\u4e00-\u9fff“”、（）A-Za-z]{2,24})[：:]")
# 目标任务：, 责任单位：, 一是：: labels that name no thing that could be measured.
GENERAL = re.compile(
    r"(?:目标|任务|措施|举措|内容|要求|安排|标准|计划|时限|时间|单位|部门|工作|情况|如下|包括|其中|方面|指标|责任"
    r"|领导|建议|原则|思路|意义|重点|名称|类别)$|^[一二三四五六七八九十]是"
)
# What a step says of its thing without naming it: 新建成2家, 完成7家建设任务.
BARE = re.compile(
    "(?:"
    + "|".join(sorted(map(re.escape, CREATIONS), key=len, reverse=True))
    + r"|完成|达到|累计|实现|建设|任务|目标|改造|数量|成|全部|全面|再|新|确保|力争)*"
)


def label(sentence: str, place: int) -> str | None:
    """The label at the head of a sentence, before a place in it."""
    match = LABEL.match(sentence, 0, place)
    if match is None or GENERAL.search(match["label"]):
        return None
    return match["label"]


def measured(metric: str, label: str | None) -> str:
    """The metric; the label where the words of the step name nothing."""
    return label if label and BARE.fullmatch(metric) else metric
