# SPDX-License-Identifier: MIT
"""Tool tips from data, safely.

What lives here: making a tip of any text. Qt decides by itself whether a tip is markup, so data is always escaped.
"""

from __future__ import annotations

_MOST = 1200


def plain_tip(text: str) -> str:
    """The text as it is, with its line ends, wrapped by Qt; never read as markup. An empty text gives no tip."""
    if not text:
        return ""
    shown = text if len(text) <= _MOST else text[:_MOST] + " …"
    return f'<p style="white-space: pre-wrap">{as_markup(shown)}</p>'


def as_markup(text: str) -> str:
    """The text so that it reads as itself between two tags. (The library `html` brings 2,000 named characters.)"""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
