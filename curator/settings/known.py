# SPDX-License-Identifier: MIT
"""The table of known settings, and their checks.

What lives here: each setting with its usual value and what it may be. What does not: keeping them (file.py).
"""

from __future__ import annotations

from collections.abc import Mapping

from curator.shape import Frozen

Value = bool | int | str


class Setting(Frozen):
    """One known setting: its usual value, what it may be, and what it is for (in words, for help and settings page).

    A text with `options` takes one of them; a number lies within `least` and `most`, both included.
    """

    key: str
    default: Value
    meaning: str
    options: tuple[str, ...] = ()
    least: int = 0
    most: int = 0

    def problem(self, value: object) -> str:
        """Why the value cannot be taken; empty when it can."""
        if type(value) is not type(self.default):
            kinds = {bool: "yes or no", int: "a whole number", str: "text"}
            return f"{self.key} must be {kinds[type(self.default)]}"
        if self.options and value not in self.options:
            return f"{self.key} must be one of {', '.join(self.options)}"
        if type(value) is int and not self.least <= value <= self.most:
            return f"{self.key} must lie between {self.least} and {self.most}"
        if isinstance(value, str) and len(value) > 65_536:
            return f"{self.key} is too long"
        return ""


KNOWN: Mapping[str, Setting] = {
    setting.key: setting
    for setting in (
        Setting(
            "theme",
            "system",
            "light or dark, with high contrast, or as the system has it",
            options=("system", "light", "dark", "light-contrast", "dark-contrast"),
        ),
        Setting("zoom", 100, "size of the article's letters, in percent", least=50, most=400),
        Setting("reading_width", 80, "width of the article's lines, in letters; 0: as wide as the window", most=240),
        Setting("blanks_shown", False, "whether spaces, tabs and ends of paragraphs have marks in the article"),
        Setting("lines_joined", True, "whether lines that were broken by hand run on in the article"),
        Setting("unread_dimmed", True, "whether the parts of an article that were not read yet step back"),
        Setting("colleagues_shown", False, "whether colleagues' incidents stand beside one's own in an article"),
        Setting("page_picture", False, "whether the page of a PDF stands beside the text of its article"),
        Setting(
            "page_picture_share", 52, "how much of the article's width that page has, in percent", least=10, most=90
        ),
        Setting("page_picture_zoom", 100, "width of that page, in percent of its room", least=50, most=400),
        Setting("recent_actions", "", "ids of the actions run last from the line of commands, the last one first"),
        Setting("paragraph_numbers", False, "whether paragraphs are numbered beside the article"),
        Setting("window_geometry", "", "where the window was, as the window wrote it (Base64)"),
        Setting("window_state", "", "how the window was divided, as the window wrote it (Base64)"),
        Setting("last_folder", "", "the folder a file was chosen in last"),
        Setting("backup_megabytes", 4_000, "how much the backups of one project may take", least=100, most=10_000_000),
    )
}
