# SPDX-License-Identifier: MIT
"""The examples of the help page are read as the page says."""

from __future__ import annotations

import textwrap

from curator.assets import read_text
from curator.formats.mail_reader import MailReader
from curator.formats.page_reader import PageReader


def example(heading: str) -> bytes:
    """The first example under a heading."""
    part = read_text("help/articles-in.md").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    begin = part.index("\n    ") + 1
    lines = part[begin:].split("\n")
    end = next(place for place, line in enumerate(lines) if line and not line.startswith("    "))
    return textwrap.dedent("\n".join(lines[:end])).encode()


def test_the_page() -> None:
    read = PageReader().read(example("Saved web pages"), "“a.html”")
    assert read.fields == {
        "title": "Bus falls into river",
        "outlet": "The Daily River",
        "author": "Jane Doe",
        "published": "2019-11-09T16:20:00+03:00",
        "url": "https://river.example.org/2019/bus",
        "language": "en",
    }
    assert "Two people were killed" in read.text
    assert "Sport" not in read.text
    assert "Printed" not in read.text


def test_the_mail() -> None:
    read = MailReader().read(example("Mails"), "“a.eml”")
    told = {name: read.fields[name] for name in ("title", "author", "published")}
    assert told == {"title": "Bus falls into river", "author": "Desk", "published": "2019-11-09T16:20:00+03:00"}
    assert read.text.strip() == "Two people were killed on Saturday when a bus fell into the river."
