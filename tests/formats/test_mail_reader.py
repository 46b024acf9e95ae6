# SPDX-License-Identifier: MIT
"""Pages saved as one file, and mails."""

from __future__ import annotations

import pytest

from curator.domain.faults import InputRefused
from curator.formats.mail_reader import MailReader
from tests.formats.pages_made import STORY, TOLD, mail, mhtml, page

READER = MailReader()


def test_a_page_saved_as_one_file_is_the_page() -> None:
    article = READER.read(mhtml(page(TOLD)), "“a.mhtml”")
    assert article.text.split("\n")[-4:] == list(STORY)
    assert article.fields["published"] == "2019-11-09T16:20:00+03:00"
    assert article.fields["retrieved"] == "2019-11-10T08:00:00Z"
    assert article.fields["url"] == "https://river.example.org/2019/bus"
    assert (article.reader, article.media) == ("mail", "multipart/related")


def test_the_day_of_saving_is_no_day_of_publication() -> None:
    article = READER.read(mhtml(page()), "“a.mhtml”")
    assert "published" not in article.fields
    assert article.fields["url"] == "https://river.example.org/2019/bus?from=mail"


def test_the_whole_page_of_one_file() -> None:
    assert "Most read" in READER.read_page(mhtml(page()), "“a.mhtml”", whole=True).text.split("\n")


def test_a_mail_is_its_text_with_what_its_headers_tell() -> None:
    article = READER.read(mail(attached="Anhang ü.pdf"), "“a.eml”")
    assert article.text.strip() == "\n\n".join(STORY)
    assert article.fields["title"] == "Bus falls into river – zwei Tote"
    assert article.fields["author"] == "José Pérez"
    assert article.fields["published"] == "2019-11-09T16:20:00+03:00"
    assert "Not read, because it hangs on the mail: Anhang ü.pdf." in article.report
    assert article.media == "message/rfc822"


def test_a_newsletter_is_its_page_where_its_text_says_nothing() -> None:
    article = READER.read(mail("Read this mail in your browser.", markup=page(TOLD)), "“a.eml”")
    assert article.text.split("\n")[-4:] == list(STORY)
    assert article.fields["title"] == "Bus falls into river – zwei Tote"
    assert article.fields["url"] == "https://river.example.org/2019/bus"
    assert READER.read(mail(markup=page(TOLD)), "“a.eml”").text.strip() == "\n\n".join(STORY)


def test_the_day_of_a_mail_that_was_sent_on_is_to_be_looked_at() -> None:
    article = READER.read(mail(subject="Fwd: Bus falls into river"), "“a.eml”")
    published = next(one for one in article.proposals if one.field == "published")
    assert (article.fields["title"], published.sure) == ("Bus falls into river", False)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no headers at all\n\nand a text",
        b"From: a@example.org\nSubject: nothing\n\n",
        b"From: a@example.org\nTo: b@example.org\nContent-Type: image/png\n\niVBORw0K",
        b"Snapshot-Content-Location: http://a.example/\nContent-Type: multipart/related; boundary=x\n\n--x--",
        b"From: a@example.org\nContent-Type: multipart/mixed; boundary=" + b"x" * 5_000 + b"\n\n",
    ],
)
def test_what_holds_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(InputRefused, match=r"^“a\.eml” "):
        READER.read(data, "“a.eml”")


def test_an_address_that_is_none_is_not_taken() -> None:
    read = MailReader().read(mhtml(page(), location="http://[river/2019"), "“a.mht”")
    assert "url" not in read.fields
