"""Programs that start together come back when they die, and stop together."""

import os
import re
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from commitments.management.supervisor import MOST_DEATHS

SUPERVISE = """
    import sys
    from pathlib import Path
    from commitments.management.supervisor import Supervisor

    def program(code):
        return [sys.executable, "-c", code]

    names = {names!r}
    sys.exit(
        Supervisor(
            {{name: program(code) for name, code in names.items()}}, sys.stdout, first_pause=0.05
        ).run(
            is_ready=Path("ready").exists, when_ready=lambda: print("ALL READY", flush=True) or True
        )
    )
"""
# Leaves its process id in a file, so that the test can look for it afterwards.
NOTE = "import os, pathlib; pathlib.Path(f'{os.getpid()}.pid').touch(); "
PATIENT = NOTE + "import time; pathlib.Path('ready').touch(); time.sleep(60)"
WITH_CHILD = NOTE + (
    "import subprocess, sys; subprocess.Popen([sys.executable, '-c', "
    f"{PATIENT!r}]); import time; time.sleep(60)"
)
STUBBORN = NOTE + (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
    "pathlib.Path('ready').touch(); time.sleep(60)"
)


def supervise(folder: Path, **names: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(SUPERVISE.format(names=names))],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
        stdout=subprocess.PIPE,
        text=True,
    )


def wait_for_line(process: subprocess.Popen[str], text: str) -> list[str]:
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line)
        if text in line:
            return lines
    raise AssertionError(f"{text!r} never came: {lines}")


def wait_for_files(folder: Path, count: int) -> None:
    deadline = time.monotonic() + 30
    while len(list(folder.glob("*.pid"))) < count:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in found]


def noted(folder: Path) -> list[int]:
    return [int(path.stem) for path in folder.glob("*.pid")]


def survivors(folder: Path) -> list[int]:
    """Of the programs that noted their process id, those that still live after a moment."""
    return living(noted(folder))


def living(ids: list[int]) -> list[int]:
    assert ids
    deadline = time.monotonic() + 10
    while (alive := [pid for pid in ids if is_alive(pid)]) and time.monotonic() < deadline:
        time.sleep(0.05)
    return alive


def is_alive(pid: int) -> bool:
    """A zombie that nobody has buried yet is dead."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signal_stops_all_with_success(tmp_path: Path, number: signal.Signals) -> None:
    process = supervise(tmp_path, first=PATIENT, second=PATIENT)
    wait_for_line(process, "ALL READY")

    process.send_signal(number)

    assert process.wait(timeout=30) == 0
    assert survivors(tmp_path) == []


def test_program_that_dies_is_started_again_with_one_line(tmp_path: Path) -> None:
    process = supervise(tmp_path, lasting=PATIENT, mortal=PATIENT)
    wait_for_line(process, "ALL READY")
    first = noted(tmp_path)
    victim = first[0]

    os.kill(victim, signal.SIGKILL)

    [line] = [line for line in wait_for_line(process, "starts again") if "ended" in line]
    assert "ended with code -9; it starts again in 0.05 s." in line
    wait_for_files(tmp_path, len(first) + 1)
    assert set(children(process.pid)) >= {*first} - {victim}
    process.terminate()
    assert process.wait(timeout=30) == 0
    assert survivors(tmp_path) == []


def test_program_that_cannot_live_stops_all_with_failure(tmp_path: Path) -> None:
    process = supervise(tmp_path, lasting=PATIENT, brief=NOTE + "print('done here')")

    output, _ = process.communicate(timeout=60)

    assert process.returncode == 1
    assert output.count("brief   | done here") == MOST_DEATHS
    pauses = re.findall(r"brief ended with code 0; it starts again in ([\d.]+) s", output)
    assert pauses == ["0.05", "0.1", "0.2", "0.4", "0.8"]
    assert f"brief 连续 {MOST_DEATHS} 次启动失败" in output
    assert survivors(tmp_path) == []


def test_children_of_a_dead_program_end_before_it_starts_again(tmp_path: Path) -> None:
    process = supervise(tmp_path, parent=WITH_CHILD)
    wait_for_line(process, "ALL READY")
    before = noted(tmp_path)

    os.kill(children(process.pid)[0], signal.SIGKILL)
    wait_for_line(process, "starts again")

    assert living(before) == []
    process.terminate()
    assert process.wait(timeout=30) == 0


def test_children_of_a_program_are_not_left_behind(tmp_path: Path) -> None:
    process = supervise(tmp_path, parent=WITH_CHILD)
    wait_for_line(process, "ALL READY")

    process.terminate()

    assert process.wait(timeout=30) == 0
    assert len(list(tmp_path.glob("*.pid"))) == 2
    assert survivors(tmp_path) == []


def test_second_signal_kills_stubborn_programs(tmp_path: Path) -> None:
    process = supervise(tmp_path, stubborn=STUBBORN)
    wait_for_line(process, "ALL READY")

    process.send_signal(signal.SIGINT)
    wait_for_line(process, "Stopping")
    process.send_signal(signal.SIGINT)

    assert process.wait(timeout=10) == 0
    assert survivors(tmp_path) == []


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's help is Linux's own")
def test_a_supervisor_killed_outright_leaves_no_programs(tmp_path: Path) -> None:
    process = supervise(tmp_path, first=PATIENT, second=PATIENT)
    wait_for_line(process, "ALL READY")

    process.kill()
    process.wait()

    assert survivors(tmp_path) == []


def test_a_closed_terminal_stops_nothing(tmp_path: Path) -> None:
    chatty = NOTE + (
        "import time; pathlib.Path('ready').touch()\n"
        "for n in range(600): print(n, flush=True); time.sleep(0.05)"
    )
    process = supervise(tmp_path, chatty=chatty)
    wait_for_line(process, "ALL READY")
    assert process.stdout is not None

    process.stdout.close()
    time.sleep(0.5)
    assert process.poll() is None
    process.terminate()

    assert process.wait(timeout=30) == 0
    assert survivors(tmp_path) == []
