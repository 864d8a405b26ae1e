"""The page on which a report is drafted, signed and issued, and the page of what was issued."""

from datetime import date

import pytest

from commitments.choices import DraftState
from commitments.domain.reporting import drafts, duties, kinds, status_reports
from commitments.models import ReportDraft, ReportIssue, ReportKind
from commitments.rendering import FORMATS
from tests import factories as make
from tests.domain.reporting.months import reported

pytestmark = pytest.mark.django_db
ISSUES = "/admin/commitments/reportissue/"
DRAFTS = "/admin/commitments/reportdraft/"
KINDS = "/admin/commitments/reportkind/"


@pytest.fixture
def office(client):
    person = make.supervisor()
    client.force_login(person)
    return person


@pytest.fixture
def draft(office):
    return drafts.begin("2026-Q1", by=office)


def page_of(client, draft):
    return client.get(f"{DRAFTS}{draft.pk}/change/").content.decode()


def press(client, draft, action, **fields):
    now = ReportDraft.objects.get(pk=draft.pk)
    given = {"version": now.version, **fields}
    return client.post(f"{DRAFTS}{draft.pk}/{action}/", given, follow=True).content.decode()


def test_a_draft_begins_where_a_period_is_chosen(client, office):
    assert client.get(f"{DRAFTS}add/")["Location"] == f"{ISSUES}add/"

    answer = client.post(f"{ISSUES}add/", {"period": "2026年一季度", "draft": "1"})

    draft = ReportDraft.objects.get()
    assert answer["Location"] == f"{DRAFTS}{draft.pk}/change/"
    assert (draft.period, draft.kind) == ("2026-Q1", kinds.default())
    assert "2026年一季度" in client.get(f"{ISSUES}add/").content.decode()
    assert not ReportIssue.objects.exists()


@pytest.mark.parametrize("period", ["去年冬天", "", "2099年一季度"])
def test_a_period_without_sense_is_refused_at_its_field(client, office, period):
    page = client.post(f"{ISSUES}add/", {"period": period, "draft": "1"}).content.decode()

    assert page.count("ct-error") == 1
    assert not ReportDraft.objects.exists()


def test_the_way_of_a_report(client, office, draft):
    page = page_of(client, draft)
    assert 'aria-current="step">编制' in page
    assert "本期没有报送任务" in page

    assert "已保存" in press(client, draft, "edit", lead="总体平稳。", problems="滞后。")
    assert "请填写签发人" in press(client, draft, "sign", lead="总体平稳。", signer="")
    page = press(client, draft, "sign", lead="总体平稳。", requirements="抓紧。", signer="李副区长")
    assert "编为" in page
    assert 'aria-current="step">印发' in page
    assert "第1期已印发" in press(client, draft, "issue") or ReportIssue.objects.exists()

    issue = ReportIssue.objects.get()
    official = issue.snapshot["official"]
    assert (official["lead"], official["problems"], official["requirements"]) == (
        "总体平稳。",
        "滞后。",
        "抓紧。",
    )
    page = client.get(f"{ISSUES}{issue.pk}/change/").content.decode()
    assert "李副区长" in page
    assert f"{DRAFTS}{draft.pk}/change/" in page


def test_an_outdated_form_is_refused_with_what_changed_and_keeps_what_was_typed(client, draft):
    drafts.edit(draft.pk, texts=drafts.Texts(problems="先到的话"), by=draft.created_by)

    for action in ("edit", "recount", "sign"):
        given = {"version": 1, "problems": "后到的话", "signer": "李"}
        page = client.post(f"{DRAFTS}{draft.pk}/{action}/", given).content.decode()
        assert "先到的话" in page
        assert "后到的话</textarea>" in page
    assert ReportDraft.objects.get().problems == "先到的话"


def test_names_the_units_that_have_not_reported_and_leads_to_their_duties(client, office):
    unit = make.unit("区体育局")
    made = make.assigned(unit)
    duties.open_period(date(2026, 3, 10))
    draft = drafts.begin("2026-03", by=office)

    page = page_of(client, draft)

    assert "1家单位未报送" in page
    reported(made, unit, office, date(2026, 3, 31))
    assert "本期应报送的单位均已报送" in page_of(client, draft)
    assert f'/admin/commitments/duty/?unit={unit.pk}">区体育局（1）' in page


@pytest.mark.parametrize("form", FORMATS)
def test_a_draft_can_be_looked_at_as_paper(client, draft, form):
    answer = client.get(f"{DRAFTS}{draft.pk}/preview/{form}/")

    assert answer["Content-Type"] == FORMATS[form].media_type
    assert answer.content
    assert client.get(f"{DRAFTS}{draft.pk}/preview/odt/").status_code == 404


def test_a_draft_is_discarded_with_a_reason(client, draft):
    assert "请填写理由" in press(client, draft, "discard", reason="")

    page = press(client, draft, "discard", reason="数据不全")

    assert "数据不全" in page
    assert ReportDraft.objects.get().state == DraftState.DISCARDED


def test_a_correction_is_drafted_and_both_pages_name_each_other(client, office):
    wrong = status_reports.issue("2026-Q1", by=office)
    page = client.post(f"{ISSUES}{wrong.pk}/correct/", {"reason": ""}).content.decode()
    assert "请说明更正内容" in page

    client.post(f"{ISSUES}{wrong.pk}/correct/", {"reason": "第3项数据有误"})
    draft = ReportDraft.objects.get(corrects=wrong)
    assert "第3项数据有误" in page_of(client, draft)
    status_reports.sign(draft.pk, by=office, signer="李")
    right = status_reports.publish(draft.pk, by=office)

    pages = [client.get(f"{ISSUES}{pk}/change/").content.decode() for pk in (wrong.pk, right.pk)]
    assert f"{ISSUES}{right.pk}/change/" in pages[0]
    assert f"{ISSUES}{wrong.pk}/change/" in pages[1]
    assert all("第3项数据有误" in page for page in pages)


def test_the_page_of_an_issue_says_whom_it_reached(client, office):
    reached = make.user(role="reader")
    kinds.save_kind(kinds.default(), recipients=[reached], by=office)
    issue = status_reports.issue("2026-Q1", by=office)

    page = client.get(f"{ISSUES}{issue.pk}/change/").content.decode()

    assert "未登记邮箱，仅在系统内通知" in page
    client.force_login(reached)
    notice = issue.notices.get()
    answer = client.get(f"/admin/commitments/notice/{notice.pk}/change/")
    assert answer["Location"] == f"{ISSUES}{issue.pk}/change/"
    assert "分发情况" not in client.get(answer["Location"]).content.decode()


def test_a_kind_is_set_up_and_changed_on_its_page(client, office):
    given = {"name": "专报", "title": "工作专报", "issuer": "督查室", "rhythm": "quarter"}
    page = client.post(f"{KINDS}add/", given | {"number_pattern": "第3号"}).content.decode()
    assert "请用 {number} 表示顺序号" in page

    client.post(
        f"{KINDS}add/",
        given | {"number_pattern": "海督〔{year}〕{number}号", "recipients": [office.pk]},
    )

    kind = ReportKind.objects.get(name="专报")
    assert list(kind.recipients.all()) == [office]
    stale = given | {"recipients": [], "version_seen": 1, "issuer": "县督查室"}
    page = client.post(f"{KINDS}{kind.pk}/change/", stale).content.decode()
    assert "分发对象" in page
    assert ReportKind.objects.get(name="专报").issuer == "督查室"
