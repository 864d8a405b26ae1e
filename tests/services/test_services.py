"""The services that other tests rest on: databases, worker, browser."""

import pytest
from django.conf import settings
from django.db import connection

from tests.services.postgres import Postgres
from tests.services.programs import Program


def test_tests_keep_away_from_the_data_of_an_installation() -> None:
    assert not settings.DATA_DIR.is_relative_to(settings.BASE_DIR)
    assert str(settings.BASE_DIR) not in str(settings.DATABASES["default"]["NAME"])


@pytest.mark.django_db
def test_the_database_is_the_one_that_was_asked_for(request: pytest.FixtureRequest) -> None:
    assert connection.vendor == ("postgresql" if request.config.getoption("postgres") else "sqlite")
    assert request.node.get_closest_marker("database")


def test_a_private_postgres_leaves_nothing_behind() -> None:
    server = Postgres.start()
    server.stop()

    assert server.program.process.returncode == 0
    assert not server.folder.exists()


@pytest.mark.slow
def test_a_worker_comes_up_on_the_database_of_the_test(worker: Program) -> None:
    assert "commitments.tasks.sweep_jobs" in worker.output()


def test_page_is_chinese_and_requests_no_other_host(page, live_server) -> None:
    page.goto("/admin/login/")

    assert page.locator("html").get_attribute("lang") == "zh-hans"


def test_processes_that_share_the_work_share_no_folder(worker_id: str) -> None:
    assert worker_id == "master" or settings.DATA_DIR.name == worker_id
