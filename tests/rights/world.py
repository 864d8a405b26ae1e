"""What belongs to one unit, with a word in every text of it that no other unit may ever read."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.auth.models import AnonymousUser, Group, User
from django.contrib.contenttypes.models import ContentType
from django_celery_beat.models import CrontabSchedule, IntervalSchedule, PeriodicTask
from rest_framework.authtoken.models import Token

from commitments.choices import BatchRowState, JobKind, NoticeKind
from commitments.domain.documents import review
from commitments.domain.notices import notices
from commitments.domain.platform import jobs, saved_filters
from commitments.domain.reminders import issuing
from commitments.domain.reporting import (
    drafts,
    duties,
    evidence,
    issued_files,
    kinds,
    progress,
    status_reports,
)
from commitments.domain.tracking import (
    assign,
    breakdowns,
    extensions,
    milestones,
    overrides,
    plans,
    targets,
    themes,
)
from commitments.models import (
    Batch,
    Commitment,
    Duty,
    Evaluation,
    Indicator,
    Membership,
    Organization,
    ReminderRule,
    ReportKind,
)
from tests import factories as make

SECRET = "密不外传"  # of unit A, for its own people and for those who see all units
WORD = "不外传"  # what is searched for: a page may repeat it
DRAFT = "尚未交出"  # of a draft of unit A: for its author, the unit and the supervision office
OFFICE = "室内掌握"  # of the office, for those who decide on candidates
DAY = date(2026, 3, 31)
FAR = date(2031, 6, 30)

# Roles that see unit A's rows, and those that must not, by the name they have here.
INSIDERS = {
    "supervisor": "supervisor",
    "reviewer": "reviewer",
    "reader": "reader",
    "program": "api_client",
    "reporter": "reporter",
    "head": "head",
    "head of the superior unit": "head",
}
# Insiders who see unit A's drafts, too.
WRITERS = {"supervisor", "reporter", "head", "head of the superior unit"}
OUTSIDERS = {
    "nobody": "",
    "person without a role": "",
    "reporter of another unit": "reporter",
    "head of another unit": "head",
}


@dataclass(frozen=True, slots=True)
class World:
    people: dict[str, User | AnonymousUser]
    # The row of each kind that unit A (or the office) has, by the name of its table.
    objects: dict[str, int]


def build() -> World:
    """Unit A under a district, unit B beside it, people of each role, and one of everything."""
    district = make.unit("海淀区政府")
    ours, theirs = make.unit("区体育局", parent=district), make.unit("区民政局", parent=district)
    people = _people(ours, theirs, district)
    office, clerk = people["supervisor"], people["reporter"]
    assert isinstance(office, User)
    assert isinstance(clerk, User)
    # A status report is for all; it was issued before anything here was to be kept quiet.
    issue = status_reports.issue("2026-Q1", by=office)
    issued_files.archive(issue)
    commitment = _commitment(ours, office)
    update, proof, cited = _report(commitment, office, clerk)
    batch = _batch(commitment, clerk)
    objects = {
        **_commons(office),
        **_of_the_office(office, clerk),
        **_way(commitment, office, clerk),
        **_reports(office),
        "reportissue": issue.pk,
        "organization": ours.pk,
        "commitment": commitment.pk,
        "progressupdate": update,
        "evidence": proof,
        "document": cited,
        "measurement": commitment.updates.get(pk=update).measurements.get().pk,
        "batch": batch.pk,
        "batchrow": batch.rows.get().pk,
    }
    # Unit B works with things of its own, so that its lists are not empty.
    make.assigned(theirs, indicator="学位", title="新增学位")
    return World(people, objects)


def _people(
    ours: Organization, theirs: Organization, district: Organization
) -> dict[str, User | AnonymousUser]:
    units = {
        "reporter": ours,
        "head": ours,
        "head of the superior unit": district,
        "reporter of another unit": theirs,
        "head of another unit": theirs,
        "person without a role": ours,
    }
    people: dict[str, User | AnonymousUser] = {
        name: make.user(role=role, unit=units.get(name))
        for name, role in (INSIDERS | OUTSIDERS).items()
    }
    program = people["program"]
    assert isinstance(program, User)
    program.is_staff = False
    program.save()
    return people | {"nobody": AnonymousUser()}


def _commitment(unit: Organization, office: User) -> Commitment:
    made = make.commitment(
        by=office,
        title=f"{SECRET}标题",
        details={"description": f"{SECRET}说明"},
        baseline=Decimal(2),
        baseline_on=date(2025, 11, 23),
    )
    assign.assign(made.pk, unit.pk, by=office, post=f"{SECRET}岗位", duty=f"{SECRET}分工")
    raised = targets.Revision(value=Decimal(4))
    targets.revise(made.pk, raised, by=office, reason=f"{SECRET}调整")
    return made


def _report(commitment: Commitment, office: User, clerk: User) -> tuple[int, int, int]:
    """An update with a value and evidence of each kind: its id, the file's, the document's."""
    update = progress.draft(
        commitment.pk,
        by=clerk,
        reported_on=DAY,
        narrative=f"{SECRET}进展",
        problems=f"{SECRET}问题",
        next_steps=f"{SECRET}打算",
        readings=(progress.ReportedValue(DAY, Decimal("3.1"), note=f"{SECRET}备注"),),
    )
    proof = progress.attach_file(
        update.pk,
        f"{SECRET}正文".encode(),
        by=clerk,
        filename=f"{SECRET}.txt",
        title=f"{SECRET}佐证",
    )
    progress.attach_link(
        update.pk, f"https://www.bjhd.gov.cn/{SECRET}", by=clerk, title=f"{SECRET}链接"
    )
    document = make.document(by=office)
    evidence.cite(
        update.pk, by=clerk, document_id=document.pk, start=0, end=5, title=f"{SECRET}引用"
    )
    progress.submit(update.pk, by=clerk)
    progress.return_to_unit(update.pk, by=office, reason=f"{SECRET}退回")
    progress.submit(update.pk, by=clerk)
    _draft(commitment, clerk)
    return update.pk, proof.pk, document.pk


def _draft(commitment: Commitment, clerk: User) -> None:
    """An update that nobody has submitted, with a value and evidence."""
    draft = progress.draft(
        commitment.pk,
        by=clerk,
        reported_on=DAY,
        narrative=f"{DRAFT}进展",
        readings=(progress.ReportedValue(DAY, Decimal("3.2"), note=f"{DRAFT}备注"),),
    )
    progress.attach_link(draft.pk, "https://www.bjhd.gov.cn/b", by=clerk, title=f"{DRAFT}链接")


def _way(commitment: Commitment, office: User, clerk: User) -> dict[str, int]:
    """What the way of a commitment leaves behind."""
    step = milestones.Planned(date(2027, 6, 30), f"{SECRET}节点")
    [milestone] = milestones.set_milestones(commitment.pk, by=office, milestones=[step])
    asked = extensions.request(commitment.pk, by=clerk, new_due_on=FAR, reason=f"{SECRET}延期")
    evaluation = overrides.set_override(
        commitment.pk, by=office, progress="behind", reason=f"{SECRET}评价", ends_on=FAR
    )
    duties.open_period(date(2026, 3, 10))
    duty = Duty.objects.get(assignment__commitment=commitment)
    [slip] = issuing.issue(f"duty:{duty.pk}:{duty.due_on}")
    notices.notify(
        [clerk], NoticeKind.RETURNED, commitment=commitment, slip=slip, reason=f"{SECRET}通知"
    )
    kept = saved_filters.save_filter("commitment", "due=past", name=f"{SECRET}筛选", by=clerk)
    return {
        "milestone": milestone.pk,
        "deadlineextension": asked.pk,
        "override": evaluation.pk,
        "duty": duty.pk,
        "reminderslip": slip.pk,
        "notice": clerk.notices.latest("pk").pk,
        "savedfilter": kept.pk,
        "target": commitment.targets.get(is_current=True).pk,
        "evaluation": Evaluation.objects.filter(commitment=commitment).latest("pk").pk,
        "assignment": commitment.assignments.get().pk,
    }


def _commons(office: User) -> dict[str, int]:
    """Registers that everybody with a role reads."""
    return {
        "theme": themes.create("民生", by=office).pk,
        "plan": plans.create("2026年工作要点", by=office).pk,
        "indicator": Indicator.objects.latest("pk").pk,
        "dimension": breakdowns.create(
            "街镇", by=office, groups=[breakdowns.GroupEntry("上地街道")]
        ).pk,
    }


def _of_the_office(office: User, clerk: User) -> dict[str, int]:
    """What only the office, or only the administrator, keeps."""
    candidate = make.candidate(statement=f"{OFFICE}事项")
    review.reject(candidate.pk, by=office, reason=f"{OFFICE}理由")
    rule = ReminderRule.objects.latest("pk")
    ReminderRule.objects.filter(pk=rule.pk).update(post=f"{OFFICE}岗位")
    job = jobs.request(JobKind.EXTRACT, candidate.document_id)
    type(job).objects.filter(pk=job.pk).update(error=f"{OFFICE}故障")
    times = CrontabSchedule.objects.create(minute="0", hour="6")
    task = PeriodicTask.objects.create(name="催办", task="commitments.tasks.x", crontab=times)
    return {
        "candidate": candidate.pk,
        "reminderrule": rule.pk,
        "job": job.pk,
        "membership": Membership.objects.get(user=clerk).pk,
        "user": clerk.pk,
        "group": Group.objects.get(name="reader").pk,
        "tokenproxy": Token.objects.create(user=clerk).pk,
        "periodictask": task.pk,
        "crontabschedule": times.pk,
        "intervalschedule": IntervalSchedule.objects.create(every=1, period="days").pk,
        "contenttype": ContentType.objects.get_for_model(Commitment).pk,
    }


def _reports(office: User) -> dict[str, int]:
    """A kind that is not issued, and a draft of the past, with words for the office only."""
    kind = ReportKind(name=f"{OFFICE}专报", title="专报", issuer="督查室", copies=f"{OFFICE}抄送")
    kinds.save_kind(kind, recipients=[office], by=office)
    draft = drafts.begin("2025-12", by=office, kind_id=kind.pk)
    drafts.edit(draft.pk, texts=drafts.Texts(problems=f"{OFFICE}问题"), by=office)
    return {"reportkind": kind.pk, "reportdraft": draft.pk}


def _batch(commitment: Commitment, clerk: User) -> Batch:
    batch = Batch.objects.create(
        source="ledger",
        file="batches/x.xlsx",
        filename=f"{SECRET}.xlsx",
        sha256="0" * 64,
        reason=f"{SECRET}批量",
        created_by=clerk,
    )
    batch.rows.create(
        number=1,
        commitment=commitment,
        label=f"{SECRET}行",
        changes={"title": ["", f"{SECRET}改"]},
        state=BatchRowState.REFUSED,
        message=f"{SECRET}原因",
    )
    return batch
