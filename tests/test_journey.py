"""The whole way: a newspaper page goes in, a status report comes out.

Nothing is stood in for: HTTP over a socket, a Celery worker in a process of its own, the
database that runs the suite, the Word and Excel files opened again.
"""

import io
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
import requests

from commitments.domain import seeds
from commitments.models import Organization
from tests import factories

SEEDS = Path(__file__).parent.parent / "seeds"
SEED = SEEDS / "haidian-plenary-2025-11.txt"
PATIENCE = 60


class Program:
    """Somebody's program that speaks to the API with a token."""

    def __init__(self, address: str, username: str) -> None:
        self.root = f"{address}/api/v1"
        self.session = requests.Session()
        self.session.trust_env = False
        answer = self.session.post(
            f"{self.root}/token/", json={"username": username, "password": "a good password"}
        )
        self.session.headers["Authorization"] = f"Token {answer.json()['token']}"

    def get(self, path: str, **query: object) -> Any:
        return self._json("GET", path, params=query)

    def post(self, path: str, status: int = 200, **content: Any) -> Any:
        return self._json("POST", path, status, **content)

    def download(self, path: str) -> bytes:
        answer = self.session.get(f"{self.root}{path}")
        assert answer.status_code == 200, answer.text
        return answer.content

    def _json(self, method: str, path: str, status: int = 200, **how: Any) -> Any:
        answer = self.session.request(method, f"{self.root}{path}", **how)
        assert answer.status_code == status, answer.text
        return answer.json()


def eventually(found: Callable[[], Any]) -> Any:
    """What another process brings about, in its own time."""
    deadline = time.monotonic() + PATIENCE
    while not (result := found()):
        assert time.monotonic() < deadline, "The worker did not get to it in time."
        time.sleep(0.1)
    return result


@pytest.mark.slow
def test_from_the_newspaper_page_to_the_status_report(live_server, worker):
    seeds.add_units(SEEDS)
    bureau = Organization.objects.called("区体育局")
    factories.supervisor("ducha")
    factories.reporter(bureau, "tiyuju")
    office, clerk = Program(live_server.url, "ducha"), Program(live_server.url, "tiyuju")

    # The office sends the page; the worker, another process, reads it.
    with SEED.open("rb") as file:
        document = office.post(
            "/documents/",
            201,
            files={"file": (SEED.name, file, "text/plain")},
            data={"title": "区委全会侧记", "kind": "newspaper", "published_on": "2025-11-23"},
        )
    assert document["read_at"] is None
    eventually(lambda: office.get(f"/documents/{document['id']}/")["read_at"])
    text = office.get(f"/documents/{document['id']}/")["text"]
    assert text == SEED.read_bytes().decode()

    # A reviewer finds the promise at its place in the text and decides.
    found = office.get("/candidates/", document=document["id"], kind="target", q="体育场地面积")
    [candidate] = found["results"]
    assert text[candidate["start"] : candidate["end"]] == candidate["quote"]
    assert (candidate["value"], candidate["unit"]) == (3.7, "平方米")
    assert candidate["owners"] == ["区体育局"]
    commitment = office.post(
        f"/candidates/{candidate['id']}/accept/", 201, json={"due_on": "2030-12-31"}
    )
    assert commitment["lead"]["short_name"] == "区体育局"
    again = office.post(f"/candidates/{candidate['id']}/accept/", 409, json={})
    assert again["title"]

    # The unit reports, the office approves, and the evaluation follows with its reason.
    assert [c["id"] for c in clerk.get("/commitments/")["results"]] == [commitment["id"]]
    update = clerk.post(
        "/updates/",
        201,
        json={
            "commitment": commitment["id"],
            "reported_on": "2026-03-20",
            "narrative": "新建体育场地12处，人均体育场地面积达到3.8平方米。",
            "measurements": [{"measured_on": "2026-03-20", "value": 3.8}],
        },
    )
    clerk.post(
        "/evidence/",
        201,
        files={"file": ("统计表.txt", "人均3.8平方米".encode(), "text/plain")},
        data={"update": update["id"], "title": "体育场地统计表"},
    )
    clerk.post(f"/updates/{update['id']}/submit/")
    clerk.post(f"/updates/{update['id']}/approve/", 403)
    office.post(f"/updates/{update['id']}/approve/")
    kept = office.get(f"/commitments/{commitment['id']}/")
    assert kept["progress"] == "achieved"
    assert "3.8平方米" in kept["why"]

    # The quarter's report, in the forms that leaders get.
    issue = office.post("/report-issues/", 201, json={"period": "2026-Q1"})
    word = docx.Document(io.BytesIO(office.download(f"/report-issues/{issue['id']}/files/docx/")))
    cells = [c.text for table in word.tables for row in table.rows for c in row.cells]
    assert any("人均体育场地面积" in cell for cell in cells)
    assert any("2026年一季度" in paragraph.text for paragraph in word.paragraphs)
    sheets = openpyxl.load_workbook(
        io.BytesIO(office.download(f"/report-issues/{issue['id']}/files/xlsx/"))
    )
    values = [cell for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row]
    assert 3.8 in values
    assert commitment["code"] in values
    assert date.fromisoformat(issue["as_of"]) == date(2026, 3, 31)
