"""Plain words that ask or promise in six languages besides English. Tables of patterns, no logic."""

from __future__ import annotations

import re

from agent.extractors.local.cues import any_of

HOW = re.compile(
    r"(?:(?:und|et|mais|y|pero),? )?(?:hauptsache\b|wichtig(?: ist)?,? dass\b|achte[nt]? (?:sie )?(?:bitte )?"
    r"darauf, dass\b|erst wenn\b"
    r"|(?:il |y )?(?:ne )?fau(?:t|dra|drait) (?:pas |surtout |bien |absolument )*qu(?:e |')"
    r"(?!(?:tu|vous|je|on|nous|ils?|elles?|quelqu)\b)"
    r"|veille[zs]? (?:bien )?à ce qu|l'(?:important|essentiel),? c'est qu"
    r"|que (?:no )?qued(?:e|en)\b|queda[n]? (?:doble|bien|con|sin|todo)\b|(?:sirve|basta|alcanza) con que\b"
    r"|(?:hace falta|es importante|lo importante es) que (?!(?:me|nos|te|le|alguien|tú|usted)\b)"
    r"|(?:tiene|tienen) que (?:quedar|estar|ser|caber|llevar|ir)\b"
    r"|(?:(?:el|la|los|las) [^,.;:]{2,40} )?no puede[n]? (?:haber|pesar|medir|quedar|ser|pasar|tocar|gotear"
    r"|superar|exceder|llevar|tener|rozar)\b)",
    re.IGNORECASE,
)
"""A short sentence that says how the work before it must turn out."""
NEEDS = re.compile(
    r"(?:ich |wir )?(?:brauche?n?|bräuchten?|benötigen?) "
    r"|(?:il (?:me|nous) (?:faut|faudrait)|j'ai(?:mais)? besoin)\b"
    r"|(?:necesit(?:o|amos)|me hacen? falta)\b",
    re.IGNORECASE,
)
"""Behind other words of a message its "it" is what these told of."""
ASKS_OR_PROMISES = any_of(
    r"kannst|könntest|könnten (?:sie|wir)|magst|bräuchte|schick(?:st|e|t)?\b|wer (?:kann|bringt|macht"
    r"|übernimmt)",
    r"(?:mache?|schicke?|übernehme?|erledige?|bringe?|kümmere?|regle) ich|ich (?:mache?|schicke?"
    r"|kümmere?|werde"
    r"|bringe?|erledige?|übernehme?|melde?)\b|wir werden",
    r"bis (?:zum |spätestens |ende )?(?:montag|dienstag|mittwoch|donnerstag|freitag|\d)|verantwortlich"
    r"|zu erledigen",
    r"faut|faudrait|faudra|merci de|pense[zs]? à|tu peux|vous pouvez|peux-tu|pourrais-tu|pourriez-vous"
    r"|chargée? de"
    r"|quelqu'un (?:doit|devra|devrait)|d'ici (?:le|la|lundi|mardi|mercredi|jeudi|vendredi|demain)"
    r"|vous saurais gré",
    r"je (?:m'en|m'occupe|vais|t'envoie|vous envoie|te l'|vous l'|ferai|prépare|passe|regarde)|nous (?:allons"
    r"|nous engageons)|s'est engagée?",
    r"te pido|les? ruego|solicito|me (?:puedes|podrías)|porfa\b|por favor|hay que|tendría que|acuérdate"
    r"|no olvides"
    r"|urge\b|necesitamos|necesito|es urgente",
    r"me encargo|voy a|te (?:mando|paso)|os (?:mando|traigo)|le (?:envío|mando)|queda en|quedó en|se encarga",
    r"se faz favor|pod(?:es|e|ias|eria|erias)\b|precis(?:o|amos|a)\b|é preciso|solicit\w+|agradeço"
    r"|agradecia|peço"
    r"|vc (?:\w+a|\w+e)\b|tem de|têm de|tens de|fica de|ficou de|não te esqueças|quem (?:leva|pode)"
    r"|é para \w+r\b",
    r"eu (?:levo|trato|mando|envio|faço|compro|ligo)|vou \w+r\b|\w+-lhe-ei|enviaremos|levo eu|trata d",
    r"graag|alsjeblieft|alstublieft|a\.?u\.?b\b|wil(?:t|len)? (?:je|jij|u)|kan (?:je|jij|iemand)"
    r"|kun(?:t|nen)? (?:je|jij|u)"
    r"|zou (?:je|u)|moet(?:en)?\b|dient|dienen|iemand moet|vergeet niet|(?:neem|bel|regel|maak) jij",
    r"ik (?:regel|bel|stuur|doe|maak|zorg|neem|pak|kijk)\b|(?:doe|regel|bel) ik",
    r"per favore|per piacere|(?:ti|vi) prego|puoi|potresti|potrebbe|bisogna|occorre|dev[ei]\b|dovete"
    r"|ho bisogno|serve\b",
    r"me ne occupo|ci penso io|lo faccio|(?:porto|passo|mando) io",
)
