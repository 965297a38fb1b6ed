"""The open questions of a text as a draft reply to whoever can answer them, and to whoever asked for what
is under way already what becomes of it. Pure; nobody sends it.

What others wrote stands in it as text only: whom it goes to comes from the envelope and the directory, and
the mail that is made of it is put together by Python's email, which lets no header be injected.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy

from agent.clarity import NOBODY, spoken_language
from agent.clarity.words import USUAL
from agent.models import Channel, Intake, Noun, Party, Proposal, Question, WorkItem, WorkStatus
from agent.people import Directory
from agent.text.address import title
from agent.text.marks import REPLY_SUBJECT
from agent.text.normalise import visible

LONGEST_SUBJECT = 150
MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,250}>")


class Unbroken(EmailPolicy):
    """Python encodes an id that is longer than a line, and nobody would know it again."""

    def fold_binary(self, name: str, value: str) -> bytes:
        if name in ("In-Reply-To", "References"):
            ids = "\r\n ".join(value.split())
            return f"{name}: {ids}\r\n".encode("ascii")
        return super().fold_binary(name, value)


class Frame(Noun):
    """What stands around the questions, and what is said of work that was asked for before."""

    greeting: str
    anybody: str
    opening: str
    closing: str
    about: str
    known: str
    """With {goal}, as who is told asked for it, and {id} of the work."""
    waiting: str
    done: str
    owned: str
    due: str
    otherwise: str


FRAMES = {
    "en": Frame(
        greeting="Hello {name},", anybody="Hello,",
        opening="Before this can be done, we need to know:",
        closing='Please answer by number, such as "1. …". "I don\'t know" is an answer too.\n\nThank you',
        about="about",
        known="What you asked for, “{goal}”, is already under way as {id}.",
        waiting="What you asked for, “{goal}”, was asked for before, and is waiting for a decision.",
        done="What you asked for, “{goal}”, has been done already ({id}).",
        owned="{owner} takes care of it.", due="It is due on {day}.",
        otherwise="If you mean something else, please tell us.\n\nThank you",
    ),
    "de": Frame(
        greeting="Guten Tag {name},", anybody="Guten Tag,",
        opening="bevor das erledigt werden kann, müssen wir noch wissen:",
        closing="Bitte antworten Sie mit den Nummern, etwa „1. …“. „Weiß ich nicht“ ist auch eine Antwort."
        "\n\nVielen Dank",
        about="zu",
        known="was Sie möchten, „{goal}“, ist unter {id} schon in Arbeit.",
        waiting="was Sie möchten, „{goal}“, wurde schon früher angefragt; entschieden ist es noch nicht.",
        done="was Sie möchten, „{goal}“, ist schon erledigt ({id}).",
        owned="Zuständig: {owner}.", due="Termin: {day}.",
        otherwise="Falls Sie etwas anderes meinen, sagen Sie uns bitte Bescheid.\n\nVielen Dank",
    ),
    "fr": Frame(
        greeting="Bonjour {name},", anybody="Bonjour,",
        opening="Avant de pouvoir commencer, il nous manque encore :",
        closing="Merci de répondre avec les numéros, par exemple « 1. … ». « Je ne sais pas » est aussi une "
        "réponse.\n\nMerci",
        about="au sujet de",
        known="Votre demande, « {goal} », est déjà en cours ({id}).",
        waiting="Votre demande, « {goal} », a déjà été faite et attend une décision.",
        done="Ce que vous demandez, « {goal} », est déjà fait ({id}).",
        owned="Responsable : {owner}.", due="Échéance : {day}.",
        otherwise="Si vous pensiez à autre chose, merci de nous le dire.\n\nMerci",
    ),
    "es": Frame(
        greeting="Hola, {name}:", anybody="Hola:",
        opening="Antes de empezar necesitamos saber:",
        closing="Por favor, responda con los números, por ejemplo «1. …». «No lo sé» también es una "
        "respuesta.\n\nGracias",
        about="sobre",
        known="Lo que pide, «{goal}», ya está en marcha ({id}).",
        waiting="Lo que pide, «{goal}», ya se había pedido y está pendiente de una decisión.",
        done="Lo que pide, «{goal}», ya está hecho ({id}).",
        owned="Responsable: {owner}.", due="Fecha límite: {day}.",
        otherwise="Si se refiere a otra cosa, díganoslo, por favor.\n\nGracias",
    ),
    "nl": Frame(
        greeting="Hallo {name},", anybody="Hallo,",
        opening="Voordat dit gedaan kan worden, willen we graag weten:",
        closing="Antwoord graag met de nummers, bijvoorbeeld “1. …”. “Weet ik niet” is ook een antwoord."
        "\n\nBedankt",
        about="over",
        known="Wat u vraagt, “{goal}”, is al in behandeling als {id}.",
        waiting="Wat u vraagt, “{goal}”, is al eerder gevraagd en wacht op een beslissing.",
        done="Wat u vraagt, “{goal}”, is al gedaan ({id}).",
        owned="Verantwoordelijk: {owner}.", due="Uiterlijk op {day}.",
        otherwise="Bedoelt u iets anders, laat het ons dan weten.\n\nBedankt",
    ),
    "pt": Frame(
        greeting="Olá, {name},", anybody="Olá,",
        opening="Antes de começar, precisamos de saber:",
        closing="Por favor, responda com os números, por exemplo “1. …”. “Não sei” também é uma resposta."
        "\n\nObrigado",
        about="sobre",
        known="O que pediu, “{goal}”, já está em curso ({id}).",
        waiting="O que pediu, “{goal}”, já tinha sido pedido e aguarda uma decisão.",
        done="O que pediu, “{goal}”, já está feito ({id}).",
        owned="Responsável: {owner}.", due="Prazo: {day}.",
        otherwise="Se se refere a outra coisa, diga-nos, por favor.\n\nObrigado",
    ),
}  # fmt: skip


class Draft(Noun):
    """One reply, to one person, that nobody has sent."""

    to: Party | None
    """None where nobody is known who could answer."""
    subject: str
    in_reply_to: str
    """Empty where what it answers is no mail."""
    references: tuple[str, ...]
    """The first message of the thread first."""
    text: str


def drafts(intake: Intake, proposals: Sequence[Proposal], directory: Directory) -> list[Draft]:
    """The open questions of these proposals of a text, a draft for each of those who can answer them."""
    asked = [(proposal, question) for proposal in proposals for question in proposal.questions]
    groups: dict[str, list[tuple[Proposal, Question]]] = {}
    for proposal, question in asked:
        name = question.addressee or (directory.name_of(intake.sender) if intake.sender else "")
        groups.setdefault(name, []).append((proposal, question))
    frame = _frame(intake)
    return [_questions(name, group, intake, directory, frame) for name, group in groups.items()]


def under_way(intake: Intake, merged: Proposal, into: Proposal | WorkItem, directory: Directory) -> Draft:
    """To who sent a text that was merged: what they asked for was asked for before, and what becomes of it.

    It quotes their own words alone: what others wrote is not theirs to read.
    """
    frame = _frame(intake)
    status = into.status if isinstance(into, WorkItem) else None
    said = {WorkStatus.OPEN: frame.known, WorkStatus.DONE: frame.done, None: frame.waiting}[status]
    told = [said.format(goal=_line(merged.item.goal.value), id=into.id)]
    if isinstance(into, WorkItem) and status is WorkStatus.OPEN:
        if into.owner.value not in NOBODY:
            told.append(frame.owned.format(owner=_line(into.owner.value or "")))
        if into.item.due.value:
            told.append(frame.due.format(day=into.item.due.value))
    name = directory.name_of(intake.sender) if intake.sender else ""
    return _draft(name, (" ".join(told), frame.otherwise), intake, directory, frame)


def as_mail(draft: Draft) -> bytes:
    """As a file that a mail program opens as an unsent message."""
    mail = EmailMessage(policy=Unbroken(linesep="\r\n"))
    mail["X-Unsent"] = "1"
    if address := _address(draft.to):
        mail["To"] = address
    mail["Subject"] = draft.subject
    if draft.in_reply_to:
        mail["In-Reply-To"] = draft.in_reply_to
        mail["References"] = " ".join(draft.references)
    mail.set_content(draft.text, charset="utf-8", cte="quoted-printable")
    return mail.as_bytes()


def _frame(intake: Intake) -> Frame:
    return FRAMES.get(spoken_language(intake), FRAMES[USUAL])


def _questions(
    name: str,
    group: Sequence[tuple[Proposal, Question]],
    intake: Intake,
    directory: Directory,
    frame: Frame,
) -> Draft:
    several = len({proposal.id for proposal, _ in group}) > 1
    questions = [
        _asked(number, proposal, question, frame.about if several else "")
        for number, (proposal, question) in enumerate(group, start=1)
    ]
    return _draft(name, (frame.opening, "\n".join(questions), frame.closing), intake, directory, frame)


def _draft(name: str, said: Sequence[str], intake: Intake, directory: Directory, frame: Frame) -> Draft:
    """`said`: a paragraph each."""
    greeting = frame.greeting.format(name=_line(name)) if name.strip() else frame.anybody
    text = "\n\n".join([greeting, *said])
    subject = _line(title(intake.text))[:LONGEST_SUBJECT]
    own = intake.source_id or ""
    by_mail = intake.channel is Channel.EMAIL and MESSAGE_ID.fullmatch(own)
    earlier = [known for known in reversed(intake.references) if MESSAGE_ID.fullmatch(known)]
    return Draft(
        to=_party(name, intake, directory),
        subject=subject if REPLY_SUBJECT.match(subject) else f"Re: {subject}",
        in_reply_to=own if by_mail else "",
        references=(*earlier, own) if by_mail else (),
        text=f"{text}\n",
    )


def _asked(number: int, proposal: Proposal, question: Question, about: str) -> str:
    """The number and the question in one line: an answer finds its question by them."""
    lines = [f"{number}. {_line(question.text)}"]
    goal = _line(proposal.item.goal.value)
    if about and goal not in lines[0]:
        lines.append(f"   ({about} “{goal}”)")
    if question.choices:
        lines.append(f"   ({' / '.join(map(_line, question.choices))})")
    return "\n".join(lines)


def _party(name: str, intake: Intake, directory: Directory) -> Party | None:
    """Their address as the envelope has it, else as the directory does."""
    envelope = [party for party in (intake.sender, *intake.recipients) if party and party.email]
    meant = [party for party in envelope if directory.name_of(party) == name]
    known = [Party(name=person.name, email=person.email) for person in directory.people]
    known += [Party(name=team.name, email=team.email) for team in directory.teams]
    meant += [party for party in known if party.name == name and party.email]
    if meant:
        return meant[0]
    return Party(name=name) if name.strip() else None


def _address(party: Party | None) -> Address | None:
    """None where what stands on the envelope is no address, or more than one."""
    try:
        return Address(display_name=_line(party.name), addr_spec=party.email) if party else None
    except (ValueError, IndexError, HeaderParseError):
        return None


def _line(text: str) -> str:
    """On one line, without what shows nothing or moves a cursor."""
    return " ".join("".join(c if c.isprintable() else " " for c in visible(text)).split())
