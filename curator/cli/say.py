# SPDX-License-Identifier: MIT
"""What goes to the terminal: results to stdout, messages and progress to stderr, safe on every terminal.

What lives here: the two streams, JSON, one line of progress. What does not: what is said (the commands).
"""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

# Characters that command a terminal or turn the direction of writing; they are shown as their code instead.
_BIDI = frozenset(map(chr, (*range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x061C, 0xFEFF)))


def set_up_streams() -> None:
    """Results are UTF-8 whatever the locale; a message that the terminal cannot show is escaped, never a crash."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(errors="backslashreplace")


def result(text: str = "") -> None:
    """A line of the result."""
    print(visible(text))


def raw(text: str) -> None:
    """Text that a program reads, as it is."""
    sys.stdout.write(text)


def message(text: str) -> None:
    """A line for the person at the terminal."""
    print(visible(text), file=sys.stderr)


def as_json(value: Any) -> None:
    """The result as JSON: dataclasses as objects, paths as text; keys in their own order."""
    import json

    print(json.dumps(plain(value), ensure_ascii=False, indent=1))


def plain(value: Any) -> Any:
    """A report as plain values."""
    if hasattr(value, "__dataclass_fields__"):  # without the module dataclasses, which takes long to import
        return {name: plain(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(each) for each in value]
    return str(value).encode("utf-8", "replace").decode("utf-8") if isinstance(value, PurePath) else value


def visible(text: str) -> str:
    """The text without characters that would act on the terminal; line ends and tabs stay."""
    return "".join(f"<U+{ord(char):04X}>" if _acts(char) else char for char in text)


def _acts(char: str) -> bool:
    return char in _BIDI or (ord(char) < 0x20 and char not in "\n\t") or 0x7F <= ord(char) < 0xA0


class ProgressLine:
    """One line on stderr that is written over; nothing where stderr is no terminal."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._length = 0

    def __call__(self, done: int, total: int, words: str) -> None:
        if not self._shown:
            return
        count = f"{done:,} of {total:,}" if total else f"{done:,}"
        line = visible(f"{count}  {words}".replace("\n", " "))[:78]
        sys.stderr.write("\r" + line.ljust(self._length))
        sys.stderr.flush()
        self._length = len(line)

    def clear(self) -> None:
        """Take the line away before anything else is said."""
        if self._length:
            sys.stderr.write("\r" + " " * self._length + "\r")
            sys.stderr.flush()
            self._length = 0
