"""Read what only an office program can: LibreOffice turns it into a .docx, which is read here.

Each run has a profile of its own, no network, and limits of time and memory. The exit status of
LibreOffice says nothing, and without a named filter it "converts" random bytes; so the filter is
named, and a run that leaves no file means that the input is damaged.
"""

import os
import re
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import replace
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Final

from commitments.reading.detect import Format
from commitments.reading.errors import UnreadableFile
from commitments.reading.orphans import end_with_parent
from commitments.reading.values import Reading
from commitments.reading.word import document as word

FILTERS: Final = {
    Format.OLD_WORD: "MS Word 97",
    Format.RTF: "Rich Text Format",
    Format.WORD_XML: "MS Word 2003 XML",
    Format.OPEN_TEXT: "writer8",
}
MEDIA_TYPES: Final = {
    Format.OLD_WORD: "application/msword",
    Format.RTF: "application/rtf",
    Format.WORD_XML: "application/msword",
    Format.OPEN_TEXT: "application/vnd.oasis.opendocument.text",
}
# A plan of 200 pages takes some seconds and 300 MB.
SECONDS: Final = 90
KILOBYTES: Final = 3 * 1024 * 1024
LARGEST_OUTPUT: Final = 256 * 1024 * 1024
# `ulimit -f` counts blocks of 512 bytes.
LIMITED: Final = (
    f"ulimit -S -v {KILOBYTES} && ulimit -S -t {SECONDS} && ulimit -f {LARGEST_OUTPUT // 512}"
    ' && exec "$@"'
)

BRACE: Final = re.compile(rb"(?<!\\)[{}]")
MOST_GROUPS: Final = 1_000

# Pictures that a document only links to are not fetched, macros do not run.
SETTINGS: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="\
BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="\
DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="\
MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
</oor:items>
"""


def is_available() -> bool:
    return _program() is not None


def read(data: bytes, found: Format) -> Reading:
    """The text of a file that LibreOffice knows how to open, or `UnreadableFile`."""
    program = _program()
    if program is None:
        raise UnreadableFile("office_missing", found=found)
    if found is Format.OLD_WORD and _is_encrypted(data):
        raise UnreadableFile("password")
    if found is Format.RTF and _depth(data) > MOST_GROUPS:
        raise UnreadableFile("damaged", found=found)
    return replace(word.read(_converted(data, found, program)), media_type=MEDIA_TYPES[found])


def _depth(rtf: bytes) -> int:
    """How deep groups lie in groups; LibreOffice has no bound, and hangs."""
    steps = (1 if brace == b"{" else -1 for brace in BRACE.findall(rtf))
    return max(accumulate(steps), default=0)


def _converted(data: bytes, found: Format, program: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="office-") as folder:
        place = Path(folder)
        profile = place / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
        source, target = place / "input.bin", place / "output" / "input.docx"
        source.write_bytes(data)
        _run(
            [
                *_alone(), "sh", "-c", LIMITED, "sh", program,
                "--headless", "--norestore", "--nologo",
                f"-env:UserInstallation={(place / 'profile').as_uri()}",
                f"--infilter={FILTERS[found]}", "--convert-to", "docx",
                "--outdir", str(target.parent), str(source),
            ],
            place,
        )  # fmt: skip
        if not target.exists() or not target.stat().st_size:
            raise UnreadableFile("damaged", found=found)
        return target.read_bytes()


def _run(command: list[str], folder: Path) -> None:
    """Run a command with all that it starts, and end all of it when the time is over."""
    environment = {
        name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ
    }
    started = subprocess.Popen(
        command,
        cwd=folder,
        env=environment | {"HOME": str(folder), "TMPDIR": str(folder)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=end_with_parent,
    )
    try:
        started.wait(SECONDS)
    except subprocess.TimeoutExpired:
        raise UnreadableFile("took_too_long", seconds=str(SECONDS)) from None
    finally:
        with suppress(ProcessLookupError):
            os.killpg(started.pid, signal.SIGKILL)
        started.wait()


def _program() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


@cache
def _alone() -> tuple[str, ...]:
    """The command that takes the network away, where the system lets us.

    LibreOffice starts processes of its own; in a space of their own they end with the command.
    """
    command = ("unshare", "--user", "--map-root-user", "--net", "--pid", "--fork", "--kill-child")
    try:
        done = subprocess.run([*command, "true"], capture_output=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return command if done.returncode == 0 else ()


def _is_encrypted(data: bytes) -> bool:
    """Whether the first block of the document says so; it begins at the start of a sector."""
    sector, magic, flags = 512, b"\xec\xa5", 0x0B
    at = data.find(magic)
    while at >= 0:
        if at % sector == 0:
            return bool(data[at + flags : at + flags + 1] and data[at + flags] & 0x01)
        at = data.find(magic, at + 1)
    return False
