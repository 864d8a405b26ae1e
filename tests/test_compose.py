"""compose.yaml says what the documentation promises: six services, each watched.

It is checked as text; running it needs a container engine.
"""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from commitments import queues

ROOT = Path(__file__).resolve().parent.parent
COMPOSE = (ROOT / "compose.yaml").read_text(encoding="utf-8")
OURS = ("web", "worker", "background", "beat")


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    return yaml.safe_load(COMPOSE)["services"]


def test_every_lasting_service_is_watched_and_comes_back(services: dict[str, Any]) -> None:
    lasting = set(services) - {"prepare"}

    assert lasting == {"database", "broker", *OURS}
    for name in lasting:
        assert services[name]["healthcheck"]["test"], name
        assert services[name]["restart"] == "unless-stopped", name


@pytest.mark.parametrize("name", OURS)
def test_our_services_wait_for_tables_and_broker(services: dict[str, Any], name: str) -> None:
    assert services[name]["depends_on"] == {
        "database": {"condition": "service_healthy"},
        "broker": {"condition": "service_healthy"},
        "prepare": {"condition": "service_completed_successfully"},
    }
    assert services[name]["healthcheck"]["test"][-2:] == ["healthy", name]


@pytest.mark.parametrize("name", OURS)
def test_our_services_share_database_broker_and_files(services: dict[str, Any], name: str) -> None:
    environment = services[name]["environment"]

    assert environment["DATABASE_URL"].startswith("postgres://")
    assert environment["CELERY_BROKER_URL"].startswith("redis://")
    assert services[name]["volumes"] == ["data:/data"]


def test_each_queue_has_a_worker_of_its_own(services: dict[str, Any]) -> None:
    served = {}
    for name in ("worker", "background"):
        command = services[name]["command"]
        served[name] = command[command.index("--queues") + 1]

    assert served == {"worker": queues.INTERACTIVE, "background": queues.BACKGROUND}


def test_every_variable_of_compose_is_in_the_example() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")

    for variable in re.findall(r"\$\{(\w+)", COMPOSE):
        assert f"{variable}=" in example


def test_the_image_holds_what_the_services_run() -> None:
    copied = re.findall(r"^COPY (\S+)", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    let_through = re.findall(r"^!(\S+)", (ROOT / ".dockerignore").read_text(), re.MULTILINE)

    assert set(copied) == set(let_through)
    assert all((ROOT / name).exists() for name in copied)
