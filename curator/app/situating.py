# SPDX-License-Identifier: MIT
"""What decides which actions are possible now, read from the window.

What lives here: the look at what is open, shown and chosen. What does not: which action asks for what (actions/).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from curator.app.actions.spec import Situation

if TYPE_CHECKING:
    from curator.app.main_window import MainWindow
    from curator.app.workspace_page import WorkspacePage


def situation_of(window: MainWindow) -> Situation:
    """What the actions ask about, as it is now."""
    page, busy = window.page, window.status.job.running
    if page is None:
        return Situation(busy=busy)
    workspace = page.workspace
    undo = workspace.undo_target() if workspace.writable else None
    redo = workspace.redo_target() if workspace.writable else None
    incidents = len(page.shown.incidents) if page.shown else 0
    table, code = page.views.table_shown, page.views.code_shown
    review = page.views.review if page.views.review_shown else None
    return Situation(
        project=True, writable=workspace.writable, article=page.shown is not None and code,
        hidden=code and bool(page.showing.hidden) and workspace.coder is not None,
        incidents=incidents if code else 0, articles=_listed(page),
        table=table, picture=table and page.views.table is not None and page.views.table.ways.pictured,
        back=page.views.may_go_back, busy=busy,
        review=review is not None and review.open, settling=review is not None and review.settling,
        columns=review.columns if review is not None else 0,
        given_back=review is not None and review.may_take_over, blind=review is not None and review.blind,
        conflicts=window.jobs.conflicts, own=code and page.showing.own_incident() is not None,
        undo=window.undo_words.of(workspace, undo, busy), redo=window.undo_words.of(workspace, redo, busy),
    )  # fmt: skip


def _listed(page: WorkspacePage) -> int:
    """How many articles the list on show has."""
    if page.views.review is not None and page.views.review_shown:
        return page.views.review.queue.model.rowCount()
    return page.library.model.rowCount() if page.views.code_shown else 0
