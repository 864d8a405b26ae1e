"""Doubtful figures over HTTP: a problem document that names the doubts, and `confirm`."""

from decimal import Decimal

import pytest

from commitments.models import Commitment, Measurement
from tests import factories


@pytest.fixture
def commitment(bureau) -> Commitment:
    return factories.assigned(bureau)


def asked(answer) -> tuple[str, list[str], list[tuple[str, str]]]:
    body = answer.json()
    return body["code"], body["confirm"], [(f["field"], f["code"]) for f in body["errors"]]


def test_contradictory_direction_of_a_candidate(office):
    path = f"candidates/{factories.candidate().pk}/accept/"
    given = {"comparator": "eq", "value": 30, "baseline": 34, "direction": "up"}

    refused = office.post(path, given, 400)

    assert asked(refused) == ("unconfirmed", ["direction"], [("direction", "direction")])
    made = office.post(path, {**given, "confirm": ["direction"]}, 201).json()
    target = office.get(f"targets/?commitment={made['id']}").json()["results"][0]
    assert target["direction_confirmed"] is True


def test_correction_without_a_direction_goes_where_it_leads(office):
    path = f"candidates/{factories.candidate().pk}/accept/"

    made = office.post(path, {"comparator": "eq", "value": 30, "baseline": 34}, 201).json()

    assert made["target"]["indicator"]["direction"] == "down"


def test_revision_by_a_factor_of_ten(office, commitment):
    path = f"commitments/{commitment.pk}/target/"
    given = {"reason": "调整", "value": 0.37}

    refused = office.post(path, given, 400)

    assert asked(refused) == ("unconfirmed", ["magnitude"], [("value", "magnitude")])
    assert office.post(path, {**given, "confirm": ["magnitude"]}, 201).json()["version"] == 2


def test_value_of_a_report(clerk, commitment):
    given = {"commitment": commitment.pk, "reported_on": "2026-03-31", "narrative": "推进。"}
    value = {"measured_on": "2026-03-31", "value": 37}

    refused = clerk.post("updates/", {**given, "measurements": [value]}, 400)

    assert asked(refused) == ("unconfirmed", ["magnitude"], [("value", "magnitude")])
    settled = {**value, "confirm": ["magnitude"]}
    clerk.post("updates/", {**given, "measurements": [settled]}, 201)
    assert Measurement.objects.get().value == 37


def test_unknown_doubt_is_refused(office, commitment):
    given = {"reason": "调整", "value": 4, "confirm": ["everything"]}

    refused = office.post(f"commitments/{commitment.pk}/target/", given, 400).json()

    assert refused["errors"][0]["field"] == "confirm"


def test_steps_and_day_of_a_decision(office, commitment):
    Commitment.objects.update(starts_on="2026-01-05")
    given = {
        "reason": "区政府常务会议决定",
        "value": 4,
        "decided_on": "2026-06-10",
        "steps": [{"due_on": "2026-12-31", "planned": 3.5}],
    }

    target = office.post(f"commitments/{commitment.pk}/target/", given, 201).json()

    assert (target["decided_on"], target["path"]) == ("2026-06-10", "steps")
    shown = office.get(f"commitments/{commitment.pk}/").json()
    assert [row["planned"] for row in shown["milestones"]] == [3.5]
    early = {**given, "decided_on": "2026-01-01"}
    refused = office.post(f"commitments/{commitment.pk}/target/", early, 400).json()
    assert refused["errors"][0]["field"] == "decided_on"


def test_extension_and_override_of_an_earlier_day(office, clerk, commitment):
    Commitment.objects.update(starts_on="2026-01-05")
    path = f"commitments/{commitment.pk}/"
    given = {"reason": "征地延期", "new_due_on": "2031-06-30", "decided_on": "2026-06-10"}

    clerk.post(path + "enter_extension/", given, 403)
    entered = office.post(path + "enter_extension/", given, 201).json()
    assert (entered["state"], entered["decided_on"]) == ("approved", "2026-06-10")
    by_hand = {
        "reason": "现场核实",
        "progress": "on_schedule",
        "ends_on": "2026-07-31",
        "decided_on": "2026-06-20",
    }
    override = office.post(path + "override/", by_hand, 201).json()
    assert (override["starts_on"], override["decided_on"]) == ("2026-06-20", "2026-06-20")


def test_parts_with_figures(office, bureau):
    whole = factories.assigned(
        bureau,
        indicator="新增养老床位",
        unit="张",
        value=Decimal(50),
        comparator="eq",
        direction="count",
    )
    parts = [{"title": "东区", "value": 30}, {"title": "西区", "value": 18}]
    path = f"commitments/{whole.pk}/split/"

    refused = office.post(path, {"reason": "分解", "parts": parts}, 400)
    assert asked(refused) == ("unconfirmed", ["parts"], [("parts.0.value", "parts")])
    made = office.post(path, {"reason": "分解", "parts": parts, "confirm": ["parts"]}, 201).json()

    assert [row["target"]["value"] for row in made] == [30, 18]


def test_day_of_a_document(office):
    document = factories.document(published_on=None)

    shown = office.post(f"documents/{document.pk}/day/", {"published_on": "2026-01-15"}).json()

    assert shown["published_on"] == "2026-01-15"
    late = office.post(f"documents/{document.pk}/day/", {"published_on": "2999-01-15"}, 400)
    assert late.json()["errors"][0]["field"] == "published_on"
