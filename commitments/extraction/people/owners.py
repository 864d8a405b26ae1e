"""Say whom a text makes responsible for a passage, the lead first.

>>> from commitments.extraction.text.layout import blocks, fold
>>> folded = fold("（一）做大产业。建设园区。（商务部牵头，财政部配合）")
>>> Owners(folded, blocks(folded), Source()).at(9, 13)
('商务部', '财政部')
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from commitments.extraction.lexicon.organisations import (
    OrganisationKind,
    aliases,
    is_organisation,
    kind_of,
    split,
)
from commitments.extraction.people.notes import Duty, read
from commitments.extraction.people.speakers import Speakers
from commitments.extraction.spans import Block, BlockKind, Folded, Source
from commitments.extraction.tables.tables import Tables
from commitments.extraction.text.layout import RANK

BRACKETED = re.compile(r"[（(]((?:[^（）()\n]|[（(][^（）()\n]{0,20}[）)]){2,400})[）)]")
SPEAKS_OF_DUTY = re.compile(
    r"负责|牵头|(?:责任|配合|承办|协办)(?:单位|部门)|指导$|落实$|配合$|参与$"
)
LABELLED = re.compile(
    r"(?:牵头|责任|主责|承办|主办|主管|完成|负责|落实|实施|配合|协办|参与)"
    r"(?:单位|部门|主体|处室|科室)(?:和单位)?[:：][^\n（）()]{2,300}"
)
# 某某部门应当…, 区发改委将…: the unit stands right before the modal verb.
MODAL = re.compile(
    r"(?<=[部委局厅办署会院府门位关构道心司团校社室行市区县])"
    r"(?:要(?![求素点闻])|应当?|须|将(?![来军士])|会同|具体负责|负责(?!人)|牵头)"
)
# 市经济和信息化局统筹制定…: at the head of its sentence a unit needs no modal to be the subject.
ACTING = re.compile(
    r"(?<=[部委局厅办署方门])"
    r"(?:统筹|承担|组织(?!部|委)|制定|编制|审核|履行|定期|按需|根据|依据|按照|建立|发布|每[年季月]"
    r"|对(?![外口接标等策象]))"
)
CLAUSE_BREAK = re.compile(r"[。；，：！？“”\n\u3000 ]")
SUBJECT_REACH = 45
# 的, 把, 为 and verbs do not stand in a name; 全会 and 企业 name nobody in particular.
NO_SUBJECT = re.compile(
    r"[的在对把被以从让使是不于了为]|通过|我们|授权|干部$"
    r"|^(?:推|促|加|提|建|支|鼓|引|强)[进动快强升高立设持励导化]|^建强"
    r"|^(?:各类|有关|广大|其他|一个|多个)?(?:企业|部分|单位|机构|中心|部门)$"
    r"|^(?:全会|大会|会议|社会|全社会|机会|都会|两会|全部|内部|外部|各部|一部|党中央|政府|街道"
    r"|高校|学校|市场)$"
)
OPENING_WORDS = re.compile(r"^(?:同时|其中|此外|今后|今年|接下来|下一步|应当经|经|由|第.{1,4}条)+")
BY_WHOM = re.compile(r"由([^，。；：“”\n由]{2,40}?)(?:牵头|负责(?!人)|会同|组织实施|承担)")
# 辽宁实验室快速成长，集聚科研人员698人
NAMED_SUBJECT = re.compile(
    r"(?<=[。！？；\n])(?!国家|全国|省级|市级|重点|支持|推动|建设|上市|龙头|骨干)"
    r"([\u4e00-\u9fff]{2,10}(?:实验室|集团|公司|大学|医院|研究院))"
    r"(?=快速|牵头|承担|组织|启动|发布|建成|完成|实施|集聚|累计|已|获批|成为|实现|正式|积极|致力)"
)
SENTENCE_END = re.compile(r"[。！？\n]")
SENTENCE_HEADS = frozenset("。！？；\n\u3000")
BLOCKS_BACK = 40
SENTENCE_LONGEST = 1000  # characters; a longer one is no sentence


class Duties(NamedTuple):
    """A passage and the units that answer for it."""

    start: int
    end: int
    units: tuple[str, ...]


class Lookup:
    """Passages that do not overlap, found by a place inside them."""

    def __init__(self, duties: Iterable[Duties]) -> None:
        self._duties = sorted(duties)
        self._starts = [duty.start for duty in self._duties]

    def at(self, place: int) -> tuple[str, ...]:
        index = bisect_right(self._starts, place) - 1
        if index >= 0 and place < self._duties[index].end:
            return self._duties[index].units
        return ()

    def names(self) -> Iterator[str]:
        return (name for duty in self._duties for name in duty.units)


class Owners:
    """Whom the text makes responsible, passage by passage."""

    def __init__(
        self, folded: Folded, blocks: list[Block], source: Source, tables: Tables | None = None
    ) -> None:
        text = folded.text
        self._tables = tables
        notes = list(_notes(text))
        self._noted = Lookup(_covered(text, notes, blocks))
        self._subjects = Lookup(_subjects(text))
        self._standing = Lookup(_standing(notes, blocks, len(text)))
        self._speakers = Speakers(folded, blocks)
        self._forms = aliases(
            [*self._noted.names(), *self._subjects.names(), *self._speakers.organisations()], text
        )

    def at(self, start: int, end: int) -> tuple[str, ...]:
        """Units responsible for what stands at the passage: the column of a table comes first, a
        note behind it next, then the subject of its sentence, then the office of who speaks."""
        task = self._tables.task(start) if self._tables else None
        if task and task.owners:
            return task.owners
        units = self._noted.at(start) or self._subjects.at(start) or self._spoken(start, end)
        return tuple(
            dict.fromkeys(
                self._forms.get(name, name) for name in (*units, *self._standing.at(start))
            )
        )

    def assigned(self, place: int) -> bool:
        """Whether a note or a column makes someone responsible for what stands at a place."""
        task = self._tables.task(place) if self._tables else None
        return bool(self._noted.at(place) or (task and task.owners))

    def companies(self, start: int, end: int) -> tuple[str, ...]:
        """Which of the owners are companies or schools, whom no government unit can charge."""
        private = (OrganisationKind.COMPANY, OrganisationKind.SCHOOL)
        return tuple(name for name in self.at(start, end) if kind_of(name) in private)

    def _spoken(self, start: int, end: int) -> tuple[str, ...]:
        speaker = self._speakers.at(start, end)
        return (speaker.organisation,) if speaker and speaker.organisation else ()


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


def _subjects(text: str) -> Iterator[Duties]:
    """Sentences whose subject is an organisation: 区发改委将对标…"""
    found: list[Duties] = []
    for match in (*MODAL.finditer(text), *ACTING.finditer(text)):
        reach = max(0, match.start() - SUBJECT_REACH)
        before = text[reach : match.start()]
        cut = 0
        for boundary in CLAUSE_BREAK.finditer(before):
            cut = boundary.end()
        if match.re is ACTING and reach + cut and text[reach + cut - 1] not in SENTENCE_HEADS:
            continue
        name = OPENING_WORDS.sub("", before[cut:])
        if name.count("（") > name.count("）"):
            continue  # inside a note, which has been read as such
        if _is_unit(name):
            start = match.start() - len(name)
            found.append(Duties(start, _sentence_end(text, match.end()), _subject_units(name)))
    found += [
        Duties(match.start(), _sentence_end(text, match.end()), (match[1],))
        for match in NAMED_SUBJECT.finditer(text)
    ]
    for match in BY_WHOM.finditer(text):
        units = split(match[1])
        if units and all(_is_unit(name) for name in units):
            low = max(0, match.start() - SENTENCE_LONGEST)
            begun = max(text.rfind(mark, low, match.start()) for mark in "。；\n") + 1
            start = max(low, begun)
            found.append(Duties(start, _sentence_end(text, match.end()), units))
    yield from _without_overlaps(sorted(found))


def _is_unit(name: str) -> bool:
    return is_organisation(name) and NO_SUBJECT.search(name) is None


def _subject_units(name: str) -> tuple[str, ...]:
    """各省、自治区、直辖市人民政府 is one subject; 省财政厅、省教育厅 are two."""
    several = all(is_organisation(part) for part in name.split("、"))
    return split(name) if several else (name,)


def _sentence_end(text: str, start: int) -> int:
    match = SENTENCE_END.search(text, start, start + SENTENCE_LONGEST)
    return match.start() if match else min(len(text), start + SENTENCE_LONGEST)


def _without_overlaps(duties: list[Duties]) -> Iterator[Duties]:
    """A later subject takes over from an earlier one of the same sentence."""
    for index, duty in enumerate(duties):
        end = duties[index + 1].start if index + 1 < len(duties) else duty.end
        if duty.start < min(duty.end, end):
            yield duty._replace(end=min(duty.end, end))
