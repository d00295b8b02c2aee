"""The log, as people read it: who did what, when, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from planner.domain.text import say
from planner.resources.catalogue import Translator, marked
from planner.store.accounts import Account
from planner.store.clock import moment
from planner.store.trail_reading import Entry

# What an entry's name says. A name that is not here is shown as it is.
ACTIVITIES: Mapping[str, str] = {
    "dossier.add": marked("Made or imported a dossier"),
    "dossier.edit": marked("Changed a dossier"),
    "dossier.undo": marked("Took a change back"),
    "dossier.redo": marked("Did a change again"),
    "dossier.put_back": marked("Put an earlier version of a dossier back"),
    "dossier.archive": marked("Archived a dossier"),
    "dossier.bring_back": marked("Took a dossier out of the archive"),
    "profile.read": marked("Read a profile"),
    "profiles.read": marked("Saw a page with profiles"),
    "profiles.export": marked("Downloaded profiles"),
    "job.start": marked("Asked for a calculation"),
    "task.freeze": marked("Fixed the task"),
    "task.change": marked("Changed the task after it was fixed"),
    "task.insider": marked(
        "Made a candidate of somebody whose profile was open before the task was fixed"
    ),
    "round.begin": marked("Began a round of rating"),
    "round.open": marked("Opened a round of rating to all"),
    "round.close": marked("Closed a round of rating"),
    "round.stop": marked("Stopped a round of rating that nobody has seen"),
    "round.add_rater": marked("Let somebody rate"),
    "round.withdraw_rater": marked("Let somebody who rated take no part"),
    "round.bring_rater_back": marked("Let somebody take part in rating again"),
    "round.weigh": marked("Said how heavily sources count"),
    "round.take_over": marked("Took levels over from a round of rating"),
    "rating.give": marked("Gave a rating"),
    "rating.change": marked("Changed a rating after all had seen it"),
    "rating.done": marked("Said to be done with rating"),
    "rating.import": marked("Took in a table of ratings"),
    "rating.import_undo": marked("Took a table of ratings back"),
    "membership.add": marked("Gave somebody a role"),
    "membership.remove": marked("Took a role away"),
    "invitation.add": marked("Invited somebody"),
    "invitation.revoke": marked("Withdrew an invitation"),
    "invitation.use": marked("Came in by an invitation"),
    "correction.ask": marked("Asked something about their own profile"),
    "correction.answer": marked("Answered a request about a profile"),
    "consent.give": marked("Agreed that ratings are kept longer"),
    "consent.withdraw": marked("Took back that ratings are kept longer"),
    "meeting.begin": marked("Began a meeting about a seat"),
    "meeting.note": marked("Wrote a note in a meeting"),
    "meeting.reveal": marked("Showed the names of the candidates in a meeting"),
    "decision.close": marked("Closed a decision"),
    "decision.read": marked("Read a decision"),
    "decision.export": marked("Downloaded a decision, or a letter about it"),
    "session.begin": marked("Signed in"),
    "session.end": marked("Signed out"),
    "session.refused": marked("Could not sign in"),
    "account.add": marked("Made an account"),
    "account.change": marked("Changed an account"),
    "account.disable": marked("Closed an account"),
    "account.enable": marked("Opened an account again"),
    "account.bind": marked("Signed in through the provider for the first time"),
    "account.appoint": marked("Made somebody administrator"),
    "account.dismiss": marked("Let somebody be administrator no more"),
    "account.forget": marked("Took the name of an account away"),
    "account.link": marked("Made a link to set up how somebody signs in"),
    "account.credentials": marked("Chose a password and a second factor"),
    "account.password": marked("Changed a password"),
    "account.factor": marked("Set the second factor anew"),
    "account.sign_out": marked("Signed somebody out everywhere"),
    "person.erase": marked("Erased data"),
    "person.held": marked("Took along all that is kept about somebody"),
    "retention.delete": marked("Removed what was kept long enough"),
    "trail.export": marked("Downloaded the log"),
}


@dataclass(frozen=True)
class ShownEntry:
    """A line of the log; what was done to several people is one, with the numbers of all."""

    number: str
    at: datetime
    who: str
    what: str
    told: str | None
    reason: str | None
    dossier: str | None
    title: str | None
    about: tuple[str, ...]
    erased: int | None


def shown_entry(
    entry: Entry,
    accounts: Mapping[str, Account],
    titles: Mapping[str, object],
    people: Mapping[str, str],
    words: Translator,
    *,
    tells_accounts: bool,
) -> ShownEntry:
    """Return a line of the log in the reader's language.

    Args:
        entry: what is kept.
        accounts: who works here, by id.
        titles: what dossiers are called, by id.
        people: what people of the dossier are called, by id.
        words: the reader's language.
        tells_accounts: whether the reader may know who has a role in the dossier, or was invited.
    """
    activity = ACTIVITIES.get(entry.name)
    title = titles.get(entry.dossier or "")
    return ShownEntry(
        number=str(entry.sequence) if entry.last is None else f"{entry.sequence}–{entry.last}",
        at=moment(entry.at),
        who=_who(entry, accounts, words),
        what=entry.name if activity is None else words.say(activity),
        told=None if entry.told is None else entry.told.said(words),
        reason=entry.reason,
        dossier=entry.dossier,
        title=None if title is None else say(title, words.language, entry.dossier or ""),  # type: ignore[arg-type]
        about=_about(entry, accounts, people, words, tells_accounts=tells_accounts),
        erased=entry.erased,
    )


def _about(
    entry: Entry,
    accounts: Mapping[str, Account],
    people: Mapping[str, str],
    words: Translator,
    *,
    tells_accounts: bool,
) -> tuple[str, ...]:
    """Return whom an entry is about: people of the dossier, or whose account it is."""
    several = entry.people or (() if entry.person is None else (entry.person,))
    if several:
        return tuple(people.get(person, person) for person in several)
    match (entry.record or "").split("/"):
        case ["accounts", account]:
            found = accounts.get(account)
        case ["dossiers", _, "members" | "invitations", account, *_] if tells_accounts:
            found = accounts.get(account)
        case _:
            return ()
    if found is None:
        return ()
    said = said_account(found, words)
    return (f"{said}, {found.login}" if found.login and found.login != said else said,)


def said_account(account: Account, words: Translator) -> str:
    """Return what somebody who works here is called."""
    if account.is_owner:
        return words.say("Whoever works here alone")
    return account.name or account.login or account.id


def _who(entry: Entry, accounts: Mapping[str, Account], words: Translator) -> str:
    if entry.account is None and entry.name.startswith("rating."):
        return words.say("Somebody who rates")
    if entry.account is None and entry.name == "invitation.use":
        return words.say("Somebody who was invited")
    if entry.account is None and entry.name == "session.refused":
        return words.say("Somebody who is not signed in")
    if entry.account is None:
        return words.say("The program itself") if entry.erased is None else "–"
    account = accounts.get(entry.account)
    return entry.account if account is None else said_account(account, words)
