"""Recipients of reminders: the person in charge, the head of the unit, the leader above it."""

from django.contrib.auth.models import User

from commitments.choices import Rank
from commitments.models import Assignment, Organization, ReminderRule
from commitments.models.organization import MOST_LEVELS


def of(rule: ReminderRule, assignment: Assignment) -> list[User]:
    """Return the recipients of a rank; none for a unit without accounts (a slip on paper)."""
    if rule.recipient == Rank.HANDLER:
        return handlers(assignment, post=rule.post)
    if rule.recipient == Rank.HEAD:
        return _members(assignment.organization, role="head", post=rule.post)
    return _leaders(assignment.organization, post=rule.post)


def handlers(assignment: Assignment, *, post: str = "") -> list[User]:
    """Return the person named, else who holds the post now, else all who report for the unit."""
    person = assignment.person
    if person is not None and person.is_active and not post:
        return [person]
    post = post or assignment.post
    holders = _members(assignment.organization, post=post) if post else []
    return holders or _members(assignment.organization, role="reporter")


def _leaders(unit: Organization, *, post: str) -> list[User]:
    """Heads of the nearest unit above that has any."""
    above = unit.parent
    for _level in range(MOST_LEVELS):
        if above is None:
            break
        found = _members(above, role="head", post=post)
        if found:
            return found
        above = above.parent
    return []


def _members(unit: Organization, *, role: str = "", post: str = "") -> list[User]:
    people = User.objects.filter(is_active=True)
    if post:
        people = people.filter(memberships__organization=unit, memberships__post=post)
    else:
        people = people.filter(memberships__organization=unit, groups__name=role)
    return list(people.distinct().order_by("pk"))
