"""How people write to all, or only so that somebody knows. Tables of patterns, no logic."""

from __future__ import annotations

import re

from agent.extractors.local.cues import any_of

ONLY_TO_KNOW = any_of(
    r"(?:just |only |purely |merely )?for (?:your|the|our|general) "
    r"(?:info(?:rmation)?|entertainment|amusement|interest|records?|files?|reading|awareness)\b",
    r"for (?:info|information)\b(?! on| about|,? (?:call|contact|ask))",
    r"fyi\b",
    r"(?:just )?so (?:that )?you(?:'re| are) (?:aware|in the picture|informed)",
    r"(?:i )?(?:thought|figured) (?:this|it|that|you) (?:might|may|would|'d) "
    r"(?:[\w ]{0,20})?(?:interest|amuse|enjoy|like to (?:see|know|read))",
    r"this is (?:what|how) (?!i (?:need|want)|we (?:need|want)|you\b)[^.?!]{1,40} "
    r"(?:got|get|gets|received|were sent|was sent|has been sent|were told|was told)\b",
    r"(?:nur |rein )?(?:zur|zu (?:deiner|ihrer|eurer)) (?:info(?:rmation)?|kenntnis(?:nahme)?"
    r"|unterhaltung)\b",
    r"pour (?:ton |votre |ta |simple )?(?:info(?:rmation)?|gouverne)\b",
    r"(?:solo |sólo )?para (?:tu|su|vuestr[oa]|que) (?:información|conocimiento|(?:lo )?sep(?:as|áis|a))\b",
    r"ter info(?:rmatie)?\b|per (?:tua |sua |vostra )?(?:conoscenza|informazione)\b"
    r"|para (?:tua )?informação\b",
)

HANDS_OVER = any_of(
    r"(?:for|to|with|by|one for|up to) you\b(?! (?:to (?:know|see|read|enjoy)|all))",
    r"yours\b|your (?:area|desk|department|call|turn|side|patch|team)\b",
    r"für (?:dich|sie|euch)\b|pour (?:toi|vous)\b|para (?:ti|usted|vosotros)\b|voor (?:jou|u)\b|per te\b",
)

POINTS_BELOW = any_of(
    r"below\b|underneath|following|as above|points?\b|list\b|see (?:his|her|their|the)"
    r"|(?:her|his|their|the|this|that|these|those) (?:mail|e-?mail|message|request|requests|questions?"
    r"|asks?"
    r"|wishes|comments?|changes)\b",
    r"(?:do|answer|handle|see to|deal with|take|sort|look (?:at|into)|act on|manage|reply to|take care of)"
    r" (?:this|these|that|those|it|all)\b",
    r"what (?:he|she|they) (?:ask|want|need|say|write)|unten|untenstehend|anbei|folgende\w*"
    r"|ci-dessous|suivant\w*|abajo|siguiente|hieronder",
)

PUBLIC = re.compile(
    r"\b(?:(?:tenants|residents|occupiers|occupants|neighbou?rs|members"
    r"|families|friends|parents|guardians|customers|clients|guests|visitors|users|subscribers|readers"
    r"|employees|volunteers|students|pupils|suppliers|contractors|leaseholders|households"
    r"|homeowners|patients|passengers|travellers|shareholders|growers|players|exhibitors"
    r"|stallholders|businesses|licensees|berth ?holders|allotment ?holders|plot ?holders|card ?holders)"
    r"|mieter(?:innen)?|bewohner(?:innen)?|nachbarn|mitglieder|eltern|kund(?:en|innen)|gäste"
    r"|locataires|résidents|voisins|membres|parents|clients|habitants|usagers|adhérents"
    r"|vecin[oa]s|soci[oa]s|clientes|familias|padres|inquilin[oa]s|usuari[oa]s|huéspedes"
    r"|bewoners|leden|ouders|klanten|huurders|condomini|soci|clienti|inquilini)\b",
    re.IGNORECASE,
)
"""People whom a house, a club or a shop writes to together."""

