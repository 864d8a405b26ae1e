"""Say whether an outsider could see on a day that a named thing has come about.

>>> counted("3个示范区"), counted("“三重一大”清单")
(True, False)
>>> EMPTY.match("有关政策") is not None, GREAT.search("社会主义现代化强国") is not None
(True, True)
"""

from commitments.extraction.lexicon.checkable import (
    CAPACITY,
    COUNTED,
    COUNTS,
    DRAWN_UP,
    EMPTY,
    FACILITY,
    FEW,
    GRAND,
    GREAT,
    HALF,
    KIND_ALONE,
    LEVELLED,
    NAMED_WORKS,
    NO_TASK,
    NO_THING,
    NO_WORKS,
    OBLIGES,
    OPEN_ENDED,
    QUOTED,
    SELF,
    SLOGAN,
    UNNAMED,
    UNSPECIFIC,
    VAGUE,
    WAY_OF_WORKING,
)
from commitments.extraction.lexicon.deliverables import Delivery
from commitments.extraction.lexicon.efforts import is_effort
from commitments.extraction.rules.enumerations import Thing

SHORTEST = 3
NAMED_LENGTH = 6
FACILITY_LENGTH = 4
# A name that ends in 改革 or 服务 is as open as its verb: 完成…改革, 免费提供…服务 can be checked.
WHATEVER_THE_END = frozenset(
    ("paper", "event", "launch", "complete", "roll out", "abolish", "free", "regime", "settle")
)
# 落地 and 开放 are said of much else, so what comes about has to be named.
LANDING = frozenset(("land", "opened"))


def lands(thing: Thing, rule: Delivery) -> bool:
    """Whether 落地, 开放 are said of something named; 投产 and the like need only a subject."""
    if rule.name not in LANDING:
        return True
    least = FACILITY_LENGTH if FACILITY.search(thing.name) else NAMED_LENGTH
    named = len(thing.name) >= least and rule.fits(thing.name)
    return named and not UNSPECIFIC.search(thing.name) and not is_effort(thing.name, 0)


def names_works(name: str) -> bool:
    """Whether the subject of 开工 or 竣工 is one of its own: not 各项目, 新型能源体系."""
    return len(name) >= SHORTEST and not (
        counted(name)
        or EMPTY.match(name)
        or UNNAMED.search(name)
        or OPEN_ENDED.search(name)
        or VAGUE.match(name)
        or NO_WORKS.search(name)
    )


def is_checkable(thing: Thing, rule: Delivery, *, such: bool) -> bool:
    """Whether an outsider could say that this has come about; `such`: 等赛事 calls it an event."""
    name = thing.name.strip("、 　")
    if len(name) < SHORTEST or EMPTY.match(name) or counted(name) or SLOGAN.search(name):
        return False
    if OBLIGES.search(name) or HALF.match(name) or SELF.match(name) or NO_THING.match(name):
        return False
    if KIND_ALONE.fullmatch(name) or not (such or rule.fits(name)):
        return False
    if rule.name == "advance":
        named = NAMED_WORKS.search(name) and LEVELLED.search(name)
        return bool(named or DRAWN_UP.search(name))
    if vague(thing, rule):
        return False
    if rule.name in ("ready", "pilot") and GREAT.search(name):
        return False
    if rule.name == "carry" and len(name) < NAMED_LENGTH:
        return False
    if rule.name == "complete" and NO_TASK.search(name):
        return False
    if rule.name == "establish" and WAY_OF_WORKING.search(name):
        return False
    if rule.name == "complete" and UNNAMED.search(name):
        return False
    if rule.name == "regime" and (GRAND.search(name) or len(name) < NAMED_LENGTH):
        return False
    return rule.name in WHATEVER_THE_END or not OPEN_ENDED.search(name)


def counted(name: str) -> bool:
    """Whether a thing comes with a number of its own; one inside a name is none: “三重一大”清单."""
    if COUNTS.search(name) is None or COUNTED.search(name) is None:
        return False
    return COUNTED.search(FEW.sub("", CAPACITY.sub("", QUOTED.sub("", name)))) is not None


def vague(thing: Thing, rule: Delivery) -> bool:
    """Whether 建设…, 打造… names no facility in particular: 一流平台, 特色园区."""
    if rule.name not in ("build", "shape"):
        return False
    least = FACILITY_LENGTH if FACILITY.search(thing.name) else NAMED_LENGTH
    return VAGUE.match(thing.name) is not None or len(thing.name) < least
