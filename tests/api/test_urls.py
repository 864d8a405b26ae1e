"""Every resource answers; every address that is not there answers in the same manner."""

import pytest

LISTS = [
    "documents",
    "candidates",
    "commitments",
    "batches",
    "batch-rows",
    "indicators",
    "dimensions",
    "targets",
    "evaluations",
    "assignments",
    "updates",
    "measurements",
    "evidence",
    "plans",
    "themes",
    "milestones",
    "extensions",
    "overrides",
    "duties",
    "slips",
    "notices",
    "units",
    "report-kinds",
    "report-drafts",
    "report-issues",
]


@pytest.mark.parametrize("name", LISTS)
def test_every_list_responds(office, name):
    assert set(office.get(f"{name}/").json()) == {"next", "previous", "results"}


def test_root_names_the_lists(office):
    assert set(office.get("").json()) == set(LISTS)


@pytest.mark.parametrize("name", [*LISTS, "summary"])
def test_requires_authentication(db, client, name):
    response = client.get(f"/api/v1/{name}/")

    assert response.status_code == 401
    assert response["WWW-Authenticate"] == "Token"
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["nothing/", "commitments/1/nothing/", "commitments/one/"])
def test_unknown_address_returns_problem_document(office, path):
    assert office.get(path, 404).json()["code"] == "not_found"


def test_post_without_trailing_slash_is_not_redirected(office):
    assert office.post("documents", {"title": "a", "text": "b"}, 404)


@pytest.mark.parametrize("method", ["put", "delete", "options"])
def test_rejects_unsupported_method(office, method):
    response = getattr(office.client, method)("/api/v1/commitments/1/", format="json")

    assert response.status_code == 405
    assert response.json()["code"] == "method_not_allowed"
