# SPDX-License-Identifier: MIT
"""Word, Rich Text, OpenDocument and EPUB files against known texts, and what is refused of them."""

from __future__ import annotations

import io
from collections.abc import Callable
from time import process_time
from typing import Any

import pytest

from curator.domain.faults import InputRefused
from curator.formats import rtf_reader
from curator.formats.article_readers import ArticleReader, ReadArticle
from curator.formats.docx_reader import DocxReader
from curator.formats.epub_reader import EpubReader
from curator.formats.odt_reader import OdtReader
from curator.formats.rtf_reader import RtfReader
from tests.formats.documents import epub, odt, zipped

TITLE = "Bomb Kills Two Near Crowded City Market"
FIRST = "Two people were killed and four were wounded on Friday when a bomb went off near a market, police said."
SECOND = "قتل شخصان وأصيب أربعة في انفجار قنبلة — “élan” 💥"
NAMES = {"docx": "“a.docx”", "rtf": "“a.rtf”", "odt": "“a.odt”", "epub": "“a.epub”"}


def read(reader: ArticleReader, data: bytes) -> ReadArticle:
    found = reader.read(data, NAMES[reader.name])
    assert isinstance(found, ReadArticle)
    assert found.reader == reader.name
    assert found.reader_version
    assert found.media.startswith("application/")
    return found


def refusal(reader: ArticleReader, data: bytes) -> str:
    with pytest.raises(InputRefused) as caught:
        reader.read(data, NAMES[reader.name])
    assert caught.value.sentence.startswith(NAMES[reader.name])
    assert "\n" not in caught.value.sentence
    return caught.value.sentence


# Word


def word(change: Any = None) -> bytes:
    import docx

    document = docx.Document()
    document.add_heading(TITLE)
    document.add_paragraph(FIRST)
    document.add_paragraph(SECOND)
    if change is not None:
        change(document)
    into = io.BytesIO()
    document.save(into)
    return into.getvalue()


def test_the_paragraphs_of_a_word_document() -> None:
    assert read(DocxReader(), word()).text == "\n\n".join((TITLE, FIRST, SECOND))


def test_tables_cell_by_cell_headers_left_out_with_words_and_properties_proposed() -> None:
    def change(document: Any) -> None:
        table = document.add_table(rows=2, cols=2)
        for cell, words in zip(
            [cell for row in table.rows for cell in row.cells], ("Province", "Killed", "Nineveh", "2"), strict=True
        ):
            cell.text = words
        document.add_paragraph("After the table.")
        document.sections[0].header.paragraphs[0].text = "CONFIDENTIAL"
        document.core_properties.title, document.core_properties.author = TITLE, "Jane Smith"

    found = read(DocxReader(), word(change))
    assert found.text.endswith("Province\tKilled\nNineveh\t2\n\nAfter the table.")
    assert "CONFIDENTIAL" not in found.text
    assert any("Headers and footers" in sentence for sentence in found.report)
    title, author = (next(one for one in found.proposals if one.field == field) for field in ("title", "author"))
    assert (found.text[title.start : title.end], author.value, author.sure) == (TITLE, "Jane Smith", False)


def test_line_breaks_tabs_and_tracked_changes_of_a_word_document() -> None:
    def change(document: Any) -> None:
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        paragraph = document.add_paragraph("one")
        paragraph.add_run().add_break()
        paragraph.add_run("two\tthree")
        tracked = (
            f"<w:p {nsdecls('w')}><w:r><w:t>kept </w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p>"
        )
        document.element.body.insert(-1, parse_xml(tracked))

    assert read(DocxReader(), word(change)).text.endswith("one\ntwo\tthree\n\nkept new")


def nested_tables(deep: int) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        begin = f"<w:tbl {nsdecls('w')}><w:tr><w:tc>"
        words = "<w:p><w:r><w:t>At the bottom.</w:t></w:r></w:p>"
        document.element.body.insert(-1, parse_xml(begin * deep + words + "</w:tc></w:tr></w:tbl>" * deep))

    return change


def test_what_stands_in_tables_too_deep_is_said_to_be_left_out() -> None:
    shallow = read(DocxReader(), word(nested_tables(60)))
    assert shallow.text.endswith("At the bottom.")
    assert shallow.warnings == ()
    deep = read(DocxReader(), word(nested_tables(62)))
    assert "At the bottom." not in deep.text
    assert deep.text.startswith("\n\n".join((TITLE, FIRST, SECOND)))
    assert deep.warnings == ("1 piece of text was left out: tables and boxes are nested more than 60 deep there.",)


