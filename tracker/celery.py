"""The Celery application: `celery -A tracker worker` and `celery -A tracker beat`."""

import os

from celery import Celery
from celery.signals import setup_logging, worker_init, worker_ready
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

NICENESS = 5

TRANSPORT_ALIASES["filesystem"] = "tracker.broker:Transport"


@setup_logging.connect
def keep_logging(**_kwargs: object) -> None:
    """Django has set up logging, with the request ids; Celery must not add its own."""


@worker_init.connect
def give_way(**_kwargs: object) -> None:
    """Let pages go before background work where both share a machine."""
    os.nice(NICENESS)


@worker_ready.connect
def beat_as_worker(**_kwargs: object) -> None:
    from tracker import heartbeat

    heartbeat.start("worker")


app = Celery("tracker")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
