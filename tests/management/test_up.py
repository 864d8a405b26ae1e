"""`manage.py up` as an administrator runs it: a real process, from the first line to the last."""

import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.management.installations import (
    PASSWORD,
    PATIENCE,
    Installation,
    answers,
    says,
    status_of,
)
from tests.services import worker as service
from tests.services.programs import Program, free_port


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    """An embedded installation that has never been started."""
    return Installation.below(tmp_path)


@pytest.fixture
def on_either_database(installation: Installation) -> Iterator[Installation]:
    """The same, on a new database of the server under test when that is PostgreSQL."""
    if connection.vendor == "sqlite":
        yield installation
        return
    name = f"up_{os.getpid()}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    url = service.database_url().rpartition("/")[0]
    yield Installation({**installation.env, "DATABASE_URL": f"{url}/{name}"})
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def kill_web_server(up: Program) -> None:
    children = Path(f"/proc/{up.process.pid}/task/{up.process.pid}/children").read_text()
    [web] = [
        pid for pid in children.split() if b"granian" in Path(f"/proc/{pid}/cmdline").read_bytes()
    ]
    os.kill(int(web), signal.SIGKILL)


def test_a_port_in_use_is_one_line(installation: Installation) -> None:
    with socket.create_server(("127.0.0.1", installation.port)):
        line = installation.refusal()

    assert line.startswith(f"PORT: {installation.port} on 127.0.0.1 is in use.")


def test_a_data_folder_that_cannot_be_written_is_one_line(
    installation: Installation, tmp_path: Path
) -> None:
    occupied = tmp_path / "file"
    occupied.write_text("in the way")

    line = installation.refusal(DATA_DIR=str(occupied / "data"))

    assert line.startswith(f"DATA_DIR: cannot write to {occupied / 'data'}: Not a directory.")


def test_a_database_that_is_down_is_one_line(installation: Installation) -> None:
    url = f"postgres://somebody:secret@127.0.0.1:{free_port()}/tracker"

    line = installation.refusal(DATABASE_URL=url)

    assert line.startswith("DATABASE_URL: the database cannot be reached: ")
    assert "Connection refused" in line
    assert "secret" not in line


@pytest.mark.django_db
def test_a_wrong_password_is_one_line(installation: Installation) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite knows no passwords")
    config = connection.settings_dict
    url = f"postgres://{config['USER']}:wrong@{config['HOST']}:{config['PORT']}/{config['NAME']}"

    line = installation.refusal(DATABASE_URL=url)

    assert line.startswith("DATABASE_URL: the database cannot be reached: ")
    assert "password authentication failed" in line


def test_a_broker_that_is_down_is_one_line(installation: Installation) -> None:
    line = installation.refusal(CELERY_BROKER_URL=f"redis://127.0.0.1:{free_port()}/0")

    assert line.startswith("CELERY_BROKER_URL: the broker cannot be reached: ")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_it_starts_stops_and_starts_again_on_the_same_data(
    on_either_database: Installation, tmp_path: Path
) -> None:
    port = on_either_database.port
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    first = on_either_database.start(tmp_path / "first.log", folder=elsewhere)
    first.wait_until(lambda: says(first, "Ctrl-C", " ready."), seconds=PATIENCE)
    assert f"http://127.0.0.1:{port}/admin/" in first.output()
    assert PASSWORD.search(first.output())
    assert status_of(port, "/admin/login/") == 200

    line = on_either_database.refusal(PORT=str(free_port()))
    assert line.startswith("DATA_DIR: the service runs already on ")
    assert f"(process {first.process.pid})" in line

    kill_web_server(first)
    first.wait_until(lambda: says(first, "web ended with code -9; it starts again in 1 s."))
    first.wait_until(lambda: answers(port), seconds=PATIENCE)

    assert first.stop() == 0
    assert on_either_database.processes() == set()
    assert list(elsewhere.iterdir()) == []
    log = Path(on_either_database.env["DATA_DIR"]) / "logs" / "tracker.log"
    assert "web ended with code -9" in log.read_text(encoding="utf-8")
    assert log.stat().st_mode & 0o077 == 0

    second = on_either_database.start(tmp_path / "second.log")
    second.wait_until(lambda: says(second, "Ctrl-C"), seconds=PATIENCE)
    assert "已载入" not in second.output()
    assert not PASSWORD.search(second.output())
    assert "manage.py changepassword admin" in second.output()

    second.process.send_signal(signal.SIGINT)
    assert second.process.wait(timeout=60) == 0
    assert on_either_database.processes() == set()
