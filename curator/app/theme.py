# SPDX-License-Identifier: MIT
"""The themes, light and dark, each also with high contrast: every colour of the window that is not an incident's.

What lives here: the colours, the QPalette and the style sheet made from them, and which theme is in force.
What does not: colours of incidents (reader/palette.py), lengths and fonts (measures.py).
"""

from __future__ import annotations

from typing import Literal, get_args

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from curator.app.style_sheet import sheet_of
from curator.shape import Frozen

Name = Literal["light", "dark", "light-contrast", "dark-contrast"]
Wish = Literal["system", Name]
WISHES: tuple[Wish, ...] = ("system", *get_args(Name))


class Theme(Frozen):
    """Colours by what they say. `soft` ones are backgrounds for the plain one's text."""

    name: Name
    panel: str
    paper: str
    field: str
    line: str
    strong_line: str
    text: str
    quiet: str
    faint: str
    accent: str
    accent_soft: str
    on_accent: str
    good: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str

    @property
    def dark(self) -> bool:
        return self.name.startswith("dark")

    @property
    def contrast(self) -> bool:
        """Whether this is one of high contrast."""
        return self.name.endswith("-contrast")


LIGHT = Theme(
    name="light", panel="#ffffff", paper="#f7f7f5", field="#f4f4f2", line="#e4e4e1", strong_line="#c9cac6",
    text="#1d2127", quiet="#595e65", faint="#696e75", accent="#2a5bd0", accent_soft="#e6edfc", on_accent="#ffffff",
    good="#14703f", warn="#8a5200", warn_soft="#fbf1df", bad="#b3261e", bad_soft="#fdeceb",
)  # fmt: skip
DARK = Theme(
    name="dark", panel="#1f2327", paper="#17191c", field="#282d32", line="#30353b", strong_line="#4a5158",
    text="#e7e9ea", quiet="#b0b7be", faint="#949ca4", accent="#8caaff", accent_soft="#2a3453", on_accent="#10131a",
    good="#57c98a", warn="#e5ab52", warn_soft="#332b1d", bad="#ff8f86", bad_soft="#3b2422",
)  # fmt: skip
LIGHT_CONTRAST = Theme(
    name="light-contrast", panel="#ffffff", paper="#ffffff", field="#efefef", line="#5a5a5a", strong_line="#000000",
    text="#000000", quiet="#262626", faint="#4a4a4a", accent="#0032a8", accent_soft="#d5e3ff", on_accent="#ffffff",
    good="#00501e", warn="#663300", warn_soft="#fff6e6", bad="#960000", bad_soft="#fff0ef",
)  # fmt: skip
DARK_CONTRAST = Theme(
    name="dark-contrast", panel="#000000", paper="#000000", field="#1c1c1c", line="#9a9a9a", strong_line="#ffffff",
    text="#ffffff", quiet="#e2e2e2", faint="#bdbdbd", accent="#a5c6ff", accent_soft="#143466", on_accent="#000000",
    good="#7dffb4", warn="#ffd480", warn_soft="#241a00", bad="#ffb8b2", bad_soft="#300b08",
)  # fmt: skip
THEMES = {theme.name: theme for theme in (LIGHT, DARK, LIGHT_CONTRAST, DARK_CONTRAST)}
# Which text stands on which ground somewhere in the window: each pair has a contrast of at least 4.5 in every theme.
TEXT_ON: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("text", ("panel", "paper", "field", "accent_soft", "warn_soft", "bad_soft")),
    ("quiet", ("panel", "paper", "field", "accent_soft", "warn_soft", "bad_soft")),
    ("faint", ("panel", "field")),
    ("accent", ("panel", "paper", "field", "accent_soft")),
    ("on_accent", ("accent",)),
    ("good", ("panel", "field")),
    ("warn", ("panel", "field", "accent_soft", "warn_soft")),
    ("bad", ("panel", "field", "bad_soft")),
)


def palette_of(theme: Theme) -> QPalette:
    """Qt's own roles from the theme, so that every widget follows, also those without a style rule."""
    role = QPalette.ColorRole
    made = QPalette(QColor(theme.panel))
    plain = {
        role.Window: theme.panel, role.WindowText: theme.text, role.Base: theme.panel, role.AlternateBase: theme.field,
        role.Text: theme.text, role.Button: theme.field, role.ButtonText: theme.text, role.BrightText: theme.bad,
        role.PlaceholderText: theme.quiet, role.Highlight: theme.accent, role.HighlightedText: theme.on_accent,
        role.ToolTipBase: theme.field, role.ToolTipText: theme.text, role.Link: theme.accent,
        role.LinkVisited: theme.accent, role.Light: theme.field, role.Midlight: theme.line, role.Mid: theme.line,
        role.Dark: theme.strong_line, role.Shadow: theme.strong_line, role.Accent: theme.accent,
    }  # fmt: skip
    for each, colour in plain.items():
        made.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, each, QColor(theme.faint))
    return made


def platform_theme() -> Name:
    """What the platform asks for: dark or light, and more contrast where Qt can tell (from 6.10)."""
    hints = QGuiApplication.styleHints()
    dark = hints.colorScheme() == Qt.ColorScheme.Dark
    contrast = False
    if hasattr(hints, "accessibility"):
        contrast = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
    if contrast:
        return "dark-contrast" if dark else "light-contrast"
    return "dark" if dark else "light"


class ThemeSwitch(QObject):
    """Which theme the window wears; follows the platform unless the user wishes otherwise."""

    changed = Signal()

    def __init__(self, application: QApplication, wish: Wish = "system") -> None:
        super().__init__(application)
        self._application = application
        self._wish: Wish = wish
        self.theme = LIGHT
        self._sheet_is_on = False
        self._wear(self._wanted())
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._platform_changed)
        if hasattr(hints, "accessibility"):  # from Qt 6.10
            hints.accessibility().contrastPreferenceChanged.connect(self._platform_changed)

    @property
    def wish(self) -> Wish:
        return self._wish

    def wish_for(self, wish: Wish) -> None:
        """Wear this theme from now on, or follow the platform ("system")."""
        self._wish = wish
        self._wear(self._wanted())

    def _platform_changed(self) -> None:
        if self._wish == "system":
            self._wear(self._wanted())

    def _wanted(self) -> Theme:
        return THEMES[self._wish if self._wish != "system" else platform_theme()]

    def _wear(self, theme: Theme) -> None:
        self.theme = theme
        _state.theme = theme
        self._application.setPalette(palette_of(theme))
        if self._sheet_is_on:
            self._application.setStyleSheet(sheet_of(vars(theme)))
        self.changed.emit()

    def put_on_sheet(self) -> None:
        """Give the application its style sheet, once the first page is built: under a sheet Qt matches a widget and
        all below it with every rule again each time one of them gets a parent, and nothing is seen yet."""
        if not self._sheet_is_on:
            self._sheet_is_on = True
            self._application.setStyleSheet(sheet_of(vars(self.theme)))


class _State:
    theme: Theme = LIGHT


_state = _State()


def current() -> Theme:
    """The theme in force. Delegates ask while painting, so that a change needs nothing but a repaint."""
    return _state.theme
