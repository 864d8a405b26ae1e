"""Tokens: got once with a password, sent with every request, not to be guessed."""

import pytest
from rest_framework.test import APIClient

from commitments.domain.accounts import second_factor, tokens
from commitments.domain.platform.errors import NotAllowed
from tests import factories
from tests.signin import second_factors


@pytest.fixture
def person(db):
    return factories.supervisor("duban")


def ask(username: str, password: str, status: int, *, address: str = "127.0.0.1", **more: str):
    given = {"username": username, "password": password, **more}
    response = APIClient(REMOTE_ADDR=address).post("/api/v1/token/", given, format="json")
    assert response.status_code == status, response.content
    return response


def test_token_authenticates(person):
    token = ask("duban", "a good password", 200).json()["token"]

    client = APIClient(HTTP_AUTHORIZATION=f"Token {token}")

    assert client.get("/api/v1/commitments/").status_code == 200
    assert ask("duban", "a good password", 200).json()["token"] == token


@pytest.mark.parametrize(
    ("username", "password"),
    [("duban", "wrong"), ("nobody", "a good password"), ("du\0ban", "x"), ("", "")],
)
def test_rejects_wrong_password(person, username, password):
    assert "token" not in ask(username, password, 400).json()


def test_unknown_name_and_wrong_password_look_alike(person):
    assert ask("duban", "wrong", 400).json() == ask("nobody", "wrong", 400).json()


def test_deactivated_person_loses_token(person):
    token = ask("duban", "a good password", 200).json()["token"]
    person.is_active = False
    person.save()

    ask("duban", "a good password", 400)
    response = APIClient(HTTP_AUTHORIZATION=f"Token {token}").get("/api/v1/units/")
    assert response.status_code == 401


def test_guessing_closes_the_account_to_that_address_only(person):
    factories.supervisor("other")
    for _attempt in range(5):
        ask("duban", "wrong", 400)

    problem = ask(" DUBAN", "a good password", 429)

    assert problem.json()["code"] == "throttled"
    assert "管理员" in problem.json()["detail"]
    assert 0 < int(problem["Retry-After"]) <= 900
    ask("other", "a good password", 200)
    # The owner, elsewhere, is not kept out by somebody who guesses.
    ask("duban", "a good password", 200, address="10.1.2.3")


def test_token_ends_with_the_password(person):
    token = ask("duban", "a good password", 200).json()["token"]
    person.set_password("another good password")
    person.save()

    assert APIClient(HTTP_AUTHORIZATION=f"Token {token}").get("/api/v1/units/").status_code == 401
    assert ask("duban", "another good password", 200).json()["token"] != token


def test_token_of_a_closed_account_does_not_come_back(person):
    token = ask("duban", "a good password", 200).json()["token"]
    for is_active in (False, True):
        person.is_active = is_active
        person.save()

    assert APIClient(HTTP_AUTHORIZATION=f"Token {token}").get("/api/v1/units/").status_code == 401


def test_token_survives_sign_in_and_other_edits(person, settings):
    token = ask("duban", "a good password", 200).json()["token"]
    # Signing in now also stores the password under a stronger hash.
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        "django.contrib.auth.hashers.MD5PasswordHasher",
    ]
    ask("duban", "a good password", 200)
    person.refresh_from_db()
    assert person.password.startswith("pbkdf2")
    person.last_name = "王"
    person.save()

    assert APIClient(HTTP_AUTHORIZATION=f"Token {token}").get("/api/v1/units/").status_code == 200


def test_token_needs_the_second_factor_where_it_is_in_use(person):
    second_factors.set_up(person)

    assert ask("duban", "a good password", 400).json()["errors"][0]["field"] == "code"
    ask("duban", "a good password", 200, code=second_factors.code(person))


def test_token_is_refused_while_a_demanded_second_factor_is_missing(person):
    second_factor.require(person.groups.get(), True, by=factories.administrator())

    assert "两步验证" in ask("duban", "a good password", 403).json()["detail"]


def test_accounts_of_a_directory_get_no_token(db):
    person = factories.supervisor("ldap-only")
    person.set_unusable_password()
    person.save()

    with pytest.raises(NotAllowed):
        tokens.of(person)


@pytest.mark.parametrize(
    "header", ["Token", "Token a b", "Token nonsense", "Token é", "Basic eDp5"]
)
def test_rejects_malformed_header(db, header):
    response = APIClient(HTTP_AUTHORIZATION=header).get("/api/v1/units/")
    assert response.status_code == 401
    assert response["Content-Type"] == "application/problem+json"


def test_session_needs_csrf_token_to_write(person):
    client = APIClient(enforce_csrf_checks=True)
    client.force_login(person)

    assert client.get("/api/v1/units/").status_code == 200
    response = client.post("/api/v1/report-issues/", {"period": "2026"}, format="json")
    assert response.status_code == 403
    assert response["Content-Type"] == "application/problem+json"
