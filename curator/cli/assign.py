# SPDX-License-Identifier: MIT
"""curator assign: who is to code which article."""

from __future__ import annotations

from argparse import ArgumentTypeError, Namespace
from typing import TYPE_CHECKING, Any

from curator.cli import say
from curator.cli.exits import DONE, WrongUse
from curator.cli.projects import add_coder, add_project, reading, text, writing
from curator.cli.running import Running

if TYPE_CHECKING:
    from curator.store.reads import Reads


def add(commands: Any) -> None:
    parser = commands.add_parser(
        "assign",
        help="assign articles to coders, a share of them to two; or list who codes what",
        description="Each article that nobody is assigned to yet is given to one of the coders in turn, a random share "
        "of them to two. Until all who are assigned have finished an article, its layers are hidden from each other. "
        "The seed is printed; the same seed and articles give the same assignments again.",
        allow_abbrev=False,
    )  # fmt: skip
    add_project(parser)
    parser.add_argument("--list", action="store_true", help="only show who is to code what, and how far they are")
    parser.add_argument(
        "--coders", metavar="A,B", type=text, default="", help="who is to code: names or beginnings of ids, with commas"
    )
    parser.add_argument(
        "--new-coders", metavar="C,D", type=text, default="", help="people the project does not know yet, who code too"
    )
    parser.add_argument(
        "--double", metavar="SHARE", type=text, default=None,
        help="how many articles are coded by several, for example 20%% (default: as the project says, else 10%%)",
    )  # fmt: skip
    parser.add_argument("--times", metavar="N", type=_times, default=2, help="by how many (default: 2)")
    parser.add_argument("--seed", metavar="N", type=_seed, default=None, help="the seed of an earlier draw")
    parser.add_argument(
        "--articles", metavar="ID|N", type=text, nargs="+", default=None,
        help="only these (ids or local numbers); default: all that nobody is assigned to",
    )  # fmt: skip
    add_coder(parser)
    parser.add_argument("--json", action="store_true", help="the assignments as JSON")
    parser.set_defaults(run=run)


def _times(said: str) -> int:
    if not said.isdecimal() or not 2 <= int(said) <= 99:
        raise ArgumentTypeError(f"a whole number from 2 to 99, not {said}")
    return int(said)


def _seed(said: str) -> int:
    if not said.isdecimal() or len(said) > 18:
        raise ArgumentTypeError(f"a whole number, not {said}")
    return int(said)


def run(arguments: Namespace, running: Running) -> int:
    if arguments.list:
        return _list(arguments)
    from curator.domain.faults import InputRefused
    from curator.domain.project_settings import DOUBLE_SHARE, project_setting, read_share
    from curator.tasks.assigning import assign, plan_assignment

    new = _parts(arguments.new_coders)
    with writing(arguments) as workspace:
        with workspace.read() as reads:
            said = arguments.double or project_setting(reads.project(), DOUBLE_SHARE)
            try:
                coders = _coders(reads, _parts(arguments.coders), new)
                articles = _articles(reads, arguments.articles)
                share = read_share(said)
            except InputRefused as fault:
                raise WrongUse(f"{fault.sentence} Nothing was changed.") from fault
            # Nobody is there to be a second coder: what nobody asked for is not asked for.
            share = 0.0 if arguments.double is None and len(coders) + len(new) < arguments.times else share
        try:
            plan = plan_assignment(
                workspace, coders, share, seed=arguments.seed, articles=articles, times=arguments.times, new=new
            )
        except InputRefused as fault:
            raise WrongUse(f"{fault.sentence} Nothing was changed.") from fault
        told = (
            assign(workspace, plan, progress=running.progress, cancelled=running.cancelled).sentence
            if plan.pairs
            else plan.sentence
        )
    if arguments.json:
        say.as_json({
            "seed": plan.seed, "share": plan.share, "articles": plan.articles, "doubled": plan.doubled,
            "already_assigned": plan.already, "coders": plan.counts,
            "pairs": [{"article": article, "coder": plan.names[coder]} for article, coder in plan.pairs],
        })  # fmt: skip
    else:
        say.result(told)
    return DONE


def _parts(said: str) -> list[str]:
    return [part.strip() for part in said.split(",") if part.strip()]


def _coders(reads: Reads, said: list[str], new: list[str]) -> list[str]:
    from curator.domain.faults import InputRefused
    from curator.tasks.coders import choices, find_coder

    known = [coder for coder in reads.coders() if coder.kind == "person"]
    if not said and not new:
        raise InputRefused(f"Say who is to code: --coders A,B. {choices(known)}")
    return [find_coder(known, name).id for name in said]


def _articles(reads: Reads, said: list[str] | None) -> list[str] | None:
    from curator.domain.faults import InputRefused

    if said is None:
        return None
    found = [(name, reads.article(int(name) if name.isdecimal() and len(name) < 10 else name)) for name in said]
    missing = next((name for name, article in found if article is None), "")
    if missing:
        raise InputRefused(f"There is no article {missing} in this project.")
    return [article.id for _, article in found if article is not None]


def _list(arguments: Namespace) -> int:
    from curator.tasks.assigning import assigned

    with reading(arguments.project) as workspace:
        found = assigned(workspace)
    if arguments.json:
        say.as_json(found)
        return DONE
    for line in found.articles:
        who = ", ".join(f"{name} ({state.replace('_', ' ')})" for name, state in line.coders)
        say.result(f"{line.n}  {' '.join(line.title.split()) or '(no title)'}: {who}")
    for name, given, finished in found.coders:
        say.message(f"{name}: {given:,} assigned, {finished:,} finished.")
    say.message(f"Not assigned to anybody: {found.not_assigned:,}.")
    return DONE
