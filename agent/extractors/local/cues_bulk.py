"""What mail sent to many says: offers, and how to stop it. Tables of patterns, no logic."""

from __future__ import annotations

from agent.extractors.local.cues import any_of

PROMOTION = any_of(
    r"\d+ ?% off",
    r"free (?:trial|demo|shipping|month)",
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
    r"manage (?:your )?(?:e-?mail )?preferences",
    r"abbestellen|abmelden",
    r"désabonner",
    r"darse de baja",
    r"view (?:this )?(?:email )?in (?:your )?browser",
)
