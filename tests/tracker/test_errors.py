"""A database that is away answers 503 and when to come back, on pages and to programs."""

import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.http import HttpResponse
from django.test import Client
from psycopg import errors as refusals
from rest_framework.authtoken.models import Token

from commitments.domain.operations import checks
from commitments.domain.platform import database
from commitments.models import Document
from tests import factories as make
from tests.services.trouble import database_away, write_lock_taken

pytestmark = pytest.mark.django_db(transaction=True)


WRONG = {"username": "a", "password": "b"}


@pytest.fixture
def client() -> Client:
    """A browser: it gets an answer where the test client would raise what went wrong."""
    return Client(raise_request_exception=False)


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    checks.forget()
    yield
    checks.forget()


def is_told_to_come_back(answer: HttpResponse) -> bool:
    return (answer.status_code, answer.headers.get("Retry-After")) == (503, "30")


def assert_page_says_what_to_do(answer: Any) -> None:
    assert is_told_to_come_back(answer)
    content = answer.content.decode()
    for words in ("数据库暂时没有响应。", "请先返回上一页", "系统管理员", "重新打开"):
        assert words in content


def assert_problem_is_for_programs(answer: Any) -> None:
    assert is_told_to_come_back(answer)
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["status"], problem["code"]) == (503, "database_unavailable")
    assert problem["detail"]


def test_a_page_says_what_to_do_while_the_database_is_away(client: Client) -> None:
    client.force_login(make.supervisor())

    with database_away():
        assert_page_says_what_to_do(client.get("/admin/"))
        assert_page_says_what_to_do(client.post("/admin/login/", WRONG))

    assert client.get("/admin/").status_code == 200


def test_the_page_follows_the_chosen_language(client: Client) -> None:
    client.force_login(make.supervisor())
    client.cookies["django_language"] = "en"

    with database_away():
        answer = client.get("/admin/")

    assert "The database does not answer at the moment." in answer.content.decode()


def test_a_program_gets_a_problem_document_while_the_database_is_away(client: Client) -> None:
    by_token = {"Authorization": f"Token {Token.objects.create(user=make.supervisor()).key}"}

    with database_away():
        assert_problem_is_for_programs(client.get("/api/v1/documents/", headers=by_token))
        assert_problem_is_for_programs(client.post("/api/v1/token/", WRONG, "application/json"))


def test_probes_tell_a_living_process_from_one_that_can_serve(client: Client) -> None:
    with database_away():
        assert client.get("/healthz").status_code == 200
        answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["checks"]["database"] == "unreachable"


def test_a_write_that_never_gets_its_lock_is_told_to_come_back(client: Client) -> None:
    person = make.supervisor()
    by_token = {"Authorization": f"Token {Token.objects.create(user=person).key}"}
    text = {"title": "来文", "text": "到2030年，新建公园50处。"}

    with write_lock_taken():
        sign_in = {"username": person.username, "password": "a good password"}
        assert_page_says_what_to_do(client.post("/admin/login/", sign_in))
    with write_lock_taken():
        answer = client.post("/api/v1/documents/", text, "application/json", headers=by_token)
        assert_problem_is_for_programs(answer)

    assert not Document.objects.exists()
    assert client.post("/admin/login/", sign_in).status_code == 302


def test_a_session_that_could_not_be_stored_has_not_ended(client: Client, settings: Any) -> None:
    """Django takes it for one that somebody has ended meanwhile, and answers 400."""
    client.force_login(make.supervisor())
    settings.SESSION_SAVE_EVERY_REQUEST = True

    with write_lock_taken():
        assert_page_says_what_to_do(client.get("/admin/"))

    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("address", ["/admin/", "/api/v1/documents/"])
@pytest.mark.parametrize("fault", [ProgrammingError("no such column"), KeyError("a bug")])
def test_a_fault_of_the_program_stays_one(
    client: Client, monkeypatch: pytest.MonkeyPatch, address: str, fault: Exception
) -> None:
    def fail(*_: object) -> None:
        raise fault

    client.force_login(make.supervisor())
    monkeypatch.setattr("django.contrib.auth.models.User.has_perm", fail)
    monkeypatch.setattr("django.contrib.auth.models.User.has_module_perms", fail)

    answer = client.get(address)

    assert answer.status_code == 500
    assert "Retry-After" not in answer.headers
    assert ("problem+json" in answer.headers["Content-Type"]) == address.startswith("/api/")


def raised_by(statement: str) -> BaseException:
    with pytest.raises(sqlite3.OperationalError) as refused:
        sqlite3.connect(":memory:").execute(statement)
    return caused(OperationalError(), refused.value)


def caused(error: Exception, cause: BaseException) -> Exception:
    error.__cause__ = cause
    return error


def test_tells_an_absent_database_from_a_wrong_statement() -> None:
    assert database.is_away(OperationalError("connection refused"))
    assert database.is_away(InterfaceError("connection already closed"))
    assert database.is_away(caused(OperationalError("deadlock"), refusals.DeadlockDetected()))

    assert not database.is_away(raised_by("SELECT FROM"))
    assert not database.is_away(raised_by("SELECT * FROM nowhere"))
    assert not database.is_away(caused(InterfaceError("misuse"), sqlite3.InterfaceError()))
    limit = refusals.ProgramLimitExceeded()
    assert not database.is_away(caused(OperationalError("key too long"), limit))
    assert not database.is_away(ProgrammingError("no such column"))
    assert not database.is_away(None)
