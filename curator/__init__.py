# SPDX-License-Identifier: MIT
"""Curator turns news articles into incident data in which every value knows its words."""

__version__ = "0.1.0"
