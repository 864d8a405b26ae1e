"""The command that prints claims, called as a program is."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SEED = ROOT / "seeds" / "haidian-plenary-2025-11.txt"
KEYS = {
    "kind", "quote", "start", "end", "statement", "metric", "comparator", "value", "value_max",
    "unit", "change", "baseline", "frequency", "due", "as_of", "period", "owners", "speaker",
    "section", "duplicate_of", "warnings", "confidence", "reasons",
}  # fmt: skip


def run(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "manage.py", "extract", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        check=False,
        env={
            "PATH": "/usr/bin:/bin",
            "DJANGO_SETTINGS_MODULE": "tracker.settings",
            "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
            **environment,
        },
    )


@pytest.fixture(scope="module")
def printed():
    done = run(SEED, "--published", "2025-11-23")
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def test_one_json_object_a_line_in_the_order_of_the_text(printed):
    text = SEED.read_bytes().decode()
    assert all(claim.keys() >= KEYS for claim in printed)
    assert [claim["start"] for claim in printed] == sorted(claim["start"] for claim in printed)
    assert all(text[claim["start"] : claim["end"]] == claim["quote"] for claim in printed)


def test_values_and_dates_are_plain(printed):
    [claim] = [claim for claim in printed if "39331张" in claim["quote"]]
    assert (claim["kind"], claim["value"], claim["unit"]) == ("level", 39331, "张")
    assert any(claim["due"] == "2026-06-30" for claim in printed)


def test_nothing_found_is_no_error(tmp_path):
    (tmp_path / "a.txt").write_text("今天天气很好。", encoding="utf-8")
    done = run(tmp_path / "a.txt")
    assert (done.returncode, done.stdout) == (0, b"")


def test_accounts_for_every_number(tmp_path):
    (tmp_path / "a.txt").write_text("2026年工作要点\n新增停车位500个。", encoding="utf-8")
    done = run(tmp_path / "a.txt", "--account")
    entries = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [(entry["text"], entry["status"]) for entry in entries] == [
        ("2026", "date"),
        ("500", "claim"),
    ]


def test_explains_a_stretch_and_refuses_what_is_none(tmp_path):
    (tmp_path / "a.txt").write_text("2026年工作要点\n新增停车位500个。", encoding="utf-8")
    assert "figures/target" in run(tmp_path / "a.txt", "--explain", "10:20").stdout.decode()
    refused = run(tmp_path / "a.txt", "--explain", "ten")
    assert refused.returncode != 0
    assert b"START:END" in refused.stderr


def test_the_text_that_offsets_point_into(tmp_path):
    (tmp_path / "a.txt").write_bytes("第一行\r\n第二行\n".encode())
    assert run(tmp_path / "a.txt", "--text").stdout == "第一行\r\n第二行\n".encode()


@pytest.mark.parametrize(
    ("name", "content"),
    [("missing.txt", None), ("empty.txt", b""), ("picture.txt", bytes(range(256)) * 40)],
)
def test_a_file_that_cannot_be_read_is_one_clear_line(tmp_path, name, content):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = run(tmp_path / name)
    assert (done.returncode, done.stdout) == (2, b"")
    assert len(done.stderr.decode().strip().splitlines()) == 1
    assert name in done.stderr.decode()


def test_a_file_over_the_limit_is_refused(tmp_path):
    (tmp_path / "long.txt").write_bytes("增长5%。".encode() * 150_000)
    done = run(tmp_path / "long.txt", UPLOAD_LIMIT_MB="1")
    assert done.returncode == 2
    assert "1 MB" in done.stderr.decode()


def test_a_pipe_that_is_closed_early_is_no_complaint(tmp_path):
    many = "到2030年，养老家庭照护床位达到500张。\n" * 5_000
    (tmp_path / "a.txt").write_text(many, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "manage.py", "extract", str(tmp_path / "a.txt")],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as program:
        assert program.stdout.readline()
        program.stdout.close()
        assert program.stderr.read() == b""
