"""What words say how pressing, done when, how vague, and to whom. Tables of patterns, no logic.

English first; German, French and Spanish where the form is plain. All are searched in text with
straight apostrophes, whatever the case.
"""

from __future__ import annotations

import re

from agent.extractors.local.cues import any_of

DONE_WHEN = any_of(
    r"(?:is |it's |counts as |count as )?(?:only )?done (?:only )?(?:when|once|if)\b",
    r"(?:done|finished|complete|sorted|solved|fixed|resolved|closed|accepted|ready)(?: for (?:me|us|you))?,?"
    r" (?:only )?(?:when|once|if|as soon as)\b",
    r"when (?:is|are) (?:it|this|that|they|we) (?:\w+ )?(?:done|finished|fixed|complete|solved|ok)",
    r"(?:is|'s) all (?:that(?:'s| is) |that |we |i |it )?(?:need\w*|required|takes|want)",
    r"(?:success|expected (?:result|outcome)|result wanted|fertigstellungskriteri|abnahme)\w*(?= ?:|\?|$)",
    r"how (?:will|do|would) (?:you|we) know\b",
    r"not (?:done|finished|complete) (?:until|till|before)",
    r"(?:i|we|she|he|they)(?:'ll| will| shall| can)? (?:only )?(?:accept|take|pass|approve|sign(?: it)? off)"
    r" ?(?:it|this|them)?[\w ]{0,10}?(?:only )?(?:when|once|if|at)\b",
    r"(?:accept|release|close|approve|only (?:accept|tick|close|pass|sign))(?: it| this| them)?(?: off)?"
    r" (?:only )?(?:when|once|if)\b",
    r"ok(?:ay)? when\b|counts? (?:as \w+ )?only (?:when|once|if)",
    r"acceptance(?: criteria)?\b",
    r"definition of done",
    r"release only when",
    r"(?:fertig|erledigt|abgeschlossen|abgenommen),? (?:erst )?(?:wenn|sobald)",
    r"(?:terminé|fini|réglé|bon) (?:quand|lorsque|une fois que|dès que)",
    r"(?:hecho|listo|terminado|por bueno|por buena|resuelto) cuando",
    r"fertig heißt\b|(?:fertig|erledigt|abgeschlossen) (?:ist|sind) [\w ]{2,30} erst,? (?:wenn|sobald)",
    r"(?:angenommen|abgenommen) (?:wird|werden) [\w ]{2,30} nur(?: dann)?,? wenn|gilt (?:erst )?als"
    r" (?:fertig|erledigt),? wenn",
    r"à condition qu(?:e\b|')|ne (?:sera|seront|est|sont) (?:terminé|bon|accepté)\w* que (?:quand"
    r"|lorsque|si)\b",
    r"no (?:está|estará) (?:hech|list|terminad)\w+ hasta que",
    r"por (?:buen|apt|terminad|hech)[oa]s?(?: \w+)? cuando\b",
    r"(?:pronto|feito|concluído|resolvido) (?:quando|assim que)",
    r"(?:klaar|af|opgelost) (?:als|wanneer|zodra)|(?:finito|fatto|pronto) quando",
)

ACCEPTED_WHEN = re.compile(
    r"\b(?:only|not|never|nothing|(?:wo|do|does|is|are|wouldn|shan|ca)n't|(?:it|that|this|which) counts?"
    r"|know (?:it|that|we)"
    r"|(?:i|we|they|he|she)(?:'ll| will| shall)? (?:sign|pass|accept|take|release|pay|approve|close|tick)"
    r"|(?:happy|content|satisfied|convinced|pleased))\b"
    r"[^.;:?!]{0,60}?\b(?:once|unless|until|till|when|as soon as) "
    r"(?=(?:the|a|an|all|both|each|every|no|your|my|our|his|her|their|its|they|it|he|she|we|you|somebody"
    r"|someone"
    r"|nobody|everybody|[A-Z]\w+|\d+)\b (?!(?:time|day|week|month|morning|year|of)\b))",
    re.IGNORECASE,
)
"""When somebody will take the work for done, however it is put: "I shall not sign it off unless …"."""

