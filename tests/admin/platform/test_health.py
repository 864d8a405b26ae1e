"""运行状况: for the administrator, with what to do."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from commitments.choices import JobKind, JobState, ServicePart
from commitments.domain.operations import processes
from commitments.models import Job
from tests import factories

PAGE = "admin:commitments_job_health"

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(factories.administrator())
    return client


def failed(kind: JobKind = JobKind.EXTRACT, error: str = "文件已损坏") -> Job:
    now = timezone.now()
    return Job.objects.create(
        kind=kind, key="17", state=JobState.FAILED, available_at=now, finished_at=now, error=error
    )


def test_shows_parts_queue_failures_and_versions(administrator: Client) -> None:
    processes.beat(ServicePart.WORKER, timezone.now())
    Job.objects.create(kind=JobKind.BATCH, key="3", available_at=timezone.now())
    failed()

    page = administrator.get(reverse(PAGE)).content.decode()

    for words in ("运行状况", "后台处理", "定时调度没有运行", "文件已损坏", "重试", "立即备份"):
        assert words in page
    assert "Python" in page


def test_an_empty_state_says_so(administrator: Client) -> None:
    page = administrator.get(reverse(PAGE)).content.decode()

    assert "没有等待处理的后台任务。" in page
    assert "没有失败的后台任务。" in page


@pytest.mark.parametrize("role", ["supervisor", "reviewer", "head", "reader"])
def test_nobody_but_the_administrator_sees_it(client: Client, role: str) -> None:
    client.force_login(factories.user(role=role))
    job = failed()

    assert client.get(reverse(PAGE)).status_code == 403
    assert client.post(reverse(f"{PAGE}_backup")).status_code == 403
    assert client.post(reverse(f"{PAGE}_retry", args=[job.pk])).status_code == 403
    assert "运行状况" not in client.get(reverse("admin:index")).content.decode()
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert not Job.objects.filter(kind=JobKind.BACKUP).exists()


def test_a_failed_job_is_tried_again_with_one_click(administrator: Client) -> None:
    job = failed()

    answer = administrator.post(reverse(f"{PAGE}_retry", args=[job.pk]), follow=True)

    assert "已重新提交该任务。" in answer.content.decode()
    job.refresh_from_db()
    assert job.state == JobState.QUEUED


def test_a_job_that_did_not_fail_is_not_tried_again(administrator: Client) -> None:
    job = Job.objects.create(kind=JobKind.BATCH, key="3", available_at=timezone.now())

    answer = administrator.post(reverse(f"{PAGE}_retry", args=[job.pk]), follow=True)

    assert "只有失败的任务" in answer.content.decode() or "失败" in answer.content.decode()
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.QUEUED, 0)


def test_back_up_now_requests_one_backup(administrator: Client) -> None:
    for _ in range(2):
        administrator.post(reverse(f"{PAGE}_backup"))

    keys = set(Job.objects.filter(kind=JobKind.BACKUP).values_list("key", flat=True))
    # Two clicks may lie on both sides of a full minute.
    assert len(keys) == Job.objects.filter(kind=JobKind.BACKUP).count() <= 2
    assert administrator.get(reverse(f"{PAGE}_backup")).status_code == 405


def test_the_start_page_warns_the_administrator_of_a_failed_backup(client: Client) -> None:
    failed(JobKind.BACKUP, "磁盘已满")
    client.force_login(factories.administrator())
    assert "备份失败" in client.get(reverse("admin:index")).content.decode()

    client.force_login(factories.supervisor())
    assert "备份失败" not in client.get(reverse("admin:index")).content.decode()


def test_the_start_page_warns_of_a_backup_that_is_too_old(administrator: Client) -> None:
    old = timezone.now() - timedelta(days=9)
    Job.objects.create(
        kind=JobKind.BACKUP, key="x", state=JobState.DONE, available_at=old, finished_at=old
    )

    assert "最近一次备份时间过久" in administrator.get(reverse("admin:index")).content.decode()
