"""Names of organisations."""

import pytest

from commitments.extraction.lexicon.organisations import OrganisationKind, aliases, kind_of, split


@pytest.mark.parametrize(
    ("names", "units"),
    [
        ("公安部和司法部", ("公安部", "司法部")),
        ("工业和信息化部、粮食和储备局", ("工业和信息化部", "粮食和储备局")),
        ("海关总署、商务部等有关部门", ("海关总署", "商务部")),
        ("财政部、教育部等有关部门和单位", ("财政部", "教育部")),
        ("教育部会同财政部", ("教育部", "财政部")),
        ("财政部、财政部", ("财政部",)),
        ("省财政厅，各州、市人民政府", ("省财政厅", "各州、市人民政府")),
        ("各市、省财政厅", ("各市", "省财政厅")),
        ("", ()),
    ],
)
def test_split(names, units):
    assert split(names) == units


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("区体育局", OrganisationKind.GOVERNMENT),
        ("各省级人民政府", OrganisationKind.GOVERNMENT),
        ("人民银行", OrganisationKind.GOVERNMENT),
        ("区委社会工作部", OrganisationKind.PARTY),
        ("共绩科技", OrganisationKind.COMPANY),
        ("省港航集团", OrganisationKind.COMPANY),
        ("北京理工大学附属中学", OrganisationKind.SCHOOL),
        ("海淀群众", OrganisationKind.OTHER),
    ],
)
def test_kind_of(name, kind):
    assert kind_of(name) is kind


def test_forms_of_one_unit_are_joined_under_the_commonest():
    forms = aliases(["区体育局", "区体育局", "海淀区体育局", "市教委"])

    assert forms == {"区体育局": "区体育局", "海淀区体育局": "区体育局"}


def test_units_of_two_places_stay_two():
    assert aliases(["海淀区体育局", "朝阳区体育局", "区体育局"]) == {}


def test_short_forms_that_the_text_introduces():
    text = "由北京市经济和信息化局（以下简称市经信局）牵头。"

    forms = aliases(["市经信局", "市经信局", "北京市经济和信息化局", "市教委"], text)

    assert forms == {"市经信局": "市经信局", "北京市经济和信息化局": "市经信局"}
