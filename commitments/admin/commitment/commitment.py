"""Commitments: each one's page as a story from its source to its status, and its verbs."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext

from commitments.admin.commitment import transitions
from commitments.admin.commitment.forms import AssignForm, DetailsForm, ReviseForm
from commitments.admin.commitment.page import timeline
from commitments.admin.commitment.planning import MilestoneForm, MilestonesForm, OverrideForm
from commitments.admin.commitment.tree import TreeViews
from commitments.admin.common.base import actor, attempt, refuse, seen_version
from commitments.admin.registers.breakdown_forms import GroupTargetsForm
from commitments.choices import Transition
from commitments.domain.platform.errors import DomainError
from commitments.domain.tracking import assign, catalogue, milestones, overrides, targets
from commitments.models import Assignment, Commitment, DeadlineExtension, Milestone, Override


@admin.register(Commitment)
class CommitmentAdmin(TreeViews):
    """The page of a commitment."""

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/assign/", wrap(self.assign_view), name="commitments_commitment_assign"),
            path("<int:pk>/revise/", wrap(self.revise_view), name="commitments_commitment_revise"),
            path(
                "<int:pk>/acknowledge/<int:assignment_id>/",
                wrap(self.acknowledge_view),
                name="commitments_commitment_acknowledge",
            ),
            path(
                "<int:pk>/move/<slug:move>/",
                wrap(self.move_view),
                name="commitments_commitment_move",
            ),
            path(
                "<int:pk>/steps/", wrap(self.milestones_view), name="commitments_commitment_steps"
            ),
            path(
                "<int:pk>/step/<int:step_id>/",
                wrap(self.milestone_view),
                name="commitments_commitment_step",
            ),
            path("<int:pk>/groups/", wrap(self.groups_view), name="commitments_commitment_groups"),
            path(
                "<int:pk>/details/", wrap(self.details_view), name="commitments_commitment_details"
            ),
            path(
                "<int:pk>/override/",
                wrap(self.override_view),
                name="commitments_commitment_override",
            ),
            path(
                "<int:pk>/revoke/<int:override_id>/",
                wrap(self.revoke_view),
                name="commitments_commitment_revoke",
            ),
            path(
                "<int:pk>/extension/<int:extension_id>/",
                wrap(self.extension_view),
                name="commitments_commitment_extension",
            ),
            *super().get_urls(),
        ]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        commitment = self.get_object(request, object_id)
        if commitment is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, commitment):
            raise PermissionDenied
        return self._timeline(request, commitment)

    def assign_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        commitment = self._commitment(request, pk)
        form = AssignForm(request.POST)

        def verb() -> object:
            data = dict(form.cleaned_data)
            unit = data.pop("organization")
            return assign.assign(
                commitment.pk,
                unit.pk,
                by=actor(request),
                expected_version=seen_version(request),
                **data,
            )

        return self._submit(request, commitment, form, verb, gettext("Assigned."), assign_form=form)

    def revise_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        commitment = self._commitment(request, pk)
        form = ReviseForm(request.POST, commitment=commitment)

        def verb() -> object:
            return targets.revise(
                commitment.pk,
                form.revision(),
                by=actor(request),
                reason=form.cleaned_data["reason"],
                expected_version=seen_version(request),
            )

        return self._submit(
            request,
            commitment,
            form,
            verb,
            gettext("A new version of the target is in force."),
            revise_form=form,
        )

    def groups_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        commitment = self._commitment(request, pk)
        form = GroupTargetsForm(request.POST)

        def verb() -> object:
            return targets.revise(
                commitment.pk,
                form.revision(commitment),
                by=actor(request),
                reason=form.cleaned_data["reason"],
                expected_version=seen_version(request),
            )

        done = gettext("A new version of the target is in force.")
        return self._submit(request, commitment, form, verb, done, groups_form=form)

    def acknowledge_view(self, request: HttpRequest, pk: int, assignment_id: int) -> HttpResponse:
        commitment = self._commitment(request, pk)
        if request.method == "POST":
            attempt(
                request,
                lambda: assign.acknowledge(
                    assignment_id, by=actor(request), expected_version=seen_version(request)
                ),
                gettext("Receipt confirmed."),
                Assignment,
            )
        from_start = request.POST.get("next") == "start"
        return HttpResponseRedirect(reverse("admin:index") if from_start else _address(commitment))

    def move_view(self, request: HttpRequest, pk: int, move: str) -> HttpResponse:
        commitment = self._commitment(request, pk)
        if move not in transitions.VERBS:
            raise Http404
        form = transitions.TransitionForm(Transition(move), request.POST)
        version = seen_version(request)

        def verb() -> object:
            return transitions.make(commitment, form, by=actor(request), version=version)

        done = gettext("Done: %(move)s.") % {"move": Transition(move).label}
        return self._submit(request, commitment, form, verb, done, move_form=form)

    def milestones_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        commitment = self._commitment(request, pk)
        form = MilestonesForm(request.POST)
        version = seen_version(request)

        def verb() -> object:
            return milestones.set_milestones(
                commitment.pk, by=actor(request), expected_version=version, **form.cleaned_data
            )

        return self._submit(
            request, commitment, form, verb, gettext("Steps saved."), milestones_form=form
        )

    def milestone_view(self, request: HttpRequest, pk: int, step_id: int) -> HttpResponse:
        """A step is done, or the tick is taken back with a reason."""
        commitment = self._commitment(request, pk)
        if not commitment.milestones.filter(pk=step_id).exists():
            raise Http404
        form, version, by = MilestoneForm(request.POST), seen_version(request), actor(request)
        if request.method == "POST" and not form.is_valid():
            for error in form.errors.values():
                messages.error(request, error[0])
        elif request.method == "POST":
            attempt(
                request,
                lambda: form.mark(step_id, by=by, version=version),
                gettext("Steps saved."),
                Milestone,
            )
        return HttpResponseRedirect(f"{_address(commitment)}#steps")

    def details_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        commitment = self._commitment(request, pk)
        form = DetailsForm(request.POST, commitment=commitment, user=actor(request))
        if not form.fields:
            raise PermissionDenied
        version = seen_version(request)

        def verb() -> object:
            return catalogue.change(pk, form.wanted(), by=actor(request), expected_version=version)

        return self._submit(request, commitment, form, verb, gettext("Saved."), details_form=form)

    def override_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        commitment = self._commitment(request, pk)
        form = OverrideForm(request.POST)
        version = seen_version(request)

        def verb() -> object:
            return overrides.set_override(
                commitment.pk, by=actor(request), expected_version=version, **form.cleaned_data
            )

        words = gettext("The evaluation set by hand is in force.")
        return self._submit(request, commitment, form, verb, words, override_form=form)

    def revoke_view(self, request: HttpRequest, pk: int, override_id: int) -> HttpResponse:
        commitment = self._commitment(request, pk)
        if request.method == "POST" and commitment.overrides.filter(pk=override_id).exists():
            attempt(
                request,
                lambda: overrides.revoke(
                    override_id, by=actor(request), expected_version=seen_version(request)
                ),
                gettext("Revoked; the computed evaluation counts again."),
                Override,
            )
        return HttpResponseRedirect(_address(commitment))

    def extension_view(self, request: HttpRequest, pk: int, extension_id: int) -> HttpResponse:
        """The office decides on a request for a later date."""
        commitment = self._commitment(request, pk)
        row = commitment.extensions.filter(pk=extension_id).first()
        form = transitions.DecisionForm(request.POST)
        if row is None:
            raise Http404
        if request.method == "POST" and form.is_valid():
            grant, reason = "grant" in request.POST, form.cleaned_data["reason"]
            version, by = seen_version(request), actor(request)
            attempt(
                request,
                lambda: transitions.decide(row, grant=grant, by=by, reason=reason, version=version),
                gettext("Decided."),
                DeadlineExtension,
            )
        return HttpResponseRedirect(_address(commitment))

    def _submit(
        self,
        request: HttpRequest,
        commitment: Commitment,
        form: forms.Form,
        verb: Callable[[], object],
        success: str,
        **shown: Any,
    ) -> HttpResponse:
        """One form on the page: done, or shown again with what is wrong."""
        if request.method != "POST":
            return HttpResponseRedirect(_address(commitment))
        if form.is_valid():
            try:
                verb()
            except DomainError as error:
                refuse(form, error, Commitment)
            else:
                messages.success(request, success)
                return HttpResponseRedirect(_address(commitment))
        return self._timeline(request, commitment, **shown)

    def _commitment(self, request: HttpRequest, pk: int) -> Commitment:
        if not self.has_view_permission(request):
            raise PermissionDenied
        commitment = self.get_queryset(request).filter(pk=pk).first()
        if commitment is None:
            raise Http404
        return commitment

    def _timeline(self, request: HttpRequest, commitment: Commitment, **shown: Any) -> HttpResponse:
        context = timeline(commitment, actor(request), query=request.GET, **shown)
        return self.page(request, "admin/tracking/commitment.html", **context)


def _address(commitment: Commitment) -> str:
    return reverse("admin:commitments_commitment_change", args=[commitment.pk])
