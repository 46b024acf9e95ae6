# SPDX-License-Identifier: MIT
"""What browsers put into the clipboard, and what only looks like it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData

from curator.app.page_clipboard import copied_page

ADDRESS = "https://river.example.org/2019/bus"
WINDOWS = 'application/x-qt-windows-mime;value="HTML Format"'


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("text/x-moz-url-priv", ADDRESS.encode("utf-16-le")),
        ("chromium/x-source-url", ADDRESS.encode()),
        (WINDOWS, f"Version:0.9\r\nStartHTML:0\r\nSourceURL:{ADDRESS}\r\n<html>".encode()),
    ],
)
def test_the_address_is_where_each_browser_leaves_it(kind: str, said: bytes) -> None:
    data = QMimeData()
    data.setHtml("<p>Words</p>")
    data.setData(kind, said)
    assert copied_page(data) == ("<p>Words</p>", ADDRESS)


def test_a_page_may_have_no_address_and_a_text_is_no_page() -> None:
    data = QMimeData()
    data.setHtml("<p>Words</p>")
    assert copied_page(data) == ("<p>Words</p>", "")
    data = QMimeData()
    data.setText("<p>Words</p>")
    assert copied_page(data) == ("", "")


@pytest.mark.parametrize(
    "head",
    ['<meta name="generator" content="LibreOffice 7.4">', '<html xmlns:w="urn:schemas-microsoft-com:office:word">'],
)
def test_what_office_programs_copy_is_a_text(head: str) -> None:
    data = QMimeData()
    data.setHtml(f"{head}<p>Words</p>")
    assert copied_page(data) == ("", "")
