"""Edits are bound to the version seen; a refused one names what changed."""

import pytest

from tests import factories


@pytest.fixture
def update(clerk, bureau) -> dict[str, object]:
    given = {
        "commitment": factories.assigned(bureau).pk,
        "reported_on": "2026-03-31",
        "narrative": "新建体育场地5处",
    }
    return clerk.post("updates/", given, 201).json()


def test_response_carries_version(clerk, update):
    shown = clerk.get(f"updates/{update['id']}/")
    assert shown["ETag"].startswith(f'"{update["version"]}-')


def test_rejects_stale_edit_naming_changes(clerk, update):
    path, seen = f"updates/{update['id']}/", f'"{update["version"]}"'
    changed = clerk.patch(path, {"narrative": "新建6处"}, if_match=seen)
    assert changed["ETag"] != seen

    problem = clerk.patch(path, {"narrative": "新建7处"}, 412, if_match=seen).json()

    assert problem["code"] == "stale"
    assert problem["version"] == changed.json()["version"]
    [edit] = problem["edits"]
    assert edit["by"] == clerk.user.username
    assert {"field": "narrative", "before": "新建体育场地5处", "after": "新建6处"} in edit[
        "changes"
    ]
    assert clerk.get(path).json()["narrative"] == "新建6处"


def test_one_of_many_edits_from_one_version_wins(clerk, update):
    path, headers = f"/api/v1/updates/{update['id']}/", {"If-Match": f'"{update["version"]}"'}

    answers = [
        clerk.client.patch(path, {"narrative": f"第{n}稿"}, format="json", headers=headers)
        for n in range(5)
    ]

    assert [answer.status_code for answer in answers] == [200, 412, 412, 412, 412]


def test_requires_if_match(clerk, update):
    problem = clerk.patch(f"updates/{update['id']}/", {"narrative": "x"}, 428, if_match="").json()
    assert problem["code"] == "if_match_required"


@pytest.mark.parametrize("tag", ['W/"one"', "1", '"one"', '"1", "2"', '"99999999999"'])
def test_unknown_etag_matches_nothing(clerk, update, tag):
    clerk.patch(f"updates/{update['id']}/", {"narrative": "x"}, 412, if_match=tag)


def test_approval_is_bound_to_version_seen(clerk, office, update):
    path = f"updates/{update['id']}/"
    seen = clerk.post(path + "submit/")["ETag"]
    clerk.post(path + "withdraw/")
    clerk.patch(path, {"narrative": "改写"})
    clerk.post(path + "submit/")

    response = office.client.post(f"/api/v1/{path}approve/", headers={"If-Match": seen})

    assert response.status_code == 412
    assert office.get(path).json()["state"] == "submitted"


def test_second_revision_of_one_version_is_rejected(office, bureau):
    path = f"commitments/{factories.assigned(bureau).pk}/target/"
    given = {"reason": "因", "value": 4, "expected_version": 1}

    revised = office.post(path, given, 201)

    assert "ETag" not in revised
    assert office.post(path, given, 412).json()["code"] == "stale"


def test_assignment_is_bound_to_version_seen(office, bureau):
    commitment = factories.commitment(by=office.user)
    path = f"/api/v1/commitments/{commitment.pk}/assign/"
    headers = {"If-Match": office.get(f"commitments/{commitment.pk}/")["ETag"]}
    given = {"organization": bureau.pk}

    first = office.client.post(path, given, format="json", headers=headers)
    second = office.client.post(path, given, format="json", headers=headers)

    assert (first.status_code, second.status_code) == (200, 412)


def test_evidence_decision_is_bound_to_version_seen(clerk, office, update):
    link = {"update": update["id"], "url": "https://www.bjhd.gov.cn/a"}
    path = f"evidence/{clerk.post('evidence/', link, 201).json()['id']}/"
    clerk.post(f"updates/{update['id']}/submit/")
    seen = {"If-Match": office.get(path)["ETag"]}

    first = office.client.post(
        f"/api/v1/{path}reject/", {"reason": "网页打不开"}, format="json", headers=seen
    )
    second = office.client.post(f"/api/v1/{path}verify/", {}, format="json", headers=seen)

    assert (first.status_code, second.status_code) == (200, 412)
    [edit] = second.json()["edits"]
    assert edit["reason"] == "网页打不开"
    assert office.get(path).json()["state"] == "rejected"
