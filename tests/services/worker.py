"""A real Celery worker on the test's database and message folder."""

import os
import shutil
import sys
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from commitments import queues
from tests.services.programs import Program


def database_url() -> str:
    """The address of the database that this test uses, for another process."""
    config = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{config['NAME']}"
    user, password = quote(config["USER"]), quote(config["PASSWORD"])
    return f"postgres://{user}:{password}@{config['HOST']}:{config['PORT']}/{config['NAME']}"


def environment(broker: str = "") -> dict[str, str]:
    """What another process needs to work on the same data as this test."""
    return {
        **os.environ,
        "DATABASE_URL": database_url(),
        "DATA_DIR": str(settings.DATA_DIR),
        "CELERY_BROKER_URL": broker or settings.CELERY_BROKER_URL,
        "PYTHONUNBUFFERED": "1",
    }


def forget_messages() -> None:
    """Tests before this one may have sent messages that nobody took."""
    messages = Path(settings.CELERY_BROKER_TRANSPORT_OPTIONS["data_folder_in"])
    shutil.rmtree(messages, ignore_errors=True)
    messages.mkdir(parents=True)


def start(
    log: Path,
    *,
    broker: str = "",
    name: str = "worker",
    serving: tuple[str, ...] = queues.ALL,
    fresh: bool = True,
) -> Program:
    """On the test's own broker, the embedded one, or on the one named."""
    if fresh:
        forget_messages()
    worker = Program.start(
        [
            *(sys.executable, "-m", "celery", "--app", "tracker", "worker"),
            *("--hostname", f"{name}@%h", "--queues", ",".join(serving)),
            *("--loglevel", "INFO", "--concurrency", "1", "--without-gossip", "--without-mingle"),
        ],
        log=log,
        env=environment(broker),
    )
    worker.wait_until(lambda: " ready." in worker.output())
    return worker
