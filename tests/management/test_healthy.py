"""A health check says yes only to what works."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from celery import current_app
from django.core.management import call_command
from django.utils import timezone
from django_celery_beat.models import PeriodicTask

from tests.services.programs import Program, free_port
from tracker.scheduler import Scheduler


def complaint(service: str, capsys: pytest.CaptureFixture[str]) -> str:
    """The one line of a check that failed; empty when it passed."""
    capsys.readouterr()
    code = 0
    try:
        call_command("healthy", service)
    except SystemExit as stopped:
        code = stopped.code
    lines = capsys.readouterr().err.splitlines()
    assert (code, len(lines)) in {(0, 0), (1, 1)}
    return "".join(lines)


def test_a_web_server_that_answers(live_server, settings, capsys) -> None:
    settings.PORT = urlsplit(live_server.url).port

    assert complaint("web", capsys) == ""


def test_a_web_server_under_another_name(live_server, settings, capsys) -> None:
    settings.PORT = urlsplit(live_server.url).port
    settings.ALLOWED_HOSTS = ["*", ".tracker.example.gov.cn"]

    assert complaint("web", capsys) == ""


def test_a_web_server_that_is_away(settings, capsys) -> None:
    settings.PORT = free_port()

    assert "does not answer" in complaint("web", capsys)


@pytest.mark.slow
def test_a_worker_that_answers_and_one_that_is_gone(worker: Program, capsys) -> None:
    assert complaint("worker", capsys) == ""
    assert complaint("background", capsys) == "No worker answers."

    worker.stop()

    assert complaint("worker", capsys) == "No worker answers."


@pytest.mark.django_db(transaction=True)
def test_a_scheduler_is_known_by_its_last_sweep(capsys) -> None:
    assert "not sent a sweep yet" in complaint("beat", capsys)
    Scheduler(app=current_app)
    assert "not sent a sweep yet" in complaint("beat", capsys)

    for age, is_well in ((timedelta(minutes=1), True), (timedelta(minutes=10), False)):
        PeriodicTask.objects.update(last_run_at=timezone.now() - age)
        assert (complaint("beat", capsys) == "") is is_well
