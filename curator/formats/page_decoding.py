# SPDX-License-Identifier: MIT
"""From the bytes of a page to its characters: what the page says of its encoding, and what the bytes say.

What lives here: the order in which these are believed. What does not: encodings without a page (encodings.py).
The order: a byte order mark; what was said beside the page (the header of a mail); UTF-8 where the bytes are that;
what the page says in its head (<meta charset>, http-equiv, the XML declaration); the guess for any text. A name of an
encoding that the bytes contradict is not believed, and a sentence tells so.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from curator.domain.faults import InputRefused
from curator.formats.binary_signs import known_kind
from curator.formats.encodings import decode

_LOOKED_AT = 4_096
_DECLARED = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.+-]{1,40})|"""
    rb"""^\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([A-Za-z0-9_.-]{1,40})""",
    re.IGNORECASE,
)
# What browsers read these names as (WHATWG Encoding Standard, "Names and labels"): the larger set of each family.
_WIDER = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949", "shift_jis": "cp932", "big5": "big5hkscs",
    "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8",
}  # fmt: skip
_UNTEXTUAL = re.compile(r"(?:base64|hex|bz2|zlib|zip|uu|rot|quopri|idna|punycode|unicode_escape|raw_unicode|undefined)")
_FEW_DAMAGED = 0.001  # of the characters: a page cut within one, a comment in another encoding


class PageText(NamedTuple):
    """The characters, a sentence about the encoding, and warnings."""

    text: str
    sentence: str
    warnings: tuple[str, ...] = ()


def decode_page(data: bytes, name: str, told: str = "") -> PageText:
    """The characters of a page; `told` is the encoding that was named beside it. Raises InputRefused."""
    if (kind := known_kind(data)) and not data.lstrip()[:1] == b"<":
        raise InputRefused(f"{name} is {kind}, not a web page.")
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or 0 in data[:200]:
        decoded = decode(data, name)
        return PageText(decoded.text, f"Encoding: {decoded.sentence}")
    if beside := _named(data, told):
        return PageText(beside, f"Encoding: {told}, as the message says.")
    try:
        return PageText(data.decode("utf-8"), "Encoding: UTF-8.")
    except UnicodeDecodeError:
        pass
    declared = declared_encoding(data)
    if text := _named(data, declared):
        return PageText(text, f"Encoding: {declared}, as the page says.")
    return _mended(data, declared) or _guessed(data, name, declared)


def declared_encoding(data: bytes) -> str:
    """What the page says of its encoding, as it says it, or ""."""
    match = _DECLARED.search(data[:_LOOKED_AT])
    return (match[1] or match[2]).decode("ascii") if match else ""


def _named(data: bytes, name: str) -> str:
    """The text in the encoding of this name, "" where there is none or the bytes contradict it."""
    codec = _codec(name)
    try:
        return data.decode(codec) if codec else ""
    except (UnicodeDecodeError, LookupError):
        return ""


def _codec(name: str) -> str:
    try:
        known = codecs.lookup(name.strip()).name if name else ""
    except (LookupError, ValueError):
        return ""
    return "" if _UNTEXTUAL.match(known) else _WIDER.get(known, known)


def _mended(data: bytes, declared: str) -> PageText | None:
    """A page that is in its encoding but for very few places; in browsers nobody saw them."""
    for name in dict.fromkeys(("utf-8", _codec(declared))):
        if not name or (name == "utf-8" and _codec(declared) not in ("", "utf-8")):
            continue
        text = data.decode(name, "replace")
        damaged = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
        wide = sum(1 for char in text[:200_000] if not char.isascii())
        if damaged <= max(1, _FEW_DAMAGED * len(text)) and wide >= 4 * damaged:
            places = "One character was" if damaged == 1 else f"{damaged} characters were"
            return PageText(text, f"Encoding: {declared or 'UTF-8'}.", (f"{places} damaged and stand as U+FFFD.",))
    return None


def _guessed(data: bytes, name: str, declared: str) -> PageText:
    decoded = decode(data, name)
    warnings: tuple[str, ...] = ()
    if declared:
        warnings = (f"The page says that its encoding is {declared[:40]}, which is not so; please check the letters.",)
    elif decoded.sureness < 0.9:
        warnings = ("The page does not say its encoding; please check that the letters are right.",)
    return PageText(decoded.text, f"Encoding: {decoded.sentence}", warnings)
