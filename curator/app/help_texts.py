# SPDX-License-Identifier: MIT
"""What the Help menu shows: the codebook, about the program.

What lives here: composing these texts from the codebook. What does not: showing them.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, qVersion

from curator import __version__, paths
from curator.app.dialogs.sheet import listed, part, table, title, words
from curator.app.translating import T
from curator.domain.codebook.model import Codebook, Field

CONTEXT = "help"
ABOUT = T(CONTEXT, "Turn news articles into incident data in which every value knows its words.")
PLAIN_FILES = T(
    CONTEXT, "Curator stores plain files that only you can read; it does not encrypt them. Use disk encryption."
)
GUIDELINES = T(CONTEXT, "Coding rules")
PLACES = T(CONTEXT, "Places: GeoNames (geonames.org), CC BY 4.0. Shapes of countries: Natural Earth, public domain.")
VERSION = T(CONTEXT, "Version")
FOLDERS = T(CONTEXT, "Folders")
DATA = T(CONTEXT, "Projects, backups")
CONFIG = T(CONTEXT, "Settings")
CACHE = T(CONTEXT, "Passing files")


def tr(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)


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
        + words(tr(PLACES))
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
