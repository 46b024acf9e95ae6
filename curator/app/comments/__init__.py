# SPDX-License-Identifier: MIT
"""Comments in the window: what coders say to each other of an article, an incident, a value."""
