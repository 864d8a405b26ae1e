"""All addresses that the service has, as its resolver names them, filled in with rows.

A new address with a parameter that is not known here fails the test: say in `PARAMETERS` which
kind of row it means, and let `world.build` make one that belongs to unit A.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.urls import URLPattern, URLResolver, get_resolver

from commitments.admin.common.actions import ActionsAdmin
from commitments.admin.common.filters import ChooseFilter
from commitments.api.urls import router
from commitments.rendering import FORMATS
from tests.rights.world import WORD

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
# Which row a parameter means: a kind of the world's objects, or words that are tried in turn.
KEYS = {"pk", "id", "object_id"}
PARAMETERS: dict[str, str | tuple[str, ...]] = {
    "candidate_id": "candidate",
    "update_pk": "progressupdate",
    "filter_pk": "savedfilter",
    "content_type_id": "contenttype",
    "form": tuple(FORMATS),
    "file_format": tuple(FORMATS),
}
# Patterns that are no plain routes, each with an example.
IRREGULAR = {
    "admin/(?P<url>.*)$": "admin/nowhere/",
    "api/^v1/.*$": "api/v1/nowhere/",
}
# Open to whoever comes: there is no row behind them.
NO_ROWS = {"admin/login/", "admin/logout/", "i18n/setlang/", "api/v1/token/"}


@dataclass(frozen=True, slots=True)
class Address:
    """One address; `kind` is the table whose row it shows, or nothing."""

    path: str
    route: str
    kind: str = ""


def all_addresses(objects: dict[str, int]) -> list[Address]:
    found = [
        address
        for route in _routes(get_resolver().url_patterns)
        for address in filled(route, objects)
    ]
    return [*found, *_searches(objects)]


def _routes(patterns: list[Any], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        whole = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, whole)
        else:
            assert isinstance(pattern, URLPattern)
            yield whole


def filled(route: str, objects: dict[str, int]) -> Iterator[Address]:
    if route in NO_ROWS:
        return
    if "(?P<app_label>" in route:
        route = re.sub(r"\^\(\?P<app_label>(\w+).*", r"commitments/", route)
    route = IRREGULAR.get(route, route)
    assert "(?" not in route, f"Give an example of {route} in IRREGULAR."
    paths, kind = [route], ""
    for name in PARAMETER.findall(route):
        meaning = _meaning(route, name)
        assert meaning, f"Say in PARAMETERS what “{name}” of {route} means."
        if isinstance(meaning, str):
            assert meaning in objects, f"Let world.build make a {meaning} of unit A for {route}."
            kind = kind or meaning
        values = [str(objects[meaning])] if isinstance(meaning, str) else [*meaning]
        part = re.compile(rf"<(?:\w+:)?{name}>")
        paths = [part.sub(value, path) for path in paths for value in values]
    yield from (Address(f"/{path}", route, kind) for path in paths)


def _meaning(route: str, name: str) -> str | tuple[str, ...]:
    if name in KEYS:
        return kind_of(route)
    if name == "row_pk":
        return _kind_of_rows(route)
    return PARAMETERS.get(name, "")


def _kind_of_rows(route: str) -> str:
    """The table of the rows that an action on a page is about."""
    for model, page in admin.site._registry.items():
        if isinstance(page, ActionsAdmin) and model._meta.model_name == kind_of(route):
            [rows] = [action.rows for action in page.page_actions if route.endswith(action.route)]
            return str(model._meta.get_field(rows).related_model._meta.model_name)
    return ""


def kind_of(route: str) -> str:
    """The table that a route of the admin or of the interface for programs speaks of."""
    in_admin = re.match(r"admin/\w+/(\w+)/", route)
    if in_admin:
        return in_admin[1]
    if route.startswith("admin/r/"):
        return "commitment"
    resources = {prefix: view.queryset.model for prefix, view, _name in router.registry}
    prefix = route.strip("/").removeprefix("api/v1/").split("/")[0]
    return str(resources[prefix]._meta.model_name) if prefix in resources else ""


def _searches(objects: dict[str, int]) -> Iterator[Address]:
    """Lists that are asked for what should not come: by word, by row, by what may be chosen."""
    for model, model_admin in admin.site._registry.items():
        place = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        if model_admin.search_fields:
            yield Address(f"{place}?q={WORD}", "search")
        for narrowing in model_admin.list_filter:
            if isinstance(narrowing, type) and issubclass(narrowing, ChooseFilter):
                query = f"{narrowing.parameter_name}={objects['organization']}"
                yield Address(f"{place}?{query}", "filter")
        for field in model._meta.get_fields():
            if field.many_to_one and field.related_model in admin.site._registry:
                given = f"app_label={model._meta.app_label}&model_name={model._meta.model_name}"
                yield Address(
                    f"/admin/autocomplete/?{given}&field_name={field.name}&term=", "autocomplete"
                )
    yield Address(f"/admin/search/?s={WORD}", "search")
    yield Address(
        f"/admin/commitments/progressupdate/add/?commitment={objects['commitment']}",
        "form",
        "commitment",
    )
    for prefix, _view, _name in router.registry:
        for query in (f"q={WORD}", f"commitment={objects['commitment']}", "page_size=100"):
            yield Address(f"/api/v1/{prefix}/?{query}", "list")
