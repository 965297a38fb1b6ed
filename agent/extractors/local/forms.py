"""Forms: fields with labels, of which some say when, how pressing and who must approve. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agent.extractors.local import cues, cues_detail, cues_idle
from agent.extractors.local.form_gaps import is_mandatory, to_be_signed
from agent.extractors.local.form_sorts import asks_leave, to_what
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
_WANTED = re.compile(r"(?:needed|required|wanted|gewünscht)\W*$", re.IGNORECASE)
"""Asks what, or when."""
_UNTIL = re.compile(r"^(?:by|before|on|until|till|bis|am|le|el)\b ?", re.IGNORECASE)
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
TITLE = re.compile(
    r"(?:short description|subject|title|summary|item|product|request|what (?:do|is|are"
    r"|happened|would)|what\W*$|issue|problem|artikel"
    r"|(?:material|part|goods|produkt|produit|producto|needs?)\W*$"
    r"|betreff|thema|gegenstand|objet|asunto|artículo|article|service)\b",
    re.IGNORECASE,
)
_TEXT = re.compile(
    r"(?:detail|descri|request|message|problem|issue|need|help|beschreib|anliegen|détail"
    r"|demande|descrip|solicitud)",
    re.IGNORECASE,
)
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
    r"(?:qty|quantity|number of (?:units|items|pieces|boxes|packs|bags|rolls|sheets|copies|sets|pairs)"
    r"|amount|anzahl|menge|quantité|cantidad)\b",
    re.IGNORECASE,
)
_BUYING = re.compile(
    r"(?:vendor|supplier|cost(?! ?cent)|price|qty|quantity|number of (?!units|items)|amount|anzahl"
    r"|lieferant|preis"
    r"|menge|fournisseur|prix|proveedor|precio)",
    re.IGNORECASE,
)
_CUSTOMER = re.compile(r"(?:customer|client|kunde|kundin|cliente)(?: name)?\W*$", re.IGNORECASE)
_NAME = re.compile(
    r"(?:(?:full |your |employee(?:'s)? )?name|employee|applicant|requester|requested by|traveller"
    r"|traveler|staff member)\W*$",
    re.IGNORECASE,
)
_HANDLED = re.compile(r"(?:already |is |was )?\w+ed (?:to|by|on|in|at|from|over|out)\b", re.IGNORECASE)
_OPEN = re.compile(
    r"(?:pending|open|new|submitted|waiting|awaiting|in progress|to be|not yet|requested|draft)\b",
    re.IGNORECASE,
)
_SERVICE = re.compile(
    r"\b(?:[a-z]{3,}(?<!build)(?<!th)(?<!r)ing|service|repairs?|transport|collection|removal|hire"
    r"|inspection|catering)\W*$",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"(?:[\w-]+ ){0,3}(?:request|form|ticket|order|enquiry|inquiry|anfrage|demande)\W*$", re.IGNORECASE
)
"""What a form is called, not what it is about."""
_TROUBLE = re.compile(
    r"(?:what happened|what is (?:wrong|broken)|problems?\b|issues?\b|faults?\b|errors?\b|complaint"
    r"|defects?\b|damages?\b|symptom|störung|panne|avería)(?!.*\b(?:type|code|category|class|date|no|number|id|since)\W*$)",
    re.IGNORECASE,
)
_STATUS = re.compile(
    r"(?:new |current |old )?(?:status|state|resolution|result|outcome|stand|statut|état"
    r"|estado)\b",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"(?:closed|resolved|solved|done|withdrawn|delivered|received|collected|shipped|passed|fulfilled"
    r"|cancell?ed|completed?|finished|erledigt|geschlossen|gelöst"
    r"|zurückgezogen|résolu|clos|fermé|annulé|cerrad|resuelt|anulad|fechad|resolvid|gesloten|opgelost)",
    re.IGNORECASE,
)
_HANDED = re.compile(
    r"(?:delivered|received|collected|returned|completed|finished|repaired|closed|fixed|handed (?:over|out)"
    r"|geliefert|erhalten|erledigt|livré|reçu|entregado|recibido)(?: (?:on|by|at|to|am|von|le|el|por))?\W*$",
    re.IGNORECASE,
)
"""Labels of what has happened."""
_RECORD = re.compile(
    r"(?:[\w-]+ ){0,2}(?:delivery note|receipt|record|log|log ?book|register|stock card|certificate"
    r"|checklist|lieferschein"
    r"|protokoll|bon de livraison|albarán)\b(?: (?:no\.?|nr\.?)? ?[\w/-]+)?\W*$",
    re.IGNORECASE,
)
"""What a form is called that only keeps what was."""
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
    asks_leave: Line | None = None
    """What somebody may do only if another says yes: "Leave request"."""
    whose: str | None = None
    """Who fills it in."""
    to_what: str = ""
    """Where a bare "Access" leads, and whose it is to be."""
    buying: bool = False
    selling: bool = False
    """Does it name a customer who is to get it?"""
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
    due = _first([ln for ln in fields if _may_be_due(ln)], _DUE)
    due = due or _first([ln for ln in fields if _A_DAY.match(ln.plain)], _BY)
    quantity = _first(fields, _QUANTITY)
    title = _first([ln for ln in fields if ln is not due and not _HANDLED.match(ln.plain)], TITLE)
    missing = _first(empty, _APPROVAL) or to_be_signed(empty)
    undated = _first([ln for ln in empty if is_mandatory(ln)], _DUE)
    return Form(
        title=title,
        to_what=to_what(title, fields) if title else "",
        asks_leave=None if any(map(_is_answered, lines)) else asks_leave(lines),
        whose=next((ln.words for ln in fields if _NAME.match(ln.sentence.label or "")), None),
        quantity=_counted(quantity) if quantity else None,
        buying=any(_BUYING.search(ln.sentence.label or "") for ln in fields),
        selling=any(_CUSTOMER.match(ln.sentence.label or "") for ln in fields),
        due=due.words if due else None,
        priority=_level(level) if level else None,
        approval_missing=missing.words if missing else None,
        due_missing=undated.words if undated else None,
    )


def _is_answered(line: Line) -> bool:
    """Does it say that somebody has said yes or no, or that all is over?"""
    label = line.sentence.label or ""
    says = line.sentence.marker is Marker.FIELD and (_STATUS.match(label) or _APPROVAL.search(label))
    return bool(says) and not _OPEN.match(line.plain)


def _may_be_due(line: Line) -> bool:
    """Not what says when it is done, nor "Wanted: a replacement"."""
    label = line.sentence.label or ""
    when = not _WANTED.match(label) or _A_DAY.match(_UNTIL.sub("", line.plain))
    return bool(when) and not cues_detail.DONE_WHEN.search(label)


def _counted(line: Line) -> str:
    """For "Number of sheets: 6": "6 sheets of"."""
    unit = re.match(r"number of (\w+)", line.sentence.label or "", re.IGNORECASE)
    return f"{line.words} {unit[1]} of" if unit and line.words.isdecimal() else line.words


def prose(lines: Sequence[tuple[Line, SentenceKind]]) -> list[tuple[Line, SentenceKind]]:
    """The fields that somebody wrote sentences in."""
    return [(ln, k) for ln, k in lines if len(ln.words.split()) >= _PROSE and not _is_set(ln)]


def main_request(form: Form, lines: Sequence[tuple[Line, SentenceKind]]) -> tuple[Line, SentenceKind] | None:
    """What a form is about where no sentence in it asks for anything: its problem, else its title."""
    troubles = [(ln, k) for ln, k in lines if k is SentenceKind.PROBLEM]
    if form.title and cues_idle.NO_WORK.search(form.title.plain):
        return None
    if form.title and (cues_idle.PROBLEM.search(form.title.plain) or is_trouble(form.title)):
        return form.title, SentenceKind.PROBLEM
    if troubles:
        return troubles[0]
    told = [ln for ln, _ in lines if is_trouble(ln) and not _NONE.match(ln.plain) and not _is_set(ln)]
    if told:
        return told[0], SentenceKind.PROBLEM
    asked = form.title or form.asks_leave or _first_text(lines)
    return (asked, SentenceKind.REQUEST) if asked else None


def is_about(line: Line, form: Form) -> bool:
    """Does it stand in a field that says what the form is about?"""
    return line is form.title or line is form.asks_leave or bool(_TROUBLE.match(line.sentence.label or ""))


def _first_text(lines: Sequence[tuple[Line, SentenceKind]]) -> Line | None:
    """What somebody wrote under "Request" or "Details"."""
    return next((ln for ln, _ in prose(lines) if _TEXT.search(ln.sentence.label or "")), None)


def is_trouble(title: Line) -> bool:
    """For "Issue: heating"."""
    return bool(_TROUBLE.match(title.sentence.label or "")) and not cues_idle.DONE.search(title.plain)


def is_service(title: Line) -> bool:
    """Is it something that is done, not given: "Window cleaning"?"""
    return bool(_SERVICE.search(title.plain)) and not has_verb(title.plain)


def is_settled(lines: Sequence[Line]) -> bool:
    """Is it closed, or does it say that nothing more is wanted, or only what somebody thinks?"""
    fields = [(ln.sentence.label or "", ln.plain) for ln in lines if ln.sentence.marker is Marker.FIELD]
    closed = any(_STATUS.match(label) and _CLOSED.match(said) for label, said in fields)
    enough = any(_MORE.match(label) and _NONE.match(said) for label, said in fields)
    handed = any(_HANDED.match(label) and not _NONE.match(said) for label, said in fields)
    kept = bool(lines) and not lines[0].sentence.label and _RECORD.match(lines[0].plain)
    return closed or enough or handed or bool(kept) or any(_SURVEY.match(label) for label, _ in fields)


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
