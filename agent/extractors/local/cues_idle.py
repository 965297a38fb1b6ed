"""What sentences look like that report, cancel, greet or advertise. Tables of patterns, no logic.

English first; German, French and Spanish where the form is plain. All are searched in text with
straight apostrophes, whatever the case.
"""

from __future__ import annotations

from agent.extractors.local.cues import any_of

SOCIAL = any_of(
    r"(?:please |just |do )?let (?:me|us) know (?:if|whether|should|when) (?:you|there|anything|any|this"
    r"|that|it)[\w ]{0,40}"
    r"(?:questions?|concerns?|help|need|works?|suits?|issues?|problems?|else|further|doubts?|clarif\w+"
    r"|interested|unclear)",
    r"(?:please )?(?:do not|don't) hesitate",
    r"(?:please )?feel free",
    r"(?:please )?(?:don't"
    r"|do not) (?:feel|worry|be)\b",
    r"(?:please )?(?:find|see) (?:[\w']+ ){0,6}?(?:attached|enclosed"
    r"|below)",
    r"(?:please )?take care\b",
    r"please (?:note|be advised|be aware|accept|excuse|forgive"
    r"|see)\b",
    r"(?:have|enjoy) (?:a|an|the|your) (?:\w+ )?(?:day|weekend|evening|week|one|trip|holidays?|vacation"
    r"|rest)",
    r"(?:hope|trust) (?:this|that|you|all|everyone"
    r"|to)",
    r"looking forward",
    r"look forward",
    r"nice to (?:meet|see|hear)",
    r"(?:many |huge |big )?thank(?:s| you)(?! (?:\w+ ){0,4}(?:please|could|can))[^.?!]{0,60}$",
    r"(?:good"
    r"|great|nice) (?:job|work|catch|stuff)\b",
    r"congrat\w*",
    r"welcome (?:to|back|aboard)",
    r"happy (?:birthday|new year|to (?:help|answer"
    r"|discuss))",
    r"keep up the",
    r"get well",
    r"go find your",
    r"(?:call|contact|ask|reach|ring|ping|email|message) (?:me|us|out)\b[^.?!]{0,30}(?:if|with|for|at any"
    r"|any ?time)[^.?!]{0,40}(?:questions?|need|problems?|help|anything|time|details)",
    r"(?<!to )(?:see|talk|speak) (?:to )?(?:you|ya|soon|later|then)\b",
    r"(?:bei|für) (?:rück)?fragen",
    r"melden sie sich (?:gerne|gern|bitte)? ?(?:bei|wenn"
    r"|falls)",
    r"schönes? (?:wochenende|tag|woche|feierabend)",
    r"n'hésitez pas",
    r"bonne (?:journée|soirée|semaine)",
    r"no dud(?:e|es) en",
    r"que tengas?",
)

IDLE = any_of(
    r"(?:more often|(?:again|together) some ?time)\b",
    r"give (?:me|us) (?:until|a (?:sec|min|moment|day|few)|some time|time)",
    r"if you (?:have|know) any(?:thing)?\b",
    r"if you (?:like|want|feel like)\b",
    r"if (?:i|we) ever",
    r"(?:would|might|could) (?:perhaps |maybe |also )?be (?:nice|fun|great|good|cool"
    r"|lovely|interesting)(?! if you)(?!(?<=good) to (?:have|get)|(?<=great) to (?:have|get))",
    r"(?:lol|haha+|hehe|rofl|just kidding|jk|joking)\b",
    r"(?:only|just) a (?:dream|thought|idea)",
    r"thinking out loud",
    r"(?:some ?day|one day"
    r"|in an ideal world|in theory|hypothetical\w*|lotto|wish list)",
    r"if (?:they|he|she|it|we|i) (?:\w+ed|were|had|did|would|objected)\b[^.?!]*\b(?:would|could"
    r"|might)",
    r"(?:we|i|they) would have (?:to|had)",
    r"would need to",
    r"what would (?:that|it|this) (?:even )?cost",
    r"(?:maybe|perhaps) (?:we"
    r"|i) (?:could|should|might)",
    r"we could (?:always|maybe|perhaps)",
    r"(?:we|they|i) (?:talked|thought|joked|chatted|wondered) about",
    r"not (?:this|until|before) (?:half"
    r"|year|quarter|20\d\d)",
    r"nothing till",
    r"(?:falls|wenn) (?:wir|ich) (?:mal|je|irgendwann)",
    r"(?:wäre|wär) (?:schön|toll"
    r"|nett)(?!,? wenn (?:du|sie|ihr))",
    r"un (?:jour|día)\b",
    r"imagine (?:if|that)",
    r"(?:i|we) (?:used|was going|were going|had planned) to",
    r"suppose (?:we"
    r"|i)",
    r"what if",
    r"if (?:[^,.?!]{3,60}) (?:ever|had|were)\b",
    r"if (?!you (?:could|can|would))[^.?!]{3,80}[, ](?:i|we|they|he|she|it|that)(?:'d| would) "
    r"(?!(?:\w+ )?be (?:grateful|happy|glad"
    r"|great|good|nice|helpful|obliged|appreciate)|appreciate|like|love|help)",
    r"(?:click|tap|track|view|visit|download|browse|shop|explore|discover|unsubscribe|log in|read more"
    r"|learn more)\b[^.?!]{0,60}(?:\bhere\b|\bbelow\b|https?:|<http|\bwww\.)",
)

