# SPDX-License-Identifier: MIT
"""What the Help menu shows: the codebook, the keys, about the program.

What lives here: composing these texts from the codebook and the table of actions. What does not: showing them.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, qVersion

from curator import __version__, paths
from curator.app.actions import MENUS
from curator.app.dialogs.sheet import listed, part, table, title, words
from curator.app.key_map import KeyMap, plain, said
from curator.app.key_names import shown
from curator.app.translating import T
from curator.domain.codebook.model import Codebook, Field

CONTEXT = "help"
ABOUT = T(CONTEXT, "Turn news articles into incident data in which every value knows its words.")
PLAIN_FILES = T(
    CONTEXT, "Curator stores plain files that only you can read; it does not encrypt them. Use disk encryption."
)
IN_LISTS = T(CONTEXT, "In the lists")
LIST_KEYS = (
    (T(CONTEXT, "Up, Down"), T(CONTEXT, "To the next value; its words light up")),
    (T(CONTEXT, "Enter"), T(CONTEXT, "Show the words of the value, and at each further Enter the next of them")),
    (T(CONTEXT, "Right, Left, Space"), T(CONTEXT, "Open or close a date, a place, a count or a row")),
    (T(CONTEXT, "Tab, Shift+Tab"), T(CONTEXT, "To the next panel, to the panel before")),
)
IN_ARTICLE = T(CONTEXT, "In the article")
ARTICLE_KEYS = (
    (T(CONTEXT, "Click, click again"), T(CONTEXT, "Choose the value the words support, then the next one")),
    (T(CONTEXT, "Double, triple click"), T(CONTEXT, "Select the word, the paragraph; drag to go on by words")),
    (T(CONTEXT, "Shift and arrows"), T(CONTEXT, "Select; with Ctrl by words, with Alt by sentences")),
    (T(CONTEXT, "Esc"), T(CONTEXT, "Close the search, then select nothing")),
)
GUIDELINES = T(CONTEXT, "Coding rules")
VERSION = T(CONTEXT, "Version")
FOLDERS = T(CONTEXT, "Folders")
DATA = T(CONTEXT, "Projects, backups")
CONFIG = T(CONTEXT, "Settings")
CACHE = T(CONTEXT, "Passing files")


def tr(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)


def key_card(keys: KeyMap) -> str:
    """Every action that has a key, by menu."""
    pieces = []
    for menu, text in MENUS:
        rows = [
            (shown(keys.keys(spec.id)[0]), plain(spec.text), said(spec.tip))
            for spec in keys.specs.values()
            if spec.menu == menu and keys.keys(spec.id)
        ]
        if rows:
            pieces.append(part(plain(text)) + table(rows))
    pieces.append(part(tr(IN_LISTS)) + table([(tr(key), tr(told)) for key, told in LIST_KEYS]))
    pieces.append(part(tr(IN_ARTICLE)) + table([(tr(key), tr(told)) for key, told in ARTICLE_KEYS]))
    return "".join(pieces)


def codebook_help(book: Codebook) -> str:
    """The whole codebook to read: rules of coding, then every field with its help and choices."""
    pieces = [title(f"{book.title} {book.version}"), words(book.help)]
    if book.guidelines:
        pieces += [part(tr(GUIDELINES)), listed(book.guidelines)]
    for section in book.sections:
        fields = [field for field in book.fields if field.section == section.key]
        groups = [group for group in book.groups if group.section == section.key]
        if fields or groups:
            pieces += [part(section.label), words(section.help)]
        pieces += [_field(book, field) for field in fields]
        for group in groups:
            pieces += [words(f"{group.label}. {group.help}".strip()), *(_field(book, field) for field in group.fields)]
    return "".join(pieces)


def _field(book: Codebook, field: Field) -> str:
    told = table([(field.label, field.help)])
    choices = book.choices_of(field)
    if choices is not None:
        told += listed(f"{choice.label} – {choice.help}" if choice.help else choice.label for choice in choices.choices)
    for inner in field.parts:
        told += _field(book, inner)
    return told


def about() -> str:
    """Version, licence, folders."""
    python = ".".join(map(str, sys.version_info[:3]))
    return (
        title("Curator")
        + words(tr(ABOUT))
        + table([(tr(VERSION), __version__), ("Qt", qVersion()), ("Python", python), ("Licence", "MIT")])
        + part(tr(FOLDERS))
        + table(
            [
                (tr(DATA), str(paths.data_folder())),
                (tr(CONFIG), str(paths.config_folder())),
                (tr(CACHE), str(paths.cache_folder())),
            ]
        )
        + words(tr(PLAIN_FILES))
    )
