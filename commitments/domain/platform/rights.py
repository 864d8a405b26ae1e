"""Permission checks, made inside each verb so that no interface can forget them."""

from django.contrib.auth.models import User

from commitments.domain.platform import audit
from commitments.domain.platform.errors import NotAllowed


def require_permission(by: User, codename: str, refusal: str) -> None:
    """Raise `NotAllowed` unless the person has the permission; the system actor has all."""
    if not by.has_perm(f"commitments.{codename}") and not audit.is_system(by):
        raise NotAllowed(refusal)
