"""Runs `abd-planner` on random dossiers and checks every answer against the reference.

    python -m tests.oracle.run --count 200 --seed 1 [--cautious-too] [--command abd-planner]
    python -m tests.oracle.run --analyses-only --count 100 [--cautious-too]

`--rounds` makes dossiers of several teams that share their candidates. `--analyses` also runs
why-not, front, stress and uncertainty; `--analyses-only` runs nothing else.

Each problem is printed with the seed and the path of the saved dossier. The last line holds the
totals; the exit code is 1 when there was any problem.
"""

import argparse
import random
import shlex
import subprocess
import sys
import tempfile
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from .analyses import check_front, check_stress, check_uncertainty, check_why_not
from .checks import Reference, sequence
from .dossiers import narrow_dossier, random_dossier
from .invalid import (
    VALID_CONSTRAINTS,
    Invalid,
    base_dossier,
    invalid_dossiers,
    strange_dossiers,
)
from .many_teams import random_round
from .reference import check_compare, check_evaluate, check_result
from .writing import json_text, json_value

VARIANTS = [(1, 1), (4, 1), (3, 2), (15, 1)]
"""The (alternatives, difference) that each dossier is solved with."""


@dataclass
class Saved:
    """A dossier that was written to a file."""

    name: str
    path: Path
    reference: Reference


@dataclass
class Run:
    """The command that is tried, where the files go, and what was found."""

    command: list[str]
    folder: Path
    timeout: int
    totals: Counter = field(default_factory=Counter)

    def call(self, *arguments) -> subprocess.CompletedProcess:
        """Run the command; a run that takes too long counts as exit code -1."""
        words = [*self.command, *map(str, arguments)]
        self.totals["calls"] += 1
        try:
            return subprocess.run(
                words,
                check=False,
                capture_output=True,
                text=True,
                errors="replace",
                timeout=self.timeout,
            )
        except subprocess.TimeoutExpired:
            return subprocess.CompletedProcess(words, -1, "", f"no answer in {self.timeout} s")

    def report(self, about: str, path, problems: list[str]) -> None:
        """Print problems."""
        for problem in problems:
            self.totals["problems"] += 1
            print(f"PROBLEM {about} {path}: {problem}", flush=True)

    def answers(self, call: subprocess.CompletedProcess, about: str, paths: list) -> list[dict]:
        """Return the results, a line each, in the order of the files; [] where that fails."""
        try:
            results = [json_value(line) for line in call.stdout.splitlines() if line.strip()]
            files = [Path(str(result.get("file", ""))).name for result in results]
        except (ValueError, AttributeError) as error:
            self.report(about, paths[0], [f"output is no JSON a line: {error}"])
            return []
        if len(results) != len(paths) or (
            len(paths) > 1 and files != [path.name for path in paths]
        ):
            missing = [str(path) for path in paths if path.name not in files]
            problem = (
                f"{len(results)} results for {len(paths)} files, exit code {call.returncode}, "
                f"without one: {missing[:3]}, standard error: {call.stderr[-600:]!r}"
            )
            self.report(about, paths[0], [problem])
            return []
        return results

    def check(self, about: str, saved: Saved, question, *arguments) -> None:
        """Ask one of the checks and report what it finds, also when it falls over."""
        self.totals["checks"] += 1
        try:
            problems = question(saved.reference, *arguments)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            problems = [f"the check fell over: {traceback.format_exc()}"]
        self.report(f"{saved.name} {about}", saved.path, problems)

    def clean(self, call: subprocess.CompletedProcess, about: str, path) -> None:
        """Report a traceback."""
        if "Traceback" in call.stderr or "Traceback" in call.stdout:
            self.report(about, path, [f"a traceback: {call.stderr[-800:]}"])


def save(run: Run, name: str, dossier: dict) -> Saved:
    """Write a dossier to its file, and read it back for the reference."""
    path = run.folder / f"{name}.json"
    text = json_text(dossier)
    path.write_text(text, encoding="utf-8")
    return Saved(name, path, Reference(json_value(text)))


