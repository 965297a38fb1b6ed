"""What sentences look like that ask, promise, cancel or only talk. Tables of patterns, no logic.

English first; German, French and Spanish where the form is plain. All are searched in text with
straight apostrophes, whatever the case.
"""

from __future__ import annotations

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(patterns) + r")", re.IGNORECASE)


HOSTILE = _any(
    r"(?:ignore|disregard|forget|override|bypass) (?:all |any |your |the |these |those |my |our )?(?:of )?(?:the |your )?"
    r"(?:previous|prior|above|earlier|existing|former|preceding|system|routing|safety|initial)?[ ,a-z]{0,20}"
    r"(?:instructions?|rules|prompts?|guidelines|guardrails)\b",
    r"system ?(?:prompt|message|override|note)? ?:",
    r"you are (?:now )?(?:an?|the|in) [\w ,-]{0,30}?(?:bot|assistant|ai|model|agent|developer mode|dan)\b",
    r"(?:note|notice|message|instructions?|attention|hint|memo|important) (?:to|for) (?:the |all |any )?(?:\w+ )?"
    r"(?:ai|llm|bot|chatbot|language model|automated|gpt|copilot|assistants?|agents?|triage bot)\b",
    r"(?:ai|llm|gpt|chat ?bot|copilot|language model)[\w -]{0,20}(?:assistants?|agents?|bots?|models?|systems?|tools?)?"
    r"(?: and [\w ]{1,20})?[:,] (?!(?:the|is|are|was|we|it)\b)",
    r"(?:ai|automated|email|inbox|virtual|triage) (?:assistants?|agents?|bots?|systems?)(?: and [\w ]{1,25})?"
    r"(?: reading this)?(?: ?[:,]| (?:must|should|shall|reading|processing|are required))",
    r"(?:as|if you are|if you're) an? (?:ai|llm|language model|automated|assistant)\b",
    r"(?:do not|don't|never) (?:show|reveal|tell|mention|display|disclose) (?:this|it)[\w ]{0,20} to (?:a |the |any )?(?:human|user|reviewer)",
    r"<\|?/?(?:system|im_start|im_end|instructions?|prompt)\|?>", r"\[/?(?:inst|system)\]", r"#{2,} ?(?:system|instruction)",
    r"(?:new|updated|real|hidden) (?:system )?instructions? ?:", r"(?:begin|end) (?:system )?(?:prompt|instructions?)\b",
    r"(?:an|den|die|das) (?:ki|ai)[- ](?:assistent\w*|system\w*|bot|agent\w*)", r"ki-assistent\w*[:,]",
    r"ignorier\w* (?:alle |sie )?(?:vorherigen|bisherigen|obigen)", r"ignore[zr]? (?:toutes )?les instructions",
    r"ignora (?:todas )?las instrucciones",
)

SOCIAL = _any(
    r"(?:please |just |do )?let (?:me|us) know (?:if|whether|should|when) (?:you|there|anything|any|this|that|it)[\w ]{0,40}"
    r"(?:questions?|concerns?|help|need|works?|suits?|issues?|problems?|else|further|doubts?|clarif\w+|interested|unclear)",
    r"(?:please )?(?:do not|don't) hesitate", r"(?:please )?feel free", r"(?:please )?(?:don't|do not) (?:feel|worry|be)\b",
    r"(?:please )?(?:find|see) (?:the )?(?:attached|enclosed|below)", r"(?:please )?take care\b", r"please (?:note|be advised|be aware|accept|excuse|forgive|see)\b",
    r"(?:have|enjoy) (?:a|an|the|your) (?:\w+ )?(?:day|weekend|evening|week|one|trip|holidays?|vacation|rest)",
    r"(?:hope|trust) (?:this|that|you|all|everyone|to)", r"looking forward", r"look forward", r"nice to (?:meet|see|hear)",
    r"(?:many |huge |big )?thank(?:s| you)(?! (?:\w+ ){0,4}(?:please|could|can))[^.?!]{0,60}$", r"(?:good|great|nice) (?:job|work|catch|stuff)\b", r"congrat\w*",
    r"welcome (?:to|back|aboard)", r"happy (?:birthday|new year|to (?:help|answer|discuss))", r"keep up the", r"get well", r"go find your",
    r"(?:call|contact|ask|reach|ring|ping|email|message) (?:me|us|out)\b[^.?!]{0,30}(?:if|with|for|at any|any ?time)[^.?!]{0,40}(?:questions?|need|problems?|help|anything|time|details)",
    r"(?:see|talk|speak) (?:to )?(?:you|ya|soon|later|then)\b",
    r"(?:bei|für) (?:rück)?fragen", r"melden sie sich (?:gerne|gern|bitte)? ?(?:bei|wenn|falls)", r"schönes? (?:wochenende|tag|woche|feierabend)",
    r"n'hésitez pas", r"bonne (?:journée|soirée|semaine)", r"no dud(?:e|es) en", r"que tengas?",
)

