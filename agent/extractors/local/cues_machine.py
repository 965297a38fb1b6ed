"""How texts address the software that reads them. Tables of patterns, no logic.

Both kinds are searched in text with straight apostrophes, whatever the case. People who write about software
("our AI team", "the chatbot must greet people") are not to be found here.
"""

from __future__ import annotations

import re

from agent.extractors.local.cues import any_of

_READS = (
    r"(?:reads?|reading|process(?:es|ing)?|handl(?:es|ing)|pars(?:es|ing)|sort(?:s|ing)"
    r"|summari[sz](?:es|ing))"
)
_MACHINE = (
    r"(?:(?:the|any|all|every|our|your|whatever|whichever|this|that|an?) )?(?:[\w-]+ ){0,2}?"
    r"(?:ai|artificial intelligence|llms?|language models?|chat ?bots?|gpt|copilot|bots?|parsers?"
    r"|classifiers?"
    r"|(?:triage|automated|automatic|e?mail|inbox|virtual) (?:assistants?|agents?|bots?|systems?|tools?"
    r"|readers?"
    r"|processing|processors?|triage)"
    rf"|(?:software|programs?|machines?|algorithms?|assistants?|agents?|tools?|systems?)(?= (?:that|which"
    rf"|{_READS})))"
    r"(?: (?:models?|assistants?|agents?|bots?|systems?|tools?|readers?|triage|program|software))?"
)
_THAT_READS = rf"(?: (?:(?:that|which|who|if you) )?(?:\w+ )?{_READS}?[^.:!?\n]{{0,50}}?)?"

MENTIONED = re.compile(
    r"(?<!\w)(?:ai|a\.i|ki|ia|artificial|inteligencia|inteligência|künstliche|llm|gpt|copilot|chat ?bot"
    r"|bot|parser"
    r"|classifier|language model|automat|automát|assist|asist|agent|tool|system|syst|sistema|model"
    r"|modèle|modelo"
    r"|taalmodel|sprach"
    r"|software|program|machine|algorithm|robot|instruction|instruc|istruzioni|anweisung|vorgaben|regeln"
    r"|regels|rules"
    r"|regl|règl|regole|consigne|logiciel|prompt|guideline|you are|human|user|reviewer|geautomat"
    r"|answer only|output"
    r"|begin your|start your|priority|severity|owner|assignee|status|inst\b|im_)",
    re.IGNORECASE,
)
"""None of the others are found in a sentence without one of these: asked first, for it is quick."""

