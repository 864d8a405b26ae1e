"""Role × address × rows of one unit: who is outside sees and changes nothing of it."""

import logging

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client

from tests.rights import addresses, bodies, world
from tests.rights.world import DRAFT, INSIDERS, OFFICE, OUTSIDERS, SECRET, WRITERS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# What everybody with a role may read: rows of no single unit.
COMMON = {
    *("document", "plan", "theme", "indicator", "dimension"),
    *("organization", "reportissue", "contenttype"),
}
# Open to one person only, however much that person sees of units.
PERSONAL = {"notice", "savedfilter"}
MAY_READ_ALL_BUT_CHANGE_NOTHING = ["reader", "program", *OUTSIDERS]
DECIDERS = {"supervisor", "reviewer"}
HIDDEN = {301, 302, 401, 403, 404, 405}
# What a person keeps of their own, and what merely counts.
OWN_THINGS = {"savedfilter", "counter", "historicalmembership"}


@pytest.fixture(autouse=True)
def _refusals_are_no_news(caplog):
    caplog.set_level(logging.CRITICAL, "django.request")


@pytest.fixture
def made():
    return world.build()


@pytest.fixture
def places(made):
    return addresses.all_addresses(made.objects)


def client_of(made, name: str) -> Client:
    client, person = Client(raise_request_exception=False), made.people[name]
    if isinstance(person, User):
        client.force_login(person)
    return client


def body(answer) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode(errors="replace") + str(answer.headers)


def asked(client: Client, path: str, **headers: str):
    answer = client.get(path, headers=headers)
    assert answer.status_code < 500, path
    return answer


def rows() -> dict[str, list[dict[str, object]]]:
    """All that is stored of what is tracked."""
    models = apps.get_app_config("commitments").get_models()
    return {
        model._meta.model_name: list(model.objects.order_by("pk").values())
        for model in models
        if model._meta.model_name not in OWN_THINGS
    }


def differences(before, after) -> list[str]:
    return [name for name in before if before[name] != after[name]]


@pytest.mark.parametrize(
    "route",
    ["admin/commitments/commitment/<int:pk>/thing/<int:thing_id>/", "api/v1/things/<int:pk>/"],
)
def test_a_new_address_with_a_row_must_find_its_place_here(made, route):
    with pytest.raises(AssertionError, match="PARAMETERS"):
        list(addresses.filled(route, made.objects))


@pytest.mark.parametrize("name", OUTSIDERS)
def test_outsiders_read_nothing(made, places, name):
    client, insider = client_of(made, name), client_of(made, "supervisor")
    leaks = []
    for place in places:
        # Not even a cached answer is confirmed to somebody who may not have it.
        tag = ""
        if place.kind and place.path.startswith("/api/"):
            tag = insider.get(place.path).headers.get("ETag", "")
        answer = asked(client, place.path, if_none_match=tag)
        text = body(answer)
        if SECRET in text or OFFICE in text or DRAFT in text:
            leaks.append((place.path, "words"))
        if place.kind not in COMMON | {""} and answer.status_code not in HIDDEN:
            leaks.append((place.path, answer.status_code))

    assert leaks == []


@pytest.mark.parametrize("name", INSIDERS)
def test_insiders_read_every_page(made, places, name):
    client = client_of(made, name)
    seen, too_much, drafts = set(), [], []
    for place in places:
        answer = asked(client, place.path)
        text = body(answer)
        if SECRET in text:
            seen.add(place.kind)
        if OFFICE in text and name not in DECIDERS:
            too_much.append(place.path)
        if DRAFT in text:
            drafts.append(place.path)
        if place.kind in PERSONAL and name != "reporter" and answer.status_code not in HIDDEN:
            too_much.append(place.path)

    # Else this would find no leak because there is nothing to find.
    expected = {"commitment", "progressupdate", "evidence", "deadlineextension", "milestone"}
    assert expected <= seen
    assert too_much == []
    assert bool(drafts) == (name in WRITERS), drafts


@pytest.mark.parametrize("name", MAY_READ_ALL_BUT_CHANGE_NOTHING)
def test_unauthorised_writes_change_nothing(made, places, name):
    client, before = client_of(made, name), rows()
    for place in places:
        answer = client.post(place.path, bodies.of_forms(made.objects))
        assert answer.status_code < 500, place.path
        if name in OUTSIDERS:
            assert SECRET not in body(answer), place.path
    _write_over_http(client, made, is_outside=name in OUTSIDERS)
    _try_actions(client, made)

    assert differences(before, rows()) == []


@pytest.mark.parametrize("name", sorted({*INSIDERS} - {"reader", "program"}))
def test_no_write_ends_in_server_error(made, places, name):
    client = client_of(made, name)
    for place in places:
        # No block of its own: pages that take long refuse to work inside a transaction.
        before = transaction.savepoint()
        answer = client.post(place.path, bodies.of_forms(made.objects))
        assert answer.status_code < 500, place.path
        transaction.savepoint_rollback(before)


def _write_over_http(client: Client, made, *, is_outside: bool) -> None:
    """Each write that the interface describes, well formed, on unit A's rows."""
    for operation in bodies.operations(made.objects):
        kind = addresses.kind_of(operation.path)
        path = operation.path.format(id=made.objects.get(kind, 0))
        verb = getattr(client, operation.method)
        headers = {"If-Match": "*"}
        answer = verb(path, operation.body, content_type="application/json", headers=headers)
        assert answer.status_code < 500, path
        assert SECRET not in body(answer) or not is_outside, path
        if kind and "{id}" in operation.path and kind not in COMMON and is_outside:
            assert answer.status_code in HIDDEN, (path, answer.status_code)


def _try_actions(client: Client, made) -> None:
    """The actions of each list, with unit A's row ticked."""
    for model, model_admin in admin.site._registry.items():
        name = str(model._meta.model_name)
        place = f"/admin/{model._meta.app_label}/{name}/"
        for action in ("delete_selected", *(model_admin.actions or ())):
            given = {"action": action, "_selected_action": made.objects[name], "post": "yes"}
            assert client.post(place, given).status_code < 500, (place, action)
