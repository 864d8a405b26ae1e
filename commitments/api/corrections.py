"""What a reviewer corrects when accepting a candidate."""

from dataclasses import fields, replace
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from commitments.api.fields import Input, Quantity
from commitments.choices import Change, ClaimKind, Comparator, Direction, Frequency
from commitments.domain.platform.errors import Invalid
from commitments.domain.tracking.registration import Proposal, TargetProposal, propose
from commitments.models import Candidate, Organization

OF_TARGET = {field.name for field in fields(TargetProposal)}


class CorrectionsSerializer(Input):
    """Each field replaces what the reader proposes."""

    title = serializers.CharField(max_length=200, required=False)
    kind = serializers.ChoiceField(ClaimKind.choices, required=False)
    description = serializers.CharField(required=False, allow_blank=True, max_length=20_000)
    starts_on = serializers.DateField(required=False)
    due_on = serializers.DateField(required=False, allow_null=True)
    lead = serializers.PrimaryKeyRelatedField(
        queryset=Organization.objects.active(), required=False, allow_null=True
    )
    supporting = serializers.PrimaryKeyRelatedField(
        queryset=Organization.objects.active(), many=True, required=False
    )
    indicator = serializers.CharField(max_length=200, required=False)
    unit = serializers.CharField(
        max_length=30, required=False, allow_blank=True, help_text="Unit of measure."
    )
    direction = serializers.ChoiceField(Direction.choices, required=False)
    comparator = serializers.ChoiceField(Comparator.choices, required=False)
    value = Quantity(required=False, allow_null=True, help_text="null: no figure is tracked.")
    value_max = Quantity(required=False, allow_null=True)
    change = serializers.ChoiceField(Change.choices, required=False, allow_blank=True)
    frequency = serializers.ChoiceField(Frequency.choices, required=False, allow_blank=True)
    baseline = Quantity(required=False, allow_null=True)
    baseline_on = serializers.DateField(required=False, allow_null=True)
    is_assumed = serializers.BooleanField(required=False)


def apply(candidate: Candidate, given: dict[str, Any]) -> Proposal:
    """The reader's proposal with the corrections in it."""
    proposal = propose(candidate)
    target = _target(proposal.target, {k: v for k, v in given.items() if k in OF_TARGET})
    own = {k: v for k, v in given.items() if k not in OF_TARGET}
    if "supporting" in own:
        own["supporting"] = tuple(dict.fromkeys(own["supporting"]))
    return replace(proposal, target=target, **own)


def _target(proposed: TargetProposal | None, given: dict[str, Any]) -> TargetProposal | None:
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
    return replace(proposed, **given)


def _new_target(given: dict[str, Any]) -> TargetProposal:
    """A figure that the reader did not see."""
    for name in ("indicator", "comparator"):
        if not given.get(name):
            raise Invalid(_("Needed with a target value that the text does not have."), field=name)
    return TargetProposal(**{"unit": "", "direction": Direction.UP, **given})
