"""A private PostgreSQL: own data folder and port, no durability, gone at the end."""

import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.services.programs import Program, free_port

USER, PASSWORD = "tester", "only-for-tests"
# PostgreSQL refuses to run as root; these accounts exist where its package is installed.
UNPRIVILEGED = ("postgres", "nobody")
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")


def find_program(name: str) -> str:
    """From the PATH, else from the newest version of Debian's package."""
    versions = Path("/usr/lib/postgresql").glob(f"*/bin/{name}")
    newest = max(versions, key=lambda path: int(path.parts[-3]), default=None)
    found = shutil.which(name) or (str(newest) if newest else None)
    if found is None:
        raise FileNotFoundError(
            f"PostgreSQL's {name} was not found: run `make system`, or set TEST_DATABASE_URL."
        )
    return found


def unprivileged_account() -> pwd.struct_passwd | None:
    """Whom to run as; None where we are not root and may run it ourselves."""
    if os.geteuid() != 0:
        return None
    for name in UNPRIVILEGED:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise LookupError(f"PostgreSQL needs one of the accounts {UNPRIVILEGED}.")


@dataclass(slots=True)
class Postgres:
    """A running server."""

    port: int
    folder: Path
    program: Program

    @property
    def url(self) -> str:
        return f"postgres://{USER}:{PASSWORD}@127.0.0.1:{self.port}/postgres"

    @classmethod
    def start(cls) -> "Postgres":
        account = unprivileged_account()
        folder = Path(tempfile.mkdtemp(prefix="commitments-postgres-"))
        try:
            return cls._start(folder, account)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    @classmethod
    def _start(cls, folder: Path, account: pwd.struct_passwd | None) -> "Postgres":
        password_file = folder / "password"
        password_file.write_text(PASSWORD, encoding="utf-8")
        if account:
            for path in (folder, password_file):
                os.chown(path, account.pw_uid, account.pw_gid)
        user = account.pw_uid if account else None
        data = folder / "data"
        subprocess.run(
            [
                *(find_program("initdb"), "--pgdata", str(data), "--username", USER),
                *("--auth", "scram-sha-256", "--pwfile", str(password_file)),
                *("--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"),
            ],
            check=True,
            capture_output=True,
            user=user,
            cwd=folder,
        )
        port = free_port()
        options = [*QUICK, "listen_addresses=127.0.0.1", f"port={port}"]
        options.append(f"unix_socket_directories={folder}")
        program = Program.start(
            [
                *(find_program("postgres"), "-D", str(data)),
                *(word for option in options for word in ("-c", option)),
            ],
            log=folder / "log",
            user=user,
        )
        server = cls(port, folder, program)
        program.wait_until(lambda: "ready to accept connections" in program.output())
        return server

    def stop(self) -> None:
        self.program.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
