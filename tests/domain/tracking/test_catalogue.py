"""Each field of a commitment is described once, and every face takes it from there."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.contrib import admin

from commitments.admin.batch.bulk import BulkForm
from commitments.admin.commitment import filters
from commitments.admin.review.forms import AcceptForm
from commitments.api.batches import SelectionSerializer
from commitments.api.catalogue import ChangeSerializer
from commitments.api.commitments import CommitmentFilterSet, CommitmentSerializer
from commitments.api.corrections import CorrectionsSerializer
from commitments.domain.batches.ledger.columns import COLUMNS
from commitments.domain.platform.errors import Conflict, Invalid, NotAllowed, Stale
from commitments.domain.tracking import catalogue, plans, tree, workflow
from commitments.domain.tracking.catalogue import Kind, Use
from commitments.models import Commitment
from tests import factories as make

CODE = Path(__file__).resolve().parents[3] / "commitments"
ROOMS = ("api", "admin", "domain/batches", "domain/tracking", "domain/documents")
CATALOGUE = CODE / "domain/tracking/catalogue"
MOST = 2  # Three side by side begin a second list.
# The figures of a target have a verb and forms of their own.
OWN = {field.name for field in catalogue.FIELDS if field.lookup or field.uses}
KNOWN = {
    # What the text proposes: the words of a claim, before there is a commitment.
    ("domain/tracking/registration.py", "Proposal"),
    # What is asked of a part when a whole is split; the rest is as with the whole.
    ("domain/tracking/tree.py", "Part"),
    ("admin/commitment/tree_forms.py", "PartForm"),
    ("api/transitions.py", "PartSerializer"),
}


def _lists(path: Path) -> Iterator[tuple[str, set[str]]]:
    """Each literal and each class body of a module, with the names that it lists."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.Set(elts=parts):
                yield f"line {node.lineno}", {*_words(parts)}
            case ast.Dict(keys=parts):
                yield f"line {node.lineno}", {*_words(parts)}
            case ast.ClassDef(name=name, body=body):
                assigned = [target for part in body for target in _targets(part)]
                yield name, {target.id for target in assigned if isinstance(target, ast.Name)}


def _words(parts: Iterable[ast.expr | None]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def _targets(part: ast.stmt) -> list[ast.expr]:
    if isinstance(part, ast.Assign):
        return part.targets
    return [part.target] if isinstance(part, ast.AnnAssign) else []


def test_no_other_module_lists_the_fields() -> None:
    second = {
        (str(path.relative_to(CODE)), place): sorted(names & OWN)
        for room in ROOMS
        for path in (CODE / room).rglob("*.py")
        if CATALOGUE not in path.parents
        for place, names in _lists(path)
        if len(names & OWN) > MOST
    }

    assert second.keys() == KNOWN, second


def test_each_name_stands_once_and_has_a_label() -> None:
    assert len(catalogue.BY_NAME) == len(catalogue.FIELDS)
    assert all(str(field.label) for field in catalogue.FIELDS)


@pytest.mark.django_db
def test_each_face_offers_what_the_catalogue_says() -> None:
    columns = {column.key for column in COLUMNS}
    selection = SelectionSerializer().fields
    said = set(CommitmentSerializer.Meta.fields)
    listed = admin.site._registry[Commitment]
    shown = {getattr(column, "__name__", column) for column in listed.list_display}
    narrowed = {getattr(row, "parameter_name", row) for row in filters.of_catalogue()}

    assert columns >= set(catalogue.BY_NAME)
    assert set(AcceptForm().fields) >= set(catalogue.named(Use.REGISTRATION))
    assert set(CorrectionsSerializer().fields) >= set(catalogue.named(Use.REGISTRATION))
    assert set(BulkForm().fields) >= set(catalogue.named(Use.BULK))
    assert {name.removeprefix("also_") for name in selection} >= set(catalogue.named(Use.BULK))
    assert set(ChangeSerializer().fields) == {*catalogue.named(Use.PAGE), "reason"}
    assert said >= {*catalogue.named(Use.PAGE), *catalogue.named(Use.REGISTRATION)}
    assert set(CommitmentFilterSet.base_filters) >= set(catalogue.named(Use.FILTER))
    assert narrowed == set(catalogue.named(Use.FILTER))
    assert set(listed.search_fields) >= set(catalogue.named(Use.SEARCH))
    assert shown >= set(catalogue.named(Use.LIST))


def test_what_a_page_changes_has_a_verb_and_a_right() -> None:
    for field in catalogue.used(Use.PAGE):
        assert field.verb, field.name
        assert field.right, field.name
    for field in catalogue.used(Use.BULK):
        assert field.verb, field.name


def test_a_register_or_choices_stand_behind_each_field_that_names_something() -> None:
    for field in catalogue.FIELDS:
        assert bool(field.lookup) == (field.kind in (Kind.ROW, Kind.ROWS)), field.name
        assert bool(field.choices) == (field.kind is Kind.CHOICE), field.name


@pytest.mark.django_db
class TestChanging:
    def test_what_differs_is_written_and_recorded_in_one(self) -> None:
        office, commitment = make.supervisor(), make.commitment()
        plan = plans.create("2026年重点工作", by=office)
        wanted = {"title": "另一个标题", "description": "按区长批示办理", "plan": plan.pk}

        changed = catalogue.change(commitment.pk, wanted, by=office, reason="校对")

        assert wanted.items() <= catalogue.state(changed).items()
        assert commitment.history.first().history_change_reason == "校对"

    def test_what_is_the_same_leaves_no_record(self) -> None:
        office, commitment = make.supervisor(), make.commitment()
        before = commitment.history.count()

        catalogue.change(commitment.pk, {"title": commitment.title}, by=office)

        assert commitment.history.count() == before

    def test_remarks_are_emptied_and_a_title_is_not(self) -> None:
        office, commitment = make.supervisor(), make.commitment()
        catalogue.change(commitment.pk, {"description": "备注"}, by=office)

        emptied = catalogue.change(commitment.pk, {"description": None}, by=office)

        assert emptied.description == ""
        with pytest.raises(Invalid) as refused:
            catalogue.change(commitment.pk, {"title": None}, by=office)
        assert refused.value.field == "title"

    def test_refuses_a_unit_an_outdated_view_and_what_has_ended(self) -> None:
        office, unit = make.supervisor(), make.unit()
        commitment = make.commitment(lead=unit)
        with pytest.raises(NotAllowed):
            catalogue.change(commitment.pk, {"description": "x"}, by=make.reporter(unit))
        with pytest.raises(Stale):
            catalogue.change(commitment.pk, {"description": "x"}, by=office, expected_version=7)
        workflow.terminate(commitment.pk, by=office, reason="不再办理")
        with pytest.raises(Conflict):
            catalogue.change(commitment.pk, {"description": "x"}, by=office)

    def test_a_part_takes_over_the_plan_of_its_whole_but_not_its_remarks(self) -> None:
        office, whole = make.supervisor(), make.commitment()
        plan = plans.create("五年规划", by=office)
        catalogue.change(whole.pk, {"plan": plan.pk, "description": "整体"}, by=office)

        parts = tree.split(
            whole.pk, parts=[tree.Part("甲"), tree.Part("乙")], by=office, reason="分解"
        )

        assert [(part.plan, part.description) for part in parts] == [(plan, ""), (plan, "")]
