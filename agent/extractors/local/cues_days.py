"""What makes a day a deadline, and what only dates something else. Tables of patterns, no logic.

English first. All are searched in text with straight apostrophes, whatever the case.
"""

from __future__ import annotations

import re

_LIMITS = (
    r"(?:by|before|until|till|no later than|latest|deadline|due|within|bis|spätestens|vor"
    r"|avant|d'ici|antes|para|hasta|vóór|uiterlijk|(?:plus|más|mais) tard(?:ar)?)"
)
LIMIT = re.compile(rf"\b{_LIMITS}\b", re.IGNORECASE)
LIMIT_BEFORE = re.compile(
    rf"\b{_LIMITS}(?: (?:is|are|on|the|for|at|end|of|um|am|den|el|le|est|ist|es))*\W*$", re.IGNORECASE
)
"""What makes a deadline of the words behind it: "deadline is Friday"."""
START = re.compile(r"\b(?:start\w*|first|from|begin\w*|as of|ab|à partir|a partir|desde)\b", re.IGNORECASE)
_HEAD = (
    r"(?:^|[,;:(–—-] ?|\b(?:please|pls|to|and|or|then|you|u|i|we|i'll|we'll|will|would|could|can|must|should"
    r"|shall|kindly|also|just|me|let's|needs?|wants?|like|so|who|mind) )"
)
_HELD = (
    r"(?:meetings?|calls?|appointments?|slots?|sessions?|bookings?|viewings?|lessons?|class(?:es)?|interviews?"
    r"|deliver(?:y|ies)|collections?|visits?|part(?:y|ies)|dinner|lunch|dates?|events?|reviews?|trainings?"
    r"|match(?:es)?|games?|hearings?|exams?|tests?|services?|shoots?|rehearsals?)"
)
BOOKING = re.compile(
    rf"{_HEAD}(?:(?:book|rebook|reserve|schedule|reschedule|invite|calendar|plan)(?:ing)?\b"
    rf"|(?:mov(?:e|ing)|postpon(?:e|ing)|push(?:ing)?|shift(?:ing)?)\b"
    rf"(?: (?:it|that|this|them|us|me|him|her)\b|[^,;.]*?\b{_HELD}\b))",
    re.IGNORECASE,
)
"""What is done now for a day to come."""
ANOTHER_CLAUSE = re.compile(
    r"[;.]|(?:,| and| but| so),? (?:i|we|you|he|she|they|it|this|that|please)\b(?= \w+ )", re.IGNORECASE
)
AT_ONCE = re.compile(
    r"(?:today|tonight|this (?:morning|afternoon|evening)|heute(?: noch)?|aujourd'hui|ce soir"
    r"|hoy(?: mismo)?)$",
    re.IGNORECASE,
)
"""Behind a booking says when it is done, and not what for: "I'll reserve the hotel today"."""
I_TOMORROW = re.compile(r"\b(?:i'll|i will|we'll|we will|let me|i can)\b", re.IGNORECASE)
PAST = re.compile(
    r"(?<!be )\b(?:did|was|were|wrote|said|sent|happened|since|told|met|had|went|came|left|arrived"
    r"|called|asked|expired|ended|started|(?<!have )(?<!get )(?<!see )(?:he|she|they|it|we|i) \w+ed"
    r"|(?:he|she|they|it|we|i|who|which) (?:only |just |already |also )?(?:rang|got|gave|took|made|paid"
    r"|bought|brought|found|saw|broke|fell|began|spoke|drove|flew|lost|held|kept|heard|knew|ran|sat|stood|sold|thought"
    r"|won|rode|chose|grew|threw))\b",
    re.IGNORECASE,
)
REPORTS = re.compile(
    r".*\b(?:told|said|promised|assured|agreed)\b[^,;]*?"
    r"(?:\w'd|\w'll|\b(?:would|will)|\bsaid (?:that )?(?:he|she) [a-z]+s)\b",
    re.IGNORECASE,
)
"""What somebody said that will be: "I told him you'd phone"."""
NOT = re.compile(
    r"(?:\bnot|n't|\bno longer|\binstead of|\brather than|\bnicht|\bpas|\bno) (?:(?:for|on|by"
    r"|until|till|the|am"
    r"|bis|le|el) ){0,2}$",
    re.IGNORECASE,
)
"""What stands before a date that is denied: "so not this Wednesday"."""
FELL = re.compile(r"\b(?:fell|was|were|became|been|since|dated|of|from|as at|as of) $", re.IGNORECASE)
ABSENT = re.compile(
    r"\b(?:away|out|off|closed|abroad|leave|holidays?|vacation|i'm|i am|(?:s?he|they|it)(?:'s|'re| is| are)"
    r"|open|valid|booked|runs|lasts?|holds|stays|continues|goes on|keeps|remains|stands"
    r"|(?:has|have|had|got|there's|there is) (?:\w+ )?enough|enough|covered|insured|good|safe|fine)\b"
    r"[^,;.]{0,25}$",
    re.IGNORECASE,
)
"""What goes on until a day, where nothing is done by it: "the insurance runs until March"."""
IS_AWAY = re.compile(
    r"(?:\b(?:am|is|are)|\w'(?:m|s|re)|\b(?:will be|'ll be)) (?:\w+ )?(?:away|off|out|abroad|back"
    r"|not (?:in|here|around|there)|on (?:\w+ )?(?:leave|holidays?|vacation|a course|nights|duty|shift)"
    r"|working (?:from home|away|nights|late)|in the office)\b[^,;.]*$",
    re.IGNORECASE,
)
"""Says where somebody is that day."""
THEN = re.compile(r"\b(?:then|that day|the same day)\b", re.IGNORECASE)
IF = re.compile(
    r"(?:^|[,;:–-] ?|\b(?:and|but|or|even|only|so) )(?:if|unless|in case|should|wenn|falls|sobald|si)\b"
    r"(?![^,;]*\b(?:you|possible|we can|at all)\b)[^,;]*$",
    re.IGNORECASE,
)
"""For "if it rains on Saturday": what may be."""
TILL = re.compile(r"(?:until|till|til|from|bis|jusqu|hasta)\b", re.IGNORECASE)
UNTIL = re.compile(r"(?:until|till|til)\b", re.IGNORECASE)
GRANTS = re.compile(
    r"\b(?:have|has|had|got|gave|give[ns]?|grant\w*|extend\w*|deadline|time|allow\w*|need|take|wait)\b"
    r"[^,;.]*$",
    re.IGNORECASE,
)
"""Who gets time until a day: "you have until Friday"."""
ASKED = re.compile(
    r"\b(?:please|pls|can you|could you|would you|will you)\b|^(?:can|could|would|will) you\b", re.IGNORECASE
)
THEY = re.compile(
    r" ?(?:and |as |because |since |but |for )?(?:he|she|they|(?:the|his|her|their|our|my) [\w-]+"
    r"|(?-i:[A-Z])[\w'-]+) (?:can|could|will|won't|comes?|is|are|has|have|leaves?|goes"
    r"|starts?|opens?|closes?|arrives?)\b",
    re.IGNORECASE,
)
"""What others do, behind what is asked: "please ring him, he can do it on Friday"."""
SOME_MONTH = re.compile(r"(?:in|im|en) [^\W\d]+$", re.IGNORECASE)
"""For "first one in December": no day, and not its last."""
NOW = re.compile(r"(?:from|as of) (?:now|today)$|(?:until |till )?now$", re.IGNORECASE)
BY = re.compile(r"(?:by|before|bis|avant|antes)\b", re.IGNORECASE)
OF_IT = re.compile(
    r"(?:and |so |but )?(?:it|this|that|they|these|those|you have|you've|we need|i need|deadline|please"
    r"|the deadline|needed|wanted|required"
    r"|es|das|ça|cela|c'est|eso|isso|het|dat)\b",
    re.IGNORECASE,
)
ENOUGH = re.compile(
    r"[^.;]{0,15}\b(?:early|soon|good|time|quick) enough\b"
    r"|[^.;]{0,15}\b(?:is|would be|will be) (?:fine|ok|okay|soon|great|perfect|ideal)\b"
    r"|(?: \w+)? (?:will do|works|suits|would do|at the latest|latest)\b",
    re.IGNORECASE,
)
"""Behind a day: it suits who asks."""
SUITS = re.compile(r"\b(?:enough|is|are|would|will|works|suits|takes place|starts|begins)\b", re.IGNORECASE)
"""Without one of these a longer sentence does not say that a day suits."""
MEETS = re.compile(
    r"\b(?:before|by|in time for|ready for|ahead of) (?:the|our|your|my|his|her|their|next|\w+'s)"
    r"(?: [\w'-]+){1,3} $",
    re.IGNORECASE,
)
"""For "before the meeting on 16 June": what is held that day needs it."""
HAS_TO_BE = re.compile(
    r"\b(?:has|have|needs?) to be \w+(?:ed|en|ne|nt|ut|ght|lt)\b[^.;]{0,30}$|\bque qued(?:e|en) [^.;]{2,30}$",
    re.IGNORECASE,
)
"""For "the reader has to be fixed tonight", "que quede reparado para el miércoles 9"."""
OWED = re.compile(
    r"\b(?:must|has to|have to|needs?|needed|wanted|required|due|deadline|should|supposed to|want|wants|ought"
    r"|muss|müssen|soll|sollen|brauch\w*|doit|doivent|faut|debe|deben|tienen? que|moet|moeten)\b",
    re.IGNORECASE,
)
REASON = re.compile(
    r"(?:\b(?:since|because|given that|weil|denn|car|puisque|parce que|porque|ya que)|, (?:who|which|as))\b"
    r"[^,;.]* \w+[^,;.]*$",
    re.IGNORECASE,
)
"""Why, or what somebody does anyway: "since the nurse only comes in on Thursdays"."""
WANTS_IT = re.compile(
    r"\b(?:wants?|needs?|(?:must|has to|have to) have|expects?|quiere[ns]?|la quiero|lo quiero|braucht|veut)"
    r"(?: (?:it|them|this|that|one|both|those|these))?\b",
    re.IGNORECASE,
)
IS_ON = re.compile(
    r"(?:and |so )?(?:the |our )?(?P<what>[^\W\d_][\w' -]{2,40}?)"
    r" (?:is|are|will be|takes place|starts|begins)(?: on)? ?$",
    re.IGNORECASE,
)
"""When something is: "Open evening is 19 November"."""
CALLS = re.compile(
    r"(?:(?:please|pls|also|then|must|to) )?(?:call|meet|visit) (?!(?:with|on|at|about|in|is)\b)[^,;.:]*?"
    r"(?:, ?| [-–—] ?)$",
    re.IGNORECASE,
)
"""For "call Ana - Thursday noon": an order with its day behind a dash, and no event."""
HEADS = re.compile(
    r"(?:to|do|to-?dos?|jobs|tasks|things|actions|list|for|needed|wanted|due|must|be|is|are|done|finished|ready|all"
    r"|of|this|these|that|please|still|open|deadline|deadlines|zu|erledigen|machen|aufgaben|à|faire|tareas"
    r"|pendientes?|hacer|[\W_])*",
    re.IGNORECASE,
)
"""Around the day in a line that heads a list: "To do by Friday:"."""
HAPPENED = re.compile(r"(?<!be )(?<!been )\b\w+(?:ed|ought|ent|ame)(?: \w+)? $", re.IGNORECASE)
"""For "face velocity measured today"."""
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_DAY = (
    rf"(?:{_WEEKDAY}|tomorrow|tonight|today|mon|tue|wed|thu|fri|the \d{{1,2}}(?:st|nd|rd|th)"
    r"|\d{1,2} [a-z]{3,9})"
)
SAYS_WHEN = re.compile(
    r"(?!.*\b(?:was|were|had|did|came|went|got|has|have|i|we|he|she|they)\b)"
    rf"(?:.*\b(?:by|before) (?:the end of |this |next )?{_DAY}\b"
    rf"|\W*(?:for |on )?(?:this |next )?{_DAY}\b[^.,;]{{0,20}}"
    r"\b(?:latest|please|pls|plz|ideally|if (?:you can|possible|poss)))",
    re.IGNORECASE,
)
"""Nothing but when: "120, printed and cut by Thursday", "tomorrow morning latest"."""
BY_A_DAY_ALONE = re.compile(
    rf"(?:by|before|until|for|due)? ?(?:the end of )?(?:this |next )?(?:{_DAY}|week|month)\b", re.IGNORECASE
)
A_DAY_TO_COME = re.compile(
    rf"\b(?:{_DAY}|(?:el|le|am|para el|pour le|bis) (?:lunes|martes|miércoles|jueves|viernes|lundi|mardi"
    r"|mercredi|jeudi|vendredi|samedi|montag|dienstag|mittwoch|donnerstag|freitag|samstag)|mañana|morgen|demain)\b",
    re.IGNORECASE,
)
