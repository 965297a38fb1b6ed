"""The words by which people take back what they asked for, in English, German, French and Spanish."""

from __future__ import annotations

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_THAT = (
    r"(?:it|that|this|them|these|those|all of it|everything"
    r"|(?:the|my|our) (?:\w+ )?(?:request|order|task|ticket|mail|e-?mail|message|idea))"
)
_LEAD = (
    r"(?:^|(?<=[.;:] )|\b(?:please|pls|kindly|just|so|then|simply|you (?:can|may) (?:now |also |just )?"
    r"|let's|let us"
    r"|we(?:'ll| will| have to| need to| must| want to| would like to|'d like to|'re going to| are going to"
    r"| decided to| have decided to)|i(?:'ll| will|'d like to| would like to| want to| have to| need to"
    r"| must)"
    r"|(?:can|could|would|will) you)) ?(?:please |kindly |just |now )*"
)
_GENERIC_PART = "done|sorted|handled|resolved|completed|finished|fixed|taken care of|dealt with"
_PART = (
    f"(?P<part>{_GENERIC_PART}|ordered"
    "|paid|sent|booked|delivered|arranged|repaired|renewed|replaced|signed|bought)"
)

NOT_NEEDED = _any(
    r"\bno longer (?:be )?(?:needed|necessary|required|wanted|relevant)\b",
    r"\bno longer (?:need|want|require)s?\b(?! to\b)",
    r"(?:\bnot|n't) (?:be )?(?:needed|necessary|required|relevant) (?:any ?more|any longer|after all)\b",
    r"(?:\bdo not|\bdoes not|n't|\bwill not) (?:need|want|require)\b[^.;]{0,60}? (?:any ?more|any longer"
    r"|after all)\b",
    r"(?:\bdo not|don't) need (?:it|that|this|them|these|those)[ .!]*$",
    r"\bhat sich (?:das )?(?:\w+ ){0,2}erledigt\b|\bhaben sich (?:\w+ ){0,2}erledigt\b",
    r"\bnicht mehr (?:benötigt|gebraucht|nötig|notwendig|erforderlich|relevant)\b",
    r"\b(?:brauch|benötig)\w*\b[^.;]{0,60}? nicht mehr\b(?! als\b)",
    r"\b(?:brauch|benötig)\w*\b[^.;]{0,40}? keine?n? [^.;]{0,40}?\bmehr\b",
    r"\b(?:n'est|ne sont|n'est) plus (?:du tout )?(?:nécessaires?|utiles?|requise?s?|d'actualité)\b",
    r"\bplus besoin\b",
    r"\bya no (?:me |nos )?(?:hace|hacen|hará|harán) falta\b",
    r"\bya no (?:es|son|será|serán) (?:necesari[oa]s?|relevantes?)\b",
    r"\bya no (?:lo |la |los |las )?(?:necesit|requer)\w+\b",
)
NO_NEED = _any(r"\bno (?:more |further |longer a )?need (?:for|to)\b")
"""Counts only where what follows is the work."""

NEVER_MIND = _any(r"\bnever ?mind\b")
TAKES_BACK = _any(
    NEVER_MIND.pattern,
    _LEAD + r"(?:cancel|scrap|withdraw|disregard|forget(?: about)?)\b",
    _LEAD + rf"(?:drop|skip|scratch|strike|ignore|stop) {_THAT}[ ,.!]*(?:please|pls|thanks?)?[ .!]*$",
    _LEAD + r"call (?:it|that|this|the whole thing) off\b",
    r"\bi (?:hereby )?withdraw (?:my|the|this|that)\b",
    r"\b(?:it|that|this|order|request|task|ticket) (?:is|has been|was) (?:cancell?ed|called off|withdrawn)\b",
    r"(?:^|\b(?:bitte|dann|also) )(?:vergiss|vergesst|vergessen sie|storniere?|stornieren sie)\b",
    r"\bbitte [^.;]{0,60}?stornieren\b",
    r"\b(?:können|könnten|kannst|könntest|könnt|könntet) (?:sie|du|ihr) [^.;]{0,60}?stornieren\b",
    r"(?:^|\b(?:bitte|dann) )(?:lass|lasst|lassen sie) (?:es|das)(?: bitte)? (?:gut )?(?:sein|bleiben)\b",
    r"(?:^|\balors |\bdonc )(?:annule|oublie|laisse)z?(?:-(?:le|la|les))?\b(?! (?:pas"
    r"|moi)\b)(?<!\blaisse)(?<!\blaissez)",
    r"\blaissez? tomber\b",
    r"\b(?:merci d'|veuillez |prière d'|(?:pouvez|pourriez)-vous |(?:peux"
    r"|pourrais)-tu )(?:s'il vous plaît )?(?:annuler|oublier)\b",
    r"\bs'il (?:vous|te) plaît,? (?:annule|oublie)z?\b",
    r"(?:^|\bpor favor,? |\bentonces )(?:cancel(?:a|e|ad|en)|anul(?:a|e|ad|en)|cancélalo|cancélelo"
    r"|cancelar|anular)\b",
    r"(?:^|\bpor favor,? |\bmejor )(?:olvídalo|olvídelo|olvídate|olvídese|olvida|olvide)\b",
    r"\b¿?(?:puedes|puede|podrías?|podrían) (?:por favor )?(?:cancelar|anular)\b",
)
DONE = _any(
    rf"\balready (?:been )?{_PART}\b",
    r"\b(?P<said>done|sorted|handled|resolved|completed|fixed|taken care of|dealt with) already\b",
    r"\b(?:has|have|'s|'ve) (?:since |now )?been (?:taken care of|dealt with|sorted(?: out)?|handled)\b",
    r"^(?:it|that|this|everything|all)(?:'s| is| has been)? (?:now |all )?(?:sorted|taken care of"
    r"|dealt with|done)[ ,.!]*(?:now|thanks?|thank you)?[ .!]*$",
    r"\b(?:schon|bereits|längst) (?:erledigt|gemacht|fertig)\b",
    r"\bdéjà (?:été )?(?:faite?s?|réglée?s?|résolue?s?|terminée?s?)\b",
    r"\bya (?:está|están) (?:hech[oa]s?|list[oa]s?|resuelt[oa]s?|solucionad[oa]s?)\b",
)
PLAIN_PARTS = frozenset(_GENERIC_PART.split("|"))
"""Of work of any kind; another participle has to be the verb of the work itself."""

