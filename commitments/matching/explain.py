"""Say in words why a figure was proposed for a target and what was refused beside it.

>>> say(Reason(Code.UNIT_CONVERTED, ("斤", "吨")))
'单位由斤换算为吨'
>>> say(Reason(Code.UNIT_CONVERTED, ("斤", "吨")), "en")
'converted from 斤 to 吨'
"""

from typing import Final

from commitments.matching.proposals import Code, Proposal, Reason

CHINESE: Final = {
    Code.NAME_SAME: "名称一致：{0}＝{1}",
    Code.NAME_LEARNED: "曾采用的名称：{1}即{0}",
    Code.NAME_NEAR: "名称仅差修饰语：{0}≈{1}",
    Code.NAME_NARROWER: "后文名称多“{2}”：{0}／{1}",
    Code.NAME_WIDER: "后文名称少“{2}”：{0}／{1}",
    Code.NAME_SIMILAR: "名称相近：{0}／{1}",
    Code.NAME_REFUSED: "曾判定“{0}”不是该指标",
    Code.DEED_DIFFERS: "所做之事不同：“{0}”不是“{1}”",
    Code.DEED_UNSAID: "未说明所做之事：“{0}”",
    Code.NO_DAY: "未写明所指时间",
    Code.UNIT_CONVERTED: "单位由{0}换算为{1}",
    Code.UNIT_DIFFERS: "单位不可比：{0}／{1}",
    Code.UNIT_LOOSE: "量词不同：{0}／{1}",
    Code.SIGN_TURNED: "升降方向已换算",
    Code.CHANGE_DIFFERS: "总量、增量、增速不可互代：“{0}”／{1}",
    Code.PLACE_DIFFERS: "所指地区不同：{0}／{1}",
    Code.GROUP_DIFFERS: "所指人群不同：{0}／{1}",
    Code.GRADE_DIFFERS: "级别不同：{0}级／{1}级",
    Code.GRADE_UNSAID: "仅一处写明{0}级",
    Code.PART_OF_WHOLE: "前有“{0}”，可能只是其中一部分",
    Code.COMPARISON: "是比较而非数值本身：“{0}”",
    Code.OTHER_YEAR: "所指年份不同：{0}年／{1}年",
    Code.SEVERAL_YEARS: "是多年的合计或变化：“{0}”",
    Code.YEARLY_MEAN: "是年均值：“{0}”",
    Code.PART_YEAR: "只是年内一段：“{0}”",
    Code.STILL_RUNNING: "目标期未满",
    Code.FAR_VALUE: "数值与目标相差悬殊",
    Code.AIM_REPEATED: "似为复述目标，结果见其后“{0}”",
    Code.SAID_TWICE: "另有不同数值：“{0}”",
    Code.OTHER_TARGET: "更符合另一目标",
    Code.READ_UNSURELY: "识读把握不大",
}
ENGLISH: Final = {
    Code.NAME_SAME: "same name: {0} = {1}",
    Code.NAME_LEARNED: "name adopted before: {1} is {0}",
    Code.NAME_NEAR: "names differ by a mere qualifier: {0} ≈ {1}",
    Code.NAME_NARROWER: "the later name adds “{2}”: {0} / {1}",
    Code.NAME_WIDER: "the later name leaves out “{2}”: {0} / {1}",
    Code.NAME_SIMILAR: "similar names: {0} / {1}",
    Code.NAME_REFUSED: "“{0}” was refused as a name before",
    Code.DEED_DIFFERS: "another deed: “{0}” is not “{1}”",
    Code.DEED_UNSAID: "does not say what was done: “{0}”",
    Code.NO_DAY: "does not say of which day",
    Code.UNIT_CONVERTED: "converted from {0} to {1}",
    Code.UNIT_DIFFERS: "units do not compare: {0} / {1}",
    Code.UNIT_LOOSE: "other classifier: {0} / {1}",
    Code.SIGN_TURNED: "sign turned, since one rises and the other falls",
    Code.CHANGE_DIFFERS: "total, amount added and growth are not the same: “{0}” / {1}",
    Code.PLACE_DIFFERS: "another place: {0} / {1}",
    Code.GROUP_DIFFERS: "other people: {0} / {1}",
    Code.GRADE_DIFFERS: "another grade: {0} / {1}",
    Code.GRADE_UNSAID: "only one of them says the grade {0}",
    Code.PART_OF_WHOLE: "“{0}” before it: perhaps a part only",
    Code.COMPARISON: "a comparison, not the value itself: “{0}”",
    Code.OTHER_YEAR: "another year: {0} / {1}",
    Code.SEVERAL_YEARS: "a sum or change over several years: “{0}”",
    Code.YEARLY_MEAN: "a mean of several years: “{0}”",
    Code.PART_YEAR: "only a part of the year: “{0}”",
    Code.STILL_RUNNING: "the target is still running",
    Code.FAR_VALUE: "far from the target's value",
    Code.AIM_REPEATED: "seems to repeat the aim; the result follows: “{0}”",
    Code.SAID_TWICE: "another value is given: “{0}”",
    Code.OTHER_TARGET: "fits another target better",
    Code.READ_UNSURELY: "read with little confidence",
}
SENTENCES: Final = {"zh-hans": CHINESE, "en": ENGLISH}


def say(reason: Reason, language: str = "zh-hans") -> str:
    return SENTENCES[language][reason.code].format(*reason.words)


def reasons(proposal: Proposal, language: str = "zh-hans") -> list[str]:
    return [say(reason, language) for reason in proposal.reasons]
