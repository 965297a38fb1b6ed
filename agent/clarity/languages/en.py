"""English."""

from agent.clarity.words import Language, pattern

WORDS = Language(
    quotes=("“", "”"),
    you_wrote="You wrote {words}",
    text_says="The text says {words}",
    both=" and ",
    either=" or ",
    owner="Who will do this: {goal}?",
    owner_said="{says}: who will take on {goal}?",
    owner_choices="Who will take on {goal}: {choices}?",
    owner_gone="{who} no longer works here: who will take on {goal}?",
    owner_away="{who} is away: who will take on {goal}?",
    due="By which date is this needed: {goal}?",
    due_said="{says}: which day is the latest for {goal}?",
    due_choices="By which date is {goal} needed: {choices}?",
    said_choices="{says}: is it {choices}, for {goal}?",
    done="How will you know that this is done: {goal}?",
    done_said="{says}: what has to be true so that {goal} counts as done?",
    scope="What exactly is to be delivered: {goal}?",
    approval="Who approves this: {goal}?",
    vague=pattern(
        r"""
        better|nicer|faster|quicker|smoother|simpler|easier|cheaper|cleaner|tidier|prettier|friendlier
        improv(?:e|es|ed|ing|ement|ements)|optimi[sz](?:e|es|ed|ing)|enhanc(?:e|es|ed|ing)|moderni[sz]e
        speed(?:s|ed)? (?:it |this |that )?up|spruce up|polish(?:ed)?|(?:more|less) (?:welcoming
        attractive|appealing|modern|professional|efficient|reliable|robust|stable|readable|usable
        user[- ]friendly|intuitive|friendly|responsive|flexible|complicated|confusing|annoying)
        properly|nice(?:ly)?|decent(?:ly)?|adequate(?:ly)?|appropriate(?:ly)?|reasonabl[ey]
        satisfactor(?:y|ily)|(?:good|fast|quick|clean|clear|simple) enough|looks? (?:good|fine|right)
        works? (?:well|fine)|in good shape|soon|user[- ]friendly|state of the art|up to scratch
        """
    ),
    checked=pattern(
        r"""
        sent|delivered|signed|signs? (?:it )?off|sign[- ]?off|approv\w+|accept\w+|published|installed
        paid|printed|pass(?:es|ed)?|tests?|no longer|without (?:any )?(?:errors?|warnings?)|zero
        measured|at (?:most|least)|under|within|per ?cent|seconds?|minutes?|hours?
        """
    ),
    pressing=pattern(
        r"""
        urgent(?:ly)?|soon|deadline|due|in time|on time|late|overdue|quickly|waiting for|latest|by when
        (?:no|the|a|any|our) (?:\w+ )?date|(?:no|the) day|(?:needed|required|wanted) by|tb[cda]
        """
    ),
    no_day=pattern(
        r"""
        asap|a\.s\.a\.p\.?|as soon as (?:possible|you can)|immediately|at once|right (?:away|now)|now
        urgent(?:ly)?|straight ?away|(?:when|whenever) .*|no (?:rush|hurry)|eventually|some ?(?:day
        time)|at your (?:leisure|convenience)|in your own time
        """
    ),
)
