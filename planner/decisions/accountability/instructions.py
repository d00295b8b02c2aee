"""The instructions for use that a provider of a high-risk system gives to whoever uses it.

What they hold is what Regulation (EU) 2024/1689 (the AI Act), article 13, paragraph 3 lists, in its
order: https://eur-lex.europa.eu/eli/reg/2024/1689/oj. Recruitment, and decisions about work that
rest on how people behave, are listed in its annex III, point 4.
"""

import datetime

from planner.decisions.accountability.program import Deployment, program_facts
from planner.decisions.accountability.telling import Section, sheet, told, values_of
from planner.decisions.blocks import Document
from planner.resources.catalogue import Translator, marked

SECTIONS = (
    Section(
        marked("(a) Who provides it"),
        (
            marked("Provider: {provider}. Used by: {organisation}. Questions: {contact}."),
            marked("abd-planner, version {version}. Made with: {made_with}."),
        ),
    ),
    Section(
        marked("(b)(i) What it is meant for"),
        (
            marked(
                "To show a committee which compositions of a team cover what the team’s task "
                "asks, with what each costs and how sure that is. People who are entitled to "
                "decide do so, with reasons, after they have seen at least three alternatives, or "
                "that fewer exist. It is not meant for any other use."
            ),
        ),
    ),
    Section(
        marked("(b)(ii) How accurate, robust and secure it is"),
        points=(
            marked(
                "Accurate: an answer that is called proven is the best there is for the dossier, "
                "by the definitions of the figures. Every answer is worked out a second time by "
                "other code; one that does not pass is not given."
            ),
            marked(
                "Robust: the same dossier, options and version give the same proven answer on "
                "every machine. A search that is stopped gives the best so far and says so. Work "
                "that was saved survives a machine that fails."
            ),
            marked(
                "Secure: data stay on the organisation’s own machine. Nobody reads a dossier "
                "without a role in it; what is done and read is recorded in a trail in which a "
                "change shows."
            ),
        ),
    ),
    Section(
        marked("(b)(iii) What can go wrong when it is used otherwise"),
        points=(
            marked(
                "A task that is written towards a person makes that person the best. Fix the task "
                "before profiles are opened."
            ),
            marked(
                "Levels by one rater, or by people themselves, look exact and are not. Ask at "
                "least three raters who saw somebody at work."
            ),
            marked(
                "To follow the first proposal without looking is no decision. Each choice asks "
                "for a reason, this one too."
            ),
            marked(
                "Constraints on attributes of people can leave a group out without saying so. "
                "They ask for a stated ground, and some are refused."
            ),
            marked(
                "Old ratings, or ratings from another kind of work, can be wrong about somebody "
                "now."
            ),
        ),
    ),
    Section(
        marked("(b)(iv) How an answer can be explained"),
        (
            marked(
                "Every figure opens to the rows, the people who carry them and the ratings behind "
                "a level. For each proposal the program tells what every move buys and costs, "
                "which wishes cost something, why somebody is not in it, and what they would need."
            ),
        ),
    ),
    Section(
        marked("(b)(v) How it does for particular groups"),
        (
            marked(
                "The program does not know to which group somebody belongs and does not use it. "
                "Ratings by people can differ between groups all the same. No study of that exists "
                "for this program. Keep watch with the table of outcomes by group, which uses only "
                "data that were given for that."
            ),
        ),
    ),
    Section(
        marked("(b)(vi) Which data it needs"),
        (
            marked(
                "A dossier: the teams with their seats, what the task asks, the people who may "
                "take a seat, and their levels with intervals. Levels come from several raters "
                "who used the anchors. What is not known stays unknown."
            ),
        ),
        lists=("repertoires",),
    ),
    Section(
        marked("(b)(vii) How to read its answers"),
        (marked("The figures, and what each means:"),),
        lists=("objectives",),
    ),
    Section(
        marked("(c) What changes, and how that is told"),
        (
            marked(
                "Nothing changes by use, for it does not learn. A new version can choose "
                "otherwise between compositions that are equal; its list of changes says so. A "
                "decision’s file names the version that it was made with."
            ),
        ),
    ),
    Section(
        marked("(d) How people keep it in hand"),
        points=(
            marked(
                "Give each dossier a secretary and a chair, and let at least one of those who "
                "decide know how the figures are made."
            ),
            marked("Let everybody rate alone first, and talk about the largest differences."),
            marked(
                "Look at three alternatives at least, or see that fewer exist; at what stays short "
                "in each, and at the comparison."
            ),
            marked(
                "Depart from the proposals wherever you see what the figures do not. Write down "
                "why."
            ),
            marked(
                "Stop using it where its answers surprise you and nobody can say why, and report "
                "that."
            ),
        ),
    ),
    Section(
        marked("(e) What it needs to run, and to keep running"),
        (
            marked(
                "A machine with Python 3.11 or newer. Two cores and a few gigabytes of memory are "
                "enough for a question about one team; a round over many teams asks more. No "
                "network is needed. Make backups, check them, and install new versions when they "
                "come."
            ),
        ),
    ),
    Section(
        marked("(f) What it records"),
        (
            marked(
                "Who did and read what, when, on which record and why, in a trail whose entries "
                "hang together, so that a change shows. Keep it for six months at least (article "
                "26, paragraph 6). Each closed decision is a file with a fingerprint; the command "
                "‘abd-planner reproduce’ checks it and runs the question again."
            ),
        ),
    ),
)


def instructions_for_use(language: str, deployment: Deployment, date: datetime.date) -> Document:
    """Return the instructions for use in a language."""
    words, facts = Translator(language), program_facts(language)
    blocks = told(SECTIONS, facts, values_of(facts, deployment, words), words)
    subtitle = words.say(
        "As article 13 of the AI Act asks; abd-planner {version}", version=facts.version
    )
    return sheet(words.say("Instructions for use"), subtitle, blocks, words, date)
