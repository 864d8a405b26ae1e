"""The sentences, word for word as in sentences.txt: they are what a leader reads."""

from decimal import Decimal
from pathlib import Path as File

import pytest

from commitments.assessment import (
    Aggregation,
    Comparator,
    Direction,
    Facts,
    Halt,
    HaltKind,
    Milestone,
    Override,
    Path,
    Period,
    Progress,
    ReasonCode,
    Step,
    evaluate,
    original_sentence,
    sentence,
)
from commitments.assessment.explain import PHRASEBOOKS
from tests.assessment.given import DUE, day, facts, goal

ENERGY = {
    "direction": Direction.DOWN,
    "comparator": Comparator.LTE,
    "baseline": "0.3",
    "value": "0.27",
    "unit": "吨标准煤",
    "name": "单位GDP能耗",
}
FALLING_STEPS = {
    "direction": Direction.DOWN,
    "comparator": Comparator.LTE,
    "baseline": None,
    "value": "50",
    "path": Path.STEPS,
    "steps": (Step(day(10), Decimal(80)),),
}
GROWTH = {
    "direction": Direction.WITHIN,
    "comparator": Comparator.BETWEEN,
    "value": "5.5",
    "value_max": "5",
    "unit": "%",
    "name": "地区生产总值增速",
}
GDP = {"baseline": None, "value": "5", "unit": "%", "name": "地区生产总值", "is_rate": True}
INVESTMENT = {
    "direction": Direction.COUNT,
    "aggregation": Aggregation.SUM,
    "baseline": None,
    "value": "1.2E+12",
    "unit": "元",
    "name": "固定资产投资",
}
LEVEL = {"direction": Direction.KEEP_ABOVE, "value": "39331"}
MEETING = {"title": "举办海淀体育大会"}
MILESTONES = (Milestone(day(50), title="开工"), Milestone(day(20), day(18), "立项"))
OVERRIDE = Override(Progress.ON_SCHEDULE, "统计口径调整", day(3), day(60))

GIVEN = {
    "share of the way, from nothing": (facts((50, "45"), baseline="0", value="100"), 50),
    "in per cent": (facts((50, "65"), baseline="60", value="80", unit="%"), 50),
    "by steps": (facts((50, "120"), path=Path.STEPS, steps=(Step(day(10), Decimal(150)),)), 50),
    "by steps, from nothing": (
        facts((50, "80"), baseline=None, path=Path.STEPS, steps=(Step(day(10), Decimal(100)),)),
        50,
    ),
    "growth too slow": (facts((50, "4"), **GDP), 50),
    "growth fast enough": (facts((50, "5.2"), **GDP), 50),
    "growth below nothing": (facts((50, "-1.5"), **GDP), 50),
    "growth that the name says": (facts((50, "4"), **GDP | {"name": "地区生产总值增速"}), 50),
    "growth not kept up": (facts((50, "4"), **GDP), 100),
    "falling, not met": (facts((50, "0.29"), **ENERGY), 100),
    "just missed": (facts((50, "200"), comparator=Comparator.GT), 100),
    "due today": (facts((90, "190")), None),
    "silent": (facts((10, "110"), silent_after=Period(months=1), reported_on=day(12)), 60),
    "deliverable silent": (
        Facts(**MEETING, due_on=DUE, reported_on=day(4), silent_after=Period(months=1, days=10)),
        60,
    ),
    "falling, behind": (facts((50, "0.29"), **ENERGY), 50),
    "falling, worse than at the start": (facts((50, "0.301"), **ENERGY), 50),
    "worse than at the start": (facts((50, "90")), 50),
    "as at the start": (facts((50, "100")), 50),
    "on schedule": (facts((50, "150")), 50),
    "ahead, by an older value": (facts((50, "170")), 60),
    "met early": (facts((50, "205")), 60),
    "met early and lost again": (facts((50, "205"), (60, "120")), 60),
    "met by the due date": (facts((50, "205")), 160),
    "not met by the due date": (facts((50, "105")), 160),
    "met late": (facts((50, "105"), (120, "205")), 160),
    "no value by the due date": (facts(), 160),
    "no value yet": (facts(), 60),
    "stale by a month": (facts((10, "120"), frequency=Period(months=1)), 60),
    "stale by a month and some days": (facts((10, "120"), frequency=Period(months=1, days=3)), 60),
    "stale by days": (facts((10, "120"), frequency=Period(days=30)), 60),
    "better on the first day": (facts((0, "101")), 0),
    "before the start": (facts(starts_on=day(10)), 5),
    "no path": (facts((50, "120"), path=Path.NONE), 50),
    "no due date": (facts((50, "120"), due=None), 50),
    "no baseline": (facts((50, "120"), baseline=None), 50),
    "no start date": (facts((50, "120"), baseline_on=None), 50),
    "no steps": (facts((50, "120"), path=Path.STEPS), 50),
    "level kept so far": (facts((50, "39400"), **LEVEL), 50),
    "level broken": (facts((50, "39000"), **LEVEL), 50),
    "level kept to the end": (facts((50, "39400"), **LEVEL), 101),
    "level not kept to the end": (facts((50, "39000"), **LEVEL), 101),
    "range kept so far": (facts((50, "5.2"), **GROWTH), 50),
    "compared and short": (facts((50, "81"), **FALLING_STEPS), 50),
    "compared and as planned": (facts((50, "79"), **FALLING_STEPS), 50),
    "no target value": (facts((50, "120"), value=None), 50),
    "contradictory target": (facts((50, "120"), comparator=Comparator.LTE), 50),
    "no parts of a ratio": (facts((50, "120"), aggregation=Aggregation.RATIO), 50),
    "closed without being met": (facts((60, "140"), completed_on=day(60)), 60),
    "sum of money": (facts((10, "3E+11"), (50, "2.5E+11"), **INVESTMENT), 50),
    "suspended": (facts(halt=Halt(HaltKind.SUSPENDED, day(3))), 50),
    "terminated": (facts(halt=Halt(HaltKind.TERMINATED, day(3))), 50),
    "overridden": (facts((50, "120"), override=OVERRIDE), 50),
    "overridden where nothing was known": (facts(override=OVERRIDE), 50),
    "deliverable completed": (Facts(**MEETING, completed_on=day(5)), 50),
    "deliverable completed late": (Facts(**MEETING, completed_on=day(105), due_on=DUE), 150),
    "deliverable overdue": (Facts(**MEETING, due_on=DUE), 150),
    "deliverable without report": (Facts(**MEETING, due_on=DUE), 50),
    "nameless without report": (Facts(), 50),
    "nameless completed": (Facts(completed_on=day(5)), 50),
    "deliverable reported in time": (Facts(**MEETING, due_on=DUE, reported_on=day(4)), 50),
    "deliverable without due date": (Facts(**MEETING, reported_on=day(4)), 50),
    "milestone done early": (Facts(**MEETING, milestones=MILESTONES), 18),
    "milestones done in time": (Facts(**MEETING, milestones=MILESTONES), 20),
    "milestone overdue": (Facts(**MEETING, milestones=MILESTONES), 60),
    "nameless milestone overdue": (Facts(**MEETING, milestones=(Milestone(day(3)),)), 60),
}


