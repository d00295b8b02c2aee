"""What a wish about attributes of people may ask, and that it says why.

No attribute of a person is a reason to leave somebody out before people have looked: a wish about
attributes states its ground, and what people must not be chosen by is refused.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from planner.domain.faults import Fault, fault_at, shown
from planner.domain.text import say
from planner.dossier.dossier import Dossier

# With what the name of an attribute begins, or a word in it, in Dutch and in English: with
# `geslacht` falls `geslachtsidentiteit` too.
_PROTECTED = (
    *("seks", "sexual", "gender", "geslacht", "vrouw", "female", "woman", "lhbt", "lgbt"),
    *("geaardheid", "gerichtheid", "orientation", "origin", "afkomst", "herkomst", "etni"),
    *("ethni", "racial", "huidskleur", "skin", "nationali", "migra", "allochto", "birth"),
    *("geboorte", "leeftijd", "generatie", "generation", "faith", "geloof", "religi"),
    *("godsdienst", "levensovertuiging", "belief", "health", "gezond", "ziekte", "illness"),
    *("disease", "handicap", "beperking", "disab", "chronisch", "chronic", "zwanger"),
    *("pregnan", "medisch", "medical", "burgerlijke staat", "marital", "gehuwd", "married"),
    *("kinderen", "children", "gezin", "politieke", "political", "partijlid", "party member"),
    *("vakbond", "trade union", "deeltijd", "part time", "parttime"),
)
# Whole words only: many another word begins like these.
_PROTECTED_WORDS = ("sex", "man", "men", "male", "ras", "race", "age", "oud", "old", "jong")
# A value may name a field of work, such as migration or health care; these name people.
_PEOPLE = (
    *("man", "mannelijk", "male", "vrouw", "vrouwelijk", "female", "woman", "non binair"),
    *("non binary", "moslim", "muslim", "christen", "christian", "joods", "jewish", "hindoe"),
    *("hindu", "allochtoon", "gehandicapt", "disabled", "zwanger", "pregnant", "homo", "gay"),
    *("hetero", "lesbisch", "lesbian", "jong", "young", "oud", "old"),
)
_BETWEEN_WORDS = re.compile(r"[^0-9a-zà-ÿ]+")


def _words(text: str) -> str:
    parted = re.sub(r"([a-z])([A-Z])", r"\1 \2", text[:200]).lower()
    return f" {_BETWEEN_WORDS.sub(' ', parted).strip()} "


def _holds(words: str, listed: Iterable[str]) -> bool:
    return any(f" {each} " in words for each in listed)


def is_protected_attribute(name: str) -> bool:
    """Tell whether an attribute is one that people must not be chosen by."""
    words = _words(name)
    return any(f" {each}" in words for each in _PROTECTED) or _holds(words, _PROTECTED_WORDS)


def is_protected_value(value: str) -> bool:
    """Tell whether a value of an attribute is one that people must not be chosen by."""
    return _holds(_words(value), _PEOPLE)


def faults_of_ground(wish: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield what is wrong with a wish as its file has it, each at the key where it belongs."""
    if "attribute" not in wish:
        return
    for key, is_protected in (
        ("attribute", is_protected_attribute),
        ("value", is_protected_value),
    ):
        asked = wish.get(key)
        if isinstance(asked, str) and is_protected(asked):
            yield fault_at(
                key,
                "is something that nobody may be chosen by: {value}. Sex, origin, age, faith, "
                "health and what is like them are no ground to prefer somebody or to leave "
                "somebody out. Ask for what the task needs, such as a professional background",
                value=shown(asked),
            )
    note = wish.get("note")
    if not isinstance(note, str | dict) or not say(note, "nl", "").strip():
        yield fault_at(
            "note", "must state the ground: why does the task ask this of the people in the team?"
        )


def faults_of_grounds(dossier: Dossier) -> Iterator[Fault]:
    """Yield what is wrong with the grounds of all wishes of a dossier, each with its path.

    The format takes such a wish (model.md 5), and so do the commands that compute with a file.
    """
    for position, wish in enumerate(dossier.constraints):
        for found in faults_of_ground(wish.model_dump(mode="json", exclude_unset=True)):
            yield Fault(f"constraints[{position}].{found.path}", found.template, found.values)
