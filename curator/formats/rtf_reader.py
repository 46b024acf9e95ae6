# SPDX-License-Identifier: MIT
"""The article reader for Rich Text (RTF).

What lives here: preparing the bytes for striprtf, its text as paragraphs, properties as proposals. What does not:
bundles of news databases (bundle_reader.py). Source: Microsoft's RTF specification 1.9.1. Letters come in three ways:
\\u with a fallback that is passed over, \\'xx in the code page of \\ansicpg or of the font, and plain ASCII.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from importlib.metadata import version

from curator.domain.faults import InputRefused
from curator.formats.article_readers import ReadArticle, ReadFile
from curator.formats.bundle_reader import ReadBy, read_document
from curator.formats.composing import joined, told_author, told_title

_BEGINS = re.compile(rb"^(?:\xef\xbb\xbf)?\s*\{\s*\\rtf")
_PAGE = re.compile(r"\\ansicpg(\d{1,5})")
_CELL = re.compile(r"\\(?:nest)?cell(?![a-zA-Z])")
_LINE = re.compile(r"\\line(?![a-zA-Z])-?\d* ?")
_PAGE_BREAK = re.compile(r"\\(?:page|sect|column)(?![a-zA-Z])")
_PICTURE = re.compile(r"(?<![0-9a-fA-F\s])[0-9a-fA-F\s]{2000,}")  # from its first sign, so that each is seen once
_OBJECT = re.compile(r"\\object(?![a-zA-Z])")
_RESULT = re.compile(r"\\(?:object|result)(?![a-zA-Z]) ?")
_BINARY = re.compile(r"\\bin(\d{1,9}) ?")
_GROUP_END = re.compile(r"[{}]|\\.", re.DOTALL)
_DEEPEST, _MOST_PROPERTY = 1_000, 4_000
_MARK = "\u2028"  # a line end within a paragraph; settling makes a line end of it


class RtfReader:
    """Reads RTF files."""

    name = "rtf"
    suffixes: tuple[str, ...] = (".rtf",)
    in_process = False

    def prepare(self) -> None:
        """Import what is slow to import."""
        _plain("{\\rtf1 x}", "1252", "")

    def read(self, data: bytes, name: str) -> ReadArticle | ReadFile:
        """The article or the bundle of articles. Raises InputRefused: no RTF, damaged, unknown code page, blank."""
        if not _BEGINS.match(data[:200]):
            raise InputRefused(f"{name} is no Rich Text: it does not begin as one; it may have a wrong name.")
        source = data.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
        source = _without_binary(source)
        _check_depth(source, name)
        report, warnings = [], []
        if named := _PAGE.search(source):
            report.append(f"Encoding: code page {named[1]}, as the file says.")
            if not _is_known(f"cp{named[1]}"):
                warnings.append(f"The file's code page {named[1]} is not known here; please check the letters.")
        if objects := len(_OBJECT.findall(source)):
            what = "An embedded object was" if objects == 1 else f"{objects} embedded objects were"
            report.append(f"{what} left out and not opened; what the file shows in place of it is in the text.")
        if any(ord(char) > 127 for char in source[:200_000]):
            warnings.append("The file holds letters outside of RTF's rules; please check that they are right.")
        prepared = _RESULT.sub("", _PICTURE.sub("", source))  # the words that stand for an object are text
        prepared = _LINE.sub(_MARK, _CELL.sub(r"\\tab", _PAGE_BREAK.sub(r"\\par", prepared)))
        text = _plain(prepared, named[1] if named else "1252", name)
        if lost := text.count("\ufffd"):
            warnings.append(f"{lost} letters could not be told from the file's encoding and are shown as U+FFFD.")
        told = (*told_title(_property(source, "title", name)), *told_author(_property(source, "author", name)))
        by = ReadBy("rtf", f"striprtf {version('striprtf')}", "application/rtf")
        return read_document(joined(text.split("\n")), data, name, told, report, by, warnings)


def _plain(source: str, page: str, name: str) -> str:
    from striprtf.striprtf import rtf_to_text

    to_text: Callable[..., str] = rtf_to_text
    encoding = f"cp{page}" if _is_known(f"cp{page}") else "cp1252"
    try:
        text = to_text(source, encoding=encoding, errors="replace")
    except (ValueError, IndexError, KeyError, OverflowError, LookupError, RecursionError):
        raise InputRefused(f"{name} is damaged; open it in a word processor and save it again.") from None
    # \u gives characters beyond U+FFFF as two surrogates.
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _without_binary(source: str) -> str:
    """Without the raw bytes after \\bin, which may hold braces."""
    pieces, at = [], 0
    for match in _BINARY.finditer(source):
        if match.start() >= at:
            pieces.append(source[at : match.start()])
            at = match.end() + int(match[1])
    return "".join((*pieces, source[at:]))


def _check_depth(source: str, name: str) -> None:
    depth = deepest = 0
    for match in _GROUP_END.finditer(source):
        sign = match.group()
        if sign == "{":
            depth += 1
            deepest = max(deepest, depth)
        elif sign == "}":
            depth -= 1
    if deepest > _DEEPEST:
        raise InputRefused(f"{name} was not read: it is nested more than {_DEEPEST} deep.")


def _property(source: str, name: str, shown: str) -> str:
    """A property of the \\info group, as text."""
    begins = re.search(rf"\{{\s*(?:\\\*\s*)?\\{name}(?![a-zA-Z])", source[:200_000])
    if begins is None:
        return ""
    depth = 1
    for match in _GROUP_END.finditer(source, begins.end(), begins.end() + _MOST_PROPERTY):
        depth += {"{": 1, "}": -1}.get(match.group(), 0)
        if not depth:
            page = _PAGE.search(source)
            inner = source[begins.end() : match.start()]
            return _plain(f"{{\\rtf1\\ansi {inner.lstrip()}}}", page[1] if page else "1252", shown).strip()
    return ""


def _is_known(encoding: str) -> bool:
    try:
        codecs.lookup(encoding)
    except LookupError:
        return False
    return True
