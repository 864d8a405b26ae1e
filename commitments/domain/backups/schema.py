"""The schema of a database, told by the migrations that were applied to it.

A backup is also taken just before an upgrade, when the new program meets the old schema. So nothing
here asks the models of today.
"""

from collections.abc import Collection, Iterator

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.models import FileField

Node = tuple[str, str]


def file_columns(applied: Collection[Node]) -> Iterator[tuple[str, str]]:
    """Tables and columns that name stored files; the record of changes names them too."""
    loader = MigrationLoader(None)
    state = loader.project_state([node for node in applied if node in loader.graph.nodes])
    for (app, name), model in state.models.items():
        for column, kind in model.fields.items():
            if not isinstance(kind, FileField):
                continue
            for owner in (name, f"historical{name}"):
                if (app, owner) in state.models:
                    table = state.models[app, owner].options.get("db_table")
                    yield str(table or f"{app}_{owner}"), kind.db_column or column


def unknown(applied: Collection[Node]) -> list[Node]:
    """Migrations that this version of the program does not have."""
    return sorted(set(applied) - set(MigrationLoader(None).disk_migrations))


def create(applied: Collection[Node]) -> None:
    """Create the tables that these migrations made, in an empty database."""
    executor = MigrationExecutor(connection)
    wanted = set(applied) & set(executor.loader.graph.nodes)
    newest = [
        node
        for node in wanted
        if not any(child in wanted and child[0] == node[0] for child in _children(executor, node))
    ]
    executor.migrate(sorted(newest))


def _children(executor: MigrationExecutor, node: Node) -> Iterator[Node]:
    for child in executor.loader.graph.node_map[node].children:
        yield child.key[0], child.key[1]
