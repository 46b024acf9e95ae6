# SPDX-License-Identifier: MIT
"""The reader: the article with its highlights (DESIGN.md 7).

What lives here: the widget and its parts. What does not: what a highlight means to the project; the window says that.
"""
