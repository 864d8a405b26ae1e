"""The embedded service while it reads long files: nobody waits, and a stop loses nothing.

`READING_PAGES=200 READING_MEGABYTES=5 pytest tests/management/test_up_at_work.py -s` reads files of
the size that once froze it, and prints how long people waited.
"""

import os
import re
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import pytest
import requests

from tests.management.installations import PASSWORD, PATIENCE, Installation, says
from tests.reading.files import pdf, prose
from tests.services import migrated
from tests.services.programs import Program

PAGES = int(os.environ.get("READING_PAGES", "12"))
MEGABYTES = float(os.environ.get("READING_MEGABYTES", "0.2"))
LONGEST = 1800
HIDDEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
SENTENCE = "到2030年底，新建第{n}号公园{n}处，投资{n}亿元，由区园林绿化局牵头。"


def long_pdf(first: int) -> bytes:
    numbers = range(first, first + 30 * PAGES)
    lines = [SENTENCE.format(n=n) for n in numbers]
    return pdf(*(prose(*lines[page * 30 : (page + 1) * 30]) for page in range(PAGES)))


def long_text() -> bytes:
    size = len(SENTENCE.format(n=100_000).encode()) + 1
    lines = int(MEGABYTES * 1024 * 1024 / size)
    return "\n".join(SENTENCE.format(n=100_000 + line) for line in range(lines)).encode()


@dataclass(slots=True)
class Office:
    """A person's computer: signs in with a browser, sends files with a token."""

    port: int
    password: str
    waited: list[float] = field(default_factory=list)

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def sign_in(self) -> int:
        """Through the form, as a browser does; the status, and how long it took, is kept."""
        browser = requests.Session()
        began = time.monotonic()
        page = browser.get(f"{self.root}/admin/login/", timeout=PATIENCE)
        [token, *_] = HIDDEN.findall(page.text)
        given = {"username": "admin", "password": self.password, "csrfmiddlewaretoken": token}
        answer = browser.post(
            f"{self.root}/admin/login/", given, timeout=PATIENCE, allow_redirects=False
        )
        self.waited.append(time.monotonic() - began)
        return answer.status_code

    def token(self) -> dict[str, str]:
        given = {"username": "admin", "password": self.password}
        answer = requests.post(f"{self.root}/api/v1/token/", json=given, timeout=PATIENCE)
        assert answer.status_code == 200, answer.text
        return {"Authorization": f"Token {answer.json()['token']}"}

    def send(self, name: str, data: bytes, token: dict[str, str]) -> int:
        answer = requests.post(
            f"{self.root}/api/v1/documents/",
            files={"file": (name, data)},
            headers=token,
            timeout=PATIENCE,
        )
        assert (answer.status_code, answer.json()["state"]) == (201, "received"), answer.text
        return int(answer.json()["id"])


@pytest.fixture
def installation(tmp_path: Path, request: pytest.FixtureRequest) -> Installation:
    found = Installation.below(tmp_path, JOB_LEASE_SECONDS="5", JOB_SWEEP_SECONDS="1")
    found.data.mkdir()
    cache = request.config.cache.mkdir("migrated")
    migrated.copy_to(found.data / "db.sqlite3", cache=cache)
    return found


def started(installation: Installation, log: Path) -> Program:
    up = installation.start(log)
    up.wait_until(lambda: says(up, "Ctrl-C", " ready."), seconds=PATIENCE)
    return up


@pytest.fixture
def up(installation: Installation, tmp_path: Path) -> Iterator[Program]:
    running = started(installation, tmp_path / "first.log")
    yield running
    running.stop(seconds=60)
    print(running.output()[-3000:])


@pytest.fixture
def office(installation: Installation, up: Program) -> Office:
    found = PASSWORD.search(up.output())
    assert found
    return Office(installation.port, found[1])


def rows(installation: Installation, query: str) -> list[Any]:
    database = sqlite3.connect(f"file:{installation.data / 'db.sqlite3'}?mode=ro", uri=True)
    try:
        return database.execute(query).fetchall()
    finally:
        database.close()


def states(installation: Installation, *documents: int) -> set[str]:
    among = ", ".join(map(str, documents))
    found = rows(installation, f"SELECT state FROM commitments_document WHERE id IN ({among})")
    return {state for (state,) in found}


@pytest.mark.slow
@pytest.mark.worker
def test_people_sign_in_while_long_files_are_read(
    installation: Installation, office: Office
) -> None:
    token = office.token()
    office.sign_in()
    at_rest = office.waited.pop()
    long = [
        office.send("规划.pdf", long_pdf(100), token),
        office.send("汇编.txt", long_text(), token),
    ]
    began, answers = time.monotonic(), []

    while states(installation, *long) & {"received", "reading"}:
        assert time.monotonic() - began < LONGEST
        answers.append(office.sign_in())
        time.sleep(0.1)

    lasted, slowest = time.monotonic() - began, max(office.waited)
    print(
        f"{lasted:.0f} s of reading, {len(answers)} sign-ins: the slowest took {slowest:.2f} s, "
        f"the median {median(office.waited):.2f} s, one at rest {at_rest:.2f} s"
    )
    assert states(installation, *long) == {"read"}
    assert set(answers) == {302}
    # Whoever waits for a reading waits for most of it.
    assert slowest < lasted / 4


@pytest.mark.slow
@pytest.mark.worker
def test_a_stop_in_the_middle_of_a_reading_loses_nothing(
    installation: Installation, office: Office, up: Program, tmp_path: Path
) -> None:
    token = office.token()
    first, second = (office.send(f"{n}.pdf", long_pdf(n), token) for n in (1000, 5000))
    up.wait_until(lambda: states(installation, first) == {"reading"})

    assert up.stop(seconds=60) == 0

    assert installation.processes() == set()
    # One that was nearly read may have been finished in the time that ending takes.
    assert states(installation, first, second) <= {"received", "reading", "read"}
    again = started(installation, tmp_path / "second.log")
    again.wait_until(lambda: states(installation, first, second) == {"read"}, seconds=LONGEST)
    assert again.stop(seconds=60) == 0
    assert installation.processes() == set()

    found = "SELECT document_id, count(*), count(DISTINCT start) FROM commitments_candidate"
    among = f"document_id IN ({first}, {second})"
    counted = rows(installation, f"{found} WHERE {among} GROUP BY 1")
    # Both are of one pattern, so each has as many; and none stands twice at its place.
    assert [pk for pk, *_ in counted] == [first, second]
    assert len({tuple(numbers) for _, *numbers in counted}) == 1
    twice = f"""SELECT count(*) FROM commitments_candidate WHERE {among}
                GROUP BY document_id, start, "end", kind, metric HAVING count(*) > 1"""
    assert rows(installation, twice) == []
    done = f"""SELECT key, state FROM commitments_job
               WHERE kind = 'extract' AND key IN ('{first}', '{second}')"""
    assert sorted(rows(installation, done)) == [(str(first), "done"), (str(second), "done")]
