"""Actions on an object's page, declared in a table: the address, the form and the verb of each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise

from commitments.admin.common.base import DomainAdmin, M, actor, refuse, seen_version
from commitments.domain.platform.errors import DomainError


class ActionForm(forms.Form):
    """A form whose values are the keyword arguments of a verb; without fields, a mere button."""

    def __init__(self, data: Any = None, *, obj: Any, by: User, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.obj, self.by = obj, by

    def arguments(self) -> dict[str, Any]:
        return dict(self.cleaned_data)

    def refuse(self, error: DomainError, model: type[Model]) -> None:
        refuse(self, error, model, reader=self.by)


@dataclass(frozen=True, slots=True)
class PageAction:
    """One thing that a person can do on a page.

    The verb is called as `verb(pk, by=…, expected_version=…, **form.arguments())`. A refused form
    is shown again on the page under the name `shown_as`; without one, the refusal is a message.
    `rows` names the related rows that the action is about, if not the object itself.
    """

    address: str
    form: Callable[..., ActionForm]
    verb: Callable[..., Any]
    # Words, or a function that makes them from what the verb returns.
    success: str | Promise | Callable[[Any], str]
    shown_as: str = ""
    rows: str = ""
    anchor: str = ""

    @property
    def name(self) -> str:
        return self.address.replace("/", "_")

    @property
    def route(self) -> str:
        return f"<int:pk>/{self.address}/" + ("<int:row_pk>/" if self.rows else "")

    def succeeded(self, result: Any) -> str:
        return self.success(result) if callable(self.success) else str(self.success)


class ActionsAdmin(DomainAdmin[M]):
    """An admin whose page offers actions: one handler for all of them."""

    page_actions: ClassVar[Sequence[PageAction]] = ()

    def show(self, request: HttpRequest, obj: M, **refused: forms.Form) -> HttpResponse:
        """The page of an object; a refused form is shown in place of the blank one of its name."""
        raise NotImplementedError

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.act_view)
        prefix = f"{self.opts.app_label}_{self.opts.model_name}"
        own = [
            path(action.route, view, {"action": action}, name=f"{prefix}_{action.name}")
            for action in self.page_actions
        ]
        return [*own, *super().get_urls()]

    def act_view(
        self, request: HttpRequest, pk: int, action: PageAction, row_pk: int | None = None
    ) -> HttpResponse:
        obj = self.visible(request, pk)
        row = get_object_or_404(getattr(obj, action.rows), pk=row_pk) if action.rows else obj
        if request.method != "POST":
            return HttpResponseRedirect(self._after(request, obj, action))
        form = action.form(request.POST, obj=obj, by=actor(request))
        if form.is_valid():
            try:
                result = action.verb(
                    row.pk,
                    by=actor(request),
                    expected_version=seen_version(request),
                    **form.arguments(),
                )
            except DomainError as error:
                form.refuse(error, type(row))
            else:
                messages.success(request, action.succeeded(result))
                return HttpResponseRedirect(self._after(request, obj, action))
        if action.shown_as:
            return self.show(request, obj, **{action.shown_as: form})
        for sentence in (error for errors in form.errors.values() for error in errors):
            messages.error(request, str(sentence))
        return HttpResponseRedirect(self._after(request, obj, action))

    def _after(self, request: HttpRequest, obj: M, action: PageAction) -> str:
        """The page of the object, or the start page if the button was pressed there."""
        if request.POST.get("next") == "start":
            return reverse("admin:index")
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return reverse(name, args=[obj.pk]) + action.anchor
