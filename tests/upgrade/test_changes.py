"""Renames and conversions are expected where they are named, and nowhere else."""

from pathlib import Path

import pytest
from django.db.migrations.loader import MigrationLoader

from tests.upgrade import changes
from tests.upgrade.changes import CHANGES, Changes, Tables, apply, expected
from tests.upgrade.databases import KEPT

OLD: Tables = {
    "commitments_plan": {1: {"id": 1, "ahead": 2, "version": 7}},
    "commitments_historicalplan": {4: {"history_id": 4, "ahead": 2}},
    "commitments_notice": {3: {"id": 3, "kind": "plan"}},
    "django_content_type": {9: {"id": 9, "model": "plan"}, 10: {"id": 10, "model": "notice"}},
    "auth_permission": {
        5: {"id": 5, "codename": "view_plan"},
        6: {"id": 6, "codename": "change_historicalplan"},
        7: {"id": 7, "codename": "approve_plan"},
    },
}


def test_without_changes_all_stays_as_it_was() -> None:
    assert apply(Changes(), OLD) == OLD


def test_a_model_takes_its_history_content_type_and_permissions_along() -> None:
    new = apply(Changes(models={"Plan": "Programme"}), OLD)

    assert new["commitments_programme"] == OLD["commitments_plan"]
    assert new["commitments_historicalprogramme"] == OLD["commitments_historicalplan"]
    assert new.keys().isdisjoint({"commitments_plan", "commitments_historicalplan"})
    assert [row["model"] for row in new["django_content_type"].values()] == [
        "programme",
        "notice",
    ]
    assert [row["codename"] for row in new["auth_permission"].values()] == [
        "view_programme",
        "change_historicalprogramme",
        "approve_plan",
    ]
    assert new["commitments_notice"] == OLD["commitments_notice"]


def test_a_column_is_renamed_in_its_own_table_only() -> None:
    new = apply(Changes(columns={"commitments_plan.ahead": "surplus"}), OLD)

    assert new["commitments_plan"][1] == {"id": 1, "surplus": 2, "version": 7}
    assert new["commitments_historicalplan"] == OLD["commitments_historicalplan"]


def test_a_value_is_rewritten_in_its_own_column_only() -> None:
    new = apply(Changes(values={"commitments_notice.kind": {"plan": "reminder"}}), OLD)

    assert new["commitments_notice"][3]["kind"] == "reminder"
    assert new["django_content_type"] == OLD["django_content_type"]


def test_what_is_dropped_is_expected_no_longer() -> None:
    dropped = {"commitments_notice": "never shown", "commitments_plan.ahead": "follows from rule"}

    new = apply(Changes(dropped=dropped), OLD)

    assert "commitments_notice" not in new
    assert new["commitments_plan"][1] == {"id": 1, "version": 7}


def test_migrations_follow_one_another_and_those_in_the_dump_are_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    steps = {
        "commitments.0003_a": Changes(tables={"commitments_plan": "commitments_note"}),
        "commitments.0004_b": Changes(columns={"commitments_note.ahead": "surplus"}),
    }
    monkeypatch.setattr(changes, "CHANGES", steps)

    assert expected(OLD, [])["commitments_note"][1] == {"id": 1, "surplus": 2, "version": 7}
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