NO_WORK = any_of(
    r"(?:none|nil|n/a|nothing|keine|néant|nada)(?: really)?(?=\W*$|,)",
    r"no (?:further )?(?:action|need|follow-?up)(?: is| are)? ?(?:needed|required|necessary|from|for"
    r"|to)?",
    r"nothing (?:open|new|outstanding|to report|else|more)\b",
    r"nothing (?:more |else |left )?(?:needed|required|to do|to be done|for you|(?:that )?you"
    r" (?:need|have|must|should))",
    r"(?:don't|do not|won't|will not) (?:need|have) to\b",
    r"(?:don't|do not|doesn't|does not|didn't|won't) (?:think (?:we|you|i) )?(?:need|have|want|bother"
    r"|require)\b",
    r"not (?:needed|required|necessary|to be done)\b",
    r"can do without",
    r"(?:leave|left) (?:that|it|this) (?:with|to) (?:me|him|her"
    r"|them)",
    r"you (?:can )?leave that",
    r"can be left out",
    r"decided (?:not to|against)",
    r"(?:don't"
    r"|do not) (?:price|do|start|send|order|touch)\b",
    r"(?:ist|war) nichts (?:mehr )?zu",
    r"nichts (?:mehr )?zu (?:tun"
    r"|veranlassen)",
    r"kein handlungsbedarf",
    r"nicht (?:mehr )?(?:nötig|notwendig|erforderlich)",
    r"rien à faire",
    r"pas besoin",
    r"no hace falta",
    r"nada que hacer",
    r"sounds fun",
)

CONDITIONAL = any_of(
    r"if (?:the|this|it|that)\b[^.,?!]{0,40}? (?:comes back|recurs?|returns|persists?|happens "
    r"again|continues?)\b",
    r"if you (?:have|need|want|require) (?:any|more|further|additional|questions|help|suggestions"
    r"|to)",
    r"if you(?:'d| would)? (?:wish|prefer|like to|feel|do not wish|no longer)",
    r"to (?:ensure"
    r"|unsubscribe|opt out|stop receiving)",
    r"should you (?:have|need|require|wish)",
    r"(?:falls|wenn) sie (?:fragen|hilfe"
    r"|noch)",
    r"si vous (?:avez|souhaitez)",
    r"si (?:tiene|desea|necesita)",
)
"""Offers of help and ways out that stand in every mail."""

CANCEL = any_of(
    r"scratch that",
    r"^(?:parked|dropped|rejected|shelved|on hold|not now|not pursuing|nothing decided|nicht "
    r"weiter verfolgt)\b",
    r"(?:not pursuing|won't pursue|decided against|agreed not to|we dropped) (?:it|that|this)\b",
    r"never ?mind",
    r"(?:forget|scrap|ignore|disregard"
    r"|skip) (?:about )?(?:my |that|it|the|this|what)",
    r"stand down",
    r"(?:is|are|'s|was|now) (?:off"
    r"|cancelled|canceled|called off|obsolete|moot)(?= |[.,!]|$)",
    r"no longer (?:need\w*|necessary|required|want\w*|relevant)",
    r"(?:don't|do not|no) need (?:it|that"
    r"|this|the|them)\b(?! (?:\w+ )?(?:before|until|till|by)\b)",
    r"no need to",
    r"(?:hold"
    r"|holding) off",
    r"not (?:you|her|him|them)\b",
    r"changed (?:my|our|their) minds?",
    r"^so no\b",
    r"(?:they|we|he|she) (?:don't|do not) want (?:it|that|this"
    r"|the)",
    r"hat sich erledigt",
    r"doch nicht(?: mehr)?",
    r"vergiss (?:es"
    r"|das)",
    r"laisse(?:z)? tomber",
    r"plus besoin",
    r"olvídalo",
    r"ya no hace falta",
)

