# SPDX-License-Identifier: MIT
"""The time line of incidents: how many begin when, with a brush to filter by."""