RULE = re.compile(
    r"(?!(?:please|pls|since|if|when|as|because|both|all of|otherwise|a new one|(?:der|die|das) (?:muss"
    r"|soll|darf)"
    r"|you|we|i|he|she|they|somebody|someone|everyone|everybody|anyone|who|bitte|ich|wir|sie|du"
    r"|ihr|nous|vous|tu|il faut|yo|usted|nosotros|você|nós|je|jij|wij|u)\b)[^.?!:]{2,80}?"
    r"\b(?:must|should|has to|have to|needs? to|may not|mustn't|shouldn't|muss|müssen|darf|dürfen|soll|sollen"
    r"|sollten?|doit|doivent|tienen? que|debe|deben|deve|devem|tem de|têm de|não pode[m]?|moet|moeten"
    r"|devono)\b",
    re.IGNORECASE,
)
"""A thing, and how it must be."""

SPEC = re.compile(
    r"(?:and )?(?:at (?:least|most)|max(?:imum)?\.?|min(?:imum)?\.?|each|every|no more than|mindestens"
    r"|höchstens|jede[rs]?|chaque|au (?:moins|plus)|al menos|como máximo|cada|pelo menos|no máximo"
    r"|minstens|elke"
    r"|almeno|ogni)\b[^?]{6,90}$",
    re.IGNORECASE,
)
"""A short sentence that only says how: "At most two pages"."""

MUST = any_of(
    r"(?:must|have to|has to|needs? to|should) (?:not )?(?:be|have|include|contain|cover|show"
    r"|page|match|come|fit|stay|use|carry|work|pass)\b",
    r"make sure",
    r"so that (?!(?:is|was|has|had|point|one|part|way|bit|means|it|i|we|should|will)\b"
    r"|(?:side|end|job|question|problem|worry|matter|topic|issue|thing|bill|half|box|risk|day|chapter) "
    r"(?:is|was|has|will|'s)\b)",
    r"ensure\b",
    r"it is important|for me is important|important (?:is|that)",
    r"(?:muss|müssen|darf|dürfen)\b",
)

URGENT = any_of(
    r"p[01]\b",
    r"sev ?1\b",
    r"critical\b(?! (?:path|care|illness|part|mass|thinking|friend|edition))",
    r"urgent(?:ly)?\b(?! (?:care|treatment cent))",
    r"asap\b",
    r"a\.s\.a\.p",
    r"as (?:soon|quickly|fast) as (?:possible|humanly|you (?:possibly )?can)|soonest\b",
    r"immediately(?! (?:after|before|above|below|next|under|behind|adjacent|following|left|right|to the))",
    r"right away|right this (?:minute|second)|this (?:minute|instant)\b|at once\b(?! (?:for|both|all))",
    r"straight ?away",
    r"without (?:any )?(?:further )?delay|drop everything|before anything else|(?:can't|cannot|won't"
    r"|will not) wait\b",
    r"emergency(?! (?:exit|stop|light\w*|doors?|contacts?|numbers?|plan|drill|services|room|kit|generator"
    r"|procedure|people|call|brake|power|lamp|button|phone|fund|dentist|service|trolley|department))",
    r"top prio(?:rity)?\b|(?:highest|absolute|first|number one) priority|prio(?:rity)? ?(?:1|one)\b"
    r"|life[- ]threatening",
    r"dringend\w*|spoed\w*",
    r"(?:eilt|(?<!ab )sofort|umgehend|unverzüglich|schnellstmöglich|so schnell wie möglich|baldmöglichst)\b",
    r"(?<!d')urgence\b|urgente?s?\b|au plus vite|dès que possible|le plus vite possible|sans (?:attendre"
    r"|délai|tarder)"
    r"|immédiatement|de toute urgence",
    r"cuanto antes|lo antes posible|de inmediato|inmediatamente|(?<!no )corre prisa"
    r"|com urgência|o mais rápido possível|z\.?s\.?m|urgenza|prima possibile",
)

HIGH = any_of(
    r"(?:high|big)[- ]prio(?:rity)?\b",
    r"(?:priority|importance|prio|urgency|severity)[: =]+(?:is )?(?:high|hoch|alta|haute|élevée|important)",
    r"p2\b",
    r"(?:very|really|quite|super|most|extremely) important",
    r"(?:is|it's) important(?! (?:to|that))",
    r"high importance|sooner rather than later|matters (?:a lot|more than)|takes priority|top of (?:the"
    r"|your|my) (?:pile|list)",
    r"hohe (?:priorität|prio)|(?:priorität|prio|dringlichkeit|wichtigkeit)[: =]+hoch|hochprior\w+|wichtig\b",
    r"haute priorité|prioritaire|priorité[: ]+(?:haute|élevée)|en priorité",
    r"alta prioridad|prioridad[: ]+alta|importante\b|prioritari[oa]",
)

