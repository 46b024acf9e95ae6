# SPDX-License-Identifier: MIT
"""What a team settles about how it works, kept in the project: a short table of settings with their defaults.

What lives here: names, defaults, what may stand in each. What does not: what a person prefers on a device
(settings/), writing one (operations/project.py), obeying it (operations, tasks).
"""

from __future__ import annotations

from collections.abc import Mapping

from curator.domain.faults import InputRefused
from curator.pattern import pattern
from curator.shape import Frozen

SETTLE_OWN, DOUBLE_SHARE, KEEP_ORIGINALS = "settle_own", "double_share", "keep_originals"
_PERCENT = pattern(r"(\d{1,3}(?:\.\d{1,3})?) ?%")


class ProjectSetting(Frozen):
    """`choices`: what may stand in it; none: a share in percent."""

    key: str
    default: str
    told: str
    choices: tuple[str, ...] = ()


PROJECT_SETTINGS: tuple[ProjectSetting, ...] = (
    ProjectSetting(SETTLE_OWN, "no", "Whether a coder may accept or settle alone what only that coder coded",
                   ("no", "yes")),
    ProjectSetting(DOUBLE_SHARE, "10 %", "How many of the articles are usually assigned to two coders"),
    ProjectSetting(KEEP_ORIGINALS, "yes", "Whether the files articles were read from are kept, up to 5 MB each",
                   ("yes", "no")),
)  # fmt: skip
_BY_KEY = {setting.key: setting for setting in PROJECT_SETTINGS}


def project_setting(project: Mapping[str, str], key: str) -> str:
    """What holds in a project (key -> value, as Reads.project gives it). Raises KeyError for a key that is none."""
    return project.get(key, _BY_KEY[key].default)


def checked_setting(key: str, value: str) -> str:
    """The value as it is kept. Raises InputRefused where there is no such setting, or it cannot hold this."""
    setting = _BY_KEY.get(key)
    if setting is None:
        raise InputRefused(f"There is no setting “{key}” of a project: {', '.join(_BY_KEY)}.")
    if not setting.choices:
        return percent(read_share(value))
    if value not in setting.choices:
        raise InputRefused(f"“{value}” is not one of {', '.join(setting.choices)}.")
    return value


def read_share(said: str) -> float:
    """A share as people write it ("10%", "12.5 %"), from 0 to 1. Raises InputRefused for anything else."""
    found = _PERCENT.fullmatch(said.strip())
    if found is None or float(found[1]) > 100:
        raise InputRefused(f"“{said}” is no share: give a percentage from 0% to 100%, for example 10%.")
    return float(found[1]) / 100


def percent(share: float) -> str:
    """A share as people read it: 0.125 is "12.5 %"."""
    return f"{round(share * 100, 3):g} %"
