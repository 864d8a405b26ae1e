"""Stay silent on figures that set a rule instead of a goal: subsidies, ceilings, conditions.

>>> sets_a_rule("对符合条件的企业给予最高100万元奖补", "money")
True
>>> sets_a_rule("最低工资标准提高到2500元", "money"), sets_a_rule("新建学校10所", "count")
(False, False)
"""

import re

# What is granted, and to whom.
GRANTS = re.compile(
    r"给予|奖补|贴息(?!\d[\d.]*万)|返还|可申请|可享受|可按|可以?延长|免予|扣除|列支|缴纳|罚款|罚金|处以|予以(?:奖励|补助|补贴)|"
    r"一次性(?:奖励|补助|补贴)"
    r"|(?<!发放)(?<!拨付)(?<!兑现)(?<!下达)(?<!落实)(?<!争取)(?<!安排)(?:奖励|补助|补贴|资助)(?:资金|标准)?(?:最高|不超过|上限|\d)|按.{0,16}标准|"
    r"(?:最高|最多)(?:不超过|可达|为)?\d|原则上(?:不(?!超|高|低|少|得超|得高)|每|按|应)"
)
# What has to be so before something else applies.
CONDITIONS = re.compile(
    r"(?:^|，)(?:对|凡|若|如|当).{0,40}的，|符合.{0,20}条件|(?:满|未满|逾期|超过|达到|少于|低于)[^，。；]{1,14}(?:以上)?的(?:[，、]|(?:企业|单位|个人|人员|项目)(?!\d)|应|由)|"
    r"自.{0,14}之日起|应当自|有下列"
)
RULED = frozenset(("money", "share", "duration", "count", "person", "rank", "times", "bare"))
RAISED = re.compile(r"(?:提高|增加|提升|上调|调整|达|降|增长|扩大)(?:到|至|为|低)?[约近]?$")


def sets_a_rule(clauses: str, kind: str) -> bool:
    """Whether the words around a figure grant or condition something."""
    if kind not in RULED:
        return False
    if kind in ("money", "share", "duration") and GRANTS.search(clauses):
        return True
    return CONDITIONS.search(clauses) is not None
