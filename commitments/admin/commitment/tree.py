"""The tree on a commitment's page: split it, weigh its parts, hang it below another."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext

from commitments.admin.commitment.listing import CommitmentList
from commitments.admin.commitment.tree_forms import MoveBelowForm, SplitForm, WeighForm
from commitments.admin.common.base import actor, seen_version
from commitments.domain.platform.errors import DomainError
from commitments.domain.tracking import tree
from commitments.models import Commitment


class TreeViews(CommitmentList):
    """The three forms of the section; the page they stand on is CommitmentAdmin's."""

    _commitment: Callable[[HttpRequest, int], Commitment]
    _timeline: Callable[..., HttpResponse]
    _submit: Callable[..., HttpResponse]

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        views = {"split": self.split_view, "weigh": self.weigh_view, "below": self.below_view}
        own = [
            path(f"<int:pk>/{name}/", wrap(view), name=f"commitments_commitment_{name}")
            for name, view in views.items()
        ]
        return [*own, *super().get_urls()]

    def split_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Not through `_submit`: what is refused has a row as well as a field."""
        commitment = self._commitment(request, pk)
        here = reverse("admin:commitments_commitment_change", args=[pk]) + "#parts"
        if request.method != "POST":
            return HttpResponseRedirect(here)
        form = SplitForm(request.POST)
        if form.is_valid():
            try:
                made = tree.split(
                    pk,
                    parts=form.parts(),
                    by=actor(request),
                    reason=form.cleaned_data["reason"],
                    expected_version=seen_version(request),
                )
            except DomainError as error:
                form.refuse(error)
            else:
                done = gettext("Split into parts: %(codes)s.")
                messages.success(request, done % {"codes": "、".join(row.code for row in made)})
                return HttpResponseRedirect(here)
        return self._timeline(request, commitment, tree_form=form)

    def weigh_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        commitment = self._commitment(request, pk)
        form = WeighForm(request.POST, whole=commitment)
        version, by = seen_version(request), actor(request)

        def verb() -> object:
            return tree.weigh(pk, by=by, expected_version=version, **form.given())

        return self._submit(
            request, commitment, form, verb, gettext("Weights saved."), tree_form=form
        )

    def below_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        commitment = self._commitment(request, pk)
        form = MoveBelowForm(request.POST, commitment=commitment)
        version, by = seen_version(request), actor(request)

        def verb() -> object:
            return tree.move_below(pk, by=by, expected_version=version, **form.given())

        done = gettext("It stands alone now.") if form.stands_alone else gettext("Moved.")
        return self._submit(request, commitment, form, verb, done, tree_form=form)
