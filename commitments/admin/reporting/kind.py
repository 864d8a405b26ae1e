"""Report kinds (报告类型): what is printed on them, what they speak of, when and for whom."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commitments.admin.common.base import actor
from commitments.admin.common.label import Label
from commitments.admin.common.versioned import RowsKept, VersionedForm
from commitments.choices import ReportEvery
from commitments.domain.reporting import kinds, scopes
from commitments.models import ReportKind
from commitments.templatetags import tracking


class RecipientsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Persons by name; who has no address is marked, since no mail will reach them."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: User) -> str:
        name = tracking.person(obj)
        return name if obj.email else f"{name}（{gettext('no e-mail address')}）"


def rhythm_in_words(every: ReportEvery) -> Label:
    return _("on demand") if every == ReportEvery.NEVER else every.label


class KindForm(VersionedForm):
    """A kind, with the version that was shown."""

    recipients = RecipientsField(
        User.objects.filter(is_active=True).order_by("last_name", "first_name", "username"),
        label=_("recipients"),
        required=False,
        help_text=_("Each gets one notice here and one mail with the report, once it is issued."),
    )

    class Meta:
        help_texts = {
            "name": _("How the office calls it; it is not printed."),
            "title": _("In large type at the head of the report."),
            "addressees": _("One a line; printed above the text."),
            "copies": _("One a line; printed at the end."),
            "printing_office": _("Printed at the end, with the day of printing."),
            "number_pattern": _("Such as SO [{year}] {number}; given when it is signed."),
            "rhythm": _("The calendar makes a draft once the units' reports are due."),
            "unit": _("Empty parts of the scope leave nothing out."),
            "is_active": _("Switched off: not offered for new reports any more."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["recipients"].initial = self.instance.recipients.all()
        for name in ("addressees", "copies"):
            self.fields[name].widget.attrs["rows"] = 3
        rhythm = self.fields["rhythm"]
        assert isinstance(rhythm, forms.ChoiceField)
        rhythm.choices = [(every.value, rhythm_in_words(every)) for every in ReportEvery]


@admin.register(ReportKind)
class ReportKindAdmin(RowsKept[ReportKind]):
    """Kinds are switched off rather than deleted: what was issued refers to them."""

    form = KindForm
    empty_text = _("A kind says what is printed on a report, what it speaks of and who gets it.")
    list_display = ["name", "title", "issuer", "scope", "drafted", "is_active"]
    list_filter = ["is_active"]
    search_fields = ["name", "title"]
    autocomplete_fields = ["unit", "document"]
    fieldsets = [
        (
            _("What is printed"),
            {
                "fields": (
                    "name",
                    "title",
                    "issuer",
                    "number_pattern",
                    "addressees",
                    "copies",
                    "printing_office",
                    "prints_signer",
                )
            },
        ),
        (
            _("What it speaks of"),
            {"fields": ("unit", "plan", "theme", "document", "commitment_kind")},
        ),
        (
            _("When, and for whom"),
            {"fields": ("rhythm", "recipients", "is_active", "version_seen")},
        ),
    ]

    def has_delete_permission(self, request: HttpRequest, obj: ReportKind | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: ReportKind, form: Any, change: bool) -> None:
        kinds.save_kind(obj, recipients=form.cleaned_data["recipients"], by=actor(request))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Do nothing: the recipients are saved with the kind."""

    @admin.display(description=_("scope"))
    def scope(self, kind: ReportKind) -> str:
        return scopes.in_words(kind) or gettext("everything")

    @admin.display(description=_("drafted"), ordering="rhythm")
    def drafted(self, kind: ReportKind) -> str:
        return str(rhythm_in_words(ReportEvery(kind.rhythm)))
