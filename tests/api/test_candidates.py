"""Candidates over HTTP: accepted as read or corrected, merged, rejected; each once."""

from datetime import date
from decimal import Decimal

import pytest

from commitments.models import Candidate, Commitment
from tests import factories

DECISIONS = [
    ("accept", {}),
    ("merge", {"into": 1}),
    ("reject", {"reason": "无关"}),
    ("reopen", {}),
]


@pytest.fixture
def candidate(db) -> Candidate:
    return factories.candidate()


def test_accepts_as_read(office, candidate):
    made = office.post(f"candidates/{candidate.pk}/accept/", status=201).json()

    assert made["title"] == "人均体育场地面积不低于3.7平方米"
    assert made["target"]["value"] == 3.7
    assert made["target"]["indicator"]["name"] == "人均体育场地面积"
    [citation] = made["citations"]
    assert citation["quote"] == candidate.quote
    assert citation["document_title"] == candidate.document.title
    assert office.get(f"candidates/{candidate.pk}/").json()["commitment"] == made["id"]


def test_accepts_with_corrections(office, candidate, bureau):
    support = factories.unit()
    given = {
        "title": "场地达标",
        "due_on": "2029-12-31",
        "lead": bureau.pk,
        "supporting": [support.pk, support.pk],
        "comparator": "between",
        "value": 4,
        "value_max": "4.5",
        "baseline": 3,
        "direction": "within",
        "description": "口头更正",
    }

    made = office.post(f"candidates/{candidate.pk}/accept/", given, 201).json()

    assert (made["title"], made["due_on"], made["description"]) == (
        "场地达标",
        "2029-12-31",
        "口头更正",
    )
    assert (made["lead"]["id"], made["workflow"]) == (bureau.pk, "assigned")
    assert [unit["id"] for unit in made["supporting"]] == [support.pk]
    target = made["target"]
    assert (target["value"], target["value_max"], target["baseline"]) == (4, 4.5, 3)
    assert target["indicator"]["unit"] == "平方米"


def test_accepts_without_figure(office, candidate):
    made = office.post(f"candidates/{candidate.pk}/accept/", {"value": None}, 201).json()
    assert made["target"] is None


def test_accepts_without_date(office, candidate):
    made = office.post(f"candidates/{candidate.pk}/accept/", {"due_on": None}, 201).json()
    assert made["due_on"] is None


def test_accepts_with_added_figure(office):
    candidate = factories.candidate(value=None, kind="action", comparator="", unit="")
    path = f"candidates/{candidate.pk}/accept/"

    assert office.post(path, {"value": 3}, 400).json()["errors"][0]["field"] == "indicator"
    assert office.post(path, {"unit": "处"}, 400).json()["errors"][0]["field"] == "value"
    given = {"value": 3, "indicator": "场地", "comparator": "gte", "unit": "处"}
    assert office.post(path, given, 201).json()["target"]["value"] == 3


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"title": ""}, "title"),
        ({"lead": 10**20}, "lead"),
        ({"supporting": [0]}, "supporting"),
        ({"comparator": "ge"}, "comparator"),
        ({"due_on": "2020-01-01"}, None),
        ({"value_max": 9, "comparator": "between", "value": 10}, None),
    ],
)
def test_rejects_invalid_corrections(office, candidate, given, field):
    problem = office.post(f"candidates/{candidate.pk}/accept/", given, 400).json()

    assert field is None or problem["errors"][0]["field"].startswith(field)
    assert problem["detail"]
    assert not Commitment.objects.exists()
    assert Candidate.objects.get().state == "pending"


def test_merges_into_tracked_commitment(office, candidate):
    tracked = factories.commitment(by=office.user)

    made = office.post(f"candidates/{candidate.pk}/merge/", {"into": tracked.pk}).json()

    assert made["id"] == tracked.pk
    assert [c["quote"] for c in made["citations"]] == [candidate.quote]


def test_rejects_and_reopens(office, candidate):
    path = f"candidates/{candidate.pk}/"
    assert office.post(path + "reject/", {}, 400).json()["errors"][0]["field"] == "reason"

    rejected = office.post(path + "reject/", {"reason": "仅陈述现状"}).json()
    assert (rejected["state"], rejected["decided_by"]) == ("rejected", office.user.username)
    assert rejected["decision_reason"] == "仅陈述现状"

    reopened = office.post(path + "reopen/").json()
    assert (reopened["state"], reopened["decided_by"]) == ("pending", None)


@pytest.mark.parametrize(("verb", "given"), DECISIONS[:3])
def test_rejects_second_decision(office, candidate, verb, given):
    office.post(f"candidates/{candidate.pk}/accept/", status=201)
    before = Candidate.objects.values().get()
    given = given | ({"into": before["commitment_id"]} if verb == "merge" else {})

    problem = office.post(f"candidates/{candidate.pk}/{verb}/", given, 409).json()

    assert problem["code"] == "conflict"
    assert Candidate.objects.values().get() == before


@pytest.mark.parametrize(("verb", "given"), DECISIONS)
def test_only_reviewers_decide(clerk, reader, candidate, verb, given):
    for caller in (clerk, reader):
        assert caller.post(f"candidates/{candidate.pk}/{verb}/", given, 403)
    assert Candidate.objects.get().state == "pending"


def test_units_and_readers_do_not_see_pending_candidates(clerk, reader, candidate):
    for caller in (clerk, reader):
        assert caller.get("candidates/", 403)
        assert caller.get(f"candidates/{candidate.pk}/", 403)


def test_filters(office):
    document = factories.document()
    sure = factories.candidate(document, confidence=0.9, due_on=None)
    unsure = factories.candidate(
        document, quote=document.text[:9], confidence=0.2, kind="action", duplicate_of=sure
    )
    other = factories.candidate(due_on=date(2026, 1, 1), statement="养老床位")

    assert office.ids("candidates/", document=document.pk) == [unsure.pk, sure.pk]
    assert office.ids("candidates/", confidence_max=0.5) == [unsure.pk]
    assert office.ids("candidates/", kind="action") == [unsure.pk]
    assert office.ids("candidates/", is_duplicate="true") == [unsure.pk]
    assert office.ids("candidates/", due_before="2026-06-30") == [other.pk]
    assert office.ids("candidates/", q="养老") == [other.pk]
    assert office.ids("candidates/", state="rejected") == []
    assert office.ids("candidates/", ordering="-confidence")[-1] == unsure.pk


def test_quantities_are_numbers_without_trailing_zeros(office):
    factories.candidate(value=Decimal("1200000000000"), baseline=Decimal("3.700000"))

    response = office.get("candidates/")

    assert b'"value":1200000000000,' in response.content
    assert b'"baseline":3.7,' in response.content
