"""Say what the columns of a table hold: by the words of their heads, else by their cells.

>>> heads = ["序号", "实事项目", "年度目标", "", "其中：2021年任务"]
>>> body = [["1", "养老服务", "新增养老床位800张，改造敬老院3家", "县民政局", "300张"]]
>>> [column.role.value for column in columns_of(heads, body)]
['number', 'task', 'task', 'owner', 'target']
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from commitments.extraction.dates import expressions
from commitments.extraction.tables.cells import Column, ColumnRole
from commitments.extraction.tables.contents import Content, content_of

ROLES: tuple[tuple[ColumnRole, re.Pattern[str]], ...] = (
    (ColumnRole.NUMBER, re.compile(r"^(?:序号?|编号|项次|No\.?)$")),
    (ColumnRole.SCORE, re.compile(r"分值|权重|得分|扣分|赋分|计分$|^分数$|满分")),
    (
        ColumnRole.RESULT,
        re.compile(
            r"(?:完成|进展|落实|推进|实施|实际)情况|(?:目前|当前|工作|形象)进[度展]$|存在问题|自评"
            r"|^进[展度]$|是否(?:完成|达)|完成进度$"
        ),
    ),
    (
        ColumnRole.STEP,
        re.compile(
            r"^(?:20\d\d年)?(?:第?[一二三四1-4]季度|[上下]半年|(?:1[0-2]|[1-9])月份?|年底)末?前?"
            r"(?:目标|任务|计划|进度|节点|工作)*(?:安排)?$"
        ),
    ),
    (ColumnRole.DEADLINE, re.compile(r"时限|期限|时间(?!表)|节点|^进度安排$|^时效$")),
    (ColumnRole.LEADER, re.compile(r"领导|责任人|负责人|联系人|包[保抓联]人?|电话")),
    (
        ColumnRole.SUPPORT,
        re.compile(r"(?:配合|协办|参与|协助|支持|协同|会办)(?:单位|部门|科室|机构)?$"),
    ),
    (
        ColumnRole.OWNER,
        re.compile(
            r"(?:责任|牵头|主责|主管|实施|承办|主办|负责|指导|落实|建设|申报|执行|推进)(?:单位|部门|主体|机构"
            r"|科室|处室|乡镇)|^(?:责任|任务|工作)?分工$|^(?:牵头|承办|主办|责任)(?:及配合单位)?$"
        ),
    ),
    (ColumnRole.RATE, re.compile(r"年均|累计|〔|增速|增幅")),
    (ColumnRole.BASE, re.compile(r"基期|基数|现状|(?:实际|完成|基准)(?:值|数)?$|实绩")),
    (ColumnRole.NATURE, re.compile(r"^(?:指标)?值?(?:属性|性质|类型)$|绩效标准")),
    (
        ColumnRole.TARGET,
        re.compile(
            r"目标值?$|指标值|目标值|20\d\d年?[（(]?(?:目标|预期|规划|任务)|预期值|预期实现值|规划值"
            r"|目标[）)]$|(?:任务|计划|目标)(?:数|量|值)$|(?:数量|目标)$"
        ),
    ),
    (ColumnRole.UNIT, re.compile(r"^(?:计量|度量)?单位$")),
    (
        ColumnRole.TASK,
        re.compile(
            r"任务|举措|措施|内容|事项|实事|工程$|项目(?:名称)?$|目标|清单$|要求|计划|安排|标准$|重点工作"
        ),
    ),
    (ColumnRole.CATEGORY, re.compile(r"^(?:类别|领域|分类|[一二]级指标|维度|方面|类型|板块)$")),
    (ColumnRole.NAME, re.compile(r"指标(?:名称|内容)?$|^名称$")),
)  # fmt: skip
# What only describes a project: its size, its cost, its place.
DESCRIBES = re.compile(
    r"总投资|占地|备注|说明|解释|地[点址]|性质|来源|依据|规模$|(?:评|扣|计).{0,4}分"
)
# 东城街道 | 1200 | 300: places or units down the side, what each has to do in the heads.
PLACES = re.compile(
    r"(?:责任)?单位|地区|[区县]县|县（?市、?区）?|乡?镇街?|街道|乡镇（?街道）?|部门|市州|市（州）"
)
UNIT_NOTED = re.compile(r"[（(][^（()）]{1,6}[)）]$")
TITLE = re.compile(r"(?:表|方案|名单|附件)\d*$")
NOTE = re.compile(r"[（(]([^（）()]{1,14})[)）]")
YEAR = re.compile(r"20\d\d(?=年|\D|$)|\d{1,2}(?:[\-—－–~至]\d{1,2})?月(?:份|底)?")
HEAD_LONGEST = 24
SHARE = 0.6
FIGURES = 0.5
YEAR_ALONE = re.compile(r"(?:到)?20\d\d年?(?:底|末)?(?:[（(].{0,6}[)）])?")
OWN = (ColumnRole.NAME, ColumnRole.TASK)
OF_FIGURES = (ColumnRole.BASE, ColumnRole.TARGET, ColumnRole.RATE)
OF_DUTY = (
    ColumnRole.OWNER,
    ColumnRole.SUPPORT,
    ColumnRole.DEADLINE,
    ColumnRole.LEADER,
    ColumnRole.STEP,
)


@lru_cache(maxsize=1024)
def column(heading: str) -> Column:
    """A column by the words of its head."""
    name = re.sub(r"\s", "", heading)
    last = last_day(name)
    if TITLE.search(name):
        return Column(ColumnRole.OTHER, heading)
    bare = NOTE.sub("", name)
    for role, pattern in ROLES:
        if pattern.search(name) or pattern.search(bare):
            return Column(role, heading, last)
    if last and YEAR_ALONE.fullmatch(name):
        return Column(ColumnRole.TARGET, heading, last)
    return Column(ColumnRole.OTHER, heading, last)


def last_day(heading: str) -> date | None:
    """The last day of the latest time that a head names: 2025年, “十四五”目标."""
    found = [m.last for m in expressions.find(heading, None) if m.last and not m.relative]
    if found:
        return max(found)
    year = re.search(r"(?<!\d)20\d\d(?!\d)", heading)
    return date(int(year[0]), 12, 31) if year else None


def heads(cells: Sequence[str]) -> bool:
    """Whether a row of cells heads a table: names of columns that belong together."""
    filled = [cell for cell in cells if cell.strip()]
    if len(filled) < 2 or any(not _may_head(cell) for cell in filled):
        return False
    roles = Counter(column(cell).role for cell in filled)
    known = {role for role in roles if role is not ColumnRole.OTHER}
    own = known & set(OWN)
    if own and (
        known & {*OF_FIGURES, *OF_DUTY, ColumnRole.RESULT} or ColumnRole.OTHER not in roles
    ):
        return True
    if PLACES.fullmatch(filled[0]) and all(UNIT_NOTED.search(cell) for cell in filled[1:]):
        return True
    counted = ColumnRole.NUMBER in known
    return counted and (bool(known - {ColumnRole.NUMBER}) or len(filled) >= 3)


def _may_head(cell: str) -> bool:
    if len(cell) > HEAD_LONGEST or re.search(r"[。；;，,]", cell):
        return False
    content = content_of(YEAR.sub("", NOTE.sub("", cell) or cell))
    if content in (Content.COUNT, Content.NATURE, Content.PROSE):
        return False
    if content in (Content.BLANK, Content.DAY, Content.FIGURE, Content.UNITS, Content.MEASURE):
        return column(cell).role is not ColumnRole.OTHER
    return True


def columns_of(headings: Sequence[str], body: Sequence[Sequence[str]]) -> list[Column]:
    """The columns of a table; what its heads leave open, or say wrongly, its cells decide."""
    found = [column(heading) for heading in headings]
    contents = [_contents(body, index) for index in range(len(found))]
    owned = any(one.role is ColumnRole.OWNER for one in found)
    for index, one in enumerate(found):
        found[index] = _checked(one, contents[index], owned=owned)
    _place_unknown(found, contents)
    _place_texts(found, body)
    return _dated(found)


def _contents(body: Sequence[Sequence[str]], index: int) -> Counter[Content]:
    kinds = (content_of(row[index]) for row in body if index < len(row))
    return Counter(kind for kind in kinds if kind is not Content.BLANK)


def _share(contents: Counter[Content], *kinds: Content) -> float:
    total = contents.total()
    return sum(contents[kind] for kind in kinds) / total if total else 0.0


def _checked(one: Column, contents: Counter[Content], *, owned: bool) -> Column:
    """A head that its cells contradict: 单位 over offices, 进度安排 over steps."""
    texts = _share(contents, Content.PROSE, Content.WORD)
    match one.role:
        case ColumnRole.UNIT if _share(contents, Content.UNITS) >= SHARE:
            return replace(one, role=ColumnRole.OWNER)
        case ColumnRole.DEADLINE if _share(contents, Content.PROSE) >= SHARE:
            return replace(one, role=ColumnRole.TASK)
        case ColumnRole.TARGET | ColumnRole.RATE if not one.last and texts >= SHARE:
            return replace(one, role=ColumnRole.TASK) if one.role is ColumnRole.TARGET else one
        case ColumnRole.TASK if _share(contents, Content.FIGURE, Content.COUNT) >= SHARE:
            return replace(one, role=ColumnRole.TARGET)
        case ColumnRole.NAME | ColumnRole.TASK if (
            not owned and _share(contents, Content.UNITS) == 1.0 and contents.total() > 1
        ):
            return replace(one, role=ColumnRole.OWNER)
    return one


def _place_unknown(found: list[Column], contents: list[Counter[Content]]) -> None:
    """Give columns with unknown heads a role by what most of their cells hold."""
    taken = {one.role for one in found}
    for index, one in enumerate(found):
        if one.role is not ColumnRole.OTHER or DESCRIBES.search(one.heading):
            continue
        kinds = contents[index]
        role = ColumnRole.OTHER
        if _share(kinds, Content.UNITS) >= SHARE:
            role = ColumnRole.OWNER if ColumnRole.OWNER not in taken else ColumnRole.SUPPORT
        elif _share(kinds, Content.DAY) >= SHARE and ColumnRole.DEADLINE not in taken:
            role = ColumnRole.DEADLINE
        elif _share(kinds, Content.NATURE) >= SHARE:
            role = ColumnRole.NATURE
        elif _share(kinds, Content.MEASURE) >= SHARE:
            role = ColumnRole.UNIT
        elif index == 0 and not one.heading and _share(kinds, Content.COUNT) >= SHARE:
            role = ColumnRole.NUMBER
        elif _share(kinds, Content.FIGURE, Content.COUNT) >= SHARE and (
            one.last or not one.heading or _is_metric(one.heading, taken)
        ):
            role = ColumnRole.TARGET
        found[index] = replace(one, role=role)
        taken.add(role)


def _is_metric(heading: str, taken: set[ColumnRole]) -> bool:
    """Whether a head names what is measured, as no column of names does."""
    return UNIT_NOTED.search(heading) is not None and not taken & set(OWN)


def _place_texts(found: list[Column], body: Sequence[Sequence[str]]) -> None:
    """Where no column names what is to be done or measured, the longest texts do."""
    if any(one.role in OWN for one in found):
        return
    deepest = [i for i, one in enumerate(found) if one.heading.endswith("级指标")]
    if deepest:
        found[deepest[-1]] = replace(found[deepest[-1]], role=ColumnRole.NAME)
        return
    lengths = {
        index: sum(len(row[index]) for row in body if index < len(row))
        for index, one in enumerate(found)
        if one.role is ColumnRole.OTHER
    }
    if lengths and max(lengths.values()):
        longest = max(lengths, key=lambda index: lengths[index])
        figures = any(one.role in OF_FIGURES for one in found)
        role = ColumnRole.NAME if figures else ColumnRole.TASK
        found[longest] = replace(found[longest], role=role)


def _dated(found: list[Column]) -> list[Column]:
    """Where no heading says so, the earliest of several years is the base."""
    days = [one.last for one in found if one.role is ColumnRole.TARGET and one.last]
    if len(set(days)) < 2 or any(one.role is ColumnRole.BASE for one in found):
        return found
    first = min(days)
    goal = re.compile(r"目标|预期|规划|计划|任务")
    return [
        replace(one, role=ColumnRole.BASE)
        if one.role is ColumnRole.TARGET and one.last == first and not goal.search(one.heading)
        else one
        for one in found
    ]
