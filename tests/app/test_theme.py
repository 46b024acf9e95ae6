# SPDX-License-Identifier: MIT
"""In all four themes every text can be read, incidents are told apart, and the platform's wishes are followed."""

from __future__ import annotations

import re
from itertools import combinations
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from curator.app import theme as themes
from curator.app.incidents.colours import tint_of_chosen
from curator.app.reader.brushes import PATTERNS
from curator.app.reader.palette import PALETTES, contrast, mix
from curator.app.style_sheet import sheet_of
from curator.app.theme import TEXT_ON, THEMES, Theme, ThemeSwitch, palette_of, platform_theme

every_theme = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)


@every_theme
def test_every_text_is_readable_on_its_grounds(theme: Theme) -> None:
    for text, grounds in TEXT_ON:
        for ground in grounds:
            found = contrast(getattr(theme, text), getattr(theme, ground))
            assert found >= (7.0 if theme.contrast and text != "faint" else 4.5), (text, ground, round(found, 2))


@every_theme
def test_every_text_is_readable_on_the_chosen_incident(theme: Theme) -> None:
    palette = PALETTES[theme.name]
    for colour in palette.incidents:
        ground = mix(colour, theme.panel, tint_of_chosen(theme.dark))
        for text in ("text", "quiet", "good", "warn"):
            assert contrast(getattr(theme, text), ground) >= 4.5, (text, colour)


@every_theme
def test_every_colour_of_text_in_the_style_sheet_is_one_that_was_looked_at(theme: Theme) -> None:
    """A new rule with another text colour has to be put into TEXT_ON first."""
    of_colour = {value: name for name, value in vars(theme).items() if name != "name"}
    known = {getattr(theme, text) for text, _ in TEXT_ON}
    for colour in re.findall(r"[^-]color: (#[0-9a-f]{6})", sheet_of(vars(theme))):
        assert colour in known, of_colour.get(colour, colour)


@every_theme
def test_qts_own_roles_are_readable(theme: Theme) -> None:
    palette = palette_of(theme)
    role = QPalette.ColorRole
    for text, ground in (
        (role.WindowText, role.Window), (role.Text, role.Base), (role.Text, role.AlternateBase),
        (role.ButtonText, role.Button), (role.HighlightedText, role.Highlight), (role.ToolTipText, role.ToolTipBase),
        (role.PlaceholderText, role.Base), (role.PlaceholderText, role.Button), (role.Link, role.Base),
    ):  # fmt: skip
        assert contrast(palette.color(text).name(), palette.color(ground).name()) >= 4.5, (text, ground)


@every_theme
def test_the_focus_is_seen(theme: Theme) -> None:
    for ground in (theme.panel, theme.paper, theme.field):
        assert contrast(theme.accent, ground) >= 3.0


@pytest.mark.parametrize("name", PALETTES)
def test_incidents_differ_by_colour_and_by_pattern(name: str) -> None:
    palette = PALETTES[name]
    assert len(palette.incidents) == len(PATTERNS) == len(set(PATTERNS))
    for one, other in combinations(palette.incidents, 2):
        first, second = QColor(one), QColor(other)
        apart = sum(abs(a - b) for a, b in zip(first.getRgb(), second.getRgb(), strict=True))
        assert apart >= 40, (one, other)


def test_high_contrast_has_more_of_it() -> None:
    for plain in ("light", "dark"):
        for text, grounds in TEXT_ON:
            if text not in ("text", "quiet", "accent"):
                continue
            for ground in grounds:
                more, less = THEMES[f"{plain}-contrast"], THEMES[plain]  # type: ignore[index]
                assert contrast(getattr(more, text), getattr(more, ground)) > contrast(
                    getattr(less, text), getattr(less, ground)
                )


@pytest.mark.parametrize(
    ("dark", "contrast", "name"),
    [(False, False, "light"), (True, False, "dark"), (False, True, "light-contrast"), (True, True, "dark-contrast")],
)
def test_the_platform_is_followed(monkeypatch: pytest.MonkeyPatch, dark: bool, contrast: bool, name: str) -> None:
    scheme = Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light
    preference = Qt.ContrastPreference.HighContrast if contrast else Qt.ContrastPreference.NoPreference
    hints = SimpleNamespace(
        colorScheme=lambda: scheme, accessibility=lambda: SimpleNamespace(contrastPreference=lambda: preference)
    )
    monkeypatch.setattr(themes.QGuiApplication, "styleHints", lambda: hints)
    assert platform_theme() == name


def test_a_qt_that_knows_no_contrast_is_followed_as_far_as_it_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    hints = SimpleNamespace(colorScheme=lambda: Qt.ColorScheme.Dark)
    monkeypatch.setattr(themes.QGuiApplication, "styleHints", lambda: hints)
    assert platform_theme() == "dark"


def test_a_theme_that_is_wished_for_is_worn(qapp: QApplication) -> None:
    switch = ThemeSwitch(qapp, "light")
    switch.wish_for("dark-contrast")
    assert themes.current().name == "dark-contrast"
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == "#000000"
    switch.wish_for("light")
