"""Chinese pages show no English, and English pages show no Chinese of ours."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest

from commitments.domain.documents import review
from commitments.domain.reminders import issuing
from commitments.domain.reporting import drafts, duties, progress, status_reports
from commitments.domain.tracking import breakdowns, plans, targets
from commitments.models import Duty, ReminderSlip
from tests import factories as make

pytestmark = pytest.mark.django_db

CHINESE = re.compile(r"[\u4e00-\u9fff]")
WORD = re.compile(r"[A-Za-z]{3,}")
# Names and notations that stay as they are in any language.
UNTRANSLATED = re.compile(
    r"SHA-256|Word|Excel|PDF|HTML|Ctrl|Enter|Esc|JSON|Control|Command|English|Asia/Shanghai|False|"
    r"True|None|None|admin\d*|user\d+|zh-hans|supervisor|reporter|reader|head|system|md5|sha256|"
    r"LDAP|\w+\.txt|celery\.\w+|commitments\.tasks\.\w+|1qaz2wsx|[0-9a-f]{10,}|Cron|crontab",
    re.IGNORECASE,
)
PAGES = [
    "/admin/",
    "/admin/password_change/",
    "/admin/auth/user/",
    "/admin/auth/user/add/",
    "/admin/auth/user/{person}/history/",
    "/admin/auth/group/",
    "/admin/auth/group/{role}/change/",
    "/admin/commitments/document/",
    "/admin/commitments/document/add/",
    "/admin/commitments/document/{document}/change/",
    "/admin/commitments/document/{document}/review/",
    "/admin/commitments/document/{document}/review/?candidate={rejected}",
    "/admin/commitments/document/{document}/review/?candidate={accepted}",
    "/admin/commitments/candidate/",
    "/admin/commitments/commitment/",
    "/admin/commitments/commitment/{commitment}/change/",
    "/admin/commitments/commitment/{commitment}/history/",
    "/admin/commitments/progressupdate/",
    "/admin/commitments/progressupdate/add/",
    "/admin/commitments/progressupdate/add/?commitment={commitment}",
    "/admin/commitments/progressupdate/{update}/change/",
    "/admin/commitments/evidence/",
    "/admin/commitments/evidence/{evidence}/decide/",
    "/admin/commitments/evidence/cite/{update}/",
    "/admin/commitments/plan/",
    "/admin/commitments/plan/add/",
    "/admin/commitments/duty/",
    "/admin/commitments/reminderslip/",
    "/admin/commitments/reminderslip/{slip}/change/",
    "/admin/commitments/notice/",
    "/admin/commitments/reminderrule/",
    "/admin/commitments/reminderrule/add/",
    "/admin/commitments/reportissue/",
    "/admin/commitments/reportissue/add/",
    "/admin/commitments/reportissue/{report}/change/",
    "/admin/commitments/reportdraft/",
    "/admin/commitments/reportdraft/{draft}/change/",
    "/admin/commitments/indicator/",
    "/admin/commitments/indicator/add/",
    "/admin/commitments/indicator/{indicator}/change/",
    "/admin/commitments/dimension/",
    "/admin/commitments/dimension/add/",
    "/admin/commitments/dimension/{dimension}/change/",
    "/admin/commitments/organization/",
    "/admin/commitments/organization/add/",
    "/admin/commitments/organization/{unit}/change/",
    "/admin/commitments/organization/{unit}/history/",
    "/admin/commitments/membership/",
    "/admin/commitments/membership/add/",
    "/admin/commitments/job/",
    "/admin/django_celery_beat/periodictask/",
    "/admin/django_celery_beat/crontabschedule/",
]


class Text(HTMLParser):
    """The words of a page that a person sees or hears."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent: list[str] = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        icon = "material-symbols-outlined" in (given.get("class") or "")
        inside = bool(self.silent) and tag == self.silent[-1]
        if tag in {"script", "style", "datalist"} or (tag == "span" and icon) or inside:
            self.silent.append(tag)
        self.found += [given[name] for name in ("title", "placeholder") if given.get(name)]

    def handle_endtag(self, tag):
        if self.silent and tag == self.silent[-1]:
            self.silent.pop()

    def handle_data(self, data):
        if not self.silent:
            self.found.append(data)


