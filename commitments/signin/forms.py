"""The forms of the sign-in page and of the second factor."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from unfold.forms import AuthenticationForm
from unfold.widgets import UnfoldAdminTextInputWidget, UnfoldBooleanWidget

from commitments.signin import lockout


class SignInForm(AuthenticationForm):
    """User name and password; a locked account is told until when."""

    stays = forms.BooleanField(
        label=_("Stay signed in"), required=False, widget=UnfoldBooleanWidget()
    )

    def get_invalid_login_error(self) -> ValidationError:
        assert self.request is not None
        locked = lockout.words(self.request, self.data.get("username", ""))
        if locked:
            return ValidationError(locked, code="locked")
        # The directory knows the password, but the account is not its own.
        refused = getattr(self.request, "directory_refusal", "")
        if refused:
            return ValidationError(refused, code="directory")
        error: ValidationError = super().get_invalid_login_error()
        return error


class CodeForm(forms.Form):
    """A code from the app, or a recovery code."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=UnfoldAdminTextInputWidget(
            {"autocomplete": "one-time-code", "autofocus": "", "inputmode": "text"}
        ),
    )

    def refuse(self, refusal: Any) -> None:
        self.add_error("code", str(refusal))
