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
from commitments.matching.names import Agreement, Name, compare, grams, parse
from commitments.matching.proposals import Code

# Words put into the middle of a name break one of its pairs, so two of the rarest are asked for.
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


class Index:
    """Built once for any number of papers."""

    def __init__(self, tracked: Iterable[Tracked]) -> None:
        self._filed: dict[tuple[str, Name, bool], _Filed] = {}
        self._by_pair: dict[tuple[str, str], list[_Filed]] = defaultdict(list)
        self._by_rarest: dict[tuple[str, str], list[_Filed]] = defaultdict(list)
        for target in tracked:
            family = values.family(target.unit)
            self._file(family, parse(target.name), target, learned=False)
            for learned in target.names:
                self._file(family, parse(learned), target, learned=True)
        for (family, name, _), filed in self._filed.items():
            for pair in self._rarest(name, family):
                self._by_rarest[family, pair].append(filed)

    def _file(self, family: str, name: Name, target: Tracked, *, learned: bool) -> None:
        key = (family, name, learned)
        filed = self._filed.get(key)
        if filed is None:
            filed = self._filed[key] = _Filed(name, learned, [])
            for pair in grams(name):
                self._by_pair[family, pair].append(filed)
        filed.targets.append(target)

    def like(self, name: Name, unit: str) -> Iterator[Found]:
        """Targets in units of the same family whose name is like the given one."""
        seen: set[int] = set()
        for filed in self._candidates(name, values.family(unit)):
            if id(filed) in seen:
                continue
            seen.add(id(filed))
            agreement = _agreement(filed, name)
            if agreement is not None:
                for target in filed.targets:
                    yield Found(target, filed.name, agreement)

    def _candidates(self, name: Name, family: str) -> Iterator[_Filed]:
        for pair in self._rarest(name, family):
            yield from self._by_pair.get((family, pair), ())
        for pair in grams(name):
            yield from self._by_rarest.get((family, pair), ())

    def _rarest(self, name: Name, family: str) -> list[str]:
        """The rarest pairs of a name among those that any tracked name has."""
        known = [pair for pair in grams(name) if (family, pair) in self._by_pair]
        return sorted(known, key=lambda pair: (len(self._by_pair[family, pair]), pair))[:RAREST]


def _agreement(filed: _Filed, name: Name) -> Agreement | None:
    """A learned name counts word for word: what is only like it was not decided by anyone."""
    if not filed.learned:
        return compare(filed.name, name)
    same = filed.name.thing == name.thing and filed.name.scope == name.scope
    return Agreement(Code.NAME_LEARNED) if same else None