IDLE = _any(
    r"if you (?:have|know) any(?:thing)?\b", r"if you (?:like|want|feel like)\b",
    r"if (?:i|we) ever", r"(?:would|might|could) (?:perhaps |maybe |also )?be (?:nice|fun|great|good|cool|lovely|interesting)(?! if you)",
    r"(?:only|just) a (?:dream|thought|idea)", r"thinking out loud", r"(?:some ?day|one day|in an ideal world|in theory|hypothetical\w*|lotto|wish list)",
    r"if (?:they|he|she|it|we|i) (?:\w+ed|were|had|did|would|objected)\b[^.?!]*\b(?:would|could|might)", r"(?:we|i|they) would have (?:to|had)",
    r"would need to", r"what would (?:that|it|this) (?:even )?cost", r"(?:maybe|perhaps) (?:we|i) (?:could|should|might)", r"we could (?:always|maybe|perhaps)",
    r"(?:we|they|i) (?:talked|thought|joked|chatted|wondered) about", r"not (?:this|until|before) (?:half|year|quarter|20\d\d)", r"nothing till",
    r"(?:falls|wenn) (?:wir|ich) (?:mal|je|irgendwann)", r"(?:wäre|wär) (?:schön|toll|nett)(?!,? wenn (?:du|sie|ihr))", r"un (?:jour|día)\b",
    r"imagine (?:if|that)", r"(?:i|we) (?:used|was going|were going|had planned) to", r"suppose (?:we|i)", r"what if",
)

NO_WORK = _any(
    r"no (?:further )?(?:action|need|follow-?up)(?: is| are)? ?(?:needed|required|necessary|from|for|to)?", r"nothing (?:more |else |left )?(?:needed|required|to do|to be done|for you)",
    r"(?:don't|do not|doesn't|does not|didn't|won't) (?:think (?:we|you|i) )?(?:need|have|want|bother|require)\b", r"not (?:needed|required|necessary|to be done)\b", r"can do without",
    r"(?:leave|left) (?:that|it|this) (?:with|to) (?:me|him|her|them)", r"you (?:can )?leave that", r"can be left out", r"decided (?:not to|against)", r"(?:don't|do not) (?:price|do|start|send|order|touch)\b",
    r"(?:ist|war) nichts (?:mehr )?zu", r"nichts (?:mehr )?zu (?:tun|veranlassen)", r"kein handlungsbedarf", r"nicht (?:mehr )?(?:nötig|notwendig|erforderlich)",
    r"rien à faire", r"pas besoin", r"no hace falta", r"nada que hacer", r"sounds fun",
)

CONDITIONAL = _any(
    r"if you (?:have|need|want|require) (?:any|more|further|additional|questions|help|suggestions|to)", r"if you(?:'d| would)? (?:wish|prefer|like to|feel|do not wish|no longer)", r"to (?:ensure|unsubscribe|opt out|stop receiving)",
    r"should you (?:have|need|require|wish)", r"(?:falls|wenn) sie (?:fragen|hilfe|noch)", r"si vous (?:avez|souhaitez)", r"si (?:tiene|desea|necesita)",
)
"""Offers of help and ways out that stand in every mail."""

