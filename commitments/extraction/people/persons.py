"""Hold a person who speaks, and work out the unit that the office heads.

>>> person("白雪罡", "区体育局党组书记、局长").organisation
'区体育局'
>>> person("张 瑜", "今天邀请到的是某新区教体局局长")
Speaker(name='张瑜', office='今天邀请到的是某新区教体局局长', organisation='某新区教体局')
"""

import re
from dataclasses import dataclass

from commitments.extraction.lexicon.organisations import is_organisation
from commitments.extraction.lexicon.people import POST

POSITION = re.compile(
    r"(?P<of>.*?)(?:党组|党委|党工委|工委|党总支|支部|常务|执行|联合|临时|副|首席|青年|基层|一线|特级|高级|新闻)*"
    rf"{POST}"
)
# What may stand before an office: 据市水务局副局长…, 今天邀请到的是区教育局局长….
LEAD_IN = re.compile(
    r"^.*(?:邀请到?了?|请来了?|专访了?|采访了?|访谈了?|欢迎|做客|嘉宾|的是|就是|到了|有请|下面请|他是|她是)[：:]?"
    r"|^(?:据|由|请|日前|近日|会上|其中|对此|今天|现在)+"
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person quoted, the office as printed, and the organisation spoken for.

    The name is empty where a text only says whose answer it is.
    """

    name: str
    office: str
    organisation: str | None


def person(name: str, office: str, organisation: str | None = None) -> Speaker:
    """A person in office; `organisation` is what the text says elsewhere."""
    return Speaker(bare(name), office, organisation_of(office) or organisation)


def bare(name: str) -> str:
    """The name without the spaces it is printed with."""
    return "".join(name.split())


def organisation_of(office: str) -> str | None:
    """The unit a person heads: 区体育局党组书记、局长 → 区体育局."""
    organisation: str | None = None
    for position in office.split("、"):
        match = POSITION.fullmatch(position)
        named = LEAD_IN.sub("", match["of"] if match else position)
        if is_organisation(named):
            organisation = named
    return organisation
