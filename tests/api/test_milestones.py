"""Milestones: set as a table, done one by one."""

import pytest

from tests import factories

TABLE = [
    {"due_on": "2026-06-30", "title": "完成选址"},
    {"due_on": "2027-12-31", "planned": 3.2},
]


@pytest.fixture
def path(bureau) -> str:
    return f"commitments/{factories.assigned(bureau).pk}/"


@pytest.fixture
def table(office, path) -> list[dict[str, object]]:
    return office.post(path + "milestones/", {"milestones": TABLE, "reason": "细化"}).json()


def test_detail_lists_milestones(office, clerk, path, table):
    assert [(row["due_on"], row["title"], row["planned"]) for row in table] == [
        ("2026-06-30", "完成选址", None),
        ("2027-12-31", "", 3.2),
    ]
    assert clerk.get(path).json()["milestones"] == table
    assert "milestones" not in office.get("commitments/").json()["results"][0]


def test_unchanged_milestone_stays_done(office, path, table):
    done = office.post(f"milestones/{table[0]['id']}/done/", {"done_on": "2026-06-20"}).json()
    assert done["done_on"] == "2026-06-20"
    [kept] = office.post(path + "milestones/", {"milestones": TABLE[:1]}).json()
    assert kept == done
    assert office.ids("milestones/", is_done=True) == [kept["id"]]
    assert office.ids("milestones/", is_done=False) == []


def test_reopens_milestone_with_reason(office, table):
    office.post(f"milestones/{table[0]['id']}/done/")
    office.post(f"milestones/{table[0]['id']}/reopen/", {}, 400)
    again = office.post(f"milestones/{table[0]['id']}/reopen/", {"reason": "验收未过"}).json()
    assert again["done_on"] is None


def test_refuses_to_mark_planned_value_done(office, table):
    assert office.post(f"milestones/{table[1]['id']}/done/", status=409)


@pytest.mark.parametrize(
    "steps",
    [
        [TABLE[0], TABLE[0]],
        [{"due_on": "2026-06-30"}],
        [{"due_on": "2020-01-01", "title": "早于起始"}],
        [{"due_on": "2026-06-30", "title": "选址", "done": True}],
    ],
)
def test_rejects_invalid_milestones_and_keeps_old_ones(office, path, table, steps):
    office.post(path + "milestones/", {"milestones": steps}, 400)
    assert office.get(path).json()["milestones"] == table


def test_milestones_are_bound_to_version_seen(office, path):
    url, headers = f"/api/v1/{path}milestones/", {"If-Match": office.get(path)["ETag"]}
    given = {"milestones": TABLE}
    first, second = (
        office.client.post(url, given, format="json", headers=headers) for _turn in range(2)
    )
    assert (first.status_code, second.status_code) == (200, 412)


def test_units_read_but_cannot_plan(clerk, path, table):
    clerk.post(path + "milestones/", {"milestones": []}, 403)
    clerk.post(f"milestones/{table[0]['id']}/done/", status=403)
