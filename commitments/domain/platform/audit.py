"""Write a row together with who changed it and why."""

from collections.abc import Iterable
from typing import TypeVar
from uuid import uuid4

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from commitments.domain.platform import versions
from commitments.domain.platform.errors import Invalid
from commitments.models import SystemActor
from commitments.models.versioned import Versioned

SYSTEM_USERNAME = "system"
M = TypeVar("M", bound=models.Model)


def save(instance: M, *, by: User, reason: str = "", fields: Iterable[str] | None = None) -> M:
    """Store a row and its one history row; a validation error becomes a refusal with its field.

    The database checks its constraints with the write itself. Only when it refuses is each of
    them asked which one it was: most writes are right, and to ask first costs more than to write.
    """
    untouched = None if fields is None else _others(instance, fields)
    try:
        instance.full_clean(exclude=untouched, validate_constraints=False)
        return _write(instance, by=by, reason=reason, fields=fields)
    except ValidationError as error:
        raise _as_refusal(error) from error
    except IntegrityError as error:
        if isinstance(instance, Versioned) and not instance._state.adding:
            instance.version -= 1  # as it stands in the database again
        try:
            instance.validate_constraints()
        except ValidationError as violation:
            raise _as_refusal(violation) from error
        raise


@transaction.atomic
def _write(instance: M, *, by: User, reason: str, fields: Iterable[str] | None) -> M:
    if isinstance(instance, Versioned) and not instance._state.adding:
        versions.advance(instance)
    instance._history_user = by  # type: ignore[attr-defined]
    instance._change_reason = reason or None  # type: ignore[attr-defined]
    instance.save(update_fields=None if fields is None else list(fields))
    return instance


def touch(instance: M, *, by: User, reason: str = "") -> M:
    """Record an edit of related rows (milestones, override, parts) as a version of this one."""
    return save(instance, by=by, reason=reason, fields=["version"])


def relate(instance: M, name: str, ids: Iterable[int], *, by: User, reason: str = "") -> M:
    """Replace the rows that a many-to-many field names, as one edit with one history row."""
    instance.skip_history_when_saving = True  # type: ignore[attr-defined]
    getattr(instance, name).set(ids)
    del instance.skip_history_when_saving  # type: ignore[attr-defined]
    return touch(instance, by=by, reason=reason)


def _others(instance: models.Model, fields: Iterable[str]) -> set[str]:
    """Return the fields that this write does not touch, which need no validation."""
    return {field.name for field in instance._meta.concrete_fields} - set(fields)


def _as_refusal(error: ValidationError) -> Invalid:
    if hasattr(error, "error_dict"):
        field, messages = next(iter(error.message_dict.items()))
        return Invalid(messages[0], field=None if field == "__all__" else field)
    return Invalid(error.messages[0])


def system_user() -> User:
    """Return the account of whatever nobody does by hand: the calendar, the seed, a command."""
    actor = SystemActor.objects.select_related("user").first()
    return actor.user if actor else _create_system_user()


def is_system(user: User) -> bool:
    """Whether this account is the system actor, by identity and not by its name."""
    return SystemActor.objects.filter(user=user).exists()


@transaction.atomic
def _create_system_user() -> User:
    """Create the account once; nobody can sign in with it."""
    taken = User.objects.filter(username=SYSTEM_USERNAME).exists()
    name = f"{SYSTEM_USERNAME}-{uuid4().hex[:8]}" if taken else SYSTEM_USERNAME
    user = User(username=name, is_active=False, last_name="系统")
    user.set_unusable_password()
    user.save()
    actor, made = SystemActor.objects.get_or_create(pk=1, defaults={"user": user})
    if not made:  # another process was faster
        user.delete()
    return actor.user
