"""What is added to every claim."""

from commitments.extraction import extract

NEWS = "本报讯（记者 赵磊）{who}表示，未来，将进一步拓展算力调度网络，服务更多地区。"


def test_a_company_that_speaks_is_marked_as_one():
    [claim] = extract(NEWS.format(who="共绩科技联合创始人王鹏"))

    assert (claim.owners, claim.speaker) == (("共绩科技",), "王鹏")
    assert "“共绩科技”是企业或学校，不是政府单位" in claim.reasons


def test_a_unit_of_government_is_not():
    [claim] = extract(NEWS.format(who="区教委主任杜荣贞"))

    assert claim.owners == ("区教委",)
    assert not any("不是政府单位" in reason for reason in claim.reasons)
