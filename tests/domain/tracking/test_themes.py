"""Themes: a short tree kept by the office; several on a commitment, each change on record."""

import pytest
from django.db import models

from commitments.admin.common import changes
from commitments.domain.platform import versions
from commitments.domain.platform.errors import Invalid, NotAllowed
from commitments.domain.tracking import catalogue, registration, themes, tree
from commitments.models import Commitment, Theme
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make.supervisor()


@pytest.fixture
def livelihood(office) -> Theme:
    return themes.create("民生", by=office)


@pytest.fixture
def elderly(office, livelihood) -> Theme:
    return themes.create("养老", by=office, parent_id=livelihood.pk)


def names(commitment: Commitment) -> list[str]:
    return [
        str(theme) for theme in Theme.objects.in_tree_order().filter(rows__commitment=commitment)
    ]


def test_a_theme_is_named_by_its_way_down_the_tree(elderly):
    assert str(elderly) == "民生·养老"


def test_the_tree_comes_in_its_order(office, livelihood, elderly):
    themes.create("教育", by=office, parent_id=livelihood.pk)
    themes.create("助餐", by=office, parent_id=elderly.pk)
    themes.create("经济", by=office, order=1)

    assert [str(theme) for theme in Theme.objects.in_tree_order()] == [
        "民生",
        "民生·养老",
        "民生·养老·助餐",
        "民生·教育",
        "经济",
    ]


@pytest.mark.parametrize(
    ("name", "field"), [("", "name"), ("养老、教育", "name"), ("养老·助餐", "name")]
)
def test_refuses_a_name_that_a_cell_would_cut_apart(office, name, field):
    with pytest.raises(Invalid) as refused:
        themes.create(name, by=office)

    assert refused.value.field == field


def test_refuses_a_name_twice_below_one_parent_and_takes_it_below_another(
    office, livelihood, elderly
):
    with pytest.raises(Invalid):
        themes.create("养老", by=office, parent_id=livelihood.pk)
    with pytest.raises(Invalid):
        themes.create("民生", by=office)

    assert str(themes.create("养老", by=office)) == "养老"


def test_refuses_a_circle_and_a_fourth_level(office, livelihood, elderly):
    given = {"name": "民生", "order": 0, "is_active": True}
    with pytest.raises(Invalid) as refused:
        themes.change(livelihood.pk, by=office, parent_id=elderly.pk, **given)
    assert refused.value.field == "parent"

    third = themes.create("助餐", by=office, parent_id=elderly.pk)
    with pytest.raises(Invalid):
        themes.create("午餐", by=office, parent_id=third.pk)
    above = themes.create("社会", by=office)
    with pytest.raises(Invalid):
        themes.change(livelihood.pk, by=office, parent_id=above.pk, **given)


def test_a_theme_in_use_is_not_deleted(office, livelihood):
    commitment = make.commitment()
    themes.assign(commitment.pk, [livelihood.pk], by=office)

    with pytest.raises(models.ProtectedError):
        livelihood.delete()


def test_themes_are_replaced_in_one_edit_on_record(office, livelihood, elderly):
    commitment = make.commitment()
    themes.assign(commitment.pk, [livelihood.pk], by=office)
    before = commitment.history.count()
    seen = Commitment.objects.get(pk=commitment.pk).version

    catalogue.change(commitment.pk, {"themes": [elderly.pk]}, by=office, reason="归类")

    assert names(commitment) == ["民生·养老"]
    assert commitment.history.count() == before + 1
    [edit] = versions.edits_since(Commitment.objects.get(pk=commitment.pk), seen)
    assert [(row.field, row.before, row.after) for row in edit.fields] == [
        ("themes", [livelihood.pk], [elderly.pk])
    ]
    entry = changes.of_object(commitment, office)[0]
    assert (entry.reason, [(row.before, row.after) for row in entry.changes]) == (
        "归类",
        [("民生", "民生·养老")],
    )


def test_themes_are_given_at_registration_and_passed_on_to_parts(office, elderly):
    proposal = make.proposal(details={"themes": [elderly.pk]})
    whole = registration.register(proposal, by=office, places=())

    parts = tree.split(whole.pk, parts=[tree.Part("甲"), tree.Part("乙")], by=office, reason="分")

    assert [names(row) for row in (whole, *parts)] == [["民生·养老"]] * 3


def test_one_used_no_longer_stays_and_is_not_given_anew(office, livelihood, elderly):
    first, second = make.commitment(), make.commitment(indicator="另一指标")
    themes.assign(first.pk, [elderly.pk], by=office)
    themes.change(
        elderly.pk, by=office, name="养老", parent_id=livelihood.pk, order=0, is_active=False
    )

    themes.assign(first.pk, [elderly.pk, livelihood.pk], by=office)
    with pytest.raises(Invalid) as refused:
        themes.assign(second.pk, [elderly.pk], by=office)

    assert names(first) == ["民生", "民生·养老"]
    assert refused.value.field == "themes"


def test_a_unit_keeps_no_themes_and_gives_none(livelihood):
    unit = make.unit()
    clerk, commitment = make.reporter(unit), make.commitment(lead=unit)

    with pytest.raises(NotAllowed):
        themes.create("经济", by=clerk)
    with pytest.raises(NotAllowed):
        themes.assign(commitment.pk, [livelihood.pk], by=clerk)
