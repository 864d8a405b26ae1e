"""Say whom a text makes responsible for a passage, the lead first.

>>> from commitments.extraction.text.layout import blocks, fold
>>> folded = fold("（一）做大产业。建设园区。（商务部牵头，财政部配合）")
>>> Owners(folded, blocks(folded), Source()).at(9, 13)
('商务部', '财政部')
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from commitments.extraction.lexicon.organisations import (
    OrganisationKind,
    aliases,
    kind_of,
)
from commitments.extraction.people.chapters import chapters
from commitments.extraction.people.duties import Duties, Lookup
from commitments.extraction.people.notes import Duty, read
from commitments.extraction.people.speakers import Speakers
from commitments.extraction.people.subjects import subjects
from commitments.extraction.spans import Block, BlockKind, Folded, Source
from commitments.extraction.tables.tables import Tables
from commitments.extraction.text.layout import RANK

BRACKETED = re.compile(r"[（(]((?:[^（）()\n]|[（(][^（）()\n]{0,20}[）)]){2,400})[）)]")
SPEAKS_OF_DUTY = re.compile(
    r"负责|牵头|(?:责任|配合|承办|协办|主办)(?:单位|部门)|指导$|落实$|配合$|参与$|协助$|(?:主办|承办|协办|主责)(?:$|[，,、；;])"
)
LABELLED = re.compile(
    r"(?:牵头|责任|主责|承办|主办|主管|完成|负责|落实|实施|配合|协办|参与)(?:考核|落实|实施|及?配合)?"
    r"(?:单位|部门|主体|处室|科室)(?:和单位)?[:：]\n?[^\n（）()【】。]{2,300}"
)
BLOCKS_BACK = 40


class Owners:
    """Whom the text makes responsible, passage by passage."""

    def __init__(
        self,
        folded: Folded,
        blocks: list[Block],
        source: Source,
        tables: Tables | None = None,
        speakers: Speakers | None = None,
    ) -> None:
        text = folded.text
        self._tables = tables
        notes = list(_notes(text))
        self._noted = Lookup(_covered(text, notes, blocks))
        self._subjects = Lookup(subjects(text))
        self._chapters = Lookup(chapters(folded, blocks))
        self._standing = Lookup(_standing(notes, blocks, len(text)))
        self._speakers = speakers or Speakers(folded, blocks)
        self._forms = aliases(
            [*self._noted.names(), *self._subjects.names(), *self._speakers.organisations()], text
        )

    def at(self, start: int, end: int) -> tuple[str, ...]:
        """Units responsible for what stands at the passage: the column of a table comes first, a
        note behind it next, then the subject of its sentence, the office of who speaks, and the
        unit that the chapter is given to."""
        task = self._tables.task(start) if self._tables else None
        if task and task.owners:
            return task.owners
        units = (
            self._noted.at(start)
            or self._subjects.at(start)
            or self._spoken(start, end)
            or self._chapters.at(start)
        )
        units = (*units, *self._standing.at(start))
        if not units:
            return units
        return tuple(dict.fromkeys(self._forms.get(name, name) for name in units))

    def assigned(self, place: int) -> bool:
        """Whether a note or a column makes someone responsible for what stands at a place."""
        task = self._tables.task(place) if self._tables else None
        return bool(self._noted.at(place) or self._chapters.at(place) or (task and task.owners))

    def _spoken(self, start: int, end: int) -> tuple[str, ...]:
        speaker = self._speakers.at(start, end)
        return (speaker.organisation,) if speaker and speaker.organisation else ()


def companies(names: tuple[str, ...]) -> tuple[str, ...]:
    """Which of some owners are companies or schools, whom no government unit can charge."""
    private = (OrganisationKind.COMPANY, OrganisationKind.SCHOOL)
    return tuple(name for name in names if kind_of(name) in private)


class Note(NamedTuple):
    """Where a note on responsibility stands and what it says."""

    start: int
    end: int
    duty: Duty


def _notes(text: str) -> Iterator[Note]:
    """Notes in the order of the text; notes side by side are one."""
    places = [
        (match.start(), match.end(), match[1])
        for match in BRACKETED.finditer(text)
        if SPEAKS_OF_DUTY.search(match[1])
    ]
    places += [(match.start(), match.end(), match[0]) for match in LABELLED.finditer(text)]
    start = end = -1
    said: list[str] = []
    for begins, ends, content in sorted(places):
        if begins < end:
            continue
        if said and text[end:begins].strip():
            yield from _note(start, end, said)
            said = []
        if not said:
            start = begins
        said.append(content)
        end = ends
    yield from _note(start, end, said)


def _note(start: int, end: int, said: list[str]) -> Iterator[Note]:
    duty = read("；".join(said)) if said else None
    if duty:
        yield Note(start, end, duty)


def _covered(text: str, notes: list[Note], blocks: list[Block]) -> Iterator[Duties]:
    """For each note the passage it stands behind: back to the note before, or to the heading
    of its item."""
    starts = [block.start for block in blocks]
    before = 0
    for note in notes:
        index = bisect_right(starts, note.start) - 1
        if index < 0:
            continue
        block = blocks[index]
        if block.kind is BlockKind.ROW:
            yield Duties(block.start, block.end, note.duty.units)
        elif note.duty.units:
            begins = max(before, item_start(text, blocks, index, note.start))
            if begins < note.start:
                yield Duties(begins, note.start, note.duty.units)
        before = note.end


def item_start(text: str, blocks: list[Block], index: int, note: int) -> int:
    """Where the item begins that a note closes.

    A note on a line of its own closes all paragraphs since the last heading or number; one at
    the end of a paragraph closes that paragraph. The heading right above belongs to either.
    """
    alone = note == blocks[index].start
    first = index
    while first > 0 and index - first < BLOCKS_BACK:
        above = blocks[first - 1]
        if above.kind is BlockKind.HEADING or (alone and RANK.match(text, above.start)):
            return above.start
        if not alone or above.kind is BlockKind.ROW:
            break
        first -= 1
    return blocks[first].start


def _standing(notes: list[Note], blocks: list[Block], length: int) -> Iterator[Duties]:
    """以下均由…负责 holds from the note to the end of the chapter it stands in."""
    starts = [block.start for block in blocks]
    ended = 0
    for note in notes:
        if not note.duty.standing or note.start < ended:
            continue
        index = bisect_right(starts, note.start) - 1
        chapter = blocks[index].section[:2]
        ended = next(
            (block.start for block in blocks[index:] if block.section[:2] != chapter), length
        )
        yield Duties(note.end, ended, note.duty.standing)
