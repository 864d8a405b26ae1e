"""Tell a figure that is promised from one that is reported.

The block says which to expect (`frames`); words in the sentence may say otherwise:
目前已达39331张 reports even in a plan, 到2030年达到 promises even in a review.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from commitments.extraction.clauses.frames import Frame, Mode
from commitments.extraction.dates.expressions import Mention

CUE = re.compile(
    r"""(?P<future>
        力争|力求|确保(?!了)|争取(?=.{0,6}(?:达|到|超|突破|实现|更))|预期目标
      | (?:主要|工作|总体|发展|奋斗)目标
      | 将(?=进一步|继续|[全深重持大加积着认坚编出举建打推实达超新开完按以聚围从在于锚筑提对通]
           |[结成是会有增减下不力把启组培统优突改迁扩投引争])
      | 拟(?!合|定了|人|声)
      | 未来(?!产业|城|科技|学校|工厂|乡村|社区)|今后|下一步|接下来|明年
      | (?<![主重需只若摘纲简首紧想概])要(?![求素闻点道塞害地务]|约)
      | 目标(?:是|为)|规划(?:建设|新建|到)
      | 计划(?=.{0,4}(?:建|投|新|实|完|到|用|安|引|培|总))|努力|有望)
    | (?P<past>
        (?<!项)目前(?![的期])|截至|(?<![比较])(?<![高低快慢优好多少]于)去年|(?<![比较础以])上年(?!均)|现已|已经?(?!知|故|婚|有的)
      | 以来|过去|刚刚|曾|荣获|获评|同比|(?<=[\u4e00-\u9fff])了(?=[\d近约超])
      | 累计(?=.{0,6}(?:达|完成|建成|实现|超|投))|连续(?=.{1,4}(?:年|个))
      | 创(?:历史)?新高|再创|实现历史性)""",
    re.VERBOSE,
)
# In a plan the weak do not yet report; in a review only the strong promise.
WEAK_PAST = frozenset(("累计", "同比", "连续", "了", "曾", "再创", "以来"))
THIS_YEAR = "今年"
STRONG_FUTURE = frozenset(("力争", "明年", "预期目标"))
UNTIL = ("到", "至")
COMPARED = (
    *("比", "较", "从", "由", "自", "与", "同"),
    *("高于", "低于", "快于", "慢于", "好于", "优于", "多于", "少于"),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Promised or not, how sure (0 to 1), and why."""

    promised: bool
    certainty: float
    reason: str


class Cues:
    """The words of time and intent of one sentence, in order."""

    def __init__(
        self, text: str, start: int, end: int, mentions: Sequence[Mention], year: int | None
    ) -> None:
        found: list[tuple[int, bool, str]] = [
            (cue.start(), cue.lastgroup == "future", cue[0])
            for cue in CUE.finditer(text, start, end)
        ]
        for mention in mentions:
            promised = _dated(text, mention, year)
            if promised is not None:
                until = text[mention.start - 1 : mention.start] in UNTIL
                found.append((mention.start, promised, UNTIL[0] * until + mention.text))
        self._found = sorted(found)

    def before(self, place: int, clause: int) -> tuple[bool, str, bool] | None:
        """The last cue before `place`: promised or not, its word, and whether in the clause."""
        best = None
        for start, promised, word in self._found:
            if start >= place:
                break
            best = promised, word, start >= clause
        return best


def _dated(text: str, mention: Mention, year: int | None) -> bool | None:
    """What a date says: a coming year promises, a past one reports, a compared one neither."""
    if mention.last is None or year is None:
        return None
    if text.endswith(COMPARED, 0, mention.start) or text.startswith(
        ("以来", "相比", "提高", "的基础"), mention.end
    ):
        return None
    if mention.last.year > year or (mention.text.endswith("前") and mention.last.year == year):
        return True
    if mention.last.year < year:
        return False
    return True if mention.text == THIS_YEAR else None


def judge(frame: Frame, cue: tuple[bool, str, bool] | None) -> Verdict:
    """Promised or reported, from the block's frame and the last cue before the figure."""
    if cue is not None and cue[1] == THIS_YEAR and frame.mode is not Mode.PLAN:
        cue = None  # 今年 may be reported of as well
    if cue is None:
        if frame.mode is Mode.OPEN:
            return Verdict(False, 0.55, "没有时态词，按现状读")
        return Verdict(frame.mode is Mode.PLAN, 0.95 if frame.sure else 0.75, frame.why)
    promised, word, near = cue
    means = "表示将来，判为目标" if promised else "表示已有，判为现状"
    if frame.mode is Mode.OPEN:
        return Verdict(promised, 0.85 if near else 0.75, f"“{word}”{means}")
    expected = frame.mode is Mode.PLAN
    if promised == expected:
        return Verdict(promised, 0.97 if frame.sure else 0.88, f"“{word}”{means}；{frame.why}")
    if promised:
        # A review may name an aim, but 将 and 目标 there are mostly parts of what was done.
        if not frame.sure or word in STRONG_FUTURE or word.startswith(UNTIL):
            return Verdict(True, 0.75, f"“{word}”{means}")
        return Verdict(False, 0.93, frame.why)
    if word in WEAK_PAST:
        return Verdict(True, 0.9, frame.why)
    return Verdict(False, 0.8 if near else 0.7, f"“{word}”{means}")
