"""A person's evaluation: with a reason and an end, beside the computed one, never over it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from commitments.choices import Progress
from commitments.domain.evaluation import assess
from commitments.domain.platform.errors import Conflict, Invalid, NotAllowed, Stale
from commitments.domain.tracking import overrides, workflow
from commitments.models import Override
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NEXT_MONTH = TODAY + timedelta(days=30)


@pytest.fixture
def office():
    return factories.supervisor()


@pytest.fixture
def commitment():
    return factories.commitment()


def put(commitment, office, **more):
    given = {"progress": Progress.BEHIND, "reason": "现场核查停工", "ends_on": NEXT_MONTH}
    return overrides.set_override(commitment.pk, by=office, **(given | more))


def test_both_evaluations_stay_visible(commitment, office):
    put(commitment, office)

    commitment.refresh_from_db()
    shown = commitment.evaluation
    assert (shown.progress, shown.computed) == (Progress.BEHIND, Progress.NOT_ASSESSED)
    assert "现场核查停工" in shown.why
    assert commitment.history.count() == 2


def test_override_expires(commitment, office):
    put(commitment, office)

    after = assess.assess(commitment.pk, on=NEXT_MONTH + timedelta(days=1))

    assert after.progress == after.computed == Progress.NOT_ASSESSED


def test_computed_evaluation_counts_after_revocation(commitment, office):
    standing = put(commitment, office)

    revoked = overrides.revoke(standing.pk, by=office, reason="已复工")

    commitment.refresh_from_db()
    assert commitment.progress == Progress.NOT_ASSESSED
    assert revoked.revoked_by == office
    with pytest.raises(Conflict):
        overrides.revoke(standing.pk, by=office)


def test_new_override_replaces_former(commitment, office):
    former = put(commitment, office)

    put(commitment, office, progress=Progress.ON_SCHEDULE, reason="已复工")

    commitment.refresh_from_db()
    former.refresh_from_db()
    assert former.revoked_at is not None
    assert commitment.progress == Progress.ON_SCHEDULE
    assert Override.objects.filter(revoked_at=None).count() == 1


@pytest.mark.parametrize(
    ("broken", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"ends_on": date(2020, 1, 1)}, "ends_on"),
        ({"progress": "splendid"}, "progress"),
        ({"starts_on": NEXT_MONTH + timedelta(days=1)}, None),
    ],
)
def test_needs_reason_end_and_progress(commitment, office, broken, field):
    with pytest.raises(Invalid) as refusal:
        put(commitment, office, **broken)
    assert refusal.value.field == field
    assert not Override.objects.exists()


def test_only_office_overrides_open_commitments(commitment, office):
    with pytest.raises(NotAllowed):
        put(commitment, factories.user(role="reader"))
    with pytest.raises(Stale):
        put(commitment, office, expected_version=commitment.version + 1)
    workflow.terminate(commitment.pk, by=office, reason="取消")
    with pytest.raises(Conflict):
        put(commitment, office)
