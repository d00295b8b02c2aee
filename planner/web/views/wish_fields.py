"""The fields of a wish's form, made from its kind: what a parameter may hold decides the input."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from pydantic.json_schema import GenerateJsonSchema

from constraints.base import Constraint
from planner.domain.names import Names
from planner.domain.situation import Situation
from planner.resources.catalogue import Translator, marked
from planner.web.language import number
from planner.web.views.attributes import attribute_names, attribute_values

Sort = Literal["one", "several", "tick", "number", "attribute", "value", "text"]
Options = tuple[tuple[str, str], ...]

# The fields of a form have names of their own, so that no parameter can be taken for another.
PREFIX = "wish-"
# What every kind takes; their fields stand at the end of each form.
SHARED = ("kind", "teams", "note")

_LABELS = {
    "attribute": marked("Attribute"),
    "behaviours": marked("Which behaviours"),
    "budget": marked("Steps in all, at most"),
    "carriers": marked("Carriers, at least"),
    "count": marked("How many members leave"),
    "direction": marked("In which direction"),
    "distinct": marked("Different values, at least"),
    "exempt": marked("For whom this does not hold"),
    "limit": marked("At most how many"),
    "maximum": marked("At most how many members"),
    "maximum_years": marked("After how many years somebody goes"),
    "members": marked("Members who stay, at least"),
    "minimum": marked("At least how many members"),
    "minimum_years": marked("For how many years somebody stays"),
    "off": marked("Switch this off: critical behaviours may be short"),
    "people": marked("Which people"),
    "percent": marked("Covered, at least, in per cent"),
    "person": marked("Which person"),
    "seat": marked("On which seat"),
    "step": marked("How large a step is, in level points"),
    "teams": marked("For which teams"),
    "value": marked("Value of the attribute"),
    "years": marked("With so many years on their seat, or more"),
}


@dataclass(frozen=True)
class Field:
    """One parameter as a form asks it."""

    parameter: str
    sort: Sort
    label: str
    help: str
    options: Options
    is_required: bool
    default: Any

    @property
    def name(self) -> str:
        """The field's name in the form."""
        return PREFIX + self.parameter


class _Schemas(GenerateJsonSchema):
    """Leaves out defaults that a file cannot have, such as `None` for a number of years."""

    ignored_warning_kinds = frozenset({"skipped-choice", "non-serializable-default"})  # type: ignore[assignment]


@cache
def parameters(kind: type[Constraint]) -> Mapping[str, Mapping[str, Any]]:
    """Return what each parameter of a kind may hold, as JSON Schema, its default as files have it.

    Where the schema points elsewhere for a parameter, as it does for a named choice, what it
    points at stands there.
    """
    schema = kind.model_json_schema(schema_generator=_Schemas, mode="serialization")
    named: Mapping[str, Any] = schema.get("$defs", {})
    return {
        name: {**named.get(str(held.get("$ref", "")).rpartition("/")[2], {}), **held}
        for name, held in schema["properties"].items()
    }


