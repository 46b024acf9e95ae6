# SPDX-License-Identifier: MIT
"""Values read from words: dates, counts, choices, places. Nothing here knows Qt, SQLite or files."""
