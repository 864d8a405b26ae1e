"""An answer that somebody has already is not sent again; a tag covers all that an answer shows."""

import gzip
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from commitments.domain.accounts import tokens
from commitments.domain.evaluation import assess
from tests import factories as make

pytestmark = pytest.mark.django_db
COMMITMENTS = "/api/v1/commitments/"
DUE = date(2030, 12, 31)


@pytest.fixture
def office() -> dict[str, str]:
    """The headers of a program of the office."""
    return {"Authorization": f"Token {tokens.of(make.supervisor()).key}"}


def test_unchanged_answer_is_not_sent_again(client: Client, office: dict[str, str]) -> None:
    one = f"{COMMITMENTS}{make.commitment().pk}/"
    for address in (one, COMMITMENTS, "/api/v1/summary/"):
        first = client.get(address, headers=office)
        again = client.get(address, headers={**office, "If-None-Match": first["ETag"]})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])


def test_tag_changes_with_what_is_shown_without_an_edit(
    client: Client, office: dict[str, str]
) -> None:
    commitment = make.commitment(due_on=DUE)
    one = f"{COMMITMENTS}{commitment.pk}/"
    first = client.get(one, headers=office)

    assess.assess(commitment.pk, on=DUE + timedelta(days=1))
    now = client.get(one, headers={**office, "If-None-Match": first["ETag"]})

    assert (now.status_code, now.json()["progress"] == first.json()["progress"]) == (200, False)
    assert now.json()["version"] == first.json()["version"]


def test_tag_that_was_read_is_one_to_write_with(client: Client, office: dict[str, str]) -> None:
    one = f"{COMMITMENTS}{make.commitment().pk}/"
    tag = client.get(one, headers=office)["ETag"]

    def change(tag: str) -> int:
        headers = {**office, "If-Match": tag}
        data = {"description": tag, "reason": "补充"}
        answer = client.patch(one, data, content_type="application/json", headers=headers)
        return answer.status_code

    assert change("W/" + tag) == 200
    assert change(tag) == 412


def test_nobody_else_may_keep_an_answer(client: Client, office: dict[str, str]) -> None:
    answer = client.get(COMMITMENTS, headers=office)

    assert set(answer["Cache-Control"].split(", ")) == {"private", "no-cache"}
    assert {"Authorization", "Cookie", "Accept-Language"} <= set(answer["Vary"].split(", "))


def test_long_answer_is_compressed_for_who_accepts_it(
    client: Client, office: dict[str, str]
) -> None:
    make.commitment()
    plain = client.get(COMMITMENTS, headers=office)

    packed = client.get(COMMITMENTS, headers={**office, "Accept-Encoding": "gzip"})

    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content


def test_pages_are_not_compressed(client: Client) -> None:
    page = client.get("/admin/login/", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in page


def test_program_is_answered_in_its_language(client: Client, office: dict[str, str]) -> None:
    def said(**headers: str) -> str:
        answer = client.get(f"{COMMITMENTS}999/", headers={**office, **headers})
        return str(answer.json()["detail"]) + answer["Content-Language"]

    assert said().endswith("zh-hans")
    assert said(**{"Accept-Language": "en-US,en;q=0.9"}).endswith("en")
    assert said(**{"Accept-Language": "fr"}).endswith("zh-hans")


def test_page_of_another_server_reads_with_a_token_where_it_is_named(
    client: Client, settings: Settings
) -> None:
    asks = {
        "Origin": "https://dashboard.example.gov.cn",
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "authorization,if-none-match",
    }
    assert "Access-Control-Allow-Origin" not in client.options(COMMITMENTS, headers=asks)

    settings.CORS_ALLOWED_ORIGINS = ["https://dashboard.example.gov.cn"]
    answer = client.options(COMMITMENTS, headers=asks)

    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Origin"] == "https://dashboard.example.gov.cn"
    assert "if-none-match" in answer["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in answer
