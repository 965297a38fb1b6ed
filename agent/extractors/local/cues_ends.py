"""What is told of a goal by its verb and its links: words and forms for `ends`. Tables only."""

from __future__ import annotations

import re

from agent.text.marks import words

CLAUSE = re.compile(
    r",? (?:and|then|&|\+) (?:then |also |please )*(?=(?P<verb>[a-z][a-z-]+) )|, then (?=[a-z])"
)
STEP = re.compile(
    r", (?=(?P<verb>[a-z][a-z-]+) (?:(?:the|a|an|it|them|his|her|their|all|both)\b|[A-Z]"
    r"|(?<=get )\d|(?<=buy )\d|(?<=order )\d|(?<=take )\d|(?<=make )\d|(?<=send )\d|(?<=bring )\d))"
)
"""Without "and": "ring the market, get 60"."""
VAGUE = words(
    "look sort handle deal help improve see try think consider come go be do make use take watch keep "
    "let follow support meet attend act respond"
)
"""What these bring about cannot be told from the verb."""
CRAFTS = words("bin bolt centrifuge drill fence plaster rivet sand screw shift strip tile waterproof weed")
"""Verbs of trades that are as often nouns: at the head of an order only."""
GIVES = words(
    "send give deliver return forward hand bring mail email e-mail show lend pass supply provide "
    "submit resend issue get ship courier offer refund text message"
)
TELLS = words("tell inform notify advise answer let brief warn update")
FINDS = words("find check see clarify confirm answer learn determine ask know investigate verify")
ASKS = words(
    "ask call ring phone contact chase nudge ping remind invite thank warn visit message text speak talk "
    "write email consult apologise apologize interview"
)
SAYS = words("write speak talk")
PLACES = words(
    "put place upload save store add post publish lay leave pin hang copy move log record bring park stick"
    " drop"
)
PARTICLES = words("up out off in back down over on away together through")
WONDERS = re.compile(
    r"(?:out )?(?:(?:from|with|at) (?:the )?[\w'-]+(?: [A-Z][\w'-]+)? )?"
    r"(?P<what>(?:whether|if|why|how|what|which|when|where|who)\b.+)",
    re.IGNORECASE,
)
NEWS = re.compile(r"\b(?:that|whether|if|about|of|why|how|what|which|when|where|who)\b", re.IGNORECASE)
DETERMINER = (
    r"(?:the|a|an|his|her|their|its|our|your|my|all|some|more|both|two|three|four|five|[£$€]? ?\d[\d.,]*"
    r"|last|this|that"
    r"|another|each|every|any|no|these|those|new|[A-Z][\w-]*'s?)"
)
LINK = r"(?:to|of|for|in|on|at|from|with|by|about|and|or)"
TO = re.compile(r"(?P<what>.+?)(?: back| over| in| round| up| down| across| through)? to (?P<who>.+)")
WHERE = re.compile(
    r"(?P<what>.+?) (?P<where>(?:up )?(?:in|on|onto|into|to|at|under|behind|next to|up) .+|up)$"
)
MOVES = words("take pull move get bring put carry clear lift")
FROM_THERE = words("move copy log record publish shift")
"""What follows these tells as well which thing it is: "move the duct on grid C", "log the leak in unit 3"."""
PLACE = re.compile(
    r"(?:to|into|onto|up|under|behind|next to)\b|(?:in|on) (?:the |our |a )?(?:[\w'-]+ ){0,2}(?:log|logbook"
    r"|book|folder|list|register|calendar|sheet|spreadsheet|system|file|database|board|website|page|intranet"
    r"|diary|tracker|archive)\b"
)
"""Where something is put, rather than where it was."""
GOT_IN = re.compile(
    r"(?P<what>(?:the|our|his|her|their|your|my|all|both|these|those) [\w' -]+?"
    r"|[A-Z][\w&'-]*(?: [A-Z][\w&'-]*)*)"
    r" (?P<where>in|out|off|away|back|up|down|round|over)"
    r"(?: (?:to|about|for|so|because|once|when|before|after|and)\b.*)?"
)
CALLED_IN = re.compile(
    r"[A-Z][\w&'-]*(?: [A-Z][\w&'-]*)*|(?:the|our|his|her|their|your|my) (?:[\w'-]+ ){0,2}?"
    r"(?:\w*engineers?|plumbers?"
    r"|fitters?|electricians?|joiners?|carpenters?|glaziers?|roofers?|locksmiths?|surveyors?|cleaners?"
    r"|technicians?|mechanics?|builders?|decorators?|men|man|people|company|firm|contractors?|vet|doctor"
    r"|inspectors?|sweep|gardeners?|caterers?|installers?|movers?)"
)
"""People who come when they are called: "get the engineer in", "get Otis out"."""
NOT_IN_HAND = re.compile(
    r"(?:the |our |his |her |their |your |my |an? "
    r"|some |that |this )?(?:[\w'-]+ ){0,3}?"
    r"(?:store|shop|office|hall|room|house|building|site|school|street|road|roof|floor|kitchen|garden|yard|church"
    r"|person|guest|driver|child|patient|customer|client|tenant|nurse|teacher|manager|inspector|surveyor"
    r"|supplier|landlord|volunteer|helper|colleague|lad|somebody|someone|anyone|team|crew|staff)s?$"
    r"|(?-i:[A-Z])[\w-]+(?: (?-i:[A-Z])[\w-]+)?$",
    re.IGNORECASE,
)
"""Places and people, which nobody has in hand."""
CARRIES = PLACES | MOVES | words("shift transfer deliver return")
OUT = re.compile(r"(?P<what>.+?) (?P<where>(?:out of|off|away from) .+|out|off|away)$")
FROM_WHERE = re.compile(r"(?P<what>(?:the |a |an )?[\w' -]+?) (?:from|out of) .+")
DEFINITE = re.compile(r"(?:the|his|her|their|its|our|your|my|this|that|[A-Z])")
_DAY_OR_HOUR = (
    r"(?i:\d|noon|midnight|mon|tue|wed|thu|fri|sat|sun|jan|feb|march|apr|may|june|july|aug|sep|oct|nov|dec)"
)
RANGE = re.compile(
    r"(?<=s )(?P<from>[A-Z]|\d{1,4}) to (?P<to>[A-Z]|\d{1,4})\b(?! [A-Z])"
    r"|(?<!from )(?P<am>\b\d{1,2}(?:[:.]\d\d)? ?[ap]m|\b\d{1,2}[:.]\d\d|\bnoon|\bmidnight) to "
    r"(?P<pm>\d{1,2}(?:[:.]\d\d)? ?[ap]m\b|\d{1,2}[:.]\d\d|noon|midnight)"
)
"""From which to which, with no link of a verb inside: "grids A to F", "8pm to 8am"."""
SPAN = rf" from (?:the )?{_DAY_OR_HOUR}[\w:.]*(?: ?[ap]m)?(?: [A-Z]\w+)? (?:to|until|till) [\w:.]+"
"""From when to when, or from which to which: no link of a verb stands inside."""
TAIL = (
    r" (?:to|into|onto|through|via|against|before|after|until|so|because|while|in time|every|each"
    r"|daily|weekly|monthly|whenever|when|once|if|as|on the (?:first|last|second|third)"
    r"(?! (?:floor|storey|shelf|page|row|landing|step|level|door|line)\b)"
    r"|an? (?:metre|meter|foot|bit|little)|(?:two|three|\d+) (?:metres|meters|feet|inches|cm|mm))\b"
)
HANGS = {
    **dict.fromkeys(words("replace swap exchange fill compare combine match"), r"| with\b"),
    **dict.fromkeys(words("remove delete drop take strip cut"), r"| from\b"),
    **dict.fromkeys(words("open close shut block lock staff guard cover extend run"), rf"|{SPAN}"),
    **dict.fromkeys(
        words("book reserve hire rent schedule"),
        rf"|{SPAN}"
        rf"| for (?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)?(?: (?:of )?[A-Z]|$| from)|(?!\d){_DAY_OR_HOUR}\w*\b)",
    ),
    **dict.fromkeys(words("pay bill charge reward invoice"), r"| for\b"),
}
"""Of these verbs, what follows the link is no part of what is named before it."""
ON_A_DAY = re.compile(
    r"on (?:the )?(?:first|last|second|third|fourth|\d|mon|tue|wed|thu|fri|sat|sun|each|every)", re.IGNORECASE
)
TO_A_TIME = re.compile(rf"to (?:the )?(?:next |following )?{_DAY_OR_HOUR}")
HOLDS = re.compile(
    r"to (?=(?:\w+ ){0,3}\w*(?:folder|box|log|list|binder|file|book|calendar|cupboard|room)s?\b)"
)
POINTS = re.compile(
    rf"(?:it|them|this|that|these|those|one|ones|another|both|him|her|us|me|you|everything|only|again|just"
    rf"|then"
    rf"|also)(?: (?:{LINK}|beside|under|behind|next)\b.*)?$|(?:it|them|him|us|me)\b"
    rf"|(?:(?:the|a|an|some|both|no) )?(?:\w+ )?ones?$"
    r"|(?:the|that|this|those|these) (?:\w+ )?ones?"
    r"(?: (?:in|on|at|of|from|by|with|under|over|behind|near)\b)|(?:two|three|four|all|more|some|\d+)$",
    re.IGNORECASE | re.DOTALL,
)
HOW_TO = re.compile(r" (?:how|what|which|why|where|when|whether)\b")
PERSON = re.compile(r"^(?:her|him)(?= (?:once|when|about|after|back|that|if|how|on|to|for|with|and)\b|$)")
PERSONAL = re.compile(r"^(?:her|him|them|us|me|you) (?=" + DETERMINER + r" )")
NOUN_TO = re.compile(
    r"(?:keys?|door|access|entrance|answers?|repl(?:y|ies)|responses?|links?|changes?|way|damage) $"
)
LETTER_TO = re.compile(
    r"(?:letters?|notes?|e?-?mails?|invitations?|invites?|message|card|memo|complaint|path|road|steps|gate|trip)$"
)
"""What is "to" somebody or some place by itself, where nothing carries it there."""
MAKES_SO = words(
    "sign write draft type read check finish print redo proofread paint mend repair fix clear plan"
)
THINGS = words(
    "drain label salt lift load test cover water lock fire plant paint glue seat gas oil stamp tape"
)
"""Names of things as much as verbs: "Load test certificate" may tell of a certificate."""
_STATE = (
    r"(?:ready|available|clean|dry|empty|open|free|complete|up to date|shut|closed|locked|warm|cold|clear"
    r"|tidy"
    r"|safe|visible|swept|tagged|labell?ed|charged|unlocked|covered)"
)
READY = re.compile(
    rf"(?P<what>.+?) (?P<how>{_STATE}(?: and {_STATE})?\b(?: (?:in|on|at|for) .+)?)"
    r"(?: (?:by|before|until|when|so|because)\b.*)?$"
)
STANDS = re.compile(
    r"(?P<what>" + DETERMINER + r" (?!(?:word|look|chat|go|talk|think|meeting|call|read|check|try)\b).+?) "
    r"(?P<where>(?:in|on|at|under|behind|next to) (?:the|a|our|your|every|each|[A-Z]|bay|room|unit"
    r"|store)\b.*)$"
)
IN = re.compile(
    r"(?:the |our |a |an )?(?:[\w'-]+ ){0,3}(?:room|office|archive|folder|box|hall|bin|shed|garage|cellar"
    r"|tray|book|fridge"
    r"|drawer|bag|building|warehouse|workshop|kitchen|vault|binder|file|cupboard|store|storeroom|freezer"
    r"|basement|lab"
    r"|yard|van|safe)\b(?: [\w.-]+)?$"
)
ONTO = re.compile(
    r"(?:the |our |a )?(?:[\w'-]+ ){0,3}(?:share|drive|server|shelf|board|list|page|website|portal|roof"
    r"|site)$"
)
HOW = re.compile(r"\b\w+ly\b")
COUNTED = re.compile(r"\d")
"""For "Get the card reader 2 going": no thing for somebody."""
WORKING = re.compile(r"(?P<what>.+?) (?:working|running|going)(?: again| properly)*$")
NO_OBJECT = re.compile(
    r"(?:at|into|after|before|until|till|for|of|with|from|by|about|as|to|first|so|if|when|then)\b",
    re.IGNORECASE,
)
WHEN_ABLE = re.compile(
    r",? (?:when(?:ever)?|if|as soon as|once) (?:(?:(?:you|u|i|we) (?:next )?(?:have|get|find|'ve got)"
    r"|there is|there's)"
    r" (?:(?:a|an|some|the|any|half an) )?(?:(?:quiet|spare|free|odd|bit of) )?(?:hour|minute|moment"
    r"|second|sec|time"
    r"|chance|mo|while|slot)s?|it(?: is|'s) (?:quiet|convenient)|(?:it|that) suits(?: you)?|time allows"
    r"|possible"
    r"|convenient)\b(?! (?:to|for|that|until|before)\b)"
)
"""When there is time for it; not "if you have time to …", which names the work."""
BECOMES = re.compile(r".+? into (?P<what>(?:an?|two|three|one) .+)")
BEHIND = re.compile(r" (?P<particle>out|off|in|up|over|down|back|away)$")
SOON = re.compile(r",? (?:today|tonight|tomorrow|asap|at once|right away|straight away)$", re.IGNORECASE)
UP = re.compile(
    r"(?: (?:up|over|round|along|back|down|anew|afresh|again|instead|together|now|twice|today|tomorrow"
    r"|tonight|asap))+$"
)
WRITES = words("write enter note jot")
WRITTEN_IN = re.compile(
    r"(?P<what>(?:the|all|both|his|her|their|your|my|our|[A-Z]\w*'s) .+?) "
    r"(?P<where>(?:in|into|on|onto) (?:the|his|her|their|your|my|our|[A-Z]\w*'s) .+)"
)
"""For "write the count in the log"."""
MOST_WORDS = 16
