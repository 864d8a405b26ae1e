"""Every later version migrates the databases of former ones, and works on them."""

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Max, Model
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker, Settings
from rest_framework.authtoken.models import Token

from commitments import rendering
from commitments.api.urls import router
from commitments.domain.evaluation import assess
from commitments.models import (
    Batch,
    Commitment,
    Document,
    Evaluation,
    Evidence,
    ReportIssue,
    SavedFilter,
)
from tests.services import migrated
from tests.upgrade import databases
from tests.upgrade.changes import Tables, expected
from tests.upgrade.databases import Schema

pytestmark = pytest.mark.database

# Of the accounts in the kept databases; see README.md.
ADMINISTRATOR, PASSWORD = "admin", "the old password"
# Written by Django from today's models when it migrates, and read by people only.
LABELS = {("auth_permission", "name")}
# What the kept databases know nothing of yet, or what belongs to a person alone.
CAME_LATER = {"notice", "theme", "report-draft"}


@dataclass(frozen=True, slots=True)
class Upgraded:
    """A database of a former version that today's migrations have run on."""

    before: Tables
    after: Tables
    applied: tuple[str, ...]
    schema: Schema


@pytest.fixture(scope="module")
def new(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> Schema:
    """The schema of a new installation."""
    with django_db_blocker.unblock(), databases.empty():
        migrated.fill(cache=request.config.cache.mkdir("migrated"))
        return databases.read_schema()


@pytest.fixture(scope="module", params=databases.KEPT, ids=lambda kept: kept.name)
def upgraded(
    request: pytest.FixtureRequest,
    django_db_blocker: DjangoDbBlocker,
    new: Schema,  # made before Django works on the old one
) -> Iterator[Upgraded]:
    kept: Path = request.param
    shutil.copytree(kept / "media", settings.MEDIA_ROOT, dirs_exist_ok=True)
    with django_db_blocker.unblock(), databases.restored(kept):
        before = databases.read_tables()
        applied = (f"{row['app']}.{row['name']}" for row in before["django_migrations"].values())
        call_command("migrate", interactive=False, verbosity=0)
        schema = databases.read_schema()
        yield Upgraded(before, databases.read_tables(), tuple(applied), schema)


@pytest.fixture(autouse=True)
def rolled_back(upgraded: Upgraded) -> Iterator[None]:
    """What a test writes is gone for the next one."""
    with transaction.atomic():
        # As Django marks the transaction around a test: it is not the program's.
        connection.atomic_blocks[-1]._from_testcase = True  # type: ignore[attr-defined]
        yield
        transaction.set_rollback(True)


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(User.objects.get(username=ADMINISTRATOR))
    return client


def registered() -> list[type[Model]]:
    return [model for model in apps.get_models() if admin.site.is_registered(model)]


def name_of(model: type[Model]) -> str:
    return f"admin:{model._meta.app_label}_{model._meta.model_name}"


def test_the_kept_database_has_rows_in_every_table(upgraded: Upgraded) -> None:
    assert [table for table, rows in upgraded.before.items() if not rows] == []


def test_every_row_is_there_with_its_values(upgraded: Upgraded) -> None:
    wanted = expected(upgraded.before, upgraded.applied)

    assert wanted.keys() - upgraded.after.keys() == set(), "tables gone; see changes.py"
    spoilt = [
        f"{table} {key}: {column} is {found.get(column, 'gone')!r}, expected {value!r}"
        for table, rows in wanted.items()
        for key, row in rows.items()
        for found in [upgraded.after[table].get(key, {})]
        for column, value in row.items()
        if (table, column) not in LABELS and (column not in found or found[column] != value)
    ]
    assert spoilt == [], "rows lost or changed; see changes.py"


def test_an_old_database_ends_at_the_tables_of_a_new_one(upgraded: Upgraded, new: Schema) -> None:
    assert upgraded.schema == new


def test_no_row_points_to_one_that_is_not_there() -> None:
    connection.check_constraints()


def test_nothing_is_left_to_migrate() -> None:
    call_command("migrate", check_unapplied=True, verbosity=0)


def test_the_system_check_finds_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check", fail_level="WARNING", databases=["default"])

    assert capsys.readouterr().err == ""


def test_the_old_password_still_opens_the_start_page(client: Client, settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]

    answer = client.post(
        reverse("admin:login"), {"username": ADMINISTRATOR, "password": PASSWORD}, follow=True
    )

    assert answer.status_code == 200
    assert answer.request["PATH_INFO"] == reverse("admin:index")


def test_the_start_page_opens_for_everybody_of_the_staff(client: Client) -> None:
    staff = list(User.objects.filter(is_staff=True, is_active=True))

    assert len(staff) > 5
    for person in staff:
        client.force_login(person)
        assert client.get(reverse("admin:index")).status_code == 200, person.username


def test_every_list_opens_and_so_do_its_first_and_last_row(administrator: Client) -> None:
    models = registered()

    assert len(models) > 20
    for model in models:
        address = reverse(f"{name_of(model)}_changelist")
        assert administrator.get(address).status_code == 200, address
        rows = model._default_manager.order_by("pk")
        for row in filter(None, {rows.first(), rows.last()}):
            address = reverse(f"{name_of(model)}_change", args=[row.pk])
            # A candidate is shown in its document.
            assert administrator.get(address, follow=True).status_code == 200, address


def test_saved_filters_still_open_their_lists(administrator: Client) -> None:
    filters = list(SavedFilter.objects.all())

    assert filters
    for saved in filters:
        address = reverse(f"admin:commitments_{saved.list}_changelist")
        answer = administrator.get(f"{address}?{saved.query}")
        assert answer.status_code == 200, f"{address}?{saved.query}"


def test_a_program_reads_every_list_with_its_old_token(client: Client) -> None:
    token = Token.objects.get(user__username=ADMINISTRATOR)

    assert len(router.registry) > 20
    for _prefix, _viewset, name in router.registry:
        answer = client.get(
            reverse(f"api:{name}-list"), headers={"Authorization": f"Token {token.key}"}
        )
        assert answer.status_code == 200, name
        # Notices are a person's own, and nobody reminds the administrator.
        assert answer.json()["results"] or name in CAME_LATER, name


def test_files_are_found_and_are_those_received() -> None:
    stored = [
        row
        for model in (Document, Evidence, Batch)
        for row in model._default_manager.exclude(file="")
    ]

    assert {type(row) for row in stored} == {Document, Evidence, Batch}
    for row in stored:
        with row.file.open("rb") as file:
            assert hashlib.sha256(file.read()).hexdigest() == row.sha256, row


def test_assessing_for_the_last_day_again_changes_no_verdict() -> None:
    last_day = Evaluation.objects.aggregate(day=Max("on"))["day"]
    verdicts = Commitment.objects.order_by("code").values_list("code", "evaluation__progress")
    before = list(verdicts)

    assess.assess_all(on=last_day)

    assert list(verdicts) == before
    assert len({progress for _code, progress in before}) > 3


def test_issued_reports_are_still_rendered_in_every_format(administrator: Client) -> None:
    issues = list(ReportIssue.objects.all())

    assert issues
    for issue in issues:
        for form in rendering.FORMATS:
            address = f"/api/v1/report-issues/{issue.pk}/files/{form}/"
            assert administrator.get(address).status_code == 200, address


def test_the_next_report_is_issued(tmp_path: Path) -> None:
    known = ReportIssue.objects.count()

    call_command("report", period="2025-12", output=tmp_path)

    assert ReportIssue.objects.count() == known + 1
    assert len(list(tmp_path.iterdir())) == len(rendering.FORMATS)
