# SPDX-License-Identifier: MIT
"""What parameters a rule kind takes, so that reading, writing and checking a codebook need not know each kind.

What lives here: the types of parameters. What does not: the kinds themselves (table.py), judging.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from curator.domain.codebook.model import Condition
from curator.shape import Frozen

ParamType = Literal["group", "leaf", "leaves", "node", "date", "count", "conditions", "number", "role"]


class Param(Frozen):
    """One parameter. With a parameter `group` in the same rule, field keys and conditions speak of its rows.

    leaf: the key of a field or part with a column; leaves: several; node: of a field, part or compound; date, count:
    of a compound of that kind; conditions: all must hold; role: an evidence role.
    """

    name: str
    type: ParamType
    help: str
    needed: bool = True


class Params:
    """Typed access to the parameters of a checked rule; what is not given is empty."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values

    def text(self, name: str) -> str:
        return str(self._values.get(name, ""))

    def texts(self, name: str) -> tuple[str, ...]:
        return tuple(self._values.get(name, ()))

    def conditions(self, name: str) -> tuple[Condition, ...]:
        return tuple(self._values.get(name, ()))

    def number(self, name: str) -> float | None:
        value = self._values.get(name)
        return None if value is None else float(value)
