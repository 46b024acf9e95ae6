# SPDX-License-Identifier: MIT
"""What each action of the table does in a window.

What lives here: from the name of an action to the one function that does it. What does not: names, texts and keys
(actions/), making and following the actions (action_set.py), the doing itself.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from curator.app.preference_acts import SWITCHES
from curator.app.theme import WISHES
from curator.domain.coding import BASES

if TYPE_CHECKING:
    from curator.app.jobs.jobs import Jobs
    from curator.app.main_window import MainWindow
    from curator.app.workspace_page import WorkspacePage


def connect_actions(window: MainWindow) -> None:
    """Connect all actions of a window; those of the page do nothing while no project is open."""
    on = window.actions_by_id.on
    for action, work in _WINDOW_ACTIONS.items():
        on(action, partial(work, window))
    for action, ask in _JOB_ACTIONS.items():
        on(action, partial(ask, window.jobs))
    for action, do in _PAGE_ACTIONS.items():
        on(action, partial(window.on_page, do))
    for wish in WISHES:
        on(f"theme.{wish}", partial(window.preferences.set, "theme", wish))
    window.actions_by_id[f"theme.{window.themes.wish}"].setChecked(True)
    _connect_switches(window)


def _connect_switches(window: MainWindow) -> None:
    blank = window.actions_by_id["view.blank"]
    blank.setChecked(True)
    blank.toggled.connect(lambda on_: window.on_page(lambda page: page.side.wish_for(blank=on_)))
    for preference, action in SWITCHES.items():
        window.actions_by_id[action].setChecked(window.settings.flag(preference))
        window.actions_by_id[action].toggled.connect(partial(window.preferences.set, preference))
    every = window.actions_by_id["view.open_all"]
    every.toggled.connect(lambda on_: window.on_page(lambda page: page.side.wish_for(open_all=on_)))


def change_width(window: MainWindow, steps: int) -> None:
    """Make the lines of the article longer or shorter, and say how long they are."""
    page = window.page
    if page is None:
        return
    window.memory.change_reading_width(steps, page)
    letters = page.article.reader.reading_width()
    told = window.tr("Lines of at most {count} letters").format(count=letters)
    full = page.article.reader.fills_its_room()
    window.status.chosen.show_text(f"{told} · {window.tr('as wide as the window allows')}" if full else told)


def _step_article(page: WorkspacePage, by: int) -> None:
    """The next or previous article of the list on show."""
    if page.views.review is not None and page.views.review_shown:
        page.views.review.queue.step(by)
    else:
        page.incidents_desk.step_article(by)


_WINDOW_ACTIONS: dict[str, Callable[[MainWindow], object]] = {
    "file.close": lambda window: window.close_project(),
    "file.quit": lambda window: window.close(),
    "edit.undo": lambda window: window.turning.turn("undo"),
    "edit.redo": lambda window: window.turning.turn("redo"),
    "edit.preferences": lambda window: window.preferences.show(),
    "go.command": lambda window: window.commands.open(),
    "view.wider": lambda window: change_width(window, 1),
    "view.narrower": lambda window: change_width(window, -1),
}
_JOB_ACTIONS: dict[str, Callable[[Jobs], object]] = {
    "file.new": lambda jobs: jobs.projects.new_project(),
    "file.sample": lambda jobs: jobs.projects.open_sample(),
    "file.begin_packet": lambda jobs: jobs.packets.ask(),
    "file.hand_over": lambda jobs: jobs.handing_over.hand_over(),
    "file.send_packet": lambda jobs: jobs.handing_over.send_packet(),
    "file.receive": lambda jobs: jobs.receiving.ask(),
    "tools.versions": lambda jobs: jobs.versions.show(),
    "article.compare": lambda jobs: jobs.comparing.compare(),
    "article.versions": lambda jobs: jobs.article_versions.show(),
    "article.read_anew": lambda jobs: jobs.bringing_in.texts.read_anew(),
    "file.open": lambda jobs: jobs.projects.ask(),
    "file.import_articles": lambda jobs: jobs.bringing_in.import_articles(),
    "file.import_codings": lambda jobs: jobs.bringing_in.import_codings(),
    "file.export": lambda jobs: jobs.exporting.export(),
    "file.import_table": lambda jobs: jobs.tables.ask(),
    "file.corrections": lambda jobs: jobs.tables.ask_corrected(),
    "file.releases": lambda jobs: jobs.releasing.show(),
    "file.export_list": lambda jobs: jobs.exporting.export(as_shown=True),
    "review.export_unclear": lambda jobs: jobs.delivering.export_unclear(),
    "file.save_picture": lambda jobs: jobs.picturing.ask(),
    "file.copy": lambda jobs: jobs.copies.save_copy(),
    "file.backup": lambda jobs: jobs.copies.back_up(),
    "file.restore": lambda jobs: jobs.copies.restore(),
    "edit.paste": lambda jobs: jobs.bringing_in.paste_text(),
    "edit.remove_articles": lambda jobs: jobs.bringing_in.remove_articles(),
    "article.assign": lambda jobs: jobs.assigning.assign(),
    "article.open_layers": lambda jobs: jobs.assigning.open_layers(),
    "code.hits": lambda jobs: jobs.coding_hits.ask(),
    "tools.codebook": lambda jobs: jobs.projects.take_newer_codebook(),
    "tools.check": lambda jobs: jobs.projects.check(),
    "help.pages": lambda jobs: jobs.help.show_help(),
    "help.codebook": lambda jobs: jobs.help.show_codebook(),
    "help.keys": lambda jobs: jobs.help.show_keys(),
    "help.about": lambda jobs: jobs.help.show_about(),
}
_PAGE_ACTIONS: dict[str, Callable[[WorkspacePage], object]] = {
    "code.new": lambda page: page.words_desk.new_incident(),
    "code.mention": lambda page: page.words_desk.mention(),
    "code.not_codable": lambda page: page.words_desk.not_codable(),
    "code.enter": lambda page: page.words_desk.enter(),
    "code.accept_all": lambda page: page.chosen_desk.accept_all(),
    "code.not_stated": lambda page: page.chosen_desk.set_state("not_stated"),
    "code.not_applicable": lambda page: page.chosen_desk.set_state("not_applicable"),
    "code.blank": lambda page: page.chosen_desk.blank_chosen(),
    **{f"basis.{basis}": partial(lambda basis, page: page.chosen_desk.set_basis(basis), basis) for basis in BASES},
    "code.history": lambda page: page.history_desk.choose(),
    "code.comment": lambda page: page.comments_desk.write(),
    "code.help": lambda page: page.chosen_desk.show_help(),
    "code.role": lambda page: page.chosen_desk.next_role(),
    "code.remove_words": lambda page: page.chosen_desk.remove_chosen_words(),
    "words.right": lambda page: page.edges_desk.move(to_the_right=True, by="word"),
    "words.left": lambda page: page.edges_desk.move(to_the_right=False, by="word"),
    "words.character_right": lambda page: page.edges_desk.move(to_the_right=True, by="character"),
    "words.character_left": lambda page: page.edges_desk.move(to_the_right=False, by="character"),
    "words.other_edge": lambda page: page.edges_desk.switch(),
    "view.read_to_here": lambda page: page.reading.mark_to_here(),
    "select.grow": lambda page: page.article.reader.grow_selection(),
    "select.shrink": lambda page: page.article.reader.shrink_selection(),
    "incident.copy_value": lambda page: page.incidents_desk.copy_from_previous(),
    "incident.duplicate": lambda page: page.incidents_desk.duplicate(),
    "incident.split": lambda page: page.incidents_desk.split(),
    "incident.merge": lambda page: page.incidents_desk.merge_into_previous(),
    "incident.up": lambda page: page.incidents_desk.move(-1),
    "incident.down": lambda page: page.incidents_desk.move(1),
    "incident.withdraw": lambda page: page.incidents_desk.withdraw(),
    "incident.remove": lambda page: page.incidents_desk.remove(),
    "article.finish": lambda page: page.incidents_desk.finish(),
    "article.nothing": lambda page: page.incidents_desk.nothing_to_code(),
    "article.reopen": lambda page: page.incidents_desk.reopen(),
    "article.next_to_code": lambda page: page.incidents_desk.next_to_code(),
    "edit.copy": lambda page: page.panels.copy(),
    "edit.find": lambda page: page.article.reader.open_find(),
    "edit.filter": lambda page: page.panels.begin_filter(),
    "edit.search": lambda page: page.panels.begin_search(),
    "view.table": lambda page: page.views.show_way("table"),
    "view.map": lambda page: page.views.show_way("map"),
    "view.time": lambda page: page.views.show_way("time"),
    "view.larger": lambda page: page.article.reader.zoom_in(),
    "view.smaller": lambda page: page.article.reader.zoom_out(),
    "view.plain_size": lambda page: page.article.reader.reset_zoom(),
    "go.next_article": lambda page: _step_article(page, 1),
    "go.previous_article": lambda page: _step_article(page, -1),
    "go.next_incident": lambda page: page.incidents_desk.step(1),
    "go.previous_incident": lambda page: page.incidents_desk.step(-1),
    "go.next_open": lambda page: page.chosen_desk.to_settle(1),
    "go.previous_open": lambda page: page.chosen_desk.to_settle(-1),
    "go.next_words": lambda page: page.words.step(1),
    "go.previous_words": lambda page: page.words.step(-1),
    "go.next_here": lambda page: page.words.step_here(1),
    "go.previous_here": lambda page: page.words.step_here(-1),
    "go.highlights": lambda page: page.panels.show_highlights(),
    "go.incidents": lambda page: page.views.turn(),
    "go.review": lambda page: page.views.turn_review(),
    "go.history": lambda page: page.views.turn_history(),
    "go.comments": lambda page: page.panels.show_comments(),
    "go.history_here": lambda page: page.panels.show_history(),
    "go.back": lambda page: page.views.back(),
    "go.next_panel": lambda page: page.panels.step(1),
    "go.previous_panel": lambda page: page.panels.step(-1),
}
