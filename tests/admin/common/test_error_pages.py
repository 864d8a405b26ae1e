"""Error pages say in plain Chinese what happened and how to go on."""

import pytest
from django.test import Client

from tests import factories as make

pytestmark = pytest.mark.django_db

MACHINERY = ("CSRF", "DEBUG", "Django", "Forbidden", "Not Found")


def shows(answer, *words):
    content = answer.content.decode()
    for word in words:
        assert word in content
    for word in MACHINERY:
        assert word not in content
    assert 'href="/admin/"' in content


def test_missing_permission(client):
    client.force_login(make.user(role="reader"))

    answer = client.get("/admin/commitments/progressupdate/add/")

    assert answer.status_code == 403
    shows(answer, "您没有办理此项的权限。", "请联系督查室", "返回工作台")


@pytest.mark.parametrize(
    "address", ["/nowhere/", "/admin/commitments/evidence/99/file/", "/admin/nowhere/"]
)
def test_missing_page(client, address):
    client.force_login(make.supervisor())

    answer = client.get(address)

    assert answer.status_code == 404
    shows(answer, "没有找到这个页面。", "返回工作台")


def test_expired_sign_in(client):
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post("/admin/commitments/progressupdate/add/", {"narrative": "写到一半"})

    assert answer.status_code == 403
    shows(answer, "登录已过期，本次提交未保存。", "重新登录")


def test_other_units_commitment_is_not_within_the_duties(client):
    commitment = make.commitment(lead=make.unit("区体育局"))
    client.force_login(make.reporter(make.unit("区住建委")))

    address = f"/admin/commitments/commitment/{commitment.pk}/change/"
    content = client.get(address, follow=True).content.decode()

    assert "该承诺事项不在您单位的办理范围内，或已不存在。" in content
    assert commitment.title not in content


def test_error_page_follows_the_chosen_language(client):
    client.force_login(make.supervisor())
    client.cookies["django_language"] = "en"

    assert "This page was not found." in client.get("/nowhere/").content.decode()