LOW = any_of(
    r"no (?:real |great |big |particular |massive )?(?:rush|hurry|urgency|hurrying)\b|in no (?:rush|hurry)",
    r"(?:when|whenever|if|once) (?:you|he|she|they|there's|there is)(?:'ve| have|'s| get| gets| got| has"
    r"| find| finds)?"
    r" (?:a |an |some |five |ten |a few |any )?(?:spare |quiet |free |idle |slow |odd )?"
    r"(?:chance|time|minutes?|moments?|seconds?|hours?|spare|afternoon|lull)\b",
    r"low[- ]prio(?:rity)?\b|not (?:in a )?hurry(?:ing)?\b|(?<!'t )(?<!not )can wait\b|not pressing"
    r"|(?:isn't|is not) pressing",
    r"(?:priority|importance|prio|urgency|severity)[: =]+(?:is )?(?:low|niedrig|baja|basse|faible|gering)",
    r"not (?:at all |very |that |so )?urgent|not a priority|nothing pressing|no priority",
    r"(?:nothing|isn't) urgent",
    r"p[45]\b",
    r"at your (?:leisure|convenience)|if you (?:ever )?(?:get|come) round to it|(?:some ?time|some day"
    r"|one day) when (?:it's|you)",
    r"in your own time|take your time|any ?time (?:you like|that suits|is fine|will do|suits)"
    r"|whenever (?:it )?suits"
    r"|whenever you (?:like|can)\b|when things (?:are|get) quiet\w*|on a (?:quiet|slow|rainy) day",
    r"when(?:ever)? convenient",
    r"(?:eilt|drängt) nicht|keine eile|nicht (?:so )?(?:dringend|eilig)|bei gelegenheit|wenn (?:du|sie"
    r"|ihr) (?:mal )?(?:zeit|luft)"
    r"|hat (?:noch )?zeit\b|(?:niedrige|geringe) prio\w*|irgendwann mal",
    r"geen haast|kan wachten|sem pressa|quando puder(?:es)?|senza fretta|nessuna fretta|con calma",
    r"(?:pas|rien) (?:d'|de |si |très )?(?:urgent|pressé|urgence|presse\b|hâte)|rien ne presse|(?:ça"
    r"|cela) (?:ne )?presse pas"
    r"|quand (?:tu|vous) (?:as|avez|aur\w+|pourr)|à l'occasion|sans urgence",
    r"sin (?:ninguna )?prisa|no (?:es|hay|tiene) (?:nada )?(?:urgente?|prisa|urgencia)|no corre prisa"
    r"|cuando (?:puedas|pueda|tengas"
    r" (?:un rato|tiempo))|prioridad[: ]+baja",
)

NEGATED = any_of(r"(?:not|n't|isn't|no|nothing|never|neither|nicht|pas|kein\w*|rien|sin)(?: \w+)? $")

PAPERS = (
    r"(?:drafts?|text|proofs?|letter|list|plans?|wording|copy|version|report|contract|quotes?|design|layout"
    r"|minutes|figures|numbers|final \w+|last \w+)"
)
"""What somebody reads before they agree to it."""
APPROVAL = any_of(
    r"(?:needs?|subject to|pending|requires?) [\w' ]{0,30}(?:ok\b|okay|approval|approved"
    r"|sign-?off|sign off|permission|go-ahead|freigabe)",
    r"(?:approval|sign-?off|permission|freigabe|genehmigung) (?:from|by|first|von)",
    r"(?:not|n't|never)(?: yet| been)* (?:approved|signed off|okayed)",
    r"(?:has|have|had) (?:first )?to (?:approve|agree|ok\b|okay|sign (?:it )?off|say yes)",
    r"(?:haven't|have not|hasn't|has not) (?:got|had|given) [\w ]{0,20}(?:ok\b|okay|approval|go-ahead|yes\b)",
    r"(?<!you )(?<!i )(?<!we )(?:has|have|needs?) to (?:see|read|clear|check|pass)"
    rf" (?:it|them|this|that|the {PAPERS}) (?:first\b"
    r"|before (?:it|they|we|this|anything))",
    r"over my limit",
    r"(?:muss|müssen) [\w ]{0,30}(?:freigeben|genehmigen|zustimmen)",
    r"(?:doit|doivent) (?:d'abord )?(?:valider|approuver|donner son accord)|en attente de (?:validation"
    r"|l'accord)",
    r"(?:tiene que|debe) (?:aprobar|autorizar)|falta (?:la )?(?:aprobación|autorización|el visto bueno)",
    r"(?:precisa|tem) (?:de |que )?(?:aprovar|autorizar)|falta (?:a )?aprovação",
    r"(?:wait|waiting) for (?:the|their|his|her)[\w' ]{0,20} (?:word|ok\b|okay|yes|approval|go-ahead)",
    r"(?:freigabe|genehmigung)[\w ]{0,20} (?:fehlt|aussteht|steht)",
)