EVERYBODY = re.compile(
    r"\b(?:all|everyone|everybody|staff|alle|mitarbeiter(?:innen)?|tous|toutes|todos|todas|allen|tutti)\b",
    re.IGNORECASE,
)
OF_MANY = re.compile(f"{PUBLIC.pattern}|{EVERYBODY.pattern}", re.IGNORECASE)
"""An address of many, and nobody's: "Pharmacy all", "Members"."""
A_TEAM = re.compile(
    r"\b(?:team|desk|help ?desk|office|support|services?|helpline|maintenance|facilities|repairs?|reception"
    r"|accounts|billing|sales|admin|crew|department|dept|operations|housekeeping|dispatch|workshop|stores"
    r"|purchasing|enquiries|bookings|complaints|orders|warehouse|customer (?:care|service)|IT|HR)\b",
    re.IGNORECASE,
)
"""Who reads there is one of several: "somebody" of them is all of them."""
TO_THEM = re.compile(
    r"(?:to|an|à|a|aan)(?: the| los| las| les| die| alle| all| tous| toutes)? [^.?!:]{3,50}$", re.IGNORECASE
)
"""A line that only says to whom a notice goes: "To all occupiers"."""

RULES = re.compile(
    r"(?:house|kitchen|ground|site|pool|parking|club|garden|yard|laundry|lab|workshop|standing|our"
    r"|the) rules"
    r"\b|rules (?:of|for)\b|hausordnung|(?:haus|küchen|spiel|bade)regeln|règlement intérieur|règles d"
    r"|normas de\b|leyes de\b|reglas de\b|huisregels|regolamento",
    re.IGNORECASE,
)
"""How that is headed which holds at all times."""

BY_A_DAY = re.compile(
    r"\b(?:by|before|until|till|no later than|not later than|latest|on|bis|spätestens|vor|avant|d'ici"
    r"|au plus"
    r" tard|antes del?|hasta|para el|a más tardar|uiterlijk|voor|entro)\b[^.;?!]{0,24}?"
    r"(?:\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b(?!s)|\btomorrow\b|\btonight\b|\btoday\b|\bend of\b"
    r"|\d{1,2}(?:st|nd|rd|th)\b|\d{1,2}\.? (?:de |d')?[a-zäéû]{3,10}\b|[a-z]{3,9} \d{1,2}\b"
    r"|\d{1,2}[./]\d{1,2}\b(?! ?(?:[ap]\.?m|uhr|h\b|hrs))"
    r"|(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|morgen|lundi|mardi|mercredi|jeudi"
    r"|vendredi|samedi|dimanche|demain|lunes|martes|miércoles|jueves|viernes|sábado|domingo|mañana)\b)",
    re.IGNORECASE,
)

ASKS_ALL = re.compile(
    r"\b(?:please|pls|kindly|bitte|veuillez|merci de|prière de|por favor|rogamos|s'il vous plaît"
    r"|(?:can|could|would|will) (?:you|everyone|everybody|all of you|each of you|anyone|somebody|someone)"
    r"|(?:we|i) (?:need|want|ask|would like|are looking for|still need)"
    r"|(?:you|everyone|everybody|all of you|each of you|each \w+) (?:must|have to|has to|needs? to"
    r"|should))\b",
    re.IGNORECASE,
)

HOLDS_ALWAYS = re.compile(
    r"\b(?:please|kindly|bitte|veuillez|merci de|prière de|por favor|must|have to|has to|needs? to"
    r"|should|to)?"
    r",? ?(?:also |only |always |never |do not |don't |not |nicht |ne pas |no )*"
    r"(?:keep|leave|use|remember|refrain|respect|make sure|ensure|avoid|be (?:aware|careful|considerate)"
    r"|note|observe|mind|follow|stay|park|close|lock|wear|switch off|turn off|do not|don't|never|always"
    r"|halten|beachten|benutzen|achten|lassen|respecter|laisser|garder|utiliser|éviter|veiller"
    r"|mantener|dejar|respetar|usar|evitar)\b",
    re.IGNORECASE,
)
"""Of an order to all without a day: it is none that somebody does once."""

ANY = re.compile("")

NEVER_OR_ALWAYS = re.compile(
    r"(?:(?:please|kindly|bitte|veuillez|merci de|por favor|and|also),? )*(?:do not|don't|never|always|keep"
    r"|remember|refrain|avoid|be (?:aware|careful|considerate)|nie(?:mals)?|immer|ne (?:pas|jamais)|nunca"
    r"|siempre|nooit)\b",
    re.IGNORECASE,
)

