"""Sign-in by LDAP: the directory checks the password, the account is ours.

Loaded only where LDAP is set up, because django-auth-ldap is an extra: `make ldap`.
"""

import logging
from typing import Any

from django.conf import settings
from django.contrib.auth.backends import BaseBackend, ModelBackend
from django.contrib.auth.models import User
from django.http import HttpRequest
from django_auth_ldap.backend import LDAPBackend as Directory

from commitments.domain.accounts import directory, names
from commitments.domain.platform.errors import DomainError

logger = logging.getLogger(__name__)


class LdapBackend(BaseBackend):
    """Only who it is comes from the directory; rights come from roles, as for everybody."""

    get_user = ModelBackend.get_user

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **_given: Any,
    ) -> User | None:
        found: User | None = _Directory().authenticate(request, username, password)
        return found


class _Directory(Directory):  # type: ignore[misc]
    def get_or_build_user(self, username: str, ldap_user: Any) -> tuple[User, bool]:
        try:
            return directory.account_of(person_of(username, ldap_user)), False
        except DomainError as refusal:
            logger.warning("LDAP vouches for %s, but: %s", username, refusal)
            request = ldap_user._request
            if request is not None:
                # Shown at the sign-in page: the password was right.
                request.directory_refusal = str(refusal)
            raise ldap_user.AuthenticationFailed(str(refusal)) from refusal


def person_of(username: str, found: Any) -> directory.Person:
    """What the directory's entry says, under the names that the settings give its attributes."""

    def all_of(attribute: str) -> tuple[str, ...]:
        return tuple(found.attrs.get(attribute, ())) if attribute else ()

    own = all_of(settings.LDAP_USERNAME_ATTRIBUTE)
    name = next(iter(own), username)
    return directory.Person(
        directory="ldap",
        subject=names.normalised(name),
        username=name,
        name=next(iter(all_of("displayName") or all_of("cn")), ""),
        email=next(iter(all_of("mail")), ""),
        groups=tuple(found.group_names) if settings.LDAP_GROUPS else (),
        units=all_of(settings.LDAP_UNIT_ATTRIBUTE),
    )