SPOKEN_TO = any_of(
    rf"(?:note|notice|message|instructions?|attention|hint|memo|important|information|commands?)\W{{0,3}}"
    rf"(?:to|for) {_MACHINE}(?!\w| (?:team|project|group|department|training|course|vendor|lab|people))",
    rf"(?:dear|hello|hey|hi|attention|attn\.?|ok) {_MACHINE}(?: (?:that|which|who"
    rf"|{_READS})[^.:!?\n]{{0,40}})?[,:!]",
    rf"(?:^|p\.?s\.?:? |[\[(\"“] ?)(?:to |@){_MACHINE}{_THAT_READS}:",
    r"(?:if|when|as|since|because|should) you(?: are|'re|r|) (?:an? |the )?(?:ai|llm|language model|bot"
    r"|chat ?bot"
    r"|large language|automated|machine|virtual assistant)\b",
    r"(?:as|being) an? (?:ai|llm|language model)\b",
    rf"{_MACHINE} (?:(?:that|which|who) )?(?:is |are )?{_READS}\b[^.?!:\n]{{0,60}}?"
    r"(?::|,|\b(?:must|should|shall|has to|have to|is to|are to|needs? to|will)\b)",
    r"(?:automated|automatic|ai|email|inbox) (?:assistants?|agents?|bots?|systems?|readers?|tools?)"
    r"(?: and [\w ]{1,25})?(?: of this [\w ]{1,20})? ?(?::|must|should|shall|are required)",
    r"(?:this|the) (?:form|text|mail|e-?mail|message|note)s? (?:is|are) (?:being )?(?:read|processed|parsed"
    r"|summari[sz]ed|classified|handled) by an? (?:ai|llm|language model|bot|machine|automat\w+)",
    r"you are (?:an?|the|in) [\w ,-]{0,20}?\b(?:bot|ai|language model|developer mode)\b",
    r"you are now (?:an?|the|in|my|free)\b[^.?!]{0,40}\b(?:bot|assistant|ai|model|agent|mode|dan)\b",
    r"(?:do not|don't|never) (?:show|reveal|tell|mention|display|disclose) (?:this|it"
    r"|these lines)[\w ]{0,20} to"
    r" (?:a |the |any )?(?:human|user|reviewer)",
    r"<\|?/?(?:system|im_start|im_end|instructions?|prompt)\|?>|\[/?(?:inst|system)\]|#{2,} ?(?:system"
    r"|instruction)",
    r"(?:begin|end) (?:of )?(?:system )?(?:prompt|instructions?)\b|(?:new|updated|real"
    r"|hidden) system instructions? ?:",
    r"(?:ignore|disregard|forget|override) (?:all |any )?(?:of )?(?:your|previous|prior) (?:previous "
    r"|prior |earlier )?"
    r"(?:instructions?|rules|prompts?|guidelines|programming)\b",
    r"(?:an|für|liebe|hallo) (?:die |alle |das |den )?(?:ki\b|künstliche intelligenz|sprachmodelle?\b|ki-\w+"
    r"|automatische[nrs]? (?:systeme?|verarbeitung|auswertung|assistent\w*)|software, die|programm, das)",
    r"(?:sprachmodell|ki|software|programm)(?:e|s)?,? (?:das|die|der|welche\w*) [^.:!?\n]{0,40}(?:liest"
    r"|lesen|auswertet"
    r"|auswerten|verarbeitet|verarbeiten)",
    r"(?:falls|wenn) (?:du|sie) (?:eine? )?(?:ki|sprachmodell|bot|assistent)\b|ki-assistent\w*[:,]",
    r"(?:vergiss|vergessen sie|ignorier\w*) (?:alle |sie |bitte )?(?:deine|ihre|alle"
    r"|die)? ?(?:bisherigen?|vorherigen?"
    r"|obigen?|früheren?)? ?(?:anweisungen|vorgaben|regeln|instruktionen)",
    r"(?:à|pour|chère|bonjour) (?:l'|toute )?(?:ia|intelligence artificielle)\b(?! (?:de|du|est|a)\b)",
    r"(?:à l'attention|note|message|consigne)[^.:\n]{0,15}(?:du|de la|des|au|aux|à la|pour le"
    r"|pour les) (?:systèmes?"
    r"|assistants?|modèles?|robots?|logiciels?) (?:automatiques?|de langage|qui)",
    r"si (?:vous êtes|tu es) une? (?:modèle|ia|assistant|robot)|(?:oublie[zr]?"
    r"|ignore[zr]?) (?:toutes )?(?:les|tes|vos)"
    r" (?:instructions|consignes|règles)",
    r"(?:para|a) (?:la |el |cualquier |los )?(?:ia|inteligencia artificial|modelos? de lenguaje"
    r"|(?:asistentes?|sistemas?|programas?|software|robots?) (?:automátic\w+|que|de ia))\b",
    r"si (?:eres|es usted|usted es) un[a]? (?:modelo|ia|asistente|sistema|bot)|(?:ignor\w+"
    r"|olvid\w+) (?:todas )?"
    r"(?:las|tus|sus) (?:instrucciones|reglas)",
    r"(?:para|à) (?:a |o |qualquer )?(?:ia|inteligência artificial|modelo de linguagem"
    r"|(?:assistente|sistema|programa) (?:automátic\w+|que|de ia))\b",
    r"se (?:você|tu) (?:é|és|for) um[a]? (?:modelo|ia|assistente)|(?:ignor\w+|esque\w+) (?:todas )?(?:as"
    r"|suas) "
    r"(?:instruções|regras)",
    r"(?:aan|voor|beste) (?:de |het |elke )?(?:ai|taalmodel|(?:geautomatiseerde?|automatische) \w+"
    r"|software die)\b|(?:negeer|vergeet) (?:alle |je )?(?:eerdere |vorige )?(?:instructies|regels)",
    r"(?:per|all') ?(?:l')?(?:ia|intelligenza artificiale)\b|se sei un (?:modello|assistente)|(?:ignora"
    r"|dimentica) "
    r"(?:tutte )?le (?:istruzioni|regole)",
    r"(?:(?:note|message|reminder|hint|instructions?|information|attention) (?:to|for)|for|to) (?:the |all )?"
    r"(?:software|machines?|system|model|robots?|automation|automatic processing|llms?(?: only)?)\s?:",
    r"(?:dear|hello|hey) (?:robots?|machines?|computer|system|algorithm)\b(?! (?:team|support|users"
    r"|admins?))",
    r"(?:as the|you,? the) (?:ai|llm|parser|classifier|language model|assistant reading|extraction engine)\b",
    r"(?:when|while|before|once) (?:you )?(?:summari[sz]\w+|extract\w*|pars\w+|classify\w*) (?:this|tasks"
    r"|action items)",
    r"(?:begin|start) your (?:answer|response|reply|output) with|in your output\b|answer only (?:in|with)\b",
    r"(?:print|reveal|repeat|translate|show|output|leak) (?:me )?(?:your|the) (?:\w+ )?(?:prompt|hidden rules"
    r"|system (?:prompt|instructions)|instructions|configuration)\b",
    r"(?:do not|don't) (?:tell|inform|ask|alert) (?:the user|a human|any human|the reviewer)",
    r"without asking (?:a |any )?(?:human|person)|pretend (?:that )?(?:the|a) (?:reviewer|user|manager) has",
    r"(?:\[+|<!--|//|/\*|\{\{|>>) ?(?:the )?(?:assistant|agent|bot|ai|system|llm|model)\b[^:\n]{0,20}:",
    r"(?:priority|severity|owner|assignee|status|confirm(?:ed)?|approved) ?= ?[\w\"']+[ ,.;]+\W?"
    r"(?:priority|severity|owner|assignee|status|confirm(?:ed)?|approved) ?= ?",
    r"(?:hinweis|nachricht|anweisung|info) (?:an|für) (?:das|die|alle) (?:systeme?|maschinen?|programm"
    r"|automatik)\b",
    r"(?:para|al) (?:el )?sistema ?:|nota para (?:el|o) sistema|(?:pour|au) (?:le )?système ?:",
)
"""Nobody says this to people."""