def try_solve(run: Run, batch: list[Saved], alternatives: int, difference: int, cautious: bool):
    """Solve a batch in one call."""
    options = ["--alternatives", alternatives, "--difference", difference]
    options = ([] if (alternatives, difference) == (1, 1) else options) + (
        ["--cautious"] if cautious else []
    )
    about = " ".join(["solve", *map(str, options)])
    paths = [saved.path for saved in batch]
    call = run.call("solve", "--json", *options, *paths)
    run.clean(call, about, paths[0])
    results = run.answers(call, about, paths)
    for saved, result in zip(batch, results, strict=False):
        run.check(about, saved, check_result, result, alternatives, difference, cautious)
        run.totals[str(result.get("status"))] += 1
    if results:
        possible = all(saved.reference.table(cautious).entries for saved in batch)
        expected = 0 if possible else 3
        if call.returncode != expected:
            run.report(about, paths[0], [f"exit code {call.returncode}, expected {expected}"])


def try_evaluate(run: Run, batch: list[Saved], assignment: dict | None, cautious: bool) -> None:
    """Evaluate a batch in one call."""
    options = ["--cautious"] if cautious else []
    if assignment is not None:
        options += ["--assignment", json_text(assignment)]
    about = " ".join(["evaluate", *options])
    paths = [saved.path for saved in batch]
    call = run.call("evaluate", "--json", *options, *paths)
    run.clean(call, about, paths[0])
    results = run.answers(call, about, paths)
    for saved, result in zip(batch, results, strict=False):
        run.check(about, saved, check_evaluate, assignment, result, cautious)
    if results and call.returncode != 0:
        run.report(about, paths[0], [f"exit code {call.returncode}, expected 0"])


def try_compare(run: Run, saved: Saved, seat: str, cautious: bool) -> None:
    """Compare the people for one seat."""
    options = ["--seat", seat, *(["--cautious"] if cautious else [])]
    about = " ".join(["compare", *options])
    call = run.call("compare", saved.path, *options, "--json")
    run.clean(call, f"{saved.name} {about}", saved.path)
    for result in run.answers(call, f"{saved.name} {about}", [saved.path]):
        run.check(about, saved, check_compare, seat, result, cautious)
        if call.returncode != 0:
            run.report(about, saved.path, [f"exit code {call.returncode}, expected 0"])


def ask(run: Run, saved: Saved, words: list, cautious: bool) -> tuple[dict | None, str, int]:
    """Run one analysis; return its result, None where there is none, what was asked and the code.

    `words` are the command, what follows the file, and the options.
    """
    command, *others = [*words, *(["--cautious"] if cautious else [])]
    about = " ".join(map(str, [command, *others]))
    call = run.call(command, saved.path, *others, "--json")
    run.clean(call, f"{saved.name} {about}", saved.path)
    results = run.answers(call, f"{saved.name} {about}", [saved.path])
    return (results[0] if results else None), about, call.returncode


def try_why_not(run: Run, saved: Saved, person: str, seat: str | None, cautious: bool) -> None:
    """Ask why somebody is not on a seat, or on any."""
    words = ["why-not", person, *([] if seat is None else ["--seat", seat])]
    result, about, code = ask(run, saved, words, cautious)
    if result is not None:
        run.check(about, saved, check_why_not, person, seat, result, cautious, code)
        run.totals["why-not possible" if code == 0 else "why-not impossible"] += 1


def try_front(run: Run, saved: Saved, cautious: bool) -> None:
    """Ask what more changes bring."""
    result, about, code = ask(run, saved, ["front"], cautious)
    if result is not None:
        run.check(about, saved, check_front, result, cautious, code)
        run.totals["points"] += len(sequence(result.get("points")))


