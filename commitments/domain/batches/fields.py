"""What of a commitment a batch may change, and how it is put back: the fields of the catalogue,
a step of the workflow, a report.

Values are JSON, so that a row of a batch can keep them. Writing goes through the same verbs as a
single change, which ask who may, check what makes sense and leave their row of history.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from commitments.choices import Doubt, Transition
from commitments.domain.batches import reports
from commitments.domain.platform.errors import Conflict, Invalid
from commitments.domain.reporting import progress
from commitments.domain.tracking import catalogue, workflow
from commitments.models import Commitment

LABELS: Mapping[str, str | Promise] = {
    **{field.name: field.label for field in catalogue.FIELDS},
    "move": gettext_lazy("workflow"),
    "report": pgettext_lazy("batch", "report"),
}

VERBS: Mapping[Transition, Callable[..., object]] = {
    Transition.REQUEST_COMPLETION: workflow.request_completion,
    Transition.COMPLETE: workflow.complete,
    Transition.CLOSE: workflow.close,
    Transition.RETURN: workflow.send_back,
    Transition.SUSPEND: workflow.suspend,
    Transition.RESUME: workflow.resume,
    Transition.TERMINATE: workflow.terminate,
}
BACK = {Transition.SUSPEND: Transition.RESUME, Transition.RESUME: Transition.SUSPEND}

Changes = Mapping[str, list[Any]]


@transaction.atomic
def apply(
    commitment_id: int,
    changes: Changes,
    *,
    by: User,
    reason: str,
    confirmed: frozenset[str] = frozenset(),
) -> dict[str, Any]:
    """Apply the changes of one row, all or none, and return what reverting them needs."""
    commitment = workflow.lock(commitment_id, by=by)
    _expect(commitment, changes)
    wanted = {field: after for field, (_before, after) in changes.items()}
    made = catalogue.write(commitment, wanted, by=by, reason=reason, confirmed=confirmed)
    # In this order: a unit that is named now may report, and what is reported may be completed.
    if "report" in wanted:
        made["update"] = reports.send(commitment, wanted["report"], by=by, confirmed=confirmed).pk
    if "move" in wanted:
        made["stage"] = _apply_transition(commitment, wanted["move"], by, reason)
    return made


@transaction.atomic
def revert(
    commitment_id: int, changes: Changes, made: Mapping[str, Any], *, by: User, reason: str
) -> None:
    """Restore the former values; refuse where somebody changed them since or no verb can."""
    if "report" in changes:
        progress.withdraw(made["update"], by=by, reason=reason)
    back = {field: [after, before] for field, (before, after) in changes.items()}
    back.pop("report", None)
    if "supporting" in made:  # the former lead had become one of them
        now = catalogue.state(workflow.lock(commitment_id, by=by))["supporting"]
        back["supporting"] = [now, made["supporting"]]
    if "move" in back:
        back["move"] = _moved_back(Transition(changes["move"][1]), made["stage"])
    for field, (_now, before) in back.items():
        known = catalogue.BY_NAME.get(field)
        if before is None and known and not known.can_be_emptied:
            raise Conflict(
                _("“%(field)s” was empty before and cannot be emptied again.")
                % {"field": LABELS[field]},
                field=field,
            )
    if back:
        # What it was before was in force before: nobody is asked about it.
        settled = frozenset(Doubt.values)
        apply(commitment_id, back, by=by, reason=reason, confirmed=settled)


def _expect(commitment: Commitment, changes: Changes) -> None:
    """Check that each field still has the value the change was proposed on."""
    now = catalogue.state(commitment) | {"move": commitment.workflow, "report": None}
    for field, (before, _after) in changes.items():
        if field not in now:
            raise Invalid(_("This field cannot be changed here."), field=field)
        if now[field] != before:
            raise Conflict(
                _("“%(field)s” has been changed meanwhile; nothing was written over.")
                % {"field": LABELS[field]},
                field=field,
            )


def _moved_back(transition: Transition, stage: str) -> list[Any]:
    if transition not in BACK:
        raise Conflict(
            _("“%(move)s” cannot be taken back here; use the commitment's page.")
            % {"move": transition.label},
            field="move",
        )
    return [stage, BACK[transition].value]


def _apply_transition(commitment: Commitment, wanted: str, by: User, reason: str) -> str:
    """Make the transition; returns the stage that it led to."""
    transition = Transition(wanted)
    if transition not in VERBS:
        raise Invalid(_("This transition is made on the commitment's page."), field="move")
    VERBS[transition](commitment.pk, by=by, reason=reason)
    commitment.refresh_from_db(fields=["workflow"])
    return commitment.workflow
