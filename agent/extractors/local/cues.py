"""What sentences look like that ask or promise. Tables of patterns, no logic.

English first; German, French and Spanish where the form is plain. All are searched in text with
straight apostrophes, whatever the case.
"""

from __future__ import annotations

import re


def any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(patterns) + r")", re.IGNORECASE)


ASK = any_of(
    r"should be (?:\w+ed|done|sent|made|paid|put|shut|held|written) (?:by|before|today|tomorrow"
    r"|asap|this|within|until)",
    r"(?:told|promised|assured) [\w ]{1,30}?(?:that )?you(?:'d| would|'ll| will)\b",
    r"^(?:all|everyone|everybody) to\b",
    r"(?:can|could|would|will|may) (?:you|u|ya|someone|somebody|anyone|anybody|(?:one|either|any"
    r"|both) of you|i (?:please )?(?:get|have|ask)|we (?:please )?(?:get|have))\b(?! (?:believe|imagine"
    r"|see why|hear me|like some))",
    r"(?:please|pls|plz)\b(?! (?:find attached|see attached|note))",
    r"(?:^|(?:could|would|can|will) you |[,;] |and )kindly (?!\w+ed\b|brought|sent|gave|took|made)",
    r"(?<!nothing )(?<!nothing that )(?<!all )(?<!before )(?<!if )you (?:need to|must|have to"
    r"|should|will need to|are to|'ll need to)\b",
    r"(?:i|we)(?:'d| would)? (?:really |urgently |also |still |just |desperately ){0,2}(?:need"
    r"|require)\b(?! to\b)",
    r"(?:i|we) (?:want|would like|'d like) (?!to\b)",
    r"(?:i|we)(?:'d"
    r"| would) like you to",
    r"(?:it )?would (?:really |also )?(?:help|be (?:great|good|nice|lovely|helpful|useful|appreciated"
    r"|appreciate))(?: \w+){0,3} if (?:you|someone|somebody|we|the)",
    r"(?:be|very|most|much) (?:grateful"
    r"|obliged|appreciat\w+)(?: it)? if",
    r"(?:would|do) you mind",
    r"any chance (?:you|of|someone)",
    r"(?:is"
    r"|would) it (?:be )?possible",
    r"(?<!to )(?<!and )(?:make|be) sure",
    r"(?:don't|do not) forget (?!me\b|about me\b|that\b)",
    r"remember to",
    r"appreciate (?:it )?if you",
    r"(?:todo|to-do|action|action item|ai|ap)\b ?[:\]]",
    r"(?:needs?|has|have|must"
    r"|ought) (?:to )?be (?:\w+ly )?(?:\w+ed|done|sent|made|put|built|bought|written|taken|given|kept|set"
    r"|shut|held|paid|found|rebuilt|redone|cut|with|in|on|at|ready|there)\b",
    r"(?:is|are) to be (?:\w+ed|done|sent|made|put|built|bought|written|taken|kept|set|held"
    r"|paid)",
    r"to be (?:replaced|repaired|fixed|checked|ordered|cleaned|updated|changed|removed"
    r"|reviewed|signed|returned|installed)\b",
    r"(?:someone|somebody|one of us|one of you|anyone) (?:really )?(?:should|ought to|needs? to|has to"
    r"|must|please|to|from)\b",
    r"we (?:really |also |still ){0,2}(?:need to|must|have to|should"
    r"|ought to)\b",
    r"(?:the \w+|everyone|everybody|all) (?:must|should|needs? to|has to|have to)\b",
    r"let's (?!see|face|hope|not|say)",
    r"who (?:can|could|will|wants to|would like to|is able to"
    r"|has time to|takes)\b",
    r"(?:can|could|would|will|may) (?:this|that|it|these|those"
    r"|the [\w ]{1,30}?) (?:please |also )?(?:be|get) (?!the\b|a\b)",
    r"needs (?:a|an|the|new|more|some"
    r"|\w+ing)\b",
    r"(?:is|are) due (?!to\b|from\b)",
    r"agreed (?:\w+ ){0,5}that (?:you"
    r"|\w+) would",
    r"take the pen",
    r"over to you",
    r"(?:i|we)(?:'m| am| was| were|'re| are)? (?:hoping|hope|wondering|wondered) (?:if |that "
    r"|whether )?(?:you|someone)"
    r" (?:could|might|can|would)",
    r"(?:grateful|thankful) for (?:your|any|some|a) (?:comments?|feedback|reply|answer|views?"
    r"|thoughts|confirmation"
    r"|input|advice)",
    r"worth \w+ing [^.!]{3,80}\?",
    r"needs (?:access|help|your|his|her|their|our|two|three|\d+)\b",
    r"(?:could|can|may) i (?:also )?(?:trouble|ask|bother|beg|get) you (?:for|to)\b",
    r"(?:would|could) you (?:be so (?:kind|good)|be able)",
    r"what (?:i|we) (?:still |really |also )*(?:do |did )?(?:still |really |also )*(?:need|want|require)",
    r"^(?:still |also |urgently |really )*(?:need|want)(?:ed)? (?:the|a|an|your|some|more|it"
    r"|this|that|them|\d+)\b",
    r"(?:it|that) would be (?:\w+ )?(?:good|great|nice|lovely|helpful|useful|ideal|best) to "
    r"(?:have|get|see|know)\b",
    r"(?:i|we) (?:am|are) writing to (?:ask|request)\b",
    r"(?:i|we)(?:'d| would) (?:like to )?(?:ask|request|invite) (?:you|that|everyone|all)\b",
    r"(?:is|are)n't (?:\w+ )?(?:allowed|signed|ready) until\b",
    r"your turn to",
    r"(?<!fell )(?<!was )(?<!were )(?<!became )(?<!been )due (?:by|on)\b",
    r"let (?:me"
    r"|us) have\b",
    r"(?<!n't )(?<!to )(?<!will )(?<!ll )(?<!did not )(?:tell|show|give|send"
    r"|get) me\b(?! (?:wrong|off|started|going|to |until|a (?:sec|min|moment|day|few)"
    r"|time\b))",
    r"let (?:me|us) know (?:by|which|what|how|who|whether|when|where|your|the|if you (?:can"
    r"|are able|agree|approve|would))",
    r"(?:was|were|am|are) wondering if (?:you|it would be possible"
    r"|someone)",
    r"if you (?:could|can|would) (?:\w+ ){1,12}?(?:grateful|appreciate|great"
    r"|helpful)",
    r"i(?:'d| would)? (?:suggest|propose|recommend) (?:that )?(?:you|we"
    r"|someone)\b",
    r"(?:look|looking|hoping) (?:for|to) you to",
    r"it'?s? (?:is )?(?:time"
    r"|on you) to",
    r"(?:want|like|expect|asking|trust|rely on|counting on) (?:you"
    r"|\w+) to (?=[a-z]+ )",
    r"waiting (?:for|on) your",
)

