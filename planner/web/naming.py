"""What an account can be called, and what somebody can sign in with."""

from planner.domain.faults import Fault, fault_at

LONGEST_NAME = 120
# An e-mail address is no longer than this (RFC 5321, section 4.5.3.1.3, less the brackets).
LONGEST_LOGIN = 254


def unfit_name(name: str) -> dict[str, tuple[Fault, ...]]:
    """Return why a name cannot be an account's; nothing where it can."""
    if not name or not name.isprintable():
        return {"name": (fault_at("", "is missing"),)}
    if len(name) > LONGEST_NAME:
        return {"name": (fault_at("", "can have at most {most} characters", most=LONGEST_NAME),)}
    return {}


def unfit_login(login: str) -> dict[str, tuple[Fault, ...]]:
    """Return why somebody cannot sign in as that; nothing where they can."""
    if not login:
        return {"login": (fault_at("", "is missing"),)}
    if len(login) > LONGEST_LOGIN or not login.isprintable() or " " in login:
        return {"login": (fault_at("", "must be one word, such as an e-mail address"),)}
    return {}
