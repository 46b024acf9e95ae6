# SPDX-License-Identifier: MIT
"""XML from outside: parsed within limits, never with a DTD, never anything fetched.

What lives here: bytes -> elements, and small ways to walk them by local names. What does not: what a document means.
Source of the rules: RELIABILITY.md 2.8 (defusedxml, DTD refused, depth and attributes capped).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from curator.domain.faults import InputRefused

DEEPEST = 200
MOST_ELEMENTS = 1_000_000
MOST_ATTRIBUTES = 2_000
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")


class _TooMuch(Exception):
    """A limit was passed; caught here."""


class _BoundedBuilder(TreeBuilder):
    """Builds elements until a limit is passed."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = self._many = 0

    def start(self, tag: Any, attrs: Any, /) -> Element:
        self._depth += 1
        self._many += 1
        if self._depth > DEEPEST:
            raise _TooMuch(f"nested more than {DEEPEST} deep")
        if self._many > MOST_ELEMENTS or len(attrs) > MOST_ATTRIBUTES:
            raise _TooMuch("made of more elements than can be read")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)


def parsed(data: bytes, name: str) -> Element:
    """The root element. Raises InputRefused: a DTD, entities, too deep or large, not well formed, unknown encoding."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    parser = DefusedXMLParser(target=_BoundedBuilder(), forbid_dtd=True)
    try:
        parser.feed(_as_utf8(data))
        root = parser.close()
    except DefusedXmlException:
        raise InputRefused(f"{name} was not read: it defines entities or a document type, which can do harm.") from None
    except _TooMuch as fault:
        raise InputRefused(f"{name} was not read: it is {fault}.") from None
    except (ParseError, ValueError, LookupError, AssertionError) as fault:
        raise InputRefused(f"{name} is damaged: it is no well-formed XML ({_plain(fault)}).") from None
    if not isinstance(root, Element):
        raise InputRefused(f"{name} is damaged: it has no element.")
    return root


def local(element: Element) -> str:
    """An element's name without its namespace; "" for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """The value of an attribute by its local name, or ""."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def descendants(element: Element, *names: str) -> Iterator[Element]:
    """All elements below (and this one) with one of these local names, in document order."""
    return (one for one in element.iter() if local(one) in names)


def child(element: Element, *names: str) -> Element | None:
    """The first child with one of these local names."""
    return next((one for one in element if local(one) in names), None)


def plain_text(element: Element | None) -> str:
    """All text within, white space as one space."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _as_utf8(data: bytes) -> bytes:
    """Encodings that expat does not know, taken by Python's codecs (news feeds in windows-1256 and the like)."""
    declared = _DECLARED.match(data[:200])
    if not declared or declared[1].lower() in (b"utf-8", b"utf8", b"us-ascii", b"iso-8859-1", b"utf-16"):
        return data
    text = data.decode(declared[1].decode("ascii"), "replace")
    return re.sub(r"^\s*<\?xml[^>]*\?>", '<?xml version="1.0" encoding="utf-8"?>', text, count=1).encode("utf-8")


def _plain(fault: Exception) -> str:
    return "".join(char if char.isprintable() else "\ufffd" for char in str(fault))[:120] or type(fault).__name__
