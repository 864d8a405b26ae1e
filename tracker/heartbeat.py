"""Signs of life from inside each process: a thread, or the loop that has to turn."""

import threading
import time

from django.db import connections
from django.utils import timezone

from commitments.choices import ServicePart

_last: dict[str, float] = {}


def start(part: str) -> None:
    """Beat from a thread of its own for as long as the process lives."""
    threading.Thread(target=_keep_beating, args=(part,), name="heartbeat", daemon=True).start()


def beat_when_due(part: str) -> None:
    """Beat from a loop that turns more often than is needed."""
    from commitments.domain.operations import processes

    now = time.monotonic()
    if now - _last.get(part, float("-inf")) >= processes.BEAT_EVERY.total_seconds():
        _last[part] = now
        processes.beat(ServicePart(part), timezone.now())


def _keep_beating(part: str) -> None:
    from commitments.domain.operations import processes

    while True:
        processes.beat(ServicePart(part), timezone.now())
        connections.close_all()
        time.sleep(processes.BEAT_EVERY.total_seconds())
