"""What mail sent to many says: offers, how to stop them, who is away. Tables of patterns, no logic."""

from __future__ import annotations

from agent.extractors.local.cues import any_of

PROMOTION = any_of(
    r"\d+ ?% off",
    r"free (?:trial|demo|shipping|delivery|samples?|month|gift)",
    r"(?:enter|use|with) (?:the )?(?:code|coupon) [A-Z0-9]{4,}",
    r"(?:grab|claim|lock in) (?:yours|your|my)\b",
    r"(?:months?|weeks?) free",
    r"(?:book|schedule|request) (?:a|your) demo",
    r"upgrade (?:now|today)",
    r"(?:limited|special|exclusive) (?:time|offer)",
    r"don't miss",
    r"(?:sign up|register|subscribe|shop|buy|order|join) (?:now|today|here)",
    r"webinar",
    r"newsletter",
    r"(?:save|discount|deal|sale|coupon|promo)\b",
    r"click here",
    r"jetzt (?:kaufen|sichern|bestellen|anmelden)",
    r"rabatt|angebot(?:e)? (?:endet|nur)",
    r"offre (?:spéciale|limitée)|profitez",
    r"oferta|descuento",
)

SUBSCRIPTION = any_of(
    r"unsubscribe",
    r"(?:receive|receiving|received|getting) this (?:e-?mail|newsletter|message)",
    r"opt(?:ing)?[- ]out",
    r"(?:no longer|don't|do not) (?:wish|want) to (?:receive|hear|get)",
    r"manage (?:your )?(?:e-?mail )?preferences",
    r"abbestellen|abmelden",
    r"désabonner",
    r"darse de baja",
    r"view (?:this )?(?:email )?in (?:your )?browser",
)

SENT_BY_MANY = any_of(
    r"(?:deals?|offers?|news|newsletter|marketing|promo\w*|no-?reply|mailings?|campaigns?|angebote?|ofertas?|offres?)@"
)
"""Mailboxes that write to many."""

STAND_IN = any_of(
    r"(?:for|in|with)(?: all| any)? (?:urgent|emergenc|pressing|anything (?:urgent|else)|(?:\w+ )?"
    r"(?:that|which) (?:cannot|can't|can not) wait)"
    r"[^.?!]*(?:call|contact|ring|write|reach|turn|speak|ask|mail|email|phone)\b",
    r"(?:if|should) [^.?!]{3,60}(?:cannot|can't|can not) wait",
    r"in (?:my|her|his|our) absence",
    r"in dringenden fällen|bei dringend\w+|während meiner abwesenheit",
    r"en cas d'urgence|pendant mon absence|pour toute urgence",
    r"(?:para|en) (?:asuntos|casos?|temas) (?:urgentes?|de urgencia)|en mi ausencia|en caso de urgencia",
    r"em caso de urgência|(?:para )?assuntos urgentes|na minha ausência",
    r"voor dringende|bij spoed|in caso di urgenza|per urgenze",
)
"""Whom to turn to while somebody is away: told to all who write."""

AWAY = any_of(
    r"auto(?:matic)?[- ]?repl(?:y|ies)|out[- ]of[- ](?:the[- ])?office|abwesenheit(?:snotiz)?"
    r"|automatische antwort"
    r"|réponse automatique|absence du bureau|respuesta automática|fuera de la oficina|resposta automática"
    r"|ausência|automatisch antwoord|afwezig|risposta automatica|fuori sede",
)
"""How a mail is headed that a mailbox sends by itself while its owner is away."""
