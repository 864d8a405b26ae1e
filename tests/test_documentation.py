"""The documentation says what is so: every variable, every command, every link."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands
from django.urls import Resolver404, resolve

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.zh-CN.md")
VARIABLE = re.compile(
    r"(?:env\.\w+|read_number|read_choice|read_flag|read_mapping)\(\s*\"([A-Z_]+)\""
)


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def variables() -> set[str]:
    found = set(VARIABLE.findall(text("tracker/settings.py") + text("tracker/access.py")))
    assert {"DATABASE_URL", "PORT", "HTTPS"} <= found
    return found


@pytest.mark.parametrize("name", READMES)
def test_table_of_settings_is_exactly_complete(name: str) -> None:
    documented = re.findall(r"^\| `([A-Z_]+)` \|", text(name), re.MULTILINE)

    assert sorted(documented) == sorted(variables())


def test_the_example_names_every_variable() -> None:
    example = re.findall(r"^#?([A-Z_]+)=", text(".env.example"), re.MULTILINE)

    assert variables() <= set(example)


@pytest.mark.parametrize("name", READMES)
def test_every_command_named_exists(name: str) -> None:
    for command in set(re.findall(r"manage\.py ([a-z_]+)", text(name))):
        assert command in get_commands()
    targets = set(re.findall(r"^([a-z-]+):", text("Makefile"), re.MULTILINE))
    for target in set(re.findall(r"\bmake ([a-z-]+)(?=[`\s])", text(name))):
        assert target in targets


@pytest.mark.parametrize("name", READMES)
def test_every_address_of_the_interface_exists(name: str) -> None:
    named = set(re.findall(r"\$TRACKER(/[\w/-]*)", text(name)))
    named = {f"/api/v1{path}" for path in named} | set(re.findall(r"`(/api/[\w/]*)`", text(name)))

    assert len(named) >= 5
    for path in named:
        try:
            match = resolve(path)
        except Resolver404:
            pytest.fail(path)
        assert match.func.__name__ != "NowhereView", path


@pytest.mark.django_db
@pytest.mark.parametrize("name", READMES)
def test_example_document_is_accepted_beside_the_seed(name: str) -> None:
    from commitments.domain import seeds
    from commitments.domain.documents import extract
    from commitments.models import Document
    from tests import factories
    from tests.api.callers import caller

    seeds.load(ROOT / "seeds")
    office = caller(factories.supervisor())
    shown = re.search(r"\$TRACKER/documents/ [^']*'[^']*' -d '({.*?})'", text(name), re.DOTALL)
    assert shown is not None

    made = office.post("documents/", json.loads(shown[1]), 201).json()

    extract.extract_document(made["id"])
    assert Document.objects.get(pk=made["id"]).candidates.count() == 2


@pytest.mark.parametrize("name", READMES)
def test_every_link_leads_somewhere(name: str) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text(name)):
        assert (ROOT / target).exists(), target


@pytest.mark.parametrize("name", READMES)
def test_the_languages_say_the_same_in_code(name: str) -> None:
    """Examples are copied, not translated: only their comments differ."""
    other = READMES[1 - READMES.index(name)]

    assert _commands(text(name)) == _commands(text(other))


def _commands(markdown: str) -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", markdown, re.DOTALL)
    lines = (re.sub(r"(^|\s+)# .*", "", line).rstrip() for line in "".join(blocks).splitlines())
    return [line for line in lines if line]


def test_decisions_are_numbered_without_gaps_and_listed_by_title() -> None:
    decisions = sorted((settings.BASE_DIR / "docs" / "decisions").glob("*.md"))

    assert [int(path.name[:4]) for path in decisions] == list(range(1, len(decisions) + 1))
    for path in decisions:
        assert path.read_text(encoding="utf-8").startswith(f"# {int(path.name[:4])}. ")
