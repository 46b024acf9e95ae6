# SPDX-License-Identifier: MIT
"""Versions of articles and near-duplicates, in the window."""
