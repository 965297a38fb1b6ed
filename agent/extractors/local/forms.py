"""Forms: fields with labels, of which some say when, how pressing and who must approve. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agent.extractors.local import cues, cues_detail, cues_idle, verbs
from agent.extractors.local.lines import Line, SentenceKind
from agent.extractors.local.tails import has_verb
from agent.models import Priority
from agent.text.fields import LEVELS
from agent.text.sentences import Marker

_DUE = re.compile(
    r"(?:need(?:ed)?|required|wanted) (?:by|before|on)|(?:needed|required|wanted)\W*$|gewünscht\W*$"
    r"|when\b|due\b|deadline|by when|target date"
    r"|complete by|latest\b|date (?:needed|required)|deliver(?:y date|y by| by| on)|(?:first"
    r"|start) (?:day|date|time)"
    r"|fix(?:ed)? by|please [a-z]+ by"
    r"|termin|bis wann|frist|fällig|gewünscht bis|bis zum|lieferung (?:bis|am)|échéance|date limite"
    r"|(?:à (?:livrer|rendre|faire) )?(?:pour|avant) le|fecha (?:límite|de entrega)|plazo|para cuándo|prazo"
    r"|data limite|uiterlijk|nodig op|klaar op|entro il|scadenza",
    re.IGNORECASE,
)
_BY = re.compile(
    r".*\b(?:by|before|until|no later than|bis|(?:avant|pour|d'ici) le|antes del?|para el|hasta(?: el)?)\W*$",
    re.IGNORECASE,
)
_A_DAY = re.compile(
    r"(?:(?:the|den|dem|le|el) )?(?:\w+,? )?(?:the )?\d{1,4}(?:st|nd|rd|th)?[ ./-]|\d{1,2}(?:st|nd|rd|th)?\b"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|to(?:day|night|morrow)\b|(?:the )?end of\b"
    r"|(?:mon|diens|donners|frei|sams|sonn)tag\b|mittwoch\b|(?:lun|mar|mercre|jeu|vendre|same)di\b",
    re.IGNORECASE,
)
"""What a field starts with that is no name: "Live by: Monday", but "Reported by: Ana Ruiz"."""
_PRIORITY = re.compile(
    r"(?:priority|urgency|importance|severity|wichtigkeit|degré|dringlichkeit|priorität|priorité|urgence"
    r"|prioridad|urgencia)\b",
    re.IGNORECASE,
)
_APPROVAL = re.compile(
    r"(?:approv|authori[sz]|sign(?:ed)?[- ]?off|freigabe|genehmig|validé|aprobad)", re.IGNORECASE
)
_SIGNED = re.compile(
    r".*\b(?:signature|sign[- ]?off|approval|visa|visto bueno|vº bº|bon pour accord|unterschrift|freigabe"
    r"|genehmigung|signé|firma)\b",
    re.IGNORECASE,
)
_MANDATORY = re.compile(
    r"\b(?:mandatory|compulsory|required|must be (?:filled|given|signed)|pflicht\w*|erforderlich|obligatoire"
    r"|obligatori[oa]|verplicht)\b",
    re.IGNORECASE,
)
_APPROVER = re.compile(
    r"\b(?:budget|manager|head|director|directorate|supervisor|lead|chair|treasurer|finance|board|boss|deputy"
    r"|principal|owner|leiter\w*|leitung|chef\w*|vorgesetzt\w*|responsable|direction|dirección|jefe|superior)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:short description|subject|title|summary|item|product|request|what (?:do|is|are"
    r"|happened|would)|what\W*$|issue|problem"
    r"|betreff|thema|gegenstand|objet|asunto|artículo|article|service)\b",
    re.IGNORECASE,
)
_TEXT = re.compile(
    r"(?:detail|descri|request|message|problem|issue|need|help|beschreib|anliegen|détail"
    r"|demande|descrip|solicitud)",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W\d_]{4,}")
_OBJECT = re.compile(
    r"(?:building|location|room|site|place|floor|address|asset|equipment|machine|vehicle|device|model"
    r"|serial"
    r"|make|plant|unit|line|apartment|flat|tower|where|author|publisher|isbn|year|edition|reported by"
    r"|requested by|requester|name|contact|phone|department|since when|raum|ort|gebäude|standort|gerät"
    r"|anlage"
    r"|gemeldet von|lieu|local|bâtiment|salle|adresse|demandeur|lugar|sala|edificio|ubicación|equipo"
    r"|solicitante|deliver to|delivery address|ship(?:ping)? (?:to|address)|lieferadresse|liefern an|livrer à"
    r"|entregar en|already (?:informed|reported|in)|bereits)\b",
    re.IGNORECASE,
)
"""Where and what the thing is, who reports it, how to get at it: not what is to be done."""
_ARRANGED = re.compile(
    r"(?:access|entry|keys?|zugang|zutritt|schlüssel|accès|acceso|llaves?)\b"
    r"|(?:[\w-]+ ){1,3}(?:covered|handled|replaced|arranged|dealt with|paid|approved) (?:by|with)\b"
    r"|(?:vertretung|vertreten|übernommen)(?: durch)?\b|remplacé(?:e|s)? par\b|cubiert[oa]s? por\b",
    re.IGNORECASE,
)
"""How to get at it, and what others see to already."""
_QUANTITY = re.compile(
    r"(?:qty|quantity|number of (?:units|items)|amount|anzahl|menge|quantité|cantidad)\b", re.IGNORECASE
)
_BUYING = re.compile(
    r"(?:vendor|supplier|cost|price|qty|quantity|lieferant|preis|menge|fournisseur|prix|proveedor|precio)",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"(?:[\w-]+ ){0,3}(?:request|form|ticket|order|enquiry|inquiry|anfrage|demande)\W*$", re.IGNORECASE
)
"""What a form is called, not what it is about."""
_TROUBLE = re.compile(
    r"(?:what happened|what is (?:wrong|broken)|problem|issue|fault|error|complaint|defect|damage|symptom"
    r"|störung|panne|avería)",
    re.IGNORECASE,
)
_STATUS = re.compile(
    r"(?:new |current |old )?(?:status|state|resolution|stand|statut|état|estado)\b", re.IGNORECASE
)
_CLOSED = re.compile(
    r"(?:closed|resolved|solved|done|withdrawn|cancell?ed|completed?|finished|erledigt|geschlossen|gelöst"
    r"|zurückgezogen|résolu|clos|fermé|annulé|cerrad|resuelt|anulad|fechad|resolvid|gesloten|opgelost)",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?:further|follow|any (?:further )?action|action (?:needed|required)|weitere|suite|otras? medidas)",
    re.IGNORECASE,
)
_NONE = re.compile(r"(?:no|none|nil|n/?a?|nein|keine?|non|aucune?|ninguna?|nada|não|-+)\W*$", re.IGNORECASE)
_SURVEY = re.compile(
    r"(?:rating|how (?:was|were|would you rate|satisfied|did you (?:like|find))|would you (?:recommend|come"
    r"|book)|wie (?:hat|war|zufrieden)|würden sie|satisfaction|qu'avez-vous|¿?(?:qué|cómo) le|como avalia)",
    re.IGNORECASE,
)
_PROSE = 4


@dataclass(frozen=True, slots=True)
class Form:
    """What the labelled fields of a form say."""

    title: Line | None = None
    quantity: str | None = None
    buying: bool = False
    due: str | None = None
    priority: tuple[Priority, str] | None = None
    approval_missing: str | None = None
    """The label of an approval field that was left empty."""
    due_missing: str | None = None
    """The label of a field for the day that had to be filled, and was not."""


def read(lines: Sequence[Line]) -> Form:
    """The fields that mean something to us; the rest of the form is read as sentences."""
    fields = [ln for ln in lines if ln.sentence.marker is Marker.FIELD and ln.sentence.label]
    empty = [ln for ln in lines if ln.sentence.marker is Marker.HEADING and ln.sentence.label]
    level = _first(fields, _PRIORITY)
    due = _first([ln for ln in fields if not cues_detail.DONE_WHEN.search(ln.sentence.label or "")], _DUE)
    due = due or _first([ln for ln in fields if _A_DAY.match(ln.plain)], _BY)
    quantity = _first(fields, _QUANTITY)
    missing = _first(empty, _APPROVAL) or _first([ln for ln in empty if _is_for_others(ln)], _SIGNED)
    undated = _first([ln for ln in empty if _MANDATORY.search(ln.plain)], _DUE)
    return Form(
        title=_first(fields, _TITLE),
        quantity=quantity.words if quantity else None,
        buying=any(_BUYING.search(ln.sentence.label or "") for ln in fields),
        due=due.words if due else None,
        priority=_level(level) if level else None,
        approval_missing=missing.words if missing else None,
        due_missing=undated.words if undated else None,
    )


def prose(lines: Sequence[tuple[Line, SentenceKind]]) -> list[tuple[Line, SentenceKind]]:
    """The fields that somebody wrote sentences in."""
    return [(ln, k) for ln, k in lines if len(ln.words.split()) >= _PROSE and not _is_set(ln)]


def main_request(form: Form, lines: Sequence[tuple[Line, SentenceKind]]) -> tuple[Line, SentenceKind] | None:
    """What a form is about where no sentence in it asks for anything: its problem, else its title."""
    troubles = [(ln, k) for ln, k in lines if k is SentenceKind.PROBLEM]
    if form.title and cues_idle.NO_WORK.search(form.title.plain):
        return None
    if form.title and cues_idle.PROBLEM.search(form.title.plain):
        return form.title, SentenceKind.PROBLEM
    if troubles:
        return troubles[0]
    told = [ln for ln, _ in prose(lines) if _TROUBLE.match(ln.sentence.label or "")]
    if told:
        return told[0], SentenceKind.PROBLEM
    if form.title:
        return form.title, SentenceKind.REQUEST
    return next(
        ((ln, SentenceKind.REQUEST) for ln, _ in prose(lines) if _TEXT.search(ln.sentence.label or "")), None
    )


def is_settled(lines: Sequence[Line]) -> bool:
    """Is it closed, or does it say that nothing more is wanted, or only what somebody thinks?"""
    fields = [(ln.sentence.label or "", ln.plain) for ln in lines if ln.sentence.marker is Marker.FIELD]
    closed = any(_STATUS.match(label) and _CLOSED.match(said) for label, said in fields)
    enough = any(_MORE.match(label) and _NONE.match(said) for label, said in fields)
    return closed or enough or any(_SURVEY.match(label) for label, _ in fields)


def is_title_of(line: Line, other: Line) -> bool:
    """Does a field only name what another asks for: "Request: New banner", "Please order the banner"?"""
    if not _TITLE.match(line.sentence.label or "") or not cues.ASK.search(other.plain):
        return False
    if has_verb(line.plain) or verbs.is_base(line.plain.split()[0]):
        return False
    said, asked = ({word.casefold() for word in _WORDS.findall(one.plain)} for one in (line, other))
    return not said.isdisjoint(asked)


def _is_for_others(line: Line) -> bool:
    """Is it to be signed by somebody who may say no, rather than by who fills it in?"""
    return bool(_MANDATORY.search(line.plain) or _APPROVER.search(line.plain))


def _is_set(line: Line) -> bool:
    label = line.sentence.label or ""
    named = _OBJECT.match(label) or _ARRANGED.match(label)
    return bool(
        (named and not cues.ASK.search(line.plain))
        or _DUE.match(label)
        or _PRIORITY.match(label)
        or _APPROVAL.match(label)
    )


def _first(lines: Sequence[Line], label: re.Pattern[str]) -> Line | None:
    fitting = [ln for ln in lines if label.match((ln.sentence.label or "").strip())]
    return next((ln for ln in fitting if not _GENERIC.match(ln.plain)), fitting[0] if fitting else None)


def _level(line: Line) -> tuple[Priority, str] | None:
    said = next((priority for priority, words in LEVELS.items() if words.match(line.words)), None)
    return (said, line.words) if said and said is not Priority.NORMAL else None
