"""Thousands of random moves: every constraint holds, each transition leaves one row of history."""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db.models import Count
from django.utils import timezone

from commitments.choices import Transition, Workflow
from commitments.domain.platform.errors import Conflict, Invalid, NotAllowed
from commitments.domain.reporting import progress
from commitments.domain.tracking import assign, extensions, tree, workflow
from commitments.models import Assignment, Commitment, DeadlineExtension, Organization
from tests import factories

MOVES = 10_000
MOST_OPEN = 30
REFUSALS = (Conflict, Invalid, NotAllowed)


@dataclass
class World:
    """Three units, their clerks and the office, and what they were given to do."""

    chance: random.Random
    units: list[Organization]
    people: list[User]
    made: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    def commitment(self) -> Commitment:
        latest = Commitment.objects.order_by("-pk")
        # Now and then one that may have ended, which every verb must refuse.
        pool = latest.open() if self.chance.random() > 0.05 else latest
        keys = list(pool.values_list("pk", flat=True)[:MOST_OPEN])
        return Commitment.objects.get(pk=self.chance.choice(keys))

    def reason(self) -> str:
        return self.chance.choice(["情况有变", "情况有变", "情况有变", " "])


def _assign(world, commitment, by):
    assign.assign(commitment.pk, world.chance.choice(world.units).pk, by=by)


def _acknowledge(world, commitment, by):
    assignment = commitment.assignments.first()
    assign.acknowledge(assignment.pk if assignment else 0, by=by)


def _report(world, commitment, by):
    update = progress.draft(
        commitment.pk, by=by, reported_on=timezone.localdate(), narrative="有进展。"
    )
    progress.submit(update.pk, by=by)
    progress.approve(update.pk, by=world.chance.choice(world.people))


def _merge(world, commitment, by):
    workflow.merge(commitment.pk, into=world.commitment().pk, by=by, reason=world.reason())


def _split(world, commitment, by):
    parts = [tree.Part(f"分项{number}") for number in range(world.chance.randint(1, 3))]
    tree.split(commitment.pk, parts=parts, by=by, reason=world.reason())


def _request_extension(world, commitment, by):
    later = (commitment.due_on or timezone.localdate()) + timedelta(world.chance.randint(-5, 60))
    extensions.request(commitment.pk, by=by, new_due_on=later, reason=world.reason())


def _decide_extension(world, commitment, by):
    asked = commitment.extensions.order_by("-pk").first()
    decide = world.chance.choice([extensions.approve, extensions.refuse])
    decide(asked.pk if asked else 0, by=by, reason=world.reason())


def _plainly(verb):
    return lambda world, commitment, by: verb(commitment.pk, by=by, reason=world.reason())


VERBS = {
    Transition.ASSIGN: _assign,
    Transition.ACKNOWLEDGE: _acknowledge,
    Transition.BEGIN: _report,
    Transition.REQUEST_COMPLETION: _plainly(workflow.request_completion),
    Transition.COMPLETE: _plainly(workflow.complete),
    Transition.CLOSE: _plainly(workflow.close),
    Transition.RETURN: _plainly(workflow.send_back),
    Transition.SUSPEND: _plainly(workflow.suspend),
    Transition.RESUME: _plainly(workflow.resume),
    Transition.TERMINATE: _plainly(workflow.terminate),
    Transition.MERGE: _merge,
    Transition.SPLIT: _split,
    Transition.REQUEST_EXTENSION: _request_extension,
    Transition.EXTEND: _decide_extension,
}
# Moves that lead nowhere else would otherwise end everything before anything happens.
RARE = {Transition.TERMINATE, Transition.MERGE, Transition.SPLIT, Transition.SUSPEND}
# A second unit, a second receipt, a report in the midst of work, a request and its refusal are
# rows of their own: the commitment has its one row only where it changes itself.
OF_OTHER_ROWS = {
    Transition.ASSIGN,
    Transition.ACKNOWLEDGE,
    Transition.BEGIN,
    Transition.REQUEST_EXTENSION,
    Transition.EXTEND,
}
CHANCES = [1 if transition in RARE else 6 for transition in VERBS]


@pytest.fixture
def world():
    units = [factories.unit() for _ in range(3)]
    people = [factories.supervisor(), factories.supervisor(), factories.user(role="reader")]
    people += [factories.reporter(unit) for unit in units]
    people += [factories.user(role="head", unit=units[0])]
    return World(random.Random(20261123), units, people)


def _rows(commitment):
    return commitment.history.count()


def _one_transition(world):
    transition = world.chance.choices(list(VERBS), CHANCES)[0]
    commitment, by = world.commitment(), world.chance.choice(world.people)
    before, rows = commitment, _rows(commitment)
    try:
        VERBS[transition](world, commitment, by)
    except REFUSALS:
        world.refused[transition] += 1
        moved = False
    else:
        world.made[transition] += 1
        moved = True
    after = Commitment.objects.get(pk=commitment.pk)
    left = _rows(commitment) - rows
    assert left == after.version - before.version
    assert left in (({0, 1} if transition in OF_OTHER_ROWS else {1}) if moved else {0}), transition
    if after.workflow != before.workflow:
        assert left == 1
        rule = workflow.TRANSITIONS[transition]
        assert before.workflow in rule.sources
        assert after.workflow == (rule.to or before.halted_from)


def _play(world, moves):
    for number in range(moves):
        if number % 20 == 0 and Commitment.objects.open().count() < MOST_OPEN:
            due = timezone.localdate() + timedelta(world.chance.randint(-10, 400))
            factories.commitment(by=world.people[0], due_on=due)
        _one_transition(world)


def _constraints_hold():
    for model in (Commitment, Assignment, DeadlineExtension):
        for row in model.objects.all():
            row.full_clean()
    leads = Assignment.objects.filter(role="lead").values("commitment").annotate(n=Count("pk"))
    assert not leads.filter(n__gt=1).exists()
    assert not Commitment.objects.filter(parent__workflow=Workflow.MERGED).exclude(
        workflow__in=Commitment.ENDED
    )


def test_every_transition_is_played():
    assert VERBS.keys() == set(Transition)


@pytest.mark.django_db
def test_a_hundred_random_transitions_keep_the_rules(world):
    _play(world, 400)
    _constraints_hold()


@pytest.mark.slow
@pytest.mark.django_db
def test_ten_thousand_random_transitions_keep_the_rules(world):
    _play(world, MOVES)
    _constraints_hold()
    assert set(world.made) == set(VERBS), "some move was never made"
    assert set(world.refused) == set(VERBS), "some move was never refused"
