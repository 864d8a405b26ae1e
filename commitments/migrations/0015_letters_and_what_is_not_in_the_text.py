"""What came in a letter, and what a file holds that is no part of its text."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("commitments", "0014_files_of_reports_by_a_job")]

    operations = [
        migrations.AddField(
            model_name="document",
            name="unread_pages",
            field=models.JSONField(default=list, editable=False),
        ),
        migrations.AddField(
            model_name="document",
            name="struck_out",
            field=models.JSONField(default=list, editable=False),
        ),
        migrations.AddField(
            model_name="document",
            name="unread_parts",
            field=models.JSONField(default=list, editable=False),
        ),
        migrations.AddField(
            model_name="document",
            name="enclosures",
            field=models.ManyToManyField(
                blank=True,
                editable=False,
                related_name="letters",
                to="commitments.document",
                verbose_name="enclosures",
            ),
        ),
    ]