def try_stress(run: Run, saved: Saved, cautious: bool) -> None:
    """Ask what departures cost."""
    result, about, code = ask(run, saved, ["stress"], cautious)
    if result is not None:
        run.check(about, saved, check_stress, result, cautious, code)


def try_uncertainty(run: Run, saved: Saved, draws: int, seed: int, cautious: bool) -> None:
    """Ask what uncertain levels do, twice: the same seed must give the same answer.

    Its proposals are those of `solve`, as many, with the same seed or else with its default seed.
    """
    words = ["uncertainty", "--draws", draws, "--seed", seed]
    result, about, code = ask(run, saved, words, cautious)
    again, _, _ = ask(run, saved, words, cautious)
    if result is None or again is None:
        return
    if {**result, "seconds": 0} != {**again, "seconds": 0}:
        run.report(f"{saved.name} {about}", saved.path, ["not the same answer twice"])
    if result.get("seed") != seed:
        run.report(f"{saved.name} {about}", saved.path, [f"seed is {result.get('seed')}"])
    number = len(sequence(result.get("proposals")))
    if number == 0:
        run.check(about, saved, check_uncertainty, result, draws, cautious, None, code)
        return
    answers = []
    for extra in (["--seed", seed], []):
        words = ["solve", "--alternatives", number, *extra]
        solved, _, _ = ask(run, saved, words, cautious)
        if solved is None:
            return
        arguments = (result, draws, cautious, solved["proposals"], code)
        answers.append(arguments)
        try:
            if not check_uncertainty(saved.reference, *arguments):
                break
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            continue
    run.check(about, saved, check_uncertainty, *answers[-1])


def try_analyses(run: Run, saved: Saved, options: argparse.Namespace, cautious: bool) -> None:
    """Run every analysis on one dossier."""
    source = random.Random(f"analyses of {saved.name}")
    case = saved.reference.case
    for _ in range(options.wishes):
        seat = source.choice(case.seats)
        likely = [person for person in case.people if seat.may_sit(person)]
        person = source.choice(likely if likely and source.random() < 0.8 else case.people)
        named = seat.id if source.random() < 0.6 else None
        try_why_not(run, saved, person, named, cautious)
    try_front(run, saved, cautious)
    try_stress(run, saved, cautious)
    draws = source.choice((1, 200, 1000, options.draws))
    try_uncertainty(run, saved, draws, source.randrange(1000), cautious)


def try_narrow(run: Run, options: argparse.Namespace) -> None:
    """Try how levels are drawn, where that shows best; of a cautious one only the proposals."""
    saved = save(run, "narrow", narrow_dossier())
    for cautious in (False, True) if options.cautious_too else (False,):
        try_uncertainty(run, saved, options.draws, 1, cautious)


def random_assignment(saved: Saved, source: random.Random) -> dict:
    """Return an assignment of anybody to any seats, some of them empty or left out."""
    people = list(saved.reference.case.people)
    source.shuffle(people)
    assignment: dict = {}
    for seat in saved.reference.case.seats:
        kind = source.randrange(10)
        if kind < 7 and people:
            assignment[seat.id] = people.pop()
        elif kind < 9:
            assignment[seat.id] = None
    return assignment


def try_valid(run: Run, options: argparse.Namespace) -> None:
    """Try the random dossiers, in batches."""
    source = random.Random(options.seed)
    numbers = list(range(options.seed, options.seed + options.count))
    modes = (False, True) if options.cautious_too else (False,)
    make = random_round if options.rounds else random_dossier
    for start in range(0, len(numbers), options.batch):
        batch = [
            save(run, f"seed-{number}", make(random.Random(number)))
            for number in numbers[start : start + options.batch]
        ]
        run.totals["dossiers"] += len(batch)
        for saved in batch if options.analyses or options.analyses_only else []:
            try_analyses(run, saved, options, source.choice(modes))
            saved.reference.forget()
        if options.analyses_only:
            print(f"... {dict(run.totals)}", file=sys.stderr, flush=True)
            continue
        for cautious in modes:
            for alternatives, difference in VARIANTS:
                try_solve(run, batch, alternatives, difference, cautious)
            try_evaluate(run, batch, None, cautious)
        for saved in batch[:: options.sample]:
            cautious = source.choice(modes)
            try_evaluate(run, [saved], random_assignment(saved, source), cautious)
            seat = source.choice(saved.reference.case.seats)
            try_compare(run, saved, seat.id, cautious)
        print(f"... {dict(run.totals)}", file=sys.stderr, flush=True)


