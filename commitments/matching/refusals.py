"""What forbids a match whatever else agrees: one rule a function, each the first to speak.

None of them looks at scores; what only casts doubt stands in `doubts`.
"""

import re
from collections.abc import Callable
from typing import Final

from commitments.matching import scope
from commitments.matching.case import Case
from commitments.matching.inputs import Change, Frequency
from commitments.matching.lexicon.surroundings import COMPARED, STOCK
from commitments.matching.names import deeds_agree
from commitments.matching.proposals import Code, Reason
from commitments.matching.span import Span

Rule = Callable[[Case], Reason | None]

LAST_PART: Final = re.compile("[、，]")
NATIONAL: Final = re.compile(r"全国|世界|全球")
COUNTRY: Final = "国"
CENTRAL: Final = re.compile(r"^(?:国务院|全国|国家|中共中央|中央)")
ISSUED: Final = re.compile(
    r"^(?:中共)?(?P<place>.{1,12}?[省市区县州盟旗])"
    r"(?:人民|委|政府|办|$|发展|统计|教育|卫生)"
)


def refusal(case: Case) -> Reason | None:
    """The first thing that forbids the match."""
    return next((reason for rule in RULES if (reason := rule(case)) is not None), None)


def learned(case: Case) -> Reason | None:
    """A person said before that these words are not the indicator."""
    if case.told.statement.name in case.target.refused:
        return Reason(Code.NAME_REFUSED, (case.told.statement.name,))
    return None


def place(case: Case) -> Reason | None:
    """The figure of another place: the nation's in a province's paper, or another issuer's."""
    home = issued_by(case.target.issuer)
    where = issued_by(case.told.paper.issuer)
    if home and where and not (home.endswith(where) or where.endswith(home)):
        return Reason(Code.PLACE_DIFFERS, (where, home))
    told = case.told
    national = told.name.scope.place == scope.NATION or NATIONAL.match(told.lead)
    if national and home != COUNTRY and case.name.scope.place != scope.NATION:
        return Reason(Code.PLACE_DIFFERS, (told.words, case.target.name))
    return None


def issued_by(issuer: str) -> str:
    """The place that an issuer speaks for.

    >>> issued_by("北京市海淀区人民政府"), issued_by("国务院办公厅"), issued_by("某公司")
    ('北京市海淀区', '国', '')
    """
    if CENTRAL.match(issuer):
        return COUNTRY
    match = ISSUED.match(issuer)
    return match["place"] if match else ""


def people(case: Case) -> Reason | None:
    one, other = case.name, case.told.name
    if scope.people_agree(one.scope, other.scope, one.thing):
        return None
    return Reason(Code.GROUP_DIFFERS, (other.written, one.written))


def grade(case: Case) -> Reason | None:
    one, other = case.name.scope.grade, case.told.name.scope.grade
    if one and other and one != other:
        return Reason(Code.GRADE_DIFFERS, (other, one))
    return None


def deed(case: Case) -> Reason | None:
    if deeds_agree(case.name, case.told.name):
        return None
    return Reason(Code.DEED_DIFFERS, (case.told.name.written, case.name.written))


def stock(case: Case) -> Reason | None:
    """What was added is not what there is: 新增企业50家 against 企业达到300家."""
    told, target = case.told, case.target
    statement = told.statement
    if target.unit == "%" or Change.GROWTH in (statement.change, target.change):
        return None
    adds = target.change is Change.INCREASE or bool(case.name.deeds)
    added = statement.change is Change.INCREASE or bool(told.name.deeds)
    stands = adds and not added and not told.name.done and STOCK.search(told.words)
    comes = added and not adds and not case.name.done
    if stands or comes:
        return Reason(Code.CHANGE_DIFFERS, (statement.quote, target.name))
    return None


def comparison(case: Case) -> Reason | None:
    """A figure that sets one thing against another is not the thing itself."""
    quote = case.told.statement.quote
    if COMPARED.search(case.told.lead) or COMPARED.search(LAST_PART.split(quote)[-1]):
        return Reason(Code.COMPARISON, (quote,))
    return None


def year(case: Case) -> Reason | None:
    as_of, due = case.told.statement.as_of, case.target.due
    if as_of is None or due is None or as_of.year == due.year:
        return None
    if as_of.year < due.year and case.runs_for_years:
        return None
    return Reason(Code.OTHER_YEAR, (str(as_of.year), str(due.year)))


def several_years(case: Case) -> Reason | None:
    """A sum, a mean or a change of several years is not one year's."""
    told, target = case.told, case.target
    quote = told.statement.quote
    if told.span is Span.MEAN and target.frequency is not Frequency.ANNUAL:
        return Reason(Code.YEARLY_MEAN, (quote,))
    if target.frequency is not None and case.runs_for_years:
        return None
    moves = target.change is not Change.LEVEL
    if moves and told.base_year and target.due and told.base_year < target.due.year - 1:
        return Reason(Code.SEVERAL_YEARS, (quote,))
    if told.span is Span.YEARS and case.flows and not told.stands:
        return Reason(Code.SEVERAL_YEARS, (quote,))
    return None


RULES: Final[tuple[Rule, ...]] = (
    learned,
    place,
    people,
    grade,
    deed,
    stock,
    comparison,
    year,
    several_years,
)