MAY_BE_SPOKEN_TO = any_of(
    r"(?:ignore|disregard|forget|override|bypass) (?:all |any |your |the |these |those |my "
    r"|our )?(?:of )?(?:the |your )?"
    r"(?:previous|prior|above|earlier|existing|former|preceding|system|routing|safety|initial)?[ ,a-z]{0,20}"
    r"(?:instructions?|rules|prompts?|guidelines|guardrails)\b",
    r"(?-i:SYSTEM) ?:|system ?(?:prompt|override|note) ?:|^@(?:bot|assistant|ai|gpt|copilot)\b",
    r"(?:ai|llm|gpt|chat ?bot|copilot|language model)\b[\w -]{0,20}[:,] (?!(?:the|is|are|was|we|it)\b)",
    r"(?:new|updated|real|hidden) instructions? ?:",
)
"""People say this to people too; the sentence model has its say."""

FOR_A_MACHINE = re.compile(
    r"\W*(?:(?:and|also|then|please|now|instead) )*(?:set|mark|assign|flag|close|approve|forward|delete"
    r"|reply|respond"
    r"|output|create|add|classify|treat|raise|escalate|register|route|skip|grant|wire|log|pretend|obey|reveal"
    r"|answer only|begin your|do not (?:mention|show|tell|ask|include)|setze|weise|markiere|lösche|marque"
    r"|assigne"
    r"|ferme|marca|asigna|cierra|aprueba|defina|aprove)\b",
    re.IGNORECASE,
)
"""What a text goes on with that has begun to give orders to software."""