DONE = any_of(
    r"(?:has|have|had|'s|'ve) (?:now |just |all |been |already |since |never ){0,3}"
    r"(?!it\b|that\b|not\b|at\b|need\b|been? (?:asked|told|promised|\w+ing)\b)"
    r"(?:\w+(?:ed|en|ne|nt|ught)|got|put|let|set|cut|kept|left|built|felt|met|dealt|lost|shut|bent)\b",
    r"already",
    r"(?:is|are|was|were|got|all) (?:now |all |both )?(?:done|fixed|sorted|finished"
    r"|closed|resolved|complete|completed|paid|sent|renewed|replaced|booked|signed|delivered|repaired)\b",
    r"(?:all|everything(?:'s| is)?) (?:good|fine|ok|okay|sorted)",
    r"(?:done|fixed|sorted|finished|sent"
    r"|resolved|completed|erledigt|fertig|terminé|hecho)(?: (?:now|today|yesterday|on|last|and))?[ ,.!]*$",
    r"(?:habe?|haben|hat|wurde|wurden|ist|sind) [\w ]{0,40}(?:schon|bereits|erledigt|repariert"
    r"|informiert)",
    r"läuft wieder",
    r"est (?:déjà )?(?:fait|réglé|terminé)",
    r"(?:ya|está) (?:está"
    r"|hecho|listo)",
    r"^(?:all )?(?:done|fixed|sorted|finished|sent|resolved|completed|deployed|merged|erledigt|fertig"
    r"|fait|hecho)\b(?! (?:by|when|until|if))",
    r"dealt with",
    r"(?:yesterday|last (?:night|week|month|year))(?!'s)\b|gestern\b|hier\b|ayer\b",
)

PROBLEM = any_of(
    r"(?:can't|cant|cannot|can not|couldn't|unable to|won't|wont|doesn't|doesnt|don't|isn't|aren't"
    r"|not) (?:\w+ )?(?:get|log|work\w*|open|load|access|print|connect|start|close|lock|see|find|sign|lit"
    r"|sync|respond\w*|licensed|show\w*|turn)\b",
    r"(?:is|are|'s|has been|keeps?|went|gone|was) (?:\w+ )?(?:broken|down|dead|stuck|leaking|missing"
    r"|faulty|wrong|offline|blocked|jammed|out of (?:date|order|stock|toner|paper|ink|service"
    r"|use|action|\w+ again)|defective|damaged|cracked"
    r"|flickering|failing|expired|not lit|unreachable|incorrect|going off)\b",
    r"(?:dead|broken|leak(?:s|ing)?|stopped working|no longer works?|crash(?:es|ed|ing)|error|fails?"
    r"|failing|loops? (?:me|back)|out of date|keeps? (?:\w+ing)|drops the|has the wrong|going off"
    r"|down since)\b",
    r"(?:defekt|kaputt|ausgefallen|fehlt|fehlen|funktioniert nicht|geht nicht|undicht|steckt fest"
    r"|hängt)\b",
    r"(?:en panne|cassé|ne (?:marche|fonctionne) p(?:as|lus)|fuite)\b",
    r"(?:roto|averiado"
    r"|no funciona|fuga)\b",
)

IDLE_HEADING = any_of(
    r"(?:already |things )?done\b",
    r"completed?\b",
    r"decided|decisions?\b",
    r"parked|parking",
    r"apologies|attendees|present\b|attending",
    r"fyi\b|for information|info\b",
    r"not now|out of scope|won't do|rejected|later\b",
    r"ideas?\b|nice to have|wish ?list|someday|maybe",
    r"erledigt|beschlossen|beschlüsse|teilnehmer|anwesend|geparkt",
    r"terminé|fait\b|décidé|présents|hecho|decidido|asistentes",
    r"date of next|next meeting|agenda|shipped|closed\b|cancelled",
)

SHOPPING = any_of(r"(?:my |the )?(?:shopping|groceries)\b")
WORK_HEADING = any_of(
    r"actions?\b|action (?:items?|points?)",
    r"to-?do|todos?\b|to do",
    r"next steps?",
    r"tasks?\b|follow[- ]?ups?",
    r"open (?:items?|points?|tasks?|issues?)",
    r"aufgaben|maßnahmen|nächste schritte|offene punkte|zu erledigen",
    r"(?:my |things |still )to[- ]do|shopping\b|errands\b|offen\b",
    r"à faire|prochaines étapes",
    r"tareas|pendientes|próximos pasos|acciones",
)
