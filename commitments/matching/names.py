"""Take a name apart (deed, thing, scope) and say whether two names speak of the same thing.

>>> parse("规模以上工业增加值").thing == parse("规上工业增加值").thing
True
>>> compare(parse("新建改造农村公路"), parse("建设改造“四好农村路”")).code
<Code.NAME_SAME: 'name_same'>
>>> compare(parse("高速公路"), parse("高速公路投资")) is None
True
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from commitments.matching import scope
from commitments.matching.lexicon.deeds import (
    BUILD,
    DEED_FIRST,
    DEEDS,
    DEEDS_LAST,
    OPEN,
    RENEW,
    STOP,
)
from commitments.matching.lexicon.synonyms import SYNONYM, SYNONYMS, WHOLE_NAMES
from commitments.matching.lexicon.things import (
    GROWTH_TAILS,
    KNOWN_SHORT,
    LABELS,
    NEUTRAL,
    TAILS,
)
from commitments.matching.proposals import Code
from commitments.matching.scope import Scope

NAMES_KEPT: Final = 200_000
SHORTEST: Final = 2
_SPACE: Final = re.compile(r"\s+")
_MARKS: Final = re.compile(r"[“”‘’\"'《》·]")
_ASIDE: Final = re.compile(r"[（(][^（）()]*[）)]")
_MEMBERS: Final = re.compile(r"、|和(?!美|平|谐)|与|及(?!时)|以及|或")
_EDGES: Final = re.compile(r"^(?:[，、的与及等 ]|和(?![美平谐]))+|[，、的和与及等 ]+$")
# 供|排水, 收|支: two things in one word, not one qualified.
COMPOUND: Final = re.compile(r"[供进收男存东].{0,2}\|[排出支女贷西]|[和与及、]\|")
_RENEWED: Final = re.compile("[建改]")
_LAST: Final = tuple(sorted((*DEEDS_LAST, *TAILS), key=len, reverse=True))
SIMILAR: Final = 0.74


@dataclass(frozen=True, slots=True)
class Name:
    """`thing` is what is measured, in canonical words; `bare` is it without mere qualifiers.

    `deeds` are the families of what is done to it, `done` says whether anything is. `grams` are
    the pairs of characters of `bare`, by which an index finds what is like it.
    """

    written: str
    thing: str
    bare: str
    members: frozenset[str]
    deeds: frozenset[str]
    done: bool
    scope: Scope
    grams: frozenset[str]

    @property
    def says_nothing(self) -> bool:
        """A label (企业, 平台): its figure speaks of what the words around it name."""
        if self.bare in KNOWN_SHORT:
            return False
        return len(self.bare) < SHORTEST or self.thing in LABELS or self.bare in LABELS


@dataclass(frozen=True, slots=True)
class Agreement:
    """How near two names are; `extra` is what only one of them says."""

    code: Code
    extra: str = ""


@lru_cache(maxsize=NAMES_KEPT)
def parse(written: str) -> Name:
    """A name taken apart; the same name is taken apart once."""
    name = _SPACE.sub("", written)
    where, rest = scope.read(_without_asides(name))
    deeds, done, thing = _deeds(rest)
    if done:
        again, thing = scope.read(thing)
        where = where.or_else(again)
    last, thing = _last(_canonical(thing))
    thing = WHOLE_NAMES.get(thing, thing)
    plain = _MARKS.sub("", thing)
    bare = _MARKS.sub("", NEUTRAL.sub("", thing)) or plain
    return Name(
        written=name,
        thing=plain,
        bare=bare,
        members=frozenset(_members(plain) if _MEMBERS.search(plain) else (bare,)),
        deeds=deeds | last,
        done=done or bool(last),
        scope=where,
        grams=frozenset(bare[at : at + 2] for at in range(len(bare) - 1)),
    )


def _without_asides(name: str) -> str:
    """Brackets say the short form of what stands before them, unless they hold the deed."""
    return _ASIDE.sub(lambda aside: aside[0] if _RENEWED.search(aside[0]) else "", name)


def _canonical(name: str) -> str:
    for _ in range(2):  # 国内生产总值的比重 holds two, and the words of the second hold the first
        name = SYNONYM.sub(lambda match: SYNONYMS[match[0]], name)
    return _EDGES.sub("", name)


def _deeds(name: str) -> tuple[frozenset[str], bool, str]:
    """The families of the deeds that open a name, whether there was a deed, and the rest."""
    families: frozenset[str] = frozenset()
    done = False
    while match := DEED_FIRST.match(name):
        if len(name) - match.end() < SHORTEST or SYNONYM.match(name):
            break
        word = match[0].rstrip("了和与、及") if match[0] not in DEEDS else match[0]
        families |= DEEDS.get(word, frozenset())
        done = True
        name = name[match.end() :]
    return families, done, name


def _last(name: str) -> tuple[frozenset[str], str]:
    """The deed that closes a name (老旧小区|改造), words of size and 工程 taken off."""
    families: frozenset[str] = frozenset()
    while name.endswith(_LAST) and name not in SYNONYMS:
        word = next(word for word in _LAST if name.endswith(word))
        if len(name) - len(word) < SHORTEST:
            break
        families |= DEEDS_LAST.get(word, frozenset())
        name = _EDGES.sub("", name.removesuffix(word))
    for tail in GROWTH_TAILS:
        if name.endswith(tail) and len(name) - len(tail) >= SHORTEST:
            name = name.removesuffix(tail)
    return families, name


def _members(thing: str) -> list[str]:
    """The things that a name lists, each without its deed and its qualifiers."""
    parts = [part for part in _MEMBERS.split(thing) if part]
    return [_last(NEUTRAL.sub("", part) or part)[1] for part in parts]


def deeds_agree(one: Name, other: Name) -> bool:
    """Whether one deed can carry out the other; a name without a deed contradicts none.

    >>> deeds_agree(parse("新建幼儿园"), parse("改造幼儿园"))
    False
    >>> deeds_agree(parse("培育龙头企业"), parse("新增龙头企业"))
    True
    """
    if not one.deeds or not other.deeds or one.deeds & other.deeds:
        return True
    both = one.deeds | other.deeds
    if STOP in both or RENEW in both:
        return False
    return not (OPEN in both and BUILD in both)


def compare(one: Name, other: Name) -> Agreement | None:
    """How near the names of two figures are, scope and deed aside; None where they are not."""
    if one.says_nothing or other.says_nothing:
        return None
    if one.thing == other.thing:
        return Agreement(Code.NAME_SAME)
    if one.bare == other.bare or one.members == other.members:
        return Agreement(Code.NAME_NEAR)
    if other.members < one.members or one.members < other.members:
        wider = one.members < other.members
        extra = "、".join(sorted(one.members ^ other.members))
        return Agreement(Code.NAME_WIDER if wider else Code.NAME_NARROWER, extra)
    if (more := inserted(one.bare, other.bare)) is not None:
        return Agreement(Code.NAME_NARROWER, more)
    if (less := inserted(other.bare, one.bare)) is not None:
        return Agreement(Code.NAME_WIDER, less)
    if _dice(one, other) >= SIMILAR and one.bare[-2:] == other.bare[-2:]:
        return Agreement(Code.NAME_SIMILAR)
    return None


def inserted(short: str, long: str) -> str | None:
    """What a longer name says before or within the shorter one; the thing itself stands last.

    >>> inserted("农村供水", "农村集中供水"), inserted("高速公路", "高速公路投资")
    ('集中', None)
    """
    if not short or len(long) <= len(short) or short[-1] != long[-1]:
        return None
    head = 0
    while head < len(short) and short[head] == long[head]:
        head += 1
    tail = len(short) - head
    if tail and not long.endswith(short[head:]):
        return None
    if tail < min(2, len(short)):
        return None
    extra = long[head : len(long) - tail]
    one_word = len(extra) < SHORTEST or COMPOUND.search(f"{extra}|{short[head:]}")
    return None if one_word else extra


def _dice(one: Name, other: Name) -> float:
    """The share of pairs of characters that two names have in common."""
    both = len(one.grams) + len(other.grams)
    return 2 * len(one.grams & other.grams) / both if both else 0.0
