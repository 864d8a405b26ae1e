"""Read the names of organisations: split lists of them, say their kind, join their short forms.

>>> split("工业和信息化部、扶贫办等和各省级人民政府")
('工业和信息化部', '扶贫办', '各省级人民政府')
>>> kind_of("共绩科技"), kind_of("区体育局")
(<OrganisationKind.COMPANY: 'company'>, <OrganisationKind.GOVERNMENT: 'government'>)
"""

import re
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache


class OrganisationKind(StrEnum):
    """Who can be held to a promise, and in which capacity."""

    GOVERNMENT = "government"
    PARTY = "party"
    COMPANY = "company"
    SCHOOL = "school"
    OTHER = "other"


GOVERNMENT_ENDS = (
    "人民政府|政府|部门|委员会|管委会|办公厅|办公室|总局|分局|监管局|支局|支行|总署|海关|法院"
    "|检察院"
    "|街道办事处|办事处|街道|人民银行|银行|机构|单位|机关|统计局|气象局|国资委|发改委|指挥部"
    "|领导小组"
    "|专班|工委|党委|区委|市委|省委|县委|州委|党组|供销合作总社|供销社|总工会|工会|工商联|妇联|团委"
    "|部|委|局|厅|办|署|院|会|社|府|中心|开发区|高新区|新区|试点城市|实验室|协会|联合会|冬奥组委"
    "|监管方|主办方|承办方|运营方|牵头方"
)
COMPANY_ENDS = "公司|集团|企业|银行|科技|厂|股份|控股|运营商|平台公司|合作社"
SCHOOL_ENDS = "大学|学院|学校|中学|小学|附中|附小|幼儿园|高校|院校"
# Ends that name a unit where a list of those responsible is expected, and elsewhere much else.
LISTED_ENDS = (
    "科协|残联|文联|侨联|社科联|作协|红十字会|团市委|团区委|团县委|团省委|科|股|处|室|站|所|队|台|馆|网|段|区|县|市|州|旗|盟"
    "|乡|镇|村|镇街|园区|景区|军分区|武装部|各地|主体|书记处|关|电信|移动|联通|铁塔|燃气|水务|供电"
)
LISTED = re.compile(rf"(?:{LISTED_ENDS})$")
ENDS = re.compile(rf"(?:{GOVERNMENT_ENDS}|{COMPANY_ENDS}|{SCHOOL_ENDS})$")
PARTY = re.compile(
    r"(?:[区市省县州]委|党委|党工委|工委|纪委监委|组织部|宣传部|统战部|社会工作部|政法委)"
)
COMPANY = re.compile(rf"(?:{COMPANY_ENDS})$")
SCHOOL = re.compile(rf"(?:{SCHOOL_ENDS})$")
GOVERNMENT = re.compile(rf"(?:{GOVERNMENT_ENDS})$")

SEPARATOR = re.compile(r"[、，,；;/\s]+")
# 和 parts two units where a whole name stands before it; in 工业和信息化部 none does.
JOINING_AND = re.compile(
    r"(?:等|(?<=[部委局厅办署会府行社区市协联科处队站所镇街]))(?:和|及|以及|与|会同|并)(?=\S{2})"
)
# 各州、市人民政府 is one owner, however many kinds of place it names.
EACH_PLACE = re.compile(
    r"各(?:(?:地级)?市|省|州|县|区|盟|旗|自治[区州县旗]|直辖市|地区)"
    r"(?:、(?:市|州|县|区|盟|旗|自治[区州县旗]|直辖市|地区|新区|开发区))+(?:人民)?政府"
)
KEPT = "\0"
AND_OTHERS = re.compile(
    r"(?:等|会同)(?:有关|相关)(?:部门|单位|方面|地方)(?:和单位)?|等$|等(?=、|，)"
)
ROLE_WORDS = re.compile(
    r"^(?:\S{0,12}由|请|均由|具体由|牵头单位|配合单位|责任单位|各自|分别由|市级|[:：])+(?=\S{2})"
    r"|(?:按(?:照)?(?:各自)?职[责能]分工|依(?:据|照|按)职责|分别|共同|牵头|具体|负责|联合|组织"
    r"|统筹)+$"
)
NAME_LENGTH = range(2, 26)
NO_NAME = re.compile(
    r"[。：“”0-9■]|负责人|责任人|联系人|下同|第一位|首位|排名|为牵头单位|时限|^(?:其他|以及|或者|略|无)$"
    r"|^[上中下本年]?[月旬年季]?[底末]?前?完成"
)

