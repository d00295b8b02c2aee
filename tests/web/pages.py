"""Every page there is, from the application's own map of addresses."""

from flask import Flask, url_for

# What stands in an address, in the worked examples.
SAMPLES = {
    "dossier": "mt-uitvoering",
    "seat": "bedrijfsvoering",
    "person": "feitsma",
    "index": 0,
    "step": 1,
    "version": 1,
}
# What the address asks besides, where a page needs it.
_ASKED = {
    "rounds.show": {"dossier": "twee-directies-carrousel"},
    "structure.ask_removal": {"dossier": "twee-directies-carrousel", "team": "uitvoering"},
    "compare.team": {"person": "kaya"},
    "suggestions.show": {"preset": "executive_agency"},
    "explore.show": {"seat": "bedrijfsvoering", "person": "kaya"},
    "wishes.new": {"kind": "redundancy"},
}
# No pages: files, the way in, and what is about one job, whose id nobody knows beforehand.
_NO_PAGES = {
    # Of whoever signs in with an account; tests/browser/test_sign_in.py looks at them.
    "account.ask_factor", "account.ask_password", "enrolment.show",
    "provider.come_back", "provider.go",
    # Of whoever was invited, or is somebody in a dossier; tests/browser/test_roles.py does.
    "invitations.show", "mine.profile",
    "reasons.why",
    "static", "assets.htmx", "assets.favicon", "sign_in.enter", "jobs.show",
    "privacy.download", "trail.download", "trail.download_of_dossier",
    "health.live", "health.ready", "metrics.show",
    "dossier_files.download", "table_files.fill_in", "table_files.levels", "table_files.ratings",
    "compare.in_short",
    "accountability.register_file",
    # Of a round of rating; tests/browser/test_ratings.py looks at them.
    "rating_form.show", "rating_results.show", "rating_talk.show", "ratings.look",
    # Of a decision that was closed; tests/browser/test_decision.py looks at them.
    "decision_files.archive", "decision_files.data", "decision_files.document",
    "decision_letters.choose", "decision_letters.show", "decisions.show",
}  # fmt: skip


def pages(app: Flask) -> dict[str, str]:
    """Return the address of every page, by its endpoint; a new screen is among them by itself."""
    found = {}
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if "GET" in (rule.methods or ()) and rule.endpoint not in _NO_PAGES:
                inside = {name: SAMPLES[name] for name in rule.arguments}
                asked = _ASKED.get(rule.endpoint, {})
                found[rule.endpoint] = url_for(rule.endpoint, **{**inside, **asked})
    return found
