import threading
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection

from commitments.choices import CandidateState, Workflow
from commitments.domain.documents import review
from commitments.domain.platform.errors import Conflict, DomainError, Invalid
from commitments.domain.tracking import registration, workflow
from commitments.models import Candidate, Commitment
from tests import factories

pytestmark = pytest.mark.django_db


def test_accept_starts_tracking():
    unit = factories.unit("北京市海淀区体育局", short_name="区体育局")
    candidate, reviewer = factories.candidate(owners=["区体育局"]), factories.supervisor()

    commitment = review.accept(candidate.pk, by=reviewer)

    candidate.refresh_from_db()
    assert candidate.state == CandidateState.ACCEPTED
    assert (candidate.decided_by, candidate.commitment) == (reviewer, commitment)
    assert commitment.title == "人均体育场地面积不低于3.7平方米"
    assert commitment.lead == unit
    assert commitment.workflow == Workflow.ASSIGNED
    [citation] = commitment.citations.all()
    assert citation.document.text[citation.start : citation.end] == citation.quote
    assert commitment.target.value == Decimal("3.7")
    assert commitment.target.indicator.unit == "平方米"


def test_accept_applies_corrections_and_keeps_candidate():
    candidate = factories.candidate()
    wanted = replace(registration.propose(candidate), title="人均体育场地")

    commitment = review.accept(candidate.pk, by=factories.supervisor(), proposal=wanted)

    candidate.refresh_from_db()
    assert commitment.title == "人均体育场地"
    assert candidate.metric == "人均体育场地面积"


def test_accepted_level_becomes_assumed_lower_bound():
    candidate = factories.candidate(
        kind="level",
        quote="已有备案助餐点293家",
        metric="备案助餐点",
        comparator="eq",
        value=293,
        unit="家",
        due_on=None,
    )

    commitment = review.accept(candidate.pk, by=factories.supervisor())

    target = commitment.target
    assert target.is_assumed
    assert (target.comparator, target.value, target.baseline) == ("gte", 293, 293)
    assert commitment.title == "备案助餐点不少于293家"


def test_rejects_second_decision():
    candidate, first = factories.candidate(), factories.supervisor()
    review.reject(candidate.pk, by=first, reason="与上期重复")

    with pytest.raises(Conflict) as refusal:
        review.accept(candidate.pk, by=factories.supervisor())

    candidate.refresh_from_db()
    assert candidate.decided_by == first
    assert not Commitment.objects.exists()
    assert first.username in str(refusal.value)


def test_reject_needs_reason_and_reopen_reverts_it():
    candidate, reviewer = factories.candidate(), factories.supervisor()

    with pytest.raises(Invalid) as refusal:
        review.reject(candidate.pk, by=reviewer, reason="  ")
    assert refusal.value.field == "reason"

    review.reject(candidate.pk, by=reviewer, reason="口号")
    review.reopen(candidate.pk, by=reviewer)
    candidate.refresh_from_db()
    assert candidate.state == CandidateState.PENDING
    with pytest.raises(Conflict):
        review.reopen(candidate.pk, by=reviewer)


def test_merge_adds_citation():
    reviewer = factories.supervisor()
    commitment = review.accept(factories.candidate().pk, by=reviewer)
    again = factories.candidate()

    review.merge(again.pk, into=commitment.pk, by=reviewer)

    again.refresh_from_db()
    assert (again.state, again.commitment) == (CandidateState.MERGED, commitment)
    assert commitment.citations.count() == 2


def test_rejects_merge_into_missing_or_ended_commitment():
    reviewer, candidate = factories.supervisor(), factories.candidate()
    ended = factories.commitment()
    workflow.terminate(ended.pk, by=reviewer, reason="项目取消")

    with pytest.raises(Invalid):
        review.merge(candidate.pk, into=0, by=reviewer)
    with pytest.raises(Conflict):
        review.merge(candidate.pk, into=ended.pk, by=reviewer)
    candidate.refresh_from_db()
    assert candidate.state == CandidateState.PENDING


def test_bulk_decision_reports_refusals_and_does_the_rest():
    reviewer = factories.supervisor()
    decided, fresh = factories.candidate(), factories.candidate()
    review.reject(decided.pk, by=reviewer, reason="口号")

    outcome = review.accept_many([decided.pk, fresh.pk], by=reviewer)

    assert (outcome.done, len(outcome.refused)) == (1, 1)


def test_decision_writes_one_history_row_with_author():
    candidate, reviewer = factories.candidate(), factories.supervisor()
    before = candidate.history.count()

    review.reject(candidate.pk, by=reviewer, reason="口号")

    assert candidate.history.count() == before + 1
    latest = candidate.history.latest()
    assert (latest.history_user, latest.history_change_reason) == (reviewer, "口号")


@pytest.mark.django_db(transaction=True)
def test_one_of_many_concurrent_decisions_wins():
    candidate = factories.candidate()
    reviewers = [factories.supervisor() for _ in range(8)]
    outcomes: list[str] = []
    gate = threading.Barrier(len(reviewers))

    def decide(reviewer):
        gate.wait()
        try:
            review.accept(candidate.pk, by=reviewer)
            outcomes.append("won")
        except DomainError:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=(r,)) for r in reviewers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["refused"] * 7 + ["won"]
    assert Commitment.objects.count() == 1
    assert Candidate.objects.get(pk=candidate.pk).commitment is not None


def test_policy_in_a_list_gets_title_with_verb():
    policy = "《海淀区体育赛事扶持奖励办法》"
    document = factories.document(f"出台2项政策：《甲办法》{policy}。")
    candidate = factories.candidate(
        document, kind="deliverable", quote=policy, metric=policy[1:-1], value=None, comparator=""
    )

    assert registration.propose(candidate).title == f"出台{policy}"
