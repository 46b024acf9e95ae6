# SPDX-License-Identifier: MIT
"""What files and texts are asked for: the menus File and Edit.

What lives here: projects, what comes in and goes out, undo, finding and selecting. What does not: Preferences
(showing.py).
"""

from __future__ import annotations

from curator.app.actions.possible import article, copyable, idle, picture, project, redo, undo, writing
from curator.app.actions.spec import CONTEXT, ActionSpec
from curator.app.translating import T

FILES: tuple[ActionSpec, ...] = (
    ActionSpec("file.new", T(CONTEXT, "&New project …"), T(CONTEXT, "Make an empty project"), "file", ("Ctrl+N",), "a"),
    ActionSpec("file.open", T(CONTEXT, "&Open project …"), T(CONTEXT, "Open a project file"), "file", ("Ctrl+O",), "a"),
    ActionSpec("file.sample", T(CONTEXT, "Open the &sample"),
               T(CONTEXT, "Open a small project that is coded already"), "file", (), "a"),
    ActionSpec("file.begin_packet", T(CONTEXT, "Be&gin from a packet …"),
               T(CONTEXT, "Make a project from the packet that somebody sent you"), "file", (), "a"),
    ActionSpec("file.recent", T(CONTEXT, "&Recent projects"),
               T(CONTEXT, "Projects opened on this device"), "file", (), "a"),
    ActionSpec("file.import_articles", T(CONTEXT, "&Import articles …"),
               T(CONTEXT, "Bring in articles: texts, saved pages, mails, PDF, office files, folders"), "file",
               ("Ctrl+I",), "b", writing),
    ActionSpec("file.import_codings", T(CONTEXT, "Import &codings …"),
               T(CONTEXT, "Bring in incidents with their words from coding files"), "file", ("Ctrl+Shift+I",), "b",
               writing),
    ActionSpec("file.import_table", T(CONTEXT, "Bring in a t&able …"), T(CONTEXT, "A list of articles or a spreadsheet "
               "of incidents: CSV, XLSX, JSON Lines; also ACLED and UCDP GED"), "file", (), "b", writing),
    ActionSpec("file.corrections", T(CONTEXT, "Bring back a correcte&d data set …"), T(CONTEXT, "See what was "
               "corrected in an exported data set with a spreadsheet, and take it over"), "file", (), "b", writing),
    ActionSpec("file.export", T(CONTEXT, "&Export data set …"),
               T(CONTEXT, "Write the incidents, their values and words: CSV, XLSX and other formats"), "file",
               ("Ctrl+E",), "b", idle),
    ActionSpec("file.export_list", T(CONTEXT, "Export what is sho&wn …"),
               T(CONTEXT, "Export the incidents and columns of the data set view, in any format"), "file", (), "b",
               lambda situation: situation.table and not situation.busy),
    ActionSpec("file.releases", T(CONTEXT, "Re&leases …"), T(CONTEXT, "Data sets frozen under a name: make one, write "
               "one out again, see what has changed since"), "file", ("Ctrl+Alt+E",), "b", project),
    ActionSpec("file.save_picture", T(CONTEXT, "Save as a pict&ure …"), T(CONTEXT, "Save the map or the time line as "
               "PNG or SVG, with what is filtered"), "file", ("Ctrl+Shift+P",), "b", picture),
    ActionSpec("file.hand_over", T(CONTEXT, "&Hand over my work …"),
               T(CONTEXT, "Write what you coded into one file for a colleague"), "file", ("Ctrl+Shift+H",), "b2",
               idle),
    ActionSpec("file.receive", T(CONTEXT, "Recei&ve a hand-over …"),
               T(CONTEXT, "See what a colleague's file would bring, then take it in"), "file", ("Ctrl+Shift+O",), "b2",
               writing),
    ActionSpec("file.send_packet", T(CONTEXT, "Send a pac&ket …"),
               T(CONTEXT, "Write codebook, articles and who codes what into one file to begin from"), "file",
               (), "b2", idle),
    ActionSpec("file.copy", T(CONTEXT, "Save a co&py …"),
               T(CONTEXT, "Write a whole copy of the project, for a colleague or a stick"), "file", ("Ctrl+Shift+S",),
               "c", idle),
    ActionSpec("file.backup", T(CONTEXT, "&Back up now"),
               T(CONTEXT, "Make a checked copy in the folder of backups"), "file", (), "c", idle),
    ActionSpec("file.restore", T(CONTEXT, "Res&tore a backup …"),
               T(CONTEXT, "Make a new project file from a backup; this one stays"), "file", (), "c", idle),
    ActionSpec("file.close", T(CONTEXT, "Close pro&ject"),
               T(CONTEXT, "Close the project and go to the start page"), "file", ("Ctrl+W",), "d", project),
    ActionSpec("file.quit", T(CONTEXT, "&Quit"), T(CONTEXT, "Close Curator; everything is saved"), "file",
               ("Ctrl+Q",), "d"),
    ActionSpec("edit.undo", T(CONTEXT, "&Undo"), T(CONTEXT, "Take back the last change"), "edit", ("Ctrl+Z",), "a",
               undo),
    ActionSpec("edit.redo", T(CONTEXT, "&Redo"), T(CONTEXT, "Make the change again"), "edit",
               ("Ctrl+Shift+Z", "Ctrl+Y"), "a", redo),
    ActionSpec("edit.copy", T(CONTEXT, "&Copy"), T(CONTEXT, "Copy the selected words, or rows of the table"), "edit",
               ("Ctrl+C",), "b", copyable),
    ActionSpec("edit.paste", T(CONTEXT, "Paste &text as an article …"), T(CONTEXT, "Add the text of the clipboard as a "
               "new article"), "edit", ("Ctrl+V",), "b", writing),
    ActionSpec("edit.remove_articles", T(CONTEXT, "Re&move the chosen articles"), T(CONTEXT, "Take them out with "
               "everything coded in them; Undo brings them back (Delete in the list)"), "edit", (), "b",
               lambda situation: writing(situation) and situation.article),
    ActionSpec("edit.find", T(CONTEXT, "&Find in the article …"), T(CONTEXT, "Find words in this article"), "edit",
               ("Ctrl+F",), "b", article),
    ActionSpec("edit.filter", T(CONTEXT, "Find an &article …"), T(CONTEXT, "Show the articles with these words in "
               "their title"), "edit", ("Ctrl+L",), "b", project),
    ActionSpec("edit.search", T(CONTEXT, "&Search in texts, values and comments …"), T(CONTEXT, "Show where words "
               "stand in the texts, the coded values and the comments"), "edit", ("Ctrl+Shift+F",), "b", project),
    ActionSpec("select.grow", T(CONTEXT, "Grow the selection"), T(CONTEXT, "From the word to its clause, its sentence, "
               "its paragraph"), "edit", ("+",), "b2", article, where="article"),
    ActionSpec("select.shrink", T(CONTEXT, "Shrink the selection"), T(CONTEXT, "Back from the paragraph to the "
               "sentence, the clause, the word"), "edit", ("-",), "b2", article, where="article"),
)  # fmt: skip