CANCEL = _any(
    r"scratch that", r"never ?mind", r"(?:forget|scrap|drop|cancel|ignore|disregard|skip) (?:about )?(?:my |that|it|the|this|what)", r"stand down", r"(?:is|are|'s|was|now) (?:off|cancelled|canceled|called off|obsolete|moot)(?= |[.,!]|$)",
    r"no longer (?:need\w*|necessary|required|want\w*|relevant)", r"(?:don't|do not|no) need (?:it|that|this|the|them)\b(?! (?:\w+ )?(?:before|until|till|by)\b)", r"no need to", r"(?:hold|holding) off", r"not (?:you|her|him|them)\b", r"changed (?:my|our|their) minds?",
    r"^so no\b", r"(?:they|we|he|she) (?:don't|do not) want (?:it|that|this|the)", r"hat sich erledigt", r"doch nicht(?: mehr)?", r"vergiss (?:es|das)", r"laisse(?:z)? tomber", r"plus besoin", r"olvídalo", r"ya no hace falta",
)

DONE = _any(
    r"(?:has|have|had|'s|'ve) (?:now |just |all |been |already |since ){0,3}\w+(?:ed|en|ne|nt|ught|t)\b", r"already", r"(?:is|are|was|were|got|all) (?:now |all |both )?(?:done|fixed|sorted|finished|closed|resolved|complete|completed|paid|sent|renewed|replaced|booked|signed|delivered|repaired)\b",
    r"(?:all|everything(?:'s| is)?) (?:good|fine|ok|okay|sorted)", r"(?:done|fixed|sorted|finished|sent|resolved|completed|erledigt|fertig|terminé|hecho)(?: (?:now|today|yesterday|on|last|and))?[ ,.!]*$",
    r"(?:habe?|haben|hat|wurde|wurden|ist|sind) [\w ]{0,40}(?:schon|bereits|erledigt|repariert|informiert)", r"läuft wieder", r"est (?:déjà )?(?:fait|réglé|terminé)", r"(?:ya|está) (?:está|hecho|listo)",
    r"^(?:all )?(?:done|fixed|sorted|finished|sent|resolved|completed|deployed|merged|erledigt|fertig|fait|hecho)\b(?! (?:by|when|until|if))", r"dealt with", r"(?:yesterday|last (?:night|week|month|year)|gestern|hier\b|ayer)",
)

ASK = _any(
    r"(?:can|could|would|will|may) (?:you|u|ya|someone|somebody|anyone|anybody|(?:one|either|any|both) of you|i (?:please )?(?:get|have|ask)|we (?:please )?(?:get|have))\b(?! (?:believe|imagine|see why|hear me|like some))",
    r"(?:please|pls|plz|kindly)\b(?! (?:find attached|see attached|note))", r"you (?:need to|must|have to|should|will need to|are to|'ll need to)\b",
    r"(?:i|we)(?:'d| would)? (?:really |urgently |also |still |just |desperately ){0,2}(?:need|require)\b(?! to\b)", r"(?:i|we) (?:want|would like|'d like) (?!to\b)", r"(?:i|we)(?:'d| would) like you to",
    r"(?:it )?would (?:really |also )?(?:help|be (?:great|good|nice|lovely|helpful|useful|appreciated|appreciate))(?: \w+){0,3} if (?:you|someone|somebody|we|the)", r"(?:be|very|most|much) (?:grateful|obliged|appreciat\w+)(?: it)? if",
    r"(?:would|do) you mind", r"any chance (?:you|of|someone)", r"(?:is|would) it (?:be )?possible", r"(?<!to )(?<!and )(?:make|be) sure", r"(?:don't|do not) forget to", r"remember to", r"appreciate (?:it )?if you",
    r"(?:todo|to-do|action|action item|ai|ap)\b ?[:\]]", r"(?:needs?|has|have|must|ought) (?:to )?be (?:\w+ly )?(?:\w+ed|done|sent|made|put|built|bought|written|taken|given|kept|set|shut|held|paid|found|rebuilt|redone|cut|with|in|on|at|ready|there)\b",
    r"(?:is|are) to be (?:\w+ed|done|sent|made|put|built|bought|written|taken|kept|set|held|paid)", r"to be (?:replaced|repaired|fixed|checked|ordered|cleaned|updated|changed|removed|reviewed|signed|returned|installed)\b",
    r"(?:someone|somebody|one of us|one of you|anyone) (?:really )?(?:should|ought to|needs? to|has to|must|please|to|from)\b", r"we (?:really |also |still ){0,2}(?:need to|must|have to|should|ought to)\b", r"(?:the \w+|everyone|everybody|all) (?:must|should|needs? to|has to|have to)\b",
    r"let's (?!see|face|hope|not|say)", r"who (?:can|could|will|wants to|would like to|is able to|has time to|takes)\b", r"take the pen", r"over to you", r"your turn to", r"due (?:by|on)\b", r"let (?:me|us) have\b", r"(?<!n't )(?<!to )(?<!will )(?<!ll )(?<!did not )(?:tell|show|give|send|get) me\b(?! (?:wrong|off|started|going|to ))", r"let (?:me|us) know (?:by|which|what|how|who|whether|when|where|your|the|if you (?:can|are able|agree|approve|would))", r"(?:was|were|am|are) wondering if (?:you|it would be possible|someone)", r"if you (?:could|can|would) (?:\w+ ){1,12}?(?:grateful|appreciate|great|helpful)", r"i(?:'d| would)? (?:suggest|propose|recommend) (?:that )?(?:you|we|someone)\b", r"(?:look|looking|hoping) (?:for|to) you to", r"it'?s? (?:is )?(?:time|on you) to", r"(?:want|like|expect|asking|trust|rely on|counting on) (?:you|\w+) to (?=[a-z]+ )", r"waiting (?:for|on) your",
)

