"""Tokens: got once with a password, sent with every request, not to be guessed."""

import pytest
from rest_framework.test import APIClient

from tests import factories


@pytest.fixture
def person(db):
    return factories.supervisor("duban")


def ask(username: str, password: str, status: int):
    response = APIClient().post(
        "/api/v1/token/", {"username": username, "password": password}, format="json"
    )
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


def test_throttles_guessing_per_account(person):
    factories.supervisor("other")
    for _attempt in range(10):
        ask("duban", "wrong", 400)

    problem = ask(" DUBAN", "a good password", 429)

    assert problem.json()["code"] == "throttled"
    assert int(problem["Retry-After"]) > 0
    ask("other", "a good password", 200)


@pytest.mark.parametrize(
    "header", ["Token", "Token a b", "Token nonsense", "Token é", "Basic eDp5"]
)
def test_rejects_malformed_header(db, header):
    response = APIClient(HTTP_AUTHORIZATION=header).get("/api/v1/units/")
    assert response.status_code == 401
    assert response["Content-Type"] == "application/problem+json"


def test_session_needs_csrf_token_to_write(person):
    client = APIClient(enforce_csrf_checks=True)
    client.login(username="duban", password="a good password")

    assert client.get("/api/v1/units/").status_code == 200
    response = client.post("/api/v1/report-issues/", {"period": "2026"}, format="json")
    assert response.status_code == 403
    assert response["Content-Type"] == "application/problem+json"
