# SPDX-License-Identifier: MIT
"""The keys that the help pages name are the keys of the program: pages cannot rot when the table of actions changes."""

from __future__ import annotations

import re

import pytest

from curator.app.actions.table import ACTIONS
from curator.app.key_map import plain
from curator.assets import list_assets, read_text
from curator.tasks.codebooks import codebook_named

PAGES = list_assets("help", ".md")
BOLD = re.compile(r"\*\*([^*\n]+)\*\*")
# Keys of lists, editors and the article, which are no actions: view.py, chooser.py, long_editor.py and reader/keys.py.
OF_VIEWS = {
    "Up", "Down", "Left", "Right", "Return", "Tab", "Shift+Tab", "Esc", "Space", "Del", "Shift+Del", "Backspace", "F2",
    "+", "Shift", "Alt", "Shift+Return", "Ctrl+Down", "Ctrl+Up", "Ctrl+Shift+Right", "Ctrl+Shift+Down",
    "Alt+Shift+Down",
}  # fmt: skip
HELD = ("Ctrl+", "Alt+", "Shift+")
OF_FUNCTION = re.compile(r"F\d{1,2}")
OF_LISTS = ("Return", "Del", "Esc", "PgDown", "PgUp", "Home", "End", "Ins")
OF_TABLES = {"S"}  # dataset: sorts by the column of the cursor


def portable(name: str) -> str:
    """The name as the table of actions writes it: people say Enter, Delete, Escape."""
    said = {"Enter": "Return", "Delete": "Del", "Escape": "Esc"}
    first, plus, last = name.rpartition("+")
    return first + plus + said.get(last, last) if last else name


def is_key(name: str) -> bool:
    """Whether bold words are a key: one letter or sign, the name of a key, or several with a plus between them."""
    last = portable(name).rpartition("+")[2]
    if len(name) == 1:
        return name.isascii() and not name.isdigit()
    return name in OF_VIEWS or name.startswith(HELD) or bool(OF_FUNCTION.fullmatch(last)) or last in OF_LISTS


def named_in(page: str) -> set[str]:
    return {portable(name) for name in BOLD.findall(read_text(page)) if is_key(name)}


@pytest.mark.parametrize("page", PAGES)
def test_each_key_named_is_a_key_of_the_program(page: str) -> None:
    actions = {key for spec in ACTIONS for key in spec.keys}
    letters = {key.key for key in codebook_named("incidents").keys}
    letters |= {f"Shift+{letter}" for letter in letters}  # one more row
    assert named_in(page) - actions - letters - OF_VIEWS - OF_TABLES == set()


def test_keys_are_found_in_the_pages() -> None:
    assert {"N", "K", "Ctrl+Return", "F8"} <= named_in("help/coding.md")
    assert is_key("Ctrl+Enter")
    assert not is_key("File > Import")
    assert not is_key("Undo")


def test_the_page_about_coding_lists_the_keys_of_the_menu_code() -> None:
    text = read_text("help/coding.md")
    rows = dict(re.findall(r"^\| \*\*(\S+)\*\* \| (.+) \|$", text, re.MULTILINE))
    wanted = {spec.keys[0]: plain(spec.text).rstrip(" …") for spec in ACTIONS if spec.menu == "code" and spec.keys}
    assert {portable(key): what for key, what in rows.items()} == wanted


def test_commands_of_the_menus_are_named_as_they_are() -> None:
    """“File > Save a copy” is in the menu File under that name."""
    texts = {(spec.menu, plain(spec.text).rstrip(" …")) for spec in ACTIONS}
    for page in PAGES:
        for menu, command in re.findall(r"\*\*(File|Edit|Code|View|Go|Tools|Help) > ([^*]+)\*\*", read_text(page)):
            assert any(where == menu.lower() and text.startswith(command) for where, text in texts), (page, command)
