"""One service a data folder, and no lock outlives its process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from commitments.management.preflight import Unready
from commitments.management.single import only_one

HOLD = """
import sys, time
from pathlib import Path
from commitments.management.single import only_one
with only_one(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_second_service_is_refused_with_the_process_that_runs(tmp_path: Path) -> None:
    with only_one(tmp_path), pytest.raises(Unready) as refusal, only_one(tmp_path):
        pass

    assert str(refusal.value).startswith(f"DATA_DIR: the service runs already on {tmp_path}")
    assert f"(process {os.getpid()})" in str(refusal.value)


def test_lock_is_free_after_the_end(tmp_path: Path) -> None:
    for _start in range(2):
        with only_one(tmp_path):
            assert (tmp_path / "up.lock").read_text() == f"{os.getpid()}\n"


def test_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(Unready, match=f"process {holder.pid}"), only_one(tmp_path):
        pass

    holder.kill()
    holder.wait()

    with only_one(tmp_path):
        assert holder.returncode == -9