def words_of(html: str) -> list[str]:
    reader = Text()
    reader.feed(html)
    return [text.strip() for text in reader.found if text.strip()]


def remind(commitment):
    """A slip for the report of a period long past."""
    duties.open_period(date(2026, 1, 10))
    issuing.issue(f"duty:{Duty.objects.get(assignment__commitment=commitment).pk}:2026-02-04")


@pytest.fixture
def records(client):
    """A little of everything, so that no page is empty."""
    unit = make.unit("区体育局", short_name="体育局")
    document = make.document()
    accepted = make.candidate(document, owners=["无名单位"], warnings=["period_conflict"])
    rejected = make.candidate(document, quote="备案助餐点293家", warnings=["duplicate"])
    make.candidate(document, quote="区体育局表示")
    office = make.supervisor()
    commitment = review.accept(accepted.pk, by=office, proposal=make.proposal(lead=unit))
    review.reject(rejected.pk, by=office, reason="仅陈述现状")
    update = progress.draft(
        commitment.pk, by=office, reported_on=document.published_on, narrative="已开工"
    )
    progress.attach_link(update.pk, "https://a.cn", by=office, title="新闻")
    progress.submit(update.pk, by=office)
    plan = plans.create("五年规划", by=office)
    plans.place([commitment.pk], plan_id=plan.pk, by=office)
    streets = breakdowns.create("街镇", by=office, groups=[breakdowns.GroupEntry("万寿路")])
    wanted = {group.pk: commitment.target.value for group in streets.groups.all()}
    targets.revise(commitment.pk, targets.Revision(groups=wanted), by=office, reason="分解")
    remind(commitment)
    issue = status_reports.issue("2025", by=office)
    draft = drafts.begin("2026-01", by=office)
    client.force_login(make.administrator())
    return {
        "document": document.pk,
        "accepted": accepted.pk,
        "rejected": rejected.pk,
        "commitment": commitment.pk,
        "update": update.pk,
        "indicator": commitment.target.indicator_id,
        "unit": unit.pk,
        "dimension": streets.pk,
        "evidence": update.evidence.get().pk,
        "slip": ReminderSlip.objects.get().pk,
        "report": issue.pk,
        "draft": draft.pk,
        "person": office.pk,
        "role": office.groups.get().pk,
    }


def test_chinese_pages_show_no_english(client, records, subtests):
    for address in PAGES:
        with subtests.test(address):
            answer = client.get(address.format(**records))

            assert answer.status_code == 200
            english = [
                text
                for text in words_of(answer.content.decode())
                if WORD.search(UNTRANSLATED.sub("", text)) and "http" not in text
            ]
            assert english == []


@pytest.mark.parametrize("address", ["/admin/", "/admin/commitments/commitment/"])
def test_language_cookie_wins_over_browser_language(client, records, address):
    by_header = client.get(address, HTTP_ACCEPT_LANGUAGE="en").content.decode()
    client.cookies["django_language"] = "en"
    by_cookie = client.get(address).content.decode()

    assert "承诺事项督办" in by_header
    assert "Commitment tracking" in by_cookie


@pytest.mark.parametrize(
    "address",
    [
        "/admin/commitments/document/add/",
        "/admin/commitments/progressupdate/add/",
        "/admin/commitments/reportissue/add/",
        "/admin/commitments/reportkind/add/",
    ],
)
def test_english_pages_show_no_chinese_of_ours(client, records, address):
    client.cookies["django_language"] = "en"

    words = words_of(client.get(address).content.decode())

    ours = [text for text in words if CHINESE.search(text) and "体育" not in text]
    assert set(ours) <= {"简体中文", "五年规划"}  # a plan, as the office calls it


def test_menu_switches_language(client, records):
    client.post("/i18n/setlang/", {"language": "en", "next": "/admin/"})

    assert "Start page" in client.get("/admin/").content.decode()
