# SPDX-License-Identifier: MIT
"""Handing work over and receiving it, as the window asks and shows it: what goes into a file, what a file would bring,
versions in conflict, a folder that is watched.

What does not live here: making, comparing and taking in (tasks/handover.py), the file (formats), running jobs (jobs/).
"""
