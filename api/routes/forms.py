"""Forms for programs: what they ask for as JSON Schema, and what was filled in."""

from __future__ import annotations

import secrets
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Path, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from agent.forms import Fault, Form, Wrong, fill, json_schema
from agent.forms.schema import LONGEST_ID
from agent.stores.api_keys import Scope
from api import problems as told
from api.auth import allowed
from api.documents import problems
from api.problems import UNFIT
from api.served import Here
from api.strict import StrictRoute
from api.submitting import form_named, private_link, submit

router = APIRouter(prefix="/v1/forms", tags=["forms"], route_class=StrictRoute)
FormId = Annotated[str, Path(pattern="^[a-z0-9][a-z0-9-]{0,39}$", examples=["facilities"])]
Language = Annotated[str, Field(pattern="^[a-z]{2}$", examples=["en"])]
knows = Depends(allowed(Scope.INTAKE, Scope.READ))

SAID = {
    Wrong.MISSING: "it must be filled in",
    Wrong.TOO_LONG: "it is longer than the form allows",
    Wrong.NO_CHOICE: "it is none of the choices",
    Wrong.NO_DATE: "give a date such as 2026-11-30",
    Wrong.NO_EMAIL: "give one mail address",
    Wrong.NO_TEXT: "it holds line breaks or characters that nobody sees",
    Wrong.UNKNOWN: "the form has no such field",
}


class FormLine(BaseModel):
    id: str
    title: str
    languages: tuple[str, ...]
    page: str
    """The path of its page."""

    @classmethod
    def of(cls, form: Form) -> FormLine:
        title = form.title.to(form.languages[0])
        return cls(id=form.id, title=title, languages=form.languages, page=f"/f/{form.id}")


class Forms(BaseModel):
    items: list[FormLine]


class Submission(BaseModel):
    """What was filled in; which fields there are the form's own schema says."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"fields": {"summary": "Repair the radiator", "name": "Jean"}}]},
    )

    fields: Annotated[dict[str, str], Field(max_length=100)]
    id: Annotated[str, Field(min_length=1, max_length=LONGEST_ID)] | None = None
    """Of the submission, made up by who sends it: the same one again changes nothing."""
    language: Language | None = None
    """Of the labels; the form's usual one where it is left out, or the form does not have it."""


class Taken(BaseModel):
    id: str
    """Of the intake."""
    new: bool
    link: str | None
    """The path of the requester's private link; null where the submission was there before."""


@router.get("", operation_id="listForms", dependencies=[knows], responses=problems(401, 403, 422))
def forms(here: Here) -> Forms:
    """List the forms, as the server read them when it started."""
    return Forms(items=[FormLine.of(form) for form in here.forms.values()])


@router.get(
    "/{form_id}", operation_id="getForm", dependencies=[knows], responses=problems(401, 403, 404, 422)
)
def form(form_id: FormId, here: Here, language: Annotated[Language | None, Query()] = None) -> dict[str, Any]:
    """One form as JSON Schema (2020-12): what a POST to this address takes."""
    found = form_named(form_id, here)
    return json_schema(found, found.language(language or ""))


@router.post(
    "/{form_id}",
    status_code=202,
    operation_id="sendForm",
    dependencies=[Depends(allowed(Scope.INTAKE))],
    response_model=Taken,
    responses={
        200: {"model": Taken, "description": "It was there already; nothing changed."},
        **problems(400, 401, 403, 404, 413, 415, 422),
    },
)
def send(
    form_id: FormId, submission: Annotated[Submission, Body()], here: Here, response: Response
) -> Taken | Response:
    """Send in what somebody filled in, and get the link at which they see what becomes of it.

    An answer holds a secret, so it is not kept for an Idempotency-Key: the `id` does that work.
    """
    wanted = form_named(form_id, here)
    filled = fill(wanted, submission.fields, wanted.language(submission.language or ""))
    if filled.faults:
        return _unfit(filled.faults)
    intake, new = submit(filled, submission.id or secrets.token_hex(16), here)
    response.status_code = 202 if new else 200
    link = private_link(intake, filled.language, here) if new else None
    return Taken(id=intake.id, new=new, link=link)


def _unfit(faults: tuple[Fault, ...]) -> Response:
    """An unknown field is not named: its name is the client's, and may be anything."""
    found = [
        told.Fault(field="fields" if f.wrong is Wrong.UNKNOWN else f"fields.{f.field}", detail=SAID[f.wrong])
        for f in faults
    ]
    return told.answer(
        422, "invalid-request", UNFIT.title, "Some fields do not fit: see `errors`.", faults=found
    )
