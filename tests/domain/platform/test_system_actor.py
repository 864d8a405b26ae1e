"""The system actor is one account, known by identity and not by its name."""

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from commitments.domain.platform import audit, rights
from commitments.domain.platform.errors import NotAllowed
from commitments.models import SystemActor

pytestmark = pytest.mark.django_db


def test_system_actor_has_every_permission():
    rights.require_permission(audit.system_user(), "revise_target", "no")


def test_person_named_system_has_no_permission():
    impostor = User.objects.create_user("system", password="x")

    with pytest.raises(NotAllowed, match="no"):
        rights.require_permission(impostor, "revise_target", "no")


def test_system_actor_is_created_once_and_cannot_sign_in():
    first, second = audit.system_user(), audit.system_user()

    assert first == second
    assert not first.is_active
    assert not first.has_usable_password()


def test_system_actor_takes_another_name_where_a_person_has_it():
    impostor = User.objects.create_user("system")

    actor = audit.system_user()

    assert actor != impostor
    assert actor.username.startswith("system-")


def test_database_refuses_second_system_actor():
    audit.system_user()
    other = User.objects.create_user("other")

    with pytest.raises(IntegrityError), transaction.atomic():
        SystemActor.objects.create(pk=2, user=other)
