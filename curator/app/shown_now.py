# SPDX-License-Identifier: MIT
"""What is chosen on a page now, as the tabs beside the article need to know it.

What lives here: the shape.
"""

from __future__ import annotations

from curator.app.values.line import Target
from curator.shape import Frozen


class ShownNow(Frozen):
    """`target`: the chosen value (None: none), `label` its name; `incident_name`: letter and number of
    the chosen incident. `changed`: something was changed in the article since this was last told."""

    article: str = ""
    incident: str = ""
    incident_name: str = ""
    target: Target | None = None
    label: str = ""
    writable: bool = False
    changed: bool = False
