"""A person, the office, and the unit spoken for."""

import pytest

from commitments.extraction.people.persons import organisation_of, person


@pytest.mark.parametrize(
    ("office", "organisation"),
    [
        ("区体育局党组书记、局长", "区体育局"),
        ("据市水务局副局长", "市水务局"),
        ("今天邀请到的是某新区教体局局长", "某新区教体局"),
        ("副中心工程办临时党委书记、主任", "副中心工程办"),
        ("市数据局局长", "市数据局"),
        ("本报记者专访了区教育局局长", "区教育局"),
        ("欢迎市民政局局长", "市民政局"),
        ("自由贸易区管委会主任", "自由贸易区管委会"),
        ("市教育局新闻发言人", "市教育局"),
        ("某区副区长", None),
        ("青年代表", None),
    ],
)
def test_organisation_of(office, organisation):
    assert organisation_of(office) == organisation


def test_a_name_is_kept_without_the_spaces_of_print():
    assert person("张\u3000瑜", "区教育局局长").name == "张瑜"
