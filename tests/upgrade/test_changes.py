"""Renames and conversions are expected where they are named, and nowhere else."""

from pathlib import Path

import pytest
from django.db.migrations.loader import MigrationLoader

from tests.upgrade import changes
from tests.upgrade.changes import CHANGES, Changes, Tables, apply, expected
from tests.upgrade.databases import KEPT

OLD: Tables = {
    "commitments_slip": {1: {"id": 1, "level": 2, "duty_id": 7}},
    "commitments_historicalslip": {4: {"history_id": 4, "level": 2}},
    "commitments_notice": {3: {"id": 3, "kind": "slip"}},
    "django_content_type": {9: {"id": 9, "model": "slip"}, 10: {"id": 10, "model": "notice"}},
    "auth_permission": {
        5: {"id": 5, "codename": "view_slip"},
        6: {"id": 6, "codename": "change_historicalslip"},
        7: {"id": 7, "codename": "cancel_slip"},
    },
}


def test_without_changes_all_stays_as_it_was() -> None:
    assert apply(Changes(), OLD) == OLD


def test_a_model_takes_its_history_content_type_and_permissions_along() -> None:
    new = apply(Changes(models={"Slip": "ReminderSlip"}), OLD)

    assert new["commitments_reminderslip"] == OLD["commitments_slip"]
    assert new["commitments_historicalreminderslip"] == OLD["commitments_historicalslip"]
    assert new.keys().isdisjoint({"commitments_slip", "commitments_historicalslip"})
    assert [row["model"] for row in new["django_content_type"].values()] == [
        "reminderslip",
        "notice",
    ]
    assert [row["codename"] for row in new["auth_permission"].values()] == [
        "view_reminderslip",
        "change_historicalreminderslip",
        "cancel_slip",
    ]
    assert new["commitments_notice"] == OLD["commitments_notice"]


def test_a_column_is_renamed_in_its_own_table_only() -> None:
    new = apply(Changes(columns={"commitments_slip.level": "rank"}), OLD)

    assert new["commitments_slip"][1] == {"id": 1, "rank": 2, "duty_id": 7}
    assert new["commitments_historicalslip"] == OLD["commitments_historicalslip"]


def test_a_value_is_rewritten_in_its_own_column_only() -> None:
    new = apply(Changes(values={"commitments_notice.kind": {"slip": "reminder"}}), OLD)

    assert new["commitments_notice"][3]["kind"] == "reminder"
    assert new["django_content_type"] == OLD["django_content_type"]


def test_what_is_dropped_is_expected_no_longer() -> None:
    dropped = {"commitments_notice": "never shown", "commitments_slip.level": "follows from rule"}

    new = apply(Changes(dropped=dropped), OLD)

    assert "commitments_notice" not in new
    assert new["commitments_slip"][1] == {"id": 1, "duty_id": 7}


def test_migrations_follow_one_another_and_those_in_the_dump_are_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    steps = {
        "commitments.0003_a": Changes(tables={"commitments_slip": "commitments_note"}),
        "commitments.0004_b": Changes(columns={"commitments_note.level": "rank"}),
    }
    monkeypatch.setattr(changes, "CHANGES", steps)

    assert expected(OLD, [])["commitments_note"][1] == {"id": 1, "rank": 2, "duty_id": 7}
    assert expected(OLD, steps) == OLD


def test_changes_are_named_after_migrations_that_exist_in_their_order() -> None:
    known = [f"{app}.{name}" for app, name in sorted(MigrationLoader(None).disk_migrations)]

    assert [name for name in known if name in CHANGES] == list(CHANGES)


@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: kept.name)
def test_each_version_is_kept_small_for_both_databases(kept: Path) -> None:
    for dump in ("sqlite.sql.gz", "postgresql.sql.gz"):
        assert 0 < (kept / dump).stat().st_size <= 400_000


def test_the_first_version_is_still_kept() -> None:
    assert "0.1.0" in [kept.name for kept in KEPT]
