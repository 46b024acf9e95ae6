# SPDX-License-Identifier: MIT
"""The review: what several coders coded in an article side by side, and settling it into the consensus.

Each module knows the page of the review (page.py) and its fellows through it.
"""
