"""Accounts: one name, and a password that is never shown."""

import pytest
from django.urls import reverse

from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make.user("科员")


@pytest.fixture
def address(client, person):
    client.force_login(make.administrator())
    return reverse("admin:auth_user_change", args=[person.pk])


def fields(person, **more):
    inline = {"memberships-TOTAL_FORMS": "0", "memberships-INITIAL_FORMS": "0"}
    return {"username": person.username, "name": "", "email": "", "is_active": "on"} | inline | more


def test_full_name_is_one_field(client, person, address):
    assert client.post(address, fields(person, name="王小明")).status_code == 302

    person.refresh_from_db()
    assert (person.last_name, person.first_name) == ("王小明", "")
    assert 'value="王小明"' in client.get(address).content.decode()


def test_saving_other_fields_leaves_the_name(client, person, address):
    person.last_name, person.first_name = "Lovelace", "Ada"
    person.save()

    client.post(address, fields(person, name="Ada Lovelace", email="ada@example.org"))

    person.refresh_from_db()
    assert (person.last_name, person.first_name) == ("Lovelace", "Ada")
    assert person.email == "ada@example.org"


def test_password_shows_only_whether_it_is_set(client, person, address):
    content = client.get(address).content.decode()

    assert "已设置" in content
    assert "重设密码" in content
    assert "pbkdf2" not in content
    assert "md5" not in content


def test_sign_in_error_does_not_speak_of_staff(client, person):
    answer = client.post("/admin/login/", {"username": person.username, "password": "错"})

    content = answer.content.decode()
    assert "用户名或密码不正确（区分大小写）" in content
    assert "工作人员" not in content
