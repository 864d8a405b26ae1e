"""`manage.py backup` and `restore` as an administrator meets them."""

import hashlib
import json
import shutil
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from commitments.domain.backups import archive, taking
from commitments.domain.platform import audit
from commitments.models import Document
from tests.domain.backups.installations import empty_installation, files
from tests.services import migrated
from tests.services import worker as service
from tests.upgrade import databases

pytestmark = pytest.mark.database


@pytest.fixture(scope="module")
def whole(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_blocker: DjangoDbBlocker,
) -> bytes:
    """A backup of an installation with one document."""
    folder = tmp_path_factory.mktemp("whole")
    with django_db_blocker.unblock(), empty_installation(folder / "original"):
        migrated.fill(cache=request.config.cache.mkdir("migrated"))
        a_document()
        taking.take(folder / "backup.zip")
    return (folder / "backup.zip").read_bytes()


@pytest.fixture
def backup(whole: bytes, tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Path]:
    path = tmp_path / "backup.zip"
    path.write_bytes(whole)
    with django_db_blocker.unblock():
        yield path


def a_document() -> Document:
    content = f"新建公园{Document.objects.count()}处。".encode()
    return Document.objects.create(
        title="来文",
        filename="来文.txt",
        media_type="text/plain",
        sha256=hashlib.sha256(content).hexdigest(),
        text=content.decode(),
        file=ContentFile(content, name="来文.txt"),
        added_by=audit.system_user(),
    )


def refusal(capsys: pytest.CaptureFixture[str], *command: Any) -> str:
    """The one line of a command that refuses, which ends with status 2."""
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        call_command(*command)
    assert ended.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    [line] = said.err.splitlines()
    return line


@pytest.mark.django_db(transaction=True)
def test_backs_up_a_running_installation_into_a_file_of_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "backup.zip"
    a_document()
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "backup", str(path)]

    done = subprocess.run(
        command, env=service.environment(), capture_output=True, text=True, check=True
    )
    checked = subprocess.run(
        [*command, "--check"], env=service.environment(), capture_output=True, text=True, check=True
    )

    assert done.stderr == checked.stderr == ""
    assert len(done.stdout.splitlines()) == len(checked.stdout.splitlines()) == 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [found.name for found in tmp_path.iterdir()] == ["backup.zip"]
    with archive.opened(path) as reader:
        manifest = reader.manifest
        assert set(reader.zip.namelist()) == {*manifest.members, "manifest.json"}
    assert (manifest.engine, manifest.program) == (connection.vendor, settings.VERSION)
    assert manifest.tables["commitments_document"].rows == 1
    assert len(manifest.files) == 1


