"""The house keeps its own rules: sizes, floors that need no roof, doors that only open."""

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MOST_LINES = 400
MOST_LINES_OF_A_FUNCTION = 60  # the aim is 40; past 60 nobody reads to the end
PURE = ("reading", "extraction", "matching", "assessment", "rendering")
FACES = ("api", "admin", "dashboard", "management", "templatetags", "tasks.py")
WRITES = {"save", "delete", "update", "create", "bulk_create", "bulk_update", "update_or_create"}
CLOCKS = {"now", "today", "utcnow", "localdate", "localtime", "time", "monotonic"}
KEPT = ("commitments", "tracker", "tests", "docs", "seeds", ".ci")
# Addresses that are right on one machine only: home folders, package registries, mirrors.
LOCAL_ONLY = re.compile(
    r"(?<![\w.:/])/(?:work|root|home|Users)/\w"
    r"|https?://[\w.-]*(?:pypi|pythonhosted|npmjs|debian|mirror|artifactory|nexus)[\w.-]*"
)
UNFINISHED = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|X" r"XX)\b")


def _sources(*folders: str) -> list[Path]:
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return sorted(path.relative_to(ROOT) for path in found if "migrations" not in path.parts)


CODE = _sources("commitments", "tracker")
PURE_CODE = _sources(*(f"commitments/{package}" for package in PURE))
FACE_CODE = [
    path for path in CODE if path.parts[0] == "commitments" and set(path.parts) & set(FACES)
]


@cache
def _text(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(_text(path))


def _method_calls(path: Path) -> list[tuple[int, str, ast.expr]]:
    return [
        (node.lineno, node.func.attr, node.func.value)
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]


@pytest.mark.parametrize("path", [*CODE, *_sources("tests")], ids=str)
def test_files_stay_under_400_lines(path: Path) -> None:
    assert len(_text(path).splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", CODE, ids=str)
def test_functions_stay_under_60_lines(path: Path) -> None:
    functions = (node for node in ast.walk(_tree(path)) if isinstance(node, ast.FunctionDef))
    for function in functions:
        length = (function.end_lineno or 0) - function.lineno + 1
        assert length <= MOST_LINES_OF_A_FUNCTION, function.name


def test_app_package_is_empty_so_pure_packages_load_without_django() -> None:
    assert _text(Path("commitments/__init__.py")) == ""


@pytest.mark.parametrize("package", PURE)
def test_a_pure_package_loads_without_django(package: str) -> None:
    code = (
        f"import sys, pkgutil, importlib, commitments.{package} as package\n"
        "for found in pkgutil.walk_packages(package.__path__, package.__name__ + '.'):\n"
        "    importlib.import_module(found.name)\n"
        "assert not {'django', 'rest_framework', 'celery'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


@pytest.mark.parametrize("path", PURE_CODE, ids=str)
def test_a_pure_package_has_no_clock(path: Path) -> None:
    assert [(line, name) for line, name, _ in _method_calls(path) if name in CLOCKS] == []


@pytest.mark.parametrize("path", CODE, ids=str)
def test_each_module_opens_with_what_it_does(path: Path) -> None:
    if path != Path("commitments/__init__.py"):
        opening = (ast.get_docstring(_tree(path)) or "").split("\n\n")[0]
        assert opening, "no docstring"
        assert opening.endswith((".", ":")), opening


@pytest.mark.parametrize("path", FACE_CODE, ids=str)
def test_a_face_writes_nothing_itself(path: Path) -> None:
    """Rows are written by the domain, which checks them and leaves who, when and why."""
    managers = re.compile(r"\bobjects\b|_set\b")
    for line, name, target in _method_calls(path):
        on_rows = name == "save" or managers.search(ast.unparse(target))
        assert not (name in WRITES and on_rows), f"line {line}: .{name}()"


@pytest.mark.parametrize("folder", sorted({path.parent for path in _sources("tests")}), ids=str)
def test_each_folder_of_tests_is_a_package(folder: Path) -> None:
    """Two test files of one name in two folders would otherwise shadow each other."""
    assert (ROOT / folder / "__init__.py").exists()


def test_repository_names_no_machine_and_no_unfinished_work() -> None:
    candidates = [path for path in ROOT.iterdir() if path.is_file() and path.name[0] != "."]
    for folder in KEPT:
        candidates += [path for path in (ROOT / folder).rglob("*") if path.is_file()]
    for path in candidates:
        if "__pycache__" in path.parts or path == Path(__file__):
            continue
        text = path.read_bytes().decode("utf-8", errors="ignore")
        assert not LOCAL_ONLY.search(text), path
        # Source texts are not ours to finish, and the bytes of a picture may spell anything.
        assert path.suffix in {".txt", ".png"} or not UNFINISHED.search(text), path
