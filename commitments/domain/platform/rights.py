"""Who may use a verb: asked where the verb is, so that no face can forget to ask."""

from django.contrib.auth.models import User

from commitments.domain.platform.audit import SYSTEM_USERNAME
from commitments.domain.platform.errors import NotAllowed


def require_permission(by: User, codename: str, refusal: str) -> None:
    """Refuse in words unless the person has the permission; the calendar's user has all."""
    if by.username != SYSTEM_USERNAME and not by.has_perm(f"commitments.{codename}"):
        raise NotAllowed(refusal)
