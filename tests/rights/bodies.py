"""What is sent to a verb so that only the rights of the person can be in the way."""

from dataclasses import dataclass
from typing import Any

from drf_spectacular.generators import SchemaGenerator

from tests.rights.world import DAY, FAR

WRITES = ("post", "patch", "put", "delete")
# Fields that name rows, by the kind of row; all of them are unit A's.
ROWS = {
    "commitment": "commitment",
    "into": "commitment",
    "update": "progressupdate",
    "organization": "organization",
    "lead": "organization",
    "indicator": "indicator",
    "document": "document",
    "citation": "document",
}
VALUES: dict[str, Any] = {
    "reported_on": DAY.isoformat(),
    "measured_on": DAY.isoformat(),
    "done_on": DAY.isoformat(),
    "completed_on": DAY.isoformat(),
    "progress": "behind",
    "period": "2026-Q1",
    "url": "https://www.bjhd.gov.cn/a",
    "kind": "action",
    "every": 1,
}


@dataclass(frozen=True, slots=True)
class Operation:
    """A write of the interface for programs, as its description tells it."""

    method: str
    path: str
    body: dict[str, Any]


def operations(objects: dict[str, int]) -> list[Operation]:
    schema = SchemaGenerator().get_schema(public=True)
    found = []
    for path, item in schema["paths"].items():
        for method in WRITES:
            if method in item:
                body = _required(item[method].get("requestBody"), schema, objects)
                found.append(Operation(method, path, body))
    return found


def of_forms(objects: dict[str, int]) -> dict[str, Any]:
    """One answer to all forms of the admin: each takes from it what it asks for."""
    rows = {name: objects[kind] for name, kind in ROWS.items()}
    days = dict.fromkeys(("due_on", "new_due_on", "ends_on"), FAR.isoformat())
    buttons = dict.fromkeys(("submit", "save", "verify", "grant", "delete", "_save"), "1")
    words = dict.fromkeys(("reason", "name", "title", "narrative", "decision_reason"), "改动")
    steps = {"milestones": f"{FAR.isoformat()} 改动", "done": "1", "value": "9", "role": "lead"}
    return {**VALUES, **rows, **days, **words, **steps, **buttons, "post": "yes", "query": "q=1"}


def _required(request: Any, schema: Any, objects: dict[str, int]) -> dict[str, Any]:
    if not request:
        return {}
    kind = _resolved(request["content"]["application/json"]["schema"], schema)
    names = kind.get("required", [])
    if not names:  # a change of a part: of anything that is text
        names = [name for name in kind.get("properties", {}) if name in ("reason", "narrative")]
    return {name: _sample(name, kind["properties"][name], schema, objects) for name in names}


def _sample(name: str, given: Any, schema: Any, objects: dict[str, int]) -> Any:
    kind = _resolved(given, schema)
    if name in ROWS and kind.get("type") == "integer":
        return objects[ROWS[name]]
    if name in VALUES:
        return VALUES[name]
    if "enum" in kind:
        return kind["enum"][0]
    if kind.get("format") == "date":
        return FAR.isoformat()
    if kind.get("type") == "array":
        return [_sample(name, kind["items"], schema, objects)]
    if kind.get("type") == "object":
        parts = kind.get("required", [])
        return {part: _sample(part, kind["properties"][part], schema, objects) for part in parts}
    return {"integer": 1, "number": 1, "boolean": True}.get(str(kind.get("type")), "改动")


def _resolved(kind: Any, schema: Any) -> Any:
    """The schema itself, where it is named or given as one of several."""
    for several in ("oneOf", "allOf", "anyOf"):
        if several in kind:
            kind = kind[several][0]
    if "$ref" in kind:
        kind = schema["components"]["schemas"][kind["$ref"].rsplit("/", 1)[1]]
        return _resolved(kind, schema)
    return kind
