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
    "round.begin": marked("Began a round of rating"),
    "round.open": marked("Opened a round of rating to all"),
    "round.close": marked("Closed a round of rating"),
    "round.stop": marked("Stopped a round of rating that nobody has seen"),
    "round.add_rater": marked("Let somebody rate"),
    "round.withdraw_rater": marked("Let somebody who rated take no part"),
    "round.bring_rater_back": marked("Let somebody take part in rating again"),
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
    "correction.ask": marked("Asked to correct a profile"),
    "correction.answer": marked("Answered a request to correct a profile"),
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
    "account.link": marked("Made a link to sign in for the first time"),
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
    """A line of the log."""

    sequence: int
    at: datetime
    who: str
    what: str
    told: str | None
    reason: str | None
    dossier: str | None
    title: str | None
    person: str | None
    erased: int | None


def shown_entry(
    entry: Entry,
    accounts: Mapping[str, Account],
    titles: Mapping[str, object],
    people: Mapping[str, str],
    words: Translator,
) -> ShownEntry:
    """Return a line of the log in the reader's language.

    Args:
        entry: what is kept.
        accounts: who works here, by id.
        titles: what dossiers are called, by id.
        people: what people of the dossier are called, by id.
        words: the reader's language.
    """
    activity = ACTIVITIES.get(entry.name)
    title = titles.get(entry.dossier or "")
    return ShownEntry(
        sequence=entry.sequence,
        at=moment(entry.at),
        who=_who(entry, accounts, words),
        what=entry.name if activity is None else words.say(activity),
        told=None if entry.told is None else entry.told.said(words),
        reason=entry.reason,
        dossier=entry.dossier,
        title=None if title is None else say(title, words.language, entry.dossier or ""),  # type: ignore[arg-type]
        person=None if entry.person is None else people.get(entry.person, entry.person),
        erased=entry.erased,
    )


def said_account(account: Account, words: Translator) -> str:
    """Return what somebody who works here is called."""
    if account.is_owner:
        return words.say("Whoever works here alone")
    return account.name or account.login or account.id


def _who(entry: Entry, accounts: Mapping[str, Account], words: Translator) -> str:
    if entry.account is None and entry.name.startswith("rating."):
        return words.say("Somebody who rates")
    if entry.account is None:
        return words.say("The program itself") if entry.erased is None else "–"
    account = accounts.get(entry.account)
    return entry.account if account is None else said_account(account, words)
