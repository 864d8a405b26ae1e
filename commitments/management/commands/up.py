"""`manage.py up`: everything in one terminal - web server, worker and scheduler."""

import http.client
import shutil
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import OperationalError, connections

from commitments import queues
from commitments.management import first_start, logfile, preflight, single
from commitments.management.supervisor import Supervisor

ANY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}
WORKER_PROCESSES = 2
ANSWER_TIMEOUT = 2
INTERRUPTED = 130
CELERY = (sys.executable, "-m", "celery", "--app", "tracker", "--quiet")


class Command(BaseCommand):
    """Start the whole service, keep it alive, and stop it as a whole."""

    help = "Prepare the installation, then run web server, workers and scheduler until Ctrl-C."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            preflight.check_data_folder(settings.DATA_DIR)
            with single.only_one(settings.DATA_DIR):
                code = self.run_services()
        except preflight.Unready as problem:
            sys.stderr.write(f"{problem}\n")
            raise SystemExit(2) from None
        except KeyboardInterrupt:  # before the supervisor listens to signals
            raise SystemExit(INTERRUPTED) from None
        raise SystemExit(code)

    def run_services(self) -> int:
        preflight.say_misspelt_names(sys.stdout)
        preflight.check_port(settings.HOST, settings.PORT)
        preflight.check_directory()
        preflight.wait_for_database(sys.stdout)
        preflight.check_broker(settings.CELERY_BROKER_URL)
        preflight.check_store()
        first_start.prepare(sys.stdout)
        connections.close_all()
        # What processes of the last run counted; only one `up` works on this folder.
        shutil.rmtree(settings.METRICS_DIR, ignore_errors=True)
        # From the folder of the program, so that its parts are found wherever `up` was called.
        supervisor = Supervisor(
            services(),
            sys.stdout,
            folder=settings.BASE_DIR,
            form=logfile.FORMATS[settings.LOG_FORMAT],
            log=logfile.LogFile(
                settings.LOG_DIR, most_bytes=settings.LOG_FILE_BYTES, files=settings.LOG_FILES
            ),
        )
        return supervisor.run(is_ready=answers, when_ready=self.announce)

    def announce(self) -> bool:
        """Say the address and how to sign in; False while the database is too busy for it."""
        try:
            administrator = first_start.ensure_administrator()
        except OperationalError:
            return False
        finally:
            connections.close_all()
        lines = [
            f"地址 Address        http://{address()}/admin/",
            *first_start.sign_in_lines(administrator),
            "按 Ctrl-C 停止。 Ctrl-C stops everything.",
        ]
        rule = "=" * 64
        with suppress(OSError):  # a closed terminal is no reason to stop
            self.stdout.write("\n".join(["", rule, *lines, rule, ""]))
            self.stdout.flush()
        return True


def services() -> Mapping[str, Sequence[str]]:
    """The same command lines that compose.yaml runs, one container each."""
    return {
        "web": [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
            *("--host", settings.HOST, "--port", str(settings.PORT)),
            *("--blocking-threads", str(settings.WEB_THREADS)),
            "tracker.wsgi:application",
        ],
        "worker": worker("worker", queues.INTERACTIVE, WORKER_PROCESSES),
        # Its own process: what a person waits for never waits for a free place.
        "background": worker("background", queues.BACKGROUND, 1),
        "beat": [*CELERY, "beat", "--loglevel", settings.LOG_LEVEL],
    }


def worker(name: str, queue: str, processes: int) -> Sequence[str]:
    return [
        *(*CELERY, "worker", "--hostname", f"{name}@%h", "--queues", queue),
        *("--concurrency", str(processes), "--loglevel", settings.LOG_LEVEL),
        *("--without-gossip", "--without-mingle"),
    ]


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
