# SPDX-License-Identifier: MIT
"""What coders' layers have in common and where they differ. Nothing here knows Qt, SQLite or files."""
