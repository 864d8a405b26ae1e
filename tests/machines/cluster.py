"""Two web servers, two workers and one scheduler, as if each had a machine of its own."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import requests

from tests.services.objects import Store
from tests.services.postgres import Postgres
from tests.services.programs import Program, free_port
from tests.services.rabbitmq import RabbitMQ

ROOT = Path(__file__).resolve().parents[2]
CELERY = (sys.executable, "-m", "celery", "--app", "tracker", "--quiet")
# Short, so that what died is taken over within a test.
LEASE, SWEEP = 5, 2
STARTS_WITHIN = 180


@dataclass(slots=True)
class Part:
    """A process that may be killed, and is started again as systemd would."""

    name: str
    command: Sequence[str]
    log: Path
    program: Program | None = None
    starts: int = 0

    def start(self, env: dict[str, str]) -> None:
        self.starts += 1
        log = self.log / f"{self.name}-{self.starts}.log"
        self.program = Program.start(self.command, log=log, env=env)

    def kill(self) -> None:
        assert self.program is not None
        os.killpg(self.program.process.pid, signal.SIGKILL)
        self.program.process.wait()

    def stop(self) -> None:
        if self.program is not None and self.program.process.poll() is None:
            self.kill()


@dataclass(slots=True)
class Cluster:
    """Everything that runs, with the servers they share."""

    folder: Path
    postgres: Postgres
    broker: RabbitMQ
    store: Store
    ports: tuple[int, int] = field(default_factory=lambda: (free_port(), free_port()))
    parts: dict[str, Part] = field(default_factory=dict)
    kills: dict[str, int] = field(default_factory=dict)

    @property
    def env(self) -> dict[str, str]:
        return {
            **os.environ,
            **self.store.environment,
            "DATABASE_URL": self.postgres.url,
            "CELERY_BROKER_URL": self.broker.url,
            "DATA_DIR": str(self.folder / "data"),
            "SECRET_KEY": "the same on every machine, for tests only",
            "JOB_LEASE_SECONDS": str(LEASE),
            "JOB_SWEEP_SECONDS": str(SWEEP),
            "PYTHONUNBUFFERED": "1",
        }

    def run(self, *command: str) -> None:
        done = subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=self.env, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr

    def query(self, sql: str) -> list[Any]:
        """Rows as the database holds them, past the application."""
        with psycopg.connect(self.postgres.url, autocommit=True) as connection:
            found = connection.execute(sql)
            return found.fetchall() if found.description else []

    def start(self) -> None:
        for number, port in enumerate(self.ports, 1):
            self._add(
                f"web-{number}",
                *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
                *("--host", "127.0.0.1", "--port", str(port), "--blocking-threads", "4"),
                "tracker.wsgi:application",
            )
        for number in (1, 2):
            self._add(
                f"worker-{number}",
                *(*CELERY, "worker", "--loglevel", "INFO", "--concurrency", "1"),
                *("--hostname", f"worker-{number}@%h", "--without-gossip", "--without-mingle"),
            )
        self.add_scheduler("scheduler")
        self.wait(all)

    def wait(self, enough: Callable[[Iterable[bool]], bool] = any) -> None:
        """Until any web server answers, or all of them."""
        deadline = time.monotonic() + STARTS_WITHIN
        while not enough(self.answers(port) for port in self.ports):
            assert time.monotonic() < deadline, self.output()
            time.sleep(0.2)

    def add_scheduler(self, name: str) -> None:
        self._add(name, *CELERY, "beat", "--loglevel", "INFO")

    def _add(self, name: str, *command: str) -> None:
        part = Part(name, command, self.folder)
        self.parts[name] = part
        part.start(self.env)

    def answers(self, port: int) -> bool:
        try:
            return requests.get(f"http://127.0.0.1:{port}/healthz", timeout=5).ok
        except requests.RequestException:
            return False

    def strike(self, chance: random.Random) -> None:
        """Kill one of them, anywhere in its work, and start it again a moment later."""
        name = chance.choice([*self.parts, "broker", "store"])
        self.kills[name] = self.kills.get(name, 0) + 1
        away = chance.uniform(0.2, 1.5)
        if name == "broker":
            self.broker.kill()
            time.sleep(away)
            self.broker.start()
        elif name == "store":
            # It keeps everything in memory: a killed one would forget, so this one only freezes.
            self.store.program.process.send_signal(signal.SIGSTOP)
            time.sleep(2 * away)
            self.store.program.process.send_signal(signal.SIGCONT)
        else:
            self.parts[name].kill()
            time.sleep(away)
            self.parts[name].start(self.env)

    def revive(self) -> None:
        """Start again what ended by itself."""
        for part in self.parts.values():
            if part.program is not None and part.program.process.poll() is not None:
                part.start(self.env)

    def output(self) -> str:
        """The last lines of every log, for a failed test."""
        logs = sorted(self.folder.glob("*.log"))
        return "\n".join(f"== {log.name}\n{log.read_text()[-2000:]}" for log in logs)

    def stop(self) -> None:
        for part in self.parts.values():
            part.stop()
