"""What LibreOffice opens for us; these tests run with the real one."""

import io
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from docx import Document

from commitments.reading import UnreadableFile, office, read
from tests.reading.files import in_cells, saved

READ = "read(open({!r}, 'rb').read(), 'busy.rtf')"
RTF = r"{\rtf1\ansi\ansicpg936 {\strike planned 5} By June 2030 we build \u21307?\u38498? 3.\par}"
WORD_2003 = """<?xml version="1.0" encoding="UTF-8"?>
<?mso-application progid="Word.Document"?>
<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>
<w:p><w:r><w:t>到2030年，新增床位500张。</w:t></w:r></w:p></w:body></w:wordDocument>"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A plan as .docx, and what LibreOffice makes of it under the old endings."""
    document = Document()
    document.add_heading("一、主要目标", 1)
    document.add_paragraph("到2030年，新增床位500张。")
    struck = document.add_paragraph("建成")
    struck.add_run("3").font.strike = True
    struck.add_run("5座桥。")
    table = document.add_table(3, 2)
    for row, texts in enumerate([("任务", "单位"), ("绿化", "园林局"), ("造林", "")]):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(1, 1).merge(table.cell(2, 1))
    document.add_paragraph("附件略。")
    folder = tmp_path_factory.mktemp("office")
    source = folder / "plan.docx"
    source.write_bytes(saved(document))
    for ending in ("doc", "odt"):
        _convert(source, ending, folder)
    return {ending: (folder / f"plan.{ending}").read_bytes() for ending in ("docx", "doc", "odt")}


def _convert(source: Path, ending: str, folder: Path) -> None:
    command = [shutil.which("soffice") or "libreoffice", "--headless", "--convert-to", ending]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [*command, profile, "--outdir", str(folder), str(source)], check=True, capture_output=True
    )


def test_an_old_word_file_reads_as_the_new_one(plan):
    reading = read(plan["doc"], "plan.wps")

    assert reading.text == read(plan["docx"], "plan.docx").text
    assert reading.media_type == "application/msword"
    assert reading.struck_out == ("3",)
    assert "建成5座桥。" in reading.text
    assert in_cells(reading)[2] == ["造林", "园林局"]


def test_an_open_document_reads_alike(plan):
    assert "新增床位500张" in read(plan["odt"], "plan.odt").text


@pytest.mark.parametrize(
    ("data", "name", "text"),
    [
        (RTF.encode(), "a.doc", "By June 2030 we build 医院 3."),
        (WORD_2003.encode(), "a.wps", "到2030年，新增床位500张。"),
    ],
    ids=["rtf as doc", "xml as wps"],
)
def test_the_content_decides_how_a_file_is_opened(data, name, text):
    assert read(data, name).text == text


def test_a_damaged_file_is_not_converted_into_something(plan):
    cut = plan["doc"][:1024] + bytes(len(plan["doc"]) - 1024)

    with pytest.raises(UnreadableFile) as refusal:
        office.read(cut, office.Format.OLD_WORD)

    assert refusal.value.code in ("damaged", "empty")


def test_no_trace_is_left_behind(plan, tmp_path, monkeypatch):
    monkeypatch.setattr(office.tempfile, "tempdir", str(tmp_path))

    read(plan["doc"], "plan.doc")

    assert list(tmp_path.iterdir()) == []


def test_what_takes_too_long_is_ended(plan, monkeypatch):
    monkeypatch.setattr(office, "SECONDS", 0.01)

    with pytest.raises(UnreadableFile) as refusal:
        read(plan["doc"], "plan.doc")

    assert refusal.value.code == "took_too_long"


@pytest.mark.slow
def test_libreoffice_ends_with_the_process_that_started_it(plan, tmp_path):
    # Deep tables keep it busy for longer than the test lasts.
    busy = tmp_path / "busy.rtf"
    busy.write_text(r"{\rtf1 " + r"\trowd\cellx1 a\cell\row " * 200_000 + "}")
    reader = subprocess.Popen(
        [sys.executable, "-c", f"from commitments.reading import read; {READ.format(str(busy))}"],
        env=os.environ | {"TMPDIR": str(tmp_path)},
    )
    assert eventually(lambda: bool(running_in(tmp_path)), 30)

    reader.kill()
    reader.wait()

    assert eventually(lambda: not running_in(tmp_path), 10)


def running_in(folder: Path) -> list[str]:
    """Processes whose command line names a profile below the folder."""
    commands = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            commands.append((process / "cmdline").read_bytes().decode(errors="replace"))
    return [line for line in commands if f"UserInstallation=file://{folder}" in line]


def eventually(holds: Callable[[], bool], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True


def test_without_libreoffice_the_message_says_how_to_add_it(plan, monkeypatch):
    monkeypatch.setattr(office.shutil, "which", lambda name: None)

    with pytest.raises(UnreadableFile, match="apt-get install libreoffice") as refusal:
        read(plan["doc"], "plan.doc")

    assert refusal.value.code == "office_missing"


def test_a_locked_document_asks_for_a_copy_without_password():
    mark = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\x00")
    first_block = b"\xec\xa5" + bytes(9) + b"\x01"
    data = mark + first_block.ljust(512, b"\x00") + "WordDocument".encode("utf-16-le")

    with pytest.raises(UnreadableFile) as refusal:
        read(data, "a.doc")

    assert refusal.value.code == "password"


def test_a_new_word_file_does_not_need_libreoffice(monkeypatch):
    monkeypatch.setattr(office.shutil, "which", lambda name: None)
    buffer = io.BytesIO()
    document = Document()
    document.add_paragraph("甲")
    document.save(buffer)

    assert read(buffer.getvalue(), "a.docx").text == "甲"
