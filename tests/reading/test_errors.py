import re

import pytest

from commitments.reading import MESSAGES, UnreadableFile


@pytest.mark.parametrize("code", MESSAGES)
def test_every_message_is_one_line_made_of_its_details(code):
    wanted = dict.fromkeys(re.findall(r"%\((\w+)\)s", MESSAGES[code]), "PDF")

    error = UnreadableFile(code, **wanted)

    assert str(error) == MESSAGES[error.code] % error.details
    assert "\n" not in str(error)
    assert "%" not in str(error)
