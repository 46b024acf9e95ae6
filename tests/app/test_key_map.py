# SPDX-License-Identifier: MIT
"""Which keys an action has: the table's, or the user's own; what is refused, and why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QSignalSpy

from curator.app.actions.spec import ActionSpec
from curator.app.actions.table import ACTIONS
from curator.app.key_map import KeyMap, plain
from curator.app.key_names import canonical, stands_alone
from curator.settings import Settings

SPECS = (
    ActionSpec("one", "&One …", "One", "file", ("Ctrl+1", "F3")),
    ActionSpec("two", "T&wo", "Two", "file", ("Ctrl+2",)),
    ActionSpec("three", "&Three", "Three", "edit", ("N",), where="article"),
    ActionSpec("copy", "&Copy", "Copy", "edit", ("Ctrl+C",)),
    ActionSpec("none", "&None", "None", "edit"),
)


@pytest.fixture
def keys() -> KeyMap:
    return KeyMap(Settings(), SPECS)


def again() -> KeyMap:
    """After a restart."""
    return KeyMap(Settings(), SPECS)


def test_without_own_keys_the_tables_hold(keys: KeyMap) -> None:
    assert keys.keys("one") == ("Ctrl+1", "F3")
    assert keys.keys("none") == ()
    assert keys.keys("unknown") == ()
    assert all(keys.is_usual(spec.id) for spec in SPECS)


def test_an_own_key_holds_at_once_and_after_a_restart(keys: KeyMap) -> None:
    told = QSignalSpy(keys.changed)
    keys.give("one", ["ctrl+shift+9"])
    assert told.count() == 1
    assert keys.keys("one") == again().keys("one") == ("Ctrl+Shift+9",)
    keys.give("one", [])
    assert again().keys("one") == ()
    keys.give_back("one")
    assert again().keys("one") == ("Ctrl+1", "F3")


def test_only_what_differs_is_kept(keys: KeyMap, own_places: Path) -> None:
    file = own_places / "config" / "settings.json"
    keys.give("one", ["F9"])
    keys.give("two", ["Ctrl+2"])
    assert json.loads(file.read_text())["keys"] == {"one": ["F9"]}
    keys.give("one", ["Ctrl+1", "F3"])
    assert json.loads(file.read_text())["keys"] == {}


def test_a_key_of_another_action_is_refused_and_that_one_is_named(keys: KeyMap) -> None:
    with pytest.raises(ValueError, match="Ctrl\\+2 is the key of “Two”"):
        keys.give("one", ["Ctrl+2"])
    with pytest.raises(ValueError, match="“One”"):
        keys.give("three", ["F3"])
    with pytest.raises(ValueError, match="“Three”"):
        keys.give("two", ["N"])
    assert keys.is_usual("one")
    keys.give("two", ["F8"])
    keys.give("one", ["Ctrl+2"])
    assert keys.holder("Ctrl+2") is SPECS[0]


@pytest.mark.parametrize(
    "key", ["Esc", "Tab", "Return", "Space", "Left", "Shift+Down", "Backspace", "Ctrl+V", "Ctrl+A"]
)
def test_keys_that_texts_and_lists_need_are_refused(keys: KeyMap, key: str) -> None:
    with pytest.raises(ValueError, match="cannot be given"):
        keys.give("one", [key])


def test_keys_of_the_menus_are_refused(keys: KeyMap) -> None:
    with pytest.raises(ValueError, match="Alt\\+F opens the menu File"):
        keys.give("one", ["Alt+F"])


@pytest.mark.parametrize("key", ["", "Ctrl+Nonsense", "Ctrl+K, Ctrl+L"])
def test_what_is_no_key_is_refused(keys: KeyMap, key: str) -> None:
    with pytest.raises(ValueError, match="no key"):
        keys.give("one", [key])


def test_a_usual_key_that_another_got_meanwhile_is_not_taken_back_silently(keys: KeyMap) -> None:
    keys.give("two", ["F8"])
    keys.give("one", ["Ctrl+2"])
    with pytest.raises(ValueError, match="Ctrl\\+2 is the key of “One”"):
        keys.give_back("two")
    keys.give_all_back()
    assert all(again().is_usual(spec.id) for spec in SPECS)


def test_what_other_versions_know_is_kept(keys: KeyMap) -> None:
    Settings().keep_keys("later.action", ["F11"])
    keys = again()
    keys.give("one", ["F9"])
    keys.give_all_back()
    assert Settings().own_keys() == {"later.action": ("F11",)}
    assert keys.holder("F11") is None


def test_a_key_the_user_gave_wins_over_one_that_a_new_version_brings(keys: KeyMap) -> None:
    keys.give("one", ["F12"])
    newer = KeyMap(Settings(), (*SPECS, ActionSpec("new", "&New", "New", "view", ("F12", "Ctrl+F12"))))
    assert newer.keys("one") == ("F12",)
    assert newer.keys("new") == ("Ctrl+F12",)


def test_broken_keys_in_the_file_do_no_harm(own_places: Path) -> None:
    file = own_places / "config" / "settings.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"keys": {"one": "F9", "two": [1], "three": ["no key at all"], "copy": ["F5", "F5"]}}))
    keys = again()
    assert keys.keys("one") == ("Ctrl+1", "F3")
    assert keys.keys("two") == ("Ctrl+2",)
    assert keys.keys("three") == ()
    assert keys.keys("copy") == ("F5",)


def test_no_usual_key_of_the_table_would_be_refused() -> None:
    keys = KeyMap(Settings())
    for spec in ACTIONS:
        for key in spec.keys:
            assert keys.refusal(spec.id, key) == "", (plain(spec.text), key)
            assert canonical(key) == QKeySequence(key).toString(), key
            assert spec.where in ("article", "review") or not stands_alone(key), key
