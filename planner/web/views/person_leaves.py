"""What goes along with somebody who is taken out of a dossier, in words."""

from planner.dossier.dossier import Dossier
from planner.dossier.leaving import Leaving, Mention
from planner.web.views.people_roles import Roles


def said_mentions(roles: Roles, dossier: Dossier, gone: Leaving) -> list[str]:
    """Return what becomes of each thing that refers to them."""
    return [_said(roles, dossier, mention) for mention in gone.mentions]


def _said(roles: Roles, dossier: Dossier, mention: Mention) -> str:
    words, names = roles.words, roles.names
    match mention.kind:
        case "seat":
            seat = names.seat(str(mention.where))
            return words.say("The seat {seat} becomes empty.", seat=seat)
        case "candidate":
            return words.say("They are no longer a candidate in this dossier.")
        case "for":
            seat = names.seat(str(mention.where))
            return words.say("They are no longer a candidate for {seat}.", seat=seat)
        case "circle":
            team = names.team(str(mention.where))
            return words.say("They leave the circle of {team}.", team=team)
    sentence = dossier.constraints[int(mention.where)].sentence(names)
    if mention.kind == "dropped":
        return words.say("This wish goes, as it asks nothing without them: “{wish}”", wish=sentence)
    return words.say("This wish is then about the others only: “{wish}”", wish=sentence)
