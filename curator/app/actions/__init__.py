# SPDX-License-Identifier: MIT
"""Everything the window can be told to do, once each: the table of actions and what decides which are possible.

What lives here: id, text, keys, tool tip, place in the menus and when it is possible. Menus, tool tips, shortcuts and
the key card follow from this table. What does not: making Qt actions of it (action_set.py), doing it (main_window.py
and pages).
"""