class FieldMaker:
    """Makes the fields of forms about one dossier, in one language."""

    def __init__(self, situation: Situation, words: Translator) -> None:
        """Keep what there is to choose from."""
        self.situation = situation
        self.words = words
        self.names = Names(situation, words.language)

    def fields(self, kind: type[Constraint]) -> tuple[Field, ...]:
        """Return the fields of a kind, in the order of its parameters; the teams where it pays."""
        asked = [name for name in parameters(kind) if name not in SHARED]
        if len(self.situation.teams) > 1:
            asked.append("teams")
        return tuple(self._field(kind, name, parameters(kind)[name]) for name in asked)

    def _field(self, kind: type[Constraint], name: str, schema: Mapping[str, Any]) -> Field:
        to, required = kind.refers_to(name), kind.model_fields[name].is_required()
        sort = _sort(name, schema, to)
        return Field(
            parameter=name,
            sort=sort,
            label=self._label(name),
            help=self._help(sort, schema, required),
            options=self._options(sort, name, schema, to, required),
            is_required=required,
            default=schema.get("default"),
        )

    def _label(self, name: str) -> str:
        if name in _LABELS:
            return self.words.say(_LABELS[name])
        return name.replace("_", " ").capitalize()

    def _help(self, sort: Sort, schema: Mapping[str, Any], required: bool) -> str:
        say = self.words.say
        match sort:
            case "several" if schema.get("default") == []:
                return say("Tick nobody if it holds for everybody.")
            case "several" if not required:
                return say("Tick nothing if all of them are meant.")
            case "several" if schema.get("minItems", 0) > 1:
                return say("Tick at least {least}.", least=schema["minItems"])
            case "number":
                told = [self._range(schema)]
                if not required and schema.get("default") is None:
                    told.append(say("Leave this empty if there is no limit."))
                return " ".join(filter(None, told))
            case "attribute":
                known = attribute_names(self.situation)
                if known:
                    return say("Known of these people: {known}.", known=self.names.listed(known))
        return ""

    def _range(self, schema: Mapping[str, Any]) -> str:
        least, most = schema.get("minimum"), schema.get("maximum")
        if least is not None and most is not None:
            return self.words.say(
                "From {least} to {most}.", least=number(least, 2), most=number(most, 2)
            )
        if "exclusiveMinimum" in schema:
            return self.words.say("More than {least}.", least=number(schema["exclusiveMinimum"], 2))
        if schema["type"] == "integer":
            return self.words.say("A whole number.")
        return ""

    def _options(
        self, sort: Sort, name: str, schema: Mapping[str, Any], to: str | None, required: bool
    ) -> Options:
        match sort:
            case "several":
                return self._known(to)
            case "one":
                nothing = self.words.say("Choose") if required else self.words.say("Not named")
                offered = self._known(to) if to else tuple((v, v) for v in _choices(schema))
                return (("", nothing), *offered)
            case "attribute":
                return tuple((each, each) for each in attribute_names(self.situation))
            case "value":
                shown = map(self.names.value, attribute_values(self.situation))
                return tuple((each, each) for each in dict.fromkeys(shown))
        return ()

    def _known(self, to: str | None) -> Options:
        names, situation = self.names, self.situation
        match to:
            case "person":
                return tuple((each, names.person(each)) for each in _people(situation))
            case "seat":
                return tuple((each, names.seat(each)) for each in situation.seats)
            case "team":
                return tuple((each.id, names.team(each.id)) for each in situation.teams)
            case "behaviour":
                return tuple((each, names.behaviour(each)) for each in _behaviours(situation))
            case "direction":
                known = situation.repertoire.directions
                return tuple((each.id, names.direction(each.id)) for each in known)
        return ()


def _sort(name: str, schema: Mapping[str, Any], to: str | None) -> Sort:
    """Return which input fits what a parameter may hold."""
    if _choices(schema):
        return "one"
    match schema.get("type"):
        case "array" if to is not None:
            return "several"
        case "string" if to is not None:
            return "one"
        case "boolean":
            return "tick"
        case "integer" | "number":
            return "number"
        case "string":
            return "attribute" if name == "attribute" else "text"
    return "value"


def _choices(schema: Mapping[str, Any]) -> Sequence[str]:
    """Return the texts of which a parameter is one; nothing where it may hold others."""
    listed = schema.get("enum", ())
    return [each for each in listed if isinstance(each, str)]


def _people(situation: Situation) -> Sequence[str]:
    """Return everybody, those first who a wish is likely to be about."""
    sitting = [person for person in situation.incumbents.values() if person is not None]
    return list(dict.fromkeys((*sitting, *situation.candidates, *situation.people)))


def _behaviours(situation: Situation) -> Sequence[str]:
    """Return every behaviour, those first that are asked of a team."""
    asked = [row.behaviour for team in situation.teams for row in team.demand]
    return list(dict.fromkeys((*asked, *situation.repertoire.by_id)))
