"""Forged cursors, headers and passwords: each is refused in words, none is answered with 500."""

import itertools
import json
import logging
from base64 import urlsafe_b64encode

import pytest
from django.test import Client

from commitments.api.paging import SortColumn
from commitments.api.urls import router
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FORGED = (
    2**63,
    -(2**70),
    10**400,
    float("inf"),
    float("nan"),
    1e300,
    True,
    None,
    "",
    "\ud800",
    "9999-12-31",
    "0001-01-01",
    "9999-12-31T23:59:59+14:00",
    "0001-01-01T00:00:00-14:00",
    "1e999",
    "NaN",
    "sNaN",
    "x" * 10_000,
    [],
    {"a": 1},
)
NONSENSE = ("", "\0", "x" * 10_000, "ÿ", "9" * 400, "-1", ",,,;;;", "é\ud7ff")
HEADERS = (
    *("HTTP_AUTHORIZATION", "HTTP_IF_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE"),
    *("HTTP_COOKIE", "HTTP_ACCEPT", "HTTP_ACCEPT_LANGUAGE", "HTTP_ACCEPT_ENCODING"),
    *("CONTENT_TYPE", "CONTENT_LENGTH", "HTTP_X_CSRFTOKEN", "HTTP_ORIGIN", "HTTP_REFERER"),
    *("HTTP_X_REQUEST_ID", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_HOST"),
    *("HTTP_IDEMPOTENCY_KEY", "HTTP_X_HTTP_METHOD_OVERRIDE", "HTTP_USER_AGENT"),
)
# With these alone a request is refused before the others count.
DECIDING = {"HTTP_HOST", "HTTP_COOKIE", "CONTENT_TYPE", "CONTENT_LENGTH"}
PLACES = (
    *(("get", "/admin/"), ("get", "/api/v1/commitments/"), ("get", "/readyz"), ("get", "/metrics")),
    *(("post", "/admin/login/"), ("post", "/api/v1/token/")),
)
GUESSES = 25


@pytest.fixture(autouse=True)
def _refusals_are_no_news(caplog):
    caplog.set_level(logging.CRITICAL, "django")


@pytest.fixture
def administrator():
    client = Client(raise_request_exception=False)
    client.force_login(make.administrator())
    return client


def forged(ordering: str, *values: object) -> str:
    packed = json.dumps([ordering, 0, *values]).encode()
    return urlsafe_b64encode(packed).decode().rstrip("=")


def orders() -> dict[tuple[str, ...], tuple[str, str, int]]:
    """A list and an order of it for each combination of kinds of columns."""
    found = {}
    for prefix, view, _name in router.registry:
        model = getattr(view.queryset, "model", None)
        for name, paths in getattr(view, "orderings", {}).items() if model else ():
            columns = [SortColumn.of(model, path, descending=False) for path in (*paths, "id")]
            kinds = tuple(f"{type(c.field).__name__} {c.nullable}" for c in columns)
            found[kinds] = (prefix, name, len(columns))
    return found


def test_no_cursor_that_somebody_forged_is_answered_with_500(administrator):
    asked, failed = 0, []
    for (prefix, ordering, columns), value in itertools.product(orders().values(), FORGED):
        cursor = forged(ordering, *[value] * columns)
        given = {"ordering": ordering, "cursor": cursor}
        answer = administrator.get(f"/api/v1/{prefix}/", given)
        asked += 1
        if answer.status_code not in {200, 400}:
            failed.append((prefix, ordering, str(value)[:20], answer.status_code))

    print(f"{asked} forged cursors")
    assert failed == []
    assert asked >= 5 * len(FORGED)


def test_no_header_is_answered_with_500(administrator):
    asked, failed = 0, []

    def ask(method: str, path: str, headers: dict[str, str]) -> None:
        nonlocal asked
        body = {} if method == "get" else {"data": b"{}", "content_type": "application/json"}
        answer = getattr(administrator, method)(path, **body | headers)
        asked += 1
        if answer.status_code >= 500:
            failed.append((method, path, [(n, v[:20]) for n, v in headers.items()][:2]))

    for name, value in itertools.product(HEADERS, NONSENSE):
        ask("post", "/api/v1/documents/", {name: as_received(value)})
    for (method, path), value in itertools.product(PLACES, NONSENSE):
        ask(method, path, dict.fromkeys(set(HEADERS) - DECIDING, as_received(value)))

    print(f"{asked} headers")
    assert failed == []


def as_received(value: str) -> str:
    """As a server hands it on: each byte one character."""
    return value.encode().decode("latin-1")


@pytest.mark.parametrize("typed", ["\0", "\ud800", "x" * 100_000, "é", "\u202e", "a\nb", "9" * 400])
def test_no_name_or_password_is_answered_with_500(typed):
    client = Client(raise_request_exception=False)
    given = {"username": typed, "password": typed}

    by_form = client.post(
        "/admin/login/", {name: value.encode("utf-8", "replace") for name, value in given.items()}
    )
    by_program = client.post("/api/v1/token/", json.dumps(given), "application/json")

    assert by_form.status_code < 500
    assert by_program.status_code in {400, 401, 403, 429}


@pytest.mark.parametrize("place", ["/admin/login/", "/api/v1/token/"])
def test_right_password_after_twenty_five_wrong_ones_does_not_open(place):
    person = make.supervisor()
    client = Client()

    def tried(password: str) -> int:
        given = {"username": person.username, "password": password}
        if place.startswith("/api/"):
            return client.post(place, given, "application/json").status_code
        return client.post(place, given).status_code

    answers = [tried(f"wrong {guess}") for guess in range(GUESSES)]

    assert answers[-1] == 429
    assert answers.count(429) >= GUESSES - 5
    assert tried("a good password") == 429
