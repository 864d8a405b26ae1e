from datetime import date

import pytest

from commitments.extraction.clauses.genres import Genre
from commitments.extraction.clauses.headings import Headings, chapter_back, looks_back
from commitments.extraction.clauses.modes import Mode


@pytest.mark.parametrize(
    ("title", "mode"),
    [
        ("一、发展基础", Mode.REPORT),
        ("（一）面临的形势", Mode.REPORT),
        ("2025年工作回顾", Mode.REPORT),
        ("2025年：稳中有进", Mode.REPORT),
        ("2026年：乘势而上", Mode.PLAN),
        ("二、重点任务", Mode.PLAN),
        ("名词解释", Mode.ASIDE),
    ],
)
def test_frame(title, mode):
    frame = Headings(2026, Genre.WORK_REPORT).frame(title, None, None)
    assert frame.mode is mode


@pytest.mark.parametrize("title", ["二、夯实经济发展基础", "第二章 巩固发展基础", "总结推广经验"])
def test_an_effort_does_not_look_back(title):
    assert not looks_back(title)
    assert not chapter_back(title)


def test_a_review_lasts_until_the_end_of_its_own_year():
    headings = Headings(2026, Genre.PLAN)
    assert headings.frame("2024年工作回顾", None, None).horizon == date(2024, 12, 31)
    assert headings.frame("一、发展基础", None, None).horizon is None


def test_a_year_of_which_nobody_knows_whether_it_has_come_decides_nothing():
    assert Headings(None, Genre.WORK_REPORT).frame("2018年：铆足干劲", None, None) is None


def test_a_list_promises_for_the_year_it_names():
    headings = Headings(2026, Genre.OTHER)
    assert headings.list_of_a_year("2026年重点民生事项").horizon == date(2026, 12, 31)
    assert headings.list_of_a_year("2026年民生实事完成情况") is None
    assert headings.list_of_a_year("重点民生事项") is None


def test_the_day_on_which_a_table_stands_is_no_day_to_meet():
    headings = Headings(2026, Genre.PLAN)
    title = "2026年民生实事项目表（截至10月31日）"
    assert headings.date_in((title,)) == (date(2026, 12, 31), "2026年")
