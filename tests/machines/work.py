"""What people and programs ask of the service while its machines die."""

import itertools
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import requests
from django.utils import translation

from tests.domain.batches.books import Book
from tests.machines.office import REPORTED_ON

ANSWER_WITHIN = 30
HEADERS = {"Authorization": "Token office"}
MONTHS = ("2026-01", "2026-02", "2026-03", "2026-Q1")


@dataclass(slots=True)
class Answers:
    """Every answer of success, by what it is about, and every answer of 500."""

    stored: dict[str, list[int]] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    broken: int = 0


class Callers:
    """Threads that ask either web server, whichever answers."""

    def __init__(self, ports: tuple[int, int], *, seed: int) -> None:
        self.answers = Answers()
        self._ports, self._seed = ports, seed
        self._ended = threading.Event()
        self._threads: list[threading.Thread] = []

    def start(self, *works: Callable[["Callers", random.Random], None]) -> None:
        for place, work in enumerate(works):
            chance = random.Random(self._seed + place)
            thread = threading.Thread(target=self._repeat, args=(work, chance), daemon=True)
            thread.start()
            self._threads.append(thread)

    def stop(self) -> None:
        self._ended.set()
        for thread in self._threads:
            thread.join()

    def post(self, path: str, chance: random.Random, **content: Any) -> dict[str, Any] | None:
        """Ask once; None where it was refused, or where nobody knows what became of it."""
        address = f"http://127.0.0.1:{chance.choice(self._ports)}/api/v1{path}"
        try:
            answer = requests.post(address, headers=HEADERS, timeout=ANSWER_WITHIN, **content)
        except requests.RequestException:
            self.answers.broken += 1
            return None
        if answer.status_code >= 500 and answer.status_code != 503:
            self.answers.failures.append(f"{path}: {answer.status_code} {answer.text[:300]}")
        if not answer.ok:
            return None
        given: dict[str, Any] = answer.json()
        return given

    def note(self, kind: str, found: dict[str, Any] | None) -> None:
        if found is not None:
            self.answers.stored.setdefault(kind, []).append(found["id"])

    def _repeat(
        self, work: Callable[["Callers", random.Random], None], chance: random.Random
    ) -> None:
        while not self._ended.is_set():
            work(self, chance)
            time.sleep(chance.uniform(0.05, 0.4))


_numbers = itertools.count(1)


def send_document(callers: Callers, chance: random.Random) -> None:
    text = f"到2030年底，新建公园{next(_numbers)}处，人均体育场地面积达到3.7平方米。"
    found = callers.post("/documents/", chance, json={"title": "工作要点", "text": text})
    callers.note("document", found)


def send_evidence(callers: Callers, chance: random.Random) -> None:
    """Report on any commitment, with a file."""
    update = callers.post(
        "/updates/",
        chance,
        json={
            "commitment": chance.randint(1, 40),
            "reported_on": str(REPORTED_ON),
            "narrative": f"第{next(_numbers)}次反馈",
        },
    )
    callers.note("update", update)
    if update is not None:
        content = f"会议纪要{next(_numbers)}".encode()
        files = {"file": ("纪要.txt", content, "text/plain")}
        found = callers.post("/evidence/", chance, files=files, data={"update": update["id"]})
        callers.note("evidence", found)


def issue_report(callers: Callers, chance: random.Random) -> None:
    found = callers.post("/report-issues/", chance, json={"period": chance.choice(MONTHS)})
    callers.note("report", found)
    time.sleep(0.5)


def filled_in(ledger: bytes, rows: int) -> bytes:
    """The ledger with a value and a sentence in the first rows, as a unit returns it."""
    with translation.override("zh-hans"):
        book = Book(ledger)
        for row in range(2, rows + 2):
            book.write(row, report_value=3, report_on=REPORTED_ON, narrative="台账报送")
        return book.saved()
