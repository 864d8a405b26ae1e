"""The office's daily summary, and what a unit's head sees first."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from commitments.admin.workbench.daily_summary import last_working_day
from commitments.domain.reporting import progress
from commitments.domain.tracking import extensions, workflow
from commitments.models import Commitment, Evaluation
from tests import factories as make

pytestmark = pytest.mark.django_db

START = date(2025, 1, 1)


@pytest.fixture
def unit():
    return make.unit("区体育局")


@pytest.fixture
def office(client):
    person = make.supervisor()
    client.force_login(person)
    return person


def section(client, name):
    content = client.get("/admin/").content.decode()
    begin = content.index(f'id="{name}"')
    return content[begin : content.index("</section>", begin)]


def evaluated(commitment, *history):
    """The commitment with evaluations of those days, the last in force."""
    row = commitment.evaluation
    for days_ago, evaluation in history:
        day = timezone.localdate() - timedelta(days_ago)
        row.pk, row.since, row.on, row.progress = None, day, day, evaluation
        row.save()
    commitment.evaluation = row
    commitment.save()
    return commitment


def begun(unit, office):
    """A commitment on which the unit works."""
    made = make.assigned(unit, starts_on=START, due_on=timezone.localdate() + timedelta(99))
    update = progress.draft(
        made.pk,
        by=office,
        reported_on=timezone.localdate(),
        narrative="已建成",
        readings=(progress.ReportedValue(timezone.localdate(), Decimal("3.8")),),
    )
    progress.submit(update.pk, by=office)
    progress.approve(update.pk, by=office)
    made.refresh_from_db()
    return made


@pytest.mark.parametrize(
    ("history", "is_new"),
    [
        ([(60, "on_schedule"), (0, "behind")], True),
        ([(60, "behind"), (0, "missed")], True),
        ([(60, "not_assessed"), (0, "missed")], True),
        ([(60, "on_schedule"), (0, "behind"), (0, "behind")], True),
        ([(0, "missed")], True),
        ([(60, "behind"), (0, "behind")], False),
        ([(60, "missed"), (0, "behind")], False),
        ([(90, "on_schedule"), (60, "behind")], False),
        ([(60, "behind"), (0, "on_schedule")], False),
    ],
)
def test_turned_red_lists_only_commitments_that_got_worse(unit, history, is_new):
    made = make.assigned(unit)
    Evaluation.objects.filter(commitment=made).update(since=START, progress="not_assessed")
    evaluated(made, *history)

    found = Commitment.objects.turned_red(last_working_day())

    assert list(found) == ([made] if is_new else [])


def test_daily_summary_shows_former_and_current_progress(client, office, unit):
    evaluated(make.assigned(unit, title="体育场地"), (60, "on_schedule"), (0, "behind"))

    shown = section(client, "red")

    assert "体育场地" in shown
    assert shown.index("达到序时进度") < shown.index("进度滞后</span>")


def test_daily_summary_shows_what_fell_due(client, office, unit):
    today = timezone.localdate()
    make.assigned(unit, title="今日到期", starts_on=START, due_on=today)
    make.assigned(unit, title="早已到期", indicator="甲", starts_on=START, due_on=date(2025, 6, 30))
    make.assigned(unit, title="来年到期", indicator="乙", due_on=today + timedelta(400))

    shown = section(client, "fell-due")

    assert "今日到期" in shown
    assert "早已到期" not in shown
    assert "来年到期" not in shown


def test_daily_summary_shows_requests_of_units(client, office, unit):
    done, later = begun(unit, office), make.assigned(unit, indicator="甲", title="晚一些")
    workflow.request_completion(done.pk, by=office, reason="已建成")
    extensions.request(
        later.pk, by=office, new_due_on=later.due_on + timedelta(30), reason="用地未定"
    )

    shown = section(client, "asked")

    assert done.title in shown
    assert "晚一些" in shown
    assert "用地未定" in shown


def test_empty_daily_summary_says_so(client, office):
    assert "没有新转进度滞后或超期的事项" in section(client, "red")
    assert "上一工作日以来没有到期事项" in section(client, "fell-due")
    assert "暂无单位申请办结或延期" in section(client, "asked")


def test_reviewer_sees_updates_but_no_requests(client, unit):
    client.force_login(make.user(role="reviewer"))
    content = client.get("/admin/").content.decode()

    assert 'id="came-in"' in content
    assert 'id="red"' in content
    assert 'id="asked"' not in content


def test_head_sees_red_commitments_and_reasons_first(client, unit):
    evaluated(make.assigned(unit, title="进度落后"), (0, "behind"))
    client.force_login(make.user(role="head", unit=unit))

    content = client.get("/admin/").content.decode()

    assert content.index("进度落后") < content.index('id="inbox"')


def test_clerk_sees_inbox_first(client, unit):
    make.assigned(unit, title="安排停当", indicator="甲")
    evaluated(make.assigned(unit, title="进度落后"), (0, "missed"))
    client.force_login(make.reporter(unit))

    content = client.get("/admin/").content.decode()
    mine = content[content.index("我的承诺事项") :]

    assert content.index('id="inbox"') < content.index("我的承诺事项")
    assert mine.index("进度落后") < mine.index("安排停当")
