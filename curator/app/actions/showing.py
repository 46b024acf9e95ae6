# SPDX-License-Identifier: MIT
"""How things look and what is looked at: Preferences, the menus View and Go."""

from __future__ import annotations

from curator.app.actions.possible import article, back, coding, incidents, project, several_articles
from curator.app.actions.spec import CONTEXT, ActionSpec
from curator.app.translating import T

SHOWING: tuple[ActionSpec, ...] = (
    ActionSpec("edit.preferences", T(CONTEXT, "&Preferences …"), T(CONTEXT, "Theme, text size and more on this device"),
               "edit", ("Ctrl+,",), "c"),
    ActionSpec("view.larger", T(CONTEXT, "&Larger text"), T(CONTEXT, "Make the article's text larger"), "view",
               ("Ctrl++", "Ctrl+="), "a", article),
    ActionSpec("view.smaller", T(CONTEXT, "&Smaller text"), T(CONTEXT, "Make the article's text smaller"), "view",
               ("Ctrl+-",), "a", article),
    ActionSpec("view.plain_size", T(CONTEXT, "&Usual text size"), T(CONTEXT, "Show the article's text in its usual "
               "size"), "view", ("Ctrl+0",), "a", article),
    ActionSpec("view.wider", T(CONTEXT, "&Wider lines"), T(CONTEXT, "Make the article's lines longer"), "view",
               ("Ctrl+Alt++", "Ctrl+Alt+="), "b", article),
    ActionSpec("view.narrower", T(CONTEXT, "&Narrower lines"), T(CONTEXT, "Make the article's lines shorter"), "view",
               ("Ctrl+Alt+-",), "b", article),
    ActionSpec("view.blank", T(CONTEXT, "Show values not &read yet"),
               T(CONTEXT, "List also the fields of the codebook that are still blank"), "view", ("Ctrl+B",), "c",
               project, checkable=True),
    ActionSpec("view.open_all", T(CONTEXT, "Open all &parts"),
               T(CONTEXT, "Show dates, places, counts and rows with all their parts"), "view", ("Ctrl+Shift+B",), "c",
               project, checkable=True),
    ActionSpec("view.unread", T(CONTEXT, "Show unread parts dimmed"), T(CONTEXT, "Let what was not on the screen for "
               "long enough step back"), "view", ("Ctrl+Shift+U",), "c2", checkable=True),
    ActionSpec("view.colleagues", T(CONTEXT, "Show colleagues' incidents"), T(CONTEXT, "Show what colleagues made of "
               "an article beside your own, once everybody has finished it"), "view", ("Ctrl+Shift+A",), "c2",
               checkable=True),
    ActionSpec("view.page_picture", T(CONTEXT, "Show the pa&ge of the PDF"), T(CONTEXT, "Show the picture of the page "
               "beside the text of an article that came from a PDF, with the same words lit"), "view",
               ("F9",), "c3", checkable=True),
    ActionSpec("view.read_to_here", T(CONTEXT, "Mark as read to here"), T(CONTEXT, "Count everything down to the caret "
               "as read"), "view", ("Ctrl+Shift+R",), "c2", coding),
    ActionSpec("view.table", T(CONTEXT, "Incidents as a table"), T(CONTEXT, "Show the incidents of the data set as a "
               "table"), "view", ("Alt+1",), "c3", project),
    ActionSpec("view.map", T(CONTEXT, "Incidents on the map"), T(CONTEXT, "Show where the incidents of the data set "
               "are"), "view", ("Alt+2",), "c3", project),
    ActionSpec("view.time", T(CONTEXT, "Incidents on the time line"), T(CONTEXT, "Show when the incidents of the data "
               "set were"), "view", ("Alt+3",), "c3", project),
    ActionSpec("theme.system", T(CONTEXT, "Theme: as the s&ystem"), T(CONTEXT, "Light or dark as the system says"),
               "view", (), "d", checkable=True, choice="theme"),
    ActionSpec("theme.light", T(CONTEXT, "Theme: l&ight"), T(CONTEXT, "Dark words on light"), "view", (), "d",
               checkable=True, choice="theme"),
    ActionSpec("theme.dark", T(CONTEXT, "Theme: &dark"), T(CONTEXT, "Light words on dark"), "view", (), "d",
               checkable=True, choice="theme"),
    ActionSpec("theme.light-contrast", T(CONTEXT, "Theme: light, &high contrast"), T(CONTEXT, "Black words on white, "
               "strong lines"), "view", (), "d", checkable=True, choice="theme"),
    ActionSpec("theme.dark-contrast", T(CONTEXT, "Theme: dark, high &contrast"), T(CONTEXT, "White words on black, "
               "strong lines"), "view", (), "d", checkable=True, choice="theme"),
    ActionSpec("go.next_article", T(CONTEXT, "&Next article"), T(CONTEXT, "Open the next article of the list"), "go",
               ("Alt+PgDown",), "a", several_articles),
    ActionSpec("go.previous_article", T(CONTEXT, "&Previous article"), T(CONTEXT, "Open the article before in the "
               "list"), "go", ("Alt+PgUp",), "a", several_articles),
    ActionSpec("go.next_incident", T(CONTEXT, "Next &incident"), T(CONTEXT, "Choose the next incident of the article"),
               "go", ("Alt+Down",), "b", incidents),
    ActionSpec("go.previous_incident", T(CONTEXT, "Pre&vious incident"),
               T(CONTEXT, "Choose the incident before"), "go", ("Alt+Up",), "b", incidents),
    ActionSpec("go.next_open", T(CONTEXT, "Next value to settle"), T(CONTEXT, "Go to the next thing that stands in the "
               "way of Finish: what a rule finds, or what is only proposed"), "go", ("F8",), "b", incidents),
    ActionSpec("go.previous_open", T(CONTEXT, "Previous value to settle"), T(CONTEXT, "Go to the thing before that "
               "stands in the way of Finish"), "go", ("Shift+F8",), "b", incidents),
    ActionSpec("go.next_words", T(CONTEXT, "Next &highlight"), T(CONTEXT, "Go to the next highlighted words"), "go",
               ("Alt+Right",), "c", article),
    ActionSpec("go.previous_words", T(CONTEXT, "Previous hi&ghlight"), T(CONTEXT, "Go to the highlighted words before"),
               "go", ("Alt+Left",), "c", article),
    ActionSpec("go.next_here", T(CONTEXT, "Next highlight at the &caret"), T(CONTEXT, "Choose the next of the "
               "highlights that overlap at the caret"), "go", ("]",), "c", article, where="article"),
    ActionSpec("go.previous_here", T(CONTEXT, "Previous highlight at the ca&ret"), T(CONTEXT, "Choose the one before "
               "of the highlights that overlap at the caret"), "go", ("[",), "c", article, where="article"),
    ActionSpec("go.highlights", T(CONTEXT, "List of highlights"), T(CONTEXT, "Every highlight of the article in words, "
               "to be gone through by keyboard"), "go", ("Ctrl+Alt+H",), "c", article),
    ActionSpec("go.incidents", T(CONTEXT, "D&ata set: all incidents"), T(CONTEXT, "Show all incidents in one table, or "
               "the articles again"), "go", ("Ctrl+Shift+L",), "d", project),
    ActionSpec("go.review", T(CONTEXT, "Review"), T(CONTEXT, "Compare what coders coded and settle it, or the "
               "articles again"), "go", ("Ctrl+R",), "d", project),
    ActionSpec("go.history", T(CONTEXT, "Histor&y of the project"), T(CONTEXT, "Show everything that was done, or the "
               "articles again"), "go", ("Shift+F7",), "d", project),
    ActionSpec("go.history_here", T(CONTEXT, "History of what is chosen"), T(CONTEXT, "Show what was done in this "
               "article, incident or value"), "go", ("F7",), "d", article),
    ActionSpec("go.comments", T(CONTEXT, "Co&mments"), T(CONTEXT, "Show what was said about this article"), "go",
               ("Ctrl+Shift+M",), "d", article),
    ActionSpec("go.back", T(CONTEXT, "&Back to the table"), T(CONTEXT, "Go back to the table of incidents "
               "(Backspace too)"), "go", ("Alt+L",), "d", back),
    ActionSpec("go.next_panel", T(CONTEXT, "Next pan&el"), T(CONTEXT, "Move the keyboard to the next panel"), "go",
               ("F6",), "e", project),
    ActionSpec("go.previous_panel", T(CONTEXT, "Previous pane&l"), T(CONTEXT, "Move the keyboard to the panel before"),
               "go", ("Shift+F6",), "e", project),
    ActionSpec("go.command", T(CONTEXT, "Search or run a comman&d …"), T(CONTEXT, "Find an action, an article or an "
               "incident and go there"), "go", ("Ctrl+K",), "f"),
)  # fmt: skip
