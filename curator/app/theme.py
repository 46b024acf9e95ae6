# SPDX-License-Identifier: MIT
"""The two themes, light and dark: every colour of the window that is not an incident's.

What lives here: the colours, the QPalette and the style sheet made from them, and which theme is in force.
What does not: colours of incidents (reader/palette.py), lengths and fonts (measures.py).
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from curator.app.style_sheet import sheet_of
from curator.shape import Frozen

Wish = Literal["system", "light", "dark"]
WISHES: tuple[Wish, ...] = ("system", "light", "dark")


class Theme(Frozen):
    """Colours by what they say. `soft` ones are backgrounds for the plain one's text."""

    name: Literal["light", "dark"]
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
        return self.name == "dark"


LIGHT = Theme(
    name="light", panel="#ffffff", paper="#f7f7f5", field="#f4f4f2", line="#e4e4e1", strong_line="#c9cac6",
    text="#1d2127", quiet="#62676e", faint="#8b9097", accent="#2a5bd0", accent_soft="#e6edfc", on_accent="#ffffff",
    good="#18794a", warn="#8a5200", warn_soft="#fbf1df", bad="#b3261e", bad_soft="#fdeceb",
)  # fmt: skip
DARK = Theme(
    name="dark", panel="#1f2327", paper="#17191c", field="#282d32", line="#30353b", strong_line="#4a5158",
    text="#e7e9ea", quiet="#a3aab1", faint="#7d858d", accent="#8caaff", accent_soft="#2a3453", on_accent="#10131a",
    good="#57c98a", warn="#e5ab52", warn_soft="#332b1d", bad="#ff8f86", bad_soft="#3b2422",
)  # fmt: skip


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
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._platform_changed)

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
        if self._wish != "system":
            return DARK if self._wish == "dark" else LIGHT
        return DARK if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT

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