VAGUE = any_of(
    r"(?:\w+'s (?:thing|stuff|matter)|(?<!por )(?<!sobre )(?<!de )(?<!con )(?<!para )lo del?\b"
    r"|el asunto|le truc|something about|(?:the|this|that"
    r"|whole|all (?:the|this)) (?:\w+ ){0,2}(?:thing|stuff"
    r"|issue|matter)\b|sort out(?: (?:the|that|this|your|my|our))?(?: \w+)?(?=[.!?]*$)|look after"
    r"|look into|take care of|deal with|handle (?:it|this"
    r"|that)|have a look at|the rest|etwas|quelque chose|algo)\b",
    r"(?:confirm|check|review|improve) (?:it|this|that)\b(?: once more| again)?[.!?]?$",
)

POINTS_AT_WORK = any_of(
    r"(?:fix|do|finish|sort) (?:it|this|that)\b(?: again)?(?: (?:by|before|until) [\w ]+)?[.!?]?$"
)
"""Vague, unless something says what "it" is."""

NOBODY = any_of(
    r"some ?(?:one|body)(?: (?:from|in|on|at) [^.,?!]{1,60}?)?(?= (?:should|ought|needs?|has"
    r"|have|must|to|please|could|can|will))",
    r"(?:someone|somebody|anyone) (?:from|in|at) [^.,?!]{1,40}?(?= to\b|[.,?!]|$)",
    r"someone\b|somebody\b|anyone\b|anybody\b",
    r"(?:one|any|either) of (?:you|us)\b",
    r"jemand(?: (?:(?:aus|von|in)(?: (?:der|dem|den|unser\w*))?|vom|im) (?!euch|uns)[\w-]+)?\b",
    r"einer von (?:euch|uns)\b",
    r"quelqu'un(?: (?:de la |de l'|du |des |de |à l'|au )[\w-]+)?\b|l'un de vous",
    r"alguien(?: (?:del?(?: la| los| las)?) [\w-]+)?\b|uno de vosotros",
)

POLITE = re.compile(
    r"[,]? ?(?<!\w)(?:please|pls|plz|kindly|if you (?:can|could|don't mind)|when you (?:get"
    r"|have) (?:a )?(?:chance|minute|moment|time)|thanks|thank you|thx|bitte|s'il (?:vous|te) "
    r"pla[iî]t|svp|por favor|asap|urgently|dringend|cheers|ta)(?!\w),?",
    re.IGNORECASE,
)

NAME_ALONE = re.compile(
    r"(?P<who>[A-ZÄÖÜÉ][^,.:;!?\n]{0,40}?)[ \t]*(?:bonjour|hallo|hi)?[ \t]*(?:[,:–—-])[ \t]*$"
)

GREETING = re.compile(
    r"[ \t]*(?:dear|hi|hello|hey|hej|hallo|liebe[rs]?|guten (?:tag|morgen)|sehr geehrte[rs]?"
    r"|moin|servus|grüß (?:dich|euch|gott)|ciao|buongiorno|olá|oi|bom dia|boa tarde|hoi|dag|beste|buenas"
    r"|coucou|bonjour|cher|chère|salut|hola|estimad[oa]|buenos días|good (?:morning|afternoon"
    r"|evening)|morning)\b[ ,]*(?P<who>[^,.:;!?\n]{0,50})(?:[,.:;!?–-]|$)",
    re.IGNORECASE,
)

EVERYBODY = any_of(
    r"(?:all|both|team|everyone|everybody|folks|guys|colleagues|zusammen|alle|kolleg\w+|tous"
    r"|équipe|todos|equipo)\b"
)
