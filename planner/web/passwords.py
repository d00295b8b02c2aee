"""Which passwords are taken: long ones that nobody guesses, and no rules about signs.

After NIST SP 800-63B-4 (section 3.1.1.2) and OWASP ASVS 5.0.0 (6.2): at least twelve characters,
whatever they are, compared with what is commonly used and with what belongs to the account.
"""

from threading import Lock

from zxcvbn import zxcvbn

from planner.domain.faults import Fault, fault_at

SHORTEST = 12
LONGEST = 256
# What zxcvbn knows as many guesses: a password that common lists and patterns give within these is
# refused. It looks at no more than so many characters.
_FEWEST_GUESSES = 10**10
_MOST_LOOKED_AT = 72
# What people here begin with, and lists from elsewhere do not have.
_COMMON_HERE = """
    welkom wachtwoord geheim goedemorgen goedemiddag goedenavond hallo inloggen aanmelden toegang
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei
    juni juli augustus september oktober november december lente zomer herfst winter vakantie
    nederland holland amsterdam rotterdam denhaag utrecht voetbal feyenoord ajax koning oranje
    ministerie rijksoverheid overheid rijk bestuursdienst gemeente provincie directie afdeling
    planner repertoire leiderschap schatje liefde familie zonnetje appeltje
"""
# It keeps what belongs to the account in a table of its own, for everybody at once.
_GUESSING = Lock()


def weaknesses(password: str, *known: str) -> tuple[Fault, ...]:
    """Return why a password is not taken; nothing where it is.

    Args:
        password: what was typed.
        known: what belongs to the account, such as its name, and is easily guessed.
    """
    if len(password) < SHORTEST:
        return (fault_at("", "must have at least {least} characters", least=SHORTEST),)
    if len(password) > LONGEST:
        return (fault_at("", "can have at most {most} characters", most=LONGEST),)
    parts = [part for text in known for part in text.replace("@", " ").split()]
    words = [*known, *parts, *_COMMON_HERE.split()]
    with _GUESSING:
        guesses = zxcvbn(password[:_MOST_LOOKED_AT], user_inputs=words)["guesses"]
        # Nothing of anybody stays behind in its tables.
        zxcvbn("x", user_inputs=[])
    if guesses < _FEWEST_GUESSES:
        return (
            fault_at("", "is easily guessed: choose a few words that have nothing to do with you"),
        )
    return ()
