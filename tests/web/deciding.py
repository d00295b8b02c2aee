"""What a browser fills in and sends on the page of a decision."""

import html
import re

CASE = "mt-uitvoering"
PAGE = f"/dossiers/{CASE}/decision"
WRITTEN = {
    "reasons": "Dit team draagt samen wat de opgave vraagt.",
    "departure": "Zij kent het veld.",
    "present-name-0": "A. Voorbeeld",
    "present-role-0": "voorzitter",
}


def fields(text):
    """Return what the form of the page would send as it stands."""
    form = re.search(r'<form[^>]* id="draft".*?</form>', text, re.S)[0]
    sent = {}
    for tag in re.findall(r"<input [^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        sent[name[1]] = html.unescape(value[1])
    for name, options in re.findall(
        r'<select id="[^"]*" name="([^"]*)"[^>]*>(.*?)</select>', form, re.S
    ):
        chosen = re.search(r'value="([^"]*)" selected', options)
        first = re.search(r'value="([^"]*)"', options)
        sent[name] = html.unescape((chosen or first)[1])
    for name, typed in re.findall(
        r'<textarea id="[^"]*" name="([^"]*)"[^>]*>(.*?)</textarea>', form, re.S
    ):
        sent[name] = html.unescape(typed)
    return sent


def closing(text):
    """Return what the form sends that closes the decision."""
    form = re.search(r'<form[^>]*action="[^"]*/close".*?</form>', text, re.S)[0]
    return dict(re.findall(r'name="([^"]*)" value="([^"]*)"', form))


def headline(text):
    """Return the heading of a page."""
    return " ".join(
        html.unescape(re.sub(r"<[^>]*>", "", re.search(r"<h1.*?</h1>", text, re.S)[0])).split()
    )


def proposed(client, jobs, dossier=CASE):
    """Work out proposals from the page, and return the page once they are there."""
    address = f"/dossiers/{dossier}/decision"
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(address).text)[1]
    answer = client.post(f"{address}/proposals", data={"csrf_token": token})
    assert answer.status_code == 303
    assert jobs.wait(answer.headers["Location"].split("job=")[1], 60).is_over
    return client.get(f"{address}?new=1").text


def saved(client, dossier=CASE, **more):
    """Save the page with some fields filled in otherwise, and return the answer."""
    address = f"/dossiers/{dossier}/decision"
    return client.post(address, data={**fields(client.get(f"{address}?new=1").text), **more})


def decided(client, jobs, dossier=CASE, take="proposal-2", **more):
    """Decide from beginning to end, and return the address of what was closed."""
    address = f"/dossiers/{dossier}/decision"
    proposed(client, jobs, dossier)
    assert saved(client, dossier, take=take).status_code == 303
    assert saved(client, dossier, **{**WRITTEN, **more}).status_code == 303
    review = client.get(f"{address}/review")
    assert review.status_code == 200, headline(review.text)
    answer = client.post(f"{address}/close", data=closing(review.text))
    assert answer.status_code == 303
    return answer.headers["Location"]
