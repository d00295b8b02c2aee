"""The page about constraints, made from the kinds themselves: `docs/constraints.md`.

    python -m planner.dossier.documentation > docs/constraints.md

Each kind gives its docstring, its parameters and its sentences. Where an example needs a person,
a seat or a behaviour, it takes those of a worked example.
"""

import inspect
import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import constraints
from constraints.base import Constraint, TeamConstraint
from planner.domain.names import Names
from planner.domain.situation import Situation
from planner.dossier.reading import read_dossier
from planner.resources.files import resource_path

COMMAND = "python -m planner.dossier.documentation > docs/constraints.md"
_EXAMPLE = "mt-uitvoering"
# What every kind takes, told once for all of them.
_SHARED = ("kind", "teams", "note")
_PLURAL = {
    "person": "people",
    "seat": "seats",
    "team": "teams",
    "behaviour": "behaviours",
    "direction": "directions",
}

_OPENING = f"""\
# Constraints

<!-- Made from the code, so change the code: {COMMAND} -->

A constraint is a wish that has to be met. It stands in the list `constraints` of a dossier, as an
object with its `kind` and the keys below. A composition that breaks one is never proposed;
`abd-planner evaluate` names whatever a given composition breaks.

Two more keys may be given with every kind: `teams`, a list of ids of teams (all teams where it is
left out), and `note`, a text that is shown beside the sentence. Keys that are not named here are
refused. Where a kind takes a `seat` and one is given, `teams` plays no part.

Each kind below shows two examples: with only the keys that must be there, and with all of them.
The sentences are what the program itself says of them. Their people and seats come from the
worked example `{_EXAMPLE}`.
"""


def constraints_page() -> str:
    """Return the page as Markdown: every kind in the order of the list of kinds."""
    situation = worked_example()
    names = [kind.name() for kind in constraints.KINDS]
    contents = "\n".join(f"- [`{name}`](#{name})" for name in names)
    sections = [_section(kind, situation) for kind in constraints.KINDS]
    return "\n".join([_OPENING, contents + "\n", *sections])


def worked_example() -> Situation:
    """Return the situation that examples take their people, seats and behaviours from."""
    path = resource_path("fixtures", "dossiers", f"{_EXAMPLE}.json")
    return read_dossier(path.read_bytes()).situation()


def _section(kind: type[Constraint], situation: Situation) -> str:
    """Return what there is to say about one kind."""
    parts = [f"## {kind.name()}", inspect.getdoc(kind) or ""]
    if issubclass(kind, TeamConstraint):
        parts.append("It holds for each of its teams separately.")
    parts.append(_table(kind))
    parts += [_example(kind, given, situation) for given in examples(kind, situation)]
    return "\n\n".join(parts) + "\n"


def _parameters(kind: type[Constraint]) -> dict[str, Mapping[str, Any]]:
    """Return the JSON Schema of each parameter of a kind, its default as a file would have it."""
    properties = kind.model_json_schema(mode="serialization")["properties"]
    return {name: schema for name, schema in properties.items() if name not in _SHARED}


def _table(kind: type[Constraint]) -> str:
    rows = [
        f"| `{name}` | {_words(schema, kind.refers_to(name))} | {_default(kind, name, schema)} |"
        for name, schema in _parameters(kind).items()
    ]
    return "\n".join(["| key | value | when left out |", "| --- | --- | --- |", *rows])


def _default(kind: type[Constraint], name: str, schema: Mapping[str, Any]) -> str:
    if kind.model_fields[name].is_required():
        return "must be given"
    default = schema.get("default")
    if default in (None, []):
        return "none" if default == [] or schema["type"] != "array" else "all"
    return f"`{json.dumps(default)}`"


def _words(schema: Mapping[str, Any], to: str | None) -> str:
    """Return in words what a parameter may hold."""
    match schema["type"]:
        case "array":
            what = "a list of texts" if to is None else f"a list of ids of {_PLURAL[to]}"
            least = _least_items(schema)
            return f"{what}, at least {least}" if least else what
        case "string":
            return "a text" if to is None else f"the id of a {to}"
        case "boolean":
            return "`true` or `false`"
        case "integer" | "number" as sort:
            return ("a whole number" if sort == "integer" else "a number") + _range(schema)
    return "a text, a number, `true` or `false`"


def _least_items(schema: Mapping[str, Any]) -> int:
    least: int = schema.get("minItems", 0)
    return least


def _range(schema: Mapping[str, Any]) -> str:
    words = ""
    if "exclusiveMinimum" in schema:
        words = f" above {schema['exclusiveMinimum']}"
    elif "maximum" in schema:
        words = f" from {schema['minimum']} to {schema['maximum']}"
    elif "minimum" in schema:
        words = f", {schema['minimum']} or more"
    # What a schema cannot say with a keyword stands in its description.
    return words + (f", {schema['description']}" if "description" in schema else "")


def examples(kind: type[Constraint], situation: Situation) -> list[dict[str, Any]]:
    """Return a constraint with what must be given, and one with everything that can be."""
    every: dict[str, Any] = {"kind": kind.name()}
    least = dict(every)
    for name, schema in _parameters(kind).items():
        every[name] = _value(schema, kind.refers_to(name), situation)
        if kind.model_fields[name].is_required():
            least[name] = every[name]
    return [least] if least == every else [least, every]


def _value(schema: Mapping[str, Any], to: str | None, situation: Situation) -> Any:
    """Return a value that a parameter may well have."""
    default = schema.get("default")
    match schema["type"]:
        case "array":
            return list(_ids(situation, to)[: max(1, _least_items(schema))])
        case "string":
            return "background" if to is None else _ids(situation, to)[0]
        case "boolean":
            return not default
        case "integer" | "number":
            if default is not None:
                return default or 1
            return 80 if schema.get("maximum") == 100 else min(2, schema.get("maximum", 2))
    return "recht"


def _ids(situation: Situation, to: str | None) -> Sequence[str]:
    """Return ids of a sort, those first that an example is likely to be about."""
    vacant = [seat for seat, somebody in situation.incumbents.items() if somebody is None]
    match to:
        case "person":
            return situation.candidates
        case "seat":
            return vacant
        case "behaviour":
            return [row.behaviour for team in situation.teams for row in team.demand]
        case "direction":
            return [direction.id for direction in situation.repertoire.directions]
    return [team.id for team in situation.teams]


def _example(kind: type[Constraint], given: Mapping[str, Any], situation: Situation) -> str:
    constraint = kind.model_validate(given)
    said = [
        f"> {language}: {constraint.sentence(Names(situation, code))}"
        for language, code in (("Nederlands", "nl"), ("English", "en"))
    ]
    written = json.dumps(given, ensure_ascii=False)
    return f"```json\n{written}\n```\n\n" + "\n>\n".join(said)


if __name__ == "__main__":
    sys.stdout.write(constraints_page())
