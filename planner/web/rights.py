"""What can be allowed: the rights in a dossier, which role has which, and what is asked besides."""

from collections.abc import Mapping
from enum import Enum, StrEnum

from planner.store.memberships import Role


class Right(StrEnum):
    """Something that a role may do in a dossier."""

    # The task, who is in the dossier by name, what was done to it.
    SEE = "see"
    # Levels, and whatever is worked out from them: profiles, the team now, comparisons, answers.
    PROFILES = "profiles"
    # What-ifs, scenarios, and starting or stopping a calculation.
    EXPLORE = "explore"
    # Taking profiles along as a file.
    EXPORT = "export"
    # Changing the dossier, putting it away.
    EDIT = "edit"
    # Making another dossier of it, with all the profiles, in which no round keeps anything back.
    COPY = "copy"
    # Fixing the task, before which the profiles of candidates stay closed.
    FIX_TASK = "fix_task"
    # Giving and taking roles, inviting.
    MEMBERS = "members"
    # Rating people, and seeing what oneself has rated.
    RATE = "rate"
    # Beginning a round of rating, and opening it to all.
    OPEN_ROUND = "open_round"
    # Writing and closing the decision.
    DECIDE = "decide"
    # Reading the decision.
    DECISION = "decision"
    # Reading who did and read what in the dossier.
    TRAIL = "trail"
    # Erasing somebody, and taking along all that is held about them.
    PRIVACY = "privacy"
    # Seeing one's own profile, and asking to correct it.
    OWN_PROFILE = "own_profile"


class Need(Enum):
    """What is asked of whoever comes to an address that is about no dossier."""

    # Nothing: everybody may see it, signed in or not.
    OPEN = "open"
    # A session, whoever's it is.
    SIGNED_IN = "signed_in"
    # An account that may have dossiers: of no administrator, and of nobody who was only invited.
    WORK = "work"
    # An account that manages accounts.
    ADMINISTER = "administer"


# What whoever rates does not get while a round is blind, whatever else they are in the dossier:
# levels that stand there already would be in their mind. Files and decisions hold them too.
AFTER_THE_REVEAL = frozenset(
    {Right.PROFILES, Right.EXPLORE, Right.EXPORT, Right.COPY, Right.DECISION, Right.DECIDE}
)

_ROUND = frozenset({Right.SEE, Right.PROFILES, Right.EXPLORE, Right.DECISION})

RIGHTS: Mapping[Role, frozenset[Right]] = {
    # All but rating, and being somebody whom the dossier is about: those are roles of their own.
    Role.SECRETARY: frozenset(Right) - {Right.RATE, Right.OWN_PROFILE},
    Role.CHAIR: _ROUND
    | {Right.EXPORT, Right.FIX_TASK, Right.OPEN_ROUND, Right.DECIDE, Right.TRAIL},
    Role.MEMBER: _ROUND | {Right.RATE},
    Role.READER: frozenset({Right.DECISION}),
    Role.RATER: frozenset({Right.RATE}),
    # Rates themselves where a round asks that, and others where one asks that.
    Role.PERSON: frozenset({Right.OWN_PROFILE, Right.RATE}),
}
