# SPDX-License-Identifier: MIT
"""What judging gives: problems, each with its place, for the list beside the form.

What lives here: the shapes. What does not: finding problems (the other modules of this room).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from curator.domain.codebook.model import Level
from curator.domain.rules.facts import Facts
from curator.domain.rules.params import Param, Params
from curator.shape import Frozen


class Problem(Frozen):
    """One thing that a rule finds wrong. Level "error" blocks Finish.

    `incident` is "" for the article itself; `field` is a node key, "" for the incident or row as a whole; `row` is
    the id of a row and `group` its group (or, without a row, the group in which a row is missing); `spans` are ids
    of evidence, or of the passage not codable.
    """

    rule: str
    level: Level
    message: str
    incident: str = ""
    field: str = ""
    row: str = ""
    group: str = ""
    spans: tuple[str, ...] = ()


class Finding(Frozen):
    """What a rule kind finds in one incident, before the codebook's rule gives it an id, a level and its words."""

    message: str
    field: str = ""
    row: str = ""
    group: str = ""
    spans: tuple[str, ...] = ()


Judge = Callable[[Facts, Params], Iterator[Finding]]


class RuleKind(Frozen):
    """A kind of rule: its parameters and the function that judges one incident.

    An `always` kind judges every incident, also when no rule of the codebook names it; a rule of that kind gives it
    another id, level or message (unless it is `fixed`: its level stays).
    """

    name: str
    help: str
    params: tuple[Param, ...]
    judge: Judge
    always: bool = False
    level: Level = "error"
    fixed: bool = False
