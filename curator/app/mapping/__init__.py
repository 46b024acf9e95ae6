# SPDX-License-Identifier: MIT
"""Somebody's table: what its columns are, looked at and changed before it comes in."""
