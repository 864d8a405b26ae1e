"""What was issued so far is of one kind, made of what the settings said; drafts come by the day."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORMER, PRESENT = "commitments.tasks.issue_monthly_report", "commitments.tasks.draft_reports"
FORMER_NAME, PRESENT_NAME = "每月通报", "每日编制通报"


def give_a_kind(apps, schema_editor):
    ReportIssue = apps.get_model("commitments", "ReportIssue")
    ReportKind = apps.get_model("commitments", "ReportKind")
    if ReportIssue.objects.exists():
        title, issuer = settings.REPORT_TITLE, settings.REPORT_ISSUER
        kind = ReportKind.objects.order_by("pk").first() or ReportKind.objects.create(
            name=title[:60], title=title, issuer=issuer, rhythm="month"
        )
        ReportIssue.objects.filter(kind=None).update(kind=kind)
    if schema_editor.connection.vendor == "postgresql":
        # The column is altered next, which waits for no check that is put off.
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def draft_each_day(apps, schema_editor):
    """The hour stays; the day of the month is now that after the units' reports are due."""
    PeriodicTask = apps.get_model("django_celery_beat", "PeriodicTask")
    CrontabSchedule = apps.get_model("django_celery_beat", "CrontabSchedule")
    for task in PeriodicTask.objects.filter(task=FORMER).select_related("crontab"):
        name = PRESENT_NAME if task.name == FORMER_NAME else task.name
        changed = {"task": PRESENT, "name": name}
        former = task.crontab
        if former is not None:
            daily = {
                "minute": former.minute,
                "hour": former.hour,
                "day_of_week": "*",
                "day_of_month": "*",
                "month_of_year": "*",
                "timezone": former.timezone,
            }
            found = CrontabSchedule.objects.filter(**daily).order_by("pk").first()
            changed["crontab"] = found or CrontabSchedule.objects.create(**daily)
        PeriodicTask.objects.filter(pk=task.pk).update(**changed)


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0018_report_kinds_and_drafts"),
        ("django_celery_beat", "0019_alter_periodictasks_options"),
    ]

    operations = [
        migrations.RunPython(draft_each_day, migrations.RunPython.noop),
        migrations.RunPython(give_a_kind, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="reportissue",
            name="kind",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="issues",
                to="commitments.reportkind",
                verbose_name="report kind",
            ),
        ),
    ]
