# SPDX-License-Identifier: MIT
"""Codebook files: TOML as people write it (and the exported JSON) to a codebook, each fault with its line.

What lives here: reading the file, and finding the line on which each value of a TOML document stands, which tomllib
does not tell. What does not: what a codebook may hold (domain/codebook); writing TOML (nobody needs it: the project
keeps the canonical JSON).
"""

from __future__ import annotations

import json
import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from pathlib import Path as FilePath

from curator.domain.codebook.document import read_document
from curator.domain.codebook.faults import CodebookFaults, Fault, Path
from curator.domain.codebook.model import Codebook
from curator.domain.faults import InputRefused, UserFault

LARGEST_FILE = 5_000_000  # bytes; the built-in codebook has 60,000
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SYNTAX_LINE = re.compile(r"(?P<reason>.*?) \(at (?:line (?P<line>\d+), column \d+|end of document)\)", re.DOTALL)


def read_codebook_file(path: FilePath) -> Codebook:
    """The codebook in a TOML file, or in a JSON file as Curator exports it.

    Raises UserFault where the file cannot be read, InputRefused with one place per fault ("line 12: ...") otherwise.
    """
    text = _text_of(path)
    return read_codebook_json(text, path.name) if path.suffix.lower() == ".json" else read_codebook(text, path.name)


def read_codebook(text: str, name: str = "codebook.toml") -> Codebook:
    """The codebook in TOML text; `name` is what sentences call it. Raises InputRefused with all faults by line."""
    try:
        document = tomllib.loads(text)
        lines = lines_of(text)
    except tomllib.TOMLDecodeError as error:
        raise _refused(name, [_syntax_fault(str(error), text)]) from None
    except RecursionError:
        raise InputRefused(f"The codebook “{name}” nests its brackets too deeply and was not taken.") from None
    except ValueError as error:  # for example a number of 5,000 digits
        raise InputRefused(f"The codebook “{name}” cannot be read as TOML: {error}.") from None
    try:
        return read_document(document)
    except CodebookFaults as found:
        raise _refused(name, sorted((line_of(fault, lines), fault.reason) for fault in found.faults)) from None


def read_codebook_json(text: str, name: str = "codebook.json") -> Codebook:
    """The codebook in its canonical JSON. Raises InputRefused; places are paths, such as "fields 4, key: ..."."""
    try:
        document = json.loads(text)
    except RecursionError:
        raise InputRefused(f"The codebook “{name}” nests its brackets too deeply and was not taken.") from None
    except json.JSONDecodeError as error:
        raise _refused(name, [(error.lineno, f"this is not JSON: {error.msg}.")]) from None
    except ValueError as error:
        raise InputRefused(f"The codebook “{name}” cannot be read as JSON: {error}.") from None
    return read_document(document)


def line_of(fault: Fault, lines: Mapping[Path, int]) -> int:
    """The line of a fault, or of the nearest thing around it that stands in the text; from 1."""
    path = fault.path
    while path not in lines and path:
        path = path[:-1]
    return lines.get(path, 1)


def lines_of(text: str) -> dict[Path, int]:
    """The line, from 1, on which each table and value of a TOML document begins. The text must be sound TOML."""
    return _Scanner(text).scan()


def _refused(name: str, found: list[tuple[int, str]]) -> InputRefused:
    number = "one fault" if len(found) == 1 else f"{len(found)} faults"
    places = tuple(dict.fromkeys(f"line {line}: {reason}" for line, reason in found))
    return InputRefused(f"The codebook “{name}” has {number} and was not taken; nothing was changed.", places)


def _syntax_fault(message: str, text: str) -> tuple[int, str]:
    found = _SYNTAX_LINE.fullmatch(message)
    if found is None:
        return 1, f"this is not TOML: {message}."
    line = int(found["line"]) if found["line"] else text.count("\n", 0, len(text.rstrip())) + 1
    return line, f"this is not TOML: {found['reason'][0].lower()}{found['reason'][1:]}."


