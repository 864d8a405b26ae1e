"""Parts of a whole: split, weighed, without cycles; the whole is evaluated by them."""

import threading
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from commitments.choices import Progress, Workflow
from commitments.domain.platform.errors import Conflict, Invalid, NotAllowed, Stale
from commitments.domain.reporting import progress
from commitments.domain.tracking import tree, workflow
from commitments.models import Citation, Commitment
from tests import factories

pytestmark = pytest.mark.django_db
Part = tree.Part


@pytest.fixture
def office():
    return factories.supervisor()


@pytest.fixture
def whole():
    return factories.assigned(
        factories.unit(), kind="deliverable", target=None, title="办好十件民生实事"
    )


@pytest.fixture
def parts(whole, office):
    wanted = [
        Part("新建助餐点", Decimal(3), factories.unit()),
        Part("改造老旧小区", Decimal(1), factories.unit()),
    ]
    return tree.split(whole.pk, parts=wanted, by=office, reason="分解到牵头单位")


def fulfil(commitment, office):
    update = progress.draft(
        commitment.pk, by=office, reported_on=date(2026, 3, 1), narrative="已办成。", is_done=True
    )
    progress.submit(update.pk, by=office)
    progress.approve(update.pk, by=office)


def test_parts_share_citation_and_write_one_history_row_each(whole, office):
    document = factories.document()
    Citation.objects.create(
        commitment=whole, document=document, start=0, end=4, quote=document.text[:4]
    )

    made = tree.split(
        whole.pk,
        parts=[Part("新建助餐点", Decimal(3), factories.unit()), Part("改造老旧小区")],
        by=office,
        reason="分解",
    )

    assert [part.workflow for part in made] == [Workflow.ASSIGNED, Workflow.REGISTERED]
    assert all(part.citations.get().quote == document.text[:4] for part in made)
    assert [part.history.count() for part in made] == [1, 1]
    assert whole.history.count() == 3  # registered, assigned, split
    assert tree.shares(whole) == {made[0].pk: Decimal("0.75"), made[1].pk: Decimal("0.25")}


def test_whole_follows_weighted_parts(whole, parts, office):
    whole.refresh_from_db()
    assert whole.progress == Progress.NOT_ASSESSED

    fulfil(parts[0], office)
    whole.refresh_from_db()
    assert (whole.progress, whole.evaluation.actual) == (Progress.AHEAD, 75)

    fulfil(parts[1], office)
    whole.refresh_from_db()
    assert whole.progress == Progress.ACHIEVED
    assert "分项加权完成率" in whole.evaluation.why

    progress.withdraw(parts[0].updates.get().pk, by=office, reason="核实有误")
    whole.refresh_from_db()
    assert whole.evaluation.actual == 25


def test_changed_weights_change_completion(whole, parts, office):
    fulfil(parts[0], office)

    tree.weigh(whole.pk, weights={parts[0].pk: Decimal(1)}, by=office, reason="同等重要")

    whole.refresh_from_db()
    assert whole.evaluation.actual == 50


@pytest.mark.parametrize("weight", [Decimal(0), Decimal(-1), Decimal("0.0001"), Decimal(10**7)])
def test_rejects_invalid_weight_at_its_part(whole, parts, office, weight):
    with pytest.raises(Invalid) as refusal:
        tree.weigh(whole.pk, weights={parts[1].pk: weight}, by=office)
    assert refusal.value.field == f"weights.{parts[1].pk}"
    with pytest.raises(Invalid) as refusal:
        tree.move_below(parts[1].pk, parent_id=None, weight=weight, by=office)
    assert refusal.value.field == "weight"
    with pytest.raises(Invalid) as refusal:
        tree.split(whole.pk, parts=[Part("助浴点", weight)], by=office, reason="补充")
    assert refusal.value.field == "parts.0.weight"


def test_rejects_weight_of_other_commitment(whole, parts, office):
    with pytest.raises(Invalid) as refusal:
        tree.weigh(whole.pk, weights={whole.pk: Decimal(2)}, by=office)
    assert refusal.value.field == f"weights.{whole.pk}"


def test_terminated_part_does_not_count(whole, parts, office):
    workflow.terminate(parts[0].pk, by=office, reason="取消")
    assert tree.shares(whole) == {parts[1].pk: 1}


