"""The description of the interface: complete, without warnings, readable without internet."""

import json
import re
import time
from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils.translation import get_language, trans_real
from drf_spectacular.generators import SchemaGenerator

from commitments import choices
from commitments.api import description

METHODS = {"get", "post", "patch", "put", "delete"}


@pytest.fixture(scope="module")
def schema() -> dict:
    return SchemaGenerator().get_schema(public=True)


@pytest.fixture(scope="module")
def operations(schema) -> list[tuple[str, dict]]:
    return [
        (f"{method} {path}", operation)
        for path, item in schema["paths"].items()
        for method, operation in item.items()
        if method in METHODS
    ]


def test_schema_is_valid_without_warnings(monkeypatch):
    out = StringIO()
    call_command("spectacular", validate=True, fail_on_warn=True, stdout=out)
    assert "/api/v1/commitments/" in out.getvalue()


def test_every_operation_has_summary(operations):
    silent = [name for name, operation in operations if not operation.get("summary")]
    assert silent == []


def test_every_operation_declares_problem_documents(operations):
    for name, operation in operations:
        answers = operation["responses"]
        refusals = {status for status in answers if status >= "400"}
        assert "400" in refusals, name
        assert name == "post /api/v1/token/" or {"401", "403"} <= refusals, name
        assert all(list(answers[s]["content"]) == ["application/problem+json"] for s in refusals)


def test_every_parameter_is_described(operations):
    for name, operation in operations:
        for parameter in operation.get("parameters", []):
            if parameter["in"] == "query":
                assert parameter.get("description"), f"{name}: {parameter['name']}"


def test_choices_have_stable_names(schema):
    from tracker.openapi import NAMED_CHOICES

    named = {name for name in schema["components"]["schemas"] if name.endswith("Enum")}

    # A batch makes some of the transitions only: those are the choices of its field `move`.
    others = {"ActionEnum", "BlankEnum", "MoveEnum"}
    assert named == {f"{name}Enum" for name in NAMED_CHOICES} | others
    progress = schema["components"]["schemas"]["ProgressEnum"]["enum"]
    assert set(progress) == set(choices.Progress.values)


def test_quantities_are_numbers(schema):
    value = schema["components"]["schemas"]["Measurement"]["properties"]["value"]
    assert value["type"] == "number"


def test_unknown_field_violates_schema(schema):
    assert schema["components"]["schemas"]["CorrectionsRequest"]["additionalProperties"] is False


@pytest.mark.django_db
def test_schema_is_public(client):
    assert client.get("/api/schema/?format=json").json()["openapi"].startswith("3.")


@pytest.mark.django_db
def test_schema_comes_as_yaml_and_in_the_language_asked_for(client):
    english = client.get("/api/schema/?lang=en")
    chinese = client.get("/api/schema/?lang=zh-hans")

    assert english["Content-Type"] == "application/vnd.oai.openapi"
    assert english.content != chinese.content
    assert chinese.content == client.get("/api/schema/").content


@pytest.mark.django_db
def test_a_language_that_nobody_speaks_leaves_nothing_behind(client):
    """Anybody may ask, again and again; each catalog would stay in memory."""
    answer = client.get("/api/schema/?lang=xx-nonsense")

    assert answer.content == client.get("/api/schema/").content
    assert "xx-nonsense" not in trans_real._translations


def test_schema_is_generated_once_however_many_ask_for_it(monkeypatch, rf):
    """Threads that generate it together get in each other's way while extensions are loaded."""
    generated: list[str] = []

    def generate(self, **_options: object) -> dict:
        generated.append(get_language())
        time.sleep(0.05)
        return {"openapi": "3.0.3"}

    monkeypatch.setattr(SchemaGenerator, "get_schema", generate)
    description._describe.cache_clear()
    try:
        with ThreadPoolExecutor(4) as pool:
            answers = pool.map(
                lambda _: description.DescriptionView.as_view()(rf.get("/?lang=en&format=json")),
                range(8),
            )
            assert {json.loads(answer.content)["openapi"] for answer in answers} == {"3.0.3"}
    finally:
        description._describe.cache_clear()

    assert generated == ["en"]


@pytest.mark.django_db
def test_page_requests_no_other_host(client):
    page = client.get("/api/docs/").content.decode()

    addresses = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert addresses
    assert all(address.startswith(("/static/", "/api/docs/")) for address in addresses)