AUTOMATIC = any_of(
    r"(?:was |is |been )?(?:generated|sent|created|issued) (?:automatically|by (?:a|the|our|an) "
    r"(?:automated |computer )?(?:system|machine|computer))",
    r"(?:this is an? )?automat(?:ic|ed|ically generated) (?:message|notification|e-?mail|notice)\b",
    r"(?:please )?(?:do not|don't) (?:reply|respond) to this",
    r"this (?:mailbox|inbox|address) is not (?:monitored|read)",
    r"(?:maschinell|automatisch) (?:erstellt|erzeugt|generiert|versendet|verschickt)",
    r"antworten sie (?:bitte )?nicht auf diese",
    r"(?:généré|envoyé) automatiquement|message automatique|(?:merci de )?ne pas répondre à (?:ce|cet)",
    r"(?:generado|enviado) automáticamente|mensaje automático|no respond(?:a|as|er) a este",
    r"automatisch (?:gegenereerd|verzonden)|generat[oa] automaticamente",
)

COMMAND = re.compile(
    r"(?<!\w)(?i:type|text|reply|send|say|enter|press|write|schreibe?n?|tippen?|tapez|envoyez|répondez"
    r"|escrib[ae]"
    r"|env[ií][ae]|responda) (?i:with |mit |par )?[\"“'«/!]?[A-ZÄÖÜ]{2,}[\"”'»]?(?i: (?:to|for|if|at any"
    r"|um|für"
    r"|pour|para)\b|[.!]?$)"
)
"""What software tells how it is spoken to: "Type HELP for a list"."""

CLOCK = re.compile(
    r"(?:[01]?\d|2[0-4])[:.h]?[0-5]\d(?: ?(?:h|hrs|uhr"
    r"|[ap]\.?m\.?))?[ \t]*[-–:]?[ \t]+(?=[^\W\d])",
    re.IGNORECASE,
)
"""How an entry of a log begins."""

OWED = re.compile(
    r"\b(?:must|has to|have to|needs? (?:to|a|an|new|\w+ing)|to do|todo|to be|still|muss|müssen|soll"
    r"|à faire"
    r"|faut|hay que|falta)\b|\?",
    re.IGNORECASE,
)

HABIT = re.compile(
    r"\b(?:every (?:second |other |single )?(?:day|night|morning|evening|week|month|year|\w+day)"
    r"|each (?:day|night|morning|evening|week|month|\w+day)|on (?:\w+days|weekends)|always|usually|normally"
    r"|as a rule|for (?:years|decades)|since (?:before|forever|ever))\b",
    re.IGNORECASE,
)
NEW = re.compile(
    r"\b(?:from (?:now|today|tomorrow|monday)|as of|starting|in future|new\b|henceforth|we agreed|please"
    r"|you)\b",
    re.IGNORECASE,
)
OTHERS_DO = re.compile(
    r"(?:(?-i:[A-Z])[\w'-]+|(?:the|our|my|his|her|their|a|an) [\w-]+(?: [\w-]+)?) (?!is\b|was\b|has\b"
    r"|needs\b)"
    r"[a-z]+s (?!to\b)",
    re.IGNORECASE,
)
"""For "Emil reads the slip": somebody does it, as always."""

DUE_FOR = re.compile(
    r"\b(?:by|before|no later than|not later than|spätestens|bis|d'ici|avant|au plus tard|antes"
    r"|a más tardar)\b",
    re.IGNORECASE,
)
AWAY = re.compile(
    r"\b(?:away|out|off|leave|holidays?|vacation|back|busy|closed|sick|ill|urlaub|krank|congés?"
    r"|vacaciones)\b",
    re.IGNORECASE,
)

HEADERS = re.compile(r"(?:subject|from|to|cc|bcc|date|sent|betreff|von|an|gesendet|datum|objet|de|à|envoyé"
                     r"|asunto|para|enviado|fecha|onderwerp|van|aan|oggetto|da"
                     r"|a)\W*$", re.IGNORECASE)  # fmt: skip
"""Labels of what a mail program copies above words that are sent on."""
