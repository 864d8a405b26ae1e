"""Standard names: ReminderSlip, DeadlineExtension, and an override that is revoked.

Django renames tables, relations and content types with the models. What names a model in a
stored text is renamed here: permissions, so that whoever was granted one keeps it, and the
lists of saved filters.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

RENAMED = {
    "slip": "reminderslip",
    "historicalslip": "historicalreminderslip",
    "extension": "deadlineextension",
    "historicalextension": "historicaldeadlineextension",
}
ACTIONS = ("add", "change", "delete", "view")


def _rename_permissions(apps, names):
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="commitments"
    )
    for old, new in names:
        for action in ACTIONS:
            # Those that a later name has already made give way to the granted ones.
            granted = permissions.filter(codename=f"{action}_{old}")
            if granted.exists():
                permissions.filter(codename=f"{action}_{new}").delete()
                granted.update(codename=f"{action}_{new}")


def _rename_lists(apps, names):
    for old, new in names:
        apps.get_model("commitments", "SavedFilter").objects.filter(list=old).update(list=new)


def rename_stored_names(apps, schema_editor):
    _rename_permissions(apps, RENAMED.items())
    _rename_lists(apps, RENAMED.items())


def restore_stored_names(apps, schema_editor):
    former = [(new, old) for old, new in RENAMED.items()]
    _rename_permissions(apps, former)
    _rename_lists(apps, former)


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0002_tracking_at_work"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RenameModel("Slip", "ReminderSlip"),
        migrations.RenameModel("HistoricalSlip", "HistoricalReminderSlip"),
        migrations.RenameModel("Extension", "DeadlineExtension"),
        migrations.RenameModel("HistoricalExtension", "HistoricalDeadlineExtension"),
        migrations.RemoveConstraint("override", "override_lifting_complete"),
        migrations.RemoveConstraint("override", "override_one_standing"),
        migrations.RenameField("override", "lifted_at", "revoked_at"),
        migrations.RenameField("override", "lifted_by", "revoked_by"),
        migrations.RenameField("historicaloverride", "lifted_at", "revoked_at"),
        migrations.RenameField("historicaloverride", "lifted_by", "revoked_by"),
        migrations.AlterField(
            "override",
            "revoked_at",
            models.DateTimeField(blank=True, null=True, verbose_name="revoked at"),
        ),
        migrations.AlterField(
            "override",
            "revoked_by",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="revoked by",
            ),
        ),
        migrations.AlterField(
            "historicaloverride",
            "revoked_at",
            models.DateTimeField(blank=True, null=True, verbose_name="revoked at"),
        ),
        migrations.AlterField(
            "historicaloverride",
            "revoked_by",
            models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="revoked by",
            ),
        ),
        migrations.AddConstraint(
            "override",
            models.CheckConstraint(
                condition=models.Q(revoked_at=None, revoked_by=None)
                | models.Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="override_revocation_complete",
            ),
        ),
        migrations.AddConstraint(
            "override",
            models.UniqueConstraint(
                condition=models.Q(revoked_at=None),
                fields=("commitment",),
                name="override_one_in_force",
            ),
        ),
        migrations.RunPython(rename_stored_names, restore_stored_names),
        migrations.AlterModelOptions(
            name="historicaloverride",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "change record",
                "verbose_name_plural": "historical manual evaluations",
            },
        ),
        migrations.AlterModelOptions(
            name="override",
            options={
                "ordering": ["-set_at", "-id"],
                "permissions": [
                    ("override_progress", "Can set an evaluation in place of the computed one")
                ],
                "verbose_name": "manual evaluation",
                "verbose_name_plural": "manual evaluations",
            },
        ),
    ]
