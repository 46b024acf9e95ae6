# SPDX-License-Identifier: MIT
"""Which encoding a file has: marks, UTF-8, UTF-16, guesses, and what is no text at all."""

from __future__ import annotations

import codecs
import json
import random
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.domain.faults import InputRefused
from curator.formats.encodings import decode

# Short sentences as agencies write them, one per language and old encoding: none was used to set a figure.
SHORT = [
    ("cp1251", "Трое военных погибли в результате взрыва в Донецке"),
    ("koi8_u", "Трое военных погибли в результате взрыва в Донецке"),
    ("cp866", "Полиция задержала двух человек в Москве."),
    ("iso8859_5", "Полиция задержала двух человек в Москве."),
    ("cp1251", "МОСКВА, 5 ЯНВАРЯ. В результате взрыва погибли трое"),
    ("cp1251", "Поліція затримала двох чоловіків у Києві"),
    ("cp1251", "Полицията задържа двама души в София"),
    ("cp1253", "Τρεις αστυνομικοί τραυματίστηκαν στην Αθήνα"),
    ("iso8859_7", "Άγνωστοι επιτέθηκαν σε αστυνομικούς στην Αθήνα"),
    ("cp1254", "İstanbul'da düzenlenen saldırıda üç kişi yaşamını yitirdi"),
    ("cp1255", "שלושה בני אדם נהרגו בפיגוע בירושלים"),
    ("cp1256", "أعلنت الشرطة مقتل مدنيين اثنين في انفجار ببغداد"),
    ("iso8859_6", "أعلنت الشرطة مقتل مدنيين اثنين في انفجار ببغداد"),
    ("cp1256", "انفجار بمب در کابل سه کشته برجاي گذاشت".replace("ک", "ك")),
    ("cp1252", "L’attaque a fait trois morts près d’Alger, a-t-on appris"),
    ("cp1252", "Die Polizei löste die Kundgebung in München auf"),
    ("cp1252", "Murió un policía tras la explosión en Bogotá"),
    ("cp1252", "A polícia não confirmou o número de mortos em São Paulo"),
    ("mac_roman", "L’attaque a fait trois blessés près d’Alger, a-t-on appris"),
    ("cp1250", "Policja zatrzymała dwóch mężczyzn, trzy osoby są ciężko ranne"),
    ("iso8859_2", "Policja zatrzymała dwóch mężczyzn, trzy osoby są ciężko ranne"),
    ("cp1250", "Při výbuchu v Praze zemřeli tři lidé, řekla policie"),
    ("cp1250", "Három ember meghalt a tüntetésen, közölte a rendőrség"),
    ("cp1257", "Per sprogimą žuvo trys žmonės, pranešė policija"),
    ("cp874", "ตำรวจเสียชีวิตสามนายจากเหตุระเบิด"),
    ("gb18030", "警方称三人在袭击中死亡"),
    ("cp950", "警方表示三人在襲擊中死亡"),
    ("cp932", "警察によると、爆発で３人が死亡した"),
    ("euc_jp", "警察によると、爆発で３人が死亡した"),
    ("cp949", "경찰은 폭발로 3명이 숨졌다고 밝혔다"),
    ("iso2022_jp", "警察によると爆発があった"),
]


