# SPDX-License-Identifier: MIT
"""From the bytes of a file to its characters: byte order marks, UTF-8, UTF-16, and guesses among older encodings.

What lives here: which encoding a file has, how that is known and how sure it is. What does not: the settling rule
(domain/settling.py), reading files (article_file.py), the knowledge behind guesses (letter_habits.py, plausibility.py).
"""

from __future__ import annotations

import codecs
import re
from typing import Literal, NamedTuple

from curator.domain.faults import InputRefused
from curator.formats.binary_signs import has_many_controls, known_kind
from curator.formats.legacy_guess import guess_legacy
from curator.formats.letter_habits import NAMES

How = Literal["bom", "utf-8", "detected"]

# UTF-32 first: its little-endian mark begins with that of UTF-16. The codecs named here take the mark off themselves.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32", "UTF-32 little-endian"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32", "UTF-32 big-endian"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16", "UTF-16 little-endian"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16", "UTF-16 big-endian"),
)
_MARK_BYTES = tuple(mark for mark, *_ in _MARKS)
# A Latin letter alone among others: what a stray NUL in an old encoding looks like when it is taken for half of UTF-16.
_STRAY_LATIN = re.compile("(?<![\x00-\x7f])[A-Za-z\xc0-\xff](?![\x00-\x7f])")
_ONE_SIDED_NULS = 0.3  # share of NULs at every second byte that makes UTF-16: in Latin text it is nearly 1


class Decoded(NamedTuple):
    """The characters of a file, before settling.

    `text` is without the byte order mark that named the encoding (`bom_taken`); a lone surrogate of the file is a
    surrogate in it. `encoding` is the Python codec, `name` what people call it. `sureness` runs from 0 to 1 and
    `alternatives` are other codecs that fit about as well, best first. `cut_off` says that the last character was
    incomplete and is U+FFFD in `text`.
    """

    text: str
    encoding: str
    how: How
    sureness: float = 1.0
    name: str = ""
    alternatives: tuple[str, ...] = ()
    bom_taken: bool = False
    cut_off: bool = False
    joined_pairs: bool = False

    @property
    def sentence(self) -> str:
        """Which encoding and how sure, in plain words: 'Detected as windows-1256, fairly sure.'"""
        if self.how == "bom":
            return f"{self.name} (its byte order mark says so)."
        if self.how == "utf-8":
            return f"{self.name}."
        others = ", ".join(NAMES.get(codec, codec) for codec in self.alternatives)
        also = f"; it could also be {others}" if others and self.sureness < 0.9 else ""
        return f"Detected as {self.name}, {_degree(self.sureness)}{also}."


def decode(data: bytes, name: str = "The file") -> Decoded:
    """The characters of `data`; `name` is how sentences call the file.

    Raises InputRefused where the bytes are no text (it names what they look like) or fit no encoding.
    """
    if kind := known_kind(data):
        raise InputRefused(f"{name} is {kind}, not a text; save or copy its words as a text file and import that.")
    decoded = _by_mark(data, name) or _without_mark(data)
    if decoded is not None:
        return decoded
    if has_many_controls(data, share=0.01):  # in UTF-8 a few may be strays; here they add to the doubt
        raise InputRefused(f"{name} is not a text: it holds many control characters, as programs and pictures do.")
    if place := _damage(data):
        raise InputRefused(
            f"{name} seems to be damaged UTF-8 (first broken byte in line {place}); "
            "save it again as UTF-8 at its source and import that."
        )
    if guess := guess_legacy(data):
        return Decoded(
            guess.text, guess.encoding, "detected", guess.sureness, NAMES.get(guess.encoding, guess.encoding),
            guess.alternatives,
        )  # fmt: skip
    raise InputRefused(f"{name} cannot be read as text: its bytes fit no character encoding; save it as UTF-8.")


def _by_mark(data: bytes, name: str) -> Decoded | None:
    if not data.startswith(_MARK_BYTES):
        return None
    for mark, codec, python_name, shown in _MARKS:
        if not data.startswith(mark):
            continue
        strict = _strictly(data[len(mark) :], codec)
        if strict is not None:
            text, cut_off, joined = strict
            return Decoded(
                text, python_name, "bom", 1.0, shown, bom_taken=True, cut_off=cut_off, joined_pairs=joined
            )  # fmt: skip
        if codec == "utf-8":
            raise InputRefused(f"{name} claims to be UTF-8 but holds broken bytes; save it again as UTF-8.")
    return None