def try_each_kind(run: Run) -> None:
    """Try the valid dossier that the invalid ones are made of, with each kind of constraint."""
    batch = [
        save(run, f"kind-{constraint['kind']}", base_dossier() | {"constraints": [constraint]})
        for constraint in VALID_CONSTRAINTS
    ]
    try_solve(run, batch, 1, 1, False)


def refused(call: subprocess.CompletedProcess, invalid: Invalid, name: str) -> list[str]:
    """Return what is wrong with how one invalid file was refused, in a call of its own."""
    problems = []
    if call.returncode != 2:
        problems.append(f"exit code {call.returncode}, expected 2")
    if invalid.path_fragment not in call.stderr.replace(name, ""):
        problems.append(f"no {invalid.path_fragment!r} in standard error {call.stderr[-400:]!r}")
    if "Traceback" in call.stderr:
        problems.append(f"a traceback: {call.stderr[-400:]!r}")
    return problems


def try_invalid(run: Run, options: argparse.Namespace) -> None:
    """Try what must be refused: many files in a call, alone what that does not settle."""
    valid = save(run, "valid", base_dossier())
    everything = list(invalid_dossiers(random.Random(options.seed)))
    for start in range(0, len(everything), 40):
        files = []
        for number, invalid in enumerate(everything[start : start + 40], start=start):
            path = run.folder / f"refuse-{number:04d}.json"
            content = invalid.content
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
            files.append((path, invalid))
        run.totals["invalid"] += len(files)
        call = run.call("solve", "--json", *(path for path, _ in files), valid.path)
        names = [path.name for path, _ in files]
        for path, invalid in files:
            said = text_about(call.stderr, path.name, names)
            settled = (
                call.returncode == 2
                and said
                and invalid.path_fragment in said
                and path.name not in call.stdout
                and "Traceback" not in call.stderr
            )
            if options.each or not settled:
                alone = run.call("solve", "--json", path, valid.path)
                problems = refused(alone, invalid, path.name)
                run.report(f"invalid ({invalid.what})", path, problems)
                for result in run.answers(alone, f"invalid ({invalid.what})", [valid.path]):
                    run.check("beside an invalid one", valid, check_result, result)
        for result in run.answers(call, f"40 invalid files from {files[0][0]}", [valid.path]):
            run.check("beside 40 invalid ones", valid, check_result, result)


def text_about(standard_error: str, name: str, names: list[str]) -> str:
    """Return the lines that name a file, and those after them up to the next file's."""
    found: list[str] = []
    about = ""
    for line in standard_error.splitlines():
        about = next((other for other in names if other in line), about)
        if about == name:
            found.append(line.replace(name, ""))
    return "\n".join(found)


def try_strange(run: Run) -> None:
    """Try what may be refused or answered, but never with a traceback."""
    for number, strange in enumerate(strange_dossiers()):
        path = run.folder / f"strange-{number:04d}.json"
        path.write_text(str(strange.content), encoding="utf-8")
        call = run.call("solve", "--json", "--time-limit", 10, path)
        run.totals["strange"] += 1
        run.clean(call, f"strange ({strange.what})", path)
        if call.returncode not in (0, 2, 3, 4):
            run.report(
                f"strange ({strange.what})",
                path,
                [f"exit code {call.returncode}: {call.stderr[-400:]!r}"],
            )


