"""Small objects for tests, made through the domain's verbs wherever there is one."""

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from django.contrib.auth.models import Group, User

from commitments.domain.documents import ingest
from commitments.domain.tracking import assign, registration
from commitments.models import Candidate, Commitment, Document, Membership, Organization

TEXT = "区体育局表示，到2030年底，人均体育场地面积达到3.7平方米。目前已有备案助餐点293家。"
QUOTE = "人均体育场地面积达到3.7平方米"

_numbers = count(1)


def user(username: str = "", *, role: str = "", unit: Organization | None = None) -> User:
    """A person who may enter the admin; `role` is one of domain.access.ROLES."""
    person = User.objects.create_user(
        username or f"user{next(_numbers)}", password="a good password", is_staff=True
    )
    if role:
        person.groups.add(Group.objects.get(name=role))
    if unit is not None:
        Membership.objects.create(user=person, organization=unit)
    return person


def supervisor(username: str = "") -> User:
    return user(username, role="supervisor")


def reporter(unit: Organization, username: str = "") -> User:
    return user(username, role="reporter", unit=unit)


def administrator() -> User:
    return User.objects.create_superuser(f"admin{next(_numbers)}", password="a good password")


def unit(name: str = "", **fields: Any) -> Organization:
    return Organization.objects.create(name=name or f"第{next(_numbers)}局", **fields)


def document(text: str = "", **fields: Any) -> Document:
    """A document whose text begins with TEXT and differs from every other one."""
    fields.setdefault("title", "海淀区体育事业发展侧记")
    fields.setdefault("published_on", date(2025, 11, 23))
    content = text or f"{TEXT}\n（第{next(_numbers)}号）"
    by = fields.pop("by", None) or user()
    return ingest.add_text(content, by=by, filename="来文.txt", **fields).document


def candidate(of: Document | None = None, **fields: Any) -> Candidate:
    """A pending candidate at the place of its quote."""
    of = of or document()
    quote = fields.setdefault("quote", QUOTE)
    start = of.text.index(quote)
    given = {
        "kind": "target",
        "metric": "人均体育场地面积",
        "comparator": "gte",
        "value": Decimal("3.7"),
        "unit": "平方米",
        "change": "level",
        "due_on": date(2030, 12, 31),
        "confidence": 0.95,
        "statement": quote,
    }
    return Candidate.objects.create(
        document=of, start=start, end=start + len(quote), **(given | fields)
    )


def proposal(**fields: Any) -> registration.Proposal:
    target = registration.TargetProposal(
        indicator=fields.pop("indicator", "人均体育场地面积"),
        unit=fields.pop("unit", "平方米"),
        direction=fields.pop("direction", "up"),
        comparator=fields.pop("comparator", "gte"),
        value=fields.pop("value", Decimal("3.7")),
        baseline=fields.pop("baseline", None),
        baseline_on=fields.pop("baseline_on", None),
        change=fields.pop("change", ""),
        path=fields.pop("path", "straight"),
        steps=fields.pop("steps", ()),
        confirmed=frozenset(fields.pop("confirmed", ())),
    )
    given = {
        "title": "人均体育场地面积不低于3.7平方米",
        "kind": "target",
        "starts_on": date(2025, 11, 23),
        "due_on": date(2030, 12, 31),
        "target": target,
    }
    return registration.Proposal(**(given | fields))


def commitment(*, by: User | None = None, **fields: Any) -> Commitment:
    """A registered commitment; `lead` makes a unit responsible, `target=None` leaves it bare."""
    return registration.register(proposal(**fields), by=by or supervisor(), places=())


def assigned(to: Organization, /, **fields: Any) -> Commitment:
    """A commitment that a unit leads."""
    made = commitment(**fields)
    assign.assign(made.pk, to.pk, by=supervisor())
    made.refresh_from_db()
    return made
