"""Base classes of the admin, and how refusals are shown."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import SEARCH_VAR
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import ForeignKey, Model
from django.db.models.options import Options
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from commitments.admin.common import changes, confirming
from commitments.admin.common.keys import as_key
from commitments.admin.common.searched import SearchedSelect
from commitments.domain.platform.errors import DomainError, Stale, Unconfirmed

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin as BaseAdmin
    from django.contrib.admin import TabularInline as BaseInline
else:
    # Unfold's classes extend Django's, which are typed, but take no type parameter at runtime.
    from unfold.admin import ModelAdmin, TabularInline

    class BaseAdmin(ModelAdmin):
        def __class_getitem__(cls, model):
            return cls

    class BaseInline(TabularInline):
        def __class_getitem__(cls, models):
            return cls


M = TypeVar("M", bound=Model)
Row = TypeVar("Row", bound=Model)
# From 19 digits on a number may be larger than any column of the database, and PostgreSQL keeps
# no NUL in a text.
IMPOSSIBLE = re.compile(r"\d{19}|\x00")


class BoundedLookups:
    """A list with impossible values in its filters opens without them, as with other nonsense.

    Django checks the form of what the address says, and leaves it to the database that a number
    may be larger than any key, a day earlier than any calendar.
    """

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        given = (str(value) for name, value in request.GET.items() if name != SEARCH_VAR)
        if any(IMPOSSIBLE.search(value) for value in given):
            raise IncorrectLookupParameters
        try:
            return super().get_changelist_instance(request)  # type: ignore[misc]
        except (OverflowError, ValueError) as error:
            raise IncorrectLookupParameters from error


class BoundedKeys:
    """Searched fields leave what can be no key to the error of the field."""

    def formfield_for_foreignkey(
        self, db_field: "ForeignKey[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        admin: Any = self
        if db_field.name in admin.get_autocomplete_fields(request):
            kwargs.setdefault("widget", SearchedSelect(db_field, admin.admin_site))
        return super().formfield_for_foreignkey(  # type: ignore[misc]
            db_field, request, **kwargs
        )


class PageAdmin(BoundedLookups, BoundedKeys, BaseAdmin[M]):
    """A ModelAdmin with pages of its own and a readable change record."""

    list_per_page = 50
    list_max_show_all = 200
    list_fullwidth = True
    # Shown if the list is empty: what to do, or why it fills by itself.
    empty_text: str | Promise = ""

    def page(
        self, request: HttpRequest, template: str, *, title: str | SafeString, **context: Any
    ) -> TemplateResponse:
        """Render a page in the frame of the admin."""
        request.current_app = self.admin_site.name
        return TemplateResponse(
            request,
            template,
            {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "title": title,
                "is_fullwidth": "1",
                **context,
            },
        )

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show who changed what and when, with the values before and after."""
        found = self.get_object(request, object_id)
        if found is None or not self.has_view_permission(request, found):
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not _keeps_history(found):
            return super().history_view(request, object_id, extra_context)
        return self.page(
            request,
            "admin/tracking/history.html",
            title=str(found),
            original=found,
            entries=changes.of_object(found, actor(request)),
        )

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: "Options[M]", object_id: str
    ) -> HttpResponse:
        """Say the same of what does not exist and of what another unit is responsible for."""
        words = gettext("This %(name)s is not within the duties of your unit, or no longer exists.")
        messages.warning(request, words % {"name": opts.verbose_name})
        return HttpResponseRedirect(reverse("admin:index"))

    def visible(self, request: HttpRequest, pk: int) -> M:
        """The object with this key among those that the person may see."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return get_object_or_404(self.get_queryset(request), pk=pk)


class RowsInline(BoundedKeys, BaseInline[Row, M]):
    """Rows below an object."""

    extra = 0


class DomainAdmin(PageAdmin[M]):
    """For tables that only the domain writes: read-only here, except through its functions."""

    def has_add_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        return False


class OneFormAdmin(DomainAdmin[M]):
    """One form of our own for new (None) and existing rows: `edit` shows and saves it."""

    edit: Callable[..., HttpResponse]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        return self.edit(request, None)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        instance = self.get_object(request, object_id)
        if instance is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, instance):
            raise PermissionDenied
        return self.edit(request, instance)


def actor(request: HttpRequest) -> User:
    """The signed-in user; the admin has no other visitors."""
    assert isinstance(request.user, User)
    return request.user


def attempt(
    request: HttpRequest,
    verb: Callable[[], object],
    success: str,
    model: type[Model] | None = None,
) -> bool:
    """Call a verb and report how it went; if the row changed in the meantime, say how."""
    try:
        verb()
    except DomainError as error:
        for sentence in in_words(error, model, reader=actor(request)):
            messages.error(request, sentence)
        return False
    messages.success(request, success)
    return True


def refuse(
    form: forms.BaseForm,
    error: DomainError,
    model: type[Model] | None = None,
    *,
    reader: User | None = None,
) -> None:
    """Show a refusal at its field; if the row changed in the meantime, say who changed what.

    What is doubtful gets a box that confirms it.
    """
    if isinstance(error, Unconfirmed):
        for question in error.questions:
            known = question.field in form.fields
            confirming.add_question(form, question, question.field if known else None)
        return
    field = error.field if error.field in form.fields else None
    first, *more = in_words(error, model, reader=reader)
    if isinstance(error, Stale):
        first += gettext("What you filled in is kept below and was not saved.")
    form.add_error(field, first)
    for sentence in more:
        form.add_error(None, sentence)


def in_words(
    error: DomainError, model: type[Model] | None, *, reader: User | None
) -> Iterator[str]:
    """The sentences of a refusal; of a row that changed in the meantime also its changes."""
    if not isinstance(error, Stale) or model is None:
        yield str(error)
        return
    yield changes.stale_in_words(error, reader)
    yield from changes.details(error.edits, model)


def seen_version(request: HttpRequest) -> int | None:
    """The version of the row that the page showed when its form was sent."""
    given = request.POST.get("version", "")
    return as_key(given)


def _keeps_history(instance: Model) -> bool:
    return hasattr(instance._meta, "simple_history_manager_attribute")
