"""The file of a decision: written in one way only, read strictly, every mistake with its path."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import rfc8785

from planner.decisions.agreeing import disagreements
from planner.decisions.decision import Decision
from planner.decisions.fingerprint import FINGERPRINTS, fingerprints
from planner.domain.faults import Fault, fault_at
from planner.dossier.reading import validated_as
from planner.dossier.strict_json import InvalidFile, decode, join, parse


@dataclass(frozen=True)
class Checked:
    """A decision whose fingerprint is right; `is_as_written` tells whether every byte is."""

    decision: Decision
    is_as_written: bool


def write_decision(decision: Decision) -> bytes:
    """Return the content of a decision's file."""
    text = json.dumps(decision.written(), ensure_ascii=False, indent=2)
    return text.encode() + b"\n"


def check_decision(content: bytes) -> Checked:
    """Return what a file holds, once all is found to be as it was when it was closed.

    A file whose content is whole, and that only is laid out in another way (as programs do that
    open and save it), is taken, and `is_as_written` is false.

    Raises:
        InvalidFile: with every mistake: what is no decision, what does not agree with itself,
            and each part that was changed since its fingerprint was made.
    """
    raw, faults = parse(decode(content))
    changed = [] if faults or not isinstance(raw, dict) else list(_changed(raw))
    try:
        decision = validated_as(Decision, raw, faults)
    except InvalidFile as error:
        raise InvalidFile([*error.faults, *changed]) from None
    found = [*disagreements(decision), *changed]
    if found:
        raise InvalidFile(found)
    return Checked(decision, write_decision(decision) == content)


def read_decision(content: bytes) -> Decision:
    """Return the decision that a file holds; see `check_decision`.

    Raises:
        InvalidFile: with every mistake in it.
    """
    return check_decision(content).decision


def sealed(raw: Mapping[str, Any]) -> Decision:
    """Return the decision of which these are the parts, with their fingerprints.

    Raises:
        InvalidFile: with every mistake in them.
    """
    # What is written is what the models make of it: a number that was 3.40 is 3.4. So they come
    # first, with fingerprints of nothing.
    nothing = {"parts": {}, "whole": "0" * 64}
    written = validated_as(Decision, {**raw, FINGERPRINTS: nothing}).written()
    try:
        prints = fingerprints(written)
    except rfc8785.CanonicalizationError:
        raise InvalidFile([_too_large("$")]) from None
    decision = validated_as(Decision, {**written, FINGERPRINTS: prints})
    found = disagreements(decision)
    if found:
        raise InvalidFile(found)
    return decision


def _changed(raw: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield each part of a file that is not what its fingerprint was made of."""
    told = raw.get(FINGERPRINTS)
    parts = told.get("parts") if isinstance(told, dict) else None
    if not isinstance(told, dict) or not isinstance(parts, dict):
        return
    try:
        found = fingerprints(raw)
    except rfc8785.CanonicalizationError:
        yield _too_large("$")
        return
    for name in parts.keys() - found["parts"].keys():
        yield fault_at(join("$", name), "is missing, and had a fingerprint")
    for name, digest in found["parts"].items():
        if name not in parts:
            yield fault_at(join("$", name), "has no fingerprint: it was not there at first")
        elif parts[name] != digest:
            yield fault_at(
                join("$", name), "is not what its fingerprint was made of: one of the two changed"
            )
    if told.get("whole") != found["whole"]:
        yield fault_at(
            f"{FINGERPRINTS}.whole", "is not the fingerprint of this file: something in it changed"
        )


def _too_large(path: str) -> Fault:
    return fault_at(path, "holds a number that is not the same in every program")