ASK_OTHERS = any_of(
    r"bitte\b",
    r"(?:können|könnten|würden|kannst|könntest|würdest) (?:sie|du|ihr"
    r"|jemand)",
    r"(?<!\bder )(?<!\ber )(?<!\bes )(?<!\bdas )(?<!\bdie )(?<!\bsie )(?<!\bich )(?:soll"
    r"|sollte|sollen|muss|müssen|müsste)\b",
    r"(?:brauche|brauchen|benötige"
    r"|benötigen)\b",
    r"wäre (?:schön|toll|nett|super), wenn (?:du|sie|ihr)",
    r"jemand (?:sollte|muss"
    r"|müsste)",
    r"merci de (?!votre|ton|vos|tout)",
    r"veuillez",
    r"pourr(?:iez|ais)[- ](?:vous|tu)",
    r"peux-tu"
    r"|pouvez-vous",
    r"(?:s'il|s) (?:vous|te) pla[iî]t",
    r"svp\b",
    r"il (?:faut|faudrait"
    r"|faudra)",
    r"(?:doit|doivent|devez|dois)\b",
    r"j'ai besoin",
    r"prière de",
    r"n'oublie[zs]? pas",
    r"por favor",
    r"(?:puedes?|podrías?|podría|pueden) (?:usted )?\w+[aei]r",
    r"(?:hay|tienes?"
    r"|tiene) que",
    r"(?:debe|deben|debes)\b",
    r"necesit(?:o|amos)\b",
    r"hace falta",
)

