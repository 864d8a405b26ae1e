"""One name for one thing: words that were given up for the standard terms do not come back."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "commitments/locale/zh_Hans/LC_MESSAGES/django.po"
# Given up anywhere in a name, with the word that stands for it.
GIVEN_UP = {
    "verdict": "evaluation",
    "judge": "evaluate",
    "desk": "inbox",
    "unmake": "revert",
    "newcomers": "new rows",
    "ticked": "done",
    "lifted": "revoked",
    "blot": "mask",
    "peel": "prefixes",
    "undertakings": "deliverables",
    "norms": "regulations",
}
# Given up as the name of a class, function or module; inside other words they are plain English.
TOO_SHORT = {
    "Slip": "ReminderSlip",
    "Extension": "DeadlineExtension",
    "Whose": "Scope",
    "Standing": "HistoricalState",
    "Told": "NoticeRow",
    "Owed": "DutyRow",
    "stand": "snapshot_at",
    "share_asked": "expected_share",
    "keep": "save",
    "drop": "delete",
    "tell": "notify",
    "demand": "require_permission",
    "morning": "daily_summary",
    "story": "timeline",
}
# What a reader of the English pages is not to meet.
NOT_ON_SCREEN = re.compile(
    r"\b(?:verdicts?|judged?|lifted|ticked|way of adding up)\b", re.IGNORECASE
)
SOURCES = sorted(
    path.relative_to(ROOT)
    for folder in ("commitments", "tracker", "tests")
    for path in (ROOT / folder).rglob("*.py")
    # Migrations and the account of them are history.
    if not {"migrations", "upgrade"} & set(path.parts) and path != Path(__file__)
)


def _names(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Name(id=name) | ast.arg(arg=name) | ast.Attribute(attr=name):
                yield name


def _defined(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name.strip("_")


def test_names_use_the_standard_terms() -> None:
    found = {str(path): given_up for path in SOURCES if (given_up := _given_up(path))}

    assert found == {}


def _given_up(path: Path) -> dict[str, str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    parts = {part for name in _names(tree) for part in name.lower().split("_")}
    found = {word: GIVEN_UP[word] for word in parts & GIVEN_UP.keys()}
    return found | {
        word: TOO_SHORT[word] for word in {*_defined(tree), path.stem} & TOO_SHORT.keys()
    }


def test_english_texts_use_the_standard_terms() -> None:
    found = re.findall(r'^msgid "(.*)"', CATALOGUE.read_text(encoding="utf-8"), re.MULTILINE)

    assert [text for text in found if NOT_ON_SCREEN.search(text)] == []
