"""Breakdowns in the admin: the register, targets of groups, and the form of an update."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from commitments.choices import Across
from commitments.domain.reporting import progress
from commitments.domain.tracking import breakdowns, targets
from commitments.domain.tracking.breakdowns import GroupEntry
from commitments.models import Dimension, Indicator, ProgressUpdate
from tests import factories as make

pytestmark = pytest.mark.django_db

ADD = "/admin/commitments/dimension/add/"


@pytest.fixture
def office(client):
    person = make.supervisor()
    client.force_login(person)
    return person


@pytest.fixture
def streets(office):
    return breakdowns.create("街镇", by=office, groups=[GroupEntry("万寿路"), GroupEntry("羊坊店")])


@pytest.fixture
def commitment(office):
    made = make.commitment(
        by=office, indicator="备案助餐点", unit="家", value=Decimal(40), lead=make.unit("民政局")
    )
    Indicator.objects.update(across=Across.SUM)
    return made


@pytest.fixture
def broken_down(commitment, streets, office):
    first, second = streets.groups.all()
    revision = targets.Revision(groups={first.pk: Decimal(25), second.pk: Decimal(15)})
    targets.revise(commitment.pk, revision, by=office, reason="分解到街镇")
    return commitment


def page(row):
    name = f"admin:commitments_{row._meta.model_name}_change"
    return reverse(name, args=[row.pk])


def set_targets(client, commitment, dimension, text, **given):
    address = reverse("admin:commitments_commitment_groups", args=[commitment.pk])
    fields = {"dimension": dimension.pk, "groups": text, "reason": "分解到街镇"} | given
    return client.post(address, fields).content.decode()


def report(client, commitment, groups, **given):
    fields = {f"group_{pk}_value": value for pk, value in groups.items()}
    day = {"reported_on": str(timezone.localdate()), "narrative": "新增助餐点", "save": "1"}
    address = f"/admin/commitments/progressupdate/add/?commitment={commitment.pk}"
    return client.post(address, day | fields | given)


def test_stores_dimension_with_one_group_a_line(client, office):
    unit = make.unit("羊坊店街道办事处", short_name="羊坊店街道")

    client.post(ADD, {"name": "街镇", "groups": "万寿路\n\n 羊坊店 = 羊坊店街道\n"})

    dimension = Dimension.objects.get()
    first, second = dimension.groups.all()
    assert (first.name, second.name, second.organization) == ("万寿路", "羊坊店", unit)
    assert "羊坊店 = 羊坊店街道" in client.get(page(dimension)).content.decode()
    assert "街镇" in client.get("/admin/commitments/dimension/").content.decode()
    client.post(page(dimension), {"name": "街道", "groups": "羊坊店\n万寿路", "version": "1"})
    assert [str(group) for group in dimension.groups.all()] == ["羊坊店", "万寿路"]


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ("万寿路\n万寿路", "重复填写：万寿路"),
        ("万寿路=某某局", "第1行：没有名为“某某局”的单位"),
        ("万" * 61, "不超过60个字"),
    ],
)
def test_rejects_invalid_groups_at_their_field(client, office, groups, expected):
    content = client.post(ADD, {"name": "街镇", "groups": groups}).content.decode()

    assert expected in content
    assert "ct-invalid" in content
    assert not Dimension.objects.exists()


def test_stale_form_is_refused_with_changes(client, office, streets):
    client.post(page(streets), {"name": "街道", "groups": "万寿路", "version": "1"})

    stale = {"name": "镇", "groups": "万寿路", "version": "1"}
    content = client.post(page(streets), stale).content.decode()

    assert "已在别处" in content
    assert "街镇 → 街道" in content


def test_unit_can_only_look(client, streets):
    client.force_login(make.reporter(make.unit()))

    assert "disabled" in client.get(page(streets)).content.decode()
    assert client.post(page(streets), {"name": "街道"}).status_code == 403
    assert client.get(ADD).status_code == 403


def test_pasted_targets_of_groups_are_stored(client, commitment, streets):
    assert "尚未分解" in client.get(page(commitment)).content.decode()

    set_targets(client, commitment, streets, "万寿路\t25\n羊坊店：15")

    commitment.refresh_from_db()
    assert commitment.target.version == 2
    assert [row.value for row in commitment.target.group_targets.all()] == [25, 15]
    content = client.get(page(commitment)).content.decode()
    assert "25家" in content
    assert "万寿路 25\n羊坊店 15" in content


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        ("万寿路 20\n羊坊店 18", {}, "各街镇合计38家，与总数40家相差2家"),
        ("万寿路 20\n甘家口 18", {}, "第2行：“街镇”中没有“甘家口”"),
        ("万寿路 20\n万寿路 20", {}, "第2行：“万寿路”重复"),
        ("万寿路 许多", {}, "第1行：请写分组名称"),
        ("万寿路", {}, "第1行：请写分组名称"),
        ("万寿路 40", {"reason": ""}, "ct-error"),
    ],
)
def test_rejects_invalid_targets_of_groups(client, commitment, streets, text, given, expected):
    content = set_targets(client, commitment, streets, text, **given)

    assert expected in content
    assert "ct-invalid" in content
    assert commitment.targets.count() == 1


def test_total_changes_together_with_its_groups(client, broken_down, streets):
    set_targets(client, broken_down, streets, "万寿路 30\n羊坊店 20", value="50")

    broken_down.refresh_from_db()
    assert broken_down.target.value == 50
    assert "ct-error" in set_targets(client, broken_down, streets, "万寿路 99")


def test_other_dimensions_keep_their_targets(client, office, broken_down):
    ages = breakdowns.create("年龄段", by=office, groups=[GroupEntry("老年"), GroupEntry("其他")])

    set_targets(client, broken_down, ages, "老年 40\n其他 0")

    broken_down.refresh_from_db()
    assert broken_down.target.group_targets.count() == 4


def test_targets_of_groups_require_permission(client, broken_down, streets):
    client.force_login(make.user(role="reader"))

    assert "设置分组目标值" not in client.get(page(broken_down)).content.decode()
    set_targets(client, broken_down, streets, "万寿路 40\n羊坊店 0")
    assert broken_down.targets.count() == 2


def test_page_without_dimensions_says_where_to_begin(client, commitment):
    assert "新建分组维度" in client.get(page(commitment)).content.decode()


def test_values_are_reported_and_shown_by_group(client, broken_down, streets):
    first, second = streets.groups.all()

    report(client, broken_down, {first.pk: "20", second.pk: "12"})

    update = ProgressUpdate.objects.get()
    assert update.measurements.get().value == 32
    form = client.get(page(update)).content.decode()
    assert f'name="group_{second.pk}_value" value="12"' in form
    accept(update)
    content = client.get(page(broken_down)).content.decode()
    assert "80%" in content
    assert "32家" in content
    assert "20家" in client.get(page(update)).content.decode()


def accept(update):
    progress.submit(update.pk, by=update.author)
    progress.approve(update.pk, by=update.author)


def test_change_record_names_the_group(client, broken_down, streets):
    first, second = streets.groups.all()
    report(client, broken_down, {first.pk: "20", second.pk: "12"})
    update = ProgressUpdate.objects.get()
    changed = {f"group_{first.pk}_value": "21", f"group_{second.pk}_value": "12"}
    given = {"reported_on": str(timezone.localdate()), "narrative": "核增", "save": "1"}
    client.post(page(update), given | changed)

    content = client.get(page(broken_down)).content.decode()

    assert "分组完成值（万寿路）" in content
    assert "<del>20</del> → <ins>21</ins>" in content


def test_rejects_groups_that_contradict_the_total(client, broken_down, streets):
    first, second = streets.groups.all()

    content = report(client, broken_down, {first.pk: "20", second.pk: "18"}, value="40")

    assert "各街镇合计38家，与总数40家相差2家" in content.content.decode()
    assert "ct-parts ct-invalid" in content.content.decode()
    assert not ProgressUpdate.objects.exists()


def test_emptied_group_is_removed_from_a_draft(client, broken_down, streets):
    first, second = streets.groups.all()
    report(client, broken_down, {first.pk: "20", second.pk: "12"}, value="32")
    update = ProgressUpdate.objects.get()

    client.post(
        page(update),
        {
            "reported_on": str(timezone.localdate()),
            "narrative": "核减",
            "value": "32",
            f"group_{first.pk}_value": "20",
            f"group_{second.pk}_value": "",
            "save": "1",
        },
    )

    assert [row.value for row in update.measurements.get().group_values.all()] == [20]


def test_ratios_need_numerator_and_denominator(client, broken_down, streets):
    Indicator.objects.update(across=Across.RATIO, unit="%")
    first, second = streets.groups.all()
    fractions = {
        f"group_{first.pk}_numerator": "90",
        f"group_{first.pk}_denominator": "100",
        f"group_{second.pk}_numerator": "5",
        f"group_{second.pk}_denominator": "10",
    }

    assert "请同时填写" in report(client, broken_down, {}, **fractions).content.decode()
    report(client, broken_down, {first.pk: "90", second.pk: "50"}, **fractions)

    row = ProgressUpdate.objects.get().measurements.get()
    assert (row.value, row.numerator, row.denominator) == (Decimal("86.3636"), 95, 110)


def test_update_without_groups_is_accepted(client, broken_down):
    report(client, broken_down, {})
    report(client, broken_down, {}, value="30")

    words, figure = ProgressUpdate.objects.order_by("pk")
    assert not words.measurements.exists()
    assert figure.measurements.get().value == 30