ASK_OTHERS = _any(
    r"bitte\b", r"(?:können|könnten|würden|kannst|könntest|würdest) (?:sie|du|ihr|jemand)", r"(?<!\bder )(?<!\ber )(?<!\bes )(?<!\bdas )(?<!\bdie )(?<!\bsie )(?<!\bich )(?:soll|sollte|sollen|muss|müssen|müsste)\b", r"(?:brauche|brauchen|benötige|benötigen)\b", r"wäre (?:schön|toll|nett|super), wenn (?:du|sie|ihr)", r"jemand (?:sollte|muss|müsste)",
    r"merci de (?!votre|ton|vos|tout)", r"veuillez", r"pourr(?:iez|ais)[- ](?:vous|tu)", r"peux-tu|pouvez-vous", r"(?:s'il|s) (?:vous|te) pla[iî]t", r"svp\b", r"il (?:faut|faudrait|faudra)", r"(?:doit|doivent|devez|dois)\b", r"j'ai besoin", r"prière de", r"n'oublie[zs]? pas",
    r"por favor", r"(?:puedes?|podrías?|podría|pueden) (?:usted )?\w+[aei]r", r"(?:hay|tienes?|tiene) que", r"(?:debe|deben|debes)\b", r"necesit(?:o|amos)\b", r"hace falta",
)

PROMISE = _any(
    r"(?:i'll|i will|i shall|i'm going to|i am going to|i'm gonna|we'll|we will|we're going to|ill)(?= (?!be (?:out|away|back|there|in|on|at|late|off|travelling|traveling|unavailable|offline|around|free|happy)\b|not\b|never\b|see\b|have to\b|let you know\b|miss\b|know\b|need\b|wait\b|think\b|admit\b|survive\b))",
    r"i (?:said|promised|agreed|told \w+|offered) (?:that )?i(?:'d|'ll| would| will)", r"i (?:promised|agreed|offered|volunteered|undertook) to", r"i can (?:take|do|handle|pick|get|send|look|sort|bring|have|write|draft|call|check|make)\b", r"i(?:'m| am) (?:on it|taking|doing|sending|handling)", r"you(?:'ll| will) (?:have|get|receive)\b",
    r"leave (?:it|that) (?:to|with) me", r"let me (?!know|have|see)\w+",
    r"ich (?:werde|kümmere|übernehme|schicke|sende|melde|mache|bestelle|erledige|prüfe|kläre|rufe)", r"(?:mache|übernehme|erledige) ich", r"wir (?:werden|kümmern|übernehmen)", r"je (?:vais|m'en occupe|m'occupe|vous envoie|t'envoie|ferai|prépare)", r"nous allons", r"(?:voy|vamos) a \w+r\b", r"me encargo", r"yo (?:lo|la) hago",
)

