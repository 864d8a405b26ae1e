"""Counters: consecutive numbers without gaps or doubles, under concurrent requests."""

from django.db import models


class Counter(models.Model):
    """The last number given out in a series; its row is the lock."""

    name = models.CharField(max_length=40, primary_key=True)
    value = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"
