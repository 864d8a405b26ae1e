"""Dimensions by which figures are broken down (by street, by group), and their groups."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from commitments.domain.platform import audit, rights, versions
from commitments.domain.platform.errors import Conflict, Invalid
from commitments.models import Dimension, Group, GroupValue


@dataclass(frozen=True, slots=True)
class GroupEntry:
    """A group as it is to be entered, with the unit whose area it is, where there is one."""

    name: str
    organization_id: int | None = None


@transaction.atomic
def create(name: str, *, by: User, groups: Sequence[GroupEntry] = ()) -> Dimension:
    """Create a dimension with its groups."""
    rights.require_permission(by, "add_dimension", _("You may not change breakdowns."))
    dimension = audit.save(Dimension(name=name.strip()), by=by)
    _set_groups(dimension, groups, by=by)
    return dimension


@transaction.atomic
def change(
    dimension_id: int,
    *,
    by: User,
    name: str | None = None,
    groups: Sequence[GroupEntry] | None = None,
    reason: str = "",
    expected_version: int | None = None,
) -> Dimension:
    """Rename a dimension or set its groups, in order; groups are identified by name.

    A group in use cannot be deleted: reported figures refer to it.
    """
    rights.require_permission(by, "change_dimension", _("You may not change breakdowns."))
    dimension = Dimension.objects.select_for_update().filter(pk=dimension_id).first()
    if dimension is None:
        raise Invalid(_("There is no such dimension."), field="dimension")
    versions.expect(dimension, expected_version)
    if name is not None:
        dimension.name = name.strip()
    audit.save(dimension, by=by, reason=reason)
    if groups is not None:
        _set_groups(dimension, groups, by=by)
    return dimension


def _set_groups(dimension: Dimension, entries: Sequence[GroupEntry], *, by: User) -> None:
    wanted = [GroupEntry(entry.name.strip(), entry.organization_id) for entry in entries]
    names = [entry.name for entry in wanted]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise Invalid(
            _("These groups are named twice: %(names)s.") % {"names": "、".join(twice)},
            field="groups",
        )
    known = {group.name: group for group in dimension.groups.all()}
    _delete([group for name, group in known.items() if name not in names], by=by)
    for order, entry in enumerate(wanted):
        group = known.get(entry.name) or Group(dimension=dimension, name=entry.name)
        if group.pk and (group.order, group.organization_id) == (order, entry.organization_id):
            continue
        group.order, group.organization_id = order, entry.organization_id
        audit.save(group, by=by)


def _delete(groups: list[Group], *, by: User) -> None:
    # A value that was taken out again still stands in the change record.
    reported = GroupValue.history.filter(group__in=groups).values_list("group", flat=True)
    used = [group for group in groups if group.targets.exists() or group.pk in reported]
    if used:
        raise Conflict(
            _("These groups have targets or values and cannot be dropped: %(names)s.")
            % {"names": "、".join(group.name for group in used)},
            field="groups",
        )
    for group in groups:
        group._history_user = by  # type: ignore[attr-defined]
        group.delete()
