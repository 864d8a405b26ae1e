"""Themes in the ledger and in bulk edits."""

import pytest

from commitments.domain.batches import running
from commitments.domain.tracking import themes
from tests.domain.batches.books import Book, bring_in, finish, make_of, now, outcomes

pytestmark = pytest.mark.django_db


@pytest.fixture
def elderly(office):
    top = themes.create("民生", by=office)
    themes.create("教育", by=office, parent_id=top.pk)
    return themes.create("养老", by=office, parent_id=top.pk)


@pytest.mark.parametrize("written", ["民生·养老、教育", "养老；教育", "教育;民生·养老"])
def test_imports_several_themes_of_a_cell(area, office, elderly, written):
    made = make_of(Book().write(2, themes=written), office)

    assert outcomes(made) == [("applied", "")]
    assert [str(theme) for theme in now(area).themes.all()] == ["民生·养老", "民生·教育"]
    assert Book().get(2, "themes") == "民生·养老、民生·教育"
    assert bring_in(Book(), office).unchanged == 1


def test_reports_unknown_theme_at_its_column(area, office, elderly):
    [row] = bring_in(Book().write(2, themes="养老、环保"), office).rows.all()

    assert (row.state, row.field) == ("refused", "themes")
    assert "环保" in row.message


def test_ambiguous_theme_is_written_with_its_path(area, office, elderly):
    themes.create("养老", by=office, parent_id=themes.create("产业", by=office).pk)

    [row] = bring_in(Book().write(2, themes="养老"), office).rows.all()

    assert (row.state, row.field) == ("refused", "themes")


def test_joins_themes_in_bulk_and_reverts(area, office, elderly):
    batch = finish(
        running.select([area.pk], changes={}, joining={"themes": [elderly.pk]}, by=office)
    )
    finish(running.confirm(batch.pk, by=office))
    assert [str(theme) for theme in now(area).themes.all()] == ["民生·养老"]

    finish(running.undo(batch.pk, by=office))

    assert not now(area).themes.exists()
