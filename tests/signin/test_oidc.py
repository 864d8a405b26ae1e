"""Sign-in by OpenID Connect, against a provider that runs as a process of its own."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from django.conf import settings as installed
from django.contrib.auth.models import User

from commitments.domain.accounts import second_factor
from commitments.models import DirectoryIdentity
from tests import factories as make
from tests.services.programs import Program, free_port, listens
from tests.signin import second_factors as factor
from tracker import access

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CLAIMS = {
    "sub": "7",
    "preferred_username": "Wang",
    "name": "王小明",
    "email": "wang@example.gov.cn",
    "realm": {"groups": ["督查组"]},
    "department": "区体育局",
}
PEOPLE = [CLAIMS, {"sub": "1", "preferred_username": "admin"}, {"sub": "9", "name": "无名"}]


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    log: Path = tmp_path_factory.mktemp("oidc") / "provider.log"
    port = free_port()
    people = [part for claims in PEOPLE for part in ("--user-claims", json.dumps(claims))]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    running = Program.start([*command, *people], log=log)
    running.wait_until(lambda: listens(port))
    yield f"http://127.0.0.1:{port}"
    running.stop()


@pytest.fixture
def office(settings, provider):
    """The installation, with this provider as its directory."""
    settings.OIDC_ISSUER = provider
    settings.SOCIALACCOUNT_PROVIDERS = access.providers(provider, "tracker", "secret")
    return settings


def back_from_provider(client, subject: str) -> str:
    """Leave for the provider, say there who one is; the address it sends the browser back to."""
    leaving = client.get("/oidc/login/?next=/admin/search/")
    assert leaving.status_code == 302
    asked = leaving["Location"]
    assert "code_challenge" in asked
    answer = requests.post(asked, data={"sub": subject}, allow_redirects=False, timeout=10)
    assert answer.status_code in (302, 303), answer.text
    back = urlsplit(answer.headers["Location"])
    return f"{back.path}?{back.query}"


def sign_in(client, subject: str = "7"):
    return client.get(back_from_provider(client, subject))


def told(client) -> str:
    return client.get("/admin/login/").content.decode()


def test_a_person_comes_in_with_role_and_unit(client, office):
    office.OIDC_GROUPS_CLAIM, office.OIDC_UNIT_CLAIM = "realm.groups", "department"
    office.DIRECTORY_ROLES, office.DIRECTORY_SAYS_UNITS = {"督查组": "supervisor"}, True
    unit = make.unit("海淀区体育局", short_name="区体育局")

    answer = sign_in(client)

    assert answer["Location"] == "/admin/search/"
    user = User.objects.get(username="wang")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert user.get_full_name() == "王小明"
    assert user.groups.get().name == "supervisor"
    assert user.memberships.get().organization == unit
    assert client.session.get_expire_at_browser_close()
    assert client.get("/admin/").status_code == 200


def test_coming_again_makes_no_second_account(client, office):
    for _time in range(2):
        sign_in(client)
        client.logout()

    assert DirectoryIdentity.objects.get().directory == office.OIDC_ISSUER


def test_local_accounts_and_administrators_are_not_taken_over(client, office):
    make.supervisor("wang")
    User.objects.create_superuser("admin", password="a good password")

    assert sign_in(client)["Location"] == "/admin/login/"
    assert "同名本地账户" in told(client)
    sign_in(client, "1")
    assert "管理员账户" in told(client)
    assert "_auth_user_id" not in client.session


def test_second_factor_is_asked_here_too(client, office):
    sign_in(client)
    client.logout()
    user = User.objects.get(username="wang")
    factor.set_up(user)

    assert sign_in(client)["Location"] == "/admin/login/second-step/"
    assert "_auth_user_id" not in client.session
    answer = client.post("/admin/login/second-step/", {"code": factor.code(user)})
    assert answer["Location"] == "/admin/search/"


def test_second_factor_is_left_to_the_provider_where_the_office_says_so(client, office):
    office.OIDC_HAS_SECOND_FACTOR = True
    office.OIDC_GROUPS_CLAIM, office.DIRECTORY_ROLES = "realm.groups", {"督查组": "supervisor"}
    role = make.Group.objects.get(name="supervisor")
    second_factor.require(role, True, by=make.administrator())

    assert sign_in(client)["Location"] == "/admin/search/"


def test_a_person_without_the_claim_is_told(client, office):
    sign_in(client, "9")

    assert "没有提供用户名" in told(client)


def test_an_answer_nobody_asked_for_is_refused(client, office):
    address = back_from_provider(client, "7")
    client.cookies.clear()  # another browser: the answer was stolen, or foisted on it

    assert client.get(address)["Location"] == "/admin/login/"
    assert "未完成" in told(client)
    assert not User.objects.filter(username="wang").exists()


def test_refusal_at_the_provider_leads_back_with_words(client, office):
    client.get("/oidc/login/")

    answer = client.get("/oidc/callback/?error=access_denied&state=x")

    assert answer["Location"] == "/admin/login/"
    assert "未完成" in told(client)


def test_a_provider_that_is_away_is_no_server_error(client, office):
    gone = f"http://127.0.0.1:{free_port()}"
    office.SOCIALACCOUNT_PROVIDERS = access.providers(gone, "tracker", "secret")

    assert client.get("/oidc/login/")["Location"] == "/admin/login/"
    assert "未完成" in told(client)


def test_local_sign_in_still_works_beside_it(client, office):
    make.supervisor("li")
    client.post("/admin/login/", {"username": "li", "password": "a good password"})

    assert "_auth_user_id" in client.session
    assert installed.AUTHENTICATION_BACKENDS[1].endswith("ModelBackend")
