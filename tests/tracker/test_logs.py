"""The log: text or JSON, a request id from the browser to the job, no secrets."""

import json
import logging
import time
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from commitments import tasks
from commitments.choices import JobKind, JobState
from commitments.domain.platform import jobs, tracing
from commitments.domain.platform.scrubbing import scrub
from commitments.models import Job
from tests import factories
from tests.services import worker as service
from tracker import logs

HEADER = "X-Request-ID"
PATIENCE = 90


def record(message: str, *arguments: Any, **given: Any) -> logging.LogRecord:
    return logging.LogRecord(
        "tracker", logging.INFO, __file__, 1, message, arguments, None, **given
    )


def failure(text: str) -> Any:
    try:
        raise ValueError(text)
    except ValueError as error:
        return (type(error), error, error.__traceback__)


@pytest.mark.django_db
def test_an_id_comes_in_and_goes_out(client: Client) -> None:
    assert client.get("/admin/login/", headers={HEADER: "proxy-17.a"})[HEADER] == "proxy-17.a"
    made, another = client.get("/admin/login/")[HEADER], client.get("/healthz")[HEADER]
    assert len(made) == len(another) == 32
    assert made != another
    assert tracing.current() == ""


@pytest.mark.django_db
@pytest.mark.parametrize("given", ["", "a b", "x" * 65, "令牌", "a\tb", "<script>"])
def test_an_id_that_is_none_is_replaced(client: Client, given: str) -> None:
    assert client.get("/healthz", HTTP_X_REQUEST_ID=given)[HEADER] != given


@pytest.mark.django_db
def test_each_request_is_one_line_without_what_was_searched_for(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "tracker.requests")

    client.get("/admin/login/?next=/admin/&q=张三")
    client.post("/admin/login/", {"username": "zhangsan", "password": "geheim-2026"})
    client.get("/healthz")

    lines = [one.getMessage() for one in caplog.records if one.name == "tracker.requests"]
    assert len(lines) == 2
    assert lines[0].startswith("GET /admin/login/ 200 ")
    # Whose password was wrong is said by the guard of the door, to the administrator.
    assert not [word for word in ("张三", "zhangsan", "geheim") if word in "".join(lines)]
    assert not [word for word in ("张三", "geheim") if word in caplog.text]


def test_json_is_one_object_a_line_with_the_id() -> None:
    with tracing.following("r-1"):
        line = logs.Json().format(
            record(
                "第一行\n%s",
                "x",
            )
        )
        failed = logs.Json().format(
            logging.LogRecord("a", logging.ERROR, "", 1, "broken", (), failure("no\nnumber"))
        )

    assert "\n" not in line + failed
    said = json.loads(line)
    assert said.keys() == {"time", "level", "logger", "message", "request_id"}
    assert (said["message"], said["request_id"], said["level"]) == ("第一行\nx", "r-1", "INFO")
    assert "ValueError: no\nnumber" in json.loads(failed)["error"]


def test_text_ends_with_the_id_where_there_is_one() -> None:
    assert "request=" not in logs.Text().format(record("done"))
    with tracing.following("r-1"):
        assert logs.Text().format(record("done")).endswith("INFO tracker done request=r-1")


@pytest.mark.parametrize(
    ("given", "hidden"),
    [
        ("cannot reach postgres://tracker:geheim@10.0.0.1:5432/x", "geheim"),
        ("redis://:geheim@127.0.0.1:6379/0 refused", "geheim"),
        ("Authorization: Token 0123456789abcdef0123456789abcdef01234567", "0123456789abcdef"),
        ("duplicate key\nDETAIL:  Key (username)=(张三) already exists.", "张三"),
        ("SMTPRecipientsRefused: {'zhang.san@example.gov.cn': 550}", "zhang.san"),
    ],
)
def test_secrets_and_persons_do_not_reach_the_log(given: str, hidden: str) -> None:
    assert hidden not in scrub(given)
    for formatter in (logs.Text(), logs.Json()):
        assert hidden not in formatter.format(record("%s", given))


def test_what_is_no_secret_stays() -> None:
    text = "Job 17 extract: done. GET /api/v1/commitments/ 200 12 ms"

    assert scrub(text) == text


@pytest.mark.django_db
def test_a_job_has_the_id_of_the_request_that_asked_for_it() -> None:
    with tracing.following("r-2"):
        job = jobs.request(JobKind.ASSESS, "2026-04-01")
    seen = []

    def work(key: str) -> jobs.Effect:
        seen.append(tracing.current())
        return lambda: None

    assert jobs.perform(job.pk, work={JobKind.ASSESS: work})
    assert seen == ["r-2"]
    assert tracing.current() == ""


@pytest.mark.slow
@pytest.mark.worker
@pytest.mark.django_db(transaction=True)
def test_the_lines_of_a_job_in_another_process_have_the_id_of_the_request(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOG_FORMAT", "json")
    with tracing.following("from-the-browser"):
        document = factories.document()
    job = Job.objects.filter(key=str(document.pk)).latest("pk")
    worker = service.start(tmp_path / "worker.log")

    tasks.perform_job.delay(job.pk)
    deadline = time.monotonic() + PATIENCE
    while not Job.objects.filter(pk=job.pk, state=JobState.DONE).exists():
        assert time.monotonic() < deadline, worker.output()
        time.sleep(0.1)
    worker.stop()

    lines = [json.loads(line) for line in worker.output().splitlines() if line.startswith("{")]
    of_request = [line for line in lines if line.get("request_id") == "from-the-browser"]
    assert [line["message"] for line in of_request if f"Job {job.pk} " in line["message"]]