def evaluated(name):
    """On the day given, or on the due date while it still runs."""
    given, on = GIVEN[name]
    return evaluate(given, DUE, running=True) if on is None else evaluate(given, day(on))


def said():
    """The blocks of sentences.txt: what is given, the Chinese sentence, the English one."""
    lines = File(__file__).with_name("sentences.txt").read_text(encoding="utf-8").splitlines()
    return [
        (lines[at], lines[at + 1].strip(), lines[at + 2].strip()) for at in range(0, len(lines), 3)
    ]


@pytest.mark.parametrize(("name", "chinese", "english"), said())
def test_sentence(name, chinese, english):
    evaluation = evaluated(name)

    assert sentence(evaluation) == chinese
    assert sentence(evaluation, "en") == english


def test_every_reason_has_words_in_both_languages():
    reasons = {each.code for name in GIVEN for each in evaluated(name).reasons}

    assert reasons == set(ReasonCode)
    assert list(GIVEN) == [name for name, *_ in said()]
    for book in PHRASEBOOKS.values():
        assert {*book.bodies, *book.remarks, ReasonCode.OVERRIDDEN} == set(ReasonCode)
        assert set(book.conclusions) == set(book.progress) == set(Progress)
        assert set(book.labels) == set(Aggregation)
        assert set(book.targets) == set(Comparator)


def test_the_example_of_the_field():
    given = facts(
        (90, "3.2"),
        baseline="2.4",
        value="3.4",
        path=Path.STEPS,
        steps=(Step(day(90), Decimal("3.4")),),
        value_max=None,
        due=day(365),
        unit="平方米",
        name="人均体育场地面积",
    )

    assert sentence(evaluate(given, day(90))) == (
        "截至2026年3月31日，人均体育场地面积3.2平方米，计划应达3.4平方米，较基期值（2.4平方米）"
        "增加0.8平方米，为应增加量（1平方米）的80.0%，低于90%，进度滞后。"
    )


def test_there_is_always_an_answer():
    # No baseline, so no line to compare with: the distance to the target can be said all the same.
    given = facts((90, "3.5"), baseline=None, value="3.7", unit="平方米", name="人均体育场地面积")

    assert sentence(evaluate(given, day(90))) == (
        "截至2026年3月31日，人均体育场地面积3.5平方米，低于目标（不低于3.7平方米）0.2平方米，"
        "为目标的94.6%，缺少基期值，无法计算序时进度，暂不评估。"
    )


def test_what_just_fails_a_threshold_does_not_look_as_if_it_passed():
    assert "的89.9%，低于90%" in sentence(evaluate(facts((50, "144.99")), day(50)))
    assert "的109.9%，不低于90%" in sentence(evaluate(facts((50, "154.99")), day(50)))


def test_the_sentence_against_the_original_target():
    evaluation = evaluate(facts((50, "145"), original=goal(value="300")), day(50))

    assert original_sentence(evaluation) == (
        "截至2026年2月19日，养老床位145张，序时应达200张，较基期值（100张）增加45张，"
        "为应增加量（100张）的45.0%，低于90%，进度滞后。"
    )
    assert original_sentence(evaluate(facts(), day(50)), "en") == ""


def test_braces_in_names_and_reasons_are_only_text():
    override = Override(Progress.AHEAD, "{name}", day(0), day(9))
    given = facts((5, "150"), name="{actual}", override=override)

    assert "{actual}150张" in sentence(evaluate(given, day(5)))
    assert "理由：{name}" in sentence(evaluate(given, day(5)))


def test_omits_expired_override():
    given = facts((50, "120"), override=OVERRIDE)

    assert "人工评定" in sentence(evaluate(given, day(60)))
    assert "人工评定" not in sentence(evaluate(given, day(61)))
