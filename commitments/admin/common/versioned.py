"""Register forms that carry the version they show, and are refused if it is outdated."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.db.models import Field, Model
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext_lazy as _

from commitments.admin.common.base import M, PageAdmin, Row, RowsInline, actor, refuse
from commitments.domain.platform import registers, versions
from commitments.domain.platform.errors import DomainError, Stale

VERSION_SEEN = "version_seen"


class VersionedForm(forms.ModelForm):  # type: ignore[type-arg]
    data: QueryDict
    """A row and the version that was shown; a refusal lists the changes since."""

    version_seen = forms.IntegerField(
        label=_("edit number"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields[VERSION_SEEN].initial = self.instance.version

    def has_changed(self) -> bool:
        """Ignore the version itself."""
        return any(name != VERSION_SEEN for name in self.changed_data)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        # Lock the row until it is written, so that nobody changes it after this check.
        stored = type(self.instance)._base_manager.select_for_update()
        row = stored.filter(pk=self.instance.pk).first() if self.instance.pk else None
        if row is not None:
            try:
                versions.expect(row, data.get(VERSION_SEEN))
            except Stale as error:
                refuse(self, error, type(row))
                self._show_as_now(row, error)
        return data

    def _show_as_now(self, row: Model, error: Stale) -> None:
        """Prepare the refused form for sending it again.

        Fields that this person did not change take the stored value, so that sending the form
        again undoes no other edit.
        """
        before: dict[str, Any] = {}
        for change in (change for edit in error.edits for change in edit.fields):
            before.setdefault(change.field, change.before)
        self.data = self.data.copy()
        for name in self.fields.keys() & before.keys():
            if not self.fields[name].has_changed(before[name], self[name].data):
                field = row._meta.get_field(name)
                assert isinstance(field, Field)
                self._put(name, field.value_from_object(row))
        self._put(VERSION_SEEN, error.current)

    def _put(self, name: str, value: Any) -> None:
        """Set a value as a browser would send it; an unchecked box sends nothing."""
        key = self.add_prefix(name)
        if value is False:
            self.data.pop(key, None)
        elif isinstance(value, list):  # rows, of which several are chosen
            self.data.setlist(key, [str(row.pk) for row in value])
        else:
            self.data[key] = "" if value is None else str(value)


class KeptRows(BaseInlineFormSet):  # type: ignore[type-arg]
    """Rows below an object, each written by the domain."""

    by: User

    def save_new(self, form: Any, commit: bool = True) -> Any:
        setattr(form.instance, self.fk.name, self.instance)
        return registers.save_row(form.instance, by=self.by)

    def save_existing(self, form: Any, obj: Any, commit: bool = True) -> Any:
        return registers.save_row(form.instance, by=self.by)

    def delete_existing(self, obj: Any, commit: bool = True) -> None:
        registers.delete_row(obj, by=self.by)

    def in_words(self) -> list[str]:
        """The added, changed and deleted rows in words, for the change record of the parent."""
        signs = dict.fromkeys(self.deleted_forms, "−")
        signs |= {form: "＋" for form in self.extra_forms if form not in signs}
        name = self.fk.model._meta.verbose_name
        return [
            f"{signs.get(form, '')}{name} {form.instance}"
            for form in self.forms
            if form in self.deleted_forms or form.has_changed()
        ]


class KeptInline(RowsInline[Row, M]):
    """Rows of a register below their parent."""

    formset = KeptRows


class RowsKept(PageAdmin[M]):
    """An admin whose inlines are saved by the domain; a refusal rolls everything back."""

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        formset.by = actor(request)
        super().save_formset(request, form, formset, change)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except DomainError as error:
            # The forms were valid, but the domain refused; all of it was rolled back.
            messages.error(request, str(error))
            return HttpResponseRedirect(request.get_full_path())


class RegisterAdmin(RowsKept[M]):
    """A register whose rows and inlines are saved by the domain, in the person's name."""

    form = VersionedForm

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        """Do nothing: `save_related` saves the row, so that its record also lists the inlines."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        reason = "；".join(words for rows in formsets for words in rows.in_words())
        registers.save_row(form.instance, by=actor(request), reason=reason)
        super().save_related(request, form, formsets, change)
