"""The entry for the Dutch algorithm register, by its publication standard 1.0.

The fields, their lengths and their permitted values are those of the standard (Ministerie van
Binnenlandse Zaken, https://algoritmes.overheid.nl and
https://github.com/MinBZK/Algoritmeregister-Publicatiestandaard). The register takes Dutch only; the
same entry can be read in English.
"""

from dataclasses import dataclass
from typing import Any

from planner.decisions.accountability.program import Deployment, ProgramFacts, program_facts
from planner.decisions.blocks import Facts
from planner.domain.faults import Fault, fault_at
from planner.resources.catalogue import Translator, marked

STATUSES = ("In ontwikkeling", "In gebruik", "Buiten gebruik")
# The longest that each field may be; a text without a place here has no limit in the standard.
LONGEST = {
    "name": 100,
    "description_short": 350,
    "organization": 100,
    "begin_date": 7,
    "contact_email": 500,
    "website": 500,
    "goal": 2500,
    "proportionality": 2500,
    "human_intervention": 2500,
    "risks": 2500,
    "lawful_basis": 2500,
    "process_index_url": 500,
    "source_data": 2500,
    "methods_and_models": 5000,
    "provider": 200,
    "publiccode": 500,
    "source_id": 100,
    "tags": 2500,
}
REQUIRED = (
    "name",
    "description_short",
    "organization",
    "status",
    "contact_email",
    "publication_category",
    "lang",
)
# What each field is called, in the order of the standard.
LABELS = {
    "name": marked("Name of the algorithm"),
    "description_short": marked("Short description"),
    "organization": marked("Organisation"),
    "category": marked("Theme"),
    "status": marked("Status"),
    "begin_date": marked("In use since"),
    "contact_email": marked("Contact"),
    "website": marked("Public page"),
    "publication_category": marked("Publication category"),
    "goal": marked("Goal and impact"),
    "proportionality": marked("Considerations"),
    "human_intervention": marked("Human intervention"),
    "risks": marked("Risk management"),
    "lawful_basis": marked("Legal basis"),
    "process_index_url": marked("Register of processing"),
    "impacttoetsen_grouping": marked("Impact assessments"),
    "source_data": marked("Data"),
    "methods_and_models": marked("How it works technically"),
    "provider": marked("Supplier"),
    "publiccode": marked("Source code"),
    "lang": marked("Language of the entry"),
    "standard_version": marked("Version of the standard"),
    "source_id": marked("Id at the source"),
    "tags": marked("Search terms"),
}
_TEXTS = {
    "name": marked("Composing a team by the leadership that its task asks"),
    "description_short": marked(
        "Shows a selection committee which compositions of a team cover what its task asks of "
        "leadership, and what each candidate adds to that. The program proposes; people decide and "
        "give their reasons."
    ),
    "goal": marked(
        "A team at the top of government needs leadership of many kinds, and nobody has to master "
        "all of it. The program helps a committee see what a team has together, what it lacks, "
        "and with whom it can fill that. Whoever is a candidate meets it: their levels of "
        "behaviour, as others rated them, count in the comparison. They can see what is recorded "
        "about them and have mistakes put right."
    ),
    "proportionality": marked(
        "A committee compares people anyway, often one by one and against a profile of the job. "
        "Then the team that would come of it is easily forgotten, and who resembles those who sit "
        "there has an advantage. The program makes that comparison open and checkable. Against "
        "this stands that figures look more exact than ratings are. So intervals are shown, small "
        "differences are called no difference, and nobody is ranked outside a team’s question. A "
        "conversation without figures was weighed as the alternative; it remains the heart of the "
        "decision."
    ),
    "human_intervention": marked(
        "Always. The program never decides. People fix what the task asks before they see "
        "candidates, rate alone first, look at three alternatives at least or see that fewer "
        "exist, choose, and write down their reasons, also when they take the first proposal. "
        "They may depart from every proposal."
    ),
    "risks": marked(
        "Ratings can be coloured: several raters, anchors with observable behaviour, self-ratings "
        "that do not count, and a measure of how far raters agree. A task can be written towards "
        "somebody: it is fixed beforehand, and each later change shows. Groups can be put at a "
        "disadvantage: protected characteristics are refused as a wish, and outcomes over many "
        "decisions can be tested. Errors in the program: every answer is worked out twice by "
        "different code. Misuse of data: access by role, a trail of what is done and read, and "
        "periods after which data go."
    ),
    "source_data": marked(
        "Names and seats; levels of leadership behaviour on a scale with intervals, from ratings "
        "by the committee, superiors, peers, people they lead and stakeholders; years in the "
        "present seat and professional background where that is needed. No data on sex, origin, "
        "age, faith or health. No data were used to train anything."
    ),
    "methods_and_models": marked(
        "Mathematical optimisation, not self-learning: it calculates, and no model was trained. "
        "That it is in the register as a high-risk AI system is because of what it is used for, "
        "choosing people for work (AI Act, annex III, point 4); whoever uses it keeps to what "
        "the law asks of such a system. In: what the task asks for each behaviour "
        "(importance, level, number of carriers), the people who may take a seat with their "
        "levels, and the wishes that must be kept ({kinds} kinds). Working: the assignment is "
        "written as an integer program and solved for one figure after another in the order of "
        "the priorities ({figures} figures), with CP-SAT, SCIP and HiGHS; where several are "
        "equal, a draw with a fixed seed decides. Every answer is worked out again by plain code. "
        "Out: proposals with their figures, each with whether it is proven to be the best, and "
        "explanations. A contribution is a Shapley value of what the team covers. Made with: "
        "{made_with}."
    ),
    "tags": marked("leadership, team, selection, appointment, optimisation, human resources"),
}


