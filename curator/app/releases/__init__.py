# SPDX-License-Identifier: MIT
"""Releases in the window: the list of them, making one, what differs between two."""
