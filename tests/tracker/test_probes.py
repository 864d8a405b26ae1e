"""What load balancers and Prometheus ask, and what they are told."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client, override_settings

from commitments.domain.operations import checks

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept(tmp_path: Path) -> Iterator[None]:
    checks.forget()
    with override_settings(MEDIA_ROOT=str(tmp_path / "media")):
        yield
    checks.forget()


def test_a_living_process_is_healthy_without_a_database(
    client: Client, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        answer = client.get("/healthz", headers={"Host": "10.0.0.7"})

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_ready_when_all_it_rests_on_works(client: Client, tmp_path: Path) -> None:
    answer = client.get("/readyz", headers={"Host": "10.0.0.7"})

    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ready",
        "checks": dict.fromkeys(["database", "migrations", "broker", "storage", "disk"], "ok"),
    }
    assert answer.headers["Cache-Control"] == "no-store"
    assert not [path for path in (tmp_path / "media").rglob("*") if path.is_file()]


def not_ready(client: Client) -> dict[str, str]:
    answer = client.get("/readyz")
    assert answer.status_code == 503
    return {name: state for name, state in answer.json()["checks"].items() if state != "ok"}


def test_a_migration_that_was_not_applied_is_not_ready(client: Client) -> None:
    MigrationRecorder(connection).record_unapplied("commitments", "0008_priority")

    assert not_ready(client) == {"migrations": "unapplied"}


def test_a_broker_that_is_away_is_not_ready(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("redis://:secret@10.0.0.9 refused")

    monkeypatch.setattr(checks.current_app, "connection_for_read", refuse)

    assert not_ready(client) == {"broker": "unreachable"}


def test_a_storage_that_takes_nothing_is_not_ready(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError("/srv/secret")

    monkeypatch.setattr(default_storage, "save", refuse)

    assert not_ready(client) == {"storage": "not writable"}


def test_a_full_disk_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "disk_free", lambda: 1024)

    assert not_ready(client) == {"disk": "nearly full"}


def test_a_database_that_is_away_is_not_ready(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import OperationalError

    def refuse() -> None:
        raise OperationalError("password authentication failed for user tracker")

    monkeypatch.setattr(connection, "cursor", refuse)

    assert not_ready(client)["database"] == "unreachable"


def test_many_who_ask_at_once_are_checked_for_once(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setitem(checks.CHECKS, "disk", lambda: asked.append(1) or "ok")

    for _ in range(5):
        assert client.get("/readyz").status_code == 200

    assert len(asked) == 1


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_probes_are_read_only_and_need_no_session(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
    assert client.head(path).status_code == 200
    assert not client.get(path).cookies


def scrape(client: Client, **given: Any) -> int:
    return client.get("/metrics", **given).status_code


def test_metrics_without_a_token_are_for_this_machine_only(client: Client) -> None:
    assert scrape(client) == 200
    assert scrape(client, REMOTE_ADDR="::1") == 200
    assert scrape(client, REMOTE_ADDR="10.0.0.7") == 403
    assert scrape(client, REMOTE_ADDR="") == 403
    assert scrape(client, headers={"X-Forwarded-For": "10.0.0.7"}) == 403
    with override_settings(SESSION_COOKIE_SECURE=True):  # behind a proxy that ends TLS
        assert scrape(client) == 403


@override_settings(METRICS_TOKEN="a long token of the office")
def test_metrics_with_a_token_are_for_whoever_has_it(client: Client) -> None:
    right = {"Authorization": "Bearer a long token of the office"}

    assert scrape(client, headers=right, REMOTE_ADDR="10.0.0.7") == 200
    assert scrape(client) == 403
    assert scrape(client, headers={"Authorization": "Bearer another"}) == 403
    assert scrape(client, headers={"Authorization": "Bearer 令牌"}) == 403