PROMISE = any_of(
    r"i(?:'ve| have)? promised (?=the|a|an|it|this)",
    r"(?:i|we) owe (?:you|him|her|them)\b",
    r"i (?:said|promised|agreed|told|offered|assured) (?:\w+ )?(?:that )?i(?:'d|'ll| would| will)",
    r"^(?:\w+ it, )?\w+ing (?:it|this|that|them|the \w+|you)(?: [\w ]{0,30})? (?:tonight|today"
    r"|tomorrow|now|asap|this \w+)",
    r"(?:i'll|i will|i shall|i'm going to|i am going to|i'm gonna|we'll|we will|we're going to"
    r"|ill)(?= (?!be (?:out|away|back|there|in|on|at|late|off|travelling|traveling|unavailable|offline"
    r"|around|free|happy)\b|not\b|never\b|see\b|have to\b|let you know\b|miss\b|know\b|need\b|wait\b"
    r"|think\b|admit\b|survive\b))",
    r"i (?:said|promised|agreed|told \w+|offered) (?:that )?i(?:'d|'ll| would| will)",
    r"(?:i|we)(?:'ve|'m)?\b[^.?!;,]{2,80} and (?:will|shall|'ll)(?= )",
    r"i (?:promised"
    r"|agreed|offered|volunteered|undertook) to",
    r"i (?:can|could) (?:take|do|handle|pick|get|send|look"
    r"|sort|bring|have|write|draft|call|check|make)\b",
    r"i(?:'m| am) (?:on it|taking|doing|sending"
    r"|handling)",
    r"you(?:'ll| will) (?:have|get|receive)\b",
    r"leave (?:it|that) (?:to|with) me",
    r"let me (?!know|have|see)\w+",
    r"ich (?:werde|kümmere|übernehme|schicke|sende|melde|mache|bestelle|erledige|prüfe|kläre"
    r"|rufe)",
    r"(?:mache|übernehme|erledige) ich",
    r"wir (?:werden|kümmern|übernehmen)",
    r"je (?:vais"
    r"|m'en occupe|m'occupe|vous envoie|t'envoie|ferai|prépare)",
    r"nous allons",
    r"(?:voy"
    r"|vamos) a \w+r\b",
    r"me encargo",
    r"yo (?:lo|la) hago",
)

THIRD = (
    r"(?:will|'ll|is going to|are going to|to|should|must|needs? to|has to|have to|ought to|shall|can"
    r"|could|is to|please|pls|soll|sollte|muss|wird|kümmert sich|übernimmt|va|doit|devra|s'occupe|va a"
    r"|debe|tiene que|se encarga"
    r"|(?:was|were|is|are) (?:asked|requested|instructed|tasked|told) to|(?:very |has "
    r"|have )?(?:kindly )?(?:offered|agreed|promised|volunteered|undertook) to|(?:said|says|told us"
    r"|confirmed) (?:that )?(?:he|she|they)(?:'ll| will|'d| would)|takes? (?:care|over|on)"
    r"|told us they will|is taking|owes)"
)
"""What stands between a name and the verb, where the name is to do the work."""