@pytest.mark.parametrize(("encoding", "text"), SHORT)
def test_short_sentences_in_old_encodings_are_read_right(encoding: str, text: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.how == "detected"
    assert decoded.sureness >= 0.5
    assert decoded.sentence.startswith("Detected as ")


@pytest.mark.parametrize(
    ("mark", "codec", "name"),
    [
        (codecs.BOM_UTF8, "utf-8", "UTF-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16 little-endian"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16 big-endian"),
        (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32 little-endian"),
        (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32 big-endian"),
    ],
)
def test_a_byte_order_mark_names_the_encoding_and_is_taken_once(mark: bytes, codec: str, name: str) -> None:
    text = "\ufeffTwo killed \U0001f6a8 قتل"
    decoded = decode(mark + text.encode(codec))
    assert (decoded.text, decoded.how, decoded.bom_taken, decoded.name) == (text, "bom", True, name)
    assert (mark + text.encode(codec)).decode(decoded.encoding) == text


@given(st.text(max_size=80).filter(lambda text: not any(char < " " and char not in "\t\n\r" for char in text)))
def test_utf8_without_controls_is_always_read_as_utf8(text: str) -> None:
    data = text.encode("utf-8")
    if data.startswith((codecs.BOM_UTF8, b"%PDF", b"{\\rtf", b"MZ")):
        return
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (text, "utf-8")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize(
    "text",
    ["Ten people were killed.\nTwo died.", "قتل ثلاثة جنود\nوأصيب خمسة", "警方称三人死亡。\n袭击发生在星期五。", "Hi"],
)
def test_wide_encodings_without_a_mark_are_recognised(codec: str, text: str) -> None:
    decoded = decode(text.encode(codec))
    assert (decoded.text, decoded.encoding, decoded.how) == (text, codec, "detected")


@pytest.mark.parametrize("text", ["A\x00B", "Before\x00after the null byte: two killed.\n", "Bush hid the facts"])
def test_a_stray_nul_or_an_even_length_does_not_make_utf16(text: str) -> None:
    assert decode(text.encode()).text == text


@pytest.mark.parametrize(
    "text", ["Trois morts près d’Alger\x00, a-t-on appris", "\x00l été à paris", "l \x00été à paris"]
)
def test_a_stray_nul_in_an_old_encoding_does_not_make_utf16(text: str) -> None:
    assert decode(text.encode("cp1252")).text == text


def test_odd_length_utf16_keeps_all_but_the_half_character() -> None:
    decoded = decode(codecs.BOM_UTF16_LE + "Two dead".encode("utf-16-le") + b"!")
    assert (decoded.text, decoded.cut_off) == ("Two dead\ufffd", True)


def test_a_utf8_tail_cut_off_is_marked() -> None:
    decoded = decode("قتل ثلاثة".encode()[:-1])
    assert (decoded.text, decoded.encoding, decoded.cut_off) == ("قتل ثلاث\ufffd", "utf-8", True)


def test_one_accent_at_the_end_of_ascii_is_an_old_encoding_not_a_cut_off_character() -> None:
    assert decode("Three dead near the café".encode("cp1252")).text == "Three dead near the café"


def test_lone_surrogates_in_utf8_pass_and_pairs_of_them_are_joined() -> None:
    assert decode(b"a\xed\xa0\x80b").text == "a\ud800b"
    joined = decode(b"a\xed\xa0\xbd\xed\xb8\x80b")
    assert (joined.text, joined.joined_pairs) == ("a\U0001f600b", True)


def test_lone_surrogates_in_utf16_pass() -> None:
    assert decode(codecs.BOM_UTF16_LE + b"a\x00\x00\xd8b\x00").text == "a\ud800b"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a PNG picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG picture"),
        (b"PK\x03\x04\x14\x00\x06\x00" + b"\x00" * 22 + b"word/document.xml", "a Word document"),
        (b"PK\x03\x04\x14\x00\x06\x00" + b"\x00" * 22 + b"a.txt", "a ZIP archive"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "a PDF document"),
        (b"SQLite format 3\x00\x10\x00", "an SQLite database"),
        (b"\x7fELF\x02\x01\x01" + b"\x00" * 20, "a program"),
        (b"MZ\x90\x00\x03\x00\x00\x00\x04" + b"\x00" * 60, "a program"),
        (b"{\\rtf1\\ansi Two killed}", "a rich text (RTF) document"),
        (b"\x00" * 200, "control characters"),
        (random.Random(5).randbytes(2000), "control characters"),
        ("ёжик café “ok” naïve".encode() + b"\n\x93hm", "damaged UTF-8 (first broken byte in line 2)"),
        (codecs.BOM_UTF8 + b"caf\xe9 au lait", "holds broken bytes"),
        (bytes(random.Random(1).choices(range(0x80, 0x100), k=600)), "fit no character encoding"),
    ],
)
def test_what_is_no_text_is_refused_with_what_it_looks_like(data: bytes, what: str) -> None:
    with pytest.raises(InputRefused) as refusal:
        decode(data, "“a.txt”")
    assert what in refusal.value.sentence
    assert refusal.value.sentence.startswith("“a.txt” ")
    assert "\n" not in refusal.value.sentence


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_with_one_sentence(data: bytes) -> None:
    try:
        decoded = decode(data)
    except InputRefused:
        return
    assert 0 < decoded.sureness <= 1
    assert decoded.sentence.endswith(".")


def test_an_ambiguous_text_names_its_alternatives() -> None:
    decoded = decode("Hôpital".encode("cp850"))
    assert decoded.alternatives
    assert "a guess, please check; it could also be" in decoded.sentence or "probably right" in decoded.sentence


def test_edge_texts_are_read_in_their_encodings(shared_data: Path) -> None:
    folder = shared_data / "edge-text"
    for file, facts in json.loads((folder / "expected.json").read_text("utf-8")).items():
        data = (folder / file).read_bytes()
        decoded = decode(data)
        assert decoded.encoding == facts["encoding"], file
        assert len(decoded.text) == facts["code_points"], file
        assert decoded.text == data.decode(facts["encoding"]), file


@pytest.mark.slow
def test_arabic_sentences_in_two_old_encodings_are_read_right(shared_data: Path) -> None:
    rows = (shared_data / "arabic-pud-news" / "sentences.tsv").read_text("utf-8").splitlines()[1:]
    tried = right = 0
    for row in rows:
        sentence = row.split("\t")[2]
        for codec in ("cp1256", "iso8859_6"):
            try:
                data = sentence.encode(codec)
            except UnicodeEncodeError:
                continue
            tried += 1
            right += decode(data).text == sentence
    assert tried > 200
    assert right >= 0.995 * tried


def test_twenty_megabytes_in_an_old_encoding_are_decoded_quickly() -> None:
    text = "Il a tué trois personnes à Alger, a dit un témoin\n" * 400_000
    begun = time.process_time()
    assert decode(text.encode("cp1252")).text == text
    assert time.process_time() - begun < 3