THIRD = (
    r"(?:will|'ll|is going to|are going to|to|should|must|needs? to|has to|have to|ought to|shall|can|could|is to|please|pls|soll|sollte|muss|wird|kümmert sich|übernimmt|va|doit|devra|s'occupe|va a|debe|tiene que|se encarga"
    r"|(?:very |has |have )?(?:kindly )?(?:offered|agreed|promised|volunteered|undertook) to|(?:said|says|told us|confirmed) (?:that )?(?:he|she|they)(?:'ll| will|'d| would)|takes? (?:care|over|on)|told us they will|is taking|owes)"
)
"""What stands between a name and the verb, where the name is to do the work."""

PROBLEM = _any(
    r"(?:can't|cant|cannot|can not|couldn't|unable to|won't|wont|doesn't|doesnt|don't|isn't|aren't|not) (?:\w+ )?(?:get|log|work\w*|open|load|access|print|connect|start|close|lock|see|find|sign|lit|sync|respond\w*|licensed|show\w*|turn)\b",
    r"(?:is|are|'s|has been|keeps?|went|gone|was) (?:\w+ )?(?:broken|down|dead|stuck|leaking|missing|faulty|wrong|offline|blocked|jammed|out of (?:date|order|stock)|defective|damaged|cracked|flickering|failing|expired|not lit|unreachable|incorrect|going off)\b",
    r"(?:dead|broken|leak(?:s|ing)?|stopped working|no longer works?|crash(?:es|ed|ing)|error|fails?|failing|loops? (?:me|back)|out of date|keeps? (?:\w+ing)|drops the|has the wrong|going off|down since)\b",
    r"(?:defekt|kaputt|ausgefallen|fehlt|fehlen|funktioniert nicht|geht nicht|undicht|steckt fest|hängt)\b", r"(?:en panne|cassé|ne (?:marche|fonctionne) p(?:as|lus)|fuite)\b", r"(?:roto|averiado|no funciona|fuga)\b",
)

QUESTION_LEAD = _any(r"(?:one|a|another|my|quick|the|also one|last) (?:\w+ )?question", r"(?:do|does) (?:you|anyone|anybody) know", r"i (?:need|want|would like|'d like|have) to know", r"(?:can|could) (?:you|anyone|someone) (?:tell|confirm|explain|clarify|advise)", r"or not\?", r"i(?:'m| am) wondering", r"(?:weißt du|wissen sie)", r"savez-vous", r"sabe(?:s|n)? si")

ACK = re.compile(
    r"\W*(?:will do|on it|ok(?:ay|ie)?|sure(?: thing)?|yes|yep|yup|no problem|np|got it|done deal|consider it done|can do|doing it|will|gladly|happy to|of course|roger|ack|👍|👌|🫡|✅|mache? ich|mach ich|geht klar|erledige ich|alles klar|ja|d'accord|ça marche|je m'en occupe|vale|claro|de acuerdo|hecho|me encargo|i(?:'ll| will| can) (?:do|take) (?:it|that|this)|i got it|mine)(?!\w)",
    re.IGNORECASE,
)

DONE_WHEN = _any(r"(?:is |it's |counts as |count as )?(?:only )?done (?:only )?(?:when|once|if)\b", r"not (?:done|finished|complete) (?:until|till|before)", r"(?:i|we) accept (?:it|this|them)?[\w ]{0,10}(?:when|once|if)", r"acceptance(?: criteria)?\b", r"definition of done", r"release only when", r"fertig,? wenn", r"erledigt,? wenn", r"terminé quand", r"hecho cuando")
MUST = _any(r"(?:must|have to|has to|needs? to|should) (?:not )?(?:be|have|include|contain|cover|show|page|match|come|fit|stay|use|carry|work|pass)\b", r"make sure", r"so that\b", r"ensure\b", r"it is important|for me is important|important (?:is|that)", r"(?:muss|müssen|darf|dürfen)\b")

