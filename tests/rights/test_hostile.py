"""No id, key, cursor, date or number that somebody sends is answered with 500."""

import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.contrib import admin
from django.test import Client

from commitments.api.paging import KeysetPagination
from commitments.api.urls import router
from tests import factories as make
from tests.rights import addresses, bodies, world

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
]

HUGE = "9" * 30
IN_ADDRESSES = (
    HUGE,
    str(2**63),
    "0",
    "-1",
    "%00",
    "1%00",
    "%ED%A0%80",
    "%FF",
    quote("٣"),
    quote("一"),
    "_5F",
    "x" * 3000,
)
IN_QUERIES = (
    HUGE,
    "%00",
    "%ED%A0%80",
    "%FF",
    "9999-12-31",
    "0001-01-01",
    "NaN",
    "1e999",
    "x" * 3000,
)
IN_PAGES = (HUGE, "%00", "%ED%A0%80", "9999-12-31", "0001-01-01")
VALUES: tuple[object, ...] = (
    10**30,
    2**63,
    -1,
    float("1e300"),
    float("inf"),
    "\0",
    "\ud800",
    "9999-12-31",
    "0001-01-01",
    "NaN",
    "Infinity",
    "x" * 100_000,
    [],
    {},
    [[1]],
    None,
    True,
)
IN_FORMS = (HUGE, "\0", "9999-12-31", "0001-01-01", "NaN", "1e999", "-1", "", "x" * 100_000)
ASKED_FOR = re.compile(r"(?:GET|query_params)\.get(?:list)?\(\s*\"(\w+)\"")


@pytest.fixture(autouse=True)
def _refusals_are_no_news(caplog):
    caplog.set_level(logging.CRITICAL, "django")


@pytest.fixture
def objects():
    return world.build().objects


@pytest.fixture
def administrator():
    client = Client(raise_request_exception=False)
    client.force_login(make.administrator())
    return client


def failures(client: Client, asked: Iterator[str]) -> list[str]:
    return [path[:200] for path in asked if client.get(path).status_code >= 500]


def written(client: Client, method: str, path: str, body: str):
    kind, headers = "application/json", {"If-Match": "*"}
    return client.generic(method.upper(), path, body, kind, headers=headers)


def is_admin(route: str) -> bool:
    return route.startswith("admin/")


def routes() -> set[str]:
    return set(addresses._routes(addresses.get_resolver().url_patterns))


def test_addresses_with_impossible_keys(administrator, objects):
    def asked() -> Iterator[str]:
        for route in routes():
            if addresses.PARAMETER.search(route):
                for value in IN_ADDRESSES:
                    yield "/" + addresses.PARAMETER.sub(value, route)

    assert failures(administrator, asked()) == []


def test_lists_of_the_interface_with_impossible_parameters(administrator, objects):
    def asked() -> Iterator[str]:
        for prefix, view, _name in router.registry:
            filters = getattr(view.filterset_class, "base_filters", {}) if view else {}
            for name in {*filters, *KeysetPagination.parameters}:
                for value in IN_QUERIES:
                    yield f"/api/v1/{prefix}/?{name}={value}"

    assert failures(administrator, asked()) == []


def test_pages_with_impossible_parameters(administrator, objects):
    names = {
        name
        for path in Path(settings.BASE_DIR / "commitments" / "admin").rglob("*.py")
        for name in ASKED_FOR.findall(path.read_text())
    }

    def asked() -> Iterator[str]:
        for route in sorted(routes()):
            for place in list(addresses.filled(route, objects))[:1] if is_admin(route) else ():
                for value in IN_PAGES:
                    given = "&".join(f"{name}={value}" for name in sorted(names))
                    yield f"{place.path}?{given}"

    assert failures(administrator, asked()) == []


def test_lists_of_the_admin_with_impossible_filters(administrator, objects):
    def asked() -> Iterator[str]:
        for model, page in admin.site._registry.items():
            place = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
            names = {"q", "p", "o", "e", "all", "id__exact", "id__in", "pk", "_facets"}
            for narrowing in page.list_filter:
                name = narrowing if isinstance(narrowing, str) else ""
                names.add(f"{name}__exact" if name else getattr(narrowing, "parameter_name", "q"))
            if page.date_hierarchy:
                names |= {f"{page.date_hierarchy}__{part}" for part in ("year", "month", "day")}
            for name in names:
                for value in IN_PAGES:
                    yield f"{place}?{name}={value}"

    assert failures(administrator, asked()) == []


def test_writes_of_the_interface_with_impossible_values(administrator, objects):
    failed = []
    for operation in bodies.operations(objects):
        path = re.sub(r"\{\w+\}", "1", operation.path)
        for name in operation.body:
            for value in VALUES:
                # A number beyond all others reads as infinity, which JSON has no word for.
                body = json.dumps({**operation.body, name: value}).replace(": Infinity", ": 1e400")
                answer = administrator.generic(
                    operation.method.upper(),
                    path,
                    body,
                    "application/json",
                    headers={"If-Match": "*"},
                )
                if answer.status_code >= 500:
                    failed.append((operation.method, path, name, str(value)[:40]))
        for body in ("", "[]", "null", "{", '"x"', "[" * 5000, "\0"):
            answer = written(administrator, operation.method, path, body)
            if answer.status_code >= 500:
                failed.append((operation.method, path, body[:10]))

    assert failed == []


def test_forms_of_the_admin_with_impossible_values(administrator, objects):
    given = bodies.of_forms(objects)
    failed = []
    for route in sorted(routes()):
        for place in list(addresses.filled(route, objects))[:1] if is_admin(route) else ():
            for value in IN_FORMS:
                answer = administrator.post(place.path, dict.fromkeys(given, value))
                if answer.status_code >= 500:
                    failed.append((place.path, value[:20]))

    assert failed == []