def _text_of(path: FilePath) -> str:
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise InputRefused(f"The file “{path.name}” has {size:,} bytes; a codebook has at most {LARGEST_FILE:,}.")
        data = path.read_bytes()
    except FileNotFoundError:
        raise UserFault(f"There is no codebook file “{path}”.") from None
    except IsADirectoryError:
        raise UserFault(f"“{path}” is a folder; name a codebook file in it.") from None
    except OSError as error:
        raise UserFault(f"The codebook file “{path}” cannot be read: {error.strerror}.") from None
    if data.startswith(_UTF16_MARKS):
        raise InputRefused(f"The codebook “{path.name}” is UTF-16; save it as UTF-8 and try again.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _refused(path.name, [(line, "this is not UTF-8; save the file as UTF-8 and try again.")]) from None
    if not text.strip():
        raise InputRefused(f"The codebook “{path.name}” is empty.")
    return text


class _Scanner:
    """Walks through sound TOML and notes where things begin; values themselves are tomllib's."""

    _SPACE = re.compile(r"[ \t]*")
    _BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
    _BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
    _PLAIN = re.compile(r"[^,\]}#\n]+")
    # Long before short: three quotes are tried first. A long string may end in up to two quotes of its own.
    _STRING = re.compile(
        r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5}'
        r"|'''(?:[^']|'{1,2}(?!'))*'{3,5}"
        r'|"(?:[^"\\\n]|\\.)*"'
        r"|'[^'\n]*'",
        re.DOTALL,
    )

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._breaks = [place for place, letter in enumerate(text) if letter == "\n"]
        self._lengths: dict[Path, int] = {}
        self._lines: dict[Path, int] = {}

    def scan(self) -> dict[Path, int]:
        table: Path = ()
        self._skip(self._BLANK)
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip(self._BLANK)
        return self._lines

    def _header(self) -> Path:
        """[a.b] or [[a.b]]; gives the path of the table, with the position in each list it lies in."""
        line = self._line()
        double = self._text.startswith("[[", self._at)
        self._at += 2 if double else 1
        path: Path = ()
        keys = self._keys()
        for number, key in enumerate(keys):
            path = (*path, key)
            if double and number == len(keys) - 1:
                position = self._lengths.get(path, 0)
                self._lengths[path] = position + 1
                self._lines.setdefault(path, line)
                path = (*path, position)
            elif path in self._lengths:
                path = (*path, self._lengths[path] - 1)
        self._at += 2 if double else 1
        self._lines[path] = line
        return path

    def _pair(self, table: Path) -> None:
        line = self._line()
        path = (*table, *self._keys())
        for length in range(len(table) + 1, len(path)):
            self._lines.setdefault(path[:length], line)
        self._at += 1  # the equals sign
        self._skip(self._SPACE)
        self._value(path, line)

    def _keys(self) -> list[str]:
        """A key, dotted or not, and the white space after it."""
        keys: list[str] = []
        while True:
            self._skip(self._SPACE)
            bare = self._BARE_KEY.match(self._text, self._at)
            if bare:
                keys.append(bare.group())
                self._at = bare.end()
            else:
                keys.append(str(tomllib.loads(f"key = {self._skip(self._STRING)}")["key"]))
            self._skip(self._SPACE)
            if not self._text.startswith(".", self._at):
                return keys
            self._at += 1

    def _value(self, path: Path, line: int) -> None:
        self._lines[path] = line
        first = self._text[self._at]
        if first == "[":
            self._list(path)
        elif first == "{":
            self._inline_table(path)
        elif first in "\"'":
            self._skip(self._STRING)
        else:
            self._skip(self._PLAIN)

    def _list(self, path: Path) -> None:
        self._at += 1
        position = 0
        while True:
            self._skip(self._BLANK)
            if self._text[self._at] == "]":
                break
            if self._text[self._at] == ",":
                self._at += 1
                continue
            self._value((*path, position), self._line())
            position += 1
        self._at += 1

    def _inline_table(self, path: Path) -> None:
        self._at += 1
        while True:
            self._skip(self._BLANK)
            if self._text[self._at] == "}":
                break
            if self._text[self._at] == ",":
                self._at += 1
                continue
            self._pair(path)
        self._at += 1

    def _skip(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at)
        if found is None:  # only where the text is not sound TOML after all
            raise ValueError(f"line {self._line()} cannot be understood")
        self._at = found.end()
        return found.group()

    def _line(self) -> int:
        return bisect_right(self._breaks, self._at - 1) + 1
