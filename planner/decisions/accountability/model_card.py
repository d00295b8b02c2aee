"""The model card: what the program is for, on what it rests, and what not to use it for.

Its sections are those of M. Mitchell and others, Model Cards for Model Reporting (2019),
https://doi.org/10.1145/3287560.3287596.
"""

import datetime

from planner.decisions.accountability.program import Deployment, program_facts
from planner.decisions.accountability.telling import Section, sheet, told, values_of
from planner.decisions.blocks import Document
from planner.resources.catalogue import Translator, marked

SECTIONS = (
    Section(
        marked("What it is"),
        (
            marked(
                "abd-planner, version {version}. It searches for compositions of a team that cover "
                "what the team’s task asks of leadership. It is an optimiser and not a model that "
                "learned: nothing in it was trained on data, and nothing changes by use."
            ),
            marked("Made with: {made_with}. Provider: {provider}. Questions: {contact}."),
        ),
    ),
    Section(
        marked("What it is for"),
        (
            marked(
                "A selection committee that fills a seat in a team, a management team that looks "
                "at itself, and a review of several teams at once. Its users are people who know "
                "that work and who decide themselves."
            ),
        ),
        (
            marked(
                "Not for choosing people outside a team’s question, and not for a ranking of "
                "people."
            ),
            marked("Not for pay, for judging how somebody does their work, or for dismissal."),
            marked("Not to be the only ground of a decision: it proposes, and people decide."),
        ),
    ),
    Section(
        marked("What makes a difference to its answers"),
        (
            marked(
                "The task that people wrote, the levels that people gave, who may take which seat, "
                "the constraints and the order of the priorities. Sex, origin, age, faith, health "
                "and what is like them are refused as attributes that a constraint asks about."
            ),
        ),
    ),
    Section(
        marked("What it measures"),
        (
            marked(
                "{figures} figures of a team, each with a definition that can be worked out by "
                "hand. One figure is about a person beside a job, the job fit: it stands there to "
                "show where a usual ranking says something else, and it counts for nothing."
            ),
        ),
        lists=("objectives",),
    ),
    Section(
        marked("What can be asked of it"),
        (marked("{kinds} kinds of constraints, each here as the sentence of an example:"),),
        lists=("constraints",),
    ),
    Section(
        marked("By which repertoire"),
        (
            marked(
                "The repertoires that come with it are a reading of public sources, and no "
                "official instrument. An organisation can use its own."
            ),
        ),
        lists=("repertoires",),
    ),
    Section(
        marked("On which data it was tried"),
        (
            marked(
                "On invented people only, and on small dossiers drawn at random. For those, every "
                "answer is compared with a second implementation that was written apart, and with "
                "all compositions one by one."
            ),
        ),
    ),
    Section(
        marked("On which data it was trained"),
        (marked("None. There is no training."),),
    ),
    Section(
        marked("How good its answers are"),
        (
            marked(
                "A proposal says whether it is proven to be the best. Proven means that nothing "
                "better exists for the dossier as it is; it says nothing about whether the levels "
                "are right. How sure a proposal is, given the intervals of the levels, is told as "
                "how often it stays the best."
            ),
            marked(
                "The validity of the levels is that of the ratings: it depends on who rated, how "
                "many they were, and what they saw. No claim is made that a team that covers more "
                "does better; that has not been studied."
            ),
        ),
    ),
    Section(
        marked("What is at stake"),
        (
            marked(
                "The data are judgements about named people. A rating can be coloured by how much "
                "somebody looks like the rater, by one striking event, or by the rater’s standing; "
                "the program cannot see that. It asks for several raters, for anchors and for what "
                "was observed, and shows how far raters agree."
            ),
            marked(
                "Over many decisions an organisation should look whether the outcomes weigh more "
                "heavily on one group than on another, with data that were given for that."
            ),
        ),
    ),
    Section(
        marked("What to keep in mind"),
        points=(
            marked(
                "A small difference between two people is seldom a difference. Look at the "
                "intervals."
            ),
            marked(
                "What nobody rated is unknown, and not low. A person about whom little is known "
                "looks worse than they are."
            ),
            marked(
                "Whoever writes the task decides much of the outcome. Fix the task before you see "
                "the candidates."
            ),
            marked(
                "Leadership of a team is more than the sum of behaviours; whether people get "
                "along is not in it."
            ),
        ),
    ),
)


def model_card(language: str, deployment: Deployment, date: datetime.date) -> Document:
    """Return the model card in a language."""
    words, facts = Translator(language), program_facts(language)
    blocks = told(SECTIONS, facts, values_of(facts, deployment, words), words)
    return sheet(words.say("Model card"), f"abd-planner {facts.version}", blocks, words, date)
