# SPDX-License-Identifier: MIT
"""What the page of an open project does: list its articles, show one, light its words, go to a place, follow changes.

Each module knows the page (workspace_page.py) and its fellows through it.
"""
