"""Find who speaks: name, office and organisation of the person a passage quotes.

>>> from commitments.extraction.text.layout import blocks, fold
>>> folded = fold("区体育局党组书记、局长白雪罡表示，将编制规划。")
>>> speaker = Speakers(folded, blocks(folded)).at(13, 20)
>>> speaker.name, speaker.organisation
('白雪罡', '区体育局')
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from commitments.extraction.lexicon.people import NAME, POST
from commitments.extraction.people import dialogues
from commitments.extraction.people.persons import Speaker, bare, person
from commitments.extraction.spans import Block, BlockKind, Folded

SAYS = re.compile(
    "(?:表示|介绍说|介绍|说|谈道|谈到|告诉记者|坦言|透露|指出|强调|认为|建议|感慨|袒露心声|详解举措"
    "|拿出数据|分享|回应|讲道|提出|说道|补充道|解释|回答|答道|承诺|宣布|通报)(?=[，：:,“]|。)"
)
# What may stand between the name and the verb: 结合工作实际(谈道), 向记者(袒露心声).
BETWEEN = (
    r"(?:(?:同志|先生|女士)?(?:结合[^，。：“”]{2,8}|向[^，。：“”]{1,6}|在[^，。：“”]{2,14}|进一步|对此"
    r"|同时|也|还|又)?)"
)
INTRODUCED = re.compile(rf"(?P<office>.*{POST})(?P<name>{NAME}){BETWEEN}$")
NAMED_AGAIN = re.compile(rf"(?P<name>{NAME}){BETWEEN}$")
REACH = 80
OFFICE_BEGINS = re.compile(r"[。！？；：，\n][”’]?|(?:讯|电)[（(][^（）()]{1,24}[）)]")
# The next paragraph still gives his words when it opens like this.
GOES_ON = re.compile(
    r"[“我]|同时|此外|另外|下一步|接下来|其次|再次|最后|与此同时|[一二三四五六]是|第[一二三四五六][，、]"
)
OWN_NAME_WITHIN = 60


class Speakers:
    """Whose words each passage of a document gives."""

    def __init__(self, folded: Folded, blocks: list[Block]) -> None:
        self._spans = dialogues.turns(folded.text) or list(_spans(folded.text, blocks))
        self._starts = [start for start, _, _ in self._spans]

    def at(self, start: int, end: int) -> Speaker | None:
        """The speaker in whose words the passage stands, if anyone is quoted there."""
        index = bisect_right(self._starts, start) - 1
        if index < 0:
            return None
        _, until, speaker = self._spans[index]
        return speaker if end <= until else None

    def organisations(self) -> Iterator[str]:
        """The organisations of all who speak, once for each passage."""
        return (speaker.organisation for _, _, speaker in self._spans if speaker.organisation)


def _spans(text: str, blocks: list[Block]) -> Iterator[tuple[int, int, Speaker]]:
    """Stretches of quoted speech in the order of the text, none overlapping."""
    said = _attributions(text)
    if not said:
        return
    known: dict[str, Speaker] = {}
    index = 0
    current: Speaker | None = None
    for block in blocks:
        if block.kind is not BlockKind.PARAGRAPH:
            current = None
            continue
        opened = block.start
        speaking = current if _goes_on(text, block, current) else None
        carried, current = speaking is not None, None
        while index < len(said) and said[index][0] < block.end:
            at, introduced, name, office = said[index]
            index += 1
            speaker = known.get(name)
            if introduced:
                speaker = known[name] = person(name, office)
            if speaker is None or at < block.start:
                continue
            start = _quote_before(text, opened, at)
            if speaking and start > opened and not carried:
                yield opened, start, speaking
            speaking, opened, carried = speaker, start, False
        if speaking:
            yield opened, block.end, speaking
            current = speaking


def _attributions(text: str) -> list[tuple[int, bool, str, str]]:
    """(where, whether an office introduces the person, name, office) of each 某某表示."""
    found = []
    for verb in SAYS.finditer(text):
        before = text[max(0, verb.start() - REACH) : verb.start()]
        begins = 0
        for boundary in OFFICE_BEGINS.finditer(before):
            begins = boundary.end()
        clause = before[begins:]
        at = verb.start() - len(clause)
        if match := INTRODUCED.match(clause):
            found.append((at, True, bare(match["name"]), match["office"]))
        elif match := NAMED_AGAIN.match(clause):
            found.append((at, False, bare(match["name"]), ""))
    return found


def _quote_before(text: str, low: int, at: int) -> int:
    """Where the words begin that a following 某某表示 closes: “…”某某表示。"""
    if text[at - 1 : at] == "”":
        opening = text.find("“", low, at)
        if opening >= 0:
            return opening
    return at


def _goes_on(text: str, block: Block, speaker: Speaker | None) -> bool:
    """Whether a paragraph without a name of its own still gives the last speaker's words."""
    if speaker is None:
        return False
    if GOES_ON.match(text, block.start):
        return True
    beginning = text[block.start : min(block.end, block.start + OWN_NAME_WITHIN)]
    return speaker.organisation is not None and speaker.organisation in beginning
