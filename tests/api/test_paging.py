"""Pages by key: complete, without repeats, in every order, while rows come and go."""

import base64
import json
from contextlib import suppress
from datetime import date
from urllib.parse import parse_qs, urlparse

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.exceptions import ValidationError

from commitments.api.paging import Cursor, SortColumn, beyond
from commitments.models import Candidate, Commitment
from tests import factories

DUE = [None, date(2026, 6, 30), date(2026, 6, 30), None, date(2027, 1, 1), date(2026, 1, 31)]


def flat(pages) -> list[int]:
    return [pk for page in pages for pk in page]


def walk(caller, link: str, way: str) -> list[list[int]]:
    pages = []
    while link:
        parts = urlparse(link)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        page = caller.get(parts.path.removeprefix("/api/v1/"), **query).json()
        pages.append([row["id"] for row in page["results"]])
        link = page[way]
    return pages


@pytest.fixture
def commitments(office):
    by = office.user
    return [
        factories.commitment(by=by, due_on=due, indicator=f"指标{i}") for i, due in enumerate(DUE)
    ]


@pytest.mark.parametrize(
    "ordering", ["code", "-code", "due_on", "-due_on", "registered_at", "-id", "-achievement"]
)
@pytest.mark.parametrize("size", [1, 2, 4])
def test_pages_hold_each_row_once_in_both_directions(office, commitments, ordering, size):
    whole = office.ids("commitments/", ordering=ordering)
    query = f"ordering={ordering}&page_size={size}"

    onward = walk(office, f"http://testserver/api/v1/commitments/?{query}", "next")

    assert flat(onward) == whole
    assert all(len(page) == size for page in onward[:-1])
    last = office.get("commitments/", ordering=ordering, page_size=size).json()
    while last["next"]:
        parts = parse_qs(urlparse(last["next"]).query)
        last = office.get("commitments/", **{k: v[0] for k, v in parts.items()}).json()
    back = walk(office, last["previous"], "previous") if last["previous"] else []
    assert flat(reversed(back)) + [row["id"] for row in last["results"]] == whole


def test_sorts_undated_rows_last_in_both_directions(office, commitments):
    for ordering in ("due_on", "-due_on"):
        rows = office.get("commitments/", ordering=ordering).json()["results"]
        assert [row["due_on"] is None for row in rows] == [False] * 4 + [True] * 2


def test_sorts_by_several_columns(office):
    document = factories.document()
    for length in (4, 8, 6):
        factories.candidate(document, quote=document.text[:length])
    factories.candidate(factories.document())

    whole = office.ids("candidates/", ordering="position")

    assert len(whole) == Candidate.objects.count()
    pages = walk(
        office, "http://testserver/api/v1/candidates/?ordering=position&page_size=1", "next"
    )
    assert flat(pages) == whole


def test_new_row_neither_repeats_nor_hides_others(office, commitments):
    first = office.get("commitments/", ordering="-code", page_size=3).json()
    factories.commitment(by=office.user, indicator="后来的")

    query = {k: v[0] for k, v in parse_qs(urlparse(first["next"]).query).items()}
    second = office.get("commitments/", **query).json()["results"]

    seen = [row["id"] for row in [*first["results"], *second]]
    assert sorted(seen) == sorted(c.pk for c in commitments)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"page_size": 0}, "page_size"),
        ({"page_size": 501}, "page_size"),
        ({"page_size": "many"}, "page_size"),
        ({"ordering": "title; drop"}, "ordering"),
        ({"ordering": "registered_by__password"}, "ordering"),
        ({"cursor": "nonsense"}, "cursor"),
        ({"cursor": "é"}, "cursor"),
        ({"cursor": base64.urlsafe_b64encode(b'["-code", 0, "a\\u0000", 1]').decode()}, "cursor"),
        ({"cursor": base64.urlsafe_b64encode(b'["-code", 0, "a", {}]').decode()}, "cursor"),
        ({"cursor": base64.urlsafe_b64encode(b'["code", 0, "a", 1]').decode()}, "cursor"),
        ({"cursor": base64.urlsafe_b64encode(b'{"a": 1}').decode()}, "cursor"),
        ({"cursor": base64.urlsafe_b64encode(b"[" * 100_000).decode()}, "cursor"),
    ],
)
def test_rejects_invalid_parameter_by_name(office, query, field):
    [fault] = office.get("commitments/", 400, **query).json()["errors"]
    assert fault["field"] == field


def test_cursor_beyond_range_ends_list(office, commitments):
    packed = base64.urlsafe_b64encode(json.dumps(["id", 0, 10**400]).encode()).decode()
    assert office.ids("commitments/", ordering="id", cursor=packed) == []


@given(st.text(), st.integers() | st.none(), st.booleans())
def test_cursor_round_trips(code, pk, back):
    columns = [
        SortColumn.of(Commitment, "code", descending=False),
        SortColumn.of(Commitment, "id", descending=False),
    ]
    cursor = Cursor("code", (code, pk), back)
    try:
        assert Cursor.decode(cursor.encode(), ordering="code", columns=columns) == cursor
    except ValidationError:
        assert "\0" in code


@given(st.text(max_size=60))
def test_rejects_any_malformed_cursor(text):
    columns = [SortColumn.of(Commitment, "id", descending=False)]
    with suppress(ValidationError):
        Cursor.decode(text, ordering="id", columns=columns)


def test_keyset_condition_can_use_index():
    columns = [SortColumn.of(Commitment, name, descending=True) for name in ("code", "id")]

    sql = str(Commitment.objects.filter(beyond(columns, ["2026-0001", 7])).values("pk").query)

    assert '."code" <= 2026-0001 AND (' in sql
