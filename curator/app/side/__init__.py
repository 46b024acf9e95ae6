# SPDX-License-Identifier: MIT
"""What the right side of the window is made of (side_panel.py): its tabs, the incident's form, the lists behind it."""
