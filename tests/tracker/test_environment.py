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
        ("SECRET_KEY", "changeme", "32"),
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


def test_origin_may_end_with_a_slash() -> None:
    assert environment.origins("https://good.cn/") == ["https://good.cn"]


@pytest.mark.parametrize(
    "given", ["", " , ", "https://a.cn", "a.cn:8000", "a.cn/admin", "a.cn b.cn", '["a.cn"]']
)
def test_rejects_hosts_that_no_browser_names(given: str) -> None:
    with pytest.raises(ValueError, match=r"tracker\.example|without https://"):
        environment.hosts(given)


@pytest.mark.parametrize("name", ["*", ".gov.cn", "127.0.0.1", "[::1]", "localhost", "督查.cn"])
def test_blanks_around_hosts_do_not_count(name: str) -> None:
    assert environment.hosts(f" {name} ,b.cn") == [name, "b.cn"]


@pytest.mark.parametrize("address", ["", "nonsense", "@a.cn", "督查系统 <ducha>"])
def test_rejects_sender_without_address(address: str) -> None:
    with pytest.raises(ValueError, match="is no address of mail"):
        environment.sender(address)


@pytest.mark.parametrize("given", ["", " "])
def test_a_folder_left_empty_is_the_default(tmp_path: Path, given: str) -> None:
    assert environment.folder(given, tmp_path) == tmp_path


def test_relative_folder_counts_from_program(tmp_path: Path) -> None:
    assert environment.folder("copies", tmp_path) == environment.BASE_DIR / "copies"


@pytest.mark.parametrize("line", ["nonsense here", 'EMAIL_FROM="unclosed', "=value"])
def test_a_line_of_the_file_that_would_be_passed_over_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    (tmp_path / ".env").write_text(f"# settings\r\nPORT=9000\n\n{line}\n", encoding="utf-8-sig")
    monkeypatch.setattr(environment, "BASE_DIR", tmp_path)

    with pytest.raises(SystemExit) as end:
        environment.read_env()

    assert end.value.code == 2
    assert capsys.readouterr().err.startswith(".env: line ")


def test_a_folder_in_place_of_the_file_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".env").mkdir()
    monkeypatch.setattr(environment, "BASE_DIR", tmp_path)

    with pytest.raises(SystemExit):
        environment.read_env()

    assert capsys.readouterr().err.startswith(".env: Is a directory")


def test_a_damaged_key_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_bytes(b"\xff\xfe")

    assert refusal(WSGI, tmp_path, "LOG_LEVEL", "INFO").startswith("SECRET_KEY: ")


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


def test_misspelt_name_in_env_is_told_with_what_was_meant(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("PROT=9000\nPORT=8000\nCOMPOSE_PROJECT_NAME=x\n")

    found = environment.misspelt(tmp_path / ".env", settings.BASE_DIR / ".env.example")

    assert found == [("PROT", "PORT")]


def test_no_env_has_no_misspelt_names(tmp_path: Path) -> None:
    assert environment.misspelt(tmp_path / ".env", settings.BASE_DIR / ".env.example") == []
