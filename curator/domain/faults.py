# SPDX-License-Identifier: MIT
"""Faults that are nobody's bug: a missing file, a full disk, bad input.

What lives here: the one exception the faces (window, command line) show as a plain sentence.
What does not: bugs. Anything that is not a UserFault ends in a crash report.
"""

from __future__ import annotations


class UserFault(Exception):
    """A plain sentence: what happened, that nothing is lost, what to do. Shown to the user as it is."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class InputRefused(UserFault):
    """Input that is not taken as it is; `places` name where (a path in a document, a line), one sentence each."""

    def __init__(self, sentence: str, places: tuple[str, ...] = ()) -> None:
        super().__init__(sentence)
        self.places = places


class NotNow(UserFault):
    """The request is right but something stands in the way: a later change, an open window, a read-only file."""


class Busy(NotNow):
    """Another program holds the file for the moment: the same request may do a little later."""
