"""The items of a report: each commitment with all that is printed of it, as it was on the day."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone, translation

from commitments import assessment, figures
from commitments.choices import Change, Role, UpdateState
from commitments.domain.evaluation import evaluations, facts, historical
from commitments.domain.reporting import group_tables
from commitments.domain.reporting.population import Population
from commitments.domain.tracking import catalogue
from commitments.models import (
    Assignment,
    Citation,
    Commitment,
    Document,
    Organization,
    ProgressUpdate,
    Target,
    Theme,
)
from commitments.rendering import values

PER_CENT = 100


@dataclass(frozen=True, slots=True)
class Known:
    """What a report says of commitments on a day, looked up for all of them at once."""

    evaluations: Mapping[int, assessment.Evaluation]
    ledgers: Mapping[int, list[Target]]
    tables: Mapping[int, list[group_tables.GroupTable]]
    themes: Mapping[int, list[Theme]]
    responsible: Mapping[int, list[Assignment]]
    units: Mapping[int, Organization]
    sources: Mapping[int, values.Source]
    updates: Mapping[int, list[ProgressUpdate]]


def items(population: Population, as_of: date) -> tuple[values.Item, ...]:
    """The items in the order of the report. Nothing in them is younger than the day."""
    states = {state.commitment.pk: state for state in population.listed}
    rows = [state.commitment for state in population.listed]
    plans = historical.plans({row.plan_id for row in rows if row.plan_id}, as_of)
    for row in rows:
        row.plan = plans.get(row.plan_id or 0)
    ledgers = _ledgers(rows, as_of)
    responsible = historical.assignments(states, as_of)
    known = Known(
        evaluations=evaluations.evaluate(rows, as_of, running=False),
        ledgers=ledgers,
        tables=group_tables.of_many([ledger[-1] for ledger in ledgers.values()], as_of),
        themes=historical.themes(set(states), as_of),
        responsible=responsible,
        units=historical.units(
            {row.organization_id for rows in responsible.values() for row in rows}, as_of
        ),
        sources=_sources(historical.citations(states, as_of)),
        updates=_updates(rows, as_of),
    )
    codes = {row.pk: row.code for row in rows}
    return tuple(
        _item(row, known, counted=row.pk in population.counted, whole=codes.get(row.parent_id or 0))
        for row in rows
    )


def _ledgers(rows: list[Commitment], as_of: date) -> dict[int, list[Target]]:
    """The versions of each target up to the one in force on the day, as measured then."""
    found: dict[int, list[Target]] = defaultdict(list)
    targets = Target.objects.filter(commitment__in=[row.pk for row in rows])
    for target in targets.select_related("indicator").order_by("version"):
        found[target.commitment_id].append(target)
    then = historical.indicators({target.indicator_id for target in targets}, as_of)
    ledgers = {}
    for pk, ledger in found.items():
        current = facts.in_force(ledger, as_of)
        assert current is not None  # a ledger has a first version
        ledgers[pk] = [target for target in ledger if target.version <= current.version]
        for target in ledgers[pk]:
            target.indicator = then.get(target.indicator_id, target.indicator)
    return ledgers


def _updates(rows: list[Commitment], as_of: date) -> dict[int, list[ProgressUpdate]]:
    """What was approved of each and speaks of a day up to this one, the last first."""
    found: dict[int, list[ProgressUpdate]] = defaultdict(list)
    approved = ProgressUpdate.objects.filter(
        commitment__in=[row.pk for row in rows],
        state=UpdateState.APPROVED,
        reported_on__lte=as_of,
    )
    for update in approved.order_by("-reported_on", "-id"):
        found[update.commitment_id].append(update)
    return found


def _item(commitment: Commitment, known: Known, *, counted: bool, whole: str | None) -> values.Item:
    pk = commitment.pk
    evaluation, ledger = known.evaluations[pk], known.ledgers.get(pk, [])
    target = ledger[-1] if ledger else None
    responsible = known.responsible.get(pk, [])
    lead = next((row.organization_id for row in responsible if row.role == Role.LEAD), None)
    supporting = (row.organization_id for row in responsible if row.role == Role.SUPPORT)
    return values.Item(
        code=commitment.code,
        title=commitment.title,
        progress=values.Progress(evaluation.progress),
        workflow=values.Workflow(commitment.workflow),
        target=_target_on(target, evaluation),
        indicator=target.indicator.name if target else "",
        baseline=target.baseline if target else None,
        expected=evaluation.expected,
        actual=evaluation.actual,
        actual_on=evaluation.result.measured_on,
        achievement_percent=_share(evaluation, evaluation.achievement),
        completion_percent=_share(evaluation, evaluation.completion),
        lead_unit=str(known.units[lead]) if lead else "",
        supporting_units=tuple(str(known.units[unit]) for unit in supporting),
        why=assessment.sentence(evaluation, "zh-hans"),
        why_en=assessment.sentence(evaluation, "en"),
        source=known.sources.get(pk),
        groups=tuple(_breakdown(table) for table in known.tables[target.pk]) if target else (),
        facts=tuple(_facts(commitment, {"themes": known.themes[pk]})),
        themes=tuple(str(theme) for theme in known.themes[pk]),
        counted=counted,
        whole=whole or "",
        end=values.End(evaluation.end) if evaluation.end else None,
        last_report=_last_report(known.updates.get(pk, []), lead, known.units),
        stage_reason=commitment.workflow_reason,
        revision=_revision(ledger),
        of_parts=evaluation.facts.of_parts,
    )


def _share(evaluation: assessment.Evaluation, ratio: Decimal | None) -> Decimal | None:
    """A ratio of two figures in percent, rounded as the sentence beside it is."""
    if ratio is None or evaluation.actual is None:
        return None
    rules = evaluation.rules
    bands = (rules.on_schedule, Decimal(1), rules.ahead)
    shown = figures.percent(ratio, min((band for band in bands if band > ratio), default=None))
    return Decimal(shown.removesuffix("%"))


def _target_on(target: Target | None, evaluation: assessment.Evaluation) -> values.Target:
    """What is to be reached; of a whole that is told by its parts the unit and the day only."""
    if target is None:
        goal = evaluation.facts.goal
        return values.Target(unit=goal.unit if goal else "", due=evaluation.due)
    return _target(target, evaluation.due)


def _target(target: Target, due: date | None) -> values.Target:
    return values.Target(
        comparator=values.Comparator(target.comparator),
        value=target.value,
        value_max=target.value_max,
        unit=target.indicator.unit,
        due=due,
        is_assumed=target.is_assumed,
        is_growth=target.change == Change.GROWTH,
        is_fall=target.is_fall,
    )


def _revision(ledger: list[Target]) -> values.Revision | None:
    if len(ledger) < 2:
        return None
    former, current = ledger[-2:]
    return values.Revision(
        on=timezone.localdate(current.approved_at),
        before=_target(former, former.due_on),
        reason=current.reason,
    )


def _last_report(
    updates: list[ProgressUpdate], lead: int | None, units: Mapping[int, Organization]
) -> values.LastReport | None:
    """What the lead unit wrote last, or else any other."""
    by_lead = (update for update in updates if update.organization_id == lead)
    last = next(by_lead, updates[0] if updates else None)
    if last is None:
        return None
    unit = units.get(last.organization_id)
    return values.LastReport(
        on=last.reported_on,
        narrative=last.narrative,
        problems=last.problems,
        next_steps=last.next_steps,
        unit=str(unit) if unit else "",
    )


def _sources(citations: Mapping[int, list[Citation]]) -> dict[int, values.Source]:
    """The first place where each stands written."""
    first = {pk: rows[0] for pk, rows in citations.items() if rows}
    documents = Document.objects.filter(pk__in={row.document_id for row in first.values()})
    titles = dict(documents.values_list("pk", "title"))
    return {pk: values.Source(titles[row.document_id], row.quote) for pk, row in first.items()}


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
