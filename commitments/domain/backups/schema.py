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
    state = loader.project_state(sorted(_known(loader, applied)))
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
    wanted = _known(executor.loader, applied)
    newest = [
        node
        for node in wanted
        if not any(child in wanted and child[0] == node[0] for child in _children(executor, node))
    ]
    executor.migrate(sorted(newest))


def _known(loader: MigrationLoader, applied: Collection[Node]) -> set[Node]:
    """Those of the migrations that the loader's graph has.

    A squashed migration stands for those that it replaces, once all of them are applied; for a
    database that has only some of them, the graph is built anew without it.
    """
    whole = {
        node for node, made in loader.replacements.items() if set(made.replaces) <= set(applied)
    }
    if whole != set(loader.replacements):
        loader.replace_migrations = False  # type: ignore[attr-defined]  # not in the stubs
        loader.build_graph()
    return (set(applied) | whole) & set(loader.graph.nodes)


def _children(executor: MigrationExecutor, node: Node) -> Iterator[Node]:
    for child in executor.loader.graph.node_map[node].children:
        yield child.key[0], child.key[1]
