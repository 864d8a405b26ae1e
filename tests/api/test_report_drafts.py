"""Reports on their way over HTTP: drafted, edited, signed, issued, corrected; kinds to read."""

from datetime import date

import pytest

from commitments.domain.reporting import duties, kinds, status_reports
from commitments.models import ReportDraft, ReportIssue, ReportKind
from tests import factories


@pytest.fixture
def draft(office):
    return office.post("report-drafts/", {"period": "2026-Q1"}, 201).json()


def test_the_way_of_a_report(office, bureau, draft):
    address = f"report-drafts/{draft['id']}/"
    assert (draft["state"], draft["number"], draft["missing"]) == ("draft", None, [])
    assert draft["snapshot"]["period"] == "2026-Q1"

    written = office.client.patch(
        f"/api/v1/{address}",
        {"problems": "进度不均衡。"},
        format="json",
        headers={"If-Match": f'"{draft["version"]}"'},
    ).json()
    assert (written["problems"], written["version"]) == ("进度不均衡。", 2)
    signed = office.post(f"{address}sign/", {"signer": "李副区长"}, 200).json()
    assert (signed["state"], signed["number"], signed["signer"]) == ("signed", 1, "李副区长")
    issued = office.post(f"{address}issue/", {}, 200).json()

    issue = office.get(f"report-issues/{issued['issue']}/").json()
    assert (issue["number"], issue["signer"]) == (1, "李副区长")
    assert issue["snapshot"]["official"]["problems"] == "进度不均衡。"
    assert "snapshot" not in office.get("report-drafts/").json()["results"][0]


def test_an_outdated_edit_is_refused_and_says_what_changed(office, draft):
    address = f"/api/v1/report-drafts/{draft['id']}/"
    for text, status in (("一", 200), ("二", 412)):
        answer = office.client.patch(
            address, {"lead": text}, format="json", headers={"If-Match": '"1"'}
        )
        assert answer.status_code == status
    [edit] = answer.json()["edits"]
    assert edit["changes"] == [{"field": "lead", "before": "", "after": "一"}]
    assert office.client.patch(address, {"lead": "三"}, format="json").status_code == 428


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"period": "去年冬天"}, "period"),
        ({"period": ""}, "period"),
        ({}, "period"),
        ({"period": "2099-Q1"}, "period"),
        ({"period": "2026-Q1", "kind": 10**6}, "kind"),
        ({"period": "2026-Q1", "kind": "x"}, "kind"),
        ({"period": "2026-Q1", "of": 1}, "of"),
    ],
)
@pytest.mark.parametrize("address", ["report-drafts/", "report-issues/"])
def test_what_makes_no_sense_is_refused_at_its_field(office, address, sent, field):
    problem = office.post(address, sent, 400).json()

    assert [error["field"] for error in problem["errors"]] == [field]
    assert not ReportDraft.objects.exists()
    assert not ReportIssue.objects.exists()


def test_a_second_draft_of_the_period_is_a_conflict(office, draft):
    problem = office.post("report-drafts/", {"period": "2026年第一季度"}, 409).json()

    assert problem["errors"][0]["field"] == "period"


def test_a_draft_is_counted_again_or_discarded(office, draft):
    address = f"report-drafts/{draft['id']}/"
    assert office.post(f"{address}recount/", {}, 200).json()["version"] == 2
    assert office.post(f"{address}discard/", {}, 400).json()["errors"][0]["field"] == "reason"

    gone = office.post(f"{address}discard/", {"reason": "不编"}, 200).json()

    assert (gone["state"], gone["discard_reason"]) == ("discarded", "不编")
    assert office.post(f"{address}sign/", {"signer": "李"}, 409).json()["code"] == "conflict"


def test_names_the_units_that_are_awaited(office, bureau):
    factories.assigned(bureau)
    duties.open_period(date(2026, 3, 10))

    draft = office.post("report-drafts/", {"period": "2026-03"}, 201).json()

    [awaited] = draft["missing"]
    assert (awaited["unit"]["id"], awaited["duties"]) == (bureau.pk, 1)


def test_an_issue_is_corrected_by_one_that_names_it(office):
    wrong = office.post("report-issues/", {"period": "2026-Q1"}, 201).json()
    assert wrong["corrected_by"] == []

    draft = office.post(f"report-issues/{wrong['id']}/correct/", {"reason": "数据有误"}, 201).json()
    office.post(f"report-drafts/{draft['id']}/sign/", {"signer": "李"}, 200)
    right = office.post(f"report-drafts/{draft['id']}/issue/", {}, 200).json()["issue"]

    shown = office.get(f"report-issues/{right}/").json()
    assert (shown["corrects"], shown["correction_reason"]) == (wrong["id"], "数据有误")
    assert office.get(f"report-issues/{wrong['id']}/").json()["corrected_by"] == [right]


def test_kinds_are_read_and_reports_are_found_by_them(office):
    person = factories.supervisor()
    kind = ReportKind(name="专报", title="工作专报", issuer="督查室")
    kinds.save_kind(kind, recipients=[person], by=person)
    status_reports.issue("2026-Q1", by=person)

    issue = office.post("report-issues/", {"period": "2026-Q1", "kind": kind.pk}, 201).json()

    [first, second] = office.get("report-kinds/").json()["results"]
    assert (first["id"], second["recipients"]) == (kinds.default().pk, [person.username])
    assert (issue["kind"], issue["title"], issue["number"]) == (kind.pk, "工作专报", 1)
    assert office.ids("report-issues/", kind=kind.pk) == [issue["id"]]


def test_nobody_signs_or_issues_without_the_right(office, reader, draft):
    for verb in ("sign", "issue", "recount", "discard"):
        assert reader.post(f"report-drafts/{draft['id']}/{verb}/", {"reason": "x"}, 403)
    assert ReportDraft.objects.get().version == 1
