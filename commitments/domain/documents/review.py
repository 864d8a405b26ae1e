"""Decide on candidates: each once, by one person, with nothing overwritten."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments.choices import CandidateState
from commitments.domain.platform import audit, rights
from commitments.domain.platform.errors import Conflict, DomainError, Invalid
from commitments.domain.tracking import registration
from commitments.models import Candidate, Commitment


@transaction.atomic
def accept(
    candidate_id: int, *, by: User, proposal: registration.Proposal | None = None
) -> Commitment:
    """Register a commitment from a candidate, as proposed or as the reviewer corrected it."""
    candidate = _lock(candidate_id, by)
    commitment = registration.register(
        proposal or registration.propose(candidate), by=by, places=(_place(candidate),)
    )
    _decide(candidate, CandidateState.ACCEPTED, by=by, commitment=commitment)
    return commitment


@transaction.atomic
def merge(candidate_id: int, *, into: int, by: User) -> Commitment:
    """Attach a candidate's words to a commitment that is tracked already."""
    candidate = _lock(candidate_id, by)
    commitment = Commitment.objects.select_for_update().filter(pk=into).first()
    if commitment is None:
        raise Invalid(_("There is no such commitment."), field="into")
    if commitment.workflow in Commitment.ENDED:
        raise Conflict(
            _("%(code)s has ended; nothing can be merged into it.") % {"code": commitment.code}
        )
    registration.cite(commitment, _place(candidate), by=by)
    _decide(candidate, CandidateState.MERGED, by=by, commitment=commitment)
    return commitment


@transaction.atomic
def reject(candidate_id: int, *, by: User, reason: str) -> Candidate:
    """Reject a candidate, with a reason."""
    if not reason.strip():
        raise Invalid(_("Give a reason for the rejection."), field="reason")
    return _decide(_lock(candidate_id, by), CandidateState.REJECTED, by=by, reason=reason.strip())


@transaction.atomic
def reopen(candidate_id: int, *, by: User, reason: str = "") -> Candidate:
    """Reopen a rejected candidate. A commitment made from one is ended on its own page."""
    _may_decide(by)
    candidate = Candidate.objects.select_for_update().get(pk=candidate_id)
    if candidate.state != CandidateState.REJECTED:
        raise Conflict(_("Only a rejected candidate can be reopened."))
    candidate.state, candidate.decision_reason = CandidateState.PENDING, ""
    candidate.decided_by = candidate.decided_at = None
    return audit.save(candidate, by=by, reason=reason, fields=DECISION_FIELDS)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a decision on many candidates."""

    done: int
    refused: tuple[str, ...]


def accept_many(candidate_ids: Iterable[int], *, by: User) -> Outcome:
    """Accept each as proposed; one refusal does not hold up the others."""
    return _each(candidate_ids, lambda pk: accept(pk, by=by))


def reject_many(candidate_ids: Iterable[int], *, by: User, reason: str) -> Outcome:
    """Reject each for the same reason."""
    return _each(candidate_ids, lambda pk: reject(pk, by=by, reason=reason))


DECISION_FIELDS = ("state", "decided_at", "decided_by", "decision_reason", "commitment")


def _each(candidate_ids: Iterable[int], decide: Callable[[int], object]) -> Outcome:
    done, refused = 0, []
    for pk in candidate_ids:
        try:
            decide(pk)
            done += 1
        except DomainError as error:
            refused.append(str(error))
    return Outcome(done, tuple(refused))


def _lock(candidate_id: int, by: User) -> Candidate:
    """The candidate, locked and still undecided, for one who may decide."""
    _may_decide(by)
    found = Candidate.objects.select_for_update(of=("self",)).filter(pk=candidate_id)
    candidate = found.select_related("document").first()
    if candidate is None:
        raise Invalid(_("There is no such candidate."))
    if candidate.state != CandidateState.PENDING:
        raise Conflict(
            _("“%(candidate)s” was already decided by %(person)s: %(state)s.")
            % {
                "candidate": candidate,
                "person": candidate.decided_by,
                "state": candidate.get_state_display(),
            }
        )
    return candidate


def _may_decide(by: User) -> None:
    rights.require_permission(by, "decide_candidate", _("You may not decide on candidates."))


def _decide(
    candidate: Candidate,
    state: CandidateState,
    *,
    by: User,
    reason: str = "",
    commitment: Commitment | None = None,
) -> Candidate:
    candidate.state = state
    candidate.decided_by, candidate.decided_at = by, timezone.now()
    candidate.decision_reason, candidate.commitment = reason, commitment
    return audit.save(candidate, by=by, reason=reason, fields=DECISION_FIELDS)


def _place(candidate: Candidate) -> registration.Place:
    return registration.Place(
        document=candidate.document,
        start=candidate.start,
        end=candidate.end,
        quote=candidate.quote,
        candidate=candidate,
    )
