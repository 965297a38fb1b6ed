"""A form that was filled in becomes a text, and its requester gets a private link."""

from __future__ import annotations

from agent.forms import Filled, Form, arrival
from agent.models import Intake
from agent.sources.text import check_length
from api.problems import HttpProblem
from api.served import Served


def form_named(form_id: str, here: Served) -> Form:
    """Raises HttpProblem 404."""
    if form_id not in here.forms:
        raise HttpProblem(404, "not-found", "There is no such thing", "There is no such form.")
    return here.forms[form_id]


def submit(filled: Filled, submission: str, here: Served) -> tuple[Intake, bool]:
    """`submission` tells it from others: the same one again is the same text, and not new. Raises TooLong."""
    check_length(filled.text, here.settings.limits.text_characters, "the form")
    source_id = f"form {filled.form.id} {submission}"
    return here.services.intakes.receive(arrival(filled, here.services.now(), source_id))


def private_link(intake: Intake, language: str, here: Served) -> str:
    """The path of a new one; it cannot be shown again."""
    return f"/r/{here.store.links.create(intake.id, language)}"
