"""A committee of three, and what else rounds of rating need to be tried."""

import re
from dataclasses import dataclass, field

from flask import Flask
from flask.testing import FlaskClient

from planner.ratings.rating import Evidence
from planner.store.accounts import Account, Accounts
from planner.store.database import Store
from planner.store.kept_ratings import Given
from planner.store.memberships import Memberships, Role
from planner.store.raters import Raters
from planner.store.rating_rounds import RatingRound, RatingRounds
from planner.store.ratings import Ratings
from planner.web.access import SignIn
from tests.web.cast import DOSSIER, PERSON, cast, client_of

# In the order in which a form has them.
RATED = (PERSON, "kaya", "osei")
LINES = {person: number for number, person in enumerate(RATED, 1)}
BEHAVIOURS = ("crisis", "speaking_truth")
HTMX = {"HX-Request": "true"}


@dataclass
class Committee:
    """Everybody around a round of rating, each with a browser of their own."""

    app: Flask
    store: Store
    sign_in: SignIn
    people: dict[str, Account] = field(default_factory=dict)
    clients: dict[str, FlaskClient] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.people = dict(cast(self.store))
        self.people["ann"] = self.people[Role.MEMBER]
        for name in ("bea", "cor"):
            account = Accounts(self.store).add(name.title(), f"{name}@voorbeeld.example")
            Memberships(self.store).add(DOSSIER, account.id, Role.MEMBER)
            self.people[name] = account

    def client(self, who: str) -> FlaskClient:
        """Return the browser of somebody."""
        if who not in self.clients:
            self.clients[who] = client_of(self.app, self.sign_in, self.people[who])
        return self.clients[who]

    def get(self, who: str, address: str, status: int = 200, **headers: str) -> str:
        """Return a page as somebody sees it; its status must be as expected."""
        answer = self.client(who).get(address, headers=headers)
        text = answer.get_data().decode("utf-8", "replace")
        assert answer.status_code == status, (who, address, answer.status_code, text[-1500:])
        return text

    def post(self, who: str, address: str, status: int = 303, **sent: object) -> str:
        """Send a form as somebody; return where it leads, or the page that answers."""
        headers = sent.pop("headers", None)
        data = {"csrf_token": self.token(who), **sent}
        answer = self.client(who).post(address, data=data, headers=headers)
        text = answer.get_data(as_text=True)
        assert answer.status_code == status, (who, address, answer.status_code, text[-1500:])
        return answer.headers["Location"] if status == 303 else text

    def token(self, who: str) -> str:
        """Return the token of somebody's forms."""
        text = self.client(who).get("/account").get_data(as_text=True)
        return re.search(r'name="csrf_token" value="([^"]+)"', text)[1]

    def begun(self, *raters: str, title: str = "Gesprekken") -> RatingRound:
        """Return a round in which some members rate all, begun by the secretary."""
        address = self.post(
            "secretary",
            f"/dossiers/{DOSSIER}/ratings/new",
            title=title,
            instrument="interview",
            people=list(RATED),
            behaviours=list(BEHAVIOURS),
            raters=[self.people[each].id for each in raters],
        )
        return RatingRounds(self.store).must_find(address.rpartition("/")[2], DOSSIER)

    def asked(self, round_: RatingRound, who: str, source: str, *people: str) -> None:
        """Let somebody rate people as a source."""
        rated = dict.fromkeys(people or RATED, source)
        Raters(self.store).add(DOSSIER, round_.id, self.people[who].id, rated)

    def gives(self, round_: RatingRound, who: str, level: int | None, told: str = "") -> None:
        """Let somebody give one level to all whom they rate, on everything, and be done."""
        account = self.people[who].id
        rater = Raters(self.store).find(round_.id, account)
        assert rater is not None
        for person in rater.people:
            for behaviour in BEHAVIOURS:
                given = Given(person, behaviour, level, Evidence(situation=told))
                Ratings(self.store).give(DOSSIER, round_.id, account, given, 0)
        Raters(self.store).finish(DOSSIER, round_.id, account)

    def opened(self, round_: RatingRound, reason: str = "") -> None:
        """Let the chair open a round."""
        self.post("chair", f"{address_of(round_)}/open", reason=reason)


def address_of(round_: RatingRound) -> str:
    """Return where a round is."""
    return f"/dossiers/{round_.dossier}/ratings/{round_.id}"


def line(
    person: str = "kaya",
    behaviour: str = "crisis",
    level: object = 40,
    seen: int = 0,
    **told: str,
) -> dict[str, object]:
    """Return what the form sends of one line, with evidence where any is given."""
    number = LINES.get(person, 1)
    parts = {"person": person, "behaviour": behaviour, "level": str(level), "seen": str(seen)}
    return {f"{name}-{number}": value for name, value in {**parts, **told}.items()}
