"""Hold one document while it is read, and the sentence that the rules look at."""

import heapq
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from commitments.extraction.clauses import tense
from commitments.extraction.clauses.frames import Frames
from commitments.extraction.clauses.intent import Intent
from commitments.extraction.clauses.leads import Leads
from commitments.extraction.clauses.modes import Frame, Mode
from commitments.extraction.clauses.tense import Cue, Cues, Tense
from commitments.extraction.dates import expressions
from commitments.extraction.dates.expressions import Mention
from commitments.extraction.people.owners import Owners
from commitments.extraction.people.speakers import Speakers
from commitments.extraction.quantities import composition
from commitments.extraction.quantities.composition import Quantity
from commitments.extraction.quantities.prefixes import DATE
from commitments.extraction.spans import Block, BlockKind, Folded, Sentence, Source
from commitments.extraction.tables.tables import Tables
from commitments.extraction.text import layout, masks
from commitments.extraction.timing.deadlines import Deadlines
from commitments.structure import NOTHING_MARKED, Structure

# Longer than any sentence of a policy text; what has no full stop is cut at a comma.
LONGEST_SENTENCE = 2500
# 过去一年，各项工作取得了很大成绩。 opens a look back, even where a plan begins.
SUMMED_UP = re.compile(
    r"(?:过去[一三五]?年|去年|一年来|五年来)[^。！？]{0,30}(?:成绩|成就|成效|进展)[^。！？]{0,4}[。！？]$"
)
SUMS_UP = re.compile("成绩|成就|成效|进展")
LEAD, LAST_WORDS = 60, 8
# How far a word of time carries over the sentences of a paragraph, in characters.
CARRIED = 600
# How far back what was told of the past speaks for a sentence without a word of time.
BEFORE = 150
# 以上 and the mark behind it.
LONGEST_BOUND = 3
# From how many characters on a cell of a table without known columns reads as prose.
PROSE_IN_A_CELL = 12
BORDER = re.compile(r"[\t|｜│┃]")


class Document:
    """A text in every form that the rules need, each worked out once."""

    def __init__(
        self,
        text: str,
        folded: Folded,
        blocks: list[Block],
        source: Source,
        structure: Structure = NOTHING_MARKED,
    ) -> None:
        self.text, self.folded, self.blocks, self.source = text, folded, blocks, source
        unnamed = masks.mask(folded.text)
        self.structure = structure
        self.year = source.published.year if source.published else None
        self.mentions = list(expressions.find(unnamed, source.published))
        self.masked = mask_dates(unnamed, self.mentions)
        self.words = tense.words(self.masked, 0, len(self.masked))
        self._word_starts = [word.start for word in self.words]
        self._mention_starts = [mention.start for mention in self.mentions]
        self.frames = Frames(folded.text, blocks, self.mentions, source, self.words)
        self.leads = Leads(folded.text, blocks, self.mentions, source.published)
        self.tables = Tables(folded, blocks, source.published, structure)
        self.deadlines = Deadlines(folded, blocks, source.published)
        self.speakers = Speakers(folded, blocks)
        self.owners = Owners(folded, blocks, source, self.tables, self.speakers)

    def passages(self) -> Iterator["Passage"]:
        """The sentences of paragraphs and of tasks in tables, each with its quantities."""
        found = list(composition.find(self.masked))
        place = 0
        for sentence in self._sentences():
            while place < len(found) and found[place].start < sentence.start:
                place += 1
            begin = place
            while place < len(found) and found[place].start < sentence.end:
                place += 1
            frame = self._frame(sentence)
            if frame is not None and frame.mode is not Mode.ASIDE:
                yield Passage(self, sentence, frame, found[begin:place])

    def _frame(self, sentence: Sentence) -> Frame | None:
        """How a sentence is to be read; None where it is none: a heading, a cell of figures."""
        if self.tables.covers(sentence.start):
            return self._frame_in_a_row(sentence)
        block = sentence.block
        if block.kind is BlockKind.HEADING and not sentence.text.endswith("。"):
            return None
        if block.kind is BlockKind.ROW and not self._in_prose(sentence):
            return None
        frame = self.leads.frame(sentence.start, self.frames.at(block))
        deadline = self.deadlines.at(sentence.start)
        if deadline is None or frame.mode is Mode.REPORT:
            return frame
        return Frame(Mode.PLAN, f"完成时限：{deadline.named}", True, deadline.due, deadline.named)

    def _in_prose(self, sentence: Sentence) -> bool:
        """Whether the cell in which a sentence stands is long enough to be prose."""
        text, block = self.folded.text, sentence.block
        low = max(block.start, sentence.start - PROSE_IN_A_CELL)
        high = min(block.end, sentence.end + PROSE_IN_A_CELL)
        around = text[low : sentence.start], text[sentence.end : high]
        before, behind = BORDER.split(around[0])[-1], BORDER.split(around[1])[0]
        return len(before) + len(sentence.text) + len(behind) >= PROSE_IN_A_CELL

    def _frame_in_a_row(self, sentence: Sentence) -> Frame | None:
        """What is to be done is planned; what stands under 完成情况 is reported."""
        task = self.tables.task(sentence.start)
        cell = task.cell(sentence.start) if task else None
        if task is None or cell is None:
            return None
        around = self.frames.at(self.block_at(sentence.start))
        if cell in task.results:
            return Frame(Mode.REPORT, f"表格列“{cell.column.heading}”", True, None, None)
        if around.mode is Mode.REPORT and not (task.owners or task.due):
            return around
        due = task.due_at(sentence.start)
        if due is None and task.deadline is None and around.mode is not Mode.REPORT:
            due = around.horizon
        return Frame(Mode.PLAN, "任务表中的任务", True, due, task.deadline)

    def section_at(self, place: int) -> tuple[str, ...]:
        """The headings above a place."""
        index = bisect_right(self.blocks, place, key=lambda block: block.start) - 1
        return self.blocks[index].section if index >= 0 else ()

    def _sentences(self) -> Iterator[Sentence]:
        """The sentences, none so long that what is looked up within it grows with the text."""
        for sentence in self._whole_sentences():
            if len(sentence.text) <= LONGEST_SENTENCE:
                yield sentence
                continue
            begin = 0
            while begin < len(sentence.text):
                end = begin + LONGEST_SENTENCE
                comma = sentence.text.rfind("，", begin, end) + 1
                end = comma if comma > begin and end < len(sentence.text) else end
                yield Sentence(sentence.text[begin:end], sentence.start + begin, sentence.block)
                begin = end

    def _whole_sentences(self) -> Iterator[Sentence]:
        """Those of the paragraphs, and in tables those of the cells that are to be read."""
        everywhere = layout.sentences(self.folded, self.blocks)
        if not self.tables.tables:
            return everywhere
        outside = (sentence for sentence in everywhere if not self.tables.covers(sentence.start))
        return heapq.merge(outside, self._cell_sentences(), key=lambda sentence: sentence.start)

    def _cell_sentences(self) -> Iterator[Sentence]:
        for task in self.tables.tasks:
            for cell in sorted((*task.cells, *task.results), key=lambda cell: cell.start):
                # The cell stands for its block: what other cells say of time is not about it.
                block = replace(self.block_at(cell.start), start=cell.start, end=cell.end)
                yield from layout.sentences_in_a_cell(self.folded.text, cell.start, cell.end, block)

    def block_at(self, place: int) -> Block:
        """The block in which a place stands."""
        index = bisect_right(self.blocks, place, key=lambda block: block.start) - 1
        return self.blocks[max(0, index)]

    def words_within(self, start: int, end: int) -> Sequence[Cue]:
        """The words of time and intent in a stretch of the text."""
        low = bisect_left(self._word_starts, start)
        return self.words[low : bisect_left(self._word_starts, end, lo=low)]

    def mentions_within(self, start: int, end: int) -> Sequence[Mention]:
        """The dates in a stretch of the text."""
        low = bisect_left(self._mention_starts, start)
        return self.mentions[low : bisect_left(self._mention_starts, end, lo=low)]


