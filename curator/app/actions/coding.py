# SPDX-License-Identifier: MIT
"""What a coder does in an article: the menu Code.

What lives here: incidents, values, their words, ending an article. What does not: the keys of the codebook's fields,
which the codebook has.
"""

from __future__ import annotations

from curator.app.actions.possible import coding, incidents, own_incident, project, several_incidents, writing
from curator.app.actions.spec import CONTEXT, ActionSpec
from curator.app.translating import T

CODING: tuple[ActionSpec, ...] = (
    ActionSpec("code.new", T(CONTEXT, "&New incident …"), T(CONTEXT, "Start an incident from the selected words"),
               "code", ("N",), "a", coding, where="article"),
    ActionSpec("code.mention", T(CONTEXT, "Add a &mention"), T(CONTEXT, "The selected words report this incident too"),
               "code", ("M",), "a", own_incident, where="article"),
    ActionSpec("code.not_codable", T(CONTEXT, "Not &codable …"), T(CONTEXT, "Mark the selected words as read and not "
               "codable, with the reason"), "code", ("X",), "a", coding, where="article"),
    ActionSpec("code.enter", T(CONTEXT, "&Give the words to the chosen value"), T(CONTEXT, "Take what is proposed for "
               "the chosen value, or give it the selected words"), "code", ("Return",), "a", own_incident,
               where="article"),
    ActionSpec("code.accept_all", T(CONTEXT, "&Accept all proposals"), T(CONTEXT, "Take every value that is proposed "
               "in this incident"), "code", ("Alt+Return",), "b", own_incident),
    ActionSpec("code.not_stated", T(CONTEXT, "Not s&tated"), T(CONTEXT, "The article does not say it"), "code",
               ("Alt+N",), "c", own_incident),
    ActionSpec("code.not_applicable", T(CONTEXT, "Not app&licable"), T(CONTEXT, "It cannot be asked of this incident"),
               "code", ("Alt+P",), "c", own_incident),
    ActionSpec("code.blank", T(CONTEXT, "Not rea&d yet"), T(CONTEXT, "Take the answer back"), "code", ("Alt+B",), "c",
               own_incident),
    ActionSpec("basis.stated", T(CONTEXT, "Basis: &stated"), T(CONTEXT, "The words say it"), "code", ("Alt+S",), "d",
               own_incident),
    ActionSpec("basis.normalised", T(CONTEXT, "Basis: n&ormalised"), T(CONTEXT, "A stated thing, brought into its "
               "usual form"), "code", ("Alt+O",), "d", own_incident),
    ActionSpec("basis.inferred", T(CONTEXT, "Basis: &inferred"), T(CONTEXT, "Concluded from the context"), "code",
               ("Alt+I",), "d", own_incident),
    ActionSpec("basis.external", T(CONTEXT, "Basis: e&xternal"), T(CONTEXT, "From outside the article"), "code",
               ("Alt+X",), "d", own_incident),
    ActionSpec("basis.judgement", T(CONTEXT, "Basis: &judgement"), T(CONTEXT, "The coder's judgement"), "code",
               ("Alt+J",), "d", own_incident),
    ActionSpec("basis.default", T(CONTEXT, "Basis: default"), T(CONTEXT, "Set without reading it anywhere"), "code",
               ("Alt+D",), "d", own_incident),
    ActionSpec("code.help", T(CONTEXT, "Help of the field"), T(CONTEXT, "What belongs into the chosen value, with "
               "examples"), "code", ("F4",), "e", incidents),
    ActionSpec("code.history", T(CONTEXT, "Histor&y of the value …"), T(CONTEXT, "What the chosen value was before; "
               "Enter brings one back"), "code", ("Ctrl+H",), "e", incidents),
    ActionSpec("code.comment", T(CONTEXT, "Comment on the value …"), T(CONTEXT, "Say something to colleagues about "
               "the chosen value, or answer the chosen comment"), "code", ("Ctrl+M",), "e", coding),
    ActionSpec("code.role", T(CONTEXT, "Next &role of the words"), T(CONTEXT, "Direct, anchor, support, contradicts: "
               "how the chosen words bear on the value"), "code", ("Alt+R",), "e", own_incident),
    ActionSpec("code.remove_words", T(CONTEXT, "Take the &words away"), T(CONTEXT, "The chosen words support this "
               "value no more"), "code", ("Ctrl+Del",), "e", own_incident),
    ActionSpec("code.hits", T(CONTEXT, "Code all hits of a search …"), T(CONTEXT, "Find words in all articles, look at "
               "the hits, and make an incident of each in one step"), "code", (), "e", writing),
    ActionSpec("words.right", T(CONTEXT, "Edge of the words: a word right"), T(CONTEXT, "Move the end of the chosen "
               "words (or their beginning) a word to the right"), "code", ("Alt+Shift+Right",), "e2", coding),
    ActionSpec("words.left", T(CONTEXT, "Edge of the words: a word left"), T(CONTEXT, "Move the end of the chosen "
               "words (or their beginning) a word to the left"), "code", ("Alt+Shift+Left",), "e2", coding),
    ActionSpec("words.character_right", T(CONTEXT, "Edge of the words: a character right"), T(CONTEXT, "Move the end "
               "of the chosen words (or their beginning) a character to the right"), "code",
               ("Ctrl+Alt+Shift+Right",), "e2", coding),
    ActionSpec("words.character_left", T(CONTEXT, "Edge of the words: a character left"), T(CONTEXT, "Move the end "
               "of the chosen words (or their beginning) a character to the left"), "code",
               ("Ctrl+Alt+Shift+Left",), "e2", coding),
    ActionSpec("words.other_edge", T(CONTEXT, "The other edge of the words"), T(CONTEXT, "Let the keys move the "
               "beginning of the chosen words, or their end again"), "code", ("Alt+W",), "e2", coding),
    ActionSpec("incident.copy_value", T(CONTEXT, "Same as in the incident &before"), T(CONTEXT, "Take the chosen "
               "value, with its words, from the incident before"), "code", ("Ctrl+D",), "f", several_incidents),
    ActionSpec("incident.duplicate", T(CONTEXT, "D&uplicate the incident"), T(CONTEXT, "Start another incident like "
               "this one"), "code", ("Ctrl+Shift+D",), "f", own_incident),
    ActionSpec("incident.split", T(CONTEXT, "S&plit off the chosen mention"), T(CONTEXT, "Make an incident of its own "
               "of the mention chosen in the form"), "code", (), "f", own_incident),
    ActionSpec("incident.merge", T(CONTEXT, "Merge into the incident before"), T(CONTEXT, "Make this incident and the "
               "one before it one"), "code", (), "f", several_incidents),
    ActionSpec("incident.up", T(CONTEXT, "Mo&ve the incident up"), T(CONTEXT, "Put it before its neighbour"), "code",
               ("Alt+Shift+Up",), "f", several_incidents),
    ActionSpec("incident.down", T(CONTEXT, "Move the incident down"), T(CONTEXT, "Put it behind its neighbour"), "code",
               ("Alt+Shift+Down",), "f", several_incidents),
    ActionSpec("incident.withdraw", T(CONTEXT, "Withdraw the incident"), T(CONTEXT, "Leave it out of data sets, or "
               "take it in again"), "code", (), "f", own_incident),
    ActionSpec("incident.remove", T(CONTEXT, "Remove the incident"), T(CONTEXT, "Take it out with its values; Undo "
               "brings it back"), "code", ("Ctrl+Shift+Del",), "f", own_incident),
    ActionSpec("article.finish", T(CONTEXT, "&Finish the article"), T(CONTEXT, "Everything is coded; go on to the next "
               "article"), "code", ("Ctrl+Return",), "g", coding),
    ActionSpec("article.nothing", T(CONTEXT, "Read, nothing to code"), T(CONTEXT, "The article holds no incident; go "
               "on to the next one"), "code", ("Ctrl+Shift+Return",), "g", coding),
    ActionSpec("article.reopen", T(CONTEXT, "Reopen the article"), T(CONTEXT, "Take a finished article up again"),
               "code", (), "g", coding),
    ActionSpec("article.next_to_code", T(CONTEXT, "Next article to code"), T(CONTEXT, "Open the next article that is "
               "not finished"), "code", ("Ctrl+Alt+PgDown",), "g", project),
)  # fmt: skip