def test_ended_commitment_is_neither_weighed_nor_moved(whole, parts, office):
    workflow.terminate(parts[0].pk, by=office, reason="取消")
    other = factories.commitment()

    with pytest.raises(Conflict):
        tree.move_below(parts[0].pk, parent_id=None, by=office)
    with pytest.raises(Conflict):
        tree.move_below(other.pk, parent_id=parts[0].pk, by=office)
    workflow.terminate(parts[1].pk, by=office, reason="取消")
    workflow.terminate(whole.pk, by=office, reason="取消")
    with pytest.raises(Conflict):
        tree.weigh(whole.pk, weights={parts[1].pk: Decimal(2)}, by=office)


def test_moving_a_part_edits_both_wholes(whole, parts, office):
    other, seen = factories.commitment(), whole.version

    tree.move_below(parts[0].pk, parent_id=other.pk, by=office, reason="改由另一事项统筹")

    whole.refresh_from_db()
    other.refresh_from_db()
    assert other.version == 2
    assert whole.history.first().history_change_reason == "改由另一事项统筹"
    with pytest.raises(Stale):
        tree.weigh(whole.pk, weights={}, by=office, expected_version=seen)


@pytest.mark.django_db(transaction=True)
def test_concurrent_moves_make_no_cycle():
    """A goes below B while what is above B goes below what is under A: one is refused."""
    office = factories.supervisor()
    a, under_a, b, above_b = (factories.commitment(target=None) for _ in range(4))
    tree.move_below(under_a.pk, parent_id=a.pk, by=office)
    tree.move_below(b.pk, parent_id=above_b.pk, by=office)
    gate, moved, refused = threading.Barrier(2), [], []

    def move(pk: int, parent_id: int) -> None:
        gate.wait()
        try:
            moved.append(tree.move_below(pk, parent_id=parent_id, by=office).pk)
        except Invalid as refusal:
            refused.append(refusal.field)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=move, args=pair)
        for pair in ((a.pk, b.pk), (above_b.pk, under_a.pk))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(moved), refused) == (1, ["parent"])


def test_tree_has_no_cycles(whole, parts, office):
    below = tree.move_below(factories.commitment().pk, parent_id=parts[0].pk, by=office)

    for parent in (whole, parts[0], below):
        with pytest.raises(Invalid) as refusal:
            tree.move_below(whole.pk, parent_id=parent.pk, by=office)
        assert refusal.value.field == "parent"
    whole.refresh_from_db()
    assert whole.parent is None
    assert tree.move_below(parts[0].pk, parent_id=None, by=office).parent is None


def test_whole_stays_open_while_a_part_is_open(whole, parts, office):
    fulfil(whole, office)
    workflow.request_completion(whole.pk, by=office)
    with pytest.raises(Conflict):
        workflow.complete(whole.pk, by=office)
    with pytest.raises(Conflict):
        workflow.merge(whole.pk, into=factories.commitment().pk, by=office, reason="同一事项")

    for part in parts:
        workflow.terminate(part.pk, by=office, reason="取消")
    assert workflow.complete(whole.pk, by=office).workflow == Workflow.COMPLETED


def test_rejects_invalid_split(whole, office):
    with pytest.raises(Invalid):
        tree.split(whole.pk, parts=[Part("只有一项")], by=office, reason="分解")
    with pytest.raises(Invalid):
        tree.split(whole.pk, parts=[], by=office, reason="分解")
    late = Part("太晚", due_on=date(2040, 1, 1))
    with pytest.raises(Invalid) as refusal:
        tree.split(whole.pk, parts=[late, Part("另一项")], by=office, reason="分解")
    assert refusal.value.field == "parts.0.due_on"
    two = [Part("一项"), Part("另一项")]
    with pytest.raises(Invalid):
        tree.split(whole.pk, parts=two, by=office, reason="")
    with pytest.raises(Stale):
        tree.split(whole.pk, parts=two, by=office, reason="分解", expected_version=9)
    with pytest.raises(NotAllowed):
        tree.split(whole.pk, parts=two, by=factories.user(role="reader"), reason="分解")
    assert Commitment.objects.count() == 1


def test_rejects_unauthorised_restructuring(whole, parts):
    reader = factories.user(role="reader")
    with pytest.raises(NotAllowed):
        tree.weigh(whole.pk, weights={}, by=reader)
    with pytest.raises(NotAllowed):
        tree.move_below(parts[0].pk, parent_id=None, by=reader)