POLITE = _any(
    r"(?:can|could|would|will) you (?:please |kindly )?",
    r"(?:können|könnten|kannst|könntest|könnt|könntet) (?:sie|du|ihr)",
    r"(?:pouvez|pourriez)-vous|(?:peux|pourrais)-tu",
    r"¿?(?:puedes|puede|podrías?|podrían)\b",
    r"\b(?:i|we)(?:'d| would) like to\b|\byou may\b|(?:^|[^\w'])may i\b",
    r"\b(?:if|wenn|si) (?:possible|you can|you could|möglich|posible|es posible|c'est possible)\b",
    r"\bs'il (?:vous|te) plaît\b|\bif you please\b",
    r"\b(?:let (?:me|us) know|tell (?:me|us)|call me|get in touch|reach out|write|sagen? sie"
    r"|melden? sie sich|melde dich) if\b.*",
    r"\b(?:melden sie sich|melde dich|sag bescheid),? (?:wenn|falls)\b.*",
    r"\bsi (?:vous avez|tu as|tiene|tienes) (?:des questions|une question|preguntas|alguna pregunta)\b.*",
)
"""Said out of courtesy: it makes no question and no condition."""

OPEN = _any(
    r"\b(?:if|in case|unless|whether|suppose|supposing|would|might|may|maybe|perhaps|possibly|probably"
    r"|consider(?:ing)?"
    r"|thinking (?:of|about)|not sure|not certain|as soon as|i doubt|not (?:true|correct|the case)"
    r"|at least)\b",
    r"^\W*(?:should|shall|do|does|did|is|are|was|were|has|have|can|could|may|might|must) (?:we|i|you|it"
    r"|they|the|this|that)\b",
    r"\b(?:wenn|falls|sofern|ob|vielleicht|eventuell|könnte\w*|würde\w*|wäre\w*|möglicherweise"
    r"|sollen wir|jedenfalls|zumindest)\b",
    r"\b(?:si|s'ils?|à moins|peut-être|au cas où|éventuellement|du moins)\b",
    r"\b(?:quizás?|tal vez|en caso|salvo que|al menos|a lo mejor)\b",
)
NEGATED = _any(
    r"\b(?:not|never(?! ?mind)|cannot|unable|nicht|kein\w*|niemals|ne|pas|jamais|nunca|tampoco)\b|n't\b"
    r"|\bn'|^(?:[^\w]*)no\b|\bno (?=\w+[ae]\b)",
)
PARTLY = _any(
    r"\b(?:half|parts?|partly|partially|some of|most of|almost|nearly|one of|except|apart from|only"
    r"|first|nearly)\b",
    r"\b(?:teil\w*|fast|beinahe|nur|außer|halb\w*|hälfte|erste\w*)\b",
    r"\b(?:partie|moitié|presque|sauf|seulement|première?|en partie)\b",
    r"\b(?:parte|mitad|casi|sólo|solo|excepto|salvo|primer\w*)\b",
)
BOUNDED = _any(
    r"\b(?:by|before|until|till|today|tonight|tomorrow|this (?:week|month|morning|afternoon|evening"
    r"|year)|so (?:soon|early|urgently|fast)"
    r"|urgently|asap|right away|yet|for now|at (?:the|this) moment|for the moment|in time|(?:mon|tues"
    r"|wednes|thurs|fri|satur|sun)day)\b",
    r"\b(?:bis|vor|jetzt|heute|morgen|vorerst|momentan|derzeit|im moment|dringend|so (?:schnell|früh"
    r"|bald|dringend)"
    r"|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch)\b",
    r"\b(?:avant|d'ici|aujourd'hui|demain|pour l'instant|pour le moment|cette semaine|(?:lun|mar|mercre"
    r"|jeu|vendre|same)di|dimanche)\b",
    r"\b(?:antes|hoy|mañana|por ahora|de momento|esta semana|lunes|martes|miércoles|jueves|viernes"
    r"|sábado|domingo)\b",
)
"""Not needed by then, or for now: another day, no end."""

