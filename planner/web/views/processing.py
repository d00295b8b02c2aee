"""The register of processing: what each activity in the log does with people's data.

A line of the log refers to its activity here. On what ground it is done, the organisation says.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from planner.resources.catalogue import Translator, marked
from planner.store.retention import Terms
from planner.web.views.trail import ACTIVITIES


@dataclass(frozen=True)
class _Purpose:
    """What a sort of activity is for, which data it touches, and how long these stay."""

    title: str
    purpose: str
    data: str
    term: str


_LOG_ONLY = marked("The line in the log: {log} days.")

_OF_RATINGS = marked(
    "Of people who are not chosen {ratings_of_people_not_chosen} days after the decision, and "
    "{ratings_with_consent} days where they agreed to that; else as long as the dossier."
)

# By the first part of an activity's name.
_PURPOSES: Mapping[str, _Purpose] = {
    "dossier": _Purpose(
        marked("Keeping a dossier"),
        marked(
            "To describe a team’s task and who could carry it, with a history that can be undone."
        ),
        marked(
            "Names, seats, levels of behaviour with intervals, notes, attributes that were asked."
        ),
        marked("As long as the organisation keeps the dossier; a person can be erased from it."),
    ),
    "profile": _Purpose(
        marked("Reading one profile"),
        marked("To know what somebody brings. That it was read is noted each time."),
        marked("The levels, intervals and notes of one person."),
        _LOG_ONLY,
    ),
    "profiles": _Purpose(
        marked("Reading or taking along several profiles"),
        marked("To compare what people bring to a team, or to work with that elsewhere."),
        marked("The levels and intervals of the people on the page or in the file."),
        _LOG_ONLY,
    ),
    "job": _Purpose(
        marked("Calculating"),
        marked("To find compositions that cover the task, and to explain them."),
        marked("The dossier as it is at that moment, and an answer that names people."),
        marked("The answer: {finished_jobs} days after it was given."),
    ),
    "task": _Purpose(
        marked("Fixing the task"),
        marked("To show that no task was written towards a person."),
        marked(
            "When it was fixed and changed, by which account and why; and which candidates "
            "belonged to a team before that."
        ),
        marked("As long as the dossier."),
    ),
    "membership": _Purpose(
        marked("Giving roles"),
        marked("To let nobody read more than their part in the dossier asks."),
        marked("Which account has which role, and whom of the dossier it is."),
        marked("Until the role is taken away."),
    ),
    "invitation": _Purpose(
        marked("Inviting people"),
        marked("To let somebody rate, or see their own profile, without an account."),
        marked("The name that whoever invites gives them, and when the link was used."),
        marked("Until the invitation is taken back."),
    ),
    "round": _Purpose(
        marked("Rating together"),
        marked("To let each rate alone first, and then talk about what differs."),
        marked("Who rates, whom they rate, on which behaviours, and how the round stands."),
        _OF_RATINGS,
    ),
    "rating": _Purpose(
        marked("Giving ratings"),
        marked("To rest levels on what several people saw, with how far they agree."),
        marked("Who gave which level to whom, what it rests on, and each later change."),
        _OF_RATINGS,
    ),
    "meeting": _Purpose(
        marked("Talking about a seat"),
        marked("To weigh together what each would bring, and to keep what was said of it."),
        marked("Notes, and that the names of candidates were shown."),
        _OF_RATINGS,
    ),
    "correction": _Purpose(
        marked("Correcting"),
        marked("To let people have put right what is recorded about them (GDPR, article 16)."),
        marked("What somebody says is not right, and the answer."),
        marked("As long as the dossier."),
    ),
    "consent": _Purpose(
        marked("Keeping ratings longer with consent"),
        marked("To know ratings when another seat comes free, where the person agrees to that."),
        marked("That somebody agreed, on which day and how, and that they took it back."),
        marked("As long as the dossier."),
    ),
    "decision": _Purpose(
        marked("Deciding"),
        marked("To found a choice, and to account for it years later."),
        marked(
            "Who was chosen and why, who was there, and the dossier on which it rests; in a letter "
            "what one candidate brings."
        ),
        marked(
            "By the selection list of the organisation: nothing removes a decision by itself. "
            "Somebody who is erased goes out of it, and the reasons stay with a pseudonym."
        ),
    ),
    "session": _Purpose(
        marked("Signing in"),
        marked("To know who is at work, and to stop whoever tries passwords."),
        marked("The account, when it signed in and out, and where that failed."),
        _LOG_ONLY,
    ),
    "account": _Purpose(
        marked("Managing accounts"),
        marked("To let people work here under their own name."),
        marked(
            "Name, address to sign in with, language; a password and a second factor unreadably."
        ),
        marked(
            "Until the account is disabled and an administrator takes its name away. What it did "
            "stays in the log, under a pseudonym."
        ),
    ),
    "person": _Purpose(
        marked("Giving and erasing what is held of somebody"),
        marked("To do what people may ask (GDPR, articles 15 and 17)."),
        marked("All that is kept about one person in a dossier; after erasing, a pseudonym."),
        _LOG_ONLY,
    ),
    "retention": _Purpose(
        marked("Removing what was kept long enough"),
        marked("To keep no more than is needed."),
        marked("How many records of a kind went, without whom they were about."),
        _LOG_ONLY,
    ),
    "trail": _Purpose(
        marked("Taking the log along"),
        marked("To let others check what was done here."),
        marked("Who did and read what, when and why."),
        _LOG_ONLY,
    ),
}


@dataclass(frozen=True)
class ProcessingView:
    """A sort of activities: what for, which data, how long, and each by its name in the log."""

    title: str
    purpose: str
    data: str
    term: str
    activities: tuple[tuple[str, str], ...]


def processing_view(terms: Terms, words: Translator) -> list[ProcessingView]:
    """Return what is done with people's data, sort by sort."""
    sorts: dict[str, list[tuple[str, str]]] = {}
    for name, said in ACTIVITIES.items():
        sorts.setdefault(name.partition(".")[0], []).append((name, words.say(said)))
    return [
        ProcessingView(
            title=words.say(_PURPOSES[sort].title),
            purpose=words.say(_PURPOSES[sort].purpose),
            data=words.say(_PURPOSES[sort].data),
            term=words.say(_PURPOSES[sort].term, **terms.model_dump()),
            activities=tuple(activities),
        )
        for sort, activities in sorts.items()
        if sort in _PURPOSES
    ]
