"""Workflow transitions: each is an address below the commitment."""

import re
from decimal import Decimal
from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.api.base import VersionedResource
from commitments.api.extensions import DeadlineExtensionSerializer
from commitments.api.fields import (
    ConfirmField,
    Input,
    Quantity,
    ReasonSerializer,
    RelatedField,
    RemarkSerializer,
    VisibleRelatedField,
)
from commitments.api.milestones import MilestoneSerializer, MilestonesSerializer
from commitments.api.overrides import OverrideSerializer
from commitments.choices import Comparator, Progress, Transition
from commitments.domain.tracking import extensions, milestones, overrides, tree, workflow
from commitments.models import Commitment, Organization

# Work begins with an approved update; nobody calls for it.
FOLLOWS_BY_ITSELF = {Transition.BEGIN}
MOST_PARTS = 50
ENTERED_LATER = "The day of a decision that is entered later; it counts from that day."
PART_ID = re.compile("[0-9]{1,18}")


class CompleteSerializer(RemarkSerializer):
    """When it was really done; today, unless said otherwise."""

    completed_on = serializers.DateField(required=False)


class MergeIntoSerializer(ReasonSerializer):
    """The commitment that goes on, and why."""

    into = VisibleRelatedField(queryset=Commitment.objects.all())


class ExtensionRequestSerializer(ReasonSerializer):
    """The date asked for, and why."""

    new_due_on = serializers.DateField()


class ExtensionEntrySerializer(ExtensionRequestSerializer):
    """The date that was granted, when and why."""

    decided_on = serializers.DateField(help_text=ENTERED_LATER)


class PartSerializer(Input):
    """A part; what is not given is as with the whole."""

    title = serializers.CharField(max_length=200)
    weight = serializers.DecimalField(
        max_digits=9, decimal_places=3, required=False, help_text="Only the ratio counts."
    )
    lead = RelatedField(queryset=Organization.objects.active(), required=False)
    due_on = serializers.DateField(required=False)
    value = Quantity(required=False, help_text="Its own target value.")
    indicator = serializers.CharField(
        max_length=200,
        required=False,
        help_text="What its value measures; by default the whole's, named after the part.",
    )
    unit = serializers.CharField(max_length=30, required=False, help_text="Unit of measure.")
    comparator = serializers.ChoiceField(Comparator.choices, required=False)
    baseline = Quantity(required=False)

    def to_internal_value(self, data: Any) -> tree.Part:
        return tree.Part(**super().to_internal_value(data))


class SplitSerializer(ReasonSerializer):
    """The parts, and why."""

    parts = PartSerializer(many=True, allow_empty=False, max_length=MOST_PARTS)  # type: ignore[call-arg]
    confirm = ConfirmField(source="confirmed")


class WeightsSerializer(RemarkSerializer):
    """What the parts count for."""

    weights = serializers.DictField(
        child=serializers.DecimalField(max_digits=9, decimal_places=3),
        allow_empty=False,
        help_text="By the ids of the parts; only the ratio counts. Who is left out stays as it is.",
    )

    def validate_weights(self, value: dict[str, Decimal]) -> dict[int, Decimal]:
        unknown = [key for key in value if not PART_ID.fullmatch(key)]
        if unknown:
            raise serializers.ValidationError(
                {key: [_("Give each weight by the id of a part.")] for key in unknown}
            )
        return {int(key): weight for key, weight in value.items()}


class MoveBelowSerializer(RemarkSerializer):
    """The commitment above it from now on."""

    parent = VisibleRelatedField(  # type: ignore[assignment]  # a field of ours, not DRF's
        queryset=Commitment.objects.all(), allow_null=True, help_text="Null: it stands alone."
    )
    weight = serializers.DecimalField(
        max_digits=9, decimal_places=3, required=False, help_text="Only the ratio counts."
    )
    confirm = ConfirmField(source="confirmed")


class SetOverrideSerializer(ReasonSerializer):
    """An evaluation in place of the computed one, for a time."""

    progress = serializers.ChoiceField(Progress.choices)
    starts_on = serializers.DateField(required=False, help_text="By default today.")
    ends_on = serializers.DateField()
    decided_on = serializers.DateField(required=False, help_text=ENTERED_LATER)


MILESTONES_EXAMPLE = OpenApiExample(
    "Two steps, one of them measured",
    value={
        "milestones": [
            {"due_on": "2026-06-30", "title": "完成选址"},
            {"due_on": "2026-12-31", "planned": 3.2},
        ]
    },
    request_only=True,
)


WEIGHTS_EXAMPLE = OpenApiExample(
    "Two thirds and one third",
    value={"weights": {"17": 2, "18": 1}, "reason": "按任务量确定"},
    request_only=True,
)


def open_to(commitment: Commitment, person: Any) -> list[Transition]:
    """Return the transitions open to the person now."""
    transitions = workflow.available(commitment, by=person)
    return [one for one in transitions if one not in FOLLOWS_BY_ITSELF]


