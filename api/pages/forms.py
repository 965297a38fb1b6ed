"""The page of a form: filled in without a login, also inside pages that its file names."""

from __future__ import annotations

from http import HTTPStatus
from typing import NamedTuple

from fastapi import APIRouter, Request, Response
from starlette.datastructures import FormData

from agent.forms import Fault, Field, FieldKind, Filled, Form, fill
from agent.requesters import alike
from api.pages.policy import Policy
from api.pages.route import PageRoute
from api.pages.strangers import Kind, accepted, refused, shown, slowed, spoken, waits
from api.pages.visitor import OwnForm
from api.pages.words import Words, words
from api.served import Here, Served
from api.submitting import private_link, submit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

TRAP = "_website"
"""Nobody sees this field; programs fill it in."""
STAMP, LANGUAGE = "_stamp", "_language"
LONGEST_LOOK = 500
"""Characters of what is typed that similar work is looked for by."""


class Shown(NamedTuple):
    """A field as the page has it."""

    field: Field
    value: str
    problem: str


@router.get("/f/{form_id}")
def form(form_id: str, request: Request, here: Here, lang: str = "") -> Response:
    found = here.forms.get(form_id)
    if wait := waits(Kind.VISIT, request):
        return slowed(request, spoken(request), wait)
    if found is None:
        return _unknown(request)
    return _page(request, here, Filled(found, found.language(lang, *accepted(request)), {}, ()))


@router.post("/f/{form_id}")
def send(form_id: str, request: Request, here: Here, given: OwnForm) -> Response:
    found = here.forms.get(form_id)
    if found is None:
        return _unknown(request)
    language = found.language(_typed(given, LANGUAGE))
    if wait := waits(Kind.SUBMISSION, request):
        return slowed(request, language, wait)
    values = {field.name: _typed(given, field.name) for field in found.fields}
    filled = fill(found, values, language)
    submission = here.stamps.submission(_typed(given, STAMP), found.id, here.services.now())
    if filled.faults:
        return _page(request, here, filled, 422)
    if submission is None or _typed(given, TRAP):
        return _page(request, here, filled, 422, words(language).again)
    intake, _new = submit(filled, submission, here)
    path = private_link(intake, language, here)
    until = here.services.now() + here.store.links.lasts
    return shown(
        request, "asked/sent.html", language, policy=_policy(found),
        form=found, path=path, address=f"{str(request.base_url).rstrip('/')}{path}", until=until.date(),
    )  # fmt: skip


@router.post("/f/{form_id}/similar")
def similar(form_id: str, request: Request, here: Here, given: OwnForm) -> Response:
    """What the form's team works on already; nothing where nothing is known, or nobody can tell."""
    found = here.forms.get(form_id)
    if found is None or not found.show_similar or waits(Kind.LOOK, request):
        return Response(status_code=HTTPStatus.NO_CONTENT)
    typed = [
        _typed(given, field.name).strip()[:LONGEST_LOOK]
        for field in found.fields
        if field.kind in (FieldKind.TEXT, FieldKind.LONG_TEXT) and field.name != "name"
    ]
    goals = alike("".join(typed[:1]), "\n".join(typed[1:])[:LONGEST_LOOK], found.team, here.services)
    language = found.language(_typed(given, LANGUAGE))
    return shown(request, "asked/similar.html", language, policy=_policy(found), goals=goals)


def _page(request: Request, here: Served, filled: Filled, status: int = 200, notice: str = "") -> Response:
    said = words(filled.language)
    problems = {fault.field: _problem(fault, filled.form, said) for fault in filled.faults}
    fields = [
        Shown(field, filled.values.get(field.name, ""), problems.get(field.name, ""))
        for field in filled.form.fields
    ]
    return shown(
        request, "asked/form.html", filled.language, status, _policy(filled.form),
        form=filled.form, fields=fields, notice=notice,
        stamp=here.stamps.make(filled.form.id, here.services.now()),
        languages=[(one, words(one).language) for one in filled.form.languages],
    )  # fmt: skip


def _problem(fault: Fault, form: Form, said: Words) -> str:
    most = next((field.max_length for field in form.fields if field.name == fault.field), 0)
    return said.wrong[fault.wrong].format(most=most)


def _policy(form: Form) -> Policy:
    return Policy(frame_ancestors=form.embed_in)


def _unknown(request: Request) -> Response:
    language = spoken(request)
    return refused(request, language, 404, words(language).form_gone, words(language).form_gone_note)


def _typed(given: FormData, name: str) -> str:
    """A file, or nothing, is no words."""
    found = given.get(name)
    return found if isinstance(found, str) else ""
