"""The files of a status report are archived by a job of its own kind."""

from django.db import migrations, models

KINDS = [
    ("extract", "Read a document"),
    ("assess", "Assess all commitments"),
    ("report", "Issue a status report"),
    ("archive", "Archive the files of a status report"),
    ("duties", "Open reporting duties and see what to remind of"),
    ("remind", "Issue reminder slips"),
    ("digest", "Send a person's notices by e-mail"),
    ("batch", "Check, make or take back a batch of changes"),
    ("backup", "Back up the installation"),
]


class Migration(migrations.Migration):
    dependencies = [("commitments", "0013_documents_are_read_by_a_job")]

    operations = [
        migrations.AlterField(
            model_name="job",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=10, verbose_name="kind"),
        )
    ]
