"""A file on disk is there whole or not at all."""

import resource
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from tracker.disk import DiskStorage

ROOM = 64 * 1024


@pytest.fixture
def storage(tmp_path: Path) -> DiskStorage:
    return DiskStorage(location=tmp_path)


def files_in(storage: DiskStorage) -> list[Path]:
    return [path for path in Path(storage.location).rglob("*") if path.is_file()]


def test_a_file_for_which_there_is_no_room_leaves_nothing(storage: DiskStorage) -> None:
    """The kernel stops the write in the middle, as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, hard))
    try:
        with pytest.raises(OSError, match="File too large"):
            storage.save("documents/来文.txt", ContentFile(bytes(10 * ROOM)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert files_in(storage) == []


def test_a_reader_that_breaks_off_leaves_nothing(storage: DiskStorage) -> None:
    class BrokenOff(ContentFile):
        def chunks(self, chunk_size=None):
            yield b"the first half"
            raise ConnectionError("the browser has gone")

    with pytest.raises(ConnectionError):
        storage.save("documents/来文.txt", BrokenOff(b"both halves"))

    assert files_in(storage) == []


def test_two_who_want_the_same_name_get_one_each(storage: DiskStorage) -> None:
    names = [storage.save("a/来文.txt", ContentFile(content)) for content in (b"one", b"two")]

    assert names[0] != names[1]
    assert [storage.open(name).read() for name in names] == [b"one", b"two"]
    assert {path.stat().st_mode & 0o077 for path in files_in(storage)} == {0}
