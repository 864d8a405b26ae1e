"""The description of the interface: complete, without warnings, readable without internet."""

import re
from io import StringIO

import pytest
from django.core.management import call_command
from drf_spectacular.generators import SchemaGenerator

from commitments import choices

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
def test_page_requests_no_other_host(client):
    page = client.get("/api/docs/").content.decode()

    addresses = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert addresses
    assert all(address.startswith(("/static/", "/api/docs/")) for address in addresses)