def _without_mark(data: bytes) -> Decoded | None:
    """UTF-16 and UTF-32 by their NULs, ISO-2022-JP by its escapes, UTF-8 by its strict form."""
    if wide := _wide(data):
        return wide
    if has_many_controls(data):
        return None
    if b"\x1b" in data and b"\x1b$" in data and data.isascii():
        try:
            return Decoded(data.decode("iso2022_jp"), "iso2022_jp", "detected", 0.95, NAMES["iso2022_jp"])
        except UnicodeDecodeError:
            pass  # the escape stands in a text of another kind
    strict = _strictly(data, "utf-8")
    if strict is None or (strict[1] and strict[0][:-1].isascii()):
        return None  # no UTF-8, or just one odd byte at the end of ASCII: an old encoding is likelier
    return Decoded(strict[0], "utf-8", "utf-8", 1.0, "UTF-8", cut_off=strict[1], joined_pairs=strict[2])


def _strictly(data: bytes, codec: str) -> tuple[str, bool, bool] | None:
    """Text, whether its last character was cut off, whether surrogate pairs were joined; None where bytes are broken.

    Lone surrogates pass (settling counts them). Pairs of surrogates that were each written as UTF-8 (CESU-8) are one
    character each, as their writer meant.
    """
    try:
        return data.decode(codec), False, False
    except UnicodeDecodeError:
        pass
    decoder = codecs.getincrementaldecoder(codec)("surrogatepass")
    try:
        text = decoder.decode(data)
    except UnicodeDecodeError:
        return None
    cut_off = bool(decoder.getstate()[0])
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return whole + "\ufffd" * cut_off, cut_off, len(whole) < len(text)


def _wide(data: bytes) -> Decoded | None:
    """UTF-32 or UTF-16 without a mark, recognised by where NULs stand and by being readable then."""
    if 0 not in data:
        return None
    units = len(data) // 2
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if units < (2 if len(data) % 2 == 0 else 8):
        return None
    if len(data) % 4 == 0 and even + odd > units:
        for codec in ("utf-32-le", "utf-32-be"):
            strict = _strictly(data, codec)
            if strict and _readable(strict[0]):
                return Decoded(strict[0], codec, "detected", 0.95, NAMES[codec])
    codec = "utf-16-le" if odd > even else "utf-16-be"
    one_sided = max(even, odd) >= _ONE_SIDED_NULS * units and min(even, odd) <= 0.02 * units
    if not one_sided and not has_many_controls(data) and _is_utf8(data):
        return None  # a text with a stray NUL
    strict = _strictly(data, codec)
    if strict is None or not _readable(strict[0]) or (not one_sided and _STRAY_LATIN.search(strict[0])):
        return None
    return Decoded(strict[0], codec, "detected", 0.95 if one_sided else 0.8, NAMES[codec], cut_off=strict[1])


def _readable(text: str) -> bool:
    """Whether a text in a wide encoding reads like writing: white space, no controls, few blocks of Unicode."""
    sample = text[:5000]
    shown = sum(char.isprintable() or char in "\t\n\r\f\u00a0\ufeff\u2028\u2029" for char in sample)
    blocks = {ord(char) >> 8 for char in sample if char.isalpha() and not 0x3400 <= ord(char) < 0xD7A4}
    rare = sum(0x3400 <= ord(char) < 0x4E00 or 0xA000 <= ord(char) < 0xAC00 for char in sample)
    return shown >= 0.97 * len(sample) and len(blocks) <= 6 and rare <= 0.03 * len(sample)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _damage(data: bytes) -> int:
    """The line of the first broken byte in what is clearly UTF-8 otherwise, else 0.

    Clearly: at least three characters beyond ASCII, and four times as many as broken places. Text in an old encoding
    hardly ever holds such sequences, and taking damaged UTF-8 for it would turn every accent into two wrong letters.
    """
    lenient = data.decode("utf-8", "replace")
    kept = data.count(b"\xef\xbf\xbd")
    broken = lenient.count("\ufffd") - kept
    good = sum(1 for char in lenient[:200_000] if not char.isascii()) - min(broken, lenient[:200_000].count("\ufffd"))
    if good < 3 or good < 4 * broken:
        return 0
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as fault:
        return data.count(b"\n", 0, fault.start) + 1
    return 0


def _degree(sureness: float) -> str:
    if sureness >= 0.9:
        return "fairly sure"
    return "probably right" if sureness >= 0.7 else "a guess, please check"
