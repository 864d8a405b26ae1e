"""`manage.py up`: everything in one terminal - web server, worker and scheduler."""

import http.client
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connections

from commitments.management import first_start, preflight
from commitments.management.supervisor import Supervisor

ANY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}
WORKER_PROCESSES = 2
ANSWER_TIMEOUT = 2


class Command(BaseCommand):
    """Start the whole service, and stop it as a whole."""

    help = "Prepare the installation, then run web server, worker and scheduler until Ctrl-C."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            preflight.check_all()
        except preflight.Unready as problem:
            sys.stderr.write(f"{problem}\n")
            raise SystemExit(2) from None
        first_start.prepare(sys.stdout)
        connections.close_all()
        raise SystemExit(
            Supervisor(services(), sys.stdout).run(is_ready=answers, when_ready=self.announce)
        )

    def announce(self) -> None:
        """The address and how to sign in, said once there is something behind it."""
        administrator = first_start.ensure_administrator()
        connections.close_all()
        lines = [
            f"地址 Address        http://{address()}/admin/",
            *first_start.sign_in_lines(administrator),
            "按 Ctrl-C 停止。 Ctrl-C stops everything.",
        ]
        rule = "=" * 64
        self.stdout.write("\n".join(["", rule, *lines, rule, ""]))
        self.stdout.flush()


def services() -> Mapping[str, Sequence[str]]:
    """The same command lines that compose.yaml runs, one container each."""
    level: str = settings.LOGGING["root"]["level"]
    celery = [sys.executable, "-m", "celery", "--app", "tracker", "--quiet"]
    return {
        "web": [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
            *("--host", settings.HOST, "--port", str(settings.PORT)),
            *("--blocking-threads", str(settings.WEB_THREADS)),
            "tracker.wsgi:application",
        ],
        "worker": [
            *(*celery, "worker", "--loglevel", level, "--concurrency", str(WORKER_PROCESSES)),
            *("--without-gossip", "--without-mingle"),
        ],
        "beat": [*celery, "beat", "--loglevel", level],
    }


def address() -> str:
    """Host and port as typed into a browser on this machine."""
    host = ANY_ADDRESS.get(settings.HOST, settings.HOST)
    return f"[{host}]:{settings.PORT}" if ":" in host else f"{host}:{settings.PORT}"


def answers() -> bool:
    """Whether the web server answers, whatever it says."""
    host = ANY_ADDRESS.get(settings.HOST, settings.HOST)
    browser = http.client.HTTPConnection(host, settings.PORT, timeout=ANSWER_TIMEOUT)
    try:
        browser.request("GET", "/admin/login/")
        browser.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    else:
        return True
    finally:
        browser.close()
