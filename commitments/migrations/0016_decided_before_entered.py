"""Decisions have a day of their own, for those that are entered later; directions are confirmed."""

from django.db import migrations, models
from django.db.models import Q

DATED = ("target", "deadlineextension", "override")


def decided_on() -> models.DateField:
    return models.DateField(
        blank=True,
        help_text="Empty: the day of the entry; it was entered later otherwise.",
        null=True,
        verbose_name="decided on",
    )


def direction_confirmed() -> models.BooleanField:
    return models.BooleanField(
        default=False,
        help_text="A person confirmed it against the baseline or the comparator.",
        verbose_name="direction confirmed",
    )


class Migration(migrations.Migration):
    dependencies = [("commitments", "0015_letters_and_what_is_not_in_the_text")]

    operations = [
        *(
            migrations.AddField(f"{history}{name}", "decided_on", decided_on())
            for name in DATED
            for history in ("", "historical")
        ),
        *(
            migrations.AddField(f"{history}target", "direction_confirmed", direction_confirmed())
            for history in ("", "historical")
        ),
        migrations.AddField(
            "batchrow",
            "is_confirmed",
            models.BooleanField(
                default=False,
                help_text="What is doubtful in the row is right: it says so itself.",
                verbose_name="confirmed",
            ),
        ),
        migrations.RemoveConstraint("override", "override_one_in_force"),
        migrations.AddConstraint(
            "override",
            models.UniqueConstraint(
                condition=Q(revoked_at=None, decided_on=None),
                fields=["commitment"],
                name="override_one_in_force",
            ),
        ),
    ]
