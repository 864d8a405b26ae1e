"""The Celery application: `celery -A tracker worker` and `celery -A tracker beat`."""

import os

from celery import Celery
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

TRANSPORT_ALIASES["filesystem"] = "tracker.broker:Transport"

app = Celery("tracker")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