QUESTION_LEAD = any_of(
    r"(?:one|a|another|my|quick|the|also one|last) (?:\w+ )?question",
    r"(?:do|does) (?:you|anyone|anybody) know",
    r"i (?:need|want|would like|'d like|have) to know",
    r"(?:can|could) (?:you|anyone|someone) (?:tell|confirm|explain|clarify|advise)",
    r"or not\?",
    r"any (?:news|update|progress|word|answer|decision|idea) (?:on|about|from|when|whether|if|who|what)",
    r"(?:am|are|is) (?:i|we|they|it|he|she|there|this|that) (?:still |even |really )?(?:allowed"
    r"|permitted|legal|covered|required"
    r"|supposed|entitled|insured|obliged)",
    r"how (?:much|many|long|often|far)\b(?! (?:fun|longer))",
    r"(?:where|how) (?:are we|do we stand|does (?:this|that|it) stand) (?:with|on)?",
    r"what(?:'s| is| was| are) the (?:status|state|cost|price|reason|budget|deadline|plan"
    r"|address|number|latest)",
    r"when (?:will|do|can|does|is|are) (?:you|we|the|it|they|i)\b",
    r"(?:why|how come) (?:is|are|does|do|did|was|were)n?'?t?\b",
    r"i(?:'m| am) wondering",
    r"(?:weißt du|wissen sie)",
    r"savez-vous",
    r"sabe(?:s|n)? si",
)

ACK = re.compile(
    r"\W*(?:will do|on it|on my way|omw|ok(?:ay|ie)?|sure(?: thing)?|yes|yep|yup|no problem|np"
    r"|got it|done deal"
    r"|consider it done|can do|doing it|will|gladly|happy to|of course|roger|ack|👍|👌|🫡|✅|mache? ich"
    r"|mach ich|geht klar|erledige ich|alles klar|ja|d'accord|ça marche|je m'en occupe|vale|claro"
    r"|de acuerdo|hecho|me encargo|i(?:'ll| will| can) (?:do|take) (?:it|that|this)|i got it|mine)(?!\w)",
    re.IGNORECASE,
)

SELF = re.compile(
    r"(?:(?:so|and|also|ok|then|now|ps:?) )?(?:i )?(?:really |still |also )?(?:must|gotta|need "
    r"to|have to|should|ought to|remember to|don't forget to) (?P<verb>[a-z-]+)",
    re.IGNORECASE,
)
"""A clause that begins like this is the author's own list: "must call Ben", "I need to file it"."""

CLAUSE = re.compile(r"[,;]\s+|\s+[-–—]+\s+|\s+(?:but|so|aber|mais|pero)\s+|\s*>>\s*|\.{2,}\s*")

LEAD = re.compile(
    r"\W*(?:(?:so|and|then|also|anyway|ok|okay|well|now|next|first|second|third|finally|lastly"
    r"|just|oh|hey|please|pls|plz|kindly|only thing|ps|p\.s\.|todo|action|fyi|from now on"
    r"|always|maybe|perhaps|again|und|dann|auch|bitte|et|puis|alors|y|entonces)(?!\w)[ ,:-]*)+"
    r"|\W+",
    re.IGNORECASE,
)

ASIDE = re.compile(
    r"(?:every|each|from now on|as|if|for|when|once|in|to|on|after|before|per|since|while|given"
    r"|with|wenn|falls|sobald"
    r"|si|quand|cuando|hi|hello|hey|hej|thanks|sorry|yes|ok|great)\b"
    r"|\W*(?:[\w'.-]+\W+){0,2}[\w'.-]+\W*$",
    re.IGNORECASE,
)
"""A clause that only leads up to the next: "As discussed,", "Also,", "If it rains,"."""

NOT_A_VERB = re.compile(
    r"(?:of|you|we|they|i|is|are|was|were|has|have|had|will|would|went|came|from|by|got|looks"
    r"|seems|report|went|next|last|yesterday)(?!\w)|'s|\?$|$",
    re.IGNORECASE,
)
"""What follows an action word that is a noun here: "Change of plan", "Lunch is on"."""

ROLE = (
    r"(?:[Tt]he )?(?:clerk|treasurer|chair(?:man|woman|person)?|secretary|manager|director|supplier"
    r"|vendor|contractor|architect|engineer|caretaker|janitor|lawyer|accountant|landlord|tenant|client"
    r"|customer"
    r"|(?:day|night|late|early|next) shift|[a-z]+ (?:team|office|desk|crew|department|dept|committee"
    r"|group)|headteacher|principal|coach|captain|nurse|doctor|reception|admin|designer|developer)"
)
"""Who may be told to do something without a name."""
