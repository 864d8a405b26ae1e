"""What the service rests on, checked: database, migrations, broker, storage, disk."""

import shutil
import threading
import time
from functools import cache
from uuid import uuid4

from celery import current_app
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

OK = "ok"
BROKER_TIMEOUT = 3
# Below this, uploads and backups soon fail.
LEAST_SPACE = 500 * 1024 * 1024
# Whoever asks every moment, or many at once, gets the answer of a moment ago.
KEPT_SECONDS = 5
PROBE = ".probe"


def check_database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return "unreachable"
    return OK


def check_migrations() -> str:
    """Whether every migration of this version was applied."""
    try:
        applied = set(MigrationRecorder(connection).applied_migrations())
    except Error:
        return "unknown"
    return OK if _migrations() <= applied else "unapplied"


def check_broker() -> str:
    return OK if broker_messages() is not None else "unreachable"


def broker_messages() -> dict[str, int] | None:
    """How many messages wait in each queue; None where the broker does not answer."""
    try:
        with current_app.connection_for_read() as broker:
            broker.connect_timeout = BROKER_TIMEOUT
            broker.ensure_connection(max_retries=1, timeout=BROKER_TIMEOUT)
            channel = broker.default_channel
            return {
                str(name): queue(channel).queue_declare().message_count
                for name, queue in current_app.amqp.queues.items()
            }
    except Exception:  # every transport has errors of its own
        return None


def check_storage() -> str:
    """Write a small file where uploads go, and delete it."""
    try:
        name = default_storage.save(f"{PROBE}/{uuid4().hex}", ContentFile(b"probe"))
        default_storage.delete(name)
    except Exception:  # a storage in the network has errors of its own
        return "not writable"
    return OK


def check_disk() -> str:
    return OK if disk_free() >= LEAST_SPACE else "nearly full"


def disk_free() -> int:
    """Bytes that are free where the data folder lies; 0 where it cannot be read."""
    try:
        return shutil.disk_usage(settings.DATA_DIR).free
    except OSError:
        return 0


CHECKS = {
    "database": check_database,
    "migrations": check_migrations,
    "broker": check_broker,
    "storage": check_storage,
    "disk": check_disk,
}


class _Kept:
    """The last answer, shared by the threads of this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._found: dict[str, str] = {}
        self._until = 0.0

    def get(self) -> dict[str, str]:
        with self._lock:
            if time.monotonic() >= self._until:
                self._found = {name: check() for name, check in CHECKS.items()}
                self._until = time.monotonic() + KEPT_SECONDS
            return dict(self._found)

    def forget(self) -> None:
        self._until = 0.0


_kept = _Kept()


def readiness() -> dict[str, str]:
    """Each check by name: "ok", or a word for what is wrong. No addresses, no error texts."""
    return _kept.get()


def forget() -> None:
    """Check again at the next call."""
    _kept.forget()


@cache
def _migrations() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).disk_migrations)
