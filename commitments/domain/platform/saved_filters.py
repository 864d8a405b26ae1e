"""Saved filters: the question that a list's address asks, kept under a name and shared."""

from urllib.parse import parse_qsl, urlencode

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from commitments.domain.platform import audit, rights
from commitments.domain.platform.errors import Invalid
from commitments.models import SavedFilter

# Lists that people sit in all day, by the names of their tables.
LISTS = ("commitment", "progressupdate", "evidence", "duty", "reminderslip")
# Where somebody stood in the list, or how its page was shown, is no part of the question.
PASSING = {"p", "all", "e", "_facets", "_popup", "_to_field", "_changelist_filters"}
MOST_CHARACTERS = 1000
LONGEST_NAME = 40
MOST_OF_ONE_LIST = 30


@transaction.atomic
def save_filter(
    list_name: str, query: str, *, name: str, by: User, is_shared: bool = False
) -> SavedFilter:
    """Save the filters and order of a list under a name; shared ones are offered to colleagues."""
    _may_see(list_name, by)
    question = normalised(query)
    if not question:
        raise Invalid(_("Narrow the list first: nothing is filtered."), field="query")
    if len(question) > MOST_CHARACTERS:
        raise Invalid(_("These are too many conditions; choose fewer."), field="query")
    own = SavedFilter.objects.filter(owner=by, list=list_name)
    if own.count() >= MOST_OF_ONE_LIST:
        raise Invalid(
            _("You have %(most)s filters of this list; delete one first.")
            % {"most": MOST_OF_ONE_LIST}
        )
    row = SavedFilter(owner=by, list=list_name, query=question, is_shared=is_shared)
    return _name(row, name, by=by)


@transaction.atomic
def change(
    filter_id: int, *, by: User, name: str | None = None, is_shared: bool | None = None
) -> SavedFilter:
    """Give it another name, share it, or share it no longer."""
    row = _own(filter_id, by)
    if is_shared is not None:
        row.is_shared = is_shared
    return _name(row, row.name if name is None else name, by=by)


@transaction.atomic
def delete(filter_id: int, *, by: User) -> None:
    """Delete a filter of one's own; an administrator also deletes shared ones."""
    _own(filter_id, by, administrator_too=True).delete()


def normalised(query: str) -> str:
    """Normalise a query: `?p=3&q=&state=due` and `state=due` are the same."""
    pairs = parse_qsl(query.lstrip("?"))
    return urlencode(sorted((key, value) for key, value in pairs if key not in PASSING))


def _may_see(list_name: str, by: User) -> None:
    if list_name not in LISTS:
        raise Invalid(_("Filters of this list are not kept."), field="list")
    rights.require_permission(by, f"view_{list_name}", _("You may not look at this list."))


def _own(filter_id: int, by: User, *, administrator_too: bool = False) -> SavedFilter:
    row = SavedFilter.objects.select_for_update().filter(pk=filter_id).first()
    shared = row is not None and row.is_shared and administrator_too and by.is_superuser
    if row is None or (row.owner_id != by.pk and not shared):
        raise Invalid(_("There is no such filter of yours."))
    return row


def _name(row: SavedFilter, name: str, *, by: User) -> SavedFilter:
    """Refuse a name in use at its field, before the constraint does."""
    row.name = " ".join(name.split())
    if not row.name:
        raise Invalid(_("Give the filter a name."), field="name")
    if len(row.name) > LONGEST_NAME:
        raise Invalid(
            _("A name has at most %(most)s characters.") % {"most": LONGEST_NAME}, field="name"
        )
    same = SavedFilter.objects.filter(owner=row.owner_id, list=row.list, name=row.name)
    if same.exclude(pk=row.pk).exists():
        raise Invalid(_("You have a filter of this name already."), field="name")
    return audit.save(row, by=by)
