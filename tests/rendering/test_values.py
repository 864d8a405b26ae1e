import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from commitments.rendering.values import (
    Changes,
    Contradiction,
    OnTime,
    Previous,
    Progress,
    ProgressCount,
)
from tests.rendering.examples import ITEMS, counts_of, report_of, units_of


def test_on_time_is_summed_over_the_units():
    assert report_of().on_time == OnTime(kept=1, due=2, late=0, not_done=1)


def test_needing_attention_keeps_the_order_of_the_codes():
    report = report_of(attention=("HD-2026-008", "HD-2026-003", "HD-2026-002"))

    assert [item.code for item in report.needing_attention] == list(report.attention)


def test_accepts_report_without_commitments():
    assert report_of((), previous=None, changes=Changes()).total == 0


def _with_count(progress: Progress, **changes: object) -> tuple[ProgressCount, ...]:
    return tuple(
        replace(row, **changes) if row.progress is progress else row for row in counts_of(ITEMS)
    )


def _with_unit(**changes: object) -> tuple[object, ...]:
    first, *others = units_of(ITEMS)
    return (replace(first, **changes), *others)


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"total": 9}, "total: 9, but 8 items"),
        ({"counts": counts_of(ITEMS)[1:]}, "each progress value once"),
        ({"counts": (*counts_of(ITEMS)[1:], counts_of(ITEMS)[1])}, "each progress value once"),
        ({"counts": _with_count(Progress.BEHIND, count=3)}, "counts: 3 behind, but 2 listed"),
        ({"counts": _with_count(Progress.BEHIND, percent=Decimal("25.1"))}, "shares add up to"),
        ({"previous": Previous(1, date(2025, 12, 31), ())}, "previous.counts"),
        ({"units": units_of(ITEMS)[1:]}, "but 1 counted"),
        ({"units": _with_unit(total=99)}, "do not add up to 99"),
        ({"units": _with_unit(on_time=OnTime(kept=2, due=1))}, "more ends than were due"),
        ({"attention": ()}, "attention"),
        ({"attention": ("HD-2026-003", "HD-2026-002", "HD-2026-001")}, "attention"),
        ({"items": (*ITEMS[:-1], ITEMS[0])}, "code is used twice"),
    ],
)
def test_rejects_contradicting_figures(fields, complaint):
    with pytest.raises(Contradiction, match=re.escape(complaint)):
        report_of(**fields)
