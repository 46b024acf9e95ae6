# SPDX-License-Identifier: MIT
"""The long jobs of the window: asking, running curator.tasks off the window's thread, telling what came of it.

What does not live here: doing them (tasks), showing progress (job_bar.py). The tasks are imported when they are first
wanted: they cost time.
"""