UNTIL_DONE = _any(
    r"\b(?:when|once|until|till|by|before|after|sobald|sowie|bis|nachdem|quand|lorsque|avant|cuando|antes)\b"
)
CONTRAST = _any(r"\b(?:but|instead|rather|sondern|stattdessen|mais|plutôt|sino|en su lugar)\b")
CUT = re.compile(
    r"[,;:–—]+ | - | (?P<joined>and|und|et|y) "
    r"|[ ,](?:because|since|as|so|but|now that|instead|weil|da|denn|aber|sondern|stattdessen|car"
    r"|parce que|parce qu'|puisque"
    r"|mais|porque|ya que|pero|sino|pues) ",
    re.IGNORECASE,
)
"""Between clauses; `joined` where both may be named together."""

_FILLERS_TABLE = """
    need needed want wanted require required longer anymore relevant necessary cancel cancelled canceled
    scrap withdraw withdrawn disregard forget ignore drop skip scratch strike stop call called off never
    mind nevermind done sorted handled resolved completed finished fixed taken care dealt already request
    task ticket item job issue thing matter action mail email message last previous earlier whole idea
    everything sorry ok okay anyway actually oh ah wait now here side end team everyone everybody folks
    guys update therefore simply kindly pls hence meanwhile bye cheers best hallo found order know
    brauchen brauche braucht benötigen benötige benötigt gebraucht nötig notwendig erforderlich mehr
    erledigt erledige vergiss vergesst vergessen stornieren storniere storniert lass lasst lassen bleiben
    gut schon bereits inzwischen damit leider doch bestellung auftrag anfrage aufgabe sache nachricht
    bescheid gemacht fertig längst alles plus besoin nécessaire nécessaires utile utiles requis requise
    actualité laisse laissez tomber oublie oubliez oublier annule annulez annuler veuillez prière déjà
    fait faite réglé réglée résolu résolue terminé terminée commande demande tâche finalement désolé
    désolée plaît avons ai tout désormais falta hace hacen necesario necesaria necesarios necesarias
    necesito necesita necesitamos necesitan olvida olvídalo olvídate olvide olvídelo cancela cancele
    cancelen cancelar cancélalo anula anule anular está están hecho hecha listo lista resuelto pedido
    solicitud tarea encargo asunto todo perdón lo siento
    """
FILLERS = frozenset(_FILLERS_TABLE.split())
"""Say nothing about which work is meant."""

EXISTING = _any(
    r"\b(?:old|existing|current|previous|former|other|second|duplicate|alte[nmrs]?|bestehende[nmrs]?"
    r"|bisherige[nmrs]?|andere[nmrs]?"
    r"|anciene?s?|ancienne?s?|actuel(?:le)?s?|autres?|antigu[oa]s?|viej[oa]s?|actual(?:es)?|otr[oa]s?)\b",
    r"\b(?:contracts?|subscriptions?|memberships?|meetings?|bookings?|reservations?|insurances?"
    r"|polic(?:y|ies)|accounts?|licen[cs]es?"
    r"|leases?|appointments?|flights?|hotels?|hotel rooms?|cheques?|checks?|cards?|plans?|direct debits?"
    r"|standing orders?)\b",
    r"\b(?:\w*vertrag|\w*verträge|abos?|abonnements?|mitgliedschaft\w*|termine?|buchung\w*"
    r"|reservierung\w*|versicherung\w*|flüge?|konto|konten)\b",
    r"\b(?:contrats?|rendez-vous|réunions?|réservations?|assurances?|vols?|comptes?|adhésions?)\b",
    r"\b(?:contratos?|suscripci(?:ón|ones)|reuni(?:ón|ones)|reservas?|seguros?|vuelos?|cuentas?|citas?)\b",
)
"""What is there already: to cancel it is work."""
