"""The number comes with the signature; issuing freezes, archives and corrects, each once."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from commitments.choices import DraftState
from commitments.domain.platform.errors import Conflict, Invalid, NotAllowed
from commitments.domain.reporting import drafts, issued_files, kinds, status_reports
from commitments.domain.reporting.drafts import Texts
from commitments.models import ReportDraft, ReportIssue, ReportKind
from commitments.rendering import FORMATS, Report
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YEAR = TODAY.year


@pytest.fixture
def office():
    return factories.supervisor()


@pytest.fixture
def leader():
    person = factories.user(role="reader")
    person.last_name, person.first_name = "王", "主任"
    person.save()
    person.user_permissions.add(Permission.objects.get(codename="sign_reportdraft"))
    return type(person).objects.get(pk=person.pk)


@pytest.fixture
def kind(office):
    made = ReportKind(
        name="督查通报",
        title="督查通报",
        issuer="海淀区政府督查室",
        addressees="各镇街\n各委办局\n",
        copies="区委办",
        printing_office="区政府办",
        number_pattern="海督通〔{year}〕{number}号",
        prints_signer=True,
    )
    return kinds.save_kind(made, recipients=[], by=office)


def signed(office, kind=None, period="2026-Q1"):
    draft = drafts.begin(period, by=office, kind_id=kind and kind.pk)
    return status_reports.sign(draft.pk, by=office, signer="李副区长")


def official(issue):
    return Report.from_snapshot(issue.snapshot).official


def test_the_way_of_a_report(office, leader, kind):
    draft = drafts.begin("2026-Q1", by=office, kind_id=kind.pk)
    texts = Texts(lead="一季度总体平稳。", problems="个别事项滞后。", requirements="加快办理。")
    drafts.edit(draft.pk, texts=texts, by=office)

    sealed = status_reports.sign(draft.pk, by=leader)
    issue = status_reports.publish(draft.pk, by=office)

    assert (sealed.state, sealed.number, sealed.signer) == (DraftState.SIGNED, 1, "王主任")
    printed = official(issue)
    assert issue.document_number == printed.document_number == f"海督通〔{YEAR}〕1号"
    assert (printed.lead, printed.problems) == (texts.lead, texts.problems)
    assert (printed.signer, printed.printed_on) == ("王主任", TODAY)
    assert (printed.addressees, printed.copies) == (("各镇街", "各委办局"), ("区委办",))
    assert not printed.is_draft
    assert Report.from_snapshot(issue.snapshot).issued_on == issue.signed_on == TODAY
    assert ReportDraft.objects.get().issue == issue
    assert [row.state for row in draft.history.order_by("pk")] == [
        *(DraftState.DRAFT, DraftState.DRAFT),
        *(DraftState.SIGNED, DraftState.ISSUED),
    ]


def test_each_kind_has_its_own_numbers_and_the_first_goes_on(office, kind):
    first = status_reports.issue("2026-Q1", by=office)
    other = status_reports.publish(signed(office, kind).pk, by=office)
    again = status_reports.issue("2026-Q1", by=office)

    assert [first.number, other.number, again.number] == [1, 1, 2]
    assert again.kind == kinds.default()


def test_kinds_are_compared_with_their_own_issues_only(office, kind):
    status_reports.issue("2026-02", by=office)

    issue = status_reports.issue("2026-03", by=office, kind_id=kind.pk)

    assert issue.snapshot["previous"] is None


def test_nothing_changes_after_the_signature(office, kind):
    draft = signed(office, kind)
    kind.title = "改名"
    kinds.save_kind(kind, recipients=[], by=office)

    for verb in (
        lambda: drafts.edit(draft.pk, texts=Texts(lead="x"), by=office),
        lambda: drafts.recount(draft.pk, by=office),
        lambda: drafts.discard(draft.pk, reason="x", by=office),
        lambda: status_reports.sign(draft.pk, by=office, signer="x"),
    ):
        with pytest.raises(Conflict):
            verb()

    assert status_reports.publish(draft.pk, by=office).title == "督查通报"


def test_a_draft_is_not_issued_without_signature_nor_twice(office):
    draft = drafts.begin("2026-Q1", by=office)
    with pytest.raises(Conflict):
        status_reports.publish(draft.pk, by=office)

    status_reports.sign(draft.pk, by=office, signer="李副区长")
    status_reports.publish(draft.pk, by=office)

    with pytest.raises(Conflict):
        status_reports.publish(draft.pk, by=office)
    assert ReportIssue.objects.count() == 1


def test_the_office_says_who_signed_and_when(office):
    draft = drafts.begin("2026-Q1", by=office)
    with pytest.raises(Invalid) as unnamed:
        status_reports.sign(draft.pk, by=office)
    assert unnamed.value.field == "signer"
    for day in (TODAY + timedelta(days=1), date(2026, 3, 30)):
        with pytest.raises(Invalid) as refusal:
            status_reports.sign(draft.pk, by=office, signer="李副区长", signed_on=day)
        assert refusal.value.field == "signed_on"
    assert ReportDraft.objects.get().number is None

    sealed = status_reports.sign(draft.pk, by=office, signer="李副区长", signed_on=date(2026, 4, 8))

    assert (sealed.signer, sealed.signed_on) == ("李副区长", date(2026, 4, 8))
    assert sealed.signature_by == office


def test_a_leader_signs_for_nobody_else_and_does_not_issue(office, leader):
    draft = drafts.begin("2026-Q1", by=office)

    with pytest.raises(NotAllowed):
        status_reports.sign(draft.pk, by=leader, signer="李副区长")
    with pytest.raises(NotAllowed):
        status_reports.sign(draft.pk, by=leader, texts=Texts(lead="改写"))
    assert ReportDraft.objects.get().state == DraftState.DRAFT
    status_reports.sign(draft.pk, by=leader)
    with pytest.raises(NotAllowed):
        status_reports.publish(draft.pk, by=leader)


def test_texts_are_signed_as_they_stand_in_the_form(office):
    draft = drafts.begin("2026-Q1", by=office)

    status_reports.sign(draft.pk, by=office, signer="李", texts=Texts(requirements="抓紧。"))

    assert official(status_reports.publish(draft.pk, by=office)).requirements == "抓紧。"


def test_figures_compared_with_an_outdated_issue_are_not_signed(office):
    draft = drafts.begin("2026-03", by=office)
    status_reports.issue("2026-02", by=office)

    with pytest.raises(Conflict):
        status_reports.sign(draft.pk, by=office, signer="李副区长")
    drafts.recount(draft.pk, by=office)

    assert status_reports.sign(draft.pk, by=office, signer="李副区长").number == 2


def test_a_report_is_corrected_by_a_later_one_that_names_it(office):
    wrong = status_reports.issue("2026-Q1", by=office)
    with pytest.raises(Invalid) as refusal:
        drafts.correct(wrong.pk, reason=" ", by=office)
    assert refusal.value.field == "reason"

    draft = drafts.correct(wrong.pk, reason="第3项数据有误", by=office)
    status_reports.sign(draft.pk, by=office, signer="李副区长")
    right = status_reports.publish(draft.pk, by=office)

    named = official(right).corrects
    assert (named.year, named.number, named.reason) == (YEAR, 1, "第3项数据有误")
    assert list(wrong.corrections.all()) == [right]
    assert ReportIssue.objects.get(pk=wrong.pk).sha256 == wrong.sha256
    with pytest.raises(Conflict):
        drafts.correct(wrong.pk, reason="再更正", by=office)


def test_issuing_at_once_is_all_three_steps(office):
    issue = status_reports.issue("2026-Q1", by=office)

    draft = ReportDraft.objects.get()
    assert (draft.state, draft.issue, draft.number) == (DraftState.ISSUED, issue, issue.number)
    assert (issue.signer, issue.signed_on) == ("", TODAY)


def test_an_open_draft_does_not_stand_in_the_way_of_issuing_at_once(office):
    drafts.begin("2026-Q1", by=office)

    assert status_reports.issue("2026-Q1", by=office).number == 1


def test_the_files_are_those_of_what_was_signed(office, kind):
    draft = signed(office, kind)
    issue = status_reports.publish(draft.pk, by=office)

    kept = issued_files.read(issue, "html").content

    assert kept == FORMATS["html"].render(Report.from_snapshot(issue.snapshot), "zh-hans")
    kinds.save_kind(kind, recipients=[office], by=office)
    assert issued_files.read(issue, "html").content == kept
