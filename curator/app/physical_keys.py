# SPDX-License-Identifier: MIT
"""Which Latin letter stands where a key was pressed, for layouts that have no Latin letters (Arabic, Cyrillic, ...).

What lives here: the places of A to Z as the platforms number them. What does not: when they are asked (key_names.py).
Sources: linux/input-event-codes.h (an X keycode is the code there and 8; Wayland's the same in Qt), the scan codes of
set 1 for Windows (the same numbers for these keys), Events.h (kVK_ANSI_*) for macOS.
"""

from __future__ import annotations

_ROWS = ((16, "QWERTYUIOP"), (30, "ASDFGHJKL"), (44, "ZXCVBNM"))
_SCAN_CODES = {first + at: letter for first, row in _ROWS for at, letter in enumerate(row)}
_X_OFFSET = 8
_MAC = {
    0: "A", 1: "S", 2: "D", 3: "F", 4: "H", 5: "G", 6: "Z", 7: "X", 8: "C", 9: "V", 11: "B", 12: "Q", 13: "W", 14: "E",
    15: "R", 16: "Y", 17: "T", 31: "O", 32: "U", 34: "I", 35: "P", 37: "L", 38: "J", 40: "K", 45: "N", 46: "M",
}  # fmt: skip


def letter_at(platform: str, scan_code: int, virtual_key: int) -> str:
    """The letter a US keyboard has there, "" where it has none. `platform` is QGuiApplication.platformName(); the
    numbers are those of the QKeyEvent. Windows names the key by itself: its virtual keys are letters in most layouts.
    """
    if platform == "cocoa":
        return _MAC.get(virtual_key, "")
    if platform == "windows":
        return chr(virtual_key) if ord("A") <= virtual_key <= ord("Z") else _SCAN_CODES.get(scan_code, "")
    return _SCAN_CODES.get(scan_code - _X_OFFSET, "")
