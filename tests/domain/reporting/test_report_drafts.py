"""A report is drafted, edited and counted again without a number; texts are never lost."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from commitments.choices import DraftState
from commitments.domain.platform.errors import Conflict, Invalid, NotAllowed, Stale
from commitments.domain.reporting import drafts, duties, missing, official, status_reports
from commitments.domain.reporting.drafts import Texts
from commitments.models import Counter, ReportDraft, ReportIssue
from commitments.rendering import Report
from tests import factories
from tests.domain.reporting.months import promised, reported

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return factories.supervisor()


@pytest.fixture
def unit():
    return factories.unit("区体育局")


@pytest.fixture
def draft(office):
    return drafts.begin("2026-Q1", by=office)


def figures(draft):
    return Report.from_snapshot(ReportDraft.objects.get(pk=draft.pk).snapshot)


def test_a_draft_has_figures_and_no_number(office, unit):
    promised(unit, office, "修缮场馆")

    draft = drafts.begin("2026年一季度", by=office)

    assert (draft.period, draft.state, draft.number) == ("2026-Q1", DraftState.DRAFT, None)
    assert figures(draft).total == 1
    assert not ReportIssue.objects.exists()
    assert not Counter.objects.filter(name__startswith="report").exists()
    assert draft.history.count() == 1


@pytest.mark.parametrize("period", ["去年冬天", "", "2026-13", "2099-Q1", "1" * 5000])
def test_an_unknown_or_future_period_is_refused_at_its_field(office, period):
    with pytest.raises(Invalid) as refusal:
        drafts.begin(period, by=office)

    assert refusal.value.field == "period"
    assert not ReportDraft.objects.exists()


@pytest.mark.parametrize("role", ["reader", "reporter", "head", "reviewer"])
def test_only_the_office_drafts(draft, role):
    person = factories.user(role=role)
    for verb in (
        lambda: drafts.begin("2026-02", by=person),
        lambda: drafts.edit(draft.pk, texts=Texts(lead="x"), by=person),
        lambda: drafts.recount(draft.pk, by=person),
        lambda: drafts.discard(draft.pk, reason="x", by=person),
        lambda: status_reports.sign(draft.pk, signer="x", by=person),
        lambda: status_reports.publish(draft.pk, by=person),
    ):
        with pytest.raises(NotAllowed):
            verb()
    assert ReportDraft.objects.get().version == 1


def test_one_open_draft_of_a_kind_and_period(office, draft):
    with pytest.raises(Conflict) as refusal:
        drafts.begin("2026-Q1", by=office)

    assert refusal.value.field == "period"
    row = ReportDraft.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError):
        row.save()


def test_texts_are_edited_by_the_version_that_was_seen(office, draft):
    drafts.edit(draft.pk, texts=Texts(problems="进度不均衡。"), by=office, expected_version=1)

    with pytest.raises(Stale) as refusal:
        drafts.edit(draft.pk, texts=Texts(problems="其他"), by=office, expected_version=1)

    [edit] = refusal.value.edits
    assert [change.field for change in edit.fields] == ["problems"]
    assert ReportDraft.objects.get().problems == "进度不均衡。"


def test_saving_what_is_there_already_is_no_edit(office, draft):
    drafts.edit(draft.pk, texts=Texts(lead="平稳。\n有序。"), by=office)

    drafts.edit(draft.pk, texts=Texts(lead=" 平稳。\r\n有序。\r\n", problems=""), by=office)

    row = ReportDraft.objects.get()
    assert (row.lead, row.version, row.history.count()) == ("平稳。\n有序。", 2, 2)


def test_counting_again_brings_what_came_in_and_saves_what_was_typed(office, unit):
    made = promised(unit, office, "修缮场馆", due_on=date(2026, 3, 31))
    draft = drafts.begin("2026-Q1", by=office)
    reported(made, unit, office, date(2026, 3, 20), is_done=True)
    assert figures(draft).attention

    drafts.recount(draft.pk, by=office, texts=Texts(requirements="加快办理。"))

    assert not figures(draft).attention
    assert ReportDraft.objects.get().requirements == "加快办理。"


def test_a_draft_is_discarded_with_a_reason_and_may_be_made_anew(office, draft):
    with pytest.raises(Invalid) as refusal:
        drafts.discard(draft.pk, reason=" ", by=office)
    assert refusal.value.field == "reason"

    drafts.discard(draft.pk, reason="数据未报齐", by=office)

    gone = ReportDraft.objects.get()
    assert (gone.state, gone.discard_reason) == (DraftState.DISCARDED, "数据未报齐")
    with pytest.raises(Conflict):
        drafts.edit(draft.pk, texts=Texts(lead="x"), by=office)
    assert drafts.begin("2026-Q1", by=office).pk != draft.pk


def test_says_which_units_have_not_reported(office, unit):
    other = factories.unit("区民政局")
    late = [promised(unit, office, f"修缮场馆{n}") for n in range(2)]
    done = promised(other, office, "养老助餐")
    duties.open_period(date(2026, 3, 10))
    reported(done, other, office, date(2026, 3, 31))
    draft = drafts.begin("2026-03", by=office)

    assert [(row.unit, row.duties) for row in missing.units(draft)] == [(unit, len(late))]
    printed = official.as_draft(draft, missing.units(draft)).official
    assert printed.missing_units == ("区体育局",)
    assert printed.is_draft
    assert missing.units(draft, today=date(2026, 3, 30)) == []


def test_a_draft_of_the_running_period_speaks_of_today(office):
    today = timezone.localdate()

    draft = drafts.begin(str(today.year), by=office)

    assert draft.as_of == min(today, date(today.year, 12, 31))
    assert draft.counted_at - timezone.now() < timedelta(minutes=1)
