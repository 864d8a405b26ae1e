"""Bulk edits on their page: what is left empty stays, what is to be emptied is said."""

import pytest
from django.urls import reverse

from commitments.domain.batches import running
from commitments.domain.tracking import catalogue
from commitments.models import Batch, Job
from tests import factories as make
from tests.domain.batches.books import finish

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make.supervisor()


@pytest.fixture
def described(office):
    given = {"description": "区长批示", "priority": "key"}
    return [
        catalogue.change(make.commitment(indicator=name).pk, given, by=office)
        for name in ("床位", "学位")
    ]


def ask(client, office, rows, **given):
    """Send the form; returns the page, and the batch that is to be confirmed."""
    client.force_login(office)
    chosen = {"action": "edit_in_bulk", "confirmed": "1", "_selected_action": [r.pk for r in rows]}
    page = client.post(reverse("admin:commitments_commitment_changelist"), {**chosen, **given})
    batch = Batch.objects.order_by("pk").last()
    return page, batch


def confirm(batch, office):
    finish(running.Asked(batch, Job.objects.get(key=str(batch.pk))))
    finish(running.confirm(batch.pk, by=office))


def values(rows, name):
    for row in rows:
        row.refresh_from_db()
    return [getattr(row, name) for row in rows]


def test_sets_a_description_for_all(client, office, described):
    _page, batch = ask(client, office, described, description="市政府督办")
    confirm(batch, office)

    assert values(described, "description") == ["市政府督办"] * 2
    assert values(described, "priority") == ["key"] * 2


@pytest.mark.parametrize(
    ("given", "name"),
    [({"empty_description": "on"}, "description"), ({"priority": "none"}, "priority")],
)
def test_empties_a_field_of_all_and_reverts(client, office, described, given, name):
    before = values(described, name)
    _page, batch = ask(client, office, described, **given)
    confirm(batch, office)
    assert values(described, name) == ["", ""]

    finish(running.undo(batch.pk, by=office))

    assert values(described, name) == before


def test_rejects_a_new_text_together_with_none(client, office, described):
    given = {"description": "市政府督办", "empty_description": "on"}
    page, batch = ask(client, office, described, **given)

    assert batch is None
    assert "只能选其一" in page.content.decode()
    assert "市政府督办" in page.content.decode()


def test_an_empty_form_asks_what_is_to_change(client, office, described):
    page, batch = ask(client, office, described)

    assert batch is None
    assert "ct-alert-error" in page.content.decode()
