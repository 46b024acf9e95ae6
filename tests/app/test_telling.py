# SPDX-License-Identifier: MIT
"""The status row tells of what is on show, and of nothing else."""

from __future__ import annotations

from curator.app.main_window import MainWindow
from curator.app.picture import settle


def test_what_is_chosen_in_an_article_is_told_beside_the_article_alone(opened: MainWindow) -> None:
    settle(opened)
    opened.actions_by_id["go.next_incident"].trigger()
    settle(opened)
    told = opened.status.chosen.whole()
    assert "№" in told
    for away in ("go.incidents", "go.history"):
        opened.actions_by_id[away].trigger()
        settle(opened)
        assert opened.status.chosen.whole() == ""
    assert opened.page is not None
    opened.page.views.show_code()
    settle(opened)
    assert opened.status.chosen.whole() == told
