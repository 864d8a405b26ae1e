"""A list asks the database as often for a hundred rows as for one."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.assessment import Figure
from commitments.choices import NoticeKind
from commitments.domain.notices import notices
from commitments.domain.reminders import issuing
from commitments.domain.reporting import drafts, duties, kinds, progress
from commitments.domain.tracking import (
    breakdowns,
    extensions,
    milestones,
    overrides,
    plans,
    targets,
    themes,
)
from commitments.models import Duty, Organization, OrganizationAlias, ReportKind
from tests import factories
from tests.api import test_urls

# Their rows are made by hand, one at a time; `grow` makes none.
FEW = {"batches", "batch-rows", "report-issues"}
OF_THE_OFFICE = {"candidates", "report-kinds", "report-drafts"}
LISTS = [*(name for name in test_urls.LISTS if name not in FEW), "summary"]


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
            readings=(_broken_down(commitment, by, date(2026, 3, 1 + number % 28)),),
        )
        progress.attach_link(update.pk, "https://www.bjhd.gov.cn/a", by=by)
        move_along(commitment, by)
        kind = ReportKind(name=f"专报{lead.pk}", title="专报", issuer="督查室")
        kinds.save_kind(kind, recipients=[by], by=by)
        drafts.begin("2026-03", by=by, kind_id=kind.pk)


def _broken_down(commitment, by, day) -> progress.ReportedValue:
    """A value with its parts, and targets for them."""
    entries = [breakdowns.GroupEntry("万寿路"), breakdowns.GroupEntry("羊坊店")]
    streets = breakdowns.create(f"街镇{commitment.pk}", by=by, groups=entries)
    ids = [group.pk for group in streets.groups.all()]
    aims = targets.Revision(groups=dict.fromkeys(ids, Decimal(1)))
    targets.revise(commitment.pk, aims, by=by, reason="分解")
    return progress.ReportedValue(day, Decimal(1), groups=dict.fromkeys(ids, Figure(Decimal(1))))


def move_along(commitment, by) -> None:
    """What the way of a commitment leaves behind."""
    plan = plans.create(f"第{commitment.pk}号工作要点", by=by)
    plans.place([commitment.pk], plan_id=plan.pk, by=by)
    theme = themes.create(f"第{commitment.pk}类", by=by)
    themes.assign(commitment.pk, [theme.pk], by=by)
    steps = [milestones.Planned(date(2027, month, 1), "完成选址") for month in (3, 6)]
    milestones.set_milestones(commitment.pk, by=by, milestones=steps)
    overrides.set_override(
        commitment.pk, by=by, progress="behind", reason="用地未定", ends_on=date(2099, 1, 1)
    )
    extensions.request(commitment.pk, by=by, new_due_on=date(2031, 6, 30), reason="用地未定")
    duties.open_period(date(2026, 3, 10))
    duty = Duty.objects.latest("pk")
    [slip] = issuing.issue(f"duty:{duty.pk}:{duty.due_on}")
    # The person who asks gets a notice too.
    for person in User.objects.filter(is_active=True):
        notices.notify([person], NoticeKind.RETURNED, commitment=commitment, reason="请补充")
        notices.notify([person], NoticeKind.SLIP_CANCELLED, slip=slip, reason="已报")


def by_document(by):
    return factories.document(by=by)


def asked(caller, name: str) -> int:
    # Permissions are looked up once a person and request; the same person asks each time anew.
    for cache in ("_perm_cache", "_user_perm_cache", "_group_perm_cache", "_unit_ids"):
        caller.user.__dict__.pop(cache, None)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        caller.get(f"{name}/", **({"page_size": 100} if name in LISTS[:-1] else {}))
    return len(queries)


@pytest.mark.parametrize("role", ["office", "clerk"])
def test_query_count_does_not_grow(request, office, bureau, role):
    caller = request.getfixturevalue(role)
    names = [n for n in LISTS if not (role == "clerk" and n in OF_THE_OFFICE)]
    counts = []
    for more in (1, 4, 10):
        grow(bureau, office.user, more)
        counts.append({name: asked(caller, name) for name in names})

    assert counts[0] == counts[1] == counts[2]
    assert max(counts[0].values()) <= 10, counts[0]


@pytest.mark.parametrize("role", ["office", "clerk"])
def test_detail_query_count_does_not_grow(request, office, bureau, role):
    caller = request.getfixturevalue(role)
    grow(bureau, office.user, 1)
    [pk] = caller.ids("commitments/")
    counts = []
    for steps, evaluations in ((2, 1), (20, 5)):
        table = [milestones.Planned(date(2027, 1, 1 + day), "完成选址") for day in range(steps)]
        milestones.set_milestones(pk, by=office.user, milestones=table)
        given = {"progress": "behind", "reason": "用地未定", "ends_on": date(2099, 1, 1)}
        for _again in range(evaluations):
            overrides.set_override(pk, by=office.user, **given)
        counts.append(asked(caller, f"commitments/{pk}"))

    assert counts[0] == counts[1] <= 25
