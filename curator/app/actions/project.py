# SPDX-License-Identifier: MIT
"""What is asked of the project as a whole: the menu Tools, assigning and opening in the menu Review, the menu Help."""

from __future__ import annotations

from curator.app.actions.possible import article, assigning, conflicts, hidden, idle, project, several_articles, writing
from curator.app.actions.spec import CONTEXT, ActionSpec
from curator.app.translating import T

PROJECT: tuple[ActionSpec, ...] = (
    ActionSpec("tools.check", T(CONTEXT, "&Check project"), T(CONTEXT, "Look whether everything in the file is whole "
               "and fits together"), "tools", (), "a", idle),
    ActionSpec("tools.codebook", T(CONTEXT, "Take the newer code&book"), T(CONTEXT, "Put the newer version of the "
               "built-in codebook in force, with its rules; what is coded stays"), "tools", (), "a", idle),
    ActionSpec("article.assign", T(CONTEXT, "Assign article&s …"), T(CONTEXT, "Say who is to code which articles, and "
               "which of them two code blind"), "review", (), "z", assigning),
    ActionSpec("article.open_layers", T(CONTEXT, "Open colleagues' layers …"), T(CONTEXT, "Look at colleagues' work "
               "in this article before all have finished; the history tells the reason"), "review", (), "z", hidden),
    ActionSpec("review.export_unclear", T(CONTEXT, "Export where guidelines are unclear …"), T(CONTEXT, "Write the "
               "fields at which reviewers found the guideline unclear, and why, as CSV for the author of the codebook"),
               "review", (), "z", project),
    ActionSpec("tools.versions", T(CONTEXT, "&Versions in conflict …"), T(CONTEXT, "Choose where you and a copy of "
               "this project changed the same apart from each other"), "tools", ("Ctrl+Alt+V",), "a", conflicts),
    ActionSpec("article.versions", T(CONTEXT, "Versions and near-d&uplicates …"), T(CONTEXT, "Other versions and "
               "near-duplicates of this article, and words of an older version that wait for their place"), "tools",
               ("Ctrl+Alt+D",), "a", article),
    ActionSpec("article.read_anew", T(CONTEXT, "Read the &page in another way …"), T(CONTEXT, "Read the page of this "
               "article once more: all that it shows, or its article only"), "tools", (), "a",
               lambda situation: writing(situation) and situation.article),
    ActionSpec("article.compare", T(CONTEXT, "Compare &near-duplicates …"), T(CONTEXT, "Show this article and the one "
               "that is nearly the same side by side, and say whether they are the same report"), "tools",
               ("Ctrl+Alt+N",), "a", several_articles),
    ActionSpec("help.pages", T(CONTEXT, "&Help pages"), T(CONTEXT, "How things are done, and the files Curator reads "
               "and writes"), "help", ("F1",), "a"),
    ActionSpec("help.codebook", T(CONTEXT, "&Codebook of this project"), T(CONTEXT, "The fields, choices and coding "
               "rules of this project"), "help", ("Shift+F1",), "a", project),
    ActionSpec("help.keys", T(CONTEXT, "&Keys"), T(CONTEXT, "Every action with its key"), "help", ("?", "Ctrl+/"),
               "a"),
    ActionSpec("help.about", T(CONTEXT, "&About Curator"), T(CONTEXT, "Version, folders and licence"), "help", (),
               "b"),
)  # fmt: skip
