# SPDX-License-Identifier: MIT
"""History in the window: the log as a list, of the project and of what is chosen."""
