"""Handing over duties within a unit, by its head or the office."""

import pytest

from commitments.domain.tracking import assign
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return make.unit("区体育局")


@pytest.fixture
def former(unit):
    return make.reporter(unit, "former")


@pytest.fixture
def held(unit, former):
    """What the former holder of the post has open."""
    commitment = make.commitment()
    office = make.supervisor()
    return assign.assign(commitment.pk, unit.pk, by=office, person=former, post="科长")


def page_of(unit):
    return f"/admin/commitments/organization/{unit.pk}/hand_over/"


@pytest.mark.parametrize("role", ["head", "supervisor"])
def test_head_and_office_can_hand_over(client, unit, former, held, role):
    successor = make.reporter(unit)
    client.force_login(make.user(role=role, unit=unit if role == "head" else None))
    page = client.get(f"/admin/commitments/organization/{unit.pk}/change/").content.decode()
    assert page_of(unit) in page
    assert client.get(page_of(unit)).status_code == 200

    given = {"from_user": former.pk, "to_user": successor.pk}
    answer = client.post(page_of(unit), given, follow=True)

    assert "已移交1项" in answer.content.decode()
    held.refresh_from_db()
    assert held.person == successor


def test_hand_over_requires_a_successor(client, unit, former, held):
    client.force_login(make.user(role="head", unit=unit))

    content = client.post(page_of(unit), {"from_user": former.pk}).content.decode()

    assert "请选择接收人" in content
    held.refresh_from_db()
    assert held.person == former


def test_successors_are_of_the_same_unit(client, unit, former, held):
    stranger = make.reporter(make.unit("区教委"))
    client.force_login(make.user(role="head", unit=unit))

    assert stranger.username not in client.get(page_of(unit)).content.decode()
    client.post(page_of(unit), {"from_user": former.pk, "to_user": stranger.pk})

    held.refresh_from_db()
    assert held.person == former


@pytest.mark.parametrize("role", ["reporter", "head of another unit", "reader", "reviewer"])
def test_hand_over_requires_permission(client, unit, former, held, role):
    at_home = make.unit("区教委") if role == "head of another unit" else unit
    client.force_login(make.user(role=role.split()[0], unit=at_home))

    page = client.get(f"/admin/commitments/organization/{unit.pk}/change/").content.decode()

    assert page_of(unit) not in page
    assert client.get(page_of(unit)).status_code == 403
    given = {"from_user": former.pk, "to_user": make.reporter(unit).pk}
    assert client.post(page_of(unit), given).status_code == 403
    held.refresh_from_db()
    assert held.person == former
