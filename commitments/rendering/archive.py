"""Write a ZIP archive whose bytes depend on its contents and on nothing else."""

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The first moment that the format can hold: a real one would make each rendering another file.
STAMP = (1980, 1, 1, 0, 0, 0)
READABLE_FILE = 0o600 << 16


def pack(members: Mapping[str, str | bytes]) -> bytes:
    """Pack files in the order given, texts as UTF-8."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            info = ZipInfo(name, STAMP)
            info.compress_type = ZIP_DEFLATED
            info.create_system = 0
            info.external_attr = READABLE_FILE
            archive.writestr(info, content)
    return buffer.getvalue()
