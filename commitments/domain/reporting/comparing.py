"""Compare a report with an earlier one: like with like, and every change of the total explained.

A month is compared with the month before, a quarter with the quarter before, and each with the same
period of the year before. Where one of these was issued several times, its last issue counts. A
period that is issued again is compared with what its first issue was compared with.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from django.db.models import QuerySet

from commitments import codec, rendering
from commitments.domain.platform import periods
from commitments.models import Commitment, ReportIssue
from commitments.rendering import values
from commitments.rendering.snapshots import FORMAT
from commitments.rendering.values import Crossing

STOPPED = {*Commitment.ENDED, Commitment.Workflow.SUSPENDED}


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A commitment that the report does not list: it was merged, or starts later."""

    why: Crossing
    reason: str = ""
    into: str = ""


def compared(
    draft: rendering.Report, unlisted: Mapping[str, Unlisted], *, issued: QuerySet[ReportIssue]
) -> rendering.Report:
    """Return the report with what it is compared with, and what changed since."""
    before, year_ago = _bases(draft, issued)
    told = replace(draft, year_ago=_summary(year_ago), trend=_trend(draft, issued))
    if before is None:
        return told
    former = rendering.Report.from_snapshot(before.snapshot)
    return replace(
        told,
        previous=_summary(before),
        changes=_changes(draft, former, unlisted),
        units_before=former.units,
    )


def _trend(draft: rendering.Report, issued: QuerySet[ReportIssue]) -> tuple[values.Previous, ...]:
    """The last issue of each of the eleven months before the one that the report speaks of."""
    first = draft.as_of.replace(day=1)
    rows = issued.filter(
        as_of__gte=first.replace(year=first.year - 1) + timedelta(days=31), as_of__lt=first
    ).order_by("as_of", "year", "number")
    known = rows.values_list("as_of", "year", "number", "period", "snapshot__counts")
    last = {(as_of.year, as_of.month): (as_of, *others) for as_of, *others in known}
    return tuple(
        values.Previous(
            number=number,
            as_of=as_of,
            counts=codec.decode(tuple[values.ProgressCount, ...], counts),
            period=period,
            year=year,
        )
        for as_of, year, number, period, counts in last.values()
    )


def is_current(report: rendering.Report, *, issued: QuerySet[ReportIssue]) -> bool:
    """Whether it would still be compared with the same issues."""
    told = [row and (row.year, row.number) for row in (report.previous, report.year_ago)]
    return told == [row and (row.year, row.number) for row in _bases(report, issued)]


def _bases(
    draft: rendering.Report, issued: QuerySet[ReportIssue]
) -> tuple[ReportIssue | None, ReportIssue | None]:
    """The issue before, and the one of the year before."""
    first = issued.filter(period=draft.period).order_by("year", "number").first()
    if first is not None and first.snapshot.get("format") == FORMAT:
        return _named_in(first, "previous", issued), _named_in(first, "year_ago", issued)
    return _before(draft, issued), _year_ago(draft, issued)


def _named_in(first: ReportIssue, name: str, issued: QuerySet[ReportIssue]) -> ReportIssue | None:
    """The issue that another one was compared with."""
    named = first.snapshot[name]
    return issued.filter(year=named["year"], number=named["number"]).first() if named else None


def _before(draft: rendering.Report, issued: QuerySet[ReportIssue]) -> ReportIssue | None:
    """The last issue of the last period of the same kind that ended before this one began."""
    months = periods.months_of(draft.period_start, draft.period_end)
    earlier = issued.filter(period_end__lt=draft.period_start, as_of__lt=draft.as_of)
    found = earlier.order_by("-period_start", "-year", "-number").defer("snapshot")
    return next(
        (row for row in found if periods.months_of(row.period_start, row.period_end) == months),
        None,
    )


