"""Nonsense in the environment is one line that names the variable, whatever is started."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tracker import environment

MANAGE = [sys.executable, str(settings.BASE_DIR / "manage.py"), "showmigrations"]
WORKER = [sys.executable, "-m", "celery", "--app", "tracker", "worker"]
WSGI = [sys.executable, "-c", "import tracker.wsgi"]


def refusal(command: list[str], folder: Path, variable: str, nonsense: str) -> str:
    kept = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    process = subprocess.run(
        command,
        env={**kept, "DATA_DIR": str(folder), variable: nonsense},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert process.returncode == 2, process.stderr
    [line] = process.stderr.splitlines()
    return line


@pytest.mark.parametrize(
    ("variable", "nonsense", "allowed"),
    [
        ("TIME_ZONE", "Mars/X", "Asia/Shanghai"),
        ("LOG_LEVEL", "LOUD", "INFO"),
        ("CSRF_TRUSTED_ORIGINS", "tracker.example.cn", "https://"),
        ("DATABASE_URL", "nonsense", "postgres://"),
        ("DATABASE_URL", "mysql://somewhere/else", "postgres"),
        ("PORT", "eighty", "65535"),
        ("HTTPS", "perhaps", "true or false"),
    ],
)
def test_nonsense_is_one_line_for_commands(
    tmp_path: Path, variable: str, nonsense: str, allowed: str
) -> None:
    line = refusal(MANAGE, tmp_path, variable, nonsense)

    assert line.startswith(f"{variable}: ")
    assert allowed in line


@pytest.mark.parametrize("command", [WORKER, WSGI], ids=["worker", "wsgi"])
def test_nonsense_is_one_line_for_worker_and_web_server(tmp_path: Path, command: list[str]) -> None:
    assert refusal(command, tmp_path, "TIME_ZONE", "Mars/X").startswith("TIME_ZONE: ")


@pytest.mark.parametrize("name", ["Mars/X", "", "../../etc/passwd", "/etc/localtime", "Asia\0"])
def test_rejects_unknown_time_zone(name: str) -> None:
    with pytest.raises(ValueError, match="is no time zone"):
        environment.time_zone(name)


@pytest.mark.parametrize("address", ["tracker.example.cn", "//a", "ftp://a", "https://", "https:a"])
def test_rejects_origin_without_scheme_or_name(address: str) -> None:
    with pytest.raises(ValueError, match="http"):
        environment.origins(f"https://good.cn,{address}")


@pytest.mark.parametrize("address", ["", "pigeon://a", "redis://host:port/0", "redis://[a"])
def test_rejects_unknown_broker(address: str) -> None:
    with pytest.raises(ValueError, match="redis://host:6379/0"):
        environment.broker_url(address)


@pytest.mark.parametrize("name", ["", ":memory:"])
def test_rejects_database_without_name(name: str) -> None:
    with pytest.raises(ValueError, match="names no database"):
        environment.database_name("sqlite3", name, Path("/srv"))


def test_relative_database_counts_from_program(tmp_path: Path) -> None:
    assert environment.database_name("sqlite3", "db.sqlite3", tmp_path) == f"{tmp_path}/db.sqlite3"
