"""No role is forgotten where roles are named a second time."""

from commitments.admin.platform.account import ROLE_NAMES
from commitments.domain.platform.roles import ROLES, VIEW
from tests.admin import test_access
from tests.rights import test_matrix
from tests.rights.world import INSIDERS, OUTSIDERS

PROGRAM = "api_client"  # signs in to no page
READS = VIEW | {"view_all_units"}


def test_each_role_has_a_name_for_people() -> None:
    assert ROLE_NAMES.keys() == ROLES.keys()
    assert all(str(name).strip() for name in ROLE_NAMES.values())


def test_each_role_is_tried_at_every_address() -> None:
    assert set(INSIDERS.values()) == ROLES.keys()
    assert set(OUTSIDERS.values()) - {""} <= ROLES.keys()


def test_the_matrix_knows_who_decides_and_who_only_reads() -> None:
    decides = {name for name, role in INSIDERS.items() if "view_candidate" in ROLES[role]}
    reads = {name for name, role in INSIDERS.items() if ROLES[role] <= READS}

    assert decides == test_matrix.DECIDERS
    assert {*test_matrix.MAY_READ_ALL_BUT_CHANGE_NOTHING} == reads | OUTSIDERS.keys()


def test_each_role_of_people_is_tried_at_every_page() -> None:
    assert ROLES.keys() - {PROGRAM} == test_access.EVERYBODY
