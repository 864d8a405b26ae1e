"""What forbids a match whatever else agrees, and what only casts doubt on it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from commitments.matching import around, scope, span
from commitments.matching.inputs import Change, Frequency, Paper, Statement, Tracked
from commitments.matching.names import Name, deeds_agree
from commitments.matching.proposals import Code, Reason
from commitments.matching.span import Frames, Span

# A figure that sets one thing against another is none of the thing itself.
COMPARED: Final = re.compile(
    r"[高低快慢好优大小]于|超过(?:全国|全省|全市|平均)|[高低快慢]出|(?:比|较)(?:全国|全省|全市|GDP|生产总值|经济|上月|前一|预期|目标|任务)|领先|落后于"
    r"|相当于|折合|第\d+[位名]|居全[国省市]|[占达]全[国省市]|贡献率|拉动"
)
LAST_PART: Final = re.compile("[、，]")
# Of the words before a name only those that narrow it matter.
FILLING: Final = re.compile(
    r"^[,.\d—-]*|^[一二三四五六七八九十]+[）)]|其中|当中|全[国省市区县州]|我[省市区县州]|预计|初步|实现|完成|全年|去年|今年|一年来|20\d\d年|累计|同比|共|新|我们|各级|各地|成功|扎实|"
    r"深入|持续|加快|大力|着力|积极|统筹|有力|有效|全面|超额|圆满|顺利|稳步|推动|推进|实施|开展|组织|支持|高质量|年内|其他|以及|此外|分别|达到?|突破|稳定在|保持"
    r"|带动|促进|确保|力争|抓好|落实|强化|加强|做好|坚持|切实|进一步|又|再|已|了|的|将|并|共?建成|建设|改造|新建|提升|新增|目前|年度|地区|社会|经济|过去|这|一年|刚刚|来|为|在"
)
NATION: Final = re.compile(r"全国|国家(?!级)|世界|全球")
# 连续6年稳定在325天以上: what held over years says no year's own value.
CONTINUED: Final = re.compile(r"连续(?:\d+|[二两三四五六七八九十]+)年")
# 甲、乙等3家养老院: the members of what is counted.
REACHED: Final = Decimal("1.5")
MEMBERS: Final = ("等", "等共", "共计")
PARTIAL: Final = re.compile(r"(?:包括|含)$")
STOCK: Final = re.compile(
    r"达到?(?=[\d近约]|$)|跃上|迈上|增至|增加到|升至|稳定在|保持在|总数|总量|累计|拥有|现有|已有|共有|保有|存量|突破|超过?(?=\d)"
)
FLOWS: Final = re.compile(
    r"产量|投资|收入|支出|销售|成交|吞吐|接待|发电量|进出口|零售|客流|培训|就业|人次|减税|交易|用电量|运量|运输|完成|签约|到位|游客|放贷|募集|贷款(?!余额)|营业|产值|增加值|出口|进口"
)
RATES: Final = re.compile(r"率|占比|浓度|指数|强度|余额|存量|里程|拥有量|保有量|参保")


@dataclass(frozen=True, slots=True)
class Case:
    """One figure against one target."""

    paper: Paper
    frames: Frames
    statement: Statement
    name: Name
    target: Tracked
    target_name: Name

    @property
    def flows(self) -> bool:
        """Whether the target is counted over its year, so that five years' sum is not its value."""
        target, thing = self.target, self.target_name.thing
        if target.change is not Change.LEVEL or self.target_name.done:
            return True
        return target.unit != "%" and RATES.search(thing) is None

    @property
    def stands(self) -> bool:
        """Whether the figure is a level reached (突破8亿吨), not something done."""
        done = self.name.done or self.statement.change is not Change.LEVEL
        return not done and STOCK.search(self.statement.quote) is not None


def refusal(case: Case) -> Reason | None:
    """The first thing that forbids the match."""
    for rule in (_learned, _place, _people, _grade, _deed, _stock, _compared, _year, _span):
        reason = rule(case)
        if reason is not None:
            return reason
    return None


def _learned(case: Case) -> Reason | None:
    if case.name.written in case.target.refused:
        return Reason(Code.NAME_REFUSED, (case.name.written,))
    return None


def _place(case: Case) -> Reason | None:
    """The figure of another place: the nation's in a province's paper, or another issuer's."""
    home = issued_by(case.target.issuer)
    where = issued_by(case.paper.issuer)
    if home and where and not (home.endswith(where) or where.endswith(home)):
        return Reason(Code.PLACE_DIFFERS, (where, home))
    national = scope.NATION in (case.name.scope.place,) or NATION.match(
        around.lead(case.paper.text, case.statement.start)
    )
    if national and home != COUNTRY and case.target_name.scope.place != scope.NATION:
        return Reason(Code.PLACE_DIFFERS, (case.name.written, case.target.name))
    return None


COUNTRY: Final = "国"
_ISSUED: Final = re.compile(
    r"^(?:中共)?(?P<place>.{1,12}?[省市区县州盟旗])(?:人民|委|政府|办|$|发展|统计|教育|卫生)"
)
_CENTRAL: Final = re.compile(r"^(?:国务院|全国|国家|中共中央|中央)")


