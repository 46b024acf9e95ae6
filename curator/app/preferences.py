# SPDX-License-Identifier: MIT
"""The table of preferences: what a user may set about the program, once each.

What lives here: id, name, kind, choices and help of each, in the order of the dialog. What does not: usual values and
their checks (settings), the dialog (dialogs/preferences.py), what a change does (preference_acts.py).

A new one: a `Setting` in settings.KNOWN, a line here, and whoever lives by it listens to `PreferenceActs.changed`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from curator.app.translating import T

CONTEXT = "preferences"
# No values of the settings: they belong to the project that is open.
CODER = "coder"
WATCHED = "watched_folder"
SETTLE_OWN = "settle_own"
KEEP_ORIGINALS = "keep_originals"
OF_THE_PROJECT = (CODER, WATCHED, SETTLE_OWN, KEEP_ORIGINALS)


@dataclass(frozen=True)
class Preference:
    """One preference. `id` is a key of settings.KNOWN or one of OF_THE_PROJECT. `choices` are (value, text); numbers
    lie between `least` and `most` and go by `step`."""

    id: str
    part: str
    label: str
    kind: Literal["choice", "number", "flag", "coder", "folder", "team"]
    help: str
    choices: tuple[tuple[str, str], ...] = ()
    least: int = 0
    most: int = 0
    step: int = 1
    unit: str = ""


_LOOKS = T(CONTEXT, "Looks")
_ARTICLE = T(CONTEXT, "Article")
_WORK = T(CONTEXT, "Work")
PREFERENCES: tuple[Preference, ...] = (
    Preference(
        "theme", _LOOKS, T(CONTEXT, "Theme"), "choice",
        T(CONTEXT, "As the system: light or dark, and with high contrast where the system asks for it."),
        choices=(
            ("system", T(CONTEXT, "As the system")), ("light", T(CONTEXT, "Light")), ("dark", T(CONTEXT, "Dark")),
            ("light-contrast", T(CONTEXT, "Light, high contrast")),
            ("dark-contrast", T(CONTEXT, "Dark, high contrast")),
        ),
    ),
    Preference(
        "zoom", _ARTICLE, T(CONTEXT, "Text size"), "number",
        T(CONTEXT, "Of the article; the window has the size of the system's letters."),
        least=50, most=300, step=10, unit=" %",
    ),
    Preference(
        "reading_width", _ARTICLE, T(CONTEXT, "Longest line"), "number",
        T(CONTEXT, "Lines of 60 to 90 letters read best. They are shorter where the window is narrow."),
        least=36, most=240, step=6, unit=T(CONTEXT, " letters"),
    ),
    Preference(
        "lines_joined", _ARTICLE, T(CONTEXT, "Join lines broken by hand"), "flag",
        T(CONTEXT, "Wire copy and old mail end each line at a fixed width. The stored text stays as it is."),
    ),
    Preference(
        "blanks_shown", _ARTICLE, T(CONTEXT, "Show spaces, tabs and ends of paragraphs"), "flag",
        T(CONTEXT, "Characters that could deceive are always marked."),
    ),
    Preference(
        "unread_dimmed", _ARTICLE, T(CONTEXT, "Show unread parts dimmed"), "flag",
        T(CONTEXT, "What was not on the screen for long enough, and is not coded, steps back."),
    ),
    Preference(
        "colleagues_shown", _ARTICLE, T(CONTEXT, "Show colleagues' incidents beside your own"), "flag",
        T(CONTEXT, "In articles you code, once everybody has finished. The review compares them either way."),
    ),
    Preference(
        "page_picture", _ARTICLE, T(CONTEXT, "Show the page of a PDF beside its text"), "flag",
        T(CONTEXT, "The picture of the page, with the same words lit; for articles that came from a PDF."),
    ),
    Preference(
        CODER, _WORK, T(CONTEXT, "Who codes here"), "coder",
        T(CONTEXT, "On this device, in the project that is open. What was coded before stays with its coder."),
    ),
    Preference(
        SETTLE_OWN, _WORK, T(CONTEXT, "Who alone coded an article may settle it alone"), "team",
        T(CONTEXT, "In the project that is open, for everybody in it; the history tells who changed it. Usually nobody "
          "accepts alone what nobody else has looked at."),
    ),
    Preference(
        KEEP_ORIGINALS, _WORK, T(CONTEXT, "Keep the files that articles came from"), "team",
        T(CONTEXT, "In the project that is open, compressed, up to 5 MB each, for everybody in it: to look at the page "
          "of a PDF, and to read a page in another way. What is kept already stays."),
    ),
    Preference(
        WATCHED, _WORK, T(CONTEXT, "Folder for hand-overs"), "folder",
        T(CONTEXT, "A shared or synced folder. New hand-overs for the open project are offered, never taken by "
          "themselves; empty: no folder is looked at."),
    ),
    Preference(
        "backup_megabytes", _WORK, T(CONTEXT, "Room for backups"), "number",
        T(CONTEXT, "Of one project; beyond it the oldest go. The newest always stays."),
        least=100, most=10_000_000, step=500, unit=" MB",
    ),
)  # fmt: skip
