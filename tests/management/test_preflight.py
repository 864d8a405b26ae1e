"""What keeps the service from starting is one line that names the variable to change."""

import io
import socket
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import OperationalError

from commitments.management import preflight
from commitments.management.preflight import Unready
from tests.services.programs import free_port

NO_HOST_HAS_THIS = "192.0.2.1"  # reserved for documentation


def test_a_folder_is_made_and_left_empty(tmp_path: Path) -> None:
    preflight.check_data_folder(tmp_path / "new" / "data")

    assert list((tmp_path / "new" / "data").iterdir()) == []


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    occupied = tmp_path / "data"
    occupied.write_text("not a folder")

    with pytest.raises(Unready, match=r"^DATA_DIR: cannot write to .*data: File exists\..*$"):
        preflight.check_data_folder(occupied)


def test_a_free_port_stays_free() -> None:
    port = free_port()

    preflight.check_port("127.0.0.1", port)
    preflight.check_port("127.0.0.1", port)


def test_a_port_in_use_is_refused_with_another_one_to_try() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        with pytest.raises(Unready, match=rf"^PORT: {port} .* in use\. .*PORT={port + 1}\.$"):
            preflight.check_port("127.0.0.1", port)


def test_shared_port_counts_as_in_use() -> None:
    """The web server opens its port so that a second one would silently get half the requests."""
    with (
        socket.create_server(("127.0.0.1", 0), reuse_port=True) as server,
        pytest.raises(Unready, match="in use"),
    ):
        preflight.check_port("127.0.0.1", server.getsockname()[1])


@pytest.mark.parametrize("host", [NO_HOST_HAS_THIS, "no such host"])
def test_rejects_foreign_address(host: str) -> None:
    with pytest.raises(Unready, match=r"^HOST: "):
        preflight.check_port(host, free_port())


@pytest.mark.django_db
def test_a_database_that_answers_passes() -> None:
    preflight.wait_for_database(io.StringIO())


def test_the_embedded_broker_is_a_folder_that_exists() -> None:
    preflight.check_broker(settings.CELERY_BROKER_URL)

    assert Path(settings.CELERY_BROKER_TRANSPORT_OPTIONS["data_folder_in"]).is_dir()


@pytest.mark.parametrize("transport", ["redis", "amqp"])
def test_rejects_unreachable_broker(transport: str) -> None:
    with pytest.raises(Unready, match=r"^CELERY_BROKER_URL: .*Connection refused\.") as refusal:
        preflight.check_broker(f"{transport}://127.0.0.1:{free_port()}//")

    assert "\n" not in str(refusal.value)


def test_a_broker_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(Unready, match=r"^CELERY_BROKER_URL: .*pigeon"):
        preflight.check_broker("pigeon://127.0.0.1//")


class Starting:
    """A server that is not ready at first."""

    vendor = "postgresql"

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)

    def ensure_connection(self) -> None:
        if self.answers:
            raise OperationalError(self.answers.pop(0))


@pytest.fixture
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preflight, "DATABASE_PAUSE", 0)


def test_waits_for_a_database_that_is_just_starting(no_pause: None, monkeypatch) -> None:
    server = Starting("connection refused", "the database system is starting up")
    monkeypatch.setattr(preflight, "connection", server)
    out = io.StringIO()

    preflight.wait_for_database(out)

    assert out.getvalue().splitlines() == ["等待数据库 … Waiting for the database ..."]


def test_does_not_wait_for_a_database_that_refuses(no_pause: None, monkeypatch) -> None:
    server = Starting("password authentication failed", "never asked")
    monkeypatch.setattr(preflight, "connection", server)

    with pytest.raises(Unready, match="authentication failed"):
        preflight.wait_for_database(io.StringIO())

    assert server.answers == ["never asked"]


def test_gives_up_waiting_in_the_end(no_pause: None, monkeypatch, settings) -> None:
    settings.DATABASE_WAIT = timedelta(0)
    monkeypatch.setattr(preflight, "connection", Starting(*["refused"] * 9))

    with pytest.raises(Unready, match="refused"):
        preflight.wait_for_database(io.StringIO())


def test_a_role_that_does_not_exist_is_named(settings):
    settings.DIRECTORY_ROLES = {"督查组": "supervisor", "报送组": "reporters"}

    with pytest.raises(preflight.Unready, match=r"reporters is no role.*reporter,"):
        preflight.check_directory()
