import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from commitments.assessment import (
    Facts,
    Halt,
    HaltKind,
    Milestone,
    Override,
    Path,
    Period,
    Progress,
    Reason,
    ReasonCode,
    Rules,
    Step,
    evaluate,
    recompute,
)
from commitments.codec import encode
from tests.assessment.given import day, facts, goal

EVERYTHING = facts(
    (10, "110.50"),
    (20, "1E+2"),
    path=Path.STEPS,
    steps=(Step(day(10), Decimal("120")),),
    frequency=Period(months=3),
    starts_on=day(0),
    due_on=day(99),
    completed_on=day(98),
    reported_on=day(97),
    milestones=(Milestone(day(50), day(49), "开工"), Milestone(day(60))),
    halt=Halt(HaltKind.SUSPENDED, day(95)),
    override=Override(Progress.AHEAD, "核查", day(1), day(2)),
    original=goal(value="210"),
    title="建设养老床位",
)


@pytest.mark.parametrize("given", [EVERYTHING, Facts()])
@pytest.mark.parametrize("rules", [Rules(), Rules(ahead=Decimal("1.2"), version="海淀2026")])
def test_an_evaluation_is_made_again_from_its_stored_inputs(given, rules):
    for on in (day(1), day(50), day(150)):
        evaluation = evaluate(given, on, rules)
        stored = json.loads(json.dumps(evaluation.inputs))

        assert recompute(stored) == evaluation
        assert Facts.from_inputs(stored) == given
        assert Rules.from_inputs(stored) == rules


def test_figures_keep_the_digits_they_were_given_with():
    assert encode(EVERYTHING)["values"][0]["amount"] == "110.50"
    assert str(Facts.from_inputs({"facts": encode(EVERYTHING)}).values[1].amount) == "1E+2"


def test_inputs_of_an_earlier_form_are_read_with_what_they_have():
    packed = encode(EVERYTHING) | {"a_field_since_removed": 1}
    del packed["halt"]

    assert Facts.from_inputs({"facts": packed}) == replace(EVERYTHING, halt=None)


def test_reasons_can_be_stored_as_json():
    reason = Reason(ReasonCode.BEHIND_PATH, {"threshold": Decimal("0.90"), "due": date(2026, 3, 1)})

    assert encode((reason,)) == [
        {"code": "behind_path", "params": {"threshold": "0.90", "due": "2026-03-01"}}
    ]


def test_stored_inputs_that_do_not_fit_are_refused_with_their_place():
    packed = encode(EVERYTHING)
    packed["values"][1]["amount"] = 100.5

    with pytest.raises(ValueError, match=r"expected str, got float @ Facts\.values\[1\]\.amount"):
        Facts.from_inputs({"facts": packed})
