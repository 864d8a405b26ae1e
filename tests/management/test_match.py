"""The command that prints what became of targets, called as a program is."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KEYS = {"start", "end", "quote", "value", "unit", "as_of", "tier", "verdict", "reasons"}
EARLIER = "2025年重点民生实事\n1.新建口袋公园10个。\n2.改造老旧小区50个。\n"
LATER = "2025年民生实事完成情况\n一年来，新建口袋公园12个。\n"


def run(*arguments):
    return subprocess.run(
        [sys.executable, "manage.py", "match", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        check=False,
        env={
            "PATH": "/usr/bin:/bin",
            "DJANGO_SETTINGS_MODULE": "tracker.settings",
            "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
        },
    )


@pytest.fixture
def papers(tmp_path):
    earlier, later = tmp_path / "earlier.txt", tmp_path / "later.txt"
    earlier.write_text(EARLIER, encoding="utf-8")
    later.write_text(LATER, encoding="utf-8")
    return earlier, later


def test_one_line_for_each_target_with_or_without_proposals(papers):
    done = run(*papers, "--published-earlier", "2025-01-10", "--published-later", "2026-01-10")
    assert done.returncode == 0, done.stderr.decode()
    parks, homes = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert (parks["target"]["value"], homes["target"]["value"]) == (10, 50)
    [proposal] = parks["proposals"]
    assert proposal.keys() == KEYS
    assert LATER[proposal["start"] : proposal["end"]] == proposal["quote"]
    assert (proposal["value"], proposal["unit"], proposal["tier"]) == (12, "个", "sure")
    assert (proposal["verdict"], proposal["as_of"]) == ("met", "2025-12-31")
    assert homes["proposals"] == []


def test_a_file_that_cannot_be_read_is_one_line(papers, tmp_path):
    done = run(papers[0], tmp_path / "none.txt")
    assert (done.returncode, done.stdout) == (2, b"")
    assert len(done.stderr.decode().strip().splitlines()) == 1
