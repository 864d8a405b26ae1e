"""The clock of the installation: Celery's schedule, kept in the database where staff edit it."""

from collections.abc import Mapping
from typing import Any

from celery.schedules import crontab
from django_celery_beat.models import PeriodicTask
from django_celery_beat.schedulers import DatabaseScheduler


class Scheduler(DatabaseScheduler):
    """Its parent writes the times of the settings over what staff have changed, at every start.

    Here a time of day is the staff's once it is in the database; intervals, which only settings
    can change, follow the settings.
    """

    def update_from_dict(self, mapping: Mapping[str, dict[str, Any]]) -> None:
        stored = set(PeriodicTask.objects.filter(name__in=mapping).values_list("name", flat=True))
        super().update_from_dict(  # type: ignore[no-untyped-call]
            {
                name: entry
                for name, entry in mapping.items()
                if name not in stored or not isinstance(entry["schedule"], crontab)
            }
        )
