"""Numbering, roles, visibility, figures."""

import doctest

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from commitments import assessment, choices, extraction, figures
from commitments.domain.documents import review
from commitments.domain.platform import filenames, numbering, periods, roles
from commitments.domain.platform.errors import DomainError
from commitments.domain.reporting import progress, status_reports
from commitments.domain.tracking import assign, titles
from commitments.models import Commitment, Counter
from commitments.rendering import values as printed
from tests import factories


@pytest.mark.parametrize("module", [filenames, figures, periods, titles])
def test_docstring_examples_hold(module):
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (choices.Progress, assessment.Progress),
        (choices.Direction, assessment.Direction),
        (choices.Path, assessment.Path),
        (choices.Aggregation, assessment.Aggregation),
        (choices.Comparator, assessment.Comparator),
        (choices.ClaimKind, extraction.Kind),
        (choices.Progress, printed.Progress),
        (choices.Workflow, printed.Workflow),
        (choices.Comparator, printed.Comparator),
    ],
)
def test_choices_match_those_of_pure_packages(ours, theirs):
    assert set(ours.values) == {value.value for value in theirs}


@pytest.mark.django_db
def test_numbers_are_consecutive_by_series():
    assert [numbering.next_number("a"), numbering.next_number("a"), numbering.next_number("b")] == [
        1,
        2,
        1,
    ]
    assert Counter.objects.get(name="a").value == 2


@pytest.mark.django_db
def test_each_role_exists_with_permissions_that_exist():
    for name, codenames in roles.ROLES.items():
        held = Group.objects.get(name=name).permissions.values_list("codename", flat=True)
        assert set(held) == codenames


@pytest.mark.django_db
def test_added_role_permissions_survive_upgrade():
    group = Group.objects.get(name="reader")
    extra = group.permissions.model.objects.get(codename="view_job")
    group.permissions.add(extra)

    call_command("migrate", verbosity=0)

    assert extra in group.permissions.all()


@pytest.mark.django_db
def test_unit_sees_own_and_subordinate_commitments():
    bureau = factories.unit()
    office = factories.unit(parent=bureau)
    own, below, foreign = (factories.assigned(u) for u in (bureau, office, factories.unit()))

    seen = Commitment.objects.visible_to(factories.reporter(bureau))
    assert set(seen) == {own, below}
    assert set(Commitment.objects.visible_to(factories.reporter(office))) == {below}
    assert foreign in Commitment.objects.visible_to(factories.user(role="reader"))
    assert not Commitment.objects.visible_to(factories.user()).exists()


@pytest.mark.django_db
def test_reader_can_change_nothing():
    reader = factories.user(role="reader")
    unit = factories.unit()
    commitment = factories.assigned(unit)
    candidate = factories.candidate()

    for forbidden in (
        lambda: review.accept(candidate.pk, by=reader),
        lambda: review.reject(candidate.pk, by=reader, reason="口号"),
        lambda: review.reopen(candidate.pk, by=reader),
        lambda: progress.draft(
            commitment.pk, by=reader, reported_on=commitment.starts_on, narrative="已完成。"
        ),
        lambda: assign.acknowledge(commitment.assignments.get().pk, by=reader),
        lambda: status_reports.issue("2026-Q1", by=reader),
    ):
        with pytest.raises(DomainError):
            forbidden()
    candidate.refresh_from_db()
    assert candidate.state == choices.CandidateState.PENDING
