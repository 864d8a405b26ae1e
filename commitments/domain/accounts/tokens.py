"""Tokens of programs: given for a password, gone with it."""

from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from rest_framework.authtoken.models import Token

from commitments.domain.accounts import second_factor
from commitments.domain.platform.errors import NotAllowed


def of(user: User, *, code: str = "") -> Token:
    """The token of a person who gave the password, and a code where a second factor is in use."""
    if not user.has_usable_password():
        # Nobody would tell us when the directory closes the account.
        raise NotAllowed(
            _("Accounts of a directory get no token; ask for an account of your program.")
        )
    if second_factor.is_set_up(user):
        second_factor.check(user, code)
    elif second_factor.is_demanded_of(user):
        raise NotAllowed(_("Set up the second factor first: sign in once in the browser."))
    token: Token = Token.objects.get_or_create(user=user)[0]
    return token


def end_where_rights_ended(sender: type[User], instance: User, **given: Any) -> None:
    """Before an account is saved: a new password or deactivation ends its token."""
    fields = given.get("update_fields")
    if instance.pk is None or (fields is not None and not {"password", "is_active"} & set(fields)):
        return
    before = User.objects.filter(pk=instance.pk).values_list("password", "is_active").first()
    if before is None:
        return
    password, was_active = before
    is_rehashed = fields is not None and list(fields) == ["password"] and not _is_typed(instance)
    has_new_password = password != instance.password and not is_rehashed
    if has_new_password or (was_active and not instance.is_active):
        Token.objects.filter(user=instance).delete()


def _is_typed(user: User) -> bool:
    """Whether somebody set the password just now; a stronger hash of the old one is no change."""
    return getattr(user, "_password", None) is not None or not user.has_usable_password()
