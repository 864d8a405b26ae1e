"""The forms of evidence: its verification, and the citation of a document."""

import re
from typing import Any

from django import forms
from django.contrib.admin import site
from django.utils.translation import gettext_lazy as _

from commitments.admin.common.fields import DayField
from commitments.admin.common.searched import SearchedSelect
from commitments.models import Document, Evidence


class VerificationForm(forms.Form):
    """Accept evidence, with or without an expiry date, or reject it with a reason."""

    expires_on = DayField(label=_("Valid until"), help_text=_("Empty: without an end."))
    reason = forms.CharField(label=_("Remarks, or the reason of the rejection"), required=False)


class CiteForm(forms.Form):
    """A document and a quote from it."""

    document = forms.ModelChoiceField(
        Document.objects.all(),
        label=_("Document"),
        widget=SearchedSelect(
            Evidence._meta.get_field("document"), site, attrs={"data-width": "100%"}
        ),
    )
    words = forms.CharField(label=_("Its words"), widget=forms.Textarea(attrs={"rows": 3}))
    title = forms.CharField(label=_("Title of the evidence"), max_length=200, required=False)
    period_start = DayField(label=_("Evidence speaks of: from"))
    period_end = DayField(label=_("to"))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        document, words = data.get("document"), data.get("words")
        if document and words:
            # Text copied from a page or a file has other line breaks than the stored text.
            pattern = r"\s*".join(re.escape(sign) for sign in words if not sign.isspace())
            self.found = re.search(pattern, document.text)
            if self.found is None:
                self.add_error("words", _("These words are not in the document."))
        return data

    def place(self) -> dict[str, Any]:
        """The place of the quote in the document's text."""
        data = dict(self.cleaned_data)
        del data["words"]
        assert self.found is not None
        start, end = self.found.span()
        return data | {"document_id": data.pop("document").pk, "start": start, "end": end}
