import pytest

from commitments.choices import Role, Workflow
from commitments.domain.platform.errors import Conflict, Invalid, NotAllowed
from commitments.domain.tracking import assign, workflow
from tests import factories

pytestmark = pytest.mark.django_db


def test_new_lead_makes_former_lead_support():
    first, second = factories.unit(), factories.unit()
    commitment, office = factories.assigned(first), factories.supervisor()

    assign.assign(commitment.pk, second.pk, by=office)

    roles = dict(commitment.assignments.values_list("organization", "role"))
    assert roles == {first.pk: Role.SUPPORT, second.pk: Role.LEAD}


def test_receipt_by_lead_starts_work():
    unit = factories.unit()
    commitment = factories.assigned(unit)
    clerk = factories.reporter(unit)

    assignment = assign.acknowledge(commitment.assignments.get().pk, by=clerk)

    commitment.refresh_from_db()
    assert assignment.acknowledged_by == clerk
    assert commitment.workflow == Workflow.IN_PROGRESS
    with pytest.raises(Conflict):
        assign.acknowledge(assignment.pk, by=clerk)


def test_other_unit_cannot_receive_and_unit_cannot_assign():
    unit, other = factories.unit(), factories.unit()
    commitment = factories.assigned(unit)

    with pytest.raises(Invalid):
        assign.acknowledge(commitment.assignments.get().pk, by=factories.reporter(other))
    with pytest.raises(NotAllowed):
        assign.assign(commitment.pk, other.pk, by=factories.reporter(unit))


def test_rejects_ended_commitment_or_inactive_unit():
    office, commitment = factories.supervisor(), factories.commitment()
    gone = factories.unit(is_active=False)

    with pytest.raises(Invalid) as refusal:
        assign.assign(commitment.pk, gone.pk, by=office)
    assert refusal.value.field == "organization"
    workflow.terminate(commitment.pk, by=office, reason="项目取消")
    with pytest.raises(Conflict):
        assign.assign(commitment.pk, factories.unit().pk, by=office)
