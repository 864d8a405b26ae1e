"""Whatever was made to break a reader is read, or refused by a bound of ours, not by the clock."""

import pytest

from commitments.reading import UnreadableFile, isolated
from commitments.reading.sheets.sheet import read_sheet
from tests.reading.hostile_files import FILES, one_string_in_every_cell

# A busy machine is no failure; memory is as small as a recognised picture allows.
LIMITS = isolated.Limits(seconds=300, megabytes=2048)


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_hostile_file_is_read_or_refused_by_a_bound(name: str) -> None:
    make, expected = FILES[name]
    reason = ""

    try:
        isolated.read(make(), name, limits=LIMITS)
    except UnreadableFile as error:
        reason = error.code

    assert reason == expected


def test_ledger_that_shows_one_text_in_every_cell_is_refused_before_it_is_built() -> None:
    """Ledgers are opened in the process that imports them."""
    with pytest.raises(UnreadableFile) as refusal:
        read_sheet(one_string_in_every_cell(), limit=50 * 1024 * 1024)

    assert refusal.value.code == "unpacks_too_large"
