# SPDX-License-Identifier: MIT
"""From a key that was pressed to its name, as the table of actions and the settings write it: N, Shift+N, ], Ctrl+F2.

What lives here: naming. What does not: what a key does (key_map.py, article_keys.py). Names are Qt's portable ones, the
same on every platform. A letter is named as it is printed on the key; where the layout has no Latin letters, as the key
in that place is called on a US keyboard.
"""

from __future__ import annotations

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

from curator.app.physical_keys import letter_at

_Modifier = Qt.KeyboardModifier
_UNSEEN = _Modifier.KeypadModifier | _Modifier.GroupSwitchModifier
_COMMANDING = _Modifier.ControlModifier | _Modifier.AltModifier | _Modifier.MetaModifier
_ALT_GR = _Modifier.ControlModifier | _Modifier.AltModifier  # as Windows sends it
_LAST_SIGN = 0x10FFFF
_SHIFT = "Shift+"
_MODIFIER_KEYS = frozenset(
    (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Meta, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock,
     Qt.Key.Key_NumLock, Qt.Key.Key_ScrollLock, Qt.Key.Key_Super_L, Qt.Key.Key_Super_R, Qt.Key.Key_Mode_switch,
     Qt.Key.Key_Multi_key, Qt.Key.Key_unknown)
)  # fmt: skip


def canonical(key: str) -> str:
    """The one way to write a key: "shift+n" is Shift+N. "" for what is no key."""
    return QKeySequence.fromString(key).toString(QKeySequence.SequenceFormat.PortableText)


def shown(key: str) -> str:
    """The key as the platform writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def stands_alone(key: str) -> bool:
    """Whether this is a letter or a digit without Ctrl or Alt: such a key acts only while the article has the focus."""
    sign = key.removeprefix(_SHIFT)
    return len(sign) == 1 and sign.isalnum()


def key_of(event: QKeyEvent, platform: str = "") -> str:
    """The name of the pressed key; "" where only Shift, Ctrl and the like are pressed. `platform`: for tests."""
    if event.key() in _MODIFIER_KEYS:
        return ""
    held = event.modifiers() & ~_UNSEEN
    sign = _sign(event)
    commands = bool(held & _COMMANDING) and not (held & _COMMANDING == _ALT_GR and not sign.isalnum() and sign)
    if not sign or sign == " ":
        return canonical_combination(held, event.key())
    letter = _letter(event, sign, platform or QGuiApplication.platformName())
    if commands:
        return canonical_combination(held, ord(letter)) if letter else canonical_combination(held, event.key())
    if not letter:
        return canonical(sign)
    shift = held & _Modifier.ShiftModifier and not letter.isdigit()
    return (_SHIFT if shift else "") + letter


def canonical_combination(held: Qt.KeyboardModifier, key: int) -> str:
    """The name of a key with what is held down with it."""
    return QKeySequence(QKeyCombination(held, Qt.Key(key))).toString(QKeySequence.SequenceFormat.PortableText)


def _sign(event: QKeyEvent) -> str:
    """What the key types; with Ctrl held it types nothing, then what Qt calls it."""
    typed = event.text()
    if typed and typed.isprintable():
        return typed[0]
    return chr(event.key()) if ord(" ") <= event.key() <= _LAST_SIGN else ""


def _letter(event: QKeyEvent, sign: str, platform: str) -> str:
    """The letter or digit a sign stands for; "" where it stands for none."""
    from unicodedata import category, digit, name  # read at the first key, not at start

    if category(sign) == "Nd":
        return str(digit(sign))
    if sign.isascii() or name(sign, "").startswith("LATIN"):
        upper = sign.upper()
        return upper if sign.isalpha() and len(upper) == 1 else ""
    third_level = event.modifiers() & _Modifier.GroupSwitchModifier  # AltGr and a letter: a sign that is no letter's
    if category(sign)[0] not in "LM" or third_level:
        return ""
    return letter_at(platform, event.nativeScanCode(), event.nativeVirtualKey())
