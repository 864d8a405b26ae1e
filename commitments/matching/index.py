"""Find the tracked targets whose name is like a reported one, without asking every target.

Names are filed under their unit's family and their pairs of characters. Of two names that are
alike one holds nearly all pairs of the other, its rarest with them: a reported name is looked up
by its own rarest pairs, and where the tracked name is the shorter one, by that one's.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from commitments.matching import values
from commitments.matching.inputs import Tracked
from commitments.matching.names import Agreement, Name, compare, parse
from commitments.matching.proposals import Code

# Words put into the middle of a name break one of its pairs, so more than one is asked for.
RAREST: Final = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A target whose name is like the one asked for, and the name by which it was found."""

    target: Tracked
    name: Name
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class _Filed:
    """One name in one family of units, with all targets that have it."""

    name: Name
    learned: bool
    targets: list[Tracked]


_Postings = dict[str, list[_Filed]]


class Index:
    """Built once for any number of papers."""

    def __init__(self, tracked: Iterable[Tracked]) -> None:
        self._filed: dict[tuple[str, str, bool], _Filed] = {}
        self._by_pair: dict[str, _Postings] = defaultdict(lambda: defaultdict(list))
        self._by_rarest: dict[str, _Postings] = defaultdict(lambda: defaultdict(list))
        for target in tracked:
            self._file(target, target.name, learned=False)
            for name in target.names:
                self._file(target, name, learned=True)
        for (family, _, _), filed in self._filed.items():
            for pair in self._rarest(filed.name, family):
                self._by_rarest[family][pair].append(filed)

    def _file(self, target: Tracked, written: str, *, learned: bool) -> None:
        family = values.family(target.unit)
        key = (family, written, learned)
        filed = self._filed.get(key)
        if filed is None:
            filed = self._filed[key] = _Filed(parse(written), learned, [])
            postings = self._by_pair[family]
            for pair in filed.name.grams:
                postings[pair].append(filed)
        filed.targets.append(target)

    def like(self, name: Name, unit: str) -> Iterator[Found]:
        """Targets in units of the same family whose name is like the given one."""
        candidates = {id(each): each for each in self._candidates(name, values.family(unit))}
        for filed in candidates.values():
            agreement = _agreement(filed, name)
            if agreement is not None:
                for target in filed.targets:
                    yield Found(target, filed.name, agreement)

    def _candidates(self, name: Name, family: str) -> Iterator[_Filed]:
        if family not in self._by_pair:
            return
        for pair in self._rarest(name, family):
            yield from self._by_pair[family][pair]
        rarest = self._by_rarest[family]
        for pair in name.grams:
            yield from rarest.get(pair, ())

    def _rarest(self, name: Name, family: str) -> list[str]:
        """The rarest pairs of a name among those that any tracked name has."""
        postings = self._by_pair[family]
        known = sorted((len(postings[pair]), pair) for pair in name.grams if pair in postings)
        return [pair for _, pair in known[:RAREST]]


def _agreement(filed: _Filed, name: Name) -> Agreement | None:
    """A learned name counts word for word: what is only like it was not decided by anyone."""
    if not filed.learned:
        return compare(filed.name, name)
    same = filed.name.thing == name.thing and filed.name.scope == name.scope
    return Agreement(Code.NAME_LEARNED) if same else None
