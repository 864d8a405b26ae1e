"""The breakdown on a commitment's page: split, weighed, moved, each refused at its place."""

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


def story(client, commitment):
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


def test_before_it_is_split_the_page_says_what_for(client, office, whole):
    assert "尚未分解。" in story(client, whole)


def test_split_row_by_row_and_shown_with_shares_that_add_up(client, office, whole):
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
    assert f"{whole.code} 办好民生实事</a>" in story(client, first)


def test_each_refusal_stands_at_its_row_and_field(client, office, whole):
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
def test_one_part_is_no_split(client, office, whole, rows):
    assert "拆分" in split(client, whole, *rows)
    assert not whole.parts.exists()


def test_a_form_with_its_count_of_rows_gone_or_absurd_is_no_fault(client, office, whole):
    assert post(client, whole, "split", reason="分解")
    fields = {"parts-TOTAL_FORMS": 10**9, "parts-INITIAL_FORMS": 0, "reason": "分解"}
    assert post(client, whole, "split", **fields)
    assert not whole.parts.exists()


def test_a_stale_split_is_refused_with_what_was_done_meanwhile(client, office, whole):
    tree.split(whole.pk, parts=[tree.Part("甲"), tree.Part("乙")], by=office, reason="先行分解")

    content = split(client, whole, {"title": "丙"}, {"title": "丁"})

    assert "督查员" in content
    assert "先行分解" in content
    assert whole.parts.count() == 2


def test_weights_are_changed_and_wrong_ones_refused_at_the_part(client, office, whole, parts):
    one, other = parts
    assert "66.7%" in story(client, whole)

    content = post(client, whole, "weigh", **weights((one, "0"), (other, "3")))
    assert "权重须大于零" in content
    content = post(client, whole, "weigh", **weights((one, "1.00001"), (other, "3")))
    assert whole.parts.get(pk=other.pk).weight == 1

    content = post(client, whole, "weigh", **weights((one, "1"), (other, "3")))
    assert "75.0%" in content
    content = post(client, whole, "weigh", **weights((one, "9"), (other, "3")))
    assert "已在别处" in content
    assert whole.parts.get(pk=one.pk).weight == 1


def test_moved_below_another_and_let_stand_alone(client, office, whole, parts):
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


def test_a_part_given_up_does_not_count(client, office, whole, parts):
    workflow.terminate(parts[0].pk, by=office, reason="取消")
    content = story(client, whole)
    assert "不计入" in content
    assert content.count("100.0%") == 2  # the other part, and the total


def test_what_a_unit_does_not_see_is_told_as_a_sum(client, office, whole, parts):
    unit = make.unit("区卫健委")
    mine = make.assigned(unit, title="本单位的分项")
    tree.move_below(mine.pk, parent_id=whole.pk, by=office, weight=Decimal(3))
    client.force_login(make.reporter(whole.lead))

    content = story(client, whole)

    assert "本单位的分项" not in content
    assert "新建助餐点" not in content
    assert "其他单位的分项" in content
    client.force_login(make.reporter(unit))
    content = story(client, mine)
    assert f"<b>{whole}</b>" in content
    assert f"/commitment/{whole.pk}/change/" not in content


def test_nobody_without_the_right_is_offered_a_form_or_gets_one_through(client, whole):
    person = make.user(role="reader")
    client.force_login(person)
    content = story(client, whole)
    assert "data-rows" not in content
    assert "/below/" not in content

    content = split(client, whole, {"title": "甲"}, {"title": "乙"})
    assert "无权" in content
    assert not whole.parts.exists()


def test_who_may_plan_but_not_restructure_only_weighs(client, whole, parts):
    person = make.user(role="reader")
    person.user_permissions.add(Permission.objects.get(codename="plan_commitment"))
    client.force_login(person)
    content = story(client, whole)
    assert "/weigh/" in content
    assert "/below/" not in content
    assert "data-rows" not in content


def test_what_has_ended_has_no_forms(client, office, whole):
    workflow.terminate(whole.pk, by=office, reason="取消")
    content = story(client, whole)
    assert "data-rows" not in content
    assert "/below/" not in content


def test_an_address_that_is_only_posted_to_leads_back(client, office, whole):
    for name in ("split", "weigh", "below"):
        address = reverse(f"admin:commitments_commitment_{name}", args=[whole.pk])
        assert client.get(address).status_code == 302