URGENT = _any(r"p[01]\b", r"sev ?1\b", r"critical\b", r"urgent(?:ly)?\b", r"asap\b", r"a\.s\.a\.p", r"as soon as (?:possible|you can)", r"immediately", r"right away", r"straight ?away", r"emergency", r"top priority", r"dringend\w*", r"(?:eilt|sofort|umgehend|schnellstmöglich)\b", r"urgence\b|urgente?s?\b|au plus vite|dès que possible", r"cuanto antes|lo antes posible")
HIGH = _any(r"high[- ]priority", r"priority[: ]+high", r"p2\b", r"(?:very|really|quite|super) important", r"(?:is|it's) important(?! (?:to|that))", r"high importance", r"hohe priorität|wichtig\b", r"haute priorité|prioritaire", r"alta prioridad|prioridad alta|importante\b")
LOW = _any(r"no (?:rush|hurry|urgency|big hurry|great hurry)", r"(?:when|whenever) you (?:get|have|find) (?:a |some )?(?:chance|time|minute|moment|second|spare)", r"low[- ]priority", r"priority[: ]+low", r"not urgent", r"(?:nothing|isn't) urgent", r"p[45]\b", r"at your (?:leisure|convenience)", r"in your own time", r"when(?:ever)? convenient", r"(?:eilt|drängt) nicht|keine eile|nicht dringend|bei gelegenheit|wenn (?:du|sie) zeit", r"pas (?:urgent|pressé)|quand (?:tu|vous) (?:as|avez|pourr)", r"sin prisa|no (?:es urgente|corre prisa)|cuando puedas")
NEGATED = _any(r"(?:not|n't|isn't|no|nothing|nicht|pas|kein\w*)(?: \w+)? $")

APPROVAL = _any(r"(?:needs?|subject to|pending|requires?) [\w' ]{0,30}(?:ok\b|okay|approval|approved|sign-?off|sign off|permission|go-ahead|freigabe)", r"(?:approval|sign-?off|permission|freigabe|genehmigung) (?:from|by|first|von)")
VAGUE = _any(r"(?:something about|(?:the|this|that|whole|all (?:the|this)) (?:\w+ ){0,2}(?:thing|stuff|issue|matter)\b|sort out|look after|look into|take care of|deal with|handle (?:it|this|that)|the rest|etwas|quelque chose|algo)\b", r"(?:confirm|check|fix|review|improve) (?:it|this|that)\b(?: once more| again)?[.!?]?$")

IDLE_HEADING = _any(r"(?:already |things )?done\b", r"completed?\b", r"decided|decisions?\b", r"parked|parking", r"apologies|attendees|present\b|attending", r"fyi\b|for information|info\b", r"not now|out of scope|won't do|rejected|later\b", r"ideas?\b|nice to have|wish ?list|someday|maybe", r"erledigt|beschlossen|beschlüsse|teilnehmer|anwesend|geparkt", r"terminé|fait\b|décidé|présents|hecho|decidido|asistentes", r"date of next|next meeting|agenda|shipped|closed\b|cancelled")
WORK_HEADING = _any(r"actions?\b|action (?:items?|points?)", r"to-?do|todos?\b|to do", r"next steps?", r"tasks?\b|follow[- ]?ups?", r"open (?:items?|points?|tasks?|issues?)", r"aufgaben|maßnahmen|nächste schritte|offene punkte|zu erledigen", r"à faire|prochaines étapes", r"tareas|pendientes|próximos pasos|acciones")

