"""Commitments: each one's page as a timeline from its source to its status, and its actions."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from commitments.admin.commitment.actions import ACTIONS
from commitments.admin.commitment.listing import CommitmentList
from commitments.admin.commitment.page import timeline
from commitments.admin.common.actions import ActionsAdmin
from commitments.admin.common.base import actor
from commitments.models import Commitment


@admin.register(Commitment)
class CommitmentAdmin(ActionsAdmin[Commitment], CommitmentList):
    """The list of commitments, and the page of each."""

    page_actions = ACTIONS

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        commitment = self.get_object(request, object_id)
        if commitment is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, commitment):
            raise PermissionDenied
        return self.show(request, commitment)

    def show(self, request: HttpRequest, obj: Commitment, **refused: forms.Form) -> HttpResponse:
        context = timeline(obj, actor(request), query=request.GET, refused=refused)
        return self.page(request, "admin/tracking/commitment.html", **context)
