"""What must never be true cannot be stored, whoever writes it."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from commitments.choices import CandidateState, JobKind, JobState, Role, UpdateState
from commitments.domain.reporting import issued_files, kinds, status_reports
from commitments.models import (
    Assignment,
    Candidate,
    Citation,
    Commitment,
    CommitmentTheme,
    DeadlineExtension,
    Document,
    Evidence,
    Indicator,
    IssuedFile,
    Job,
    Measurement,
    Milestone,
    Organization,
    Override,
    Plan,
    ProgressUpdate,
    ReportIssue,
    Target,
    Theme,
)
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 1)


def refuse(model, pk, **broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=pk).update(**broken)


@pytest.mark.parametrize(
    "broken",
    [
        {"start": 5, "end": 5},
        {"confidence": 1.1},
        {"confidence": -0.1},
        {"state": CandidateState.ACCEPTED},
        {"decided_at": timezone.now()},
    ],
)
def test_candidates(broken):
    refuse(Candidate, factories.candidate().pk, **broken)


def test_rejects_half_a_decision():
    candidate, person = factories.candidate(), factories.user()
    decided = {"decided_at": timezone.now(), "decided_by": person}

    refuse(Candidate, candidate.pk, state=CandidateState.REJECTED, **decided)
    refuse(Candidate, candidate.pk, state=CandidateState.ACCEPTED, **decided)
    refuse(
        Candidate,
        candidate.pk,
        state=CandidateState.REJECTED,
        decision_reason="x",
        decided_at=timezone.now(),
    )


def test_rejects_duplicate_candidate():
    candidate = factories.candidate()
    with pytest.raises(IntegrityError):
        factories.candidate(candidate.document)


def test_documents_are_unique_and_have_text():
    document, other = factories.document(), factories.document()
    refuse(Document, document.pk, text="", state="read", read_at=timezone.now())
    refuse(Document, document.pk, state="failed", problem="")
    refuse(Document, document.pk, sha256=other.sha256)


def test_commitments():
    commitment, other = factories.commitment(), factories.commitment()
    refuse(Commitment, commitment.pk, due_on=date(2001, 1, 1))
    refuse(Commitment, commitment.pk, title="")
    refuse(Commitment, commitment.pk, code=other.code)


@pytest.mark.parametrize(
    "broken",
    [
        {"workflow": "returned"},
        {"workflow": "completed"},
        {"completed_on": date(2026, 1, 1)},
        {"workflow": "suspended", "workflow_reason": "x"},
        {"workflow": "terminated", "workflow_reason": "x"},
        {"halted_on": date(2026, 1, 1)},
        {"halted_from": "assigned"},
        {"workflow": "merged", "workflow_reason": "x"},
    ],
)
def test_rejects_stage_without_its_details(broken):
    refuse(Commitment, factories.commitment().pk, **broken)


def test_a_commitment_is_merged_into_another_one():
    commitment = factories.commitment()
    refuse(
        Commitment, commitment.pk, workflow="merged", workflow_reason="x", merged_into=commitment
    )


@pytest.mark.parametrize(
    "broken",
    [
        {"new_due_on": date(2030, 12, 31)},
        {"reason": ""},
        {"state": "approved"},
        {"decided_at": timezone.now()},
        {"target": 1},
    ],
)
def test_extensions(broken):
    commitment, unit = factories.commitment(), factories.unit()
    extension = DeadlineExtension.objects.create(
        commitment=commitment,
        organization=unit,
        former_due_on=commitment.due_on,
        new_due_on=date(2031, 6, 30),
        reason="征地未完成",
        requested_by=factories.user(),
    )
    if "target" in broken:
        broken = {"target": commitment.target}
    refuse(DeadlineExtension, extension.pk, **broken)
    decided = {"decided_at": timezone.now(), "decided_by": factories.user()}
    refuse(DeadlineExtension, extension.pk, state="refused", **decided)


@pytest.mark.parametrize("broken", [{"title": ""}, {"planned": Decimal(3), "done_on": TODAY}])
def test_milestones(broken):
    milestone = Milestone.objects.create(
        commitment=factories.commitment(), title="开工", due_on=TODAY
    )
    refuse(Milestone, milestone.pk, **broken)


@pytest.mark.parametrize(
    "broken", [{"reason": ""}, {"ends_on": date(2020, 1, 1)}, {"revoked_at": timezone.now()}]
)
def test_overrides(broken):
    given = {
        "commitment": factories.commitment(),
        "progress": "behind",
        "reason": "停工",
        "starts_on": TODAY,
        "ends_on": TODAY,
        "set_by": factories.user(),
    }
    override = Override.objects.create(**given)
    with pytest.raises(IntegrityError), transaction.atomic():
        Override.objects.create(**given)
    refuse(Override, override.pk, **broken)


def test_an_indicator_counts_over_some_time():
    indicator = factories.commitment().target.indicator
    refuse(Indicator, indicator.pk, span_months=0)


@pytest.mark.parametrize("broken", [{"on_schedule": 0}, {"ahead": Decimal("0.5")}, {"name": ""}])
def test_plans(broken):
    refuse(Plan, Plan.objects.create(name="年度重点工作").pk, **broken)


def test_themes():
    top = Theme.objects.create(name="民生")
    below, other = (Theme.objects.create(name=name, parent=top) for name in ("养老", "教育"))
    refuse(Theme, top.pk, name="")
    refuse(Theme, top.pk, parent=top)
    refuse(Theme, other.pk, name=below.name)
    refuse(Theme, Theme.objects.create(name="经济").pk, name=top.name)


def test_a_commitment_has_a_theme_once():
    commitment, theme = factories.commitment(), Theme.objects.create(name="民生")
    CommitmentTheme.objects.create(commitment=commitment, theme=theme)
    with pytest.raises(IntegrityError):
        CommitmentTheme.objects.create(commitment=commitment, theme=theme)


def test_rejects_part_without_weight_or_below_itself():
    commitment = factories.commitment()
    refuse(Commitment, commitment.pk, weight=0)
    refuse(Commitment, commitment.pk, parent=commitment)


def test_citations():
    document = factories.document()
    citation = Citation.objects.create(
        commitment=factories.commitment(), document=document, start=0, end=3, quote="区体育"
    )
    refuse(Citation, citation.pk, end=0)
    with pytest.raises(IntegrityError):
        Citation.objects.create(
            commitment=citation.commitment, document=document, start=0, end=3, quote="区体育"
        )


@pytest.mark.parametrize(
    "broken",
    [
        {"comparator": "between"},
        {"value_max": Decimal(9)},
        {"comparator": "between", "value_max": Decimal(1)},
        {"version": 2, "reason": ""},
    ],
)
def test_targets(broken):
    refuse(Target, factories.commitment().target.pk, **broken)


def test_one_target_is_in_force():
    commitment = factories.commitment()
    target = commitment.target
    target.pk, target.version, target.reason = None, 2, "上调"
    with pytest.raises(IntegrityError):
        target.save()


def test_indicators():
    indicator = factories.commitment().target.indicator
    refuse(Indicator, indicator.pk, name="")
    with pytest.raises(IntegrityError):
        Indicator.objects.create(name=indicator.name, unit=indicator.unit)


def test_rejects_second_lead_or_repeated_unit():
    unit = factories.unit()
    commitment = factories.assigned(unit)
    for broken in (
        {"organization": unit, "role": Role.SUPPORT},
        {"organization": factories.unit(), "role": Role.LEAD},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Assignment.objects.create(commitment=commitment, **broken)
    refuse(Assignment, commitment.assignments.get().pk, acknowledged_at=timezone.now())


@pytest.fixture
def update():
    unit = factories.unit()
    return ProgressUpdate.objects.create(
        commitment=factories.assigned(unit),
        organization=unit,
        reported_on=date(2026, 1, 1),
        narrative="已开工",
        author=factories.user(),
    )


@pytest.mark.parametrize(
    "broken",
    [
        {"state": UpdateState.SUBMITTED},
        {"state": UpdateState.APPROVED, "submitted_at": timezone.now()},
        {"reviewed_at": timezone.now()},
    ],
)
def test_updates(update, broken):
    refuse(ProgressUpdate, update.pk, **broken)


def test_a_returned_update_has_a_reason(update):
    now = timezone.now()
    refuse(
        ProgressUpdate,
        update.pk,
        state=UpdateState.RETURNED,
        submitted_at=now,
        reviewed_at=now,
        reviewed_by=update.author,
        return_reason="",
    )


@pytest.mark.parametrize(
    "broken",
    [{"numerator": Decimal(1)}, {"numerator": Decimal(1), "denominator": Decimal(0)}],
)
def test_measurements(update, broken):
    measurement = Measurement.objects.create(
        update=update,
        indicator=update.commitment.target.indicator,
        measured_on=date(2026, 1, 1),
        value=1,
    )
    refuse(Measurement, measurement.pk, **broken)


@pytest.mark.parametrize(
    "broken",
    [
        {"url": ""},
        {"kind": "file"},
        {"file": "a.pdf"},
        {"period_start": date(2026, 2, 1), "period_end": date(2026, 1, 1)},
    ],
)
def test_evidence(update, broken):
    evidence = Evidence.objects.create(
        update=update, kind="link", url="https://example.org", title="网页", added_by=update.author
    )
    refuse(Evidence, evidence.pk, **broken)


def test_rejects_unit_above_itself_and_repeated_short_name():
    unit = factories.unit(short_name="区体育局")
    refuse(Organization, unit.pk, parent=unit)
    with pytest.raises(IntegrityError):
        factories.unit(short_name="区体育局")


@pytest.mark.parametrize(
    "broken",
    [
        {"state": JobState.RUNNING},
        {"lease_until": timezone.now()},
        {"state": JobState.DONE},
        {"finished_at": timezone.now()},
    ],
)
def test_jobs(broken):
    job = Job.objects.create(kind=JobKind.EXTRACT, key="1", available_at=timezone.now())
    refuse(Job, job.pk, **broken)


def test_report_numbers_are_unique_in_a_year():
    given = {
        "kind": kinds.default(),
        "year": 2026,
        "number": 1,
        "period": "2026",
        "period_start": date(2026, 1, 1),
        "period_end": date(2026, 12, 31),
        "as_of": date(2026, 12, 31),
        "title": "通报",
        "snapshot": {},
        "sha256": "0" * 64,
        "issued_by": factories.user(),
    }
    issue = ReportIssue.objects.create(**given)
    refuse(ReportIssue, issue.pk, period_end=date(2025, 1, 1))
    with pytest.raises(IntegrityError):
        ReportIssue.objects.create(**given)


def test_an_issued_file_is_archived_once_and_whole():
    issue = status_reports.issue("2026-Q1", by=factories.supervisor())
    issued_files.archive(issue)
    file = issue.files.get(format="docx")
    for broken in ({"format": ""}, {"language": ""}, {"file": ""}, {"sha256": ""}):
        refuse(IssuedFile, file.pk, **broken)
    refuse(IssuedFile, file.pk, format="html")
    with pytest.raises(ProtectedError):
        issue.delete()
