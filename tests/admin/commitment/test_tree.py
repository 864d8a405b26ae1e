"""The breakdown on a commitment's page: splitting, weighing and moving parts."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from commitments.domain.tracking import tree, workflow
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client):
    person = make.supervisor("督查员")
    client.force_login(person)
    return person


@pytest.fixture
def whole():
    return make.commitment(target=None, title="办好民生实事", lead=make.unit("区民政局"))


@pytest.fixture
def parts(whole, office):
    wanted = [tree.Part("新建助餐点", Decimal(2)), tree.Part("改造老旧小区")]
    made = tree.split(whole.pk, parts=wanted, by=office, reason="分解到牵头单位")
    whole.refresh_from_db()
    return made


def timeline_of(client, commitment):
    address = reverse("admin:commitments_commitment_change", args=[commitment.pk])
    return client.get(address).content.decode()


def post(client, commitment, name, **fields):
    address = reverse(f"admin:commitments_commitment_{name}", args=[commitment.pk])
    given = {"version": commitment.version, **fields}
    return client.post(address, given, follow=True).content.decode()


def split(client, commitment, *rows, reason="分解", **more):
    fields = {"parts-TOTAL_FORMS": len(rows), "parts-INITIAL_FORMS": 0, "reason": reason, **more}
    for number, row in enumerate(rows):
        fields |= {f"parts-{number}-{name}": value for name, value in row.items()}
    return post(client, commitment, "split", **fields)


def weights(*pairs):
    return {f"weights.{part.pk}": weight for part, weight in pairs}


def test_page_explains_splitting(client, office, whole):
    assert "尚未分解。" in timeline_of(client, whole)


def test_split_shows_shares_that_add_up(client, office, whole):
    unit = make.unit("区卫健委")

    content = split(
        client,
        whole,
        {"title": "新建助餐点", "weight": "1", "lead": unit.pk, "due_on": "2027年6月30日"},
        {"title": "", "weight": "1"},  # a row left as it was offered
        {"title": "改造老旧小区", "weight": ""},
        {"title": "新建社区卫生站", "weight": "１"},
    )

    first, second, third = whole.parts.order_by("code")
    assert (first.title, first.lead, str(first.due_on)) == ("新建助餐点", unit, "2027-06-30")
    assert second.due_on == whole.due_on
    assert "已分解为：" in content
    assert third.code in content
    assert content.count("33.3%") == 2
    assert "33.4%" in content
    assert "100.0%" in content
    assert f"{whole.code} 办好民生实事</a>" in timeline_of(client, first)


def test_refusal_is_shown_at_its_row_and_field(client, office, whole):
    rows = [{"title": "甲"}, {"title": ""}, {"title": "", "weight": "-1"}, {"weight": "x"}]
    content = split(client, whole, *rows, reason="")
    assert "请填写分项名称。" in content
    assert "权重须大于零" in content
    assert "请填写理由。" in content

    content = split(client, whole, {"title": "甲"}, {}, {"title": "乙", "due_on": "2040-01-01"})
    at = content.index("不得晚于总项")
    assert content.index('name="parts-2-due_on"') < at < content.index("</form>", at)
    assert content.index('name="parts-1-due_on"') < content.index('name="parts-2-title"') < at
    assert not whole.parts.exists()


@pytest.mark.parametrize("rows", [[], [{"title": "只有一项"}]])
def test_split_requires_two_parts(client, office, whole, rows):
    assert "拆分" in split(client, whole, *rows)
    assert not whole.parts.exists()


def test_invalid_row_count_is_no_server_error(client, office, whole):
    assert post(client, whole, "split", reason="分解")
    fields = {"parts-TOTAL_FORMS": 10**9, "parts-INITIAL_FORMS": 0, "reason": "分解"}
    assert post(client, whole, "split", **fields)
    assert not whole.parts.exists()


def test_stale_split_is_refused_with_changes(client, office, whole):
    tree.split(whole.pk, parts=[tree.Part("甲"), tree.Part("乙")], by=office, reason="先行分解")

    content = split(client, whole, {"title": "丙"}, {"title": "丁"})

    assert "督查员" in content
    assert "先行分解" in content
    assert whole.parts.count() == 2


def test_changes_weights_and_rejects_invalid_ones(client, office, whole, parts):
    one, other = parts
    assert "66.7%" in timeline_of(client, whole)

    content = post(client, whole, "weigh", **weights((one, "0"), (other, "3")))
    assert "权重须大于零" in content
    content = post(client, whole, "weigh", **weights((one, "1.00001"), (other, "3")))
    assert whole.parts.get(pk=other.pk).weight == 1

    content = post(client, whole, "weigh", **weights((one, "1"), (other, "3")))
    assert "75.0%" in content
    content = post(client, whole, "weigh", **weights((one, "9"), (other, "3")))
    assert "已在别处" in content
    assert whole.parts.get(pk=one.pk).weight == 1


def test_moves_below_another_commitment_and_back(client, office, whole, parts):
    other, part = make.commitment(title="民生实事总表"), parts[0]

    assert "请选择要归入的总项。" in post(client, part, "below", reason="")
    post(client, part, "below", parent=other.pk, weight="4", reason="统筹")
    part.refresh_from_db()
    assert (part.parent, part.weight) == (other, 4)

    other.refresh_from_db()
    content = post(client, other, "below", parent=part.pk)
    assert 'class="ct-error"' in content
    other.refresh_from_db()
    assert other.parent is None
    assert "已在别处" in post(client, other, "below", parent=whole.pk, version=1)

    post(client, part, "below", alone="1")
    part.refresh_from_db()
    assert part.parent is None


def test_terminated_part_does_not_count(client, office, whole, parts):
    workflow.terminate(parts[0].pk, by=office, reason="取消")
    content = timeline_of(client, whole)
    assert "不计入" in content
    assert content.count("100.0%") == 2  # the other part, and the total


def test_parts_of_other_units_are_shown_as_a_sum(client, office, whole, parts):
    unit = make.unit("区卫健委")
    mine = make.assigned(unit, title="本单位的分项")
    tree.move_below(mine.pk, parent_id=whole.pk, by=office, weight=Decimal(3))
    client.force_login(make.reporter(whole.lead))

    content = timeline_of(client, whole)

    assert "本单位的分项" not in content
    assert "新建助餐点" not in content
    assert "其他单位的分项" in content
    client.force_login(make.reporter(unit))
    content = timeline_of(client, mine)
    assert f"<b>{whole}</b>" in content
    assert f"/commitment/{whole.pk}/change/" not in content


def test_forms_require_permission(client, whole):
    person = make.user(role="reader")
    client.force_login(person)
    content = timeline_of(client, whole)
    assert "data-rows" not in content
    assert "/below/" not in content

    content = split(client, whole, {"title": "甲"}, {"title": "乙"})
    assert "无权" in content
    assert not whole.parts.exists()


def test_planner_can_only_weigh(client, whole, parts):
    person = make.user(role="reader")
    person.user_permissions.add(Permission.objects.get(codename="plan_commitment"))
    client.force_login(person)
    content = timeline_of(client, whole)
    assert "/weigh/" in content
    assert "/below/" not in content
    assert "data-rows" not in content


def test_ended_commitment_has_no_forms(client, office, whole):
    workflow.terminate(whole.pk, by=office, reason="取消")
    content = timeline_of(client, whole)
    assert "data-rows" not in content
    assert "/below/" not in content


def test_get_of_a_post_address_redirects_to_the_page(client, office, whole):
    for name in ("split", "weigh", "below"):
        address = reverse(f"admin:commitments_commitment_{name}", args=[whole.pk])
        assert client.get(address).status_code == 302
