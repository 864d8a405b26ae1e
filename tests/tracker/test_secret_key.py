"""The key in the data folder: one for all processes, from the first start on."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tracker.settings import read_secret_key


def test_who_begins_at_once_shares_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(read_secret_key, [tmp_path] * 64))

    assert keys == {read_secret_key(tmp_path)}


def test_a_file_that_another_process_just_made_is_no_key_yet(tmp_path: Path) -> None:
    (tmp_path / "secret_key").touch()

    key = read_secret_key(tmp_path)

    assert len(key) == 50
    assert read_secret_key(tmp_path) == key


def test_a_folder_that_cannot_be_made_gives_a_key_for_this_process(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    assert len(read_secret_key(tmp_path / "file" / "data")) == 50
