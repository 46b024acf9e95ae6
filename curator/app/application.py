# SPDX-License-Identifier: MIT
"""The Qt application: style, font, theme, icon.

What lives here: making it once. What does not: windows (main_window.py) and what the command line says (window.py).
"""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QApplication

from curator.app import measures
from curator.app.theme import WISHES, ThemeSwitch
from curator.settings import Settings

STYLE = "Fusion"
_OWN_SIZE = 10.0  # points, where the platform says nothing of its own


def make_application(arguments: list[str] | None = None) -> QApplication:
    """The one QApplication, made if there is none yet."""
    known = QApplication.instance()
    if isinstance(known, QApplication):
        return known
    # As an argument: setStyle gives the style back, for which PySide builds the eleven enumerations of QStyle.
    application = QApplication([*(arguments if arguments is not None else sys.argv[:1]), "-style", STYLE])
    dress(application)
    return application


def dress(application: QApplication) -> None:
    """Name and font."""
    application.setApplicationName("Curator")
    application.setApplicationDisplayName("Curator")
    application.setDesktopFileName("curator")
    if QGuiApplication.platformName() not in ("cocoa", "windows"):
        font = QFont(application.font())
        font.setFamilies(list(measures.PLAIN_FAMILIES))
        font.setStyleHint(QFont.StyleHint.SansSerif)
        if not os.environ.get("XDG_CURRENT_DESKTOP"):
            font.setPointSizeF(_OWN_SIZE)
        application.setFont(font)
    application.setAttribute(Qt.ApplicationAttribute.AA_DontShowIconsInMenus)


def make_themes(application: QApplication, settings: Settings) -> ThemeSwitch:
    """The theme the user wishes for."""
    wish = settings.text("theme")
    return ThemeSwitch(application, next((each for each in WISHES if each == wish), "system"))
