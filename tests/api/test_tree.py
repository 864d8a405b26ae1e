"""The tree over HTTP: weights and places are changed as they were seen, circles refused."""

import pytest

from commitments.domain.tracking import tree, workflow
from tests import factories


@pytest.fixture
def whole(office, bureau):
    return factories.assigned(bureau, target=None, title="办好民生实事")


@pytest.fixture
def parts(office, whole):
    wanted = [tree.Part("东区"), tree.Part("西区")]
    return tree.split(whole.pk, parts=wanted, by=office.user, reason="分区落实")


@pytest.fixture
def path(whole) -> str:
    return f"commitments/{whole.pk}/"


def fault(answer) -> str:
    [one] = answer.json()["errors"]
    assert one["message"]
    return one["field"]


def post_seen(caller, path, data, etag, status):
    answer = caller.client.post(f"/api/v1/{path}", data, format="json", headers={"If-Match": etag})
    assert answer.status_code == status, answer.content.decode()
    return answer


def test_changes_weights(office, clerk, reader, whole, parts, path):
    given = {"weights": {parts[0].pk: 3, parts[1].pk: "1.5"}, "reason": "按任务量"}
    for caller in (clerk, reader):
        caller.post(path + "weights/", given, 403)

    shown = office.post(path + "weights/", given)

    assert shown["ETag"] == f'"{shown.json()["version"]}"'
    assert [float(row.weight) for row in whole.parts.order_by("pk")] == [3, 1.5]


@pytest.mark.parametrize("weight", [0, -1, 10**7, "0.0001", "NaN", None, "x"])
def test_rejects_invalid_weight_at_its_part(office, whole, parts, path, weight):
    given = {"weights": {parts[0].pk: weight, parts[1].pk: 2}}
    assert fault(office.post(path + "weights/", given, 400)) == f"weights.{parts[0].pk}"
    assert {row.weight for row in whole.parts.all()} == {1}


def test_rejects_unrelated_commitment_by_id(office, whole, parts, path):
    answer = office.post(path + "weights/", {"weights": {whole.pk: 2}}, 400)
    assert fault(answer) == f"weights.{whole.pk}"
    assert fault(office.post(path + "weights/", {"weights": {"x": 2}}, 400)) == "weights.x"
    assert fault(office.post(path + "weights/", {"weights": {}}, 400)) == "weights"
    assert fault(office.post(path + "weights/", {"weights": {"9" * 18: 2}}, 400))


def test_moves_commitment_below_another_and_out(office, clerk, bureau, whole):
    mine = factories.assigned(bureau)
    path = f"commitments/{mine.pk}/move_below/"
    clerk.post(path, {"parent": whole.pk}, 403)

    shown = office.post(path, {"parent": whole.pk, "weight": 2, "reason": "统筹"}).json()
    assert shown["parent"] == whole.pk
    assert tree.shares(whole) == {mine.pk: 1}

    assert office.post(path, {"parent": None}).json()["parent"] is None
    assert fault(office.post(path, {}, 400)) == "parent"
    assert fault(office.post(path, {"parent": 10**9}, 400)) == "parent"


def test_rejects_cycle(office, whole, parts, path):
    for parent in (whole.pk, parts[0].pk):
        answer = office.post(path + "move_below/", {"parent": parent}, 400)
        assert fault(answer) == "parent"
    whole.refresh_from_db()
    assert whole.parent is None


def test_rejects_zero_weight_with_move(office, whole, parts):
    path = f"commitments/{parts[0].pk}/move_below/"
    assert fault(office.post(path, {"parent": whole.pk, "weight": 0}, 400)) == "weight"


def test_rejects_move_of_ended_commitment(office, whole, parts, path):
    for row in (*parts, whole):
        workflow.terminate(row.pk, by=office.user, reason="取消")

    office.post(path + "weights/", {"weights": {parts[0].pk: 2}}, 409)
    office.post(path + "move_below/", {"parent": None}, 409)
    other = factories.commitment()
    office.post(f"commitments/{other.pk}/move_below/", {"parent": whole.pk}, 409)


def test_both_are_bound_to_version_seen(office, whole, parts, path):
    seen = office.get(path)["ETag"]
    given = {"weights": {parts[0].pk: 3}}
    now = post_seen(office, path + "weights/", given, seen, 200)["ETag"]

    stale = post_seen(office, path + "weights/", given, seen, 412).json()

    assert stale["code"] == "stale"
    assert stale["edits"][0]["by"] == office.user.username
    other = factories.commitment()
    post_seen(office, path + "move_below/", {"parent": other.pk}, seen, 412)
    post_seen(office, path + "move_below/", {"parent": other.pk}, now, 200)


def test_rejected_split_names_part_and_field(office, path):
    given = {"parts": [{"title": "东区"}, {"title": "西区", "due_on": "2090-01-01"}]}
    answer = office.post(path + "split/", {**given, "reason": "分区落实"}, 400)
    assert fault(answer) == "parts.1.due_on"
