"""Units and memberships: saved by the domain, and never overwritten unseen."""

import pytest
from django.urls import reverse

from commitments.models import Membership, Organization
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client):
    person = make.supervisor("督查员")
    client.force_login(person)
    return person


@pytest.fixture
def unit():
    return make.unit("海淀区体育局", short_name="区体育局")


def address(row):
    return reverse(f"admin:commitments_{row._meta.model_name}_change", args=[row.pk])


def rows(prefix, known=(), new=()):
    """The fields of an inline: rows that are known, each with its edit, and new ones."""
    given = {f"{prefix}-TOTAL_FORMS": len(known) + len(new), f"{prefix}-INITIAL_FORMS": len(known)}
    for number, row in enumerate([*known, *new]):
        given |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return given


def shown(unit, **changes):
    """The form of a unit as a page showed it, with what its reader changed."""
    given = {
        "name": unit.name,
        "short_name": unit.short_name,
        "kind": unit.kind,
        "parent": "",
        "is_active": "on",
        "version_seen": unit.version,
        **rows("aliases"),
        **rows("memberships"),
    }
    return given | changes


def member(row, **changes):
    given = {"id": row.pk, "user": row.user_id, "post": row.post, "version_seen": row.version}
    return given | changes


def test_creates_unit_with_aliases_and_members(client, office):
    clerk = make.user("科员")
    given = shown(Organization(name="海淀区园林局", kind="government"))
    given |= rows("aliases", new=[{"name": "区园林绿化局"}])
    given |= rows("memberships", new=[{"user": clerk.pk, "post": "科长"}])

    answer = client.post(reverse("admin:commitments_organization_add"), given)

    assert answer.status_code == 302
    unit = Organization.objects.get(name="海淀区园林局")
    assert unit.aliases.get().name == "区园林绿化局"
    assert unit.memberships.get().post == "科长"
    [entry] = unit.history.all()
    assert entry.history_user == office
    assert "＋别名 区园林绿化局" in entry.history_change_reason
    assert unit.memberships.get().history.get().history_user == office


def test_second_editor_sees_changes_of_the_first(client, office, unit):
    first_page = second_page = shown(unit)
    client.post(address(unit), first_page | {"short_name": "区文体局"})

    answer = client.post(address(unit), second_page | {"name": "海淀区体育总局"})

    content = answer.content.decode()
    assert "已在别处" in content
    assert "督查员" in content
    assert "区体育局 → 区文体局" in content
    assert 'value="海淀区体育总局"' in content  # what was typed is still there
    unit.refresh_from_db()
    assert (unit.name, unit.short_name, unit.version) == ("海淀区体育局", "区文体局", 2)

    client.post(address(unit), second_page | {"version_seen": 2, "name": "海淀区体育总局"})
    unit.refresh_from_db()
    assert (unit.name, unit.version) == ("海淀区体育总局", 3)


def test_resubmitting_a_stale_form_undoes_no_other_edit(client, office, unit):
    above = make.unit("海淀区政府")
    theirs = shown(unit, short_name="区文体局", parent=above.pk)
    del theirs["is_active"]
    client.post(address(unit), theirs)

    form = client.post(address(unit), shown(unit, name="海淀区体育总局")).context["adminform"].form

    fields = ("name", "short_name", "parent", "is_active", "version_seen")
    now = {name: form[name].value() for name in fields}
    assert now == {
        "name": "海淀区体育总局",  # this person's own
        "short_name": "区文体局",
        "parent": str(above.pk),
        "is_active": False,
        "version_seen": "2",
    }


def test_new_alias_is_an_edit_of_its_unit(client, office, unit):
    page = shown(unit)
    client.post(address(unit), page | rows("aliases", new=[{"name": "区文旅体局"}]))

    content = client.post(address(unit), page | {"short_name": "体育局"}).content.decode()

    assert "＋别名 区文旅体局" in content
    unit.refresh_from_db()
    assert unit.short_name == "区体育局"

    alias = unit.aliases.get()
    gone = rows("aliases", known=[{"id": alias.pk, "name": alias.name, "DELETE": "on"}])
    client.post(address(unit), shown(unit) | gone)
    assert not unit.aliases.exists()
    assert unit.history.first().history_change_reason == "−别名 区文旅体局"


def test_membership_edited_on_two_pages_is_refused_once(client, office, unit):
    row = Membership.objects.create(user=make.user("科员"), organization=unit, post="科长")
    in_unit = rows("memberships", known=[member(row, post="副局长")])
    alone = {"user": row.user_id, "organization": unit.pk, "post": "局长", "version_seen": 1}
    client.post(address(row), alone)

    content = client.post(address(unit), shown(unit) | in_unit).content.decode()

    assert "科长 → 局长" in content
    row.refresh_from_db()
    assert (row.post, row.version) == ("局长", 2)
    assert row.history.first().history_user == office
    content = client.post(address(row), alone | {"post": "科员"}).content.decode()
    assert "已在别处" in content
    unit.refresh_from_db()
    assert unit.version == 1


def test_row_deleted_in_the_meantime_is_no_error(client, office, unit):
    row = Membership.objects.create(user=make.user("科员"), organization=unit, post="科长")
    page = shown(unit) | rows("memberships", known=[member(row)])
    gone = shown(unit) | rows("memberships", known=[member(row, DELETE="on")])
    client.post(address(unit), gone)
    assert Membership.history.first().history_type == "-"
    assert Membership.history.first().history_user == office

    answer = client.post(address(unit), page)

    assert answer.status_code == 200
    assert "已在别处" in answer.content.decode()
    assert not unit.memberships.exists()


def test_memberships_of_an_account_are_versioned_too(client, unit):
    boss, person = make.administrator(), make.user("科员", unit=unit)
    client.force_login(boss)
    row = person.memberships.get()
    page = {
        "username": person.username,
        "name": "",
        "email": "",
        "is_active": "on",
        **rows("memberships", known=[{"id": row.pk, "organization": unit.pk, "post": "科长"}]),
    }
    seen = {"memberships-0-version_seen": 1}
    path = reverse("admin:auth_user_change", args=[person.pk])
    assert client.post(path, page | seen).status_code == 302
    row.refresh_from_db()
    assert (row.post, row.version) == ("科长", 2)
    assert row.history.first().history_user == boss

    content = client.post(path, page | seen | {"memberships-0-post": "局长"}).content.decode()

    assert "已在别处" in content


def test_reader_cannot_change_units(client, unit):
    client.force_login(make.user(role="reader"))
    assert client.post(address(unit), shown(unit, short_name="x")).status_code == 403
    unit.refresh_from_db()
    assert unit.version == 1


def test_rejects_cycle_of_units_at_its_field(client, office, unit):
    below = make.unit("区体育场馆中心", parent=unit)
    content = client.post(address(unit), shown(unit, parent=below.pk)).content.decode()
    assert "errorlist" in content or "text-red" in content
    unit.refresh_from_db()
    assert unit.parent is None