def _year_ago(draft: rendering.Report, issued: QuerySet[ReportIssue]) -> ReportIssue | None:
    """The last issue of the same period of the year before; of a year that is the one before."""
    year, _, part = draft.period.partition("-")
    if not part:
        return None
    then = issued.filter(period=f"{int(year) - 1}-{part}", as_of__lt=draft.as_of)
    return then.order_by("-year", "-number").first()


def _summary(issue: ReportIssue | None) -> values.Previous | None:
    if issue is None:
        return None
    report = rendering.Report.from_snapshot(issue.snapshot)
    return values.Previous(
        number=issue.number,
        as_of=issue.as_of,
        counts=report.counts,
        on_time=report.on_time if report.on_time.late is not None else None,
        period=issue.period,
        year=issue.year,
    )


def _changes(
    draft: rendering.Report, former: rendering.Report, unlisted: Mapping[str, Unlisted]
) -> values.Changes:
    before = {item.code: item for item in former.items}
    known = [(before[item.code], item) for item in draft.items if item.code in before]
    entered = tuple(_entered(draft, before))
    new = {row.code for row in entered if row.why is Crossing.REGISTERED}
    return values.Changes(
        registered=tuple(
            values.Registered(item.code, item.title, item.lead_unit)
            for item in draft.items
            if item.code in new
        ),
        moved=tuple(
            values.Moved(now.code, now.title, then.progress, now.progress)
            for then, now in known
            if then.counted and now.counted and then.progress != now.progress
        ),
        revised=tuple(
            values.Revised(
                now.code,
                now.title,
                then.target,
                now.target,
                now.revision.reason if now.revision else "",
            )
            for then, now in known
            if not _is_same(then.target, now.target)
        ),
        ended=tuple(_ended(known, before, unlisted)),
        entered=entered,
        left=tuple(_left(draft, former, unlisted)),
    )


def _is_same(then: values.Target, now: values.Target) -> bool:
    """Whether nobody revised it; what earlier versions did not store makes no difference."""
    unit = then.unit if now.value is None else now.unit
    return then == replace(now, unit=unit, is_growth=then.is_growth, is_fall=then.is_fall)


def _entered(
    draft: rendering.Report, before: Mapping[str, values.Item]
) -> Iterator[values.Crossed]:
    for item in draft.counted:
        then = before.get(item.code)
        if then is None:
            yield values.Crossed(item.code, item.title, Crossing.REGISTERED)
        elif not then.counted:
            halted = then.workflow in values.HALTED
            why = Crossing.RESUMED if halted else Crossing.STANDS_ALONE
            yield values.Crossed(item.code, item.title, why)


def _left(
    draft: rendering.Report, former: rendering.Report, unlisted: Mapping[str, Unlisted]
) -> Iterator[values.Crossed]:
    now = {item.code: item for item in draft.items}
    for then in former.counted:
        item = now.get(then.code)
        if item is None:
            gone = unlisted.get(then.code)
            yield values.Crossed(then.code, then.title, gone.why if gone else Crossing.PUT_OFF)
        elif not item.counted:
            yield values.Crossed(item.code, item.title, _why_uncounted(item))


def _why_uncounted(item: values.Item) -> Crossing:
    stopped = {
        values.Workflow.TERMINATED: Crossing.TERMINATED,
        values.Workflow.SUSPENDED: Crossing.SUSPENDED,
    }
    return stopped.get(item.workflow, Crossing.BECAME_PART)


def _ended(
    known: Iterable[tuple[values.Item, values.Item]],
    before: Mapping[str, values.Item],
    unlisted: Mapping[str, Unlisted],
) -> Iterator[values.Ended]:
    for then, now in known:
        if then.workflow != now.workflow and now.workflow.value in STOPPED:
            yield values.Ended(now.code, now.title, now.workflow, now.stage_reason)
    for code, gone in unlisted.items():
        if gone.why is Crossing.MERGED and code in before:
            title = before[code].title
            yield values.Ended(code, title, values.Workflow.MERGED, gone.reason, gone.into)
