# SPDX-License-Identifier: MIT
"""The table of actions: everything the window can be told to do, once each.

What lives here: id, text, keys, tool tip, place in the menus and when it is possible. Menus, tool tips, shortcuts and
the key card follow from this table. What does not: making Qt actions of it (action_set.py), doing it (main_window.py
and pages).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from curator.app.translating import T
from curator.shape import Frozen

CONTEXT = "actions"


class Situation(Frozen):
    """What decides whether an action is possible now. `own`: the active incident is this coder's. `undo` and `redo`
    name what would be undone, or are empty.

    `hidden`: colleagues' layers of the article on show are hidden from this coder.
    `conflicts`: so many units have several versions.
    `table`: the data set is on show, and no article; `picture`: its map or time line is; `back`: the article was opened
    from it.
    `review`: the review is on show with an article whose layers are open; `settling`: this coder can settle in it, with
    so many `columns` of coders; `given_back`: the coder looks at what was changed in the own layer; `blind`: the
    layers of the article on show in the review are still hidden.
    """

    project: bool = False
    writable: bool = False
    hidden: bool = False
    article: bool = False
    incidents: int = 0
    articles: int = 0
    table: bool = False
    picture: bool = False
    back: bool = False
    busy: bool = False
    own: bool = False
    review: bool = False
    settling: bool = False
    columns: int = 0
    given_back: bool = False
    blind: bool = False
    conflicts: int = 0
    undo: str = ""
    redo: str = ""


class ActionSpec(Frozen):
    """One action. `menu` is a key of MENUS; `group` starts a new part of the menu where it changes; `choice` names the
    set of which exactly one is checked. `where` says where its keys act: in the whole window, only while the article
    has the focus (single letters, article_keys.py), or only while the review has it (review/keys.py); the menu offers
    it everywhere. Keys of the review are of their own: the same letters mean other things in the article."""

    id: str
    text: str
    tip: str
    menu: str
    keys: tuple[str, ...] = ()
    group: str = ""
    possible: Callable[[Situation], bool] = lambda situation: True
    checkable: bool = False
    choice: str = ""
    where: Literal["window", "article", "review"] = "window"


def _project(situation: Situation) -> bool:
    return situation.project


def _writing(situation: Situation) -> bool:
    return situation.project and situation.writable and not situation.busy


def _idle(situation: Situation) -> bool:
    return situation.project and not situation.busy


def _article(situation: Situation) -> bool:
    return situation.article


def _copyable(situation: Situation) -> bool:
    return situation.article or situation.table


def _picture(situation: Situation) -> bool:
    return situation.picture and not situation.busy


def _back(situation: Situation) -> bool:
    return situation.back


def _several_articles(situation: Situation) -> bool:
    return situation.articles > 1


def _incidents(situation: Situation) -> bool:
    return situation.incidents > 0


def _coding(situation: Situation) -> bool:
    return situation.article and situation.writable


def _assigning(situation: Situation) -> bool:
    return _writing(situation) and situation.articles > 0


def _hidden(situation: Situation) -> bool:
    return situation.article and situation.writable and situation.hidden


def _own_incident(situation: Situation) -> bool:
    return situation.article and situation.writable and situation.own


def _several_incidents(situation: Situation) -> bool:
    return situation.incidents > 1 and situation.writable and situation.own


def _conflicts(situation: Situation) -> bool:
    return situation.conflicts > 0


def _undo(situation: Situation) -> bool:
    return bool(situation.undo) and situation.writable


def _redo(situation: Situation) -> bool:
    return bool(situation.redo) and situation.writable


def _reviewing(situation: Situation) -> bool:
    return situation.review


def _settling(situation: Situation) -> bool:
    return situation.settling


def _taking_over(situation: Situation) -> bool:
    return situation.given_back and situation.writable


def _blind(situation: Situation) -> bool:
    return situation.blind and situation.writable


def _has_column(number: int) -> Callable[[Situation], bool]:
    """Whether so many coders stand beside each other."""

    def possible(situation: Situation) -> bool:
        return situation.settling and situation.columns >= number

    return possible


# Why an action is not possible now, for whom its key seems to do nothing.
_WHY_NOT: dict[Callable[[Situation], bool], str] = {
    _assigning: T(CONTEXT, "it needs articles in a project that can be written, and no job under way"),
    _hidden: T(CONTEXT, "no colleague's layer is hidden in this article"),
    _project: T(CONTEXT, "open a project first"),
    _writing: T(CONTEXT, "it needs a project that can be written, and no job under way"),
    _idle: T(CONTEXT, "it needs a project, and no job under way"),
    _article: T(CONTEXT, "choose an article first"),
    _copyable: T(CONTEXT, "choose an article first, or rows of the table"),
    _picture: T(CONTEXT, "show the map or the time line of the data set first"),
    _back: T(CONTEXT, "the article was not opened from the table"),
    _several_articles: T(CONTEXT, "there is no other article in the list"),
    _incidents: T(CONTEXT, "there is no incident in this article yet"),
    _coding: T(CONTEXT, "it needs an article in a project that can be written"),
    _own_incident: T(CONTEXT, "choose one of your own incidents first"),
    _several_incidents: T(CONTEXT, "there is no other incident of yours in this article"),
    _conflicts: T(CONTEXT, "nothing has several versions"),
    _undo: T(CONTEXT, "nothing was done yet"),
    _redo: T(CONTEXT, "nothing was taken back"),
    _reviewing: T(CONTEXT, "open an article in the review first"),
    _settling: T(CONTEXT, "it needs an incident in the review, in a project that can be written"),
    _taking_over: T(CONTEXT, "choose what was changed in your layer in the review first"),
    _blind: T(CONTEXT, "it is for an article of the review whose layers are still hidden"),
}
NOT_NOW = T(CONTEXT, "it is not possible now")


def why_not(spec: ActionSpec) -> str:
    """Why the action is not possible, where it is not: the end of a sentence, not translated."""
    return _WHY_NOT.get(spec.possible, NOT_NOW)


MENUS: tuple[tuple[str, str], ...] = (
    ("file", T(CONTEXT, "&File")),
    ("edit", T(CONTEXT, "&Edit")),
    ("code", T(CONTEXT, "&Code")),
    ("review", T(CONTEXT, "Review")),
    ("view", T(CONTEXT, "&View")),
    ("go", T(CONTEXT, "&Go")),
    ("tools", T(CONTEXT, "&Tools")),
    ("help", T(CONTEXT, "&Help")),
)

ACTIONS: tuple[ActionSpec, ...] = (
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
               ("Ctrl+I",), "b", _writing),
    ActionSpec("file.import_codings", T(CONTEXT, "Import &codings …"),
               T(CONTEXT, "Bring in incidents with their words from coding files"), "file", ("Ctrl+Shift+I",), "b",
               _writing),
    ActionSpec("file.import_table", T(CONTEXT, "Bring in a t&able …"), T(CONTEXT, "A list of articles or a spreadsheet "
               "of incidents: CSV, XLSX, JSON Lines; also ACLED and UCDP GED"), "file", (), "b", _writing),
    ActionSpec("file.corrections", T(CONTEXT, "Bring back a correcte&d data set …"), T(CONTEXT, "See what was "
               "corrected in an exported data set with a spreadsheet, and take it over"), "file", (), "b", _writing),
    ActionSpec("file.export", T(CONTEXT, "&Export data set …"),
               T(CONTEXT, "Write the incidents, their values and words: CSV, XLSX and other formats"), "file",
               ("Ctrl+E",), "b", _idle),
    ActionSpec("file.export_list", T(CONTEXT, "Export what is sho&wn …"),
               T(CONTEXT, "Export the incidents and columns of the data set view, in any format"), "file", (), "b",
               lambda situation: situation.table and not situation.busy),
    ActionSpec("file.releases", T(CONTEXT, "Re&leases …"), T(CONTEXT, "Data sets frozen under a name: make one, write "
               "one out again, see what has changed since"), "file", ("Ctrl+Alt+E",), "b", _project),
    ActionSpec("file.save_picture", T(CONTEXT, "Save as a pict&ure …"), T(CONTEXT, "Save the map or the time line as "
               "PNG or SVG, with what is filtered"), "file", ("Ctrl+Shift+P",), "b", _picture),
    ActionSpec("file.hand_over", T(CONTEXT, "&Hand over my work …"),
               T(CONTEXT, "Write what you coded into one file for a colleague"), "file", ("Ctrl+Shift+H",), "b2",
               _idle),
    ActionSpec("file.receive", T(CONTEXT, "Recei&ve a hand-over …"),
               T(CONTEXT, "See what a colleague's file would bring, then take it in"), "file", ("Ctrl+Shift+O",), "b2",
               _writing),
    ActionSpec("file.send_packet", T(CONTEXT, "Send a pac&ket …"),
               T(CONTEXT, "Write codebook, articles and who codes what into one file to begin from"), "file",
               (), "b2", _idle),
    ActionSpec("file.copy", T(CONTEXT, "Save a co&py …"),
               T(CONTEXT, "Write a whole copy of the project, for a colleague or a stick"), "file", ("Ctrl+Shift+S",),
               "c", _idle),
    ActionSpec("file.backup", T(CONTEXT, "&Back up now"),
               T(CONTEXT, "Make a checked copy in the folder of backups"), "file", (), "c", _idle),
    ActionSpec("file.restore", T(CONTEXT, "Res&tore a backup …"),
               T(CONTEXT, "Make a new project file from a backup; this one stays"), "file", (), "c", _idle),
    ActionSpec("file.close", T(CONTEXT, "Close pro&ject"),
               T(CONTEXT, "Close the project and go to the start page"), "file", ("Ctrl+W",), "d", _project),
    ActionSpec("file.quit", T(CONTEXT, "&Quit"), T(CONTEXT, "Close Curator; everything is saved"), "file",
               ("Ctrl+Q",), "d"),
    ActionSpec("edit.undo", T(CONTEXT, "&Undo"), T(CONTEXT, "Take back the last change"), "edit", ("Ctrl+Z",), "a",
               _undo),
    ActionSpec("edit.redo", T(CONTEXT, "&Redo"), T(CONTEXT, "Make the change again"), "edit",
               ("Ctrl+Shift+Z", "Ctrl+Y"), "a", _redo),
    ActionSpec("edit.copy", T(CONTEXT, "&Copy"), T(CONTEXT, "Copy the selected words, or rows of the table"), "edit",
               ("Ctrl+C",), "b", _copyable),
    ActionSpec("edit.paste", T(CONTEXT, "Paste &text as an article …"), T(CONTEXT, "Add the text of the clipboard as a "
               "new article"), "edit", ("Ctrl+V",), "b", _writing),
    ActionSpec("edit.remove_articles", T(CONTEXT, "Re&move the chosen articles"), T(CONTEXT, "Take them out with "
               "everything coded in them; Undo brings them back (Delete in the list)"), "edit", (), "b",
               lambda situation: _writing(situation) and situation.article),
    ActionSpec("edit.find", T(CONTEXT, "&Find in the article …"), T(CONTEXT, "Find words in this article"), "edit",
               ("Ctrl+F",), "b", _article),
    ActionSpec("edit.filter", T(CONTEXT, "Find an &article …"), T(CONTEXT, "Show the articles with these words in "
               "their title"), "edit", ("Ctrl+L",), "b", _project),
    ActionSpec("edit.search", T(CONTEXT, "&Search in texts, values and comments …"), T(CONTEXT, "Show where words "
               "stand in the texts, the coded values and the comments"), "edit", ("Ctrl+Shift+F",), "b", _project),
    ActionSpec("select.grow", T(CONTEXT, "Grow the selection"), T(CONTEXT, "From the word to its clause, its sentence, "
               "its paragraph"), "edit", ("+",), "b2", _article, where="article"),
    ActionSpec("select.shrink", T(CONTEXT, "Shrink the selection"), T(CONTEXT, "Back from the paragraph to the "
               "sentence, the clause, the word"), "edit", ("-",), "b2", _article, where="article"),
    ActionSpec("code.new", T(CONTEXT, "&New incident …"), T(CONTEXT, "Start an incident from the selected words"),
               "code", ("N",), "a", _coding, where="article"),
    ActionSpec("code.mention", T(CONTEXT, "Add a &mention"), T(CONTEXT, "The selected words report this incident too"),
               "code", ("M",), "a", _own_incident, where="article"),
    ActionSpec("code.not_codable", T(CONTEXT, "Not &codable …"), T(CONTEXT, "Mark the selected words as read and not "
               "codable, with the reason"), "code", ("X",), "a", _coding, where="article"),
    ActionSpec("code.enter", T(CONTEXT, "&Give the words to the chosen value"), T(CONTEXT, "Take what is proposed for "
               "the chosen value, or give it the selected words"), "code", ("Return",), "a", _own_incident,
               where="article"),
    ActionSpec("code.accept_all", T(CONTEXT, "&Accept all proposals"), T(CONTEXT, "Take every value that is proposed "
               "in this incident"), "code", ("Alt+Return",), "b", _own_incident),
    ActionSpec("code.not_stated", T(CONTEXT, "Not s&tated"), T(CONTEXT, "The article does not say it"), "code",
               ("Alt+N",), "c", _own_incident),
    ActionSpec("code.not_applicable", T(CONTEXT, "Not app&licable"), T(CONTEXT, "It cannot be asked of this incident"),
               "code", ("Alt+P",), "c", _own_incident),
    ActionSpec("code.blank", T(CONTEXT, "Not rea&d yet"), T(CONTEXT, "Take the answer back"), "code", ("Alt+B",), "c",
               _own_incident),
    ActionSpec("basis.stated", T(CONTEXT, "Basis: &stated"), T(CONTEXT, "The words say it"), "code", ("Alt+S",), "d",
               _own_incident),
    ActionSpec("basis.normalised", T(CONTEXT, "Basis: n&ormalised"), T(CONTEXT, "A stated thing, brought into its "
               "usual form"), "code", ("Alt+O",), "d", _own_incident),
    ActionSpec("basis.inferred", T(CONTEXT, "Basis: &inferred"), T(CONTEXT, "Concluded from the context"), "code",
               ("Alt+I",), "d", _own_incident),
    ActionSpec("basis.external", T(CONTEXT, "Basis: e&xternal"), T(CONTEXT, "From outside the article"), "code",
               ("Alt+X",), "d", _own_incident),
    ActionSpec("basis.judgement", T(CONTEXT, "Basis: &judgement"), T(CONTEXT, "The coder's judgement"), "code",
               ("Alt+J",), "d", _own_incident),
    ActionSpec("basis.default", T(CONTEXT, "Basis: default"), T(CONTEXT, "Set without reading it anywhere"), "code",
               ("Alt+D",), "d", _own_incident),
    ActionSpec("code.help", T(CONTEXT, "Help of the field"), T(CONTEXT, "What belongs into the chosen value, with "
               "examples"), "code", ("F4",), "e", _incidents),
    ActionSpec("code.history", T(CONTEXT, "Histor&y of the value …"), T(CONTEXT, "What the chosen value was before; "
               "Enter brings one back"), "code", ("Ctrl+H",), "e", _incidents),
    ActionSpec("code.comment", T(CONTEXT, "Comment on the value …"), T(CONTEXT, "Say something to colleagues about "
               "the chosen value, or answer the chosen comment"), "code", ("Ctrl+M",), "e", _coding),
    ActionSpec("code.role", T(CONTEXT, "Next &role of the words"), T(CONTEXT, "Direct, anchor, support, contradicts: "
               "how the chosen words bear on the value"), "code", ("Alt+R",), "e", _own_incident),
    ActionSpec("code.remove_words", T(CONTEXT, "Take the &words away"), T(CONTEXT, "The chosen words support this "
               "value no more"), "code", ("Ctrl+Del",), "e", _own_incident),
    ActionSpec("code.hits", T(CONTEXT, "Code all hits of a search …"), T(CONTEXT, "Find words in all articles, look at "
               "the hits, and make an incident of each in one step"), "code", (), "e", _writing),
    ActionSpec("words.right", T(CONTEXT, "Edge of the words: a word right"), T(CONTEXT, "Move the end of the chosen "
               "words (or their beginning) a word to the right"), "code", ("Alt+Shift+Right",), "e2", _coding),
    ActionSpec("words.left", T(CONTEXT, "Edge of the words: a word left"), T(CONTEXT, "Move the end of the chosen "
               "words (or their beginning) a word to the left"), "code", ("Alt+Shift+Left",), "e2", _coding),
    ActionSpec("words.character_right", T(CONTEXT, "Edge of the words: a character right"), T(CONTEXT, "Move the end "
               "of the chosen words (or their beginning) a character to the right"), "code",
               ("Ctrl+Alt+Shift+Right",), "e2", _coding),
    ActionSpec("words.character_left", T(CONTEXT, "Edge of the words: a character left"), T(CONTEXT, "Move the end "
               "of the chosen words (or their beginning) a character to the left"), "code",
               ("Ctrl+Alt+Shift+Left",), "e2", _coding),
    ActionSpec("words.other_edge", T(CONTEXT, "The other edge of the words"), T(CONTEXT, "Let the keys move the "
               "beginning of the chosen words, or their end again"), "code", ("Alt+W",), "e2", _coding),
    ActionSpec("incident.copy_value", T(CONTEXT, "Same as in the incident &before"), T(CONTEXT, "Take the chosen "
               "value, with its words, from the incident before"), "code", ("Ctrl+D",), "f", _several_incidents),
    ActionSpec("incident.duplicate", T(CONTEXT, "D&uplicate the incident"), T(CONTEXT, "Start another incident like "
               "this one"), "code", ("Ctrl+Shift+D",), "f", _own_incident),
    ActionSpec("incident.split", T(CONTEXT, "S&plit off the chosen mention"), T(CONTEXT, "Make an incident of its own "
               "of the mention chosen in the form"), "code", (), "f", _own_incident),
    ActionSpec("incident.merge", T(CONTEXT, "Merge into the incident before"), T(CONTEXT, "Make this incident and the "
               "one before it one"), "code", (), "f", _several_incidents),
    ActionSpec("incident.up", T(CONTEXT, "Mo&ve the incident up"), T(CONTEXT, "Put it before its neighbour"), "code",
               ("Alt+Shift+Up",), "f", _several_incidents),
    ActionSpec("incident.down", T(CONTEXT, "Move the incident down"), T(CONTEXT, "Put it behind its neighbour"), "code",
               ("Alt+Shift+Down",), "f", _several_incidents),
    ActionSpec("incident.withdraw", T(CONTEXT, "Withdraw the incident"), T(CONTEXT, "Leave it out of data sets, or "
               "take it in again"), "code", (), "f", _own_incident),
    ActionSpec("incident.remove", T(CONTEXT, "Remove the incident"), T(CONTEXT, "Take it out with its values; Undo "
               "brings it back"), "code", ("Ctrl+Shift+Del",), "f", _own_incident),
    ActionSpec("article.finish", T(CONTEXT, "&Finish the article"), T(CONTEXT, "Everything is coded; go on to the next "
               "article"), "code", ("Ctrl+Return",), "g", _coding),
    ActionSpec("article.nothing", T(CONTEXT, "Read, nothing to code"), T(CONTEXT, "The article holds no incident; go "
               "on to the next one"), "code", ("Ctrl+Shift+Return",), "g", _coding),
    ActionSpec("article.reopen", T(CONTEXT, "Reopen the article"), T(CONTEXT, "Take a finished article up again"),
               "code", (), "g", _coding),
    ActionSpec("article.next_to_code", T(CONTEXT, "Next article to code"), T(CONTEXT, "Open the next article that is "
               "not finished"), "code", ("Ctrl+Alt+PgDown",), "g", _project),
    ActionSpec("review.next", T(CONTEXT, "&Next that differs"), T(CONTEXT, "Go to the next field that is not settled, "
               "of this incident or the one after it"), "review", ("J",), "a", _reviewing, where="review"),
    ActionSpec("review.previous", T(CONTEXT, "&Previous that differs"), T(CONTEXT, "Go to the field before that is not "
               "settled"), "review", ("K",), "a", _reviewing, where="review"),
    ActionSpec("review.next_incident", T(CONTEXT, "Next &incident of the review"), T(CONTEXT, "Go to the incident "
               "after this one"), "review", ("Shift+J",), "a", _reviewing, where="review"),
    ActionSpec("review.previous_incident", T(CONTEXT, "Previous in&cident of the review"), T(CONTEXT, "Go to the one "
               "before this one"), "review", ("Shift+K",), "a", _reviewing, where="review"),
    *(
        ActionSpec(f"review.adopt_{number}", text, tip, "review", (str(number),), "b", _has_column(number),
                   where="review")
        for number, text, tip in (
            (1, T(CONTEXT, "Adopt from coder &1"), T(CONTEXT, "Take the first coder's value with its words into the "
                  "consensus")),
            (2, T(CONTEXT, "Adopt from coder &2"), T(CONTEXT, "Take the second coder's value with its words into the "
                  "consensus")),
            (3, T(CONTEXT, "Adopt from coder &3"), T(CONTEXT, "Take the third coder's value with its words into the "
                  "consensus")),
            (4, T(CONTEXT, "Adopt from coder &4"), T(CONTEXT, "Take the fourth coder's value with its words into the "
                  "consensus")),
            (5, T(CONTEXT, "Adopt from coder &5"), T(CONTEXT, "Take the fifth coder's value with its words into the "
                  "consensus")),
            (6, T(CONTEXT, "Adopt from coder &6"), T(CONTEXT, "Take the sixth coder's value with its words into the "
                  "consensus")),
            (7, T(CONTEXT, "Adopt from coder &7"), T(CONTEXT, "Take the seventh coder's value with its words into the "
                  "consensus")),
            (8, T(CONTEXT, "Adopt from coder &8"), T(CONTEXT, "Take the eighth coder's value with its words into the "
                  "consensus")),
            (9, T(CONTEXT, "Adopt from coder &9"), T(CONTEXT, "Take the ninth coder's value with its words into the "
                  "consensus")),
        )
    ),
    ActionSpec("review.neither", T(CONTEXT, "N&either is right …"), T(CONTEXT, "Give the consensus another value: "
               "typed, chosen, or read from the selected words"), "review", ("0",), "b", _settling, where="review"),
    ActionSpec("review.add_row", T(CONTEXT, "Add a row nobody coded …"), T(CONTEXT, "Add a row that no coder has to "
               "the consensus, with its reason; words selected in the article go with it"), "review", ("+",), "b",
               _settling, where="review"),
    ActionSpec("review.agreed", T(CONTEXT, "&Adopt all that agree"), T(CONTEXT, "Take each value that all coders share "
               "into the consensus"), "review", ("A",), "c", _settling, where="review"),
    ActionSpec("review.check", T(CONTEXT, "&Tick the value"), T(CONTEXT, "The value was looked at against its words "
               "and is right"), "review", ("Space",), "c", _settling, where="review"),
    ActionSpec("review.accept", T(CONTEXT, "Accept the incident"), T(CONTEXT, "It belongs into the consensus, with all "
               "values that agree"), "review", ("Return",), "d", _settling, where="review"),
    ActionSpec("review.reject", T(CONTEXT, "Re&ject the incident …"), T(CONTEXT, "It does not belong into the "
               "consensus; the reason goes back to the coder"), "review", ("X",), "d", _settling, where="review"),
    ActionSpec("review.return", T(CONTEXT, "Ret&urn the incident …"), T(CONTEXT, "The coder is to look at it again; "
               "the reason says why"), "review", ("Z",), "d", _settling, where="review"),
    ActionSpec("review.reopen", T(CONTEXT, "Re&open the incident …"), T(CONTEXT, "What was decided about the incident "
               "is to be decided anew"), "review", ("Shift+X",), "d", _settling, where="review"),
    ActionSpec("review.pair", T(CONTEXT, "Pai&r with another incident …"), T(CONTEXT, "Say which incident of the other "
               "coder is the same; this is remembered"), "review", ("P",), "e", _settling, where="review"),
    ActionSpec("review.unpair", T(CONTEXT, "These are &different incidents"), T(CONTEXT, "Part the incidents that are "
               "beside each other; this is remembered"), "review", ("Shift+P",), "e", _settling, where="review"),
    ActionSpec("review.reason", T(CONTEXT, "&Write the reason"), T(CONTEXT, "Say why; the reason goes back to the "
               "coders"), "review", ("R",), "f", _settling, where="review"),
    ActionSpec("review.unclear", T(CONTEXT, "The &guideline is unclear"), T(CONTEXT, "Mark it with the next decision; "
               "such cases are collected for the codebook"), "review", ("U",), "f", _settling, where="review"),
    ActionSpec("review.comment", T(CONTEXT, "Co&mment on the field …"), T(CONTEXT, "Say something of this field, or "
               "answer in its conversation"), "review", ("C",), "g", _reviewing, where="review"),
    ActionSpec("review.comment_incident", T(CONTEXT, "Comment on the incident …"), T(CONTEXT, "Say something of the "
               "incident as a whole"), "review", ("Shift+C",), "g", _reviewing, where="review"),
    ActionSpec("review.resolve", T(CONTEXT, "Reso&lve the conversation"), T(CONTEXT, "Call the conversation on show "
               "settled, or open it again"), "review", ("V",), "g", _reviewing, where="review"),
    ActionSpec("review.blank", T(CONTEXT, "Show fields nobody filled"), T(CONTEXT, "List also the fields in which no "
               "coder said anything"), "review", ("B",), "a2", _reviewing, checkable=True, where="review"),
    ActionSpec("review.take_over", T(CONTEXT, "Ta&ke over into my layer"), T(CONTEXT, "Set your own value as the "
               "consensus has it"), "review", ("T",), "h", _taking_over, where="review"),
    ActionSpec("review.open_layers", T(CONTEXT, "Open hidden la&yers …"), T(CONTEXT, "Look at the article before every "
               "coder has finished; the reason stands in the history"), "review", ("O",), "i", _blind, where="review"),
    ActionSpec("edit.preferences", T(CONTEXT, "&Preferences …"), T(CONTEXT, "Theme, text size and more on this device"),
               "edit", ("Ctrl+,",), "c"),
    ActionSpec("view.larger", T(CONTEXT, "&Larger text"), T(CONTEXT, "Make the article's text larger"), "view",
               ("Ctrl++", "Ctrl+="), "a", _article),
    ActionSpec("view.smaller", T(CONTEXT, "&Smaller text"), T(CONTEXT, "Make the article's text smaller"), "view",
               ("Ctrl+-",), "a", _article),
    ActionSpec("view.plain_size", T(CONTEXT, "&Usual text size"), T(CONTEXT, "Show the article's text in its usual "
               "size"), "view", ("Ctrl+0",), "a", _article),
    ActionSpec("view.wider", T(CONTEXT, "&Wider lines"), T(CONTEXT, "Make the article's lines longer"), "view",
               ("Ctrl+Alt++", "Ctrl+Alt+="), "b", _article),
    ActionSpec("view.narrower", T(CONTEXT, "&Narrower lines"), T(CONTEXT, "Make the article's lines shorter"), "view",
               ("Ctrl+Alt+-",), "b", _article),
    ActionSpec("view.blank", T(CONTEXT, "Show values not &read yet"),
               T(CONTEXT, "List also the fields of the codebook that are still blank"), "view", ("Ctrl+B",), "c",
               _project, checkable=True),
    ActionSpec("view.open_all", T(CONTEXT, "Open all &parts"),
               T(CONTEXT, "Show dates, places, counts and rows with all their parts"), "view", ("Ctrl+Shift+B",), "c",
               _project, checkable=True),
    ActionSpec("view.unread", T(CONTEXT, "Show unread parts dimmed"), T(CONTEXT, "Let what was not on the screen for "
               "long enough step back"), "view", ("Ctrl+Shift+U",), "c2", checkable=True),
    ActionSpec("view.colleagues", T(CONTEXT, "Show colleagues' incidents"), T(CONTEXT, "Show what colleagues made of "
               "an article beside your own, once everybody has finished it"), "view", ("Ctrl+Shift+A",), "c2",
               checkable=True),
    ActionSpec("view.page_picture", T(CONTEXT, "Show the pa&ge of the PDF"), T(CONTEXT, "Show the picture of the page "
               "beside the text of an article that came from a PDF, with the same words lit"), "view",
               ("F9",), "c3", checkable=True),
    ActionSpec("view.read_to_here", T(CONTEXT, "Mark as read to here"), T(CONTEXT, "Count everything down to the caret "
               "as read"), "view", ("Ctrl+Shift+R",), "c2", _coding),
    ActionSpec("view.table", T(CONTEXT, "Incidents as a table"), T(CONTEXT, "Show the incidents of the data set as a "
               "table"), "view", ("Alt+1",), "c3", _project),
    ActionSpec("view.map", T(CONTEXT, "Incidents on the map"), T(CONTEXT, "Show where the incidents of the data set "
               "are"), "view", ("Alt+2",), "c3", _project),
    ActionSpec("view.time", T(CONTEXT, "Incidents on the time line"), T(CONTEXT, "Show when the incidents of the data "
               "set were"), "view", ("Alt+3",), "c3", _project),
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
               ("Alt+PgDown",), "a", _several_articles),
    ActionSpec("go.previous_article", T(CONTEXT, "&Previous article"), T(CONTEXT, "Open the article before in the "
               "list"), "go", ("Alt+PgUp",), "a", _several_articles),
    ActionSpec("go.next_incident", T(CONTEXT, "Next &incident"), T(CONTEXT, "Choose the next incident of the article"),
               "go", ("Alt+Down",), "b", _incidents),
    ActionSpec("go.previous_incident", T(CONTEXT, "Pre&vious incident"),
               T(CONTEXT, "Choose the incident before"), "go", ("Alt+Up",), "b", _incidents),
    ActionSpec("go.next_open", T(CONTEXT, "Next value to settle"), T(CONTEXT, "Go to the next thing that stands in the "
               "way of Finish: what a rule finds, or what is only proposed"), "go", ("F8",), "b", _incidents),
    ActionSpec("go.previous_open", T(CONTEXT, "Previous value to settle"), T(CONTEXT, "Go to the thing before that "
               "stands in the way of Finish"), "go", ("Shift+F8",), "b", _incidents),
    ActionSpec("go.next_words", T(CONTEXT, "Next &highlight"), T(CONTEXT, "Go to the next highlighted words"), "go",
               ("Alt+Right",), "c", _article),
    ActionSpec("go.previous_words", T(CONTEXT, "Previous hi&ghlight"), T(CONTEXT, "Go to the highlighted words before"),
               "go", ("Alt+Left",), "c", _article),
    ActionSpec("go.next_here", T(CONTEXT, "Next highlight at the &caret"), T(CONTEXT, "Choose the next of the "
               "highlights that overlap at the caret"), "go", ("]",), "c", _article, where="article"),
    ActionSpec("go.previous_here", T(CONTEXT, "Previous highlight at the ca&ret"), T(CONTEXT, "Choose the one before "
               "of the highlights that overlap at the caret"), "go", ("[",), "c", _article, where="article"),
    ActionSpec("go.highlights", T(CONTEXT, "List of highlights"), T(CONTEXT, "Every highlight of the article in words, "
               "to be gone through by keyboard"), "go", ("Ctrl+Alt+H",), "c", _article),
    ActionSpec("go.incidents", T(CONTEXT, "D&ata set: all incidents"), T(CONTEXT, "Show all incidents in one table, or "
               "the articles again"), "go", ("Ctrl+Shift+L",), "d", _project),
    ActionSpec("go.review", T(CONTEXT, "Review"), T(CONTEXT, "Compare what coders coded and settle it, or the "
               "articles again"), "go", ("Ctrl+R",), "d", _project),
    ActionSpec("go.history", T(CONTEXT, "Histor&y of the project"), T(CONTEXT, "Show everything that was done, or the "
               "articles again"), "go", ("Shift+F7",), "d", _project),
    ActionSpec("go.history_here", T(CONTEXT, "History of what is chosen"), T(CONTEXT, "Show what was done in this "
               "article, incident or value"), "go", ("F7",), "d", _article),
    ActionSpec("go.comments", T(CONTEXT, "Co&mments"), T(CONTEXT, "Show what was said about this article"), "go",
               ("Ctrl+Shift+M",), "d", _article),
    ActionSpec("go.back", T(CONTEXT, "&Back to the table"), T(CONTEXT, "Go back to the table of incidents "
               "(Backspace too)"), "go", ("Alt+L",), "d", _back),
    ActionSpec("go.next_panel", T(CONTEXT, "Next pan&el"), T(CONTEXT, "Move the keyboard to the next panel"), "go",
               ("F6",), "e", _project),
    ActionSpec("go.previous_panel", T(CONTEXT, "Previous pane&l"), T(CONTEXT, "Move the keyboard to the panel before"),
               "go", ("Shift+F6",), "e", _project),
    ActionSpec("go.command", T(CONTEXT, "Search or run a comman&d …"), T(CONTEXT, "Find an action, an article or an "
               "incident and go there"), "go", ("Ctrl+K",), "f"),
    ActionSpec("tools.check", T(CONTEXT, "&Check project"), T(CONTEXT, "Look whether everything in the file is whole "
               "and fits together"), "tools", (), "a", _idle),
    ActionSpec("tools.codebook", T(CONTEXT, "Take the newer code&book"), T(CONTEXT, "Put the newer version of the "
               "built-in codebook in force, with its rules; what is coded stays"), "tools", (), "a", _idle),
    ActionSpec("article.assign", T(CONTEXT, "Assign article&s …"), T(CONTEXT, "Say who is to code which articles, and "
               "which of them two code blind"), "review", (), "z", _assigning),
    ActionSpec("article.open_layers", T(CONTEXT, "Open colleagues' layers …"), T(CONTEXT, "Look at colleagues' work "
               "in this article before all have finished; the history tells the reason"), "review", (), "z", _hidden),
    ActionSpec("review.export_unclear", T(CONTEXT, "Export where guidelines are unclear …"), T(CONTEXT, "Write the "
               "fields at which reviewers found the guideline unclear, and why, as CSV for the author of the codebook"),
               "review", (), "z", _project),
    ActionSpec("tools.versions", T(CONTEXT, "&Versions in conflict …"), T(CONTEXT, "Choose where you and a copy of "
               "this project changed the same apart from each other"), "tools", ("Ctrl+Alt+V",), "a", _conflicts),
    ActionSpec("article.versions", T(CONTEXT, "Versions and near-d&uplicates …"), T(CONTEXT, "Other versions and "
               "near-duplicates of this article, and words of an older version that wait for their place"), "tools",
               ("Ctrl+Alt+D",), "a", _article),
    ActionSpec("article.read_anew", T(CONTEXT, "Read the &page in another way …"), T(CONTEXT, "Read the page of this "
               "article once more: all that it shows, or its article only"), "tools", (), "a",
               lambda situation: _writing(situation) and situation.article),
    ActionSpec("article.compare", T(CONTEXT, "Compare &near-duplicates …"), T(CONTEXT, "Show this article and the one "
               "that is nearly the same side by side, and say whether they are the same report"), "tools",
               ("Ctrl+Alt+N",), "a", _several_articles),
    ActionSpec("help.pages", T(CONTEXT, "&Help pages"), T(CONTEXT, "How things are done, and the files Curator reads "
               "and writes"), "help", ("F1",), "a"),
    ActionSpec("help.codebook", T(CONTEXT, "&Codebook of this project"), T(CONTEXT, "The fields, choices and coding "
               "rules of this project"), "help", ("Shift+F1",), "a", _project),
    ActionSpec("help.keys", T(CONTEXT, "&Keys"), T(CONTEXT, "Every action with its key"), "help", ("?", "Ctrl+/"),
               "a"),
    ActionSpec("help.about", T(CONTEXT, "&About Curator"), T(CONTEXT, "Version, folders and licence"), "help", (),
               "b"),
)  # fmt: skip