def test_the_default_author_of_a_program_is_no_author() -> None:
    assert "author" not in read(DocxReader(), word()).fields


def test_word_documents_that_are_refused() -> None:
    assert "old Word format" in refusal(DocxReader(), b"\xd0\xcf\x11\xe0" + b"\x00" * 600)
    assert "no zip container" in refusal(DocxReader(), b"hello")
    assert "another kind of zip" in refusal(DocxReader(), zipped({"a.txt": "x"}))
    assert "damaged" in refusal(DocxReader(), zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<x/>"}))
    bad = zipped({"[Content_Types].xml": "<Types/>", "word/styles.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'})
    assert "document type" in refusal(DocxReader(), bad)
    assert "blank" in refusal(DocxReader(), _blank_word())


def _blank_word() -> bytes:
    import docx

    into = io.BytesIO()
    docx.Document().save(into)
    return into.getvalue()


# Rich Text


def rtf(inside: str, page: int = 1252) -> bytes:
    return f"{{\\rtf1\\ansi\\ansicpg{page}\\deff0{{\\fonttbl{{\\f0 Arial;}}}}\n{inside}}}".encode("latin-1")


def test_the_paragraphs_of_rich_text_in_all_three_ways_of_writing_letters() -> None:
    arabic = "".join(f"\\'{byte:02x}" for byte in "قتل شخصان".encode("cp1256"))
    inside = f"{TITLE}\\par\n{FIRST}\\par\n{arabic} \\u233?lan \\u-10179?\\u-8875?\\line second line\\par"
    found = read(RtfReader(), rtf(inside, 1256))
    assert found.text == "\n\n".join((TITLE, FIRST, "قتل شخصان élan 💥".replace("💥", "\U0001f555") + "\nsecond line"))


def test_rich_text_tables_pictures_and_properties() -> None:
    inside = (
        f"{{\\info{{\\title {TITLE}}}{{\\author Jan\\'e9 Smith}}}}{{\\header CONFIDENTIAL}}{FIRST}\\par\n"
        "{\\pict\\pngblip\\bin5 {}{}{}\\trowd Province\\cell Killed\\cell\\row Nineveh\\cell 2\\cell\\row "
        "After\\par"
    )
    found = read(RtfReader(), rtf(inside))
    assert found.text.startswith(FIRST)
    assert "Province\tKilled" in found.text
    assert "CONFIDENTIAL" not in found.text
    assert (found.fields["title"], found.fields["author"]) == (TITLE, "Jané Smith")


def test_an_object_embedded_in_rich_text_is_told_and_never_opened() -> None:
    shell = "{\\object\\objemb{\\*\\objclass Package}{\\*\\objdata 0105000002000000" + "4d5a9000" * 600 + "}"
    link = '{\\field{\\*\\fldinst INCLUDEPICTURE "http://192.0.2.1/x.png"}{\\fldrslt a picture}}{\\*\\template x}'
    found = read(RtfReader(), rtf(f"{FIRST}\\par {shell}{{\\result A table.}}}}\\par {link}\\par"))
    assert found.text == f"{FIRST}\n\nA table.\n\na picture"
    assert any("embedded object was left out" in sentence for sentence in found.report)


def test_rich_text_that_is_refused() -> None:
    assert "no Rich Text" in refusal(RtfReader(), b"PK\x03\x04")
    assert "nested" in refusal(RtfReader(), b"{\\rtf1 " + b"{" * 5_000 + b"}" * 5_000 + b"}")
    assert "blank" in refusal(RtfReader(), b"{\\rtf1 \\par \\par}")


# OpenDocument


def test_a_picture_is_passed_over_and_no_run_of_figures_takes_long() -> None:
    """Also one that is no picture: each sign is looked at once, not once for each sign before it."""
    picture = "{\\pict\\pngblip\\picw9 \n" + ("0123456789abcdef" * 8 + "\n") * 1_000 + "}"
    found = read(RtfReader(), f"{{\\rtf1\\ansi Two died.\\par {picture}More.\\par}}".encode("ascii"))
    assert found.text.split() == ["Two", "died.", "More."]
    begun = process_time()
    assert rtf_reader._PICTURE.search(("a" * 1_999 + ";") * 2_000) is None
    assert process_time() - begun < 1  # 0.02 s; 3 s where each sign began a search of its own


def test_the_paragraphs_tables_and_spaces_of_an_opendocument_text() -> None:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    body = (
        f"<text:h>{TITLE}</text:h><text:p>{FIRST}</text:p><text:p>a  <text:s text:c='3'/>b<text:tab/>c"
        "<text:line-break/>d<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>A note.</text:p></text:note-body>"
        "</text:note></text:p><text:tracked-changes><text:p>gone</text:p></text:tracked-changes><table:table><table:table-row>"
        f"{cell.format('Province')}{cell.format('Killed')}</table:table-row></table:table><text:p>{SECOND}</text:p>"
    )
    found = read(OdtReader(), odt(body, f"<dc:title>{TITLE}</dc:title><dc:creator>Jane Smith</dc:creator>"))
    assert found.text == "\n\n".join((TITLE, FIRST, "a    b\tc\nd", "Province\tKilled", SECOND, "A note."))
    assert found.fields["author"] == "Jane Smith"


def test_opendocument_texts_that_are_refused() -> None:
    assert "another kind of zip" in refusal(OdtReader(), zipped({"a.txt": "x"}))
    manifest = "<manifest><encryption-data/></manifest>"
    assert "password" in refusal(OdtReader(), odt("<text:p>x</text:p>", **{"META-INF/manifest.xml": manifest}))
    laughs = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    assert "document type" in refusal(OdtReader(), zipped({"content.xml": laughs}))
    assert "nested more than" in refusal(OdtReader(), zipped({"content.xml": "<a>" * 500 + "</a>" * 500}))
    assert "no well-formed XML" in refusal(OdtReader(), zipped({"content.xml": "<a><b></a>"}))
    assert "blank" in refusal(OdtReader(), odt("<text:p> </text:p>"))


# EPUB


def chapter(body: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head>'
        f"<title/><style>p {{}}</style></head><body>{body}</body></html>"
    )


def test_the_chapters_of_an_epub_in_their_order() -> None:
    chapters = {
        "b.xhtml": chapter(f"<h1>{TITLE}</h1><p>{FIRST}</p><script>no</script>"),
        "text/a%20b.xhtml": chapter("<p>caf&eacute;&nbsp;x<br/>next <b>line</b></p><ul><li>one</li><li>two</li></ul>"),
    }
    told = "<dc:title>A book of news</dc:title><dc:creator>Jane Smith</dc:creator><dc:language>en-GB</dc:language>"
    data = epub(chapters, told, **{"OEBPS/text/a b.xhtml": chapters["text/a%20b.xhtml"]})
    found = read(EpubReader(), data)
    assert found.text == f"{TITLE}\n\n{FIRST}\n\ncafé\xa0x\nnext line\n\none\ntwo"
    assert (found.fields["author"], found.fields["language"]) == ("Jane Smith", "en")


def test_a_chapter_that_is_no_xml_is_read_as_any_html() -> None:
    assert read(EpubReader(), epub({"a.xhtml": f"<html><body><p>{FIRST}<p>open &nosuch; end"})).text.startswith(FIRST)


def test_epubs_that_are_refused_or_incomplete() -> None:
    assert "no EPUB" in refusal(EpubReader(), zipped({"a.txt": "x"}))
    locked = '<encryption><EncryptedData><CipherReference URI="OEBPS/a.xhtml"/></EncryptedData></encryption>'
    assert "DRM" in refusal(EpubReader(), epub({"a.xhtml": chapter("x")}, **{"META-INF/encryption.xml": locked}))
    whole = epub({"a.xhtml": chapter(f"<p>{FIRST}</p>"), "gone%2exhtml": "x"})
    assert any("missing" in warning for warning in read(EpubReader(), whole).warnings)


def test_a_text_box_within_a_text_box_is_read_once() -> None:
    body = "<text:p>End</text:p>"
    for depth in range(40):  # read twice at each depth it would never come to an end
        box = f"<draw:frame><draw:text-box>{body}</draw:text-box></draw:frame>"
        body = f"<text:p>Words of depth {depth} {box}</text:p>"
    text = read(OdtReader(), odt(body)).text
    assert text.count("End") == 1
    assert [text.count(f"depth {depth} ") + text.count(f"depth {depth}\n") for depth in range(40)] == [1] * 40
