"""An embedded installation as an administrator has it, for the tests that start it."""

import http.client
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from tests.services.programs import Program, free_port

COMMAND = [sys.executable, str(settings.BASE_DIR / "manage.py"), "up"]
PATIENCE = 240  # the first start loads the seed
PASSWORD = re.compile(r"密码 Password +(\S+)")


@dataclass(frozen=True, slots=True)
class Installation:
    """One installation, as its environment describes it."""

    env: dict[str, str]

    @classmethod
    def below(cls, folder: Path, **settings: str) -> "Installation":
        """One that has never been started; `folder` is named in all of its processes."""
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        scratch = folder / "scratch"
        scratch.mkdir()
        own = {
            "DATA_DIR": str(folder / "data"),
            "TMPDIR": str(scratch),
            "PORT": str(free_port()),
            "HOST": "127.0.0.1",
            "DATABASE_WAIT_SECONDS": "1",
        }
        return cls({**kept, **own, **settings})

    def start(self, log: Path, *, folder: Path | None = None) -> Program:
        return Program.start(COMMAND, log=log, env=self.env, folder=folder)

    def refusal(self, **changes: str) -> str:
        """What it says when it refuses to start; one line, and the code for a bad surrounding."""
        process = subprocess.run(
            COMMAND, env={**self.env, **changes}, capture_output=True, text=True, timeout=PATIENCE
        )
        assert process.returncode == 2
        [line] = process.stderr.splitlines()
        return line

    @property
    def port(self) -> int:
        return int(self.env["PORT"])

    @property
    def data(self) -> Path:
        return Path(self.env["DATA_DIR"])

    def processes(self) -> set[str]:
        """Its processes, those that read a file too: each has a folder below this one."""
        wanted = self.env["TMPDIR"].encode()
        found = set()
        for path in Path("/proc").glob("[0-9]*/environ"):
            try:
                if wanted in path.read_bytes():
                    found.add(path.parent.name)
            except OSError:
                continue
        return found


def says(program: Program, *texts: str) -> bool:
    output = program.output()
    return all(text in output for text in texts)


def status_of(port: int, path: str) -> int:
    browser = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    browser.request("GET", path)
    return browser.getresponse().status


def answers(port: int) -> bool:
    try:
        return status_of(port, "/admin/login/") == 200
    except OSError:
        return False
