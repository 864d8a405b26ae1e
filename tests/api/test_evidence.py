"""Evidence over HTTP: files and links under an update, given back to those who may see it."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from commitments.models import Evidence
from tests import factories

CONTENT = b"%PDF-1.4 photo"


@pytest.fixture
def update(clerk, bureau) -> int:
    given = {
        "commitment": factories.assigned(bureau).pk,
        "reported_on": "2026-03-31",
        "narrative": "新建体育场地5处",
    }
    return clerk.post("updates/", given, 201).json()["id"]


def attach(caller, update: int, status: int = 201, name: str = "竣工 验收.PDF"):
    given = {"update": update, "file": SimpleUploadedFile(name, CONTENT), "title": "验收单"}
    return caller.post("evidence/", given, status, "multipart").json()


def test_file_is_stored_by_hash_and_served(clerk, office, update):
    made = attach(clerk, update)

    assert (made["kind"], made["filename"], made["title"]) == ("file", "竣工 验收.PDF", "验收单")
    assert made["sha256"] == hashlib.sha256(CONTENT).hexdigest()
    response = office.client.get(made["download"])
    assert b"".join(response.streaming_content) == CONTENT
    assert response["Content-Disposition"] == f'attachment; filename="evidence-{made["id"]}.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("name", ['a"b.pdf', "a\nb.pdf", "😀.pdf", "v1.2.PDF"])
def test_unusual_name_stays_out_of_headers(clerk, update, name):
    made = attach(clerk, update, name=name)
    header = clerk.get(f"evidence/{made['id']}/file/")["Content-Disposition"]
    assert header.isascii()
    assert header.startswith(f'attachment; filename="evidence-{made["id"]}')


@pytest.mark.parametrize("name", ["a.html", "x.svg", "a.tar.gz", "no ending", "a.p\nhp", "a.😀"])
def test_rejects_unaccepted_file_type_at_its_field(clerk, update, name):
    problem = attach(clerk, update, status=400, name=name)
    assert [error["field"] for error in problem["errors"]] == ["file"]


def test_attaches_link(clerk, update):
    given = {
        "update": update,
        "url": "https://www.bjhd.gov.cn/a",
        "period_start": "2026-01-01",
        "period_end": "2026-03-31",
    }
    made = clerk.post("evidence/", given, 201).json()

    assert (made["kind"], made["url"], made["download"]) == ("link", given["url"], None)
    assert made["period_end"] == "2026-03-31"
    assert clerk.get(f"evidence/{made['id']}/file/", 404)
    assert [e["id"] for e in clerk.get(f"updates/{update}/").json()["evidence"]] == [made["id"]]


@pytest.mark.parametrize(
    ("broken", "field"),
    [
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": ""}, "url"),
        ({"update": 10**12}, "update"),
        ({"period_start": "2026-03-31", "period_end": "2026-01-01"}, None),
        ({"file": "text"}, "file"),
    ],
)
def test_rejects_invalid_link(clerk, update, broken, field):
    given = {"update": update, "url": "https://www.bjhd.gov.cn/a"}
    problem = clerk.post("evidence/", given | broken, 400).json()
    assert field is None or problem["errors"][0]["field"] == field
    assert not Evidence.objects.exists()


def test_rejects_file_over_limit(clerk, update, settings):
    settings.UPLOAD_LIMIT = 10
    given = {"update": update, "file": SimpleUploadedFile("a.pdf", CONTENT)}
    problem = clerk.post("evidence/", given, 400, "multipart").json()
    assert problem["errors"][0]["code"] == "too_large"


def test_rejects_evidence_for_submitted_update(clerk, update):
    clerk.post(f"updates/{update}/submit/")
    given = {"update": update, "url": "https://www.bjhd.gov.cn/a"}
    assert clerk.post("evidence/", given, 409).json()["code"] == "conflict"


def test_other_units_neither_add_nor_download(clerk, stranger, reader, update):
    made = attach(clerk, update)

    given = {"update": update, "url": "https://www.bjhd.gov.cn/a"}
    hidden = stranger.post("evidence/", given, 400).json()
    absent = stranger.post("evidence/", given | {"update": 10**9}, 400).json()
    assert str(hidden).replace(str(update), "?") == str(absent).replace(str(10**9), "?")
    assert stranger.get(f"evidence/{made['id']}/file/", 404)
    assert reader.post("evidence/", given, 403)
    # Readers see it once it is submitted.
    assert reader.get(f"evidence/{made['id']}/file/", 404)
    clerk.post(f"updates/{update}/submit/")
    assert reader.get(f"evidence/{made['id']}/file/")


def test_evidence_can_be_removed_until_submission(clerk, stranger, reader, update):
    made = attach(clerk, update)
    path = f"evidence/{made['id']}/"

    assert stranger.delete(path, 404)
    assert reader.delete(path, 403)
    assert clerk.delete(path)
    assert clerk.get(path, 404)

    kept = attach(clerk, update)
    clerk.post(f"updates/{update}/submit/")
    assert clerk.delete(f"evidence/{kept['id']}/", 409)
    assert clerk.get(f"evidence/{kept['id']}/")


@pytest.fixture
def sent_in(clerk, update) -> str:
    """Evidence of an update that was submitted."""
    made = attach(clerk, update)
    clerk.post(f"updates/{update}/submit/")
    return f"evidence/{made['id']}/"


def test_verified_evidence_expires(office, clerk, sent_in):
    assert clerk.get(sent_in).json()["state"] == "in_review"

    verified = office.post(sent_in + "verify/", {"expires_on": "2099-12-31"}).json()

    assert (verified["state"], verified["decided_by"]) == ("verified", office.user.username)
    assert clerk.ids("evidence/", state="verified") == [verified["id"]]
    Evidence.objects.update(expires_on="2026-01-01")
    assert clerk.get(sent_in).json()["state"] == "expired"
    assert clerk.ids("evidence/", state="expired") == [verified["id"]]
    assert clerk.ids("evidence/", state="verified") == []
    assert clerk.ids("evidence/", state=["in_review", "expired"]) == [verified["id"]]


def test_rejection_needs_reason(office, clerk, sent_in):
    office.post(sent_in + "reject/", {}, 400)
    office.post(sent_in + "reject/", {"reason": "照片模糊"})

    shown = clerk.get(sent_in).json()

    assert (shown["state"], shown["decision_reason"]) == ("rejected", "照片模糊")


def test_draft_evidence_cannot_be_verified(office, clerk, update):
    made = attach(clerk, update)
    assert office.post(f"evidence/{made['id']}/verify/", status=409)


def test_units_cannot_verify_own_evidence(clerk, sent_in):
    clerk.post(sent_in + "verify/", status=403)
    clerk.post(sent_in + "reject/", {"reason": "x"}, 403)


def test_rejects_expiry_in_the_past(office, sent_in):
    problem = office.post(sent_in + "verify/", {"expires_on": "2026-01-01"}, 400).json()
    assert problem["errors"][0]["field"] == "expires_on"
