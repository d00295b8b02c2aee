"""The page of somebody's profile, also as it is shown again where a form was refused."""

from collections.abc import Sequence
from decimal import Decimal

from flask import render_template, request

from planner.domain.person import Person
from planner.web.editing import Refusal
from planner.web.language import number, words
from planner.web.policy import may
from planner.web.rights import Right
from planner.web.screens.cautious import has_intervals, is_cautious
from planner.web.screens.opened import Opened
from planner.web.screens.person_found import person_in, roles_in, team_asked
from planner.web.screens.rating_page import names_in, reader_of
from planner.web.services import services
from planner.web.views.person_adds import adds_of
from planner.web.views.person_details import AttributeField, attribute_fields, note_texts
from planner.web.views.person_parts import part_choices
from planner.web.views.person_profile import Profile, profile_of
from planner.web.views.rating_basis import basis_of


def profile_page(found: Opened, person: str, refusal: Refusal | None = None, form: str = "") -> str:
    """Return the page of a profile; `form` is the one that was refused."""
    somebody, roles = person_in(found.dossier, person), roles_in(found.dossier)
    asks_form = request.args.get("edit") == "levels" or form == "levels"
    edits_levels = asks_form and may(Right.EDIT, found.id)
    profile = profile_of(roles, somebody, team_asked(roles, person))
    parts = part_choices(roles, person)
    attributes = fields_of(somebody)
    scale = roles.situation.repertoire.scale
    return render_template(
        "pages/people/edit_levels.html" if edits_levels else "pages/people/profile.html",
        dossier=found,
        profile=profile,
        adds=adds_of(roles, person),
        basis=basis_of(services().store, found.id, somebody, reader_of(found), names_in(found)),
        part_options=[(part.value, part.label) for part in parts],
        part_values=[part.value for part in parts if part.has],
        note=note_texts(somebody),
        attributes=attributes,
        with_intervals=_with_intervals(profile),
        ends=[number(Decimal(end) / 10) for end in (scale.minimum, scale.maximum)],
        refused={form: refusal},
        cautious=is_cautious(),
        has_intervals=has_intervals(found.dossier),
        labels=_labels(profile, attributes),
    )


def fields_of(somebody: Person) -> list[AttributeField]:
    """Return the fields of somebody's attributes."""
    return attribute_fields(somebody, words().say("yes"), words().say("no"))


def _with_intervals(profile: Profile) -> bool:
    """Tell whether levels are typed with their interval: as asked, else where there are any."""
    if request.method == "POST":
        return any(name.startswith("low-") for name in request.form)
    return request.args.get("interval", "1" if profile.has_intervals else "0") == "1"


def _labels(profile: Profile, attributes: Sequence[AttributeField]) -> dict[str, str]:
    """Return what the fields of the forms are called, where their mistakes are listed."""
    say = words().say
    labels = {
        "name": say("Name"),
        "note-nl": say("Note in Dutch"),
        "note-en": say("Note in English"),
        "parts": say("Candidate and circle"),
        "answer": say("Answer"),
    }
    for position, row in profile.rows.items():
        labels[f"level-{position}"] = row.label
        labels[f"low-{position}"] = say("{behaviour}, lowest", behaviour=row.label)
        labels[f"high-{position}"] = say("{behaviour}, highest", behaviour=row.label)
    for field in attributes:
        labels[f"name-{field.number}"] = field.name or say("New attribute")
        labels[f"value-{field.number}"] = field.name or say("Value")
    return labels
