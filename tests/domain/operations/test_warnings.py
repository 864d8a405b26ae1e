"""What an administrator is warned of, and what is no reason to."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import override_settings

from commitments.choices import JobState, ServicePart
from commitments.domain.operations import checks, processes, status, warnings
from commitments.domain.operations.status import JobCount, LastRuns, Part
from commitments.models import ServiceProcess
from tests import factories

NOW = datetime(2026, 4, 10, 1, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def all_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "readiness", lambda: dict.fromkeys(checks.CHECKS, checks.OK))
    monkeypatch.setattr(status, "space", lambda: status.Space(10**12, 2 * 10**12))


def runs(**given: Any) -> LastRuns:
    calm = {"assessment": NOW - HOUR, "mail": None, "backup": NOW - HOUR, "backup_failed": None}
    return LastRuns(**(calm | given))


def parts(**alive: int) -> list[Part]:
    return [Part(part.value, str(part.label), alive.get(part, 1), NOW, ()) for part in ServicePart]


def texts(**given: Any) -> list[str]:
    found = warnings.all_of(**({"now": NOW, "parts": parts(), "jobs": [], "last": runs()} | given))
    assert all(warning.remedy for warning in found)
    return [warning.text for warning in found]


def test_a_service_that_works_gives_no_warning() -> None:
    assert texts() == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"parts": parts(worker=0)}, "后台处理没有运行"),
        ({"parts": parts(scheduler=0)}, "定时调度没有运行"),
        ({"jobs": [JobCount("extract", JobState.QUEUED, 3, NOW - HOUR)]}, "已等待60分钟"),
        ({"jobs": [JobCount("extract", JobState.FAILED, 3, None)]}, "3项后台任务失败"),
        ({"last": runs(assessment=NOW - 2 * DAY)}, "每日评估"),
        ({"last": runs(backup=NOW - 3 * DAY)}, "最近一次备份时间过久"),
        ({"last": runs(backup_failed=NOW)}, "备份失败"),
    ],
)
def test_each_trouble_is_one_sentence(given: dict[str, Any], expected: str) -> None:
    [text] = texts(**given)
    assert expected in text


@pytest.mark.parametrize(
    "given",
    [
        {"jobs": [JobCount("extract", JobState.RUNNING, 1, NOW - HOUR)]},
        {"jobs": [JobCount("extract", JobState.QUEUED, 9, NOW - timedelta(minutes=5))]},
        {"last": runs(assessment=None)},
        {"last": runs(backup_failed=NOW - 2 * HOUR)},
        {"last": runs(backup=NOW - DAY)},
    ],
)
def test_what_is_usual_is_no_trouble(given: dict[str, Any]) -> None:
    assert texts(**given) == []


@pytest.mark.parametrize("check", ["migrations", "broker", "storage"])
def test_what_is_not_ready_is_said(check: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = dict.fromkeys(checks.CHECKS, checks.OK) | {check: "broken"}
    monkeypatch.setattr(checks, "readiness", lambda: found)

    assert len(texts()) == 1


@pytest.mark.parametrize(
    "space", [status.Space(100 * 1024**2, 10**12), status.Space(10**10, 10**12)]
)
def test_a_disk_nearly_full_is_said(space: status.Space, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(status, "space", lambda: space)

    [text] = texts()
    assert "磁盘空间不足" in text


def test_an_installation_of_today_is_not_blamed_for_having_no_backup() -> None:
    factories.user()
    User.objects.update(date_joined=NOW - HOUR)
    assert texts(last=runs(backup=None)) == []

    User.objects.update(date_joined=NOW - 5 * DAY)
    assert texts(last=runs(backup=None)) == ["尚无备份。"]


@override_settings(BACKUP_WARN_AFTER=timedelta(0))
def test_who_backs_up_by_other_means_is_warned_of_failures_only() -> None:
    assert texts(last=runs(backup=NOW - 90 * DAY)) == []
    assert len(texts(last=runs(backup_failed=NOW))) == 1


def test_a_part_lives_while_it_beats() -> None:
    assert processes.beat(ServicePart.WORKER, NOW - DAY)
    assert {part.name: part.alive for part in status.parts(NOW)}["worker"] == 0

    assert processes.beat(ServicePart.WORKER, NOW)
    found = {part.name: part for part in status.parts(NOW + HOUR / 100)}
    assert (found["worker"].alive, found["worker"].beat_at) == (1, NOW)
    assert (found["web"].alive, found["web"].beat_at) == (0, None)
    process = ServiceProcess.objects.get()
    assert (process.started_at, process.beat_at) == (NOW - DAY, NOW)


def test_processes_that_are_long_gone_are_forgotten() -> None:
    processes.beat(ServicePart.WORKER, NOW - 30 * DAY)
    ServiceProcess.objects.update(pid=1)

    processes.beat(ServicePart.WORKER, NOW)

    assert ServiceProcess.objects.count() == 1
