"""The tables of a report: the items that it counts, by progress, by unit, by theme and by end."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from commitments import assessment
from commitments.rendering import values


def counts(items: Iterable[values.Item]) -> tuple[values.ProgressCount, ...]:
    counted = Counter(item.progress for item in items)
    shares = assessment.shares({progress: counted[progress] for progress in values.Progress})
    return tuple(
        values.ProgressCount(progress, counted[progress], shares[progress])
        for progress in values.Progress
    )


def units(items: Iterable[values.Item], as_of: date) -> tuple[values.UnitRow, ...]:
    """Return one row per lead unit, by number of commitments; those without a lead come last."""
    led: dict[str, list[values.Item]] = defaultdict(list)
    for item in items:
        led[item.lead_unit].append(item)
    rows = (
        values.UnitRow(
            name=name,
            total=len(own),
            counts=dict(Counter(item.progress for item in own)),
            on_time=_ends(own, as_of),
        )
        for name, own in led.items()
    )
    return tuple(sorted(rows, key=lambda row: (not row.name, -row.total, row.name)))


def _ends(rows: list[values.Item], as_of: date) -> values.OnTime:
    ends = Counter(item.end for item in rows)
    return values.OnTime(
        kept=ends[values.End.ON_TIME],
        due=sum(item.target.due is not None and item.target.due <= as_of for item in rows),
        late=ends[values.End.LATE],
        not_done=ends[values.End.NOT_DONE],
    )


def themes(items: Iterable[values.Item], tree: Iterable[object]) -> tuple[values.ThemeRow, ...]:
    """One row a theme, in the order of the tree; what has none comes last, unnamed."""
    counts: dict[str, Counter[values.Progress]] = defaultdict(Counter)
    for item in items:
        for name in item.themes or [""]:
            counts[name][item.progress] += 1
    if not any(counts):
        return ()
    order = [*(str(theme) for theme in tree), ""]
    return tuple(
        values.ThemeRow(name, counts[name].total(), dict(counts[name]))
        for name in order
        if name in counts
    )


def attention(items: Iterable[values.Item]) -> tuple[str, ...]:
    """Sort missed before behind, then by due date; those without a date come last."""
    urgent = [item for item in items if item.progress in values.NEEDS_ATTENTION]
    order = values.NEEDS_ATTENTION.index
    urgent.sort(key=lambda i: (order(i.progress), i.target.due or date.max, i.code))
    return tuple(item.code for item in urgent)
