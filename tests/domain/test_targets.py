from datetime import date
from decimal import Decimal

import pytest

from commitments.domain import targets
from commitments.domain.errors import Invalid, NotAllowed
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_revision_keeps_the_old_target_and_says_why():
    commitment, office = factories.commitment(), factories.supervisor()

    targets.revise(
        commitment.pk,
        by=office,
        value=Decimal(4),
        due_on=date(2031, 6, 30),
        reason="区政府会议调整",
    )

    commitment.refresh_from_db()
    new, old = commitment.targets.all()
    assert (old.version, old.value, old.is_current) == (1, Decimal("3.7"), False)
    assert (new.version, new.value, new.is_current) == (2, Decimal(4), True)
    assert new.approved_by == office
    assert commitment.due_on == date(2031, 6, 30)


def test_a_revision_without_reason_or_right_is_refused():
    commitment = factories.commitment()

    with pytest.raises(Invalid) as refusal:
        targets.revise(commitment.pk, by=factories.supervisor(), value=Decimal(4), reason="")
    assert refusal.value.field == "reason"
    with pytest.raises(NotAllowed):
        targets.revise(commitment.pk, by=factories.user(), value=Decimal(4), reason="改")
    assert commitment.targets.count() == 1


def test_a_promise_without_a_target_has_nothing_to_revise():
    commitment = factories.commitment(target=None)

    with pytest.raises(Invalid):
        targets.revise(commitment.pk, by=factories.supervisor(), value=Decimal(4), reason="改")


def test_an_assumed_target_that_somebody_sets_is_assumed_no_longer():
    commitment = factories.commitment()
    commitment.targets.update(is_assumed=True)

    later = targets.revise(
        commitment.pk, by=factories.supervisor(), due_on=date(2031, 1, 1), reason="延期"
    )
    assert later.is_assumed
    set_by_hand = targets.revise(
        commitment.pk, by=factories.supervisor(), value=Decimal(5), reason="核定"
    )
    assert not set_by_hand.is_assumed
