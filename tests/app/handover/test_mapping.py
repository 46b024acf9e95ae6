# SPDX-License-Identifier: MIT
"""Two codebooks are compared in words: what each has that the other lacks."""

from __future__ import annotations

from curator.app.handover.mapping import compared
from curator.shape import replace
from tests.sound_case import incidents_codebook


def test_what_only_one_of_them_has_is_named_by_its_label() -> None:
    here = incidents_codebook()
    gone, group = here.fields[-1], here.groups[-1]
    there = replace(here, version="2.0", fields=here.fields[:-1])
    label = next(iter(gone.leaves())).label
    assert any("Only here" in line and label in line for line in compared(there, here))
    assert any("Only in the hand-over" in line and label in line for line in compared(here, there))
    without_group = replace(here, version="2.0", groups=here.groups[:-1])
    lines = compared(without_group, here)
    assert lines == (f"Only here: group “{group.label}”",), "the fields of a group that is not there are not listed"


def test_a_choice_that_only_one_has() -> None:
    here = incidents_codebook()
    listed = next(each for each in here.lists if len(each.choices) > 1)
    fewer = replace(listed, choices=listed.choices[:-1])
    there = replace(here, version="2.0", lists=tuple(fewer if each is listed else each for each in here.lists))
    lines = compared(there, here)
    assert len(lines) == 1
    assert listed.choices[-1].label in lines[0]


def test_another_order_alone_is_said_to_be_harmless() -> None:
    here = incidents_codebook()
    there = replace(here, version="2.0", fields=tuple(reversed(here.fields)))
    assert compared(there, here) == ("Only labels, help, order or rules differ: every value has its place.",)


def test_another_codebook_altogether_says_so_first_and_the_list_ends() -> None:
    here = incidents_codebook()
    there = replace(here, key="other", title="Other", fields=(), groups=())
    lines = compared(there, here)
    assert "another codebook altogether" in lines[0]
    assert len(lines) <= 41
