"""A document is received first and read by a job later: its state, and why that failed."""

from typing import Any

from django.db import migrations, models
from django.db.models import Q


def those_that_were_read(apps: Any, schema_editor: Any) -> None:
    for name in ("Document", "HistoricalDocument"):
        rows = apps.get_model("commitments", name).objects
        rows.filter(read_at__isnull=False).update(state="read")


STATES = [
    ("received", "Received"),
    ("reading", "Being read"),
    ("read", "Read"),
    ("failed", "Could not be read"),
]


def state() -> models.CharField:
    return models.CharField(
        choices=STATES, default="received", editable=False, max_length=8, verbose_name="state"
    )


def problem() -> models.TextField:
    return models.TextField(
        blank=True, default="", editable=False, verbose_name="why it could not be read"
    )


def title() -> models.CharField:
    return models.CharField(blank=True, max_length=200, verbose_name="title")


class Migration(migrations.Migration):
    dependencies = [("commitments", "0012_backups_and_processes")]

    operations = [
        migrations.RemoveConstraint("document", "document_has_text"),
        migrations.AddField("document", "state", state()),
        migrations.AddField("document", "problem", problem(), preserve_default=False),
        migrations.AddField("historicaldocument", "state", state()),
        migrations.AddField("historicaldocument", "problem", problem(), preserve_default=False),
        migrations.AlterField("document", "title", title()),
        migrations.AlterField("historicaldocument", "title", title()),
        migrations.AlterField(
            "document", "text", models.TextField(blank=True, verbose_name="text")
        ),
        migrations.RunPython(those_that_were_read, migrations.RunPython.noop),
        migrations.AddConstraint(
            "document",
            models.CheckConstraint(
                condition=~Q(state="read")
                | (~Q(text="") & ~Q(title="") & Q(read_at__isnull=False)),
                name="document_read_has_text",
            ),
        ),
        migrations.AddConstraint(
            "document",
            models.CheckConstraint(
                condition=(Q(state="failed") & ~Q(problem="")) | (~Q(state="failed") & Q(problem="")),
                name="document_failure_explained",
            ),
        ),
    ]
