"""What a reviewer corrects when accepting a candidate."""

from dataclasses import fields, replace
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from commitments.api.catalogue import as_json, may_be_null, taken
from commitments.api.fields import ConfirmField, Input, Quantity
from commitments.api.milestones import MOST_STEPS, PlannedSerializer
from commitments.choices import Change, Comparator, Direction, Frequency, Path
from commitments.domain.platform.errors import Invalid
from commitments.domain.tracking import catalogue, directions
from commitments.domain.tracking.catalogue import Use
from commitments.domain.tracking.registration import (
    DETAILS,
    Proposal,
    TargetProposal,
    propose,
)
from commitments.models import Candidate

OF_TARGET = {field.name for field in fields(TargetProposal)}
# With another of these the direction is another one, unless it is given, too.
LEADING = {"comparator", "value", "baseline", "change"}


class CorrectionsSerializer(Input):
    """Each field replaces what the reader proposes."""

    indicator = serializers.CharField(max_length=200, required=False)
    unit = serializers.CharField(
        max_length=30, required=False, allow_blank=True, help_text="Unit of measure."
    )
    direction = serializers.ChoiceField(
        Direction.choices,
        required=False,
        help_text="Follows from words, comparator and baseline where it is not given.",
    )
    comparator = serializers.ChoiceField(Comparator.choices, required=False)
    value = Quantity(required=False, allow_null=True, help_text="null: no figure is tracked.")
    value_max = Quantity(required=False, allow_null=True)
    change = serializers.ChoiceField(Change.choices, required=False, allow_blank=True)
    frequency = serializers.ChoiceField(Frequency.choices, required=False, allow_blank=True)
    baseline = Quantity(required=False, allow_null=True)
    baseline_on = serializers.DateField(required=False, allow_null=True)
    is_assumed = serializers.BooleanField(required=False)
    path = serializers.ChoiceField(Path.choices, required=False)
    steps = PlannedSerializer(  # type: ignore[call-arg]
        many=True,
        required=False,
        max_length=MOST_STEPS,
        help_text="Planned values on the way; they set the path.",
    )
    confirm = ConfirmField(source="confirmed")

    def get_fields(self) -> dict[str, Any]:
        """Null for a day or a row that there is none."""
        own = {
            field.name: taken(field, **({} if Use.REQUIRED in field.uses else may_be_null(field)))
            for field in catalogue.used(Use.REGISTRATION)
        }
        return {**own, **super().get_fields()}


def apply(candidate: Candidate, given: dict[str, Any]) -> Proposal:
    """The reader's proposal with the corrections in it."""
    proposal = propose(candidate)
    if "steps" in given:
        given["steps"] = tuple(given["steps"])
    of_target = {k: v for k, v in given.items() if k in OF_TARGET}
    target = _target(proposal.target, of_target, candidate.statement)
    own = {k: v for k, v in given.items() if k not in OF_TARGET}
    if "supporting" in own:
        own["supporting"] = tuple(dict.fromkeys(own["supporting"]))
    details = as_json({name: own.pop(name) for name in DETAILS if name in own})
    return replace(proposal, target=target, details={**proposal.details, **details}, **own)


def _target(
    proposed: TargetProposal | None, given: dict[str, Any], words: str
) -> TargetProposal | None:
    if not given:
        return proposed
    if given.get("value", proposed and proposed.value) is None:
        if given.keys() - {"value"} and "value" not in given:
            raise Invalid(_("Give the target value: the text has none."), field="value")
        return None
    if proposed is None:
        return _new_target(given)
    comparator = given.get("comparator", proposed.comparator)
    if comparator != Comparator.BETWEEN:
        given.setdefault("value_max", None)
    if given.get("baseline", proposed.baseline) is None:
        given["baseline_on"] = None
    if "direction" not in given and not given.keys().isdisjoint(LEADING):
        given["direction"] = _direction(replace(proposed, **given), proposed.direction, words)
    return replace(proposed, **given)


def _direction(target: TargetProposal, proposed: str, words: str) -> str:
    """What follows from the correction; a level that is to be kept stays one to be kept."""
    found = directions.follow(
        comparator=target.comparator,
        value=target.value,
        baseline=target.baseline,
        change=target.change,
        unit=target.unit,
        words=words,
    )
    if target.is_assumed:
        falls = found in directions.FALLING
        return Direction.KEEP_BELOW if falls else Direction(proposed)
    return found


def _new_target(given: dict[str, Any]) -> TargetProposal:
    """A figure that the reader did not see."""
    for name in ("indicator", "comparator"):
        if not given.get(name):
            raise Invalid(_("Needed with a target value that the text does not have."), field=name)
    return TargetProposal(**{"unit": "", "direction": "", **given})
