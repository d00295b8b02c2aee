"""Every page there is, from the application's own map of addresses."""

from flask import Flask

# What stands in an address, in the worked examples.
SAMPLES = {
    "dossier": "mt-uitvoering",
    "round": "twee-directies-carrousel",
    "seat": "bedrijfsvoering",
    "person": "feitsma",
    "behaviour": "speaking_truth",
    "team": "mt",
}


def pages(app: Flask) -> dict[str, str]:
    """Return an address for each endpoint that is read, as far as the samples know what is in it."""
    found = {}
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if "GET" in (rule.methods or ()) and rule.arguments <= SAMPLES.keys():
                values = {name: SAMPLES[name] for name in rule.arguments}
                found[rule.endpoint] = app.url_for(rule.endpoint, **values)
    return found


def without_sample(app: Flask) -> set[str]:
    """Return the endpoints whose addresses hold something that no sample is known for."""
    return {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not rule.arguments <= SAMPLES.keys()
    }
