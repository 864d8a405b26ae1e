"""Efforts with a day of their own: 4月底前组织试点总结, （6月底完成，牵头单位：…）.

Whatever the verb, an outsider can see on that day whether it has been done.
"""

import re
from collections.abc import Iterator
from datetime import date

from commitments.extraction.clauses import labels
from commitments.extraction.dates.expressions import Mention
from commitments.extraction.lexicon.efforts import ATTITUDE, DONE, is_effort
from commitments.extraction.passages import Passage
from commitments.extraction.rules.proposals import Proposal
from commitments.extraction.spans import Kind

MARKS = re.compile(r"[，；：。,;\n\t|]")
LEADS_IN = re.compile(r"[\s，,:：|、（）()\d.．]*(?:以?前|之前|内)?[，,、\s]*")
# 自5月1日起施行 sets a rule in force; 5月1日上午召开 tells when people met.
IN_FORCE = re.compile(r"起|上午|下午|晚|凌晨|会议|召开|以来|后|至|到|—|-|讯|电|[\d:：]+ ")
SINCE = re.compile(
    r"(?:自|从|由|是|为|实现|夺取|决战|冲刺|决胜|打赢|截至|比|较|[日月年]至|[—－-]|（|\()$"
)
# 按照自治区要求，…; 对符合条件的企业给予…: no effort, or one that a rule lays down.
GROUNDS = re.compile(r"(?:按照?|根据|依据|本着|结合|对照|为了?|围绕|依托|立足|在|以)")
RULED = re.compile(r"给予|予以|可(?![再持靠视见])|^对(?!.*(?:进行|开展|实施))")
# A plan's year is no day: 到2025年… dates an aim, not an effort.
LONGEST_DAYS = 200
SHORTEST, LONGEST = 4, 80
# 农村公路大中修：7月底前开工；11月底前建成
MILESTONE = re.compile(
    r"(?:全面|全部|基本|正式)?(?:开工|动工|建成|竣工|完工|投用|开业|开放|通车|启用|交付|封顶|验收|投产|开园|完成|投入(?:使用|运营|运行)|试运营|并网|入住)"
)
# 铺面道路征迁工作|于7月17日前完成: what it is stands before the day.
SUBJECT = re.compile(
    r"(?:确保|力争|争取|推动|促进|保证)?(?P<what>[\u4e00-\u9fff“”《》（）A-Za-z0-9、]{4,40}?)(?:务必|必须|要|应|须|确保|力争)?[于在]?$"
)
OBLIGED = re.compile(r"^(?:必须|务必|要|须|应当?|将|有望|可望|可以?(?=投|建成|开|完|正式|全面))")
# 2023-01-05 10:00 区人民政府办公室: who has put it out.
# 4月1日，县人大第二次会议召开: what is told of a meeting.
CONVENED = re.compile(r"[^，。]*(?:会议?|大会|座谈会|仪式)[^，。]{0,8}(?:召开|举行|开幕|闭幕|落幕)")
# 2023-04-25 17:10 信息来源：…: what a page says of itself.
OF_THE_PAGE = re.compile(r"[\d:：\s]*(?:信息)?(?:来源|发布|浏览|阅读|点击|字号|作者|编辑|责编)")
# 春运受疫情影响将逐步淡化: what is foreseen, not done.
FORESEEN = re.compile(
    r"受[^，。；]{1,10}影响|将(?:逐步|继续|进一步|明显|有所|大幅)?(?:淡化|减弱|好转|回暖|回升|回落|下降|上涨|增长|持平|来临|到来)"
)
ISSUER = re.compile(r"[^报送将，]{2,16}(?:办公室|政府|局|委员会|部|处|中心)")
CONFIDENCE = 0.6


def propose(passage: Passage) -> Iterator[Proposal]:
    """The clause behind each day ahead, and the first effort of an item with its own deadline."""
    document, sentence = passage.document, passage.sentence
    intent = None
    for mention in passage.mentions:
        at = mention.start - sentence.start
        before = sentence.text[max(0, at - LONGEST) : at]
        if not _is_a_day(mention, document.source.published) or SINCE.search(before):
            continue
        intent = intent or passage.intent
        start, end = _clause(document.masked, mention.end, sentence.end)
        words = document.folded.text[start:end]
        if _says_what(words) and intent.at(start - sentence.start):
            named = labels.label(sentence.text, at) or ""
            reason = f"“{mention.text}”是这项工作自己的时限"
            if MILESTONE.fullmatch(words) and (subject := SUBJECT.search(before)):
                begin = mention.start - len(before) + subject.start()
                yield _proposal(begin, end, subject["what"] + words, reason)
                continue
            yield _proposal(mention.start, end, named + words, reason)
    task = document.tables.task(sentence.start)
    if task is not None and task.step_at(sentence.start):
        start, end = _clause(document.masked, sentence.start, sentence.end)
        words = document.folded.text[start:end]
        yield _proposal(start, end, words, "表格中有时限的节点")
    deadline = document.deadlines.at(sentence.start)
    if deadline is not None and deadline.start >= sentence.start:
        start, end = _clause(document.masked, sentence.start, sentence.end)
        words = document.folded.text[start:end]
        if _says_what(words):
            yield _proposal(start, end, words, f"写明了完成时限“{deadline.named}”")


def _proposal(start: int, end: int, words: str, reason: str) -> Proposal:
    return Proposal(
        rule="dated",
        kind=Kind.DELIVERABLE,
        start=start,
        end=end,
        metric=words,
        confidence=CONFIDENCE,
        reasons=(reason,),
        general=True,
    )


def _is_a_day(mention: Mention, published: date | None) -> bool:
    """Whether a mention sets a day still to come, or one to be met within the year."""
    by = mention.text.endswith(("前", "底", "末"))
    if mention.last is None and published is None:
        return by and mention.yearless  # 12月底前, in a paper of which nobody knows the year
    if mention.last is None or mention.first is None or mention.plan:
        return False
    if not by and (mention.last - mention.first).days > LONGEST_DAYS:
        return False
    if published is None or mention.coming:
        return by or mention.coming
    return mention.last.year >= published.year and (by or mention.last > published)


def _clause(text: str, place: int, end: int) -> tuple[int, int]:
    """The clause behind a place, past the comma that may part it from a date."""
    lead = LEADS_IN.match(text, place, end)
    start = lead.end() if lead else place
    mark = MARKS.search(text, start, end)
    if mark and mark[0] in "，," and GROUNDS.match(text, start):
        start = mark.end()
        mark = MARKS.search(text, start, end)
    return start, min(mark.start() if mark else end, start + LONGEST)


def _says_what(words: str) -> bool:
    if (ISSUER.fullmatch(words) or CONVENED.fullmatch(words)) and not is_effort(words, 0):
        return False
    words = OBLIGED.sub("", words)
    if MILESTONE.fullmatch(words):
        return True
    if len(words) < SHORTEST or IN_FORCE.match(words) or OF_THE_PAGE.match(words):
        return False
    if FORESEEN.search(words) and not is_effort(words, 0):
        return False
    done = DONE.search(words)
    if done and done[0] == "已" and done.start() >= SHORTEST and is_effort(words, 0):
        done = None  # 完成|已批复林地的征迁工作
    return not done and not RULED.search(words) and not ATTITUDE.fullmatch(words)
