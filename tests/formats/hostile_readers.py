# SPDX-License-Identifier: MIT
"""Readers that do what no reader should, each when its file says so; they are loaded in the process for reading."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from curator.domain.faults import InputRefused
from curator.formats.article_readers import Proposal, ReadArticle, ReadFile


class TellingReader:
    """Does what the first word of its file says."""

    name = "telling"
    suffixes = (".tell",)

    def read(self, data: bytes, name: str) -> ReadArticle | ReadFile:
        word, _, rest = data.decode().partition(" ")
        return getattr(self, f"_{word}")(rest, name)

    def answer(self, data: bytes, question: Mapping[str, Any]) -> tuple[dict[str, Any], Sequence[bytes]]:
        return {"size": len(data), "asked": question["page"]}, (b"picture", data)

    def _say(self, rest: str, name: str) -> ReadArticle:
        return ReadArticle(rest, "", (Proposal("title", rest[:3], 0, 3),), ("read",), reader="telling")

    def _process(self, rest: str, name: str) -> ReadArticle:
        return ReadArticle(str(os.getpid()), "")

    def _print(self, rest: str, name: str) -> ReadArticle:
        print(rest)
        return ReadArticle(rest, "")

    def _several(self, rest: str, name: str) -> ReadFile:
        one = ReadArticle("first", "", original=b"bytes of the first", part="1.html")
        return ReadFile((one, ReadArticle("second", "", part="#2")), (("3.bin", "No text."),), ("two of three",))

    def _refuse(self, rest: str, name: str) -> ReadArticle:
        raise InputRefused(f"{name} is refused.")

    def _hang(self, rest: str, name: str) -> ReadArticle:
        while True:
            time.sleep(0.01)

    def _swell(self, rest: str, name: str) -> ReadArticle:
        return ReadArticle("x" * 4_000_000_000, "")

    def _sink(self, rest: str, name: str) -> ReadArticle:
        return self._sink(rest, name)

    def _crash(self, rest: str, name: str) -> ReadArticle:
        os.abort()

    def _fault(self, rest: str, name: str) -> ReadArticle:
        raise KeyError(rest)

    def _garble(self, rest: str, name: str) -> ReadArticle:
        os.write(sys.__stdout__.fileno(), rest.encode() * 40)  # type: ignore[union-attr]  # it is there
        return ReadArticle(rest, "")

    def _unsettled(self, rest: str, name: str) -> ReadArticle:
        return ReadArticle("a\r\nb", "")

    def _outside(self, rest: str, name: str) -> ReadArticle:
        return ReadArticle("short", "", (Proposal("title", "x", 0, 600),))

    def _open(self, rest: str, name: str) -> ReadArticle:
        return ReadArticle(Path(rest).read_text(encoding="utf-8"), "")

    def _write(self, rest: str, name: str) -> ReadArticle:
        Path(rest).write_text("written", encoding="utf-8")
        return ReadArticle("written", "")

    def _connect(self, rest: str, name: str) -> ReadArticle:
        socket.create_connection(("127.0.0.1", int(rest)), timeout=1).close()
        return ReadArticle("connected", "")

    def _start(self, rest: str, name: str) -> ReadArticle:
        subprocess.run([sys.executable, "-c", "pass"], check=True)
        return ReadArticle("started", "")

    def _late_import(self, rest: str, name: str) -> ReadArticle:
        import colorsys

        return ReadArticle(colorsys.__name__, "")
