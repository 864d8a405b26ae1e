import hashlib
import json
import subprocess
import sys

import pytest

from commitments.rendering import FORMATS, LANGUAGES, Report, render_html
from tests.rendering.examples import report_of

DIGEST = """
import hashlib, json, sys
from commitments.rendering import FORMATS, Report
report = Report.from_snapshot(json.load(sys.stdin))
print(hashlib.sha256(FORMATS[sys.argv[1]].render(report, "zh-hans")).hexdigest())
"""


def test_the_formats_are_those_that_readers_ask_for():
    assert {name: form.media_type for name, form in FORMATS.items()} == {
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "pdf": "application/pdf",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "html": "text/html; charset=utf-8",
    }
    assert FORMATS["html"].render(report_of(), "en") == render_html(report_of(), "en").encode()


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_has_a_name_in_every_language(form):
    assert len([name for name in FORMATS[form].label if name]) == len(LANGUAGES)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_same_snapshot_gives_the_same_bytes_in_another_process(form, seed):
    report = report_of()

    digest = subprocess.run(
        [sys.executable, "-c", DIGEST, form],
        input=json.dumps(report.as_snapshot()).encode(),
        env={"PYTHONHASHSEED": seed, "TZ": "Asia/Shanghai" if seed == "1" else "UTC"},
        capture_output=True,
        check=True,
    ).stdout.decode()

    here = FORMATS[form].render(Report.from_snapshot(report.as_snapshot()), "zh-hans")
    assert digest.strip() == hashlib.sha256(here).hexdigest()


@pytest.mark.parametrize("form", FORMATS)
def test_another_language_is_another_file(form):
    report = report_of()

    assert FORMATS[form].render(report, "zh-hans") != FORMATS[form].render(report, "en")


@pytest.mark.parametrize("form", FORMATS)
def test_an_unknown_language_is_refused(form):
    with pytest.raises(ValueError, match="'fr'"):
        FORMATS[form].render(report_of(), "fr")
