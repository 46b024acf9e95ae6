# SPDX-License-Identifier: MIT
"""The style sheet of the window, made from a theme's colours.

What lives here: rules for shapes that Qt's palette cannot say (round fields, hair lines, quiet buttons).
What does not: colours (theme.py). Rules name widgets by class or by the property `role`, never by single object.
"""

from __future__ import annotations

from collections.abc import Mapping

from curator.assets import asset

_RULES = """
QWidget[role="page"], QWidget[role="side"], QWidget[role="header"] { background: @panel; }
QWidget[role="one-sided"] { background: @warn_soft; }
QWidget[role="paper"] { background: @paper; }
QWidget[role="header"] { border-bottom: 1px solid @line; }
QSplitter::handle { background: @line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QToolTip { background: @field; color: @text; border: 1px solid @strong_line; padding: 4px 6px; }

QMenuBar { background: transparent; padding: 0 4px; border: 0; }
QMenuBar::item { padding: 5px 9px; border-radius: 5px; background: transparent; color: @text; }
QMenuBar::item:selected { background: @field; }
QMenu { background: @panel; border: 1px solid @strong_line; padding: 5px; }
QMenu::item { padding: 5px 44px 5px 22px; border-radius: 4px; color: @text; }
QMenu::item:selected { background: @accent_soft; color: @text; }
QMenu::item:disabled { color: @faint; }
QMenu::separator { height: 1px; background: @line; margin: 5px 8px; }

QAbstractItemView { background: @panel; border: 0; outline: 0; }
QListWidget::item { padding: 6px 8px; border-radius: 4px; color: @text; }
QListWidget::item:selected { background: @accent_soft; color: @text; }
QListWidget::item:hover:!selected { background: @field; }
QTableView[role="library"] { gridline-color: transparent; }
QTableView[role="incidents"] { selection-background-color: @accent_soft; selection-color: @text; }
QTableView[role="incidents"]::item { border: 0; border-bottom: 1px solid @line; padding: 0 8px; }
QTableView[role="incidents"]::item:selected { background: @accent_soft; color: @text; }

QHeaderView { background: @panel; border: 0; }
QHeaderView::section { background: @panel; color: @quiet; border: 0; }
QTableView[role="incidents"] QHeaderView::section {
  border-bottom: 1px solid @line; padding: 6px 16px 6px 11px; font-weight: 600; }
QTableView[role="incidents"] QHeaderView::section:hover { background: @field; color: @text; }
QHeaderView::up-arrow, QHeaderView::down-arrow {
  subcontrol-origin: padding; subcontrol-position: center right; right: 3px; width: 10px; height: 10px; }
QHeaderView::down-arrow { image: url(@arrow); }
QHeaderView::up-arrow { image: url(@arrow_up); }
QTableView[role="figures"] { selection-background-color: @accent_soft; selection-color: @text; }
QTableView[role="figures"]::item { border: 0; border-bottom: 1px solid @line; padding: 0 4px; }
QTableView[role="figures"]::item:selected { background: @accent_soft; color: @text; }
QTableView[role="figures"] QHeaderView::section { border-bottom: 1px solid @line; padding: 3px 4px; }

QTableView[role="box"] { selection-background-color: @accent_soft; selection-color: @text; padding: 0; }
QTableView[role="box"]::item { border: 0; border-bottom: 1px solid @line; padding: 0 6px; }
QTableView[role="box"]::item:selected { background: @accent_soft; color: @text; }
QTableView[role="box"] QHeaderView::section { border-bottom: 1px solid @line; padding: 4px 6px; }

QTreeView[role="keys"] { border-top: 1px solid @line; border-bottom: 1px solid @line; }
QTreeView[role="keys"]::item { padding: 5px 4px 5px 9px; border: 0; }
QTreeView[role="keys"]::item:selected { background: @accent_soft; color: @text; }
QTreeView[role="keys"]::item:hover:!selected { background: @field; }
QTreeView[role="keys"] QHeaderView::section { border: 0; padding: 4px 4px 4px 12px; }

QLineEdit, QComboBox, QSpinBox, QPlainTextEdit {
  background: @field; color: @text; border: 1px solid @line; border-radius: 5px; padding: 5px 8px;
  placeholder-text-color: @quiet;
  selection-background-color: @accent; selection-color: @on_accent; }
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled { color: @faint; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QPlainTextEdit:focus { border: 1px solid @accent; }
QComboBox::drop-down { border: 0; width: 20px; }
QComboBox::down-arrow { image: url(@arrow); width: 12px; height: 12px; }
QSpinBox::up-button, QSpinBox::down-button { border: 0; width: 20px; background: transparent; }
QSpinBox::up-button { subcontrol-position: top right; margin: 2px 2px 0 0; }
QSpinBox::down-button { subcontrol-position: bottom right; margin: 0 2px 2px 0; }
QSpinBox::up-arrow { image: url(@arrow_up); width: 10px; height: 10px; }
QSpinBox::down-arrow { image: url(@arrow); width: 10px; height: 10px; }
QComboBox[role="quiet"] { background: transparent; border-color: transparent; color: @quiet; padding: 3px 4px; }
QComboBox[role="quiet"]:hover { background: @field; }
QComboBox[role="quiet"]:focus { border-color: @accent; }
QComboBox QAbstractItemView { background: @panel; border: 1px solid @strong_line; padding: 3px; }

QPushButton { background: @panel; color: @text; border: 1px solid @strong_line; border-radius: 5px; padding: 5px 12px; }
QPushButton:hover { background: @field; }
QPushButton:focus { border: 1px solid @accent; }
QPushButton:disabled { color: @faint; border-color: @line; }
QPushButton[role="main"] { background: @accent; color: @on_accent; border-color: @accent; font-weight: 600; }
QPushButton[role="main"]:hover { background: @accent; border-color: @text; }
QPushButton[role="main"]:disabled { background: @field; color: @faint; border-color: @line; }
QPushButton[role="quiet"], QToolButton[role="quiet"] {
  background: transparent; border: 1px solid transparent; border-radius: 5px; padding: 4px 8px; color: @quiet; }
QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover { background: @field; color: @text; }
QPushButton[role="quiet"]:focus, QToolButton[role="quiet"]:focus { border-color: @accent; }
QToolButton[role="quiet"]::menu-indicator { image: none; }
QPushButton[role="search"] { background: @field; border: 1px solid @line; border-radius: 5px; padding: 0; }
QPushButton[role="search"]:hover { border-color: @strong_line; }
QPushButton[role="search"]:focus { border-color: @accent; }
QLabel[role="key"] { background: @panel; color: @quiet; border: 1px solid @line; border-radius: 4px; padding: 1px 5px; }
QWidget[role="commands"] { background: @panel; border: 1px solid @strong_line; border-radius: 8px; }
QToolButton[role="chip"] {
  background: @field; color: @quiet; border: 1px solid transparent; border-radius: 9px; padding: 2px 8px; }
QToolButton[role="chip"][popupMode="2"] { padding-right: 20px; }
QToolButton[role="chip"]::menu-indicator { subcontrol-position: center right; right: 6px; width: 8px; }
QToolButton[role="chip"]:hover { color: @text; border-color: @strong_line; }
QToolButton[role="chip"]:checked { background: @accent_soft; color: @accent; font-weight: 600; }
QToolButton[role="chip"]:focus { border-color: @accent; }
QToolButton[role="segment"] {
  background: @panel; color: @quiet; border: 1px solid @strong_line; border-radius: 0; padding: 5px 11px;
  margin-left: -1px; }
QToolButton[role="segment"][first="true"] { margin-left: 0; }
QToolButton[role="segment"]:hover { color: @text; background: @field; }
QToolButton[role="segment"]:checked { background: @accent_soft; color: @accent; font-weight: 600; }
QToolButton[role="segment"]:focus { border-color: @accent; }
QToolButton[role="legend"] {
  background: transparent; color: @faint; border: 1px solid transparent; border-radius: 5px; padding: 1px 6px 1px 2px; }
QToolButton[role="legend"]:checked { color: @text; }
QToolButton[role="legend"]:hover { border-color: @strong_line; }
QToolButton[role="legend"]:focus { border-color: @accent; }
QWidget[role="rail"] { background: @panel; border-right: 1px solid @line; }
QToolButton[role="rail"] { background: transparent; border: 1px solid transparent; border-radius: 6px; color: @quiet; }
QToolButton[role="rail"]:hover { background: @field; color: @text; }
QToolButton[role="rail"]:checked { background: @accent_soft; color: @accent; }
QToolButton[role="rail"]:focus { border-color: @accent; }
QPushButton[role="card"] {
  background: @panel; border: 1px solid @line; border-radius: 8px; padding: 0; text-align: left; }
QPushButton[role="card"]:hover { background: @field; border-color: @strong_line; }
QPushButton[role="card"]:focus { border: 1px solid @accent; }
QPushButton[role="chief-card"] {
  background: @accent_soft; border: 1px solid @accent; border-radius: 8px; padding: 0; text-align: left; }
QPushButton[role="chief-card"]:hover, QPushButton[role="chief-card"]:focus { border: 2px solid @accent; }

QCheckBox { spacing: 8px; }
QCheckBox::indicator, QListWidget::indicator {
  width: 14px; height: 14px; border: 1px solid @faint; border-radius: 3px; background: @panel; }
QCheckBox::indicator:checked, QListWidget::indicator:checked {
  background: @accent; border-color: @accent; image: url(@tick); }
QCheckBox::indicator:focus { border-color: @accent; }
QAbstractItemView[role="box"] { border: 1px solid @line; border-radius: 5px; background: @field; padding: 4px; }

QTabBar { background: transparent; border: 0; }
QTabBar::tab {
  background: transparent; color: @quiet; padding: 7px 4px 6px 4px; margin: 0 6px 0 0; border: 0;
  border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: @text; border-bottom: 2px solid @accent; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:focus { color: @accent; }

QFrame[role="chooser"], QFrame[role="strip"] {
  background: @panel; border: 1px solid @strong_line; border-radius: 8px; }
QFrame[role="chooser"] QListView { background: @panel; }
QToolButton[role="strip"], QToolButton[role="strip-first"] {
  background: transparent; border: 1px solid transparent; border-radius: 5px; padding: 0; color: @text; }
QToolButton[role="strip-first"] { background: @accent_soft; color: @accent; }
QToolButton[role="strip"]:hover, QToolButton[role="strip-first"]:hover {
  background: @field; border-color: @strong_line; color: @text; }
QToolButton[role="strip"]:pressed, QToolButton[role="strip-first"]:pressed { background: @accent_soft; }

QFrame[role="hair"] { background: @line; }
QLabel { background: transparent; }
QLabel[role="quiet"], QCheckBox[role="quiet"] { color: @quiet; }
QLabel[role="good"] { color: @good; }
QLabel[role="warn"] { color: @warn; }
QLabel[role="bad"] { color: @bad; }
QWidget[role="footer"] { background: @warn_soft; border-top: 1px solid @line; }
QWidget[role="footer"][settled="true"] { background: @panel; }

QWidget[role="status"] { background: @panel; border-top: 1px solid @line; }
QPushButton[role="status"] {
  background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 0 4px; color: @quiet; }
QPushButton[role="status"]:hover { background: @field; color: @text; }
QPushButton[role="status"]:focus { border-color: @accent; }
QProgressBar { background: @field; border: 1px solid @line; border-radius: 4px; height: 8px; text-align: center; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }

QWidget[role="bar-notice"] { background: @accent_soft; border-bottom: 1px solid @line; }
QWidget[role="bar-warning"] { background: @warn_soft; border-bottom: 1px solid @line; }
QWidget[role="bar-fault"] { background: @bad_soft; border-bottom: 1px solid @line; }

QScrollBar:vertical { background: transparent; width: 11px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 0; }
QScrollBar::handle { background: @strong_line; border-radius: 3px; margin: 2px 3px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: @faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""


def sheet_of(theme: Mapping[str, str]) -> str:
    """The rules with each `@name` replaced by the theme's colour; a name the theme lacks raises KeyError."""
    colours = {**theme, "arrow": asset("icons/arrow-down.png").as_posix()}
    colours["arrow_up"] = asset("icons/arrow-up.png").as_posix()
    colours["tick"] = asset(f"icons/tick-{theme['name'].partition('-')[0]}.svg").as_posix()
    words = _RULES.split("@")
    made = [words[0]]
    for word in words[1:]:
        name = word[: next((at for at, sign in enumerate(word) if not (sign.isalpha() or sign == "_")), len(word))]
        made.append(colours[name] + word[len(name) :])
    return "".join(made)
