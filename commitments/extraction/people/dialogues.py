"""Part a dialogue into its turns: 主持人：…, 张 瑜：…, 问：…, 答：….

>>> text = "某区教育局访谈\\n主持人：今年有哪些安排？\\n张 瑜：新建学校3所。"
>>> [(speaker.name, speaker.organisation) for _, _, speaker in turns(text)]
[('张瑜', '某区教育局')]
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from commitments.extraction.lexicon.organisations import is_organisation
from commitments.extraction.lexicon.people import NAME, POST, SURNAMES
from commitments.extraction.people.persons import Speaker, bare, organisation_of, person

# At the head of a line, or of a sentence where lines have been joined; 【…】 anywhere.
LABEL = re.compile(
    r"【(?P<bracketed>[^【】\n]{1,40})】[：:]?"
    r"|(?<![^\n。！？”])[ \u3000]*(?P<plain>[^：:\n\t。，？！；“”【】]{1,40})[：:]"
)
ASKS = re.compile(r"记者|主持人|提问|网友|^问$")
# What a text holds in which anyone asks.
MAY_ASK = re.compile(r"记者|主持人|提问|网友|问\s*[：:】]")
ANSWERS = re.compile(r"^(?:答|回答|回复|答复|嘉宾|访谈嘉宾)$")
NAME_ALONE = re.compile(NAME)
OFFICE_AND_NAME = re.compile(rf"(?P<office>.+{POST})[ \u3000]*(?P<name>{NAME})")
# 王局长：
BY_SURNAME = re.compile(rf"(?P<surname>[{SURNAMES}])(?:副)?{POST}")
# 某区教育局局长 张 瑜, wherever it stands.
INTRODUCES = re.compile(rf"(?P<post>{POST})[ \u3000：:]{{0,3}}(?P<name>{NAME})")
OFFICE = re.compile(r"[\u4e00-\u9fff、]{2,}$")
LONGEST_OFFICE = 40
GUEST = re.compile("嘉宾")
INVITED = re.compile("嘉宾|做客|邀请|有请|下面请|欢迎")
INVITED_REACH = 40
_HOUSE = "(?:局|委|办|厅|部|院|署|政府|街道|镇|中心|公司|委员会|管委会|办公室)"
# 某某局局长做客…, 某某委有关负责人就…答记者问, 对话某某局.
SPEAKS_FOR = re.compile(
    rf"(?:对话|专访|走进|访)(?P<after>[\u4e00-\u9fff]{{2,16}}?{_HOUSE})(?![\u4e00-\u9fff]{{0,3}}{_HOUSE})"
    rf"|(?P<before>[\u4e00-\u9fff]{{2,18}}?{_HOUSE})"
    r"(?=[\u4e00-\u9fff、 ]{0,14}?"
    r"(?:负责人|负责同志|发言人|局长|主任|访谈|专访|答记者问|做客|在线))"
)
HEAD = 400
SHORTEST_OFFICE = 3

Turn = tuple[int, int, Speaker]


class Label(NamedTuple):
    """Where a turn begins, where its words do, and what is printed before them."""

    start: int
    words: int
    text: str


def turns(text: str) -> list[Turn]:
    """The answers of a dialogue; none where nobody asks."""
    if MAY_ASK.search(text) is None:
        return []
    labels = list(_labels(text))
    if not any(ASKS.search(label.text) for label in labels):
        return []
    cast = _Cast(text)
    found: list[Turn] = []
    speaking: tuple[int, Speaker] | None = None
    for label in labels:
        asks = ASKS.search(label.text) is not None
        speaker = None if asks else cast.speaker(label.text)
        if not asks and speaker is None:
            continue  # 主要目标：… stands within an answer
        if speaking:
            found.append((speaking[0], label.start, speaking[1]))
        speaking = (label.words, speaker) if speaker else None
    if speaking:
        found.append((speaking[0], len(text), speaking[1]))
    return found


def _labels(text: str) -> Iterator[Label]:
    for match in LABEL.finditer(text):
        introduces = INTRODUCES.search(text, match.end(), match.end() + LONGEST_OFFICE)
        if introduces and GUEST.search(match[0]):
            continue  # 嘉宾：某区教育局局长张瑜 says who is there
        yield Label(match.start(), match.end(), (match["bracketed"] or match["plain"]).strip())


class _Cast:
    """The persons that a document introduces, and the unit it lets speak."""

    def __init__(self, text: str) -> None:
        self._known: dict[str, Speaker] = {}
        self._guests: list[Speaker] = []
        for match in INTRODUCES.finditer(text):
            before = text[max(0, match.start() - LONGEST_OFFICE) : match.start()]
            office = OFFICE.search(before)
            introduced = person(match["name"], (office[0] if office else "") + match["post"])
            if introduced.organisation is None:
                continue
            self._known.setdefault(introduced.name, introduced)
            low = max(0, match.start() - INVITED_REACH)
            if INVITED.search(text, low, match.end()):
                self._guests.append(introduced)
        speaks = SPEAKS_FOR.search(text, 0, HEAD)
        self._organisation = (speaks["after"] or speaks["before"]) if speaks else None

    def speaker(self, label: str) -> Speaker | None:
        """Whom a label names, if anyone."""
        if ANSWERS.match(label):
            return self._guests[0] if self._guests else Speaker("", "", self._organisation)
        if match := OFFICE_AND_NAME.fullmatch(label):
            found = person(match["name"], match["office"], self._organisation)
            return self._known.setdefault(found.name, found)
        if match := BY_SURNAME.fullmatch(label):
            of_name = (one for one in self._known.values() if one.name[0] == match["surname"])
            return next(of_name, Speaker("", label, self._organisation))
        if NAME_ALONE.fullmatch(label):
            name = bare(label)
            return self._known.get(name) or Speaker(name, "", self._organisation)
        office = organisation_of(label)
        named = len(label) >= SHORTEST_OFFICE and (office or is_organisation(label))
        return Speaker("", label, office or label) if named else None
