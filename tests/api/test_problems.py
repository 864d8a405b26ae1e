"""Refusals: each a problem document that names what to mend, never a fault of ours."""

import json

import pytest
from django.db import IntegrityError
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.exceptions import ErrorDetail, ValidationError

from commitments.api.problems import Fault, faults_in, handle
from commitments.domain.platform.errors import (
    AlreadyKnown,
    Conflict,
    Invalid,
    NotAllowed,
    Unreadable,
)
from tests import factories

KEYS = {"type", "title", "status", "detail", "code", "errors"}


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (Invalid("no", field="value"), 400, "invalid"),
        (Unreadable("no", field="file"), 400, "unreadable"),
        (NotAllowed("no"), 403, "not_allowed"),
        (Conflict("no"), 409, "conflict"),
        (AlreadyKnown("no", field="file"), 409, "already_known"),
        (IntegrityError("UNIQUE"), 409, "conflict"),
    ],
)
def test_each_error_has_its_status(error, status, code):
    response = handle(error, {})

    assert response is not None
    assert (response.status_code, response.data["code"]) == (status, code)
    assert response.data.keys() == KEYS
    assert "UNIQUE" not in str(response.data)


def test_error_names_field():
    response = handle(Invalid("太大", field="value"), {})
    assert response.data["errors"] == [{"field": "value", "code": "invalid", "message": "太大"}]


def test_internal_error_is_not_disguised():
    assert handle(KeyError("bug"), {}) is None


def test_nested_errors_have_paths():
    error = ValidationError(
        {
            "measurements": [{}, {"value": [ErrorDetail("big", "max_digits")]}],
            "non_field_errors": [ErrorDetail("both", "conflicting")],
            "tags": {0: [ErrorDetail("x", "y")]},
        }
    )
    assert list(faults_in(error.get_full_details())) == [
        Fault("measurements.1.value", "max_digits", "big"),
        Fault(None, "conflicting", "both"),
        Fault("tags.0", "y", "x"),
    ]


details = st.recursive(
    st.lists(st.builds(ErrorDetail, st.text(max_size=3), st.text(max_size=3)), min_size=1),
    lambda inner: st.dictionaries(st.text(min_size=1, max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(min_size=1, max_size=3), details, max_size=3))
def test_no_error_gets_lost(tree):
    def leaves(part):
        if isinstance(part, ErrorDetail):
            return 1
        return sum(map(leaves, part.values() if isinstance(part, dict) else part))

    error = ValidationError(tree)
    assert len(list(faults_in(error.get_full_details()))) == leaves(error.detail)


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b'{"text": "a", "title": NaN}',
        b"[]",
        b'"text"',
        b"null",
        b"\xff\xfe",
        b'{"title": "a\\u0000b", "text": "x"}',
        b'{"title": "a\\ud800b", "text": "x"}',
        b'{"title": "' + b"a" * 201 + b'", "text": "x"}',
        b"[" * 50_000,
        b'{"title": ' + b"9" * 5000 + b', "text": "x"}',
        b'{"title": "a", "text": "x", "colour": "red"}',
    ],
)
def test_rejects_malformed_body(office, body):
    response = office.client.post("/api/v1/documents/", body, content_type="application/json")

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert response.json().keys() == KEYS


def test_rejects_unknown_field_by_name(office):
    candidate = factories.candidate()

    problem = office.post(f"candidates/{candidate.pk}/accept/", {"due": "2027-01-01"}, 400).json()

    assert [(e["field"], e["code"]) for e in problem["errors"]] == [("due", "unknown")]


def test_rejects_other_media_type(office):
    response = office.client.post("/api/v1/updates/", "a=b", content_type="text/csv")
    assert response.status_code == 415
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("field", ["commitment", "organization"])
def test_rejects_id_beyond_all_numbers(office, field):
    answer = office.client.post(
        "/api/v1/updates/", f'{{"{field}": 1e400}}', content_type="application/json"
    )

    assert answer.status_code == 400
    assert field in [error["field"] for error in answer.json()["errors"]]


@pytest.mark.parametrize(
    "value", ["1e400", "NaN", "Infinity", 10**17, 10**400, "0.1234567", {}, True]
)
def test_rejects_numbers_out_of_range(office, value):
    candidate = factories.candidate()

    response = office.client.post(
        f"/api/v1/candidates/{candidate.pk}/accept/",
        json.dumps({"value": value}),
        content_type="application/json",
    )

    assert response.status_code == 400
    assert response.json()["errors"][0]["field"] == "value"


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("commitments/", {"q": "a\0b"}),
        ("commitments/", {"colour": "red"}),
        ("commitments/", {"progress": "great"}),
        ("commitments/", {"due_after": "tomorrow"}),
        ("commitments/", {"unit": "1.5"}),
        ("commitments/", {"unit": 10**30}),
        ("commitments/", {"unit": 0}),
        ("candidates/", {"confidence_min": "2"}),
        ("report-issues/", {"year": "1e999"}),
        ("report-issues/", {"period": "2026\0"}),
        ("units/", {"search": "体育"}),
    ],
)
def test_rejects_invalid_filter_by_name(office, path, query):
    faults = office.get(path, 400, **query).json()["errors"]
    assert {fault["field"] for fault in faults} == query.keys()


def test_id_out_of_range_is_not_found(office):
    assert office.get(f"commitments/{10**40}/", 404)
    assert office.get("commitments/99999999999/", 404)


@pytest.mark.parametrize("path", ["documents/", "updates/", "token/"])
def test_rejects_oversize_before_reading(office, settings, path):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100

    problem = office.post(path, {"text": "长" * 100}, 413).json()

    assert problem["code"] == "request_entity_too_large"