@dataclass(frozen=True)
class RegisterEntry:
    """The entry in one language: its fields by the standard's own names, in its order."""

    language: str
    fields: dict[str, Any]

    def written(self) -> dict[str, Any]:
        """Return the entry as the standard's JSON."""
        return dict(self.fields)

    @property
    def page(self) -> Facts:
        """The entry for a page: what each field is called, and what it says."""
        words = Translator(self.language)
        return Facts(
            tuple((words.say(LABELS[name]), _told(value)) for name, value in self.fields.items())
        )

    @property
    def faults(self) -> list[Fault]:
        """What keeps the entry out of the register: what must be there, and what is too long."""
        found = [
            fault_at(name, "is missing: the register asks for it")
            for name in REQUIRED
            if not self.fields.get(name)
        ]
        found += [
            fault_at(name, "is longer than {most} letters", most=most)
            for name, most in LONGEST.items()
            if len(str(self.fields.get(name, ""))) > most
        ]
        if self.fields["status"] not in STATUSES:
            found.append(fault_at("status", "must be one of {known}", known=", ".join(STATUSES)))
        return found


def register_entry(deployment: Deployment, language: str = "nl") -> RegisterEntry:
    """Return the entry; only the one in Dutch can be sent to the register."""
    words, facts = Translator(language), program_facts(language)
    given: dict[str, Any] = {
        "organization": deployment.organisation,
        "category": ["Organisatie en bedrijfsvoering"],
        "status": deployment.status,
        "begin_date": deployment.begin,
        "contact_email": deployment.contact,
        "website": deployment.website,
        "publication_category": "Hoog-risico AI-systeem",
        "lawful_basis": deployment.lawful_basis,
        "process_index_url": deployment.processing_register,
        "impacttoetsen_grouping": [
            {"title": title, "link": link} for title, link in deployment.impact_assessments
        ],
        "provider": deployment.provider,
        "publiccode": deployment.source_code,
        "lang": "nld" if language == "nl" else "eng",
        "standard_version": "1.0",
        "source_id": deployment.source_id,
        **{name: _filled(text, facts, words) for name, text in _TEXTS.items()},
    }
    return RegisterEntry(language, {name: given[name] for name in LABELS if given[name]})


def _filled(text: str, facts: ProgramFacts, words: Translator) -> str:
    return words.say(
        text,
        kinds=len(facts.constraints),
        figures=len(facts.objectives),
        made_with=facts.made_with,
    )


def _told(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(
            f"{one['title']} {one['link']}".strip() if isinstance(one, dict) else one
            for one in value
        )
    return str(value)
