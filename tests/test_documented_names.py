"""The documentation names what exists: links, anchors, files, modules, functions, classes."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(
    path.relative_to(ROOT) for path in (*ROOT.glob("README*.md"), *(ROOT / "docs").rglob("*.md"))
)
# Pages that lead through the code of today; decisions and the changelog tell of other days.
GUIDES = [
    path
    for path in PAGES
    if path.parts[0] == "docs" and not {"decisions", "CHANGELOG.md"} & {*path.parts}
]
FENCED = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(\s*(?!https?:|mailto:)([^)\s#]*)(?:#([^)\s]+))?\s*\)")
SPAN = re.compile(r"`([^`\n]+)`")
# `domain/tracking/workflow.py`, `extraction/dates/`; what has <…> or * in it is a pattern.
FILE = re.compile(r"(?:[\w.-]+/)*[\w.-]+(?:/|\.(?:py|md|toml|po|sh|tsv|service|conf|yaml))")
# Members of a backup, not names of the code.
IN_A_BACKUP = re.compile(r"[\w.-]+\.(?:json|sqlite3)")
# `workflow.step`, `Plan.colours`, `extraction.spans.Claim`, also as a call: `progress.approve(pk)`.
NAME = re.compile(r"((?:[A-Za-z_]\w*\.)+[A-Za-z_]\w*)(?:\(.*\))?")
# Of Django, and the names that a function gives to its arguments.
NOT_OURS = {"migrations", "apps", "Meta", "transaction", "manage", "self", "intent", "passage"}


@cache
def text(page: Path) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


@cache
def anchors(page: Path) -> set[str]:
    """The anchors that a reader of the repository gets for the headings of a page."""
    headings = re.findall(r"^#+ +(.+?) *$", FENCED.sub("", text(page)), re.MULTILINE)
    plain = (re.sub(r"[`*]|\[|\]\([^)]*\)", "", heading).lower() for heading in headings)
    return {re.sub(r"[^\w\- ]", "", heading).replace(" ", "-") for heading in plain}


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_each_link_and_anchor_leads_somewhere(page: Path) -> None:
    for target, anchor in LINK.findall(FENCED.sub("", text(page))):
        aim = (ROOT / page.parent / target).resolve() if target else ROOT / page
        assert aim.exists(), target
        if anchor and aim.suffix == ".md":
            assert anchor in anchors(aim.relative_to(ROOT)), f"{target}#{anchor}"


@cache
def files() -> set[str]:
    """Every file and folder under every tail of its path: `a/b.py` and `b.py`."""
    found = set()
    for folder in ("commitments", "tests", "tracker", "docs", "benchmarks", "seeds", ".ci"):
        for path in (ROOT / folder, *(ROOT / folder).rglob("*")):
            parts = path.relative_to(ROOT).parts
            ending = "/" if path.is_dir() else ""
            found |= {"/".join(parts[place:]) + ending for place in range(len(parts))}
    return found | {path.name for path in ROOT.iterdir()}


@cache
def names() -> dict[str, set[str]]:
    """What each module and each class defines, by every tail of its dotted name."""
    found: dict[str, set[str]] = defaultdict(set)
    for folder in ("commitments", "tests", "tracker"):
        for path in (ROOT / folder).rglob("*.py"):
            parts = path.relative_to(ROOT).with_suffix("").parts
            parts = parts[:-1] if parts[-1] == "__init__" else parts
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for place in range(len(parts)):
                found[".".join(parts[place:])] |= {*_defined(tree)}
                if place:
                    found[".".join(parts[place - 1 : -1])].add(parts[-1])
            for node in ast.walk(tree):
                if isinstance(node, ast.ClassDef):
                    found[node.name] |= {*_defined(node)}
    return found


def _defined(body: ast.Module | ast.ClassDef) -> Iterator[str]:
    for node in body.body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Assign(targets=targets):
                yield from (part.id for part in targets if isinstance(part, ast.Name))
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield name
            case ast.Import(names=imported) | ast.ImportFrom(names=imported):
                yield from (one.asname or one.name for one in imported)


@pytest.mark.parametrize("page", GUIDES, ids=str)
def test_each_file_named_exists(page: Path) -> None:
    spans = SPAN.findall(FENCED.sub("", text(page)))
    named = {span for span in spans if FILE.fullmatch(span)}

    assert sorted(span for span in named if span not in files()) == []


@pytest.mark.parametrize("page", GUIDES, ids=str)
def test_each_name_of_the_code_exists(page: Path) -> None:
    spans = (NAME.fullmatch(span) for span in SPAN.findall(FENCED.sub("", text(page))))
    named = {span[1] for span in spans if span and not _is_a_file(span[0])}
    ours = {name for name in named if name.partition(".")[0] not in NOT_OURS}

    assert sorted(name for name in ours if not _is_defined(name)) == []


def _is_defined(name: str) -> bool:
    owner, _dot, last = name.rpartition(".")
    return name in names() or last in names().get(owner, set())


def _is_a_file(span: str) -> bool:
    return FILE.fullmatch(span) is not None or IN_A_BACKUP.fullmatch(span) is not None
