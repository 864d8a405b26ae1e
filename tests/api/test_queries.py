"""A list asks the database as often for a hundred rows as for one."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.domain import progress
from commitments.models import Organization, OrganizationAlias
from tests import factories

LISTS = [
    "documents",
    "candidates",
    "commitments",
    "indicators",
    "targets",
    "evaluations",
    "assignments",
    "updates",
    "measurements",
    "evidence",
    "units",
    "summary",
]


def grow(unit: Organization, by, count: int) -> None:
    """Rows of every kind."""
    for number in range(count):
        lead = factories.unit()
        OrganizationAlias.objects.create(organization=lead, name=f"别名{lead.pk}")
        commitment = factories.commitment(
            by=by, indicator=f"指标{lead.pk}", lead=unit, supporting=(lead,)
        )
        factories.candidate(by_document(by))
        update = progress.draft(
            commitment.pk,
            by=by,
            reported_on=date(2026, 3, 31),
            narrative="进展",
            readings=(progress.Reading(date(2026, 3, 1 + number % 28), Decimal(1)),),
        )
        progress.attach_link(update.pk, "https://www.bjhd.gov.cn/a", by=by)


def by_document(by):
    return factories.document(by=by)


def asked(caller, name: str) -> int:
    # Permissions are looked up once a person and request; the same person asks each time anew.
    for cache in ("_perm_cache", "_user_perm_cache", "_group_perm_cache"):
        caller.user.__dict__.pop(cache, None)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        caller.get(f"{name}/", **({} if name == "summary" else {"page_size": 100}))
    return len(queries)


@pytest.mark.parametrize("role", ["office", "clerk"])
def test_the_number_of_queries_does_not_grow(request, office, bureau, role):
    caller = request.getfixturevalue(role)
    names = [n for n in LISTS if not (role == "clerk" and n == "candidates")]
    counts = []
    for more in (1, 9, 20):
        grow(bureau, office.user, more)
        counts.append({name: asked(caller, name) for name in names})

    assert counts[0] == counts[1] == counts[2]
    assert max(counts[0].values()) <= 10, counts[0]