# 海淀区体育局 and 区体育局 are one unit; the place before 区, 市, 省 or 县 is left out within it.
PLACED = re.compile(
    r"^[\u4e00-\u9fff]{2,4}?(?=[区市省县州][\u4e00-\u9fff]{2,}(?:局|委|办|部|厅|院|中心|会)$)"
)

# 北京市经济和信息化局（以下简称市经信局）
ABBREVIATED = re.compile(
    r"[（(]以下(?:统一)?简称[：:]?[“\"]?(?P<short>[\u4e00-\u9fff]{2,12})[”\"]?[）)]"
)
LONGEST_NAME = 30


def split(names: str) -> tuple[str, ...]:
    """The units of a list in their order, each once, without the words around them."""
    found: dict[str, None] = {}
    kept = EACH_PLACE.sub(lambda each: each[0].replace("、", KEPT), names.strip())
    for part in SEPARATOR.split(JOINING_AND.sub("、", AND_OTHERS.sub("、", kept))):
        name = AND_OTHERS.sub("", ROLE_WORDS.sub("", part.strip())).replace(KEPT, "、")
        if len(name) in NAME_LENGTH and NO_NAME.search(name) is None:
            found[name] = None
    return tuple(found)


def is_organisation(name: str) -> bool:
    """Whether a name ends as the names of organisations do."""
    return len(name) >= 2 and ENDS.search(name) is not None


# 各盟市, 各县区: everybody of a kind.
EACH = re.compile(
    r"(?:有关|相关)?各(?:相关|有关|级)?(?:部门|单位|地区?|市|县|区|州|盟|旗|镇|乡|街道|街|园区|开发区|功能区|委办局|市州|州市|盟市|旗县|县区"
    r"|区县|市县|县市|县市区|区市县|地市|市区县|镇街|街镇|乡镇|乡镇街道|镇街道|成员单位|责任单位|牵头单位)"
)


def is_listed(name: str) -> bool:
    """Whether a name reads as a unit in a list of those responsible: 市科协, 村镇建设科."""
    return is_organisation(name) or (len(name) >= 3 and LISTED.search(name) is not None)


@lru_cache(maxsize=4096)
def kind_of(name: str) -> OrganisationKind:
    """Government unit, party body, company or school, by the end of the name."""
    if SCHOOL.search(name):
        return OrganisationKind.SCHOOL
    if COMPANY.search(name) and not name.endswith("人民银行"):
        return OrganisationKind.COMPANY
    if PARTY.search(name):
        return OrganisationKind.PARTY
    return OrganisationKind.GOVERNMENT if GOVERNMENT.search(name) else OrganisationKind.OTHER


def aliases(names: Iterable[str], text: str = "") -> dict[str, str]:
    """For each name written in more than one form, the form the document uses most; `text` is
    searched for forms that it introduces itself (以下简称市经信局)."""
    counted = Counter(names)
    full = _abbreviations(text, counted)
    forms: dict[str, list[str]] = {}
    for name in counted:
        forms.setdefault(PLACED.sub("", full.get(name, name)), []).append(name)
    return {
        name: max(same, key=lambda form: (counted[form], -len(form)))
        for same in forms.values()
        if len(same) > 1 and _one_place([full.get(name, name) for name in same])
        for name in same
    }


def _abbreviations(text: str, names: Iterable[str]) -> dict[str, str]:
    """From each short form that a text introduces to the name it stands for."""
    known = set(names)
    found: dict[str, str] = {}
    for match in ABBREVIATED.finditer(text):
        before = text[max(0, match.start() - LONGEST_NAME) : match.start()]
        longer = [name for name in known if before.endswith(name) and name != match["short"]]
        if match["short"] in known and longer:
            found[match["short"]] = max(longer, key=len)
    return found


def _one_place(forms: list[str]) -> bool:
    """海淀区体育局 and 朝阳区体育局 are two units, whatever 区体育局 means beside them."""
    return len({form for form in forms if PLACED.match(form)}) <= 1
