"""The log under `up`: rotated by size, readable by its owner, whole as JSON."""

import json
import stat
from pathlib import Path

from commitments.management import logfile


def test_files_are_rotated_by_size_and_number(tmp_path: Path) -> None:
    log = logfile.LogFile(tmp_path / "logs", most_bytes=1000, files=3)

    for number in range(200):
        log.write(f"web | line {number:04} " + "x" * 40)

    found = {path.name: path for path in (tmp_path / "logs").iterdir()}
    assert found.keys() == {"tracker.log", "tracker.log.1", "tracker.log.2"}
    assert all(path.stat().st_size <= 1000 for path in found.values())
    assert "line 0199" in found["tracker.log"].read_text()
    assert {stat.S_IMODE(path.stat().st_mode) for path in found.values()} == {0o600}


def test_a_restart_goes_on_in_the_same_file(tmp_path: Path) -> None:
    for text in ("first", "second"):
        logfile.LogFile(tmp_path, most_bytes=1000, files=2).write(text)

    assert (tmp_path / "tracker.log").read_text() == "first\nsecond\n"


def test_lines_of_programs_that_speak_no_json_become_json() -> None:
    own = '{"time": "2026-04-01T00:00:00.000+00:00", "message": "x"}'

    assert json.loads(logfile.as_json("web", own + "\n", 6)) == json.loads(own) | {"service": "web"}
    assert json.loads(logfile.as_json("web", '{"cut', 6))["message"] == '{"cut'
    said = json.loads(logfile.as_json("web", "Starting 张 on redis://:geheim@x\n", 6))
    assert said["service"] == "web"
    assert "geheim" not in said["message"]


def test_text_stands_under_the_name_of_who_says_it() -> None:
    assert logfile.as_text("web", "Listening\n", 6) == "web    | Listening"
