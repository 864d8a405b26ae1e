import struct

import pytest

from commitments.reading import UnreadableFile, read
from commitments.reading import archive as under_test
from tests.reading.files import W, paragraph, word, zipped


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableFile) as error:
        read(data, "a.docx")
    return error.value.code


def document(markup: str) -> bytes:
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": markup})


def test_a_part_that_swells_beyond_belief_is_not_unpacked():
    assert refusal(word(paragraph("一" * 3_000_000))) == "unpacks_too_large"


def test_a_package_that_unpacks_too_large_as_a_whole(monkeypatch):
    monkeypatch.setattr(under_test, "MAX_UNPACKED", 1000)

    assert refusal(zipped({"[Content_Types].xml": "", "word/media/1.bmp": b"\x00" * 1001})) == (
        "unpacks_too_large"
    )


def test_a_package_of_too_many_parts(monkeypatch):
    monkeypatch.setattr(under_test, "MAX_PARTS", 2)

    assert refusal(word(paragraph("一"))) == "unpacks_too_large"


def test_external_entities_are_not_fetched(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("秘密")
    entity = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'

    data = document(f"{entity}<w:document {W}><w:body>{paragraph('&x;')}</w:body></w:document>")

    assert refusal(data) == "damaged"


def test_entities_are_not_multiplied():
    laughs = "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 12))
    doctype = f'<!DOCTYPE d [<!ENTITY l0 "哈">{laughs}]>'

    data = document(f"{doctype}<w:document {W}><w:body>{paragraph('&l11;')}</w:body></w:document>")

    assert refusal(data) == "damaged"


def test_a_cut_package_is_damaged():
    whole = word(paragraph("到2030年"))

    assert refusal(whole[: len(whole) // 2]) == "damaged"


def test_a_package_whose_contents_were_changed_is_damaged():
    whole = bytearray(word(paragraph("到2030年" * 50)))
    at = whole.index(b"word/document.xml") + 40
    whole[at : at + 4] = b"\xff\xff\xff\xff"

    assert refusal(bytes(whole)) == "damaged"


def test_a_package_without_a_document_is_damaged():
    assert refusal(zipped({"[Content_Types].xml": "<Types/>"})) == "damaged"


def test_an_encrypted_package_asks_for_a_copy_without_password():
    whole = bytearray(word(paragraph("到2030年")))
    at = whole.index(b"PK\x01\x02")
    flags = struct.unpack_from("<H", whole, at + 8)[0]
    struct.pack_into("<H", whole, at + 8, flags | 1)

    assert refusal(bytes(whole)) == "password"


def test_parts_outside_the_package_are_not_followed():
    relations = (
        '<Relationships xmlns="r"><Relationship Type="x/officeDocument" TargetMode="External" '
        'Target="http://example.org/document.xml"/></Relationships>'
    )
    data = zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": relations,
            "word/document.xml": f"<w:document {W}><w:body>{paragraph('内')}</w:body></w:document>",
        }
    )

    assert read(data, "a.docx").text == "内"