def test_restores_and_says_what_it_did(
    backup: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with empty_installation(tmp_path / "copy") as media:
        call_command("restore", backup)

        assert Document.objects.count() == 1
        assert len(files(media)) == 1
        call_command("migrate", check_unapplied=True, verbosity=0)
        key = settings.DATA_DIR / "secret_key"
        assert key.read_text() == settings.SECRET_KEY
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
        rows = len(databases.read_tables()["commitments_document"])
    assert rows == 1
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_an_existing_file_is_not_overwritten(
    backup: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = backup.read_bytes()

    assert str(backup) in refusal(capsys, "backup", backup)
    assert backup.read_bytes() == before


def test_a_folder_that_is_not_there_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert str(tmp_path) in refusal(capsys, "backup", tmp_path / "nowhere" / "backup.zip")


def test_only_an_empty_database_is_restored_into(
    backup: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with empty_installation(tmp_path / "copy") as media:
        call_command("restore", backup)
        a_document()
        shutil.rmtree(media)

        assert "DATA_DIR" in refusal(capsys, "restore", backup)

        assert Document.objects.count() == 2
        assert not media.exists()


def test_only_an_empty_storage_is_restored_into(
    backup: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with empty_installation(tmp_path / "copy") as media:
        (media / "a" / "b").mkdir(parents=True)
        (media / "a" / "b" / "kept.txt").write_text("kept")

        assert "a/b/kept.txt" in refusal(capsys, "restore", backup)

        assert connection.introspection.table_names() == []
        assert list(files(media)) == ["a/b/kept.txt"]


def rewrite(path: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """Change what is inside a backup; its hashes and the zip's own sums stay as they come."""
    with zipfile.ZipFile(path) as container:
        members = {name: container.read(name) for name in container.namelist()}
    change(members)
    with zipfile.ZipFile(path, "w") as container:
        for name, content in members.items():
            container.writestr(name, content)


def in_manifest(**values: Any) -> Callable[[Path], None]:
    def change(members: dict[str, bytes]) -> None:
        members["manifest.json"] = json.dumps(
            json.loads(members["manifest.json"]) | values
        ).encode()

    return lambda path: rewrite(path, change)


def shorten(share: float) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])


def flip(prefix: str) -> Callable[[Path], None]:
    """Flip one byte in the middle of the first member of this name."""

    def change(path: Path) -> None:
        with zipfile.ZipFile(path) as container:
            [member, *_more] = [
                each for each in container.infolist() if each.filename.startswith(prefix)
            ]
        content = bytearray(path.read_bytes())
        head = member.header_offset
        lengths = (content[head + place : head + place + 2] for place in (26, 28))
        begin = head + 30 + sum(int.from_bytes(length, "little") for length in lengths)
        content[begin + member.compress_size // 2] ^= 0xFF
        path.write_bytes(bytes(content))

    return change


def other_key(members: dict[str, bytes]) -> None:
    members["secret_key"] = b"another"


def extra(members: dict[str, bytes]) -> None:
    members["files/x.txt"] = b"not in the manifest"


def outside(members: dict[str, bytes]) -> None:
    manifest = json.loads(members["manifest.json"])
    name = "files/../../outside.txt"
    manifest["members"][name] = {"sha256": "0" * 64, "size": 1}
    members[name] = b"x"
    members["manifest.json"] = json.dumps(manifest).encode()


def without_a_member(members: dict[str, bytes]) -> None:
    del members[next(name for name in members if name.startswith("files/"))]


def a_zip_of_others(members: dict[str, bytes]) -> None:
    members.clear()
    members["word/document.xml"] = b"<w/>"


DAMAGES: dict[str, Callable[[Path], None]] = {
    "empty": lambda path: path.write_bytes(b""),
    "text": lambda path: path.write_text("承诺事项"),
    "noise": lambda path: path.write_bytes(bytes(range(256)) * 40),
    "gone": lambda path: path.unlink(),
    "a tenth of it": shorten(0.1),
    "half of it": shorten(0.5),
    "nearly all of it": shorten(0.999),
    "a byte flipped in the database": flip("database"),
    "a byte flipped in an upload": flip("files/"),
    "a byte flipped in the key": flip("secret_key"),
    "a byte flipped in the manifest": flip("manifest.json"),
    "another key": lambda path: rewrite(path, other_key),
    "more than its manifest": lambda path: rewrite(path, extra),
    "less than its manifest": lambda path: rewrite(path, without_a_member),
    "a file outside": lambda path: rewrite(path, outside),
    "another zip": lambda path: rewrite(path, a_zip_of_others),
    "a manifest of others": in_manifest(format="other"),
    "a manifest without tables": in_manifest(tables=None),
    "a manifest that is a list": lambda path: rewrite(
        path, lambda members: members.update({"manifest.json": b"[]"})
    ),
    "a newer format": in_manifest(format_version=2, new=True),
    "a migration to come": in_manifest(migrations=["commitments.9999_to_come"]),
    "another database": in_manifest(engine="oracle"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_what_is_no_whole_backup_of_this_version_is_one_line_and_writes_nothing(
    damage: Callable[[Path], None],
    backup: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    damage(backup)

    with empty_installation(tmp_path / "copy") as media:
        assert len(refusal(capsys, "restore", backup)) > 10

        assert connection.introspection.table_names() == []
        assert files(media) == {}
        assert not list(tmp_path.glob("outside*"))
        assert [path.name for path in settings.DATA_DIR.iterdir()] == ["secret_key"]


@pytest.mark.parametrize("damage", ["half of it", "another key", "a newer format", "gone"])
def test_check_finds_the_same(
    damage: str, backup: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    DAMAGES[damage](backup)

    assert len(refusal(capsys, "backup", "--check", backup)) > 10


def test_bit_that_turned_anywhere_is_never_a_crash(whole: bytes, tmp_path: Path) -> None:
    first, last = range(60), range(len(whole) - 400, len(whole))
    found = set()
    for place in (*first, *last):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << place % 8
        path = tmp_path / "damaged.zip"
        path.write_bytes(damaged)
        try:
            taking.check(path)  # a bit may say nothing, as in the time of a member
        except archive.BadBackup:
            found.add(place)

    assert len(found) > 100


def test_a_newer_version_is_named(backup: Path, tmp_path: Path, capsys: Any) -> None:
    in_manifest(migrations=["commitments.9999_to_come"], program="9.0")(backup)

    with empty_installation(tmp_path / "copy"):
        line = refusal(capsys, "restore", backup)

    assert "9.0" in line
    assert "commitments.9999_to_come" in line


def test_a_failure_in_the_middle_leaves_the_installation_empty(
    backup: Path, tmp_path: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(taking.engine(), "verify", full)

    with empty_installation(tmp_path / "copy") as media:
        assert "No space left" in refusal(capsys, "restore", backup)

        assert connection.introspection.table_names() == []
        assert files(media) == {}


def test_a_file_missing_from_the_storage_is_said(
    backup: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "again.zip"
    with empty_installation(tmp_path / "copy"):
        call_command("restore", backup)
        lost, kept = Document.objects.get(), a_document()
        default_storage.delete(lost.file.name)
        capsys.readouterr()

        call_command("backup", path)

    [line] = capsys.readouterr().err.splitlines()
    assert lost.file.name in line
    with archive.opened(path) as reader:
        assert reader.manifest.missing == (lost.file.name,)
        assert list(reader.manifest.files) == [kept.file.name]


def test_a_key_of_the_environment_is_left_alone(
    backup: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with empty_installation(tmp_path / "copy"), override_settings(SECRET_KEY="from elsewhere"):
        call_command("restore", backup)

        assert (settings.DATA_DIR / "secret_key").read_text() != "from elsewhere"
    assert "SECRET_KEY" in capsys.readouterr().err
