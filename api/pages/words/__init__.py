"""What the pages of requesters say, in each language that a form can have: a file each."""

from __future__ import annotations

from functools import cache
from importlib import resources

from agent.forms import LANGUAGES, Wrong
from agent.models import Noun
from agent.requesters import Stage


class Words(Noun):
    """In braces stands what is filled in."""

    language: str
    """Its name in itself."""
    skip: str
    required: str
    optional: str
    choose: str
    send: str
    leave_empty: str
    similar: str
    similar_note: str
    fix: str
    again: str
    wrong: dict[Wrong, str]
    sent: str
    sent_note: str
    sent_until: str
    follow: str
    another: str
    your_request: str
    stages: dict[Stage, str]
    stage_notes: dict[Stage, str]
    due: str
    asked: str
    asked_note: str
    answer: str
    answers: str
    nothing_asked: str
    answered: str
    gone: str
    unclear: str
    unclear_due: str
    link_gone: str
    link_gone_note: str
    form_gone: str
    form_gone_note: str
    slow_down: str
    slow_down_note: str


@cache
def words(language: str) -> Words:
    """English for a language that the pages do not speak."""
    import yaml

    known = language if language in LANGUAGES else LANGUAGES[0]
    text = (resources.files("api") / "pages" / "words" / f"{known}.yaml").read_text(encoding="utf-8")
    return Words.model_validate(yaml.safe_load(text))
