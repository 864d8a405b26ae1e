"""Letters with attachments: each a document, or all as one text."""

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.reading import UnreadableFile, mail, read
from commitments.reading.mail import read_many
from tests.reading.files import paragraph, word

TABLE = (
    "<html><body><table><tr><td>任务</td><td>单位</td></tr>"
    "<tr><td>绿化</td><td>园林局</td></tr></table>"
)
WORD = word(paragraph("到2030年，新增床位500张。"))


def letter(text: str = "请查收。", subject: str = "关于报送计划的函") -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = "office@example.org"
    message.set_content(text)
    return message


def test_the_letter_and_its_attachments_are_documents():
    message = letter()
    message.add_attachment(
        WORD, maintype="application", subtype="octet-stream", filename="计划.docx"
    )

    body, attached = read_many(message.as_bytes(), "a.eml")

    assert (body.filename, body.reading.text.strip()) == ("关于报送计划的函.txt", "请查收。")
    assert (attached.filename, attached.data) == ("计划.docx", WORD)
    assert attached.reading.text == "到2030年，新增床位500张。"


def test_read_gives_all_as_one_text_with_the_structure_of_each():
    message = letter()
    message.add_attachment(TABLE, subtype="html", filename="分解表.html")

    reading = read(message.as_bytes(), "a.eml")

    assert reading.text == "请查收。\n\n分解表.html\n任务\t单位\n绿化\t园林局"
    assert reading.title == "关于报送计划的函"
    [table] = reading.structure.tables
    assert reading.text[table.start : table.end] == "任务\t单位\n绿化\t园林局"


def test_what_cannot_be_read_is_named_and_the_rest_is_read():
    message = letter()
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="a.pdf")
    message.add_attachment(b"PK", maintype="application", subtype="zip", filename="b.zip")

    reading = read(message.as_bytes(), "a.eml")

    assert reading.text.strip() == "请查收。"
    assert [part.partition(":")[0] for part in reading.unread_parts] == ["a.pdf", "b.zip"]


def test_a_letter_that_only_carries_is_its_attachment():
    message = letter("")
    message.add_attachment(WORD, maintype="application", subtype="msword", filename="a.docx")

    reading = read(message.as_bytes(), "a.eml")

    assert reading.text == "a.docx\n到2030年，新增床位500张。"


def test_a_letter_in_two_forms_is_read_once():
    message = letter("绿化 园林局")
    message.add_alternative("<p>绿化 <b>园林局</b></p>", subtype="html")

    [body] = read_many(message.as_bytes())

    assert body.reading.text.strip() == "绿化 园林局"


def test_a_letter_with_a_table_is_read_as_the_page():
    message = letter("绿化 园林局")
    message.add_alternative(TABLE, subtype="html")

    assert len(read(message.as_bytes()).structure.tables) == 1


def test_a_letter_in_a_letter_brings_its_own_attachments():
    inner = letter("内函。", "转发")
    inner.add_attachment(WORD, maintype="application", subtype="msword", filename="a.docx")
    outer = letter()
    outer.add_attachment(inner)

    names = [found.filename for found in read_many(outer.as_bytes())]

    assert names == ["关于报送计划的函.txt", "转发.txt", "a.docx"]


def test_letters_within_letters_end():
    message = letter()
    for _ in range(20):
        outer = letter()
        outer.add_attachment(message)
        message = outer

    assert len(read_many(message.as_bytes())) == mail.MOST_LETTERS


def test_more_parts_than_any_letter_has_are_refused(monkeypatch):
    monkeypatch.setattr(mail, "MOST_PARTS", 3)
    message = letter()
    for number in range(4):
        message.add_attachment("x", filename=f"{number}.txt")

    with pytest.raises(UnreadableFile) as refusal:
        read_many(message.as_bytes())

    assert refusal.value.code == "unpacks_too_large"


@pytest.mark.parametrize("charset", ["idna", "rot13", "zlib", "undefined", "utf-7", "x"])
def test_a_character_set_that_is_none_is_passed_over(charset):
    data = (
        f"Subject: =?{charset}?q?abc?=\r\nMIME-Version: 1.0\r\n"
        f"Content-Type: text/plain; charset={charset}\r\n\r\n到2030年\r\n"
    ).encode()

    [body] = read_many(data, "a.eml")

    assert body.reading.text.strip() == "到2030年"


def test_gbk_without_a_word_about_it_is_read():
    data = "Subject: x\r\nMIME-Version: 1.0\r\n\r\n到2030年，建成医院。\r\n".encode("gbk")

    assert read(data, "a.eml").text.strip() == "到2030年，建成医院。"


@pytest.mark.parametrize(
    "data",
    [
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed\n\n",
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\n\n--\n--\n",
        b"MIME-Version: 1.0\nContent-Type: message/rfc822\n\n",
        b"MIME-Version: 1.0\nContent-Type: text/plain; charset*=''%FF; name*1=\xff\n\nx",
        b"Received: x\nSubject: =?gbk?b?!!!!?=\n\nx",
        b"Received: x\nSubject: =?gbk?b?v?=\n\nx",
        b"MIME-Version: 1.0\nContent-Type: text/plain; charset=x; name*=\xe9\n\nx",
        b"MIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\n!!!",
        b"".join(
            b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n)
            for n in range(3000)
        ),
    ],
)
def test_broken_letters_are_read_or_refused(data):
    try:
        found = read_many(data, "a.eml")
    except UnreadableFile as refusal:
        found = [refusal]

    assert found


HEADS = "=?gbkutf8qQbB_*%0'\"; ,<>:@/.\\()[]~\té"


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Subject", "Content-Type", "Content-Disposition"]),
            st.one_of(
                st.text(HEADS, max_size=40),
                st.builds("=?gbk?{}?{}?=".format, st.sampled_from("bq"), st.text(HEADS)),
                st.builds("text/plain; {}={}".format, st.text("namecharset*0"), st.text(HEADS)),
            ),
        ),
        max_size=4,
    )
)
def test_a_letter_is_read_whatever_its_head_holds(fields):
    head = "".join(f"{name}: {value}\n" for name, value in fields)

    found = read_many(f"MIME-Version: 1.0\n{head}\n到2030年".encode(), "a.eml")

    assert all(document.reading or document.error for document in found)


def test_a_web_archive_is_its_page():
    data = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/html; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<html><body><p>=E5=88=B02030=E5=B9=B4</p></body></html>\r\n--b--\r\n"
    )

    assert read(data, "a.mht").text == read(data, "a.doc").text == "到2030年"
