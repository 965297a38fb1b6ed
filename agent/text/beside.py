"""What stands before or behind a name and says what somebody is to the work. Tables only.

English, German, French and Spanish. A table that is searched ends where the name begins, one that is
matched begins where it ends.
"""

from __future__ import annotations

import re


def _all(*patterns: str) -> str:
    return "(?:" + "|".join(patterns) + ")"


def _before(*patterns: str) -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)" + _all(*patterns) + r"(?:[ \t]+(?:the |our |der |die |den |dem |el |la |le )?| d['’])$",
        re.IGNORECASE,
    )


def _after(*patterns: str) -> re.Pattern[str]:
    return re.compile(_all(*patterns), re.IGNORECASE)


DOES_AFTER = _after(
    r"[ \t]*[,:–—-]*[ \t]*(?:please|pls|plz|kindly|can|could|will|would|to|shall|should|must|may|has to"
    r"|have to"
    r"|needs? to|is (?:going )?to|is on|is doing|is taking|agreed to|promised|volunteer\w*|offered to"
    r"|takes?|does"
    r"|handles?|owns?|prepares?|looks? after|bitte|kann\w*|könnt\w*|soll\w*|wird|werden|muss|müssen|macht"
    r"|machen"
    r"|übernimmt|übernehmen|kümmert|peux|peut|pouvez|pourr\w+|va|vont|doit|doivent|s['’]occupe|merci de"
    r"|s['’]il|svp|puedes?|pueden?|podr\w+|por favor|se encarga|debe\w*|va a|hará)\b",
    r"['’](?:ll|d)\b",
    r"[ \t]*(?:and|und|et|y|&|/|,)[ \t]+[A-ZÀ-Þ][\w.-]+[ \t]*[,:–—-]*[ \t]*(?:please|can|could|will|to"
    r"|should|must)\b",
)
HEADS = re.compile(r"[ \t]*(?:\([^)\n]{1,30}\))?[ \t]*(?:[:|]|[,–—-](?=[ \t]|$)|$)")
"""After a name at the beginning of a line or of a sentence: "Ana: the minutes", "Ana,"."""
GREETS = re.compile(
    r"(?:^|[\n.!?])[ \t>*]*(?:dear|hi|hello|hey|hallo|liebe[rs]?|bonjour|cher|chère|salut|hola|estimad[oa]"
    r"|good (?:morning|afternoon|evening)|morning|moin|guten (?:tag|morgen))[ ,]+(?:[\w.-]+(?:,| and| und"
    r"| et| y|/| &)[ ])*$",
    re.IGNORECASE,
)
DOES_BEFORE = re.compile(
    r"(?:(?<!\w)(?:owner|assignee|assigned(?: to)?|responsible|action|who|lead|by|wer|zuständig\w*"
    r"|verantwortlich\w*"
    r"|responsable|asignad[oa](?: a)?|assigné\w*(?: à)?|à faire par|resp)\.?[ \t]*[:=|–-]?[ \t]*"
    r"|(?<!\w)(?:can|could|will|would|please|bitte|kann|könnte|soll|peux|pourrait|puede|podría)[ \t]+"
    r"|(?<!\w)(?:assign|allocate|delegate|leave|hand)(?: (?:it|this|that|these|them))?(?: over)? to[ \t]+"
    r"|(?<!\w)(?:up|over) to[ \t]+|@|→[ \t]*|->[ \t]*|\([ \t]*|\[[ \t]*)$",
    re.IGNORECASE,
)
APPROVES_BEFORE = _before(
    r"(?:approved|authori[sz]ed|cleared|signed[ -]?off|okayed|ok['’]?d|agreed|confirmed) (?:in writing )?by",
    r"(?:approval|sign[- ]?off|go[- ]ahead|permission|consent|clearance|green light|ok|okay|blessing)"
    r" (?:from|of|by|with)",
    r"(?:freigabe|freigegeben|genehmigung|genehmigt|abgesegnet|zustimmung|ok|okay"
    r"|einverständnis) (?:durch|von)",
    r"(?:validée?s?|approuvée?s?|autorisée?s?|signée?s?) par",
    r"(?:validation|accord|approbation|feu vert|aval)(?: (?:de|par))?",
    r"(?:aprobad[oa]s?|autorizad[oa]s?|validad[oa]s?|firmad[oa]s?) por",
    r"(?:aprobación|visto bueno|autorización|ok) (?:de|por)",
)
APPROVES_AFTER = _after(
    r"['’]s? (?:written |final |formal |explicit )?(?:ok|okay|approval|sign[- ]?off|go[- ]ahead|blessing"
    r"|consent|permission"
    r"|green light)\b",
    r"s (?:ok|okay|freigabe|genehmigung|zustimmung|einverständnis)\b",
)
IF_APPROVES_BEFORE = re.compile(
    r"(?<!\w)(?:once|if|after|when|unless|until|provided(?: that)?|as soon as|wenn|sobald|falls|nachdem"
    r"|si|quand|dès que"
    r"|cuando|en cuanto)[ \t]+$",
    re.IGNORECASE,
)
IF_APPROVES_AFTER = re.compile(
    r"[ \t]+(?:has |have |hat |a |ha )?(?:approve[sd]?|agree[sd]?|sign(?:s|ed)?(?: off)?|ok(?:ay)?(?:s"
    r"|ed)?|is (?:ok|okay|fine|happy)"
    r"|says (?:yes|ok)|zustimmt?|zugestimmt|freigibt|freigegeben|genehmigt|valide|validé|approuve"
    r"|approuvé|donne son accord"
    r"|aprueb[ae]|aprobado|valid[ae]|dé el visto bueno)\b",
    re.IGNORECASE,
)
COPIED_BEFORE = re.compile(
    r"(?<!\w)(?:b?cc(?:['’]?(?:d|ed|ing))?|copy(?:ing)?(?: in)?|in copy|in cc|in kopie|en copie|en copia"
    r"|kopie an|copie à|copia a|fyi)"
    r"[ \t]*[:=]?[ \t]*(?:[\w.]+(?:,| and| und| et| y| &)[ \t]+)*$",
    re.IGNORECASE,
)
COPIED_AFTER = re.compile(
    r"[ \t]*(?:[,(][ \t]*)?(?:is )?(?:(?:in|on|en|auf) (?:cc|copy|kopie|copie|copia)|cc)\b", re.IGNORECASE
)
DOES_IN_COPY = re.compile(
    r"\)[ \t]*,?[ \t]*(?:please|will|to|should|must|can|could|bitte|[a-zäöüß]+t bitte|veuillez|merci de)\b",
    re.IGNORECASE,
)
"""For "the yard (in copy) please take it down": copied, and told."""
THANKED_BEFORE = _before(
    r"(?:thanks|thank you|many thanks|kudos|credit|shout[- ]?out|props|well done|congratulations|congrats"
    r"|danke|dank|merci"
    r"|gracias|bravo|felicidades) (?:to|an|à|a)",
)
THANKS = re.compile(
    r"(?<!\w)(?:thanks|thank you|thx|danke|vielen dank|merci|gracias)(?: so much| again| a lot)?[ ,]+$",
    re.IGNORECASE,
)
FOR = re.compile(r"[ \t]*,?[ \t]*(?:for|für|pour|por)\b", re.IGNORECASE)
REPORTED_BEFORE = _before(
    r"according to|(?:as |like )?(?:i |we |was |were )?(?:discussed|agreed|spoke|spoken|talked|chatted"
    r"|arranged|decided|met)"
    r" (?:this |it |that )?(?:with|to)",
    r"(?:heard|learned|learnt|got (?:this|it|that|word)) (?:it )?from",
    r"laut|gemäß|in absprache mit|nach rücksprache mit",
    r"selon|d['’]après|(?:comme )?(?:vu|convenu|discuté) avec",
    r"según|(?:como )?(?:hablé|hablamos|acordé|acordamos|acordado|comentado) con",
)
REPORTED_AFTER = re.compile(
    r"[ \t]+(?:(?:has |had |just |also |already |hat |hatte )?(?:told|said|says|mentioned|mentions|thinks"
    r"|reckons|noted|pointed out"
    r"|reported|informed|complained|wrote|explained|noticed|found out|asked (?:me|us|for|if|whether|that"
    r"|when|why)"
    r"|wants (?!to\b)|needs (?!to\b)|expects|is waiting for|is asking for|sagt|sagte|meint|meinte|schrieb"
    r"|fragt|fragte"
    r"|gesagt|erwähnt|berichtet|braucht)\b"
    r"|(?:m['’]a|nous a|t['’]a|a) (?:dit|signalé|demandé|écrit|expliqué)\b|(?:me|nos|te) (?:dijo|ha dicho"
    r"|comentó|contó|pidió|escribió)\b"
    r"|dijo\b|dice\b)",
    re.IGNORECASE,
)
AGREED_BEFORE = re.compile(r"(?<!\w)mit[ \t]+$", re.IGNORECASE)
AGREED_AFTER = re.compile(r"[ \t]+(?:besprochen|vereinbart|abgestimmt|abgesprochen)\b", re.IGNORECASE)
THEN_DOES = re.compile(
    r"(?<!\w)(?:(?:s?he|they|sie|er|ella?|elles?|ils?|él)(?:['’]\w+)?|(?:it|i|ich|je|yo)(?:['’](?:ll|d)"
    r"| will| would| can)"
    r"|can|will|would|could|to do)(?!\w)",
    re.IGNORECASE,
)
"""After "Ana said": she may have said that she does it."""
HANDED_BEFORE = re.compile(
    r"(?<!\w)(?:send|sends|sent|sending|forward|e-?mail|mail|report|show|deliver|submit|present|reply"
    r"|respond|write|talk|speak"
    r"|post|ship|return|explain|copy|upload|get back|announce"
    r"|apologi[sz]e)(?:[ \t]+[\w'’,/&-]+){0,8}?[ \t]+to[ \t]+$"
    r"|(?<!\w)(?:schick\w*|send\w*|leit\w*|mail\w*|meld\w*|gib|geben)(?:[ \t]+[\w-]+){0,6}?[ \t]+an[ \t]+$"
    r"|(?<!\w)an[ \t]+$"
    r"|(?<!\w)(?:envo\w+|transmet\w*|répond\w*|écri\w*|remet\w*"
    r"|présent\w*)(?:[ \t]+[\w'’-]+){0,6}?[ \t]+à[ \t]+$"
    r"|(?<!\w)(?:env[ií]\w*|mand\w+|escrib\w*|reenv\w*|pas\w+|respond\w*"
    r"|present\w*)(?:[ \t]+[\w-]+){0,6}?[ \t]+a[ \t]+$",
    re.IGNORECASE,
)
AN_AFTER = re.compile(
    r"[^.!?\n]{0,40}?\b(?:schicken|senden|weiterleiten|geben|mailen|übergeben|melden|weitergeben)\b",
    re.IGNORECASE,
)
CALLED_BEFORE = _before(
    r"(?:call|phone|ring|email|e-mail|ping|contact|invite|meet|message|notify|inform|visit|brief|update|pay"
    r"|reimburse|chase|nudge|ask|tell|remind|send|give|show|loop in|looping in|thank)(?: up)?",
    r"ruf\w*|informier\w*|frag\w*|benachrichtig\w*|appel\w+|contact\w+|préviens|prévenir|inform\w+"
    r"|demand\w+ à"
    r"|llam\w+ a|avis\w+ a|contact\w+ (?:a|con)|pregunt\w+ a|inform\w+ a",
    r"(?:meeting|appointment|call|lunch|termin|rendez-vous|réunion|reunión|cita) (?:with|mit|avec|con)",
    r"(?:look|looking|ask|asking) for",
)
CALLED_AFTER = re.compile(
    r"[ \t]+(?:(?:bitte |kurz |noch )?(?:anrufen|informieren|fragen|einladen|treffen|benachrichtigen)"
    r"|an\b(?=[.!?]|$)|know\b)",
    re.IGNORECASE,
)
MADE_FOR = re.compile(r"(?<!\w)(?:for|für|pour|para)[ \t]+$", re.IGNORECASE)
TASK_FOR = re.compile(
    r"(?<!\w)(?:one|ones|one['’]s|action|actions|tasks?|to-?dos?|jobs?|items?|points?|something|homework"
    r"|ticket"
    r"|aufgaben?|tâches?|tareas?|this(?: is)?"
    r"|that(?:['’]s| is)?|it(?:['’]s| is)?|these|those|is|are|was|now|next|das|ist|c['’]est|es|questions?"
    r"|requests?|reminder|note|waiting|wait|looking)"
    r"[ \t]+(?:only |mainly |just )?(?:for|für|pour|para)[ \t]+$",
    re.IGNORECASE,
)
HAS_TO = re.compile(
    r"[ \t]*(?:[:–—]|,? ?(?:zu|please|bitte)\b|-[ \t]|to\b(?! (?:the|an?|our|my|his|her|their|this|that"
    r"|\d+|it|us|me)\b))",
    re.IGNORECASE,
)
"""What makes a doer also of "remind Ana to …" and "one for Ana: …"."""
LINE_HEAD = re.compile(
    r"[ \t>*•–—\d.)\[\]x☐☑-]*(?:\d{1,2}[:.]\d{2}(?::\d{2})?[ \t]*(?:am|pm)?[\])]?[ \t-]*)?[<@*_\[]*$",
    re.IGNORECASE,
)
