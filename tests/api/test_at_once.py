"""Fifty writes at once from one view, each a real HTTP request: one gets through."""

import json
import threading
from collections import Counter
from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client
from rest_framework.authtoken.models import Token

from commitments.domain.tracking import plans, tree
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 50
PATIENCE = 120


def connected(server):
    connection = HTTPConnection(server.thread.host, server.thread.port, timeout=PATIENCE)
    connection.connect()
    return connection


def ask(connection, method, path, body, headers):
    """One request, and what came back: the status, and what was said."""
    try:
        connection.request(method, path, body=body.encode(), headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def at_once(server, method, path, bodies, headers):
    """The answers to all the bodies, sent at the same moment over connections already open."""
    gate, answers, faults = threading.Barrier(len(bodies)), {}, []

    def one(number, connection):
        gate.wait()
        try:
            answers[number] = ask(connection, method, path, bodies[number], headers)
        except Exception as fault:
            faults.append(fault)

    threads = [
        threading.Thread(target=one, args=(number, connected(server)))
        for number in range(len(bodies))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    return answers


def sends(person, **more):
    token = Token.objects.create(user=person)
    return {"Authorization": f"Token {token.key}", "Content-Type": "application/json", **more}


@pytest.mark.slow
def test_one_of_fifty_concurrent_report_edits_wins(live_server):
    unit = factories.unit()
    clerk, commitment = factories.reporter(unit), factories.assigned(unit)
    headers = sends(clerk)
    given = {"commitment": commitment.pk, "reported_on": "2026-03-31", "narrative": "初稿"}
    status, made = ask(
        connected(live_server), "POST", "/api/v1/updates/", json.dumps(given), headers
    )
    assert status == 201, made
    path, version = f"/api/v1/updates/{json.loads(made)['id']}/", json.loads(made)["version"]

    bodies = [json.dumps({"narrative": f"第{number}稿"}) for number in range(AT_ONCE)]

    seen = {**headers, "If-Match": f'"{version}"'}
    answers = at_once(live_server, "PATCH", path, bodies, seen)

    assert Counter(status for status, _said in answers.values()) == {200: 1, 412: AT_ONCE - 1}
    [winner] = [number for number, (status, _said) in answers.items() if status == 200]
    for status, said in answers.values():
        if status == 412:
            [edit_told] = json.loads(said)["edits"]
            assert edit_told["by"] == clerk.username
            assert edit_told["changes"][0]["after"] == f"第{winner}稿"
    update = commitment.updates.get()
    assert (update.narrative, update.version) == (f"第{winner}稿", version + 1)
    assert update.history.count() == 2

    unseen = json.dumps({"narrative": "x"})
    status, said = ask(connected(live_server), "PATCH", path, unseen, headers)
    assert (status, json.loads(said)["code"]) == (428, "if_match_required")
    update.refresh_from_db()
    assert update.version == version + 1


@pytest.mark.slow
def test_one_of_fifty_concurrent_weightings_wins(live_server):
    office, whole = factories.supervisor(), factories.commitment(target=None)
    wanted = [tree.Part("东区"), tree.Part("西区")]
    part, _other = tree.split(whole.pk, parts=wanted, by=office, reason="分区落实")
    whole.refresh_from_db()
    headers = sends(office, **{"If-Match": f'"{whole.version}"'})
    path = f"/api/v1/commitments/{whole.pk}/weights/"
    bodies = [json.dumps({"weights": {part.pk: number + 2}}) for number in range(AT_ONCE)]

    answers = at_once(live_server, "POST", path, bodies, headers)

    assert Counter(status for status, _said in answers.values()) == {200: 1, 412: AT_ONCE - 1}
    [winner] = [number for number, (status, _said) in answers.items() if status == 200]
    part.refresh_from_db()
    assert part.weight == winner + 2


@pytest.mark.slow
def test_one_of_fifty_concurrent_plan_forms_is_saved(live_server):
    """Plans are written in the admin; its pages look at versions in the same way."""
    office = factories.supervisor()
    plan = plans.create("2026年政府工作要点", by=office)
    browser = Client()
    browser.force_login(office)
    session = browser.cookies[settings.SESSION_COOKIE_NAME].value
    secret = "a" * 32
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={secret}",
        "X-CSRFToken": secret,
    }
    colours = {f"colour_{progress}": light for progress, light in plan.colours.items()}
    path = f"/admin/commitments/plan/{plan.pk}/change/"
    usual = {"ahead": 110, "on_schedule": 90, "version": 1, **colours}
    forms = [urlencode({"name": f"要点第{number}稿", **usual}) for number in range(AT_ONCE)]

    answers = at_once(live_server, "POST", path, forms, headers)

    assert Counter(status for status, _said in answers.values()) == {302: 1, 200: AT_ONCE - 1}
    [winner] = [number for number, (status, _said) in answers.items() if status == 302]
    edited = f"2026年政府工作要点 → 要点第{winner}稿"
    assert all(edited in said for status, said in answers.values() if status == 200)
    plan.refresh_from_db()
    assert (plan.name, plan.version, plan.history.count()) == (f"要点第{winner}稿", 2, 2)
