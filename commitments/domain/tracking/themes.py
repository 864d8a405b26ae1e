"""Keep themes: the tree, and which commitments are about what."""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from commitments.domain.platform import audit, rights, versions
from commitments.domain.platform.errors import Invalid
from commitments.domain.tracking import workflow
from commitments.models import Commitment, Theme


@transaction.atomic
def create(name: str, *, by: User, parent_id: int | None = None, order: int = 0) -> Theme:
    """A theme at the top of the tree, or below another one."""
    _allow(by)
    return audit.save(Theme(name=name.strip(), parent=_found(parent_id), order=order), by=by)


@transaction.atomic
def change(
    theme_id: int,
    *,
    by: User,
    name: str,
    parent_id: int | None,
    order: int,
    is_active: bool,
    reason: str = "",
    expected_version: int | None = None,
) -> Theme:
    """Rename or move a theme; one not active is offered no longer, and stays where it is used."""
    _allow(by)
    theme = Theme.objects.select_for_update().filter(pk=theme_id).first()
    if theme is None:
        raise Invalid(_("There is no such theme."))
    versions.expect(theme, expected_version)
    theme.name, theme.parent = name.strip(), _found(parent_id)
    theme.order, theme.is_active = order, is_active
    return audit.save(theme, by=by, reason=reason)


@transaction.atomic
def assign(
    commitment_id: int,
    theme_ids: Iterable[int],
    *,
    by: User,
    reason: str = "",
    expected_version: int | None = None,
) -> Commitment:
    """Say what a commitment is about; what is not named any more is taken off."""
    _allow(by)
    commitment = workflow.lock(commitment_id, by=by, expected_version=expected_version)
    wanted = set(theme_ids)
    joining = wanted - {theme.pk for theme in commitment.themes.all()}
    if Theme.objects.active().filter(pk__in=joining).count() != len(joining):
        raise Invalid(_("There is no such theme, or it is used no longer."), field="themes")
    return audit.relate(commitment, "themes", wanted, by=by, reason=reason)


def _found(theme_id: int | None) -> Theme | None:
    if theme_id is None:
        return None
    theme = Theme.objects.filter(pk=theme_id).first()
    if theme is None:
        raise Invalid(_("There is no such theme."), field="parent")
    return theme


def _allow(by: User) -> None:
    rights.require_permission(by, "plan_commitment", _("You may not edit themes."))
