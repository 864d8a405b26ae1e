"""Commitments over HTTP: the detail of one, lists by every question, assigning, revising."""

from datetime import date
from decimal import Decimal

import pytest

from commitments.domain.reporting import progress
from commitments.models import Commitment, Target
from tests import factories


@pytest.fixture
def commitment(bureau, office) -> Commitment:
    return factories.assigned(bureau)


def test_detail_shows_the_whole_commitment(office, bureau, commitment):
    shown = office.get(f"commitments/{commitment.pk}/").json()

    assert shown["code"] == commitment.code
    assert shown["lead"] == {"id": bureau.pk, "name": "海淀区体育局", "short_name": "区体育局"}
    assert shown["target"]["value"] == 3.7
    assert shown["target"]["indicator"]["unit"] == "平方米"
    assert (shown["workflow"], shown["progress"]) == ("assigned", commitment.progress)
    assert shown["why"] == commitment.evaluation.why
    assert shown["why_en"] == commitment.evaluation.why_en
    assert [row["role"] for row in shown["assignments"]] == ["lead"]
    assert shown["citations"] == []


def test_unassessed_commitment_is_shown_as_such(office, commitment):
    Commitment.objects.update(evaluation=None)

    shown = office.get(f"commitments/{commitment.pk}/").json()

    assert (shown["progress"], shown["why"]) == ("not_assessed", "")
    assert (shown["achievement"], shown["assessed_for"]) == (None, None)
    assert office.ids("commitments/", progress="not_assessed") == [commitment.pk]


def test_shows_figures_of_evaluation(office, clerk, commitment):
    update = progress.draft(
        commitment.pk,
        by=clerk.user,
        reported_on=date(2026, 3, 31),
        narrative="新建5处",
        readings=(progress.ReportedValue(date(2026, 3, 31), Decimal("3.8")),),
    )
    progress.submit(update.pk, by=clerk.user)
    progress.approve(update.pk, by=office.user)

    shown = office.get(f"commitments/{commitment.pk}/").json()

    assert (shown["actual"], shown["actual_on"]) == (3.8, "2026-03-31")
    assert shown["progress"] == "achieved"
    [row] = office.get("evaluations/", commitment=commitment.pk, progress="achieved").json()[
        "results"
    ]
    assert "inputs" not in row
    assert office.get(f"evaluations/{row['id']}/").json()["inputs"]["facts"]


def test_filters(office, bureau, commitment):
    department = factories.unit(parent=bureau)
    below = factories.commitment(lead=department, indicator="下级指标", due_on=date(2026, 6, 30))
    support = factories.commitment(supporting=(bureau,), indicator="配合指标", due_on=None)
    ended = factories.commitment(indicator="办结", title="已办结事项")
    Commitment.objects.filter(pk=ended.pk).update(workflow="closed", completed_on="2026-01-01")
    candidate = factories.candidate()
    office.post(f"candidates/{candidate.pk}/merge/", {"into": below.pk})
    every = {commitment.pk, below.pk, support.pk, ended.pk}

    def found(**query):
        return set(office.ids("commitments/", **query))

    assert found(unit=bureau.pk) == {commitment.pk, below.pk, support.pk}
    assert found(lead=bureau.pk) == {commitment.pk, below.pk}
    assert found(unit=department.pk) == {below.pk}
    assert found(document=candidate.document_id) == {below.pk}
    assert found(indicator=commitment.target.indicator_id) == {commitment.pk}
    assert found(is_open="true") == every - {ended.pk}
    assert found(is_open="false") == {ended.pk}
    assert found(workflow=["closed", "assigned"]) == every - {support.pk} | {ended.pk}
    assert found(due_before="2026-06-30") == {below.pk}
    assert found(due_before="2026-06-29") == set()
    assert found(due_after="2030-01-01") == {commitment.pk, ended.pk}
    assert found(q="已办结") == {ended.pk}
    assert found(q=candidate.quote) == {below.pk}
    assert found(q=commitment.code) == {commitment.pk}
    assert found(registered_after="2026-01-01") == every
    assert found(progress=commitment.progress) == {
        row["id"]
        for row in office.get("commitments/").json()["results"]
        if row["progress"] == commitment.progress
    }


def test_assigns_to_another_unit(office, bureau, commitment):
    other = factories.unit("区教委")
    person = factories.user("zhang")
    given = {
        "organization": other.pk,
        "post": "体卫艺科科长",
        "person": person.username,
        "due_on": "2027-01-01",
    }

    shown = office.post(f"commitments/{commitment.pk}/assign/", given).json()

    assert shown["lead"]["id"] == other.pk
    assert [unit["id"] for unit in shown["supporting"]] == [bureau.pk]
    row = next(a for a in shown["assignments"] if a["role"] == "lead")
    assert (row["post"], row["person"], row["due_on"]) == ("体卫艺科科长", "zhang", "2027-01-01")


