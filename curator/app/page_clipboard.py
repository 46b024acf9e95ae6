# SPDX-License-Identifier: MIT
"""What a browser puts into the clipboard: the markup of what was selected, and the address of its page.

What lives here: telling a page from what office programs copy, and the places where browsers leave the address. What
does not: reading the markup (tasks/pasted_page.py); it never comes near a widget that shows rich text.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QMimeData

_OFFICE = re.compile(
    r"urn:schemas-microsoft-com:office|<meta[^>]{0,200}\b(?:LibreOffice|OpenOffice|Microsoft Word)", re.I
)
_SOURCE = re.compile(rb"^SourceURL:(\S+)", re.MULTILINE)
# Firefox writes the address in UTF-16, Chromium in UTF-8; Windows has it in the head of its own format.
_MOZILLA, _CHROMIUM = "text/x-moz-url-priv", "chromium/x-source-url"
_WINDOWS = 'application/x-qt-windows-mime;value="HTML Format"'
_LOOKED_AT = 4_000


def copied_page(data: QMimeData) -> tuple[str, str]:
    """Markup and address ("" where nobody says it); ("", "") where it is no page, or one of an office program."""
    markup = data.html() if data.hasHtml() else ""
    if not markup.strip() or _OFFICE.search(markup[:_LOOKED_AT]):
        return "", ""
    return markup, _address(data)


def _address(data: QMimeData) -> str:
    if data.hasFormat(_MOZILLA):
        return bytes(data.data(_MOZILLA).data()).decode("utf-16-le", "replace").strip("\x00\ufeff \n\r")
    if data.hasFormat(_CHROMIUM):
        return bytes(data.data(_CHROMIUM).data()).decode("utf-8", "replace").strip("\x00 \n\r")
    found = _SOURCE.search(bytes(data.data(_WINDOWS).data())[:_LOOKED_AT]) if data.hasFormat(_WINDOWS) else None
    return found[1].decode("utf-8", "replace") if found else ""
