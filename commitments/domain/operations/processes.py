"""Signs of life of the parts of the service: web servers, workers, schedulers."""

import os
import socket
from datetime import datetime, timedelta

from django.conf import settings
from django.db import Error

from commitments.choices import ServicePart
from commitments.models import ServiceProcess

BEAT_EVERY = timedelta(seconds=20)
SILENT_AFTER = timedelta(seconds=90)
FORGOTTEN_AFTER = timedelta(days=7)


def beat(part: ServicePart, now: datetime) -> bool:
    """Note that this process lives. A database that is busy or away is asked again later."""
    process = {"part": part, "host": socket.gethostname()[:255], "pid": os.getpid()}
    seen = {"beat_at": now, "version": settings.VERSION}
    try:
        ServiceProcess.objects.update_or_create(
            **process, defaults=seen, create_defaults=seen | {"started_at": now}
        )
        ServiceProcess.objects.filter(beat_at__lt=now - FORGOTTEN_AFTER).delete()
    except Error:
        return False
    return True