def test_unit_acknowledges_once(clerk, reader, stranger, commitment):
    [row] = clerk.get("assignments/", commitment=commitment.pk).json()["results"]
    path = f"assignments/{row['id']}/acknowledge/"

    assert reader.post(path, status=403)
    assert stranger.post(path, status=404)
    assert clerk.post(path).json()["acknowledged_by"] == clerk.user.username
    assert clerk.post(path, status=409).json()["code"] == "conflict"
    assert clerk.get(f"commitments/{commitment.pk}/").json()["workflow"] == "in_progress"
    assert clerk.ids("assignments/", is_acknowledged="true") == [row["id"]]


def test_revision_keeps_old_target(office, commitment):
    given = {"reason": "会议同意调整", "value": 4, "due_on": "2031-12-31"}

    revised = office.post(f"commitments/{commitment.pk}/target/", given, 201).json()

    assert (revised["version"], revised["value"], revised["is_current"]) == (2, 4, True)
    assert (revised["reason"], revised["approved_by"]) == ("会议同意调整", office.user.username)
    ledger = office.get("targets/", commitment=commitment.pk).json()["results"]
    assert [(row["version"], row["value"], row["is_current"]) for row in ledger] == [
        (2, 4, True),
        (1, 3.7, False),
    ]
    assert office.get(f"commitments/{commitment.pk}/").json()["due_on"] == "2031-12-31"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"value": 4}, "reason"),
        ({"value": 4, "reason": " "}, "reason"),
        ({"reason": "因", "value": None}, "value"),
        ({"reason": "因", "value_max": 9}, None),
        ({"reason": "因", "comparator": "between"}, None),
        ({"reason": "因", "due_on": "2001-01-01"}, "due_on"),
    ],
)
def test_rejects_invalid_revision(office, commitment, given, field):
    problem = office.post(f"commitments/{commitment.pk}/target/", given, 400).json()

    assert field is None or problem["errors"][0]["field"] == field
    assert Target.objects.count() == 1


def test_rejects_citation_of_other_commitment(office, commitment):
    made = office.post(f"candidates/{factories.candidate().pk}/accept/", status=201).json()
    other = made["citations"][0]["id"]

    given = {"reason": "因", "value": 4, "citation": other}
    problem = office.post(f"commitments/{commitment.pk}/target/", given, 400).json()

    assert problem["errors"][0]["field"] == "citation"


def test_units_cannot_assign_or_revise(clerk, reader, bureau, commitment):
    for caller in (clerk, reader):
        path = f"commitments/{commitment.pk}"
        assert caller.post(f"{path}/assign/", {"organization": bureau.pk}, 403)
        assert caller.post(f"{path}/target/", {"reason": "因", "value": 1}, 403)


def test_history_shows_who_changed_what(office, clerk, stranger, commitment):
    given = {"reason": "会议同意调整", "value": 4, "due_on": "2031-12-31"}
    office.post(f"commitments/{commitment.pk}/target/", given, 201)

    record = clerk.get(f"commitments/{commitment.pk}/history/").json()

    changed = next(
        entry
        for entry in record
        if (entry["resource"], entry["action"]) == ("commitment", "changed")
        and any(change["field"] == "due_on" for change in entry["changes"])
    )
    assert (changed["by"], changed["reason"]) == (office.user.username, "会议同意调整")
    assert changed["changes"] == [
        {"field": "due_on", "before": "2030-12-31", "after": "2031-12-31"}
    ]
    assert [entry["at"] for entry in record] == sorted((e["at"] for e in record), reverse=True)
    assert {"created", "changed"} == {entry["action"] for entry in record}
    assert stranger.get(f"commitments/{commitment.pk}/history/", 404)


def test_search_finds_indicator_name(office, commitment):
    factories.commitment(by=office.user, indicator="别的", title="另一项")
    assert office.ids("commitments/", q="体育场地") == [commitment.pk]


def test_what_it_says_of_itself_is_corrected_by_patch(office, commitment):
    seen = office.get(f"commitments/{commitment.pk}/")
    given = {"description": "按区长批示办理", "reason": "校对"}

    changed = office.patch(f"commitments/{commitment.pk}/", given, if_match=seen["ETag"]).json()

    assert (changed["description"], changed["title"]) == ("按区长批示办理", commitment.title)
    [entry, *_earlier] = office.get(f"commitments/{commitment.pk}/history/").json()
    assert entry["changes"] == [{"field": "description", "before": "", "after": "按区长批示办理"}]
    assert entry["reason"] == "校对"


def test_an_empty_title_and_a_field_of_another_verb_are_refused(office, commitment):
    for given in ({"title": ""}, {"due_on": "2031-01-01"}, {"plan": 99}):
        answer = office.patch(f"commitments/{commitment.pk}/", given, 400).json()
        assert [error["field"] for error in answer["errors"]] == [*given]


def test_filters_by_words_of_the_description(office):
    described, _plain = (factories.commitment(by=office.user, indicator=n) for n in ("甲", "乙"))
    path = f"commitments/{described.pk}/"
    office.patch(path, {"description": "按区长批示办理"})

    assert office.ids("commitments/", description="区长批示") == [described.pk]
    assert office.ids("commitments/", description="市长") == []