def issued_by(issuer: str) -> str:
    """The place that an issuer speaks for.

    >>> issued_by("北京市海淀区人民政府"), issued_by("国务院办公厅"), issued_by("某公司")
    ('北京市海淀区', '国', '')
    """
    if _CENTRAL.match(issuer):
        return COUNTRY
    match = _ISSUED.match(issuer)
    return match["place"] if match else ""


def _people(case: Case) -> Reason | None:
    one, other = case.target_name, case.name
    if scope.people_agree(one.scope, other.scope, one.thing):
        return None
    return Reason(Code.GROUP_DIFFERS, (other.written, one.written))


def _grade(case: Case) -> Reason | None:
    one, other = case.target_name.scope.grade, case.name.scope.grade
    if one and other and one != other:
        return Reason(Code.GRADE_DIFFERS, (other, one))
    return None


def _deed(case: Case) -> Reason | None:
    if deeds_agree(case.target_name, case.name):
        return None
    return Reason(Code.DEED_DIFFERS, (case.name.written, case.target_name.written))


def _stock(case: Case) -> Reason | None:
    """What was added is not what there is: 新增企业50家 against 企业达到300家."""
    statement, target = case.statement, case.target
    if target.unit == "%" or Change.GROWTH in (statement.change, target.change):
        return None
    words = around.lead(case.paper.text, statement.start) + statement.quote
    adds = target.change is Change.INCREASE or bool(case.target_name.deeds)
    added = statement.change is Change.INCREASE or bool(case.name.deeds)
    if adds and not added and not case.name.done and STOCK.search(words):
        return Reason(Code.CHANGE_DIFFERS, (statement.quote, target.name))
    if not adds and added and not case.target_name.done:
        return Reason(Code.CHANGE_DIFFERS, (statement.quote, target.name))
    return None


def _compared(case: Case) -> Reason | None:
    statement = case.statement
    lead = around.lead(case.paper.text, statement.start)
    if COMPARED.search(lead) or COMPARED.search(LAST_PART.split(statement.quote)[-1]):
        return Reason(Code.COMPARISON, (statement.quote,))
    return None


def _year(case: Case) -> Reason | None:
    as_of, due = case.statement.as_of, case.target.due
    if as_of is None or due is None or as_of.year == due.year:
        return None
    if as_of.year < due.year and runs_for_years(case.target):
        return None
    return Reason(Code.OTHER_YEAR, (str(as_of.year), str(due.year)))


def runs_for_years(target: Tracked) -> bool:
    """Whether there are years between the day a target was set and the day it is due.

    >>> runs_for_years(Tracked("", "x", 1, "%", due=date(2030, 12, 31), set_on=date(2026, 1, 20)))
    True
    """
    return (
        target.due is not None
        and target.set_on is not None
        and (target.due.year > target.set_on.year)
    )


def _span(case: Case) -> Reason | None:
    """A sum or a mean of several years is not a year's value; growth over them not a year's."""
    statement, target = case.statement, case.target
    of = span.read(case.paper, statement, case.frames)
    several = target.frequency is not None and runs_for_years(target)
    if of is Span.MEAN and target.frequency is not Frequency.ANNUAL:
        return Reason(Code.YEARLY_MEAN, (statement.quote,))
    moves = target.change is not Change.LEVEL
    base = span.base_year(case.paper, statement)
    if moves and base and target.due and base < target.due.year - 1 and not several:
        return Reason(Code.SEVERAL_YEARS, (statement.quote,))
    if of is Span.YEARS and case.flows and not case.stands and not several:
        return Reason(Code.SEVERAL_YEARS, (statement.quote,))
    return None


def doubts(case: Case) -> Iterator[Reason]:
    """What keeps a match that nothing forbids from being sure."""
    statement, target = case.statement, case.target
    lead = around.lead(case.paper.text, statement.start)
    if PARTIAL.search(lead) or (len(FILLING.sub("", lead)) >= 2 and not lead.endswith(MEMBERS)):
        yield Reason(Code.PART_OF_WHOLE, (lead,))
    of = span.read(case.paper, statement, case.frames)
    if of is Span.PART and _is_over(case):
        yield Reason(Code.PART_YEAR, (statement.quote,))
    elif of is Span.YEARS and case.flows and FLOWS.search(case.target_name.thing):
        # 五年来…粮食产量突破2000万吨: reached by the last of them, if it is what was aimed at.
        if not target.value <= statement.value <= target.value * REACHED:
            yield Reason(Code.SEVERAL_YEARS, (statement.quote,))
    if CONTINUED.search(lead + statement.quote) and target.unit != "%":
        yield Reason(Code.SEVERAL_YEARS, (statement.quote,))
    if statement.as_of is None and not case.frames.headed(target.due):
        yield Reason(Code.NO_DAY)
    if still_running(case) and case.flows:
        yield Reason(Code.STILL_RUNNING)
    if bool(case.target_name.scope.grade) != bool(case.name.scope.grade):
        yield Reason(Code.GRADE_UNSAID, (case.name.scope.grade or case.target_name.scope.grade,))


def _is_over(case: Case) -> bool:
    due: date | None = case.target.due
    published = case.paper.published
    return due is None or published is None or published > due


def still_running(case: Case) -> bool:
    """Whether the value is of a day before the target is due."""
    as_of, due = case.statement.as_of, case.target.due
    return as_of is not None and due is not None and as_of < due
