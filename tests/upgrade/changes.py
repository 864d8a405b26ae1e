"""What migrations rename, rewrite or drop in databases that exist already: one line each.

`test_upgrade.py` compares a migrated database with the dump it comes from. Whatever differs and is
not named here is a row that was lost or spoilt. Changes are listed by migration, in order: a dump
made after a migration has its changes already.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Row = dict[str, object]
Table = dict[object, Row]  # by primary key
Tables = dict[str, Table]

APP = "commitments"
VERBS = ("add", "change", "delete", "view")


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes of one migration. Tables and columns are named as they were before it."""

    # {"Old": "New"}: the table, its history table, their content types and permissions.
    models: Mapping[str, str] = field(default_factory=dict)
    # {"table": "new_table"}: any other table, such as that of a many-to-many relation.
    tables: Mapping[str, str] = field(default_factory=dict)
    # {"table.column": "new_column"}; the history table has a line of its own.
    columns: Mapping[str, str] = field(default_factory=dict)
    # {"table.column": {old value: new value}}.
    values: Mapping[str, Mapping[object, object]] = field(default_factory=dict)
    # {"table" or "table.column": why nothing is lost by it}.
    dropped: Mapping[str, str] = field(default_factory=dict)


CHANGES: Mapping[str, Changes] = {
    "commitments.0003_standard_names": Changes(
        models={"Slip": "ReminderSlip", "Extension": "DeadlineExtension"},
        columns={
            "commitments_override.lifted_at": "revoked_at",
            "commitments_override.lifted_by_id": "revoked_by_id",
            "commitments_historicaloverride.lifted_at": "revoked_at",
            "commitments_historicaloverride.lifted_by_id": "revoked_by_id",
        },
        values={"commitments_savedfilter.list": {"slip": "reminderslip"}},
    ),
    "commitments.0019_issues_have_a_kind": Changes(
        values={
            "django_celery_beat_periodictask.task": {
                "commitments.tasks.issue_monthly_report": "commitments.tasks.draft_reports"
            },
            "django_celery_beat_periodictask.name": {"每月通报": "每日编制通报"},
            # On the first of the month before, each day at the same hour now.
            "django_celery_beat_periodictask.crontab_id": {4: 3},
        },
    ),
}


def expected(old: Tables, applied: Iterable[str]) -> Tables:
    """The rows of a dump as they must be found after the migrations not yet `applied` to it."""
    tables = old
    known = set(applied)
    for migration, changes in CHANGES.items():
        if migration not in known:
            tables = apply(changes, tables)
    return tables


def apply(changes: Changes, old: Tables) -> Tables:
    """The tables after one migration."""
    names = dict(changes.tables)
    values = {place: dict(new) for place, new in changes.values.items()}
    for before, after in _model_names(changes.models):
        names[f"{APP}_{before}"] = f"{APP}_{after}"
        values.setdefault("django_content_type.model", {})[before] = after
        rights = values.setdefault("auth_permission.codename", {})
        rights.update({f"{verb}_{before}": f"{verb}_{after}" for verb in VERBS})
    return {
        names.get(table, table): {
            key: {
                changes.columns.get(f"{table}.{column}", column): values.get(
                    f"{table}.{column}", {}
                ).get(value, value)
                for column, value in row.items()
                if f"{table}.{column}" not in changes.dropped
            }
            for key, row in rows.items()
        }
        for table, rows in old.items()
        if table not in changes.dropped
    }


def _model_names(models: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    for before, after in models.items():
        yield before.lower(), after.lower()
        yield f"historical{before.lower()}", f"historical{after.lower()}"