class CommitmentTransitions(VersionedResource):
    """The steps of a commitment. Each is refused with 409 where its stage does not allow it."""

    may_match = frozenset(
        {
            "request_completion",
            "complete",
            "close",
            "return_to_unit",
            "suspend",
            "resume",
            "terminate",
            "merge",
            "request_extension",
            "enter_extension",
            "milestones",
            "weights",
            "move_below",
            "override",
        }
    )
    needs = {
        "request_completion": "request_completion",
        "complete": "conclude_commitment",
        "close": "conclude_commitment",
        "return_to_unit": "conclude_commitment",
        "suspend": "suspend_commitment",
        "resume": "suspend_commitment",
        "terminate": "conclude_commitment",
        "merge": "restructure_commitment",
        "request_extension": "request_extension",
        "enter_extension": "decide_extension",
        "milestones": "plan_commitment",
        "weights": "plan_commitment",
        "move_below": "restructure_commitment",
        "override": "override_progress",
    }

    @extend_schema(request=RemarkSerializer)
    @action(detail=True, methods=["post"])
    def request_completion(self, request: Request, pk: int) -> Response:
        """Request completion (申请办结).

        The lead unit does, on the ground of an approved update.
        """
        self.do(workflow.request_completion, **self.supplied(RemarkSerializer))
        return self.shown(pk)

    @extend_schema(request=CompleteSerializer)
    @action(detail=True, methods=["post"])
    def complete(self, request: Request, pk: int) -> Response:
        """Complete it (办结)."""
        self.do(workflow.complete, **self.supplied(CompleteSerializer))
        return self.shown(pk)

    @extend_schema(request=RemarkSerializer)
    @action(detail=True, methods=["post"])
    def close(self, request: Request, pk: int) -> Response:
        """Close a completed commitment (销号)."""
        self.do(workflow.close, **self.supplied(RemarkSerializer))
        return self.shown(pk)

    @extend_schema(request=ReasonSerializer)
    @action(detail=True, methods=["post"], url_path="return")
    def return_to_unit(self, request: Request, pk: int) -> Response:
        """Return it to its unit (退回), with a reason."""
        self.do(workflow.send_back, **self.supplied(ReasonSerializer))
        return self.shown(pk)

    @extend_schema(request=ReasonSerializer)
    @action(detail=True, methods=["post"])
    def suspend(self, request: Request, pk: int) -> Response:
        """Suspend it (暂停), with a reason; it is not assessed meanwhile."""
        self.do(workflow.suspend, **self.supplied(ReasonSerializer))
        return self.shown(pk)

    @extend_schema(request=RemarkSerializer)
    @action(detail=True, methods=["post"])
    def resume(self, request: Request, pk: int) -> Response:
        """Resume a suspended commitment at its former stage."""
        self.do(workflow.resume, **self.supplied(RemarkSerializer))
        return self.shown(pk)

    @extend_schema(request=ReasonSerializer)
    @action(detail=True, methods=["post"])
    def terminate(self, request: Request, pk: int) -> Response:
        """Terminate it (终止), with a reason."""
        self.do(workflow.terminate, **self.supplied(ReasonSerializer))
        return self.shown(pk)

    @extend_schema(request=MergeIntoSerializer)
    @action(detail=True, methods=["post"])
    def merge(self, request: Request, pk: int) -> Response:
        """Merge it into another commitment (合并).

        Its citations go there. The answer shows the other one.
        """
        given = self.supplied(MergeIntoSerializer)
        other = self.do(workflow.merge, into=given.pop("into").pk, **given)
        return self.shown(other.pk)

    @extend_schema(request=ExtensionRequestSerializer, responses={201: DeadlineExtensionSerializer})
    @action(detail=True, methods=["post"])
    def request_extension(self, request: Request, pk: int) -> Response:
        """Ask for a later due date (申请延期).

        The lead unit does, before the date has come; the office decides.
        """
        asked = self.do(extensions.request, **self.supplied(ExtensionRequestSerializer))
        return Response(DeadlineExtensionSerializer(asked).data, HTTPStatus.CREATED)

    @extend_schema(request=ExtensionEntrySerializer, responses={201: DeadlineExtensionSerializer})
    @action(detail=True, methods=["post"])
    def enter_extension(self, request: Request, pk: int) -> Response:
        """Enter an extension that was granted on an earlier day (补录).

        The office does; it counts from the day of its decision.
        """
        entered = self.do(extensions.enter, **self.supplied(ExtensionEntrySerializer))
        return Response(DeadlineExtensionSerializer(entered).data, HTTPStatus.CREATED)

    @extend_schema(
        request=MilestonesSerializer,
        responses=MilestoneSerializer(many=True),
        examples=[MILESTONES_EXAMPLE],
        filters=False,
    )
    @action(detail=True, methods=["post"], pagination_class=None)
    def milestones(self, request: Request, pk: int) -> Response:
        """Set the table of milestones: what is given is the whole of it."""
        table = self.do(milestones.set_milestones, **self.supplied(MilestonesSerializer))
        return Response(MilestoneSerializer(table, many=True).data)

    @extend_schema(request=WeightsSerializer, examples=[WEIGHTS_EXAMPLE])
    @action(detail=True, methods=["post"])
    def weights(self, request: Request, pk: int) -> Response:
        """Give its parts other weights."""
        self.do(tree.weigh, **self.supplied(WeightsSerializer))
        return self.shown(pk)

    @extend_schema(request=MoveBelowSerializer)
    @action(detail=True, methods=["post"])
    def move_below(self, request: Request, pk: int) -> Response:
        """Make it part of another, or one that stands alone (调整所属总项)."""
        given = self.supplied(MoveBelowSerializer)
        above = given.pop("parent")
        self.do(tree.move_below, parent_id=above.pk if above else None, **given)
        return self.shown(pk)

    @extend_schema(request=SetOverrideSerializer, responses={201: OverrideSerializer})
    @action(detail=True, methods=["post"])
    def override(self, request: Request, pk: int) -> Response:
        """Put an evaluation in place of the computed one, with a reason and an end.

        One that stood before gives way.
        """
        evaluation = self.do(overrides.set_override, **self.supplied(SetOverrideSerializer))
        return Response(OverrideSerializer(evaluation).data, HTTPStatus.CREATED)
