import pytest

from commitments.extraction.clauses.regulations import sets_a_rule


@pytest.mark.parametrize(
    ("clauses", "kind"),
    [
        ("对符合条件的企业给予最高100万元奖补", "money"),
        ("可返还其上年度缴纳失业保险费的50%", "share"),
        ("可申请最高不超过15万元的创业担保贷款", "money"),
        ("新招用人员达到在职职工人数25%以上的，可申请贷款", "share"),
        ("担保费率原则上按1%收取", "share"),
        ("自收到申请之日起7个工作日内答复", "duration"),
    ],
)
def test_rules(clauses, kind):
    assert sets_a_rule(clauses, kind)


@pytest.mark.parametrize(
    ("clauses", "kind"),
    [
        ("基础养老金最低标准提高到88元", "money"),
        ("秸秆综合利用率达到85%以上", "share"),
        ("建设300个实训基地", "count"),
        ("农机总动力超过10亿千瓦", "power"),
        ("研发经费投入强度达到2.5%", "share"),
        ("担保费率原则上不超过1%", "share"),
        ("达到目标进度的项目32个", "count"),
    ],
)
def test_goals(clauses, kind):
    assert not sets_a_rule(clauses, kind)


def test_interest_paid_in_a_sum_is_no_rule():
    assert not sets_a_rule("争取上级启动资金2000万元，贷款贴息1100万元", "money")
    assert sets_a_rule("按贷款额给予贴息50%", "share")
