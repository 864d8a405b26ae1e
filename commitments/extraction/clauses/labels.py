"""Find the label that a list of steps stands under: 养老床位：3月底前新增100张，9月底前新增300张.

>>> label("养老床位：3月底前新增100张", 5)
'养老床位'
>>> measured("新增", "养老床位"), measured("托位", "养老床位")
('养老床位', '托位')
"""

import re

from commitments.extraction.clauses.modes import Mode
from commitments.extraction.lexicon.words import CREATIONS

# 项目内容：, 进展与成效：, 责任单位：: the parts in which each item of a list is told.
PART = re.compile(
    r"(?:\d{1,2}[.．、]?|[（(]\d{1,2}[)）])?(?P<label>[\u4e00-\u9fff]{4,8})(?:[：:]|$)"
)
DUTY = re.compile(r"(?:责任|牵头|配合|主管|承办)(?:单位|部门|领导|人)|项目名称|完成时限")
PROMISES = re.compile(
    r"(?:项目|建设|主要|工作|任务|具体|改造|实施)内容|(?:年度|任务|工作|整改|建设|绩效|总体)目标|目标任务|年度任务|整改措施"
    r"|下一步(?:工作|计划|打算|安排)?|工作(?:打算|计划)"
)
REPORTS = re.compile(
    r"(?:工作|项目|整改|建设|目前|最新)?(?:进展|完成|推进|落实|实施|整改)(?:情况|成效|与成效|及成效|程度)|工作成效|存在(?:的)?问题"
)
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


def part(line: str) -> tuple[str, Mode | None] | None:
    """The label that a line opens with, and what stands under it: promised, reported, or neither.

    >>> part("项目内容："), part("进展与成效：已完成5座。"), part("责任单位：")
    (('项目内容', <Mode.PLAN: 'plan'>), ('进展与成效', <Mode.REPORT: 'report'>), ('责任单位', None))
    >>> part("新建公园5座。") is None
    True
    """
    found = PART.match(line)
    if found is None or not (found[0].endswith(("：", ":")) or DUTY.fullmatch(found["label"])):
        return None
    words = found["label"]
    if PROMISES.fullmatch(words):
        return words, Mode.PLAN
    return words, Mode.REPORT if REPORTS.fullmatch(words) else None


def measured(metric: str, label: str | None) -> str:
    """The metric; the label where the words of the step name nothing."""
    return label if label and BARE.fullmatch(metric) else metric
