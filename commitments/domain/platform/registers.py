"""Registers that everything refers to: units, their aliases, and who works for them."""

from typing import TypeVar

from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils.translation import gettext as _

from commitments.domain.platform import audit, rights
from commitments.models import Membership, Organization, OrganizationAlias

R = TypeVar("R", Organization, OrganizationAlias, Membership)


@transaction.atomic
def save_row(row: R, *, by: User, reason: str = "") -> R:
    """Store a new or changed row of a register."""
    _allow(by, "add" if row._state.adding else "change", row)
    return audit.save(row, by=by, reason=reason)


@transaction.atomic
def delete_row(row: OrganizationAlias | Membership, *, by: User) -> None:
    """Delete an alias or membership of a unit and record who did."""
    _allow(by, "delete", row)
    row._history_user = by  # type: ignore[union-attr]
    row.delete()


def _allow(by: User, verb: str, row: models.Model) -> None:
    codename = f"{verb}_{row._meta.model_name}"
    rights.require_permission(by, codename, _("You may not change this register."))