@dataclass(slots=True)
class Passage:
    """One sentence with what surrounds it; its words of time are looked up when asked for."""

    document: Document
    sentence: Sentence
    frame: Frame
    quantities: list[Quantity]
    _mentions: Sequence[Mention] | None = None
    _cues: Cues | None = None
    _intent: Intent | None = None

    @property
    def mentions(self) -> Sequence[Mention]:
        if self._mentions is None:
            self._mentions = self.document.mentions_within(self.sentence.start, self.sentence.end)
        return self._mentions

    @property
    def cues(self) -> Cues:
        if self._cues is None:
            self._cues = self._words_of_time()
        return self._cues

    def tense(self, place: int, clause: int, end: int | None = None) -> Tense:
        """Whether what stands at `place`, in the clause from `clause` on, is promised.

        `end` is where a figure ends; what it is compared with stands behind.
        """
        compared = None if end is None else self.cues.compared(end)
        cue = (end is not None and self.cues.behind(end)) or self.cues.before(place)
        found = tense.decide(self.frame, cue, clause, compared)
        if cue is None and not compared and self.stands_alone:
            masked, sentence = self.document.masked, self.sentence
            whole = masked[sentence.start : sentence.end]
            behind = masked[end : end + LONGEST_BOUND] if end is not None else ""
            return tense.of_bare_words(found, masked[clause:place], whole, behind)
        return found

    @property
    def stands_alone(self) -> bool:
        """Whether only its own words can say what it is: nothing is expected of the sentence, and
        nothing of the past is told right before it."""
        if self.frame.mode is not Mode.OPEN:
            return False
        start = self.sentence.start
        told = tense.words(self.document.masked, max(0, start - BEFORE), start)
        return not told or told[-1].promised

    @property
    def intent(self) -> Intent:
        """Whether verbs of the sentence are promised."""
        if self._intent is None:
            self._intent = Intent(self.frame, self.cues, self.document.masked, self.sentence.start)
        return self._intent

    def _words_of_time(self) -> Cues:
        """Those of the sentence; where the block says nothing, also of the sentences before."""
        document, start = self.document, self.sentence.start
        begin = self.sentence.block.start
        if self.frame.mode is Mode.OPEN:
            start = max(begin, start - CARRIED)
        elif SUMS_UP.search(document.folded.text, max(begin, start - LAST_WORDS), start) and (
            summed := SUMMED_UP.search(document.folded.text, max(begin, start - LEAD), start)
        ):
            start = summed.start()
        mentions = document.mentions_within(start, self.sentence.end)
        return Cues(
            document.masked,
            start,
            self.sentence.end,
            mentions,
            document.source.published,
            own=self.sentence.start,
            said=document.words_within(start, self.sentence.end),
        )


def mask_dates(text: str, mentions: Sequence[Mention]) -> str:
    """The text with its dates replaced character for character, so that no rule counts them."""
    pieces: list[str] = []
    at = 0
    for mention in mentions:
        pieces += text[at : mention.start], DATE * (mention.end - mention.start)
        at = mention.end
    return "".join(pieces) + text[at:]
