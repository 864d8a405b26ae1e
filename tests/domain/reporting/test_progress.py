from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from commitments.choices import EvidenceState, Progress, UpdateState, Workflow
from commitments.domain.platform.errors import Conflict, Invalid, NotAllowed
from commitments.domain.reporting import progress
from commitments.models import Commitment
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return factories.unit("北京市海淀区体育局", short_name="区体育局")


@pytest.fixture
def clerk(unit):
    return factories.reporter(unit)


@pytest.fixture
def approver():
    return factories.supervisor()


@pytest.fixture
def commitment(unit):
    return factories.assigned(unit)


def reading(value="3.8", day=date(2026, 6, 30), **more):
    return progress.ReportedValue(measured_on=day, value=Decimal(value), **more)


def draft(commitment, clerk, **more):
    given = {"reported_on": date(2026, 6, 30), "narrative": "新建足球场12片。"}
    given.setdefault("readings", (reading(),))
    return progress.draft(commitment.pk, by=clerk, **(given | more))


def test_approved_value_counts_and_explains_itself(commitment, clerk, approver):
    update = draft(commitment, clerk)
    progress.submit(update.pk, by=clerk)
    commitment.refresh_from_db()
    assert commitment.progress == Progress.NOT_ASSESSED

    progress.approve(update.pk, by=approver)

    commitment.refresh_from_db()
    assert commitment.progress == Progress.ACHIEVED
    assert commitment.workflow == Workflow.IN_PROGRESS
    assert "3.8平方米" in commitment.evaluation.why


def test_withdrawing_update_reverts_its_effect(commitment, clerk, approver):
    update = draft(commitment, clerk)
    progress.submit(update.pk, by=clerk)
    progress.approve(update.pk, by=approver)

    progress.withdraw(update.pk, by=clerk, reason="数字有误")

    commitment.refresh_from_db()
    update.refresh_from_db()
    assert update.state == UpdateState.DRAFT
    assert commitment.progress == Progress.NOT_ASSESSED
    assert list(commitment.evaluations.values_list("progress", flat=True)) == [
        Progress.NOT_ASSESSED,
        Progress.ACHIEVED,
        Progress.NOT_ASSESSED,
    ]


def test_returning_needs_reason_and_reopens_update(commitment, clerk, approver):
    update = draft(commitment, clerk, narrative="持续推进中")
    progress.submit(update.pk, by=clerk)
    with pytest.raises(Invalid) as refusal:
        progress.return_to_unit(update.pk, by=approver, reason=" ")
    assert refusal.value.field == "reason"

    progress.return_to_unit(update.pk, by=approver, reason="请写明具体进展")
    progress.rewrite(update.pk, by=clerk, narrative="已建成3处")
    mended = progress.submit(update.pk, by=clerk)

    assert mended.state == UpdateState.SUBMITTED
    assert mended.reviewed_at is None


def test_rejects_edits_of_submitted_update(commitment, clerk):
    update = draft(commitment, clerk)
    progress.submit(update.pk, by=clerk)

    for change in (
        lambda: progress.rewrite(update.pk, by=clerk, narrative="另一说法"),
        lambda: progress.measure(update.pk, reading("9"), by=clerk),
        lambda: progress.attach_link(update.pk, "https://example.org/a", by=clerk),
        lambda: progress.submit(update.pk, by=clerk),
    ):
        with pytest.raises(Conflict):
            change()
    assert update.measurements.get().value == Decimal("3.8")


def test_only_approvers_approve(commitment, clerk):
    update = draft(commitment, clerk)
    progress.submit(update.pk, by=clerk)

    with pytest.raises(NotAllowed):
        progress.approve(update.pk, by=clerk)


def test_other_unit_can_neither_see_nor_change_update(commitment, clerk):
    stranger = factories.reporter(factories.unit())
    update = draft(commitment, clerk)

    with pytest.raises(Invalid):
        draft(commitment, stranger)
    with pytest.raises(Invalid):
        progress.rewrite(update.pk, by=stranger, narrative="别人的话")
    with pytest.raises(Invalid):
        progress.withdraw(update.pk, by=stranger)


def test_rejects_report_for_unit_without_responsibility(commitment, approver):
    with pytest.raises(Invalid) as refusal:
        draft(commitment, approver, organization_id=factories.unit().pk)
    assert refusal.value.field == "organization"


def test_rejects_future_reporting_date(commitment, clerk):
    tomorrow = timezone.localdate() + timedelta(days=1)

    with pytest.raises(Invalid) as refusal:
        draft(commitment, clerk, reported_on=tomorrow)
    assert refusal.value.field == "reported_on"
    with pytest.raises(Invalid) as refusal:
        draft(commitment, clerk, readings=(reading(day=tomorrow),))
    assert refusal.value.field == "measured_on"


def test_second_value_of_a_day_replaces_the_first(commitment, clerk):
    update = draft(commitment, clerk)

    progress.measure(update.pk, reading("3.5"), by=clerk)

    assert update.measurements.get().value == Decimal("3.5")


def test_ratio_needs_numerator_and_denominator(commitment, clerk):
    with pytest.raises(Invalid):
        draft(commitment, clerk, readings=(reading(numerator=Decimal(3)),))
    nothing = reading(numerator=Decimal(3), denominator=Decimal(0))
    with pytest.raises(Invalid):
        draft(commitment, clerk, readings=(nothing,))


def test_commitment_without_figure_is_achieved_on_approved_delivery(unit, clerk, approver):
    commitment = factories.assigned(unit, kind="deliverable", title="举办海淀体育大会", target=None)
    update = draft(commitment, clerk, readings=(), is_done=True, narrative="已举办。")
    progress.submit(update.pk, by=clerk)
    progress.approve(update.pk, by=approver)

    commitment.refresh_from_db()
    assert commitment.progress == Progress.ACHIEVED


def test_evidence_is_stored_by_hash_and_enters_review(commitment, clerk, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    update = draft(commitment, clerk)

    evidence = progress.attach_file(
        update.pk, b"%PDF-1.7 minutes", by=clerk, filename="../../etc/会议纪要.pdf"
    )
    progress.submit(update.pk, by=clerk)

    evidence.refresh_from_db()
    assert evidence.filename == "会议纪要.pdf"
    assert evidence.sha256 in evidence.file.name
    assert evidence.file.path.startswith(str(tmp_path))
    assert evidence.file.read() == b"%PDF-1.7 minutes"
    assert evidence.state == EvidenceState.IN_REVIEW


@pytest.mark.parametrize("url", ["javascript:alert(1)", "no address", "file:///etc/passwd"])
def test_rejects_link_that_is_not_a_web_address(commitment, clerk, url):
    update = draft(commitment, clerk)

    with pytest.raises(Invalid) as refusal:
        progress.attach_link(update.pk, url, by=clerk)
    assert refusal.value.field == "url"


def test_rejects_report_on_ended_commitment(commitment, clerk):
    Commitment.objects.filter(pk=commitment.pk).update(
        workflow=Workflow.CLOSED, completed_on=date(2026, 1, 1)
    )

    with pytest.raises(Conflict):
        draft(commitment, clerk)


def test_value_counts_for_every_commitment_on_its_indicator(commitment, unit, clerk, approver):
    other = factories.assigned(unit, title="人均体育场地面积四平方米", value=Decimal(4))
    assert other.target.indicator == commitment.target.indicator
    update = draft(commitment, clerk, readings=(reading("4.1"),))
    progress.submit(update.pk, by=clerk)

    progress.approve(update.pk, by=approver)

    other.refresh_from_db()
    assert other.progress == Progress.ACHIEVED
