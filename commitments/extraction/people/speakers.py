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
from dataclasses import dataclass

from commitments.extraction.lexicon.organisations import is_organisation
from commitments.extraction.spans import Block, BlockKind, Folded

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶"
    "阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
    "庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂焦向柳邢骆岳齐梅莫庄辛管祝左涂谷祁舒耿牟卜路詹关"
    "苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵强柴华车冉房边辜吉饶刁瞿戚"
    "丘古米池滕晋苑邬臧畅宫来嵺苟褚廉简娄盖符奚木穆燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花"
    "仇艾蓝巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗巫鞠僧桑荆谌银扬明沙薄伏岑习胥保蔺佘"
)
NAME = (
    rf"(?:[{SURNAMES}][\u4e00-\u9fff]{{1,2}}"
    r"|(?:欧阳|上官|司马|诸葛|司徒|令狐|皇甫|慕容)[\u4e00-\u9fff]{1,2})"
)
POST = (
    "(?:书记|局长|主任|处长|部长|区长|市长|县长|省长|州长|镇长|乡长|厅长|院长|校长|所长|会长|秘书长|董事长"
    "|总经理|总裁|总监|经理|创始人|负责人|行长|主席|委员|代表|教师|老师|教授|干部|研究员|发言人|科长|队长|站长"
    "|园长|理事长|专员|巡视员|工程师|医生|民警|村民|居民|职工|青年|党员|专家|办事处)"
)
SAYS = re.compile(
    "(?:表示|说|谈道|谈到|介绍|告诉记者|坦言|透露|指出|强调|认为|建议|感慨|袒露心声|详解举措|拿出数据|分享"
    "|回应|讲道|提出)(?=[，：:,“]|。)"
)
# What may stand between the name and the verb: 结合工作实际(谈道), 向记者(袒露心声).
BETWEEN = r"(?:结合[^，。：“”]{2,8}|向[^，。：“”]{1,6}|在[^，。：“”]{2,14}|进一步|对此|同时|也)?"
INTRODUCED = re.compile(rf"(?P<office>.*{POST})(?P<name>{NAME}){BETWEEN}$")
NAMED_AGAIN = re.compile(rf"(?P<name>{NAME}){BETWEEN}$")
REACH = 80
OFFICE_BEGINS = re.compile(r"[。！？；：，\n][”’]?|(?:讯|电)[（(][^（）()]{1,24}[）)]")
POSITION = re.compile(
    r"(?P<of>.*?)(?:党组|党委|党工委|工委|党总支|支部|常务|执行|联合|副|首席|青年|基层|一线|特级|高级)*"
    rf"{POST}"
)
GOES_ON = re.compile(r"[“我]")
OWN_NAME_WITHIN = 60


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person quoted, the office as printed, and the organisation spoken for."""

    name: str
    office: str
    organisation: str | None


class Speakers:
    """Whose words each passage of a document gives."""

    def __init__(self, folded: Folded, blocks: list[Block]) -> None:
        self._spans = list(_spans(folded.text, blocks))
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
                speaker = known[name] = Speaker(name, office, _organisation(office))
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
            found.append((at, True, match["name"], match["office"]))
        elif match := NAMED_AGAIN.match(clause):
            found.append((at, False, match["name"], ""))
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


def _organisation(office: str) -> str | None:
    """The unit a person heads: 区体育局党组书记、局长 → 区体育局."""
    organisation: str | None = None
    for position in office.split("、"):
        match = POSITION.fullmatch(position)
        if match and is_organisation(match["of"]):
            organisation = match["of"]
    return organisation
