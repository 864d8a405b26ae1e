"""Celery's schedule, stored in the database where staff can edit it."""

import logging
from collections.abc import Mapping
from typing import Any

from celery.schedules import crontab
from django.db import OperationalError, close_old_connections
from django_celery_beat.models import PeriodicTask
from django_celery_beat.schedulers import DatabaseScheduler

from tracker import heartbeat

logger = logging.getLogger(__name__)


class Scheduler(DatabaseScheduler):
    """A scheduler that keeps the times that staff have changed.

    Its parent overwrites them with the settings at every start. Here, crontab schedules in the
    database win; intervals, which only the settings define, follow the settings.
    """

    def tick(self, *args: Any, **kwargs: Any) -> Any:
        """A scheduler that no longer ticks no longer beats."""
        heartbeat.beat_when_due("scheduler")
        return super().tick(*args, **kwargs)

    def update_from_dict(self, mapping: Mapping[str, dict[str, Any]]) -> None:
        stored = set(PeriodicTask.objects.filter(name__in=mapping).values_list("name", flat=True))
        super().update_from_dict(  # type: ignore[no-untyped-call]
            {
                name: entry
                for name, entry in mapping.items()
                if name not in stored or not isinstance(entry["schedule"], crontab)
            }
        )

    def apply_async(
        self, entry: Any, producer: Any = None, advance: bool = True, **options: Any
    ) -> Any:
        """Write here what only requests jobs: a broker may be away, or lose what it was given.

        Without the database it goes out as a message; a worker tries until the database is back.
        """
        task = self.app.tasks.get(entry.task)
        if getattr(task, "only_requests_jobs", False):
            close_old_connections()
            try:
                return task(*(entry.args or ()), **(entry.kwargs or {}))
            except OperationalError as error:
                logger.warning("%s is sent to a worker, no database: %s", entry.task, error)
        return super().apply_async(entry, producer, advance, **options)
