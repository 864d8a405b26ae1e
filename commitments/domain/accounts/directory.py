"""Whose account it is that a directory (OpenID Connect or LDAP) vouches for.

The user name is the key, in one spelling, for all directories: one person is one account. An
account that has a local password belongs to whoever knows that; a directory gets it only where
the office said so. Administrators' accounts are never given to a directory.
"""

import logging
from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils.translation import gettext as _

from commitments.domain.accounts import names
from commitments.domain.platform import audit
from commitments.domain.platform.errors import Conflict, NotAllowed
from commitments.domain.platform.roles import ROLES
from commitments.models import DirectoryIdentity, Membership, Organization

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Person:
    """What a directory says of somebody who signed in there.

    `units` are names of units as the directory writes them, beside those that follow from groups.
    """

    directory: str
    subject: str
    username: str
    name: str = ""
    email: str = ""
    groups: tuple[str, ...] = ()
    units: tuple[str, ...] = ()


@transaction.atomic
def account_of(person: Person) -> User:
    """The account of a person who has just signed in at a directory, with roles and units."""
    user = _linked(person) or _found_by_name(person) or _created(person)
    if user.is_superuser:
        raise NotAllowed(_("Administrators sign in with their local password only."))
    if not user.is_active:
        raise NotAllowed(_("This account is closed; ask the administrator."))
    _describe(user, person)
    if settings.DIRECTORY_ROLES:
        _give_roles(user, person.groups)
    if settings.DIRECTORY_UNITS or settings.DIRECTORY_SAYS_UNITS:
        _give_units(user, person)
    return user


@transaction.atomic
def unlink(user: User, *, by: User) -> None:
    """Forget who a directory says this is: the next person of this name is linked anew."""
    if not by.is_superuser:
        raise NotAllowed(_("Only an administrator may unlink accounts."))
    DirectoryIdentity.objects.filter(user=user).delete()


def _linked(person: Person) -> User | None:
    known = DirectoryIdentity.objects.select_related("user").filter(
        directory=person.directory, subject=person.subject
    )
    identity = known.first()
    return identity.user if identity else None


def _found_by_name(person: Person) -> User | None:
    """The account of this name, if the directory may have it."""
    name = _name_of(person)
    called = list(User.objects.filter(username__iexact=name).order_by("pk"))
    if any(user.is_superuser or audit.is_system(user) for user in called):
        raise NotAllowed(
            _("“%(name)s” is an administrator's account here; no directory opens it.")
            % {"name": name}
        )
    if not called:
        return None
    user = called[0]
    if DirectoryIdentity.objects.filter(user=user, directory=person.directory).exists():
        # The name was given to somebody else since.
        raise Conflict(
            _("“%(name)s” belongs to another person here; ask the administrator.") % {"name": name}
        )
    if user.has_usable_password() and not settings.DIRECTORY_LINKS_LOCAL_ACCOUNTS:
        raise NotAllowed(
            _("There is a local account “%(name)s”; sign in with its password here.")
            % {"name": name}
        )
    _link(user, person)
    return user


def _created(person: Person) -> User:
    """A new account; a second sign-in at the same moment finds the one that the first made."""
    fresh = {"is_staff": True, "password": make_password(None)}
    user, _is_new = User.objects.get_or_create(username=_name_of(person), defaults=fresh)
    _link(user, person)
    return user


def _link(user: User, person: Person) -> None:
    DirectoryIdentity.objects.get_or_create(
        user=user, directory=person.directory, subject=person.subject
    )
    logger.info("Account %s is now %s of %s.", user.username, person.subject, person.directory)


def _name_of(person: Person) -> str:
    name = names.normalised(person.username)
    if not name:
        raise NotAllowed(_("The directory gives no user name; ask the administrator."))
    return name


def _describe(user: User, person: Person) -> None:
    """Name and address as the directory has them; what it does not know stays."""
    limits = {"last_name": 150, "email": 254}
    told = {"last_name": person.name.strip(), "email": person.email.strip()}
    changed = {field: value[: limits[field]] for field, value in told.items() if value}
    if changed.get("last_name") == user.get_full_name():
        del changed["last_name"]
    changed = {field: value for field, value in changed.items() if getattr(user, field) != value}
    if "last_name" in changed:
        changed["first_name"] = ""
    for field, value in changed.items():
        setattr(user, field, value)
    if changed:
        user.save(update_fields=list(changed))


def _give_roles(user: User, groups: Collection[str]) -> None:
    """Roles that follow from groups are given and taken; roles given by hand otherwise stay."""
    mapped = {role for role in settings.DIRECTORY_ROLES.values() if role in ROLES}
    due = {role for group, role in settings.DIRECTORY_ROLES.items() if group in groups}
    user.groups.remove(*Group.objects.filter(name__in=mapped - due))
    user.groups.add(*Group.objects.filter(name__in=mapped & due))


def _give_units(user: User, person: Person) -> None:
    """The units that the directory names are those the person works for, and no others."""
    told = [*person.units]
    told += [unit for group, unit in settings.DIRECTORY_UNITS.items() if group in person.groups]
    due = {unit.pk for unit in map(_unit, told) if unit is not None}
    has = {row.organization_id: row for row in Membership.objects.filter(user=user)}
    by = audit.system_user()
    for pk in has.keys() - due:
        has[pk]._history_user = by  # type: ignore[attr-defined]
        has[pk].delete()
    for pk in due - has.keys():
        reason = _("As the directory says.")
        audit.save(Membership(user=user, organization_id=pk), by=by, reason=reason)


def _unit(name: str) -> Organization | None:
    unit = Organization.objects.active().called(name)
    if unit is None:
        logger.warning("A directory names the unit “%s”, which is not known here.", name)
    return unit
