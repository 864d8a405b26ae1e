"""`manage.py healthy`: whether a running service does its work; for health checks."""

import http.client
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from celery import current_app
from celery.utils.nodenames import gethostname
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError
from django.utils import timezone
from django_celery_beat.models import PeriodicTask

TIMEOUT = 5
# The scheduler writes down when it last sent something only every three minutes.
WRITTEN_EVERY = timedelta(minutes=3)


class Command(BaseCommand):
    """Exit code 0 when the service works, 1 with one line when it does not."""

    help = "Check that the web server, the worker or the scheduler works."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("service", choices=CHECKS)

    def handle(self, *args: Any, **options: Any) -> None:
        complaint = CHECKS[options["service"]]()
        if complaint:
            sys.stderr.write(f"{complaint}\n")
            raise SystemExit(1)


def check_web() -> str:
    """The sign-in page needs the database, so it speaks for both."""
    browser = http.client.HTTPConnection("127.0.0.1", settings.PORT, timeout=TIMEOUT)
    host = next((name.lstrip(".") for name in settings.ALLOWED_HOSTS if name != "*"), "localhost")
    try:
        browser.request("GET", "/admin/login/", headers={"Host": host})
        status = browser.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        return f"The web server does not answer: {error}"
    finally:
        browser.close()
    return "" if status == http.client.OK else f"The web server answers with {status}."


def check_worker(name: str) -> str:
    """Ask the worker of this machine that has this name."""
    asked = [f"{name}@{gethostname()}"]
    try:
        answers = current_app.control.ping(destination=asked, timeout=TIMEOUT, limit=1)
    except Exception as error:  # every transport has errors of its own
        return f"The broker cannot be reached: {error}"
    return "" if answers else "No worker answers."


def check_beat() -> str:
    """The sweep of jobs is what it sends most often."""
    sweep = PeriodicTask.objects.filter(task="commitments.tasks.sweep_jobs").first()
    try:
        last = sweep.last_run_at if sweep else None
    except DatabaseError as error:
        return f"The database cannot be reached: {error}"
    if last is None:
        return "The scheduler has not sent a sweep yet; its first is noted after some minutes."
    if timezone.now() - last > WRITTEN_EVERY + 3 * settings.JOB_SWEEP:
        return f"The scheduler last sent a sweep at {last}."
    return ""


CHECKS: dict[str, Callable[[], str]] = {
    "web": check_web,
    "worker": partial(check_worker, "worker"),
    "background": partial(check_worker, "background"),
    "beat": check_beat,
}
