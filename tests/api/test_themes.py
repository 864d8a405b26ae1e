"""Themes over HTTP: the tree, what has a theme, and the sums by theme."""

import pytest

from commitments.domain.tracking import themes
from tests import factories


@pytest.fixture
def livelihood(office):
    return themes.create("民生", by=office.user)


@pytest.fixture
def elderly(office, livelihood):
    return themes.create("养老", by=office.user, parent_id=livelihood.pk)


def test_a_theme_tells_its_way_down_the_tree(office, livelihood, elderly):
    shown = office.get(f"themes/{elderly.pk}/").json()

    assert (shown["name"], shown["path"], shown["parent"]) == ("养老", "民生·养老", livelihood.pk)
    assert office.ids("themes/", parent=livelihood.pk) == [elderly.pk]
    assert office.ids("themes/", q="民") == [livelihood.pk]


def test_a_filter_takes_what_stands_below_its_theme(office, bureau, livelihood, elderly):
    inside = factories.assigned(bureau)
    factories.assigned(bureau, indicator="另一个")
    themes.assign(inside.pk, [elderly.pk], by=office.user)

    assert office.ids("commitments/", themes=livelihood.pk) == [inside.pk]
    assert office.ids("commitments/", themes=elderly.pk) == [inside.pk]
    assert office.get(f"commitments/{inside.pk}/").json()["themes"] == [elderly.pk]


def test_themes_are_given_by_patch_and_told_in_the_record(office, bureau, livelihood, elderly):
    made = factories.assigned(bureau)
    given = {"themes": [elderly.pk, livelihood.pk]}

    changed = office.patch(f"commitments/{made.pk}/", given).json()

    assert sorted(changed["themes"]) == sorted(given["themes"])
    entry = office.get(f"commitments/{made.pk}/history/").json()[0]
    assert entry["changes"] == [{"field": "themes", "before": [], "after": sorted(given["themes"])}]
    office.patch(f"commitments/{made.pk}/", {"themes": [99]}, 400)


def test_sums_count_an_item_under_each_of_its_themes(office, bureau, livelihood, elderly):
    both, one = factories.assigned(bureau), factories.assigned(bureau, indicator="甲")
    factories.assigned(bureau, indicator="乙")
    themes.assign(both.pk, [livelihood.pk, elderly.pk], by=office.user)
    themes.assign(one.pk, [elderly.pk], by=office.user)

    summary = office.get("summary/").json()

    assert summary["total"] == 3
    assert [(row["theme"] and row["theme"]["path"], row["total"]) for row in summary["themes"]] == [
        ("民生", 1),
        ("民生·养老", 2),
        (None, 1),
    ]


def test_themes_join_in_a_batch_and_at_acceptance(office, elderly):
    candidate = factories.candidate()

    made = office.post(f"candidates/{candidate.pk}/accept/", {"themes": [elderly.pk]}, 201).json()

    assert made["themes"] == [elderly.pk]