def try_wrong_use(run: Run, analyses: bool) -> None:
    """Try command lines that must be refused."""
    path = save(run, "wrong-use", base_dossier()).path
    wrong = [
        ["solve", "--json", run.folder / "there-is-no-such-file.json"],
        ["solve", "--json", run.folder],
        ["solve", "--json", "--alternatives", "0", path],
        ["solve", "--json", "--alternatives", "many", path],
        ["solve", "--json", "--difference", "-1", path],
        ["solve", "--json", "--time-limit", "nan", path],
        ["solve", "--json"],
        ["compare", path, "--seat", "nowhere", "--json"],
        ["compare", path, "--json"],
    ]
    assignments = ("{", "[]", "null", '{"nowhere": "p1"}', '{"bv": "nobody"}', '{"bv": 1}')
    twice = ('{"dg": "p1", "bv": "p1"}', '{"bv": "p2", "bv": "p3"}')
    for text in (*assignments, *twice):
        wrong.append(["evaluate", "--json", "--assignment", text, path])
    if analyses:
        wrong += [
            ["why-not", path, "--json"],
            ["why-not", path, "nobody", "--json"],
            ["why-not", path, "p1", "--seat", "nowhere", "--json"],
            ["uncertainty", path, "--draws", "0", "--json"],
            ["uncertainty", path, "--draws", "-5", "--json"],
            ["uncertainty", path, "--draws", "many", "--json"],
            ["front", run.folder / "there-is-no-such-file.json", "--json"],
            ["stress", "--json"],
        ]
    for words in wrong:
        call = run.call(*words)
        about = f"wrong use {' '.join(map(str, words))}"
        run.totals["wrong uses"] += 1
        run.clean(call, about, path)
        if call.returncode != 2 or not call.stderr.strip():
            said = f"exit code {call.returncode}, standard error {call.stderr[-300:]!r}"
            run.report(about, path, [f"{said}, expected exit code 2 and a message"])


def main(arguments: list[str]) -> int:
    """Run everything; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=100, help="how many random dossiers")
    parser.add_argument("--seed", type=int, default=0, help="the seed of the first one")
    parser.add_argument("--rounds", action="store_true", help="dossiers of several teams")
    parser.add_argument("--cautious-too", action="store_true", help="also with --cautious")
    parser.add_argument("--command", default="abd-planner", help="how the program is called")
    parser.add_argument("--batch", type=int, default=50, help="dossiers in a call")
    parser.add_argument("--sample", type=int, default=5, help="every so many are also compared")
    parser.add_argument("--timeout", type=int, default=900, help="seconds for a call")
    parser.add_argument("--folder", type=Path, help="where the dossiers are saved")
    parser.add_argument("--skip-invalid", action="store_true", help="only valid dossiers")
    parser.add_argument("--analyses", action="store_true", help="also run the analyses")
    parser.add_argument("--analyses-only", action="store_true", help="run only the analyses")
    parser.add_argument("--wishes", type=int, default=2, help="why-nots for each dossier")
    parser.add_argument("--draws", type=int, default=5000, help="the most draws of uncertainty")
    parser.add_argument("--each", action="store_true", help="a call for each invalid file too")
    options = parser.parse_args(arguments)
    folder = options.folder or Path(tempfile.mkdtemp(prefix="abd-oracle-"))
    folder.mkdir(parents=True, exist_ok=True)
    run = Run(shlex.split(options.command), folder, options.timeout)
    try_valid(run, options)
    if options.analyses or options.analyses_only:
        try_narrow(run, options)
    if options.analyses_only:
        if not options.skip_invalid:
            try_wrong_use(run, True)
    elif not options.skip_invalid:
        try_each_kind(run)
        try_invalid(run, options)
        try_strange(run)
        try_wrong_use(run, options.analyses)
    problems = run.totals.pop("problems", 0)
    totals = ", ".join(f"{number} {what}" for what, number in sorted(run.totals.items()))
    print(f"{totals}, {problems} problems; files in {folder}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
