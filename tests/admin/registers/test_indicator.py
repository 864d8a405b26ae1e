"""Indicators: creating, changing and merging them, and what they serve."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from commitments.domain.reporting import progress
from commitments.domain.tracking import indicators
from commitments.models import Indicator
from tests import factories as make

pytestmark = pytest.mark.django_db

LIST = "/admin/commitments/indicator/"
ADD = f"{LIST}add/"
GIVEN = {
    "name": "森林覆盖率",
    "unit": "%",
    "direction": "up",
    "definition": "森林面积占国土面积的比例",
    "source": "区园林绿化局年报",
    "numerator": "森林面积",
    "denominator": "国土面积",
    "aggregation": "ratio",
    "across": "ratio",
    "measured_every": "year",
}


@pytest.fixture
def office(client):
    person = make.supervisor()
    client.force_login(person)
    return person


@pytest.fixture
def bureau():
    return make.unit("区体育局")


@pytest.fixture
def commitment(bureau):
    return make.assigned(bureau)


def page(indicator_id, what="change"):
    return reverse(f"admin:commitments_indicator_{what}", args=[indicator_id])


def reported(commitment, by, *, on=date(2026, 3, 31), value="3.1"):
    """A value that the office has approved."""
    update = progress.draft(
        commitment.pk,
        by=by,
        reported_on=on,
        narrative="已统计",
        readings=(progress.ReportedValue(on, Decimal(value), Decimal("9.3"), Decimal(3)),),
    )
    progress.submit(update.pk, by=by)
    return progress.approve(update.pk, by=by)


def test_creates_and_changes_an_indicator(client, office):
    answer = client.post(ADD, GIVEN)

    indicator = Indicator.objects.get()
    assert answer.url == page(indicator.pk)
    assert (indicator.denominator, indicator.measured_every) == ("国土面积", "year")
    listed = client.get(LIST, {"q": "园林"}).content.decode()
    assert "森林覆盖率" in listed
    assert "每年" in listed
    assert "森林覆盖率" not in client.get(LIST, {"q": "体育"}).content.decode()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"name": ""}, "必填"),
        ({"denominator": ""}, "分子分母"),
        ({"stale_after_days": "很久"}, "整数"),
        ({"span_months": "0"}, "1至9999"),
        ({"measured_every": "week"}, "ct-error"),
    ],
)
def test_rejects_invalid_values_at_their_fields(client, office, given, expected):
    content = client.post(ADD, GIVEN | given).content.decode()

    assert expected in content
    assert "ct-invalid" in content
    assert not Indicator.objects.exists()


def test_rejects_duplicate_name_and_lists_changes_of_stale_form(client, office):
    indicator = indicators.create(by=office, name="森林覆盖率", unit="%")
    assert "同名同单位的指标已存在" in client.post(ADD, GIVEN).content.decode()
    seen = GIVEN | {"version": indicator.version}
    client.post(page(indicator.pk), seen)

    content = client.post(page(indicator.pk), seen | {"source": "另一来源"}).content.decode()

    assert "已在别处" in content
    assert "区园林绿化局年报" in content
    indicator.refresh_from_db()
    assert (indicator.source, indicator.version) == ("区园林绿化局年报", 2)


def test_one_value_serves_all_commitments(client, office, commitment, bureau):
    other = make.assigned(make.unit("区民政局"), title="社区体育设施覆盖")
    update = reported(commitment, office)

    content = client.get(page(commitment.target.indicator_id)).content.decode()

    for expected in (commitment.code, other.code, "社区体育设施覆盖", "不低于3.7平方米"):
        assert expected in content
    for expected in ("3.1平方米", "9.3", "2026年3月31日", "区体育局"):
        assert expected in content
    assert reverse("admin:commitments_progressupdate_change", args=[update.pk]) in content
    listed = client.get(LIST).content.decode()
    assert "2026-03-31" in listed
    assert re.search(r"field-serves[^>]*>\s*2\s*<", listed)


def test_outdated_value_is_marked(client, office, commitment):
    reported(commitment, office)
    indicator = commitment.target.indicator
    places = (LIST, page(indicator.pk))
    assert all("超期未更新" not in client.get(place).content.decode() for place in places)

    indicators.change(indicator.pk, by=office, measured_every="month", reason="按月统计")

    assert all("超期未更新" in client.get(place).content.decode() for place in places)


def test_unit_sees_its_own_indicators_read_only(client, office, commitment):
    reported(commitment, office)
    own, foreign = (
        make.unit(),
        make.assigned(make.unit(), indicator="别人的指标", title="别人的事项"),
    )
    reported(foreign, office, value="8.8")
    mine = make.assigned(own, title="我们的事项")
    client.force_login(make.reporter(own))

    content = client.get(page(mine.target.indicator_id)).content.decode()
    assert "disabled" in content
    assert "我们的事项" in content
    assert commitment.code not in content
    assert "3.1平方米" in content
    assert "progressupdate" not in content.split('id="values"')[1]
    assert "8.8" not in client.get(page(foreign.target.indicator_id)).content.decode()
    assert "8.8" not in client.get(LIST).content.decode()
    assert client.post(page(mine.target.indicator_id), GIVEN).status_code == 403
    assert client.post(page(mine.target.indicator_id, "merge"), {}).status_code == 403
    assert client.get(ADD).status_code == 403


def test_changing_the_evaluation_requires_a_reason(client, office, commitment):
    indicator = commitment.target.indicator
    given = {"name": indicator.name, "unit": indicator.unit, "direction": "down"}
    given |= {"aggregation": "latest", "across": "none", "version": indicator.version}

    content = client.post(page(indicator.pk), given).content.decode()
    assert "请填写修改理由" in content
    assert "ct-invalid" in content
    client.post(page(indicator.pk), given | {"reason": "应逐年下降"})

    indicator.refresh_from_db()
    assert indicator.direction == "down"
    assert "应逐年下降" in client.get(page(indicator.pk)).content.decode()


def test_update_form_shows_values_reported_elsewhere(client, office, commitment):
    reported(commitment, office)
    unit = make.unit()
    same, bare = make.assigned(unit, title="另一事项"), make.assigned(unit, target=None)
    client.force_login(make.reporter(unit))
    form = "/admin/commitments/progressupdate/add/"

    content = client.get(form, {"commitment": same.pk}).content.decode()

    assert "该指标2026年3月31日已有完成值3.1平方米（区体育局填报，已审核）" in content
    assert "不必重复填报" in content
    assert "不必重复填报" not in client.get(form, {"commitment": bare.pk}).content.decode()


def test_indicator_without_values_says_what_to_do(client, office):
    indicator = indicators.create(by=office, name="森林覆盖率", unit="%")

    content = client.get(page(indicator.pk)).content.decode()

    assert "即自动引用" in content
    assert "填报并经督查部门审核后" in content
    assert "没有计量单位、变化方向" in content


def test_merges_two_indicators(client, office, commitment):
    twin = make.assigned(make.unit(), indicator="人均场地面积").target.indicator
    into = commitment.target.indicator_id
    given = {"into": into, "reason": "同一指标", "version": twin.version}

    assert "请选择要保留的指标" in client.post(page(twin.pk, "merge"), {}).content.decode()
    answer = client.post(page(twin.pk, "merge"), given)

    assert answer.url == page(into)
    assert not Indicator.objects.filter(pk=twin.pk).exists()
    assert "人均场地面积" in client.get(page(into)).content.decode()


def test_refused_merge_says_why_and_changes_nothing(client, office, commitment):
    twin = make.assigned(make.unit(), indicator="人均场地面积")
    reported(commitment, office)
    reported(twin, office, value="3.4")
    given = {"into": commitment.target.indicator_id, "reason": "同一指标"}

    content = client.post(page(twin.target.indicator_id, "merge"), given).content.decode()

    assert "在2026年3月31日均有完成值" in content
    assert Indicator.objects.count() == 2


def test_missing_indicator_is_not_found(client, office):
    assert client.get(page(10**8)).status_code == 302
    assert client.post(page(10**8, "merge"), {}).status_code == 404