PROMOTION = _any(r"\d+ ?% off", r"free (?:trial|demo|shipping|month)", r"(?:months?|weeks?) free", r"(?:book|schedule|request) (?:a|your) demo", r"upgrade (?:now|today)", r"(?:limited|special|exclusive) (?:time|offer)", r"don't miss", r"(?:sign up|register|subscribe|shop|buy|order|join) (?:now|today|here)", r"webinar", r"newsletter", r"(?:save|discount|deal|sale|coupon|promo)\b", r"click here", r"jetzt (?:kaufen|sichern|bestellen|anmelden)", r"rabatt|angebot(?:e)? (?:endet|nur)", r"offre (?:spéciale|limitée)|profitez", r"oferta|descuento")
SUBSCRIPTION = _any(r"unsubscribe", r"(?:receive|receiving|received|getting) this (?:e-?mail|newsletter|message)", r"manage (?:your )?(?:e-?mail )?preferences", r"abbestellen|abmelden", r"désabonner", r"darse de baja", r"view (?:this )?(?:email )?in (?:your )?browser")

NOBODY = _any(r"some ?(?:one|body)(?: (?:from|in|on|at) [^.,?!]{1,60}?)?(?= (?:should|ought|needs?|has|have|must|to|please|could|can|will))", r"someone\b|somebody\b|anyone\b|anybody\b", r"(?:one|any|either) of (?:you|us)\b", r"jemand\b|einer von (?:euch|uns)", r"quelqu'un\b|l'un de vous", r"alguien\b|uno de vosotros")
POLITE = re.compile(r"[,]? ?(?<!\w)(?:please|pls|plz|kindly|if you (?:can|could|don't mind)|when you (?:get|have) (?:a )?(?:chance|minute|moment|time)|thanks|thank you|thx|bitte|s'il (?:vous|te) pla[iî]t|svp|por favor|asap|urgently|dringend|cheers|ta)(?!\w),?", re.IGNORECASE)
NAME_ALONE = re.compile(r"(?P<who>[A-ZÄÖÜÉ][^,.:;!?\n]{0,40}?)[ \t]*(?:bonjour|hallo|hi)?[ \t]*(?:[,:–—-])[ \t]*$")
GREETING = re.compile(r"[ \t]*(?:dear|hi|hello|hey|hej|hallo|liebe[rs]?|guten (?:tag|morgen)|sehr geehrte[rs]?|moin|bonjour|cher|chère|salut|hola|estimad[oa]|buenos días|good (?:morning|afternoon|evening)|morning)\b[ ,]*(?P<who>[^,.:;!?\n]{0,50})(?:[,.:;!?–-]|$)", re.IGNORECASE)
EVERYBODY = _any(r"(?:all|both|team|everyone|everybody|folks|guys|colleagues|zusammen|alle|kolleg\w+|tous|équipe|todos|equipo)\b")
SELF = re.compile(r"(?:(?:so|and|also|ok|then|now|ps:?) )?(?:i )?(?:really |still |also )?(?:must|gotta|need to|have to|should|ought to|remember to|don't forget to) (?P<verb>[a-z-]+)", re.IGNORECASE)
"""A clause that begins like this is the author's own list: "must call Ben", "I need to file it"."""
CLAUSE = re.compile(r"[,;]\s+|\s+[-–—]+\s+|\s+(?:but|so|aber|mais|pero)\s+|\s*>>\s*|\.{2,}\s*")
LEAD = re.compile(r"\W*(?:(?:so|and|then|also|anyway|ok|okay|well|now|next|first|second|third|finally|lastly|just|oh|hey|please|pls|plz|kindly|only thing|ps|p\.s\.|todo|action|fyi|from now on|always|maybe|perhaps|again|und|dann|auch|bitte|et|puis|alors|y|entonces)(?!\w)[ ,:-]*)+|\W+", re.IGNORECASE)
ASIDE = re.compile(r"(?:as|if|for|when|once|in|to|on|after|before|per|since|while|given|with|wenn|falls|sobald|si|quand|cuando|hi|hello|hey|hej|thanks|sorry|yes|ok|great)\b|\W*(?:[\w'.-]+\W+){0,2}[\w'.-]+\W*$", re.IGNORECASE)
"""A clause that only leads up to the next: "As discussed,", "Also,", "If it rains,"."""
NOT_A_VERB = re.compile(r"(?:of|you|we|they|i|is|are|was|were|has|have|had|will|would|went|came|from|by|got|looks|seems|report|went)(?!\w)|'s|\?$|$", re.IGNORECASE)
"""What follows an action word that is a noun here: "Change of plan", "Lunch is on"."""
