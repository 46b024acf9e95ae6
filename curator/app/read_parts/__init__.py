# SPDX-License-Identifier: MIT
"""Which parts of an article were read: seen on the screen for long enough, or coded."""
