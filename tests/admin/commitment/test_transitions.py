"""The workflow on a commitment's page: each transition by its form."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from commitments.domain.reporting import progress
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return make.unit("区体育局")


@pytest.fixture
def commitment(unit):
    return make.commitment(lead=unit)


@pytest.fixture
def office():
    return make.supervisor()


def apply(client, commitment, name, **fields):
    address = reverse(f"admin:commitments_commitment_move_{name}", args=[commitment.pk])
    return client.post(address, fields)


def timeline_of(client, commitment):
    address = reverse("admin:commitments_commitment_change", args=[commitment.pk])
    return client.get(address).content.decode()


def stage(commitment):
    commitment.refresh_from_db()
    return commitment.workflow


def test_completes_and_closes_after_a_return(client, commitment, unit, office):
    clerk = make.reporter(unit)
    update = progress.draft(
        commitment.pk, by=clerk, reported_on=timezone.localdate(), narrative="已建成"
    )
    progress.submit(update.pk, by=clerk)
    progress.approve(update.pk, by=office)

    client.force_login(clerk)
    assert "申请办结" in timeline_of(client, commitment)
    apply(client, commitment, "request_completion")
    client.force_login(office)
    apply(client, commitment, "return", reason="请补充验收材料")
    assert "请补充验收材料" in timeline_of(client, commitment)
    client.force_login(clerk)
    apply(client, commitment, "request_completion")
    client.force_login(office)
    apply(client, commitment, "complete", completed_on=str(timezone.localdate()))
    apply(client, commitment, "close")

    assert stage(commitment) == "closed"


def test_completion_requires_an_approved_update(client, commitment, unit):
    clerk = make.reporter(unit)
    client.force_login(clerk)
    assignment = commitment.assignments.get()
    client.post(
        reverse("admin:commitments_commitment_acknowledge", args=[commitment.pk, assignment.pk])
    )

    answer = apply(client, commitment, "request_completion")

    assert "尚无已审核的进展反馈" in answer.content.decode()
    assert stage(commitment) == "in_progress"


def test_suspension_requires_a_reason_and_can_be_resumed(client, commitment, office):
    client.force_login(office)

    assert "请填写理由" in apply(client, commitment, "suspend").content.decode()
    apply(client, commitment, "suspend", reason="规划调整")
    assert stage(commitment) == "suspended"
    apply(client, commitment, "resume")

    assert stage(commitment) == "assigned"


def test_extension_is_requested_and_granted(client, commitment, unit, office):
    client.force_login(make.reporter(unit))
    later = commitment.due_on + timedelta(days=90)
    apply(client, commitment, "request_extension", new_due_on=str(later), reason="用地未落实")

    client.force_login(office)
    row = commitment.extensions.get()
    client.post(
        reverse("admin:commitments_commitment_extension", args=[commitment.pk, row.pk]),
        {"grant": "1", "reason": "同意"},
    )

    commitment.refresh_from_db()
    assert commitment.due_on == later
    assert commitment.targets.count() == 2


def test_refusing_an_extension_requires_a_reason(client, commitment, unit, office):
    client.force_login(make.reporter(unit))
    later = commitment.due_on + timedelta(days=90)
    apply(client, commitment, "request_extension", new_due_on=str(later), reason="用地未落实")
    client.force_login(office)
    row = commitment.extensions.get()
    address = reverse("admin:commitments_commitment_extension", args=[commitment.pk, row.pk])

    assert "请填写理由" in client.post(address, {"refuse": "1"}, follow=True).content.decode()
    row.refresh_from_db()
    assert row.state == "requested"


def test_merges_into_another_commitment(client, commitment, office):
    other = make.commitment(indicator="另一指标")
    client.force_login(office)

    apply(client, commitment, "merge", into=other.pk, reason="同一事项")

    commitment.refresh_from_db()
    assert commitment.merged_into == other


def test_reader_is_offered_no_transition(client, commitment):
    client.force_login(make.user(role="reader"))

    assert "ct-move-form" not in timeline_of(client, commitment)
    apply(client, commitment, "terminate", reason="不要了")
    assert stage(commitment) == "assigned"


def test_stale_transition_is_refused(client, commitment, office):
    seen = commitment.version
    client.force_login(office)
    apply(client, commitment, "suspend", reason="规划调整", version=seen)

    answer = apply(client, commitment, "terminate", reason="不办了", version=seen)

    assert "已在别处" in answer.content.decode()
    assert stage(commitment) == "suspended"


def test_unknown_transition_changes_nothing(client, commitment, office):
    client.force_login(office)
    page = reverse("admin:commitments_commitment_change", args=[commitment.pk])

    answer = client.post(page.replace("change", "move/split"), follow=True)

    assert "或已不存在" in answer.content.decode()
    assert stage(commitment) == "assigned"
