"""Find the units that a sentence names as those who act: 区发改委将…, 由A牵头、B配合, A会同B.

>>> text = "区水务局会同区生态环境局整治河道。由区城管局牵头、区住建局配合拆除违建。"
>>> sorted({duty.units for duty in subjects(text)})
[('区城管局', '区住建局'), ('区水务局', '区生态环境局')]
"""

import re
from collections.abc import Iterator

from commitments.extraction.lexicon.organisations import (
    EACH,
    is_listed,
    is_organisation,
    split,
)
from commitments.extraction.people.duties import Duties

# 某某部门应当…, 区发改委将…: the unit stands right before the modal verb.
_UNIT_ENDS = "[部委局厅办署会院府门位关构道心司团校社室行市区县科队所站协联旗镇街]"
_MODALS = {"要": "(?![求素点闻])", "应": "当?", "须": "", "将": "(?![来军士])", "会同": "",
           "具体负责": "", "负责": "(?!人)", "牵头": ""}  # fmt: skip
# The verb comes first and what stands before it after: the regex engine skips to the next verb.
MODAL = re.compile(
    "|".join(f"{verb}(?<={_UNIT_ENDS}{verb}){behind}" for verb, behind in _MODALS.items())
)
# 市经济和信息化局统筹制定…: at the head of its sentence a unit needs no modal to be the subject.
ACTING = re.compile(
    r"(?<=[部委局厅办署方门])"
    r"(?:统筹|承担|组织(?!部|委)|制定|编制|审核|履行|定期|按需|根据|依据|按照|建立|发布|每[年季月]"
    r"|对(?![外口接标等策象])"
    r"|今年|明年|年内|20\d\d年|计划|拟(?!定)|力争|争取|确保|承诺|预计"
    r"|新建|新增|改造|建成|培训|举办|引进|启动|完成)"
)
# 区园林局：新增绿地3公顷。
NAMED_LINE = re.compile(r"(?:^|\n)[ \u3000]*(?:\d{1,2}[.、．])?(?P<unit>[\u4e00-\u9fff]{3,16})：")
CLAUSE_BREAK = re.compile(r"[。；，：！？“”\n\u3000 ]")
SUBJECT_REACH = 45
# 的, 把, 为 and verbs do not stand in a name; 全会 and 企业 name nobody in particular.
NO_SUBJECT = re.compile(
    r"[的在对把被以从让使是不于了为]|通过|我们|授权|干部$"
    r"|^(?:推|促|加|提|建|支|鼓|引|强)[进动快强升高立设持励导化]|^建强"
    r"|^(?:各类|有关|广大|其他|一个|多个)?(?:企业|部分|单位|机构|中心|部门)$"
    r"|^(?:全会|大会|会议|社会|全社会|机会|都会|两会|党中央|政府|街道|高校|学校|市场)$"
    r"|[东西南北中内外全各局头底顶上下前后一本]部$|[布格结大全开新破定僵时当变]局$|[部]署$"
    r"|[主承举开协申筹督查转经代领帮难重严]办$|[大客展前后]厅$|^(?:区|市|县|省|国家|全[市区县省国])$"
)
OPENING_WORDS = re.compile(r"^(?:同时|其中|此外|今后|今年|接下来|下一步|应当经|经|由|第.{1,4}条)+")
_SUPPORTS = "(?:协助|配合|参与|协同|协办|支持)"
BY_WHOM = re.compile(
    r"由(?P<lead>[^，。；：“”\n由]{2,40}?)(?:牵头|负责(?!人)|会同|组织实施|承担|主办)"
)
# 牵头，B、C配合: those who help stand right behind those who lead.
HELPED_BY = re.compile(
    r"(?:牵头|负责(?!人)|主办)?(?:负责|组织|实施|落实)?[，、](?:由)?"
    rf"(?P<support>[^，。；：“”\n]{{2,60}}?){_SUPPORTS}"
)
TOGETHER_WITH = re.compile(
    r"会同(?P<support>[^，。；：“”\n]{1,40}?(?:[委局厅办署会院府门司处科队]|部(?!门)))"
    r"(?![、和与及]|[\u4e00-\u9fff]{0,3}[部委局厅署办])"
)
# 辽宁实验室快速成长，集聚科研人员698人
NAMED_SUBJECT = re.compile(
    r"(?<=[。！？；\n])(?!国家|全国|省级|市级|重点|支持|推动|建设|上市|龙头|骨干)"
    r"([\u4e00-\u9fff]{2,10}(?:实验室|集团|公司|大学|医院|研究院))"
    r"(?=快速|牵头|承担|组织|启动|发布|建成|完成|实施|集聚|累计|已|获批|成为|实现|正式|积极|致力)"
)
SENTENCE_END = re.compile(r"[。！？\n]")
SENTENCE_HEADS = frozenset("。！？；\n\u3000")
SENTENCE_LONGEST = 1000  # characters; a longer one is no sentence


def subjects(text: str) -> Iterator[Duties]:
    """The sentences that name who acts, and whom."""
    found = [*_acting(text), *_by_whom(text), *_named_lines(text)]
    found += [
        Duties(match.start(), _sentence_end(text, match.end()), (match[1],))
        for match in NAMED_SUBJECT.finditer(text)
    ]
    yield from _without_overlaps(sorted(found))


def is_subject(name: str) -> bool:
    """Whether a name is that of a unit that can act by itself."""
    if NO_SUBJECT.search(name):
        return False
    return is_organisation(name) or EACH.fullmatch(name) is not None


def _acting(text: str) -> Iterator[Duties]:
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
        leads = match[0] in ("牵头", "会同", "负责") and is_listed(name)
        if is_subject(name) or (leads and not NO_SUBJECT.search(name)):
            start = match.start() - len(name)
            units = dict.fromkeys((*_parts(name), *_helpers(text, match.start())))
            yield Duties(start, _sentence_end(text, match.end()), tuple(units))


def _by_whom(text: str) -> Iterator[Duties]:
    for match in BY_WHOM.finditer(text):
        units = split(match["lead"])
        if not units or not all(is_listed(name) and not NO_SUBJECT.search(name) for name in units):
            continue
        low = max(0, match.start() - SENTENCE_LONGEST)
        begun = max(text.rfind(mark, low, match.start()) for mark in "。；\n") + 1
        units = tuple(dict.fromkeys((*units, *_helpers(text, match.end("lead")))))
        yield Duties(max(low, begun), _sentence_end(text, match.end()), units)


def _named_lines(text: str) -> Iterator[Duties]:
    for match in NAMED_LINE.finditer(text):
        if is_organisation(match["unit"]) and not NO_SUBJECT.search(match["unit"]):
            end = text.find("\n", match.end())
            yield Duties(match.start("unit"), end if end >= 0 else len(text), (match["unit"],))


def _helpers(text: str, at: int) -> tuple[str, ...]:
    """Those who act beside the leader whose name ends at `at`."""
    match = HELPED_BY.match(text, at) or TOGETHER_WITH.match(text, at)
    names = split(match["support"]) if match else ()
    return names if all(is_listed(name) for name in names) else ()


def _parts(name: str) -> tuple[str, ...]:
    """各省、自治区、直辖市人民政府 is one subject; 省财政厅、省教育厅 are two."""
    parts = name.split("、")
    several = all(is_listed(part) and part.count("（") == part.count("）") for part in parts)
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
