"""Issue status reports: freeze what is known of a period, number it, archive its files."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from commitments import assessment, rendering
from commitments.choices import Workflow
from commitments.domain.evaluation import evaluations, facts, historical
from commitments.domain.platform import audit, numbering, periods, rights, transactions
from commitments.domain.platform.errors import Invalid
from commitments.domain.reporting import group_tables, issued_files
from commitments.domain.tracking import catalogue
from commitments.models import Commitment, ReportIssue, Target, Theme
from commitments.rendering import values

PER_CENT = 100


@dataclass(frozen=True, slots=True)
class Composed:
    """A report that has neither its number nor what changed since the one before."""

    report: rendering.Report
    # Why the target of a commitment was revised, by code.
    reasons: dict[str, str]


def issue(period: str, *, by: User, today: date | None = None) -> ReportIssue:
    """Issue the report of a period; the same period again gives a new issue."""
    rights.require_permission(by, "issue_reportissue", _("You may not issue status reports."))
    return publish(compose(period, today=today), by=by)


def compose(period: str, *, today: date | None = None) -> Composed:
    """Evaluate all that the report speaks of. This takes seconds: never in a transaction."""
    transactions.require_none("Composing a report")
    day = today or timezone.localdate()
    span = periods.parse(period)
    if span.start > day:
        raise Invalid(_("This period has not begun yet."), field="period")
    return _compose(span, as_of=min(span.end, day), issued_on=day)


@transaction.atomic
def publish(composed: Composed, *, by: User) -> ReportIssue:
    """Give a composed report its number, compare it with the one before, and store it."""
    draft = composed.report
    number = numbering.next_number(f"report-{draft.year}")
    previous = ReportIssue.objects.first()
    snapshot = replace(
        draft,
        number=number,
        previous=_previous(previous),
        changes=_changes(draft.items, previous, composed.reasons),
    ).as_snapshot()
    report = ReportIssue(
        year=draft.year,
        number=number,
        period=draft.period,
        period_start=draft.period_start,
        period_end=draft.period_end,
        as_of=draft.as_of,
        title=draft.title,
        snapshot=snapshot,
        sha256=digest(snapshot),
        issued_by=by,
    )
    audit.save(report, by=by)
    issued_files.request_archive(report)
    return report


def digest(snapshot: dict[str, Any]) -> str:
    """SHA-256 over the snapshot as compact JSON with sorted keys."""
    text = json.dumps(snapshot, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _compose(span: periods.ReportPeriod, *, as_of: date, issued_on: date) -> Composed:
    commitments = list(
        Commitment.objects.filter(starts_on__lte=as_of)
        .exclude(workflow=Workflow.MERGED)
        .with_timeline()
        .select_related("plan")
        .prefetch_related("citations__document")
        .order_by("code")
    )
    found = evaluations.evaluate(commitments, as_of, running=False)
    ledger = _in_force(commitments, as_of)
    tables = group_tables.of_many(ledger.values(), as_of)
    about = historical.themes(set(found), as_of)
    items = tuple(
        _item(
            commitment,
            target,
            found[commitment.pk],
            tables[target.pk] if target else [],
            about[commitment.pk],
        )
        for commitment in commitments
        for target in [ledger.get(commitment.pk)]
    )
    reasons = {c.code: ledger[c.pk].reason for c in commitments if c.pk in ledger}
    report = rendering.Report(
        title=settings.REPORT_TITLE,
        issuer=settings.REPORT_ISSUER,
        year=issued_on.year,
        number=0,
        period=span.name,
        period_start=span.start,
        period_end=span.end,
        as_of=as_of,
        issued_on=issued_on,
        total=len(items),
        counts=_counts(items),
        units=_units(items, as_of),
        themes=_themes(items),
        items=items,
        attention=_attention(items),
        previous=None,
        changes=values.Changes(),
    )
    return Composed(report, reasons)


def _in_force(commitments: list[Commitment], as_of: date) -> dict[int, Target]:
    """The target of each as it was on the day, not as it was revised since."""
    ledgers: dict[int, list[Target]] = defaultdict(list)
    rows = Target.objects.filter(commitment__in=[c.pk for c in commitments])
    for target in rows.select_related("indicator"):
        ledgers[target.commitment_id].append(target)
    found = {pk: facts.in_force(ledger, as_of) for pk, ledger in ledgers.items()}
    return {pk: target for pk, target in found.items() if target is not None}


def _item(
    commitment: Commitment,
    target: Target | None,
    evaluation: assessment.Evaluation,
    tables: list[group_tables.GroupTable],
    themes: list[Theme],
) -> values.Item:
    citation = next(iter(commitment.citations.all()), None)
    lead, achievement = commitment.lead, evaluation.achievement
    return values.Item(
        code=commitment.code,
        title=commitment.title,
        progress=values.Progress(evaluation.progress),
        workflow=values.Workflow(commitment.workflow),
        target=_target(target, evaluation.facts.due_on),
        indicator=target.indicator.name if target else "",
        baseline=target.baseline if target else None,
        expected=evaluation.expected,
        actual=evaluation.actual,
        actual_on=evaluation.result.measured_on,
        achievement_percent=None if achievement is None else round(achievement * PER_CENT, 1),
        lead_unit=str(lead) if lead else "",
        supporting_units=tuple(str(unit) for unit in commitment.supporting),
        why=assessment.sentence(evaluation, "zh-hans"),
        source=values.Source(citation.document.title, citation.quote) if citation else None,
        groups=tuple(_breakdown(table) for table in tables),
        facts=tuple(_facts(commitment, {"themes": themes})),
        themes=tuple(str(theme) for theme in themes),
    )


def _facts(commitment: Commitment, then: Mapping[str, Any]) -> Iterator[values.Fact]:
    """What the catalogue prints with an item, as far as it is said; `then` is of the day."""
    for field in catalogue.used(catalogue.Use.REPORT):
        value = then[field.name] if field.name in then else field.read(commitment)
        said = {}
        for language in ("zh-hans", "en"):
            with translation.override(language):
                said[language] = field.heading, field.in_words(value)
        (label, text), (label_en, text_en) = said.values()
        if text:
            yield values.Fact(label, label_en, text, text_en)


def _breakdown(table: group_tables.GroupTable) -> values.Breakdown:
    return values.Breakdown(
        dimension=table.dimension.name,
        rows=tuple(
            values.GroupRow(
                name=row.group.name,
                target=row.target,
                value=row.value,
                percent=None if row.share is None else round(row.share * PER_CENT, 1),
            )
            for row in table.rows
        ),
        on=table.measurement.measured_on if table.measurement else None,
        target_total=table.target_total,
        value_total=table.value_total,
    )


def _target(target: Target | None, due_on: date | None) -> values.Target:
    if target is None:
        return values.Target(due=due_on)
    return values.Target(
        comparator=values.Comparator(target.comparator),
        value=target.value,
        value_max=target.value_max,
        unit=target.indicator.unit,
        due=target.due_on,
        is_assumed=target.is_assumed,
    )


def _counts(items: tuple[values.Item, ...]) -> tuple[values.ProgressCount, ...]:
    counted = Counter(item.progress for item in items)
    shares = assessment.shares({progress: counted[progress] for progress in values.Progress})
    return tuple(
        values.ProgressCount(progress, counted[progress], shares[progress])
        for progress in values.Progress
    )


def _units(items: tuple[values.Item, ...], as_of: date) -> tuple[values.UnitRow, ...]:
    """Return one row per lead unit, by number of commitments; those without a lead come last."""
    led: dict[str, list[values.Item]] = defaultdict(list)
    for item in items:
        led[item.lead_unit].append(item)
    rows = []
    for name, own in led.items():
        due = [item for item in own if item.target.due and item.target.due <= as_of]
        kept = [item for item in due if item.progress == values.Progress.ACHIEVED]
        rows.append(
            values.UnitRow(
                name=name,
                total=len(own),
                counts=dict(Counter(item.progress for item in own)),
                on_time=values.OnTime(kept=len(kept), due=len(due)),
            )
        )
    return tuple(sorted(rows, key=lambda row: (not row.name, -row.total, row.name)))


def _themes(items: tuple[values.Item, ...]) -> tuple[values.ThemeRow, ...]:
    """One row a theme, in the order of the tree; what has none comes last, unnamed."""
    counts: dict[str, Counter[values.Progress]] = defaultdict(Counter)
    for item in items:
        for name in item.themes or [""]:
            counts[name][item.progress] += 1
    if not any(counts):
        return ()
    order = [*(str(theme) for theme in Theme.objects.in_tree_order()), ""]
    return tuple(
        values.ThemeRow(name, counts[name].total(), dict(counts[name]))
        for name in order
        if name in counts
    )


def _attention(items: tuple[values.Item, ...]) -> tuple[str, ...]:
    """Sort missed before behind, then by due date; those without a date come last."""
    urgent = [item for item in items if item.progress in values.NEEDS_ATTENTION]
    order = values.NEEDS_ATTENTION.index
    urgent.sort(key=lambda i: (order(i.progress), i.target.due or date.max, i.code))
    return tuple(item.code for item in urgent)


def _previous(last: ReportIssue | None) -> values.Previous | None:
    if last is None:
        return None
    counts = rendering.Report.from_snapshot(last.snapshot).counts
    return values.Previous(number=last.number, as_of=last.as_of, counts=counts)


def _changes(
    items: tuple[values.Item, ...], last: ReportIssue | None, reasons: dict[str, str]
) -> values.Changes:
    if last is None:
        return values.Changes()
    before = {item.code: item for item in rendering.Report.from_snapshot(last.snapshot).items}
    known = [(before[item.code], item) for item in items if item.code in before]
    return values.Changes(
        registered=tuple(
            values.Registered(item.code, item.title, item.lead_unit)
            for item in items
            if item.code not in before
        ),
        moved=tuple(
            values.Moved(now.code, now.title, then.progress, now.progress)
            for then, now in known
            if then.progress != now.progress
        ),
        revised=_revised(known, reasons),
        ended=tuple(
            values.Ended(now.code, now.title, now.workflow)
            for then, now in known
            if then.workflow != now.workflow and now.workflow.value in Commitment.ENDED
        ),
    )


def _revised(
    known: list[tuple[values.Item, values.Item]], reasons: dict[str, str]
) -> tuple[values.Revised, ...]:
    changed = {now.code: (then, now) for then, now in known if then.target != now.target}
    return tuple(
        values.Revised(code, now.title, then.target, now.target, reasons.get(code, ""))
        for code, (then, now) in changed.items()
    )
