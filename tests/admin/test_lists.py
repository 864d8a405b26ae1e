"""Lists: saved filters, counts, progress bars, late dates and constant queries."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.contrib.admin import site
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from commitments.choices import Doubt
from commitments.domain.evaluation import assess
from commitments.domain.platform import saved_filters
from commitments.domain.reporting import progress
from commitments.domain.tracking import plans
from commitments.models import Commitment, Document, Plan, SavedFilter
from tests import factories as make
from tests.admin import reminding

pytestmark = pytest.mark.django_db

LIST = "/admin/commitments/commitment/"
LISTS = sorted(saved_filters.LISTS)


@pytest.fixture
def office(client):
    person = make.supervisor()
    person.last_name, person.first_name = "王", "主任"
    person.save()
    client.force_login(person)
    return person


def content(client, address=LIST):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def save(client, query, name, list_name="commitment", **fields):
    given = {"query": query, "name": name, **fields}
    return client.post(f"/admin/commitments/{list_name}/filters/keep/", given, follow=True)


def report(commitment, value, by, on=None, **more):
    day = on or timezone.localdate()
    update = progress.draft(
        commitment.pk,
        by=by,
        reported_on=day,
        narrative="已建成",
        readings=(progress.ReportedValue(day, Decimal(value), **more),),
    )
    progress.submit(update.pk, by=by)
    return progress.approve(update.pk, by=by)


@pytest.mark.parametrize("name", LISTS)
def test_every_list_saves_and_applies_filters(client, office, name):
    shown = save(client, "q=体育&p=2", "体育类", name).content.decode()

    assert "已保存筛选“体育类”" in shown
    kept = SavedFilter.objects.get()
    assert kept.list == name
    assert f'<a class="ct-chip ct-active" href="?{kept.query}" aria-current="true">体育类' in shown
    assert "保存当前筛选" not in shown


def test_refused_filter_says_what_to_correct(client, office):
    assert "尚未设置筛选条件" in save(client, "p=2", "全部").content.decode()
    save(client, "due=past", "到期")
    assert "您已有同名的常用筛选" in save(client, "due=30", "到期").content.decode()
    assert SavedFilter.objects.count() == 1


def test_shared_filter_names_its_owner_and_respects_permissions(client, office):
    unit = make.unit("区体育局")
    make.assigned(unit, title="区体育局的事项")
    make.assigned(make.unit("区教委"), title="区教委的事项", indicator="学位")
    save(client, "workflow__exact=assigned", "待签收", is_shared="on")

    client.force_login(make.reporter(unit))
    shown = content(client, f"{LIST}?workflow__exact=assigned")

    assert "待签收" in shown
    assert "王主任共享" in shown
    assert "区体育局的事项" in shown
    assert "区教委的事项" not in shown
    assert "管理</summary>" not in shown


def test_owner_changes_and_deletes_a_filter(client, office):
    save(client, "due=past", "到期")
    kept = SavedFilter.objects.get()
    address = f"{LIST}filters/{kept.pk}/"

    client.post(address, {"name": "已到期", "is_shared": "on", "query": kept.query})
    kept.refresh_from_db()
    assert (kept.name, kept.is_shared) == ("已到期", True)

    client.force_login(make.supervisor())
    client.post(address, {"delete": "1", "query": kept.query})
    assert SavedFilter.objects.exists()

    client.force_login(office)
    answer = client.post(address, {"delete": "1", "query": kept.query})
    assert answer.url == f"{LIST}?due=past"
    assert not SavedFilter.objects.exists()


def test_get_requests_change_no_filter(client, office):
    save(client, "due=past", "到期")

    for place in ("filters/keep/", f"filters/{SavedFilter.objects.get().pk}/"):
        assert client.get(LIST + place).url == LIST
    assert SavedFilter.objects.count() == 1


def test_filter_redirects_only_to_its_list(client, office):
    answer = client.post(f"{LIST}filters/keep/", {"name": "x", "query": "//evil.example/?a=b"})
    assert answer.url.startswith(f"{LIST}?")


def test_filter_choices_show_counts(client, office):
    sport, school = make.unit("区体育局"), make.unit("区教委")
    plan = plans.create("工作要点", by=office)
    for number in range(3):
        made = make.assigned(sport, indicator=f"指标{number}", due_on=date(2026, 1, 31))
        report(made, "1", office, on=date(2026, 1, 20))
    plans.place([made.pk], plan_id=plan.pk, by=office)
    make.assigned(school, indicator="学位")
    make.commitment(indicator="无牵头")

    shown = content(client)

    for words in ("超期未完成 (3)", "未评估 (2)", "进度滞后 (0)", "已立项 (1)"):
        assert words in shown, words
    for words in ("区体育局 (3)", "区教委 (1)", "尚未明确 (1)"):
        assert words in shown, words
    for words in ("工作要点 (1)", "未纳入规划计划 (4)", "已过期 (3)"):
        assert words in shown, words


def test_counts_follow_other_filters_and_permissions(client, office):
    sport, school = make.unit("区体育局"), make.unit("区教委")
    make.assigned(sport)
    make.assigned(school, indicator="学位")

    assert "区教委 (0)" in content(client, f"{LIST}?due=past")
    client.force_login(make.reporter(sport))
    shown = content(client)

    assert "区体育局 (1)" in shown
    assert "区教委" not in shown
    assert "未评估 (1)" in shown


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("value", ["none", "x", "9" * 40, "-1", ""])
def test_ignores_invalid_values_in_the_address(client, office, name, value):
    reminding.slip(reminding.late(make.unit())[1])
    for filter_name in ("unit", "lead", "plan", "progress", "due", "state", "period", "receipt"):
        address = f"/admin/commitments/{name}/?{filter_name}={value}"
        assert client.get(address).status_code in (200, 302), address


def test_progress_bar_shows_actual_and_planned(client, office):
    today = timezone.localdate()
    made = make.assigned(
        make.unit(),
        value=Decimal(200),
        unit="张",
        baseline=Decimal(100),
        baseline_on=today - timedelta(50),
        starts_on=today - timedelta(50),
        due_on=today + timedelta(50),
    )
    assert "ct-progress" not in content(client)

    report(made, "125", office)
    shown = content(client)

    assert 'aria-label="完成25%，序时应达50%"' in shown
    assert '<i style="left:50%">' in shown
    assert "width:25%" in shown


def test_progress_bar_uses_colours_of_the_plan(client, office):
    made = make.assigned(make.unit(), baseline=Decimal(2), baseline_on=date(2025, 11, 23))
    report(made, "2.1", office)
    progress_now = Commitment.objects.get().progress
    colours = {**plans.create("甲", by=office).colours, str(progress_now): "blue"}
    plan = plans.create("乙", by=office, colours=colours)
    plans.place([made.pk], plan_id=plan.pk, by=office)

    bar = re.search(r'class="ct-progress".*?</span>', content(client))

    assert bar is not None
    assert "#1e40af" in bar[0]


def test_progress_bar_stays_between_0_and_100_percent(client, office):
    made = make.assigned(make.unit(), baseline=Decimal(3), baseline_on=date(2025, 11, 23))
    report(made, "9", office, on=timezone.localdate() - timedelta(1))
    assert "width:100%" in content(client)

    report(made, "2", office, confirmed=frozenset({Doubt.REVERSAL}))
    assert "width:0%" in content(client)


def test_late_date_is_marked_until_the_work_has_ended(client, office):
    due = timezone.localdate() - timedelta(3)
    made = make.commitment(starts_on=date(2025, 1, 1), due_on=due)
    assert "超期3天" in content(client)
    assert "ct-late" in content(client)

    made.workflow, made.completed_on = "completed", due
    made.save()
    assert "ct-late" not in content(client)


def test_due_today_is_not_late(client, office):
    make.commitment(due_on=timezone.localdate())
    assert "ct-late" not in content(client)


def grow(office, units, count):
    for number in range(count):
        unit = units[number % len(units)]
        made = make.assigned(unit, indicator=f"指标{Commitment.objects.count()}")
        update = report(made, "3.1", office)
        Commitment.objects.filter(pk=made.pk).update(due_on=date(2026, 1, 1) + timedelta(number))
        draft = progress.draft(made.pk, by=office, reported_on=update.reported_on, narrative="在办")
        progress.attach_link(draft.pk, "https://www.bjhd.gov.cn/a", by=office)
        progress.submit(draft.pk, by=office)
    assess.assess_all()


@pytest.mark.parametrize("role", ["supervisor", "reporter"])
def test_list_needs_the_same_queries_for_many_rows(client, role):
    office, unit = make.supervisor(), make.unit("区体育局")
    asker = office if role == "supervisor" else make.reporter(unit)
    saved_filters.save_filter("commitment", "due=past", name="到期", by=office, is_shared=True)
    client.force_login(asker)
    counts = []
    for more in (1, 4, 12):
        grow(office, [unit], more)
        counts.append({name: queries(client, name) for name in LISTS})

    assert counts[0] == counts[1] == counts[2]
    assert max(counts[0].values()) <= 30, counts[0]


def queries(client, name):
    with CaptureQueriesContext(connection) as asked:
        content(client, f"/admin/commitments/{name}/")
    return len(asked)


@pytest.mark.parametrize("model", [Document, Plan])
def test_rows_that_are_counted_keep_their_order_where_a_field_offers_them(model, rf, office):
    request = rf.get("/admin/autocomplete/")
    request.user = office

    assert site._registry[model].get_queryset(request).ordered
