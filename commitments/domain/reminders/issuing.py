"""Reminders: numbered slips (督办单) by the office's rules, each issued once.

The daily run finds what needs a reminder and requests a job for each; the job
issues the slips and the notices in one transaction, so that none is lost or sent twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from commitments.choices import JobKind, NoticeKind, Progress, Rank, RemindedOf, Role
from commitments.domain.notices import notices, recipients, slips
from commitments.domain.platform import audit, jobs, numbering, working_days
from commitments.domain.reporting import duties
from commitments.models import Assignment, Duty, Job, ReminderRule, ReminderSlip

# Working days from the date, level, recipient: notice before, on the day, then up the ranks.
DEFAULTS = (
    (-3, 1, Rank.HANDLER),
    (0, 2, Rank.HANDLER),
    (1, 3, Rank.HANDLER),
    (3, 4, Rank.HEAD),
    (5, 5, Rank.LEADER),
)


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a reminder: a duty, or the due date of a commitment."""

    about: RemindedOf
    assignment: Assignment
    due_on: date
    duty: Duty | None = None

    @property
    def key(self) -> str:
        return f"{self.about}:{self.duty.pk if self.duty else self.assignment.commitment_id}"


def ensure_rules(using: str) -> None:
    """Create the default rules where there are none; from then on the office keeps them."""
    rules = ReminderRule.objects.using(using)
    if not rules.exists():
        rules.bulk_create(
            ReminderRule(about=about, days=days, level=level, recipient=recipient)
            for about in RemindedOf
            for days, level, recipient in DEFAULTS
        )


def daily(today: date) -> int:
    """Open the duties of a day, request its reminders, and return their number."""
    duties.open_period(today)
    return len(plan(today))


def plan(today: date) -> list[Job]:
    """Cancel slips whose reason has ended, and request a job for each due reminder."""
    slips.cancel_stale()
    rules = _rules()
    issued = set(ReminderSlip.objects.in_force().values_list("about", "duty", "commitment", "rule"))
    wanted = []
    for subject in _subjects():
        mine = (subject.about, subject.duty and subject.duty.pk, subject.assignment.commitment_id)
        if any((*mine, rule.pk) not in issued for rule in _reached(rules, subject, today)):
            wanted.append(f"{subject.key}:{today}")
    return [jobs.request(JobKind.REMIND, key) for key in wanted]


@transaction.atomic
def issue(key: str) -> list[ReminderSlip]:
    """Issue the slips that are due for one subject; those in force are not issued again."""
    about, pk, day = key.split(":")
    today = date.fromisoformat(day)
    same = Q(duty=int(pk)) if about == RemindedOf.DUTY else Q(commitment=int(pk))
    issued = []
    for subject in _subjects(only=(RemindedOf(about), int(pk))):
        in_force = ReminderSlip.objects.in_force().filter(same, about=about)
        known = set(in_force.values_list("rule", flat=True))
        for rule in _reached(_rules(), subject, today):
            if rule.pk not in known:
                issued.append(_issue(rule, subject, today))
    return issued


def _rules() -> list[ReminderRule]:
    return list(ReminderRule.objects.filter(is_active=True).order_by("days", "level"))


def _reached(
    rules: Iterable[ReminderRule], subject: Subject, today: date
) -> Iterable[ReminderRule]:
    """Return, for each recipient, the latest rule whose day has come."""
    latest = {}
    for rule in rules:
        if rule.about == subject.about and (working_days.shift(subject.due_on, rule.days) <= today):
            latest[rule.recipient, rule.post] = rule
    return sorted(latest.values(), key=lambda rule: rule.level)


def _subjects(only: tuple[RemindedOf, int] | None = None) -> list[Subject]:
    """Duties not answered and commitments not kept, all of them or one, locked."""
    about, pk = only or (None, 0)
    found: list[Subject] = []
    if about in (None, RemindedOf.DUTY):
        duties = Duty.objects.asked().unanswered().select_related("assignment__commitment")
        if only:
            duties = duties.filter(pk=pk).select_for_update(of=("self",))
        found += [Subject(RemindedOf.DUTY, d.assignment, d.due_on, d) for d in duties]
    if about in (None, RemindedOf.COMMITMENT):
        leads = Assignment.objects.filter(
            role=Role.LEAD,
            commitment__workflow__in=Duty.ASKED_WHILE,
            commitment__due_on__isnull=False,
        ).exclude(commitment__evaluation__progress=Progress.ACHIEVED)
        leads = leads.select_related("commitment")
        if only:
            leads = leads.filter(commitment=pk).select_for_update(of=("self",))
        found += [
            Subject(RemindedOf.COMMITMENT, lead, lead.commitment.due_on)
            for lead in leads
            if lead.commitment.due_on
        ]
    return found


def _issue(rule: ReminderRule, subject: Subject, today: date) -> ReminderSlip:
    assignment = subject.assignment
    slip = ReminderSlip(
        year=today.year,
        number=numbering.next_number(f"slip-{today.year}"),
        rule=rule,
        about=subject.about,
        commitment=assignment.commitment,
        duty=subject.duty,
        due_on=subject.due_on,
        level=rule.level,
        recipient=rule.recipient,
        organization=assignment.organization,
        person=assignment.person,
        issued_on=today,
    )
    audit.save(slip, by=audit.system_user())
    notices.notify(
        recipients.of(rule, assignment),
        NoticeKind.SLIP,
        commitment=assignment.commitment,
        slip=slip,
        level=rule.level,
        due=subject.due_on,
    )
    return slip
