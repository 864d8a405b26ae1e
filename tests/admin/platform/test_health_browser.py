"""运行状况 in a browser: on an office screen and on a phone, with nothing and with troubles."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from commitments.choices import JobKind, JobState, ServicePart
from commitments.domain.operations import processes
from commitments.models import Job
from tests import factories

PAGE = "admin:commitments_job_health"
SCREENS = [(1366, 768), (390, 844)]
LONG = "SMTP 服务器拒绝连接：" + "mail.example.gov.cn/" * 20

pytestmark = pytest.mark.django_db(transaction=True)


def sign_in(page) -> None:
    page.goto(reverse("admin:login"))
    page.fill("input[name=username]", factories.administrator().username)
    page.fill("input[name=password]", "a good password")
    page.press("input[name=password]", "Enter")
    page.wait_for_selector(".ct-tiles")


def troubles() -> None:
    now = timezone.now()
    for part in ServicePart:
        processes.beat(part, now - timedelta(hours=3 if part == ServicePart.SCHEDULER else 0))
    for kind in JobKind:
        waiting = Job.objects.create(kind=kind, key=f"2026-04-{kind}", available_at=now)
        Job.objects.filter(pk=waiting.pk).update(created_at=now - timedelta(hours=2))
    for number in range(25):
        Job.objects.create(
            kind=JobKind.EXTRACT,
            key=str(number),
            state=JobState.FAILED,
            available_at=now,
            finished_at=now,
            error=LONG if number % 2 else "文件已损坏",
        )


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: str(screen[0]))
@pytest.mark.parametrize("state", ["empty", "full"])
def test_the_page_fits_the_screen_and_its_buttons_work(page, screen, state) -> None:
    page.set_viewport_size({"width": screen[0], "height": screen[1]})
    sign_in(page)
    if state == "full":
        troubles()

    page.goto(reverse(PAGE))

    assert page.evaluate("document.documentElement.scrollWidth") <= screen[0]
    retries = page.get_by_role("button", name="重试")
    assert retries.count() == (10 if state == "full" else 0)
    if state == "full":
        retries.first.click()
        page.get_by_text("已重新提交该任务。").wait_for()
        assert Job.objects.filter(kind=JobKind.EXTRACT, state=JobState.QUEUED).count() == 2
    page.get_by_role("button", name="立即备份").click()
    page.get_by_text("已提交备份任务").wait_for()
    assert Job.objects.filter(kind=JobKind.BACKUP, state=JobState.QUEUED).exists()
