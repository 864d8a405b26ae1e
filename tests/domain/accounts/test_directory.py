"""Whose account a directory opens: one person is one account, and nobody takes over another's."""

import pytest
from django.contrib.auth.models import User

from commitments.domain.accounts import directory
from commitments.domain.accounts.directory import Person, account_of
from commitments.domain.platform import audit
from commitments.domain.platform.errors import Conflict, NotAllowed
from commitments.models import DirectoryIdentity, Membership
from tests import factories as make

pytestmark = pytest.mark.django_db


def person(username="wang", *, subject="7", by="https://id.example", **more) -> Person:
    return Person(by, subject, username, **more)


def roles(user) -> set[str]:
    return {*user.groups.values_list("name", flat=True)}


def units(user) -> set[str]:
    return {*Membership.objects.filter(user=user).values_list("organization__name", flat=True)}


def test_a_new_person_gets_an_account_without_rights():
    user = account_of(person(name="王小明", email="wang@example.gov.cn"))

    assert (user.username, user.get_full_name(), user.email) == (
        "wang",
        "王小明",
        "wang@example.gov.cn",
    )
    assert user.is_staff
    assert not user.is_superuser
    assert not user.has_usable_password()
    assert roles(user) == set()


@pytest.mark.parametrize("again", ["wang", " WANG ", "ｗａｎｇ", "wang-renamed"])
def test_the_same_person_again_is_the_same_account(again):
    assert account_of(person()) == account_of(person(again))
    assert User.objects.filter(directory_identities__isnull=False).count() == 1


def test_one_person_of_two_directories_is_one_account():
    by_ldap = account_of(person(by="ldap", subject="wang"))

    assert account_of(person("Wang")) == by_ldap
    assert DirectoryIdentity.objects.filter(user=by_ldap).count() == 2


def test_a_name_that_passed_to_somebody_else_opens_nothing():
    account_of(person())

    with pytest.raises(Conflict):
        account_of(person(subject="8"))


def test_an_administrator_unlinks_and_the_next_person_of_the_name_is_linked(client):
    user = account_of(person())
    client.force_login(make.administrator())
    chosen = {"action": "unlink", "_selected_action": user.pk}

    client.post("/admin/auth/user/", chosen)

    assert account_of(person(subject="8")) == user
    with pytest.raises(NotAllowed):
        directory.unlink(user, by=user)


def test_a_local_account_is_linked_only_where_the_office_says_so(settings):
    local = make.supervisor("wang")
    with pytest.raises(NotAllowed):
        account_of(person())
    assert not DirectoryIdentity.objects.exists()

    settings.DIRECTORY_LINKS_LOCAL_ACCOUNTS = True

    assert account_of(person()) == local
    local.refresh_from_db()
    assert local.check_password("a good password")
    assert roles(local) == {"supervisor"}


def test_an_account_prepared_without_a_password_is_linked():
    prepared = make.supervisor("wang")
    prepared.set_unusable_password()
    prepared.save()

    assert account_of(person()) == prepared


def test_an_email_address_links_nothing():
    local = make.supervisor("li")
    local.email = "li@example.gov.cn"
    local.save()

    assert account_of(person(email="li@example.gov.cn")) != local


@pytest.mark.parametrize("links_local", [False, True])
def test_administrators_are_never_taken_over(settings, links_local):
    settings.DIRECTORY_LINKS_LOCAL_ACCOUNTS = links_local
    administrator = make.administrator()
    administrator.set_unusable_password()
    administrator.save()

    with pytest.raises(NotAllowed):
        account_of(person(administrator.username.upper()))


def test_a_linked_account_made_administrator_is_opened_no_more():
    user = account_of(person())
    user.is_superuser = True
    user.save()

    with pytest.raises(NotAllowed):
        account_of(person())


def test_the_system_actor_is_never_taken_over(settings):
    settings.DIRECTORY_LINKS_LOCAL_ACCOUNTS = True

    with pytest.raises(NotAllowed):
        account_of(person(audit.system_user().username))


def test_a_closed_account_stays_closed():
    user = account_of(person())
    user.is_active = False
    user.save()

    with pytest.raises(NotAllowed):
        account_of(person())


@pytest.mark.parametrize("name", ["", "  ", "\u200b"])
def test_without_a_name_there_is_no_account(name):
    with pytest.raises(NotAllowed):
        account_of(person(name))


def test_roles_follow_groups_and_others_stay(settings):
    settings.DIRECTORY_ROLES = {"督查组": "supervisor", "报送组": "reporter"}
    user = account_of(person(groups=("督查组", "其他组")))
    user.groups.add(make.Group.objects.get(name="reader"))
    assert roles(user) == {"supervisor", "reader"}

    account_of(person(groups=("报送组",)))

    assert roles(user) == {"reporter", "reader"}


def test_no_group_makes_an_administrator(settings):
    settings.DIRECTORY_ROLES = {"admins": "administrator"}

    user = account_of(person(groups=("admins",)))

    assert roles(user) == set()
    assert not user.is_superuser


def test_units_follow_the_directory(settings):
    settings.DIRECTORY_UNITS = {"体育组": "区体育局"}
    settings.DIRECTORY_SAYS_UNITS = True
    make.unit("海淀区体育局", short_name="区体育局")
    make.unit("海淀区民政局", short_name="区民政局")
    user = account_of(person(groups=("体育组",), units=("区民政局", "从未听说的局")))
    assert units(user) == {"海淀区体育局", "海淀区民政局"}

    account_of(person(units=("海淀区民政局",)))

    assert units(user) == {"海淀区民政局"}
    last = Membership.history.filter(user=user).latest("history_id")
    assert last.history_user == audit.system_user()


def test_units_given_by_hand_stay_where_the_directory_says_nothing_of_them():
    user = account_of(person())
    Membership.objects.create(user=user, organization=make.unit("海淀区体育局"))

    account_of(person())

    assert units(user) == {"海淀区体育局"}


def test_names_are_cut_to_what_the_tables_hold():
    user = account_of(person("w" * 400, name="名" * 400))

    assert len(user.username) == directory.names.LONGEST
    assert len(user.last_name) == 150
