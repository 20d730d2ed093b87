"""What a colleague is told who leads a workshop for the first time: frame, posture, beginnings, roles, two sites."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from beffroi import translator

_ = translator(__name__)


@dataclass(frozen=True)
class Chapter:
    """A chapter; a point says what to remember before its first colon."""

    title: Any
    points: tuple[Any, ...]
    lead: Any = ""
    remember: Any = ""


CHAPTERS = (
    Chapter(
        _("The frame, and the rules of the game"),
        (
            _("One question: it is open, it is short, and somebody will do something with the answers."),
            _("What becomes of it: say before the first card who decides, by when, and who will be told."),
            _("One voice each: silence first, then turns; rank stays at the door."),
            _("Facts and feelings both count: “I waited forty days” and “I was ashamed” are each a card."),
            _("Nobody is quoted by name: what is said here goes out without saying who said it."),
            _("Phones: to take part, or in the bag. Breaks are kept to the minute."),
            _("The right to pass: nobody has to tell anything."),
        ),
        _("Read them aloud at the beginning, in two minutes, and ask whether one is missing."),
        _("A workshop that changes nothing costs more trust than none at all: hold none to confirm what is decided."),
    ),
    Chapter(
        _("Your posture"),
        (
            _("Neutral on the substance, firm on the frame: yours are the time, the turns and the question."),
            _("Ask again with their own words: “you say that it is heavy: what weighs?”"),
            _("Count to eight before you fill a silence: most good cards come then."),
            _("Whoever speaks much: thank, note it, then “who has not spoken yet?”"),
            _("Whoever does not speak: a card, a pair, never a finger pointed."),
            _("A conflict: name it, write both sides down, ask what would have to be true for each."),
            _("You do not know: say so, and write down who finds out by when."),
        ),
    ),
    Chapter(
        _("Icebreakers"),
        (
            _("Weather (5 min): each says in one word how they arrive. Nobody comments."),
            _("The line (5 min): stand along a wall, from “I know it” to “I discover it”; two people say why."),
            _("In common (7 min): in threes, find three things in common that are not work, and tell one."),
            _("The last letter (10 min): each tells in a minute of the last official letter that they received."),
            _("For two sites (5 min): each room asks the other one question, answered by a show of hands."),
        ),
        _("One is enough. It is there for every voice to have been heard once, not to entertain."),
    ),
    Chapter(
        _("Roles"),
        (
            _("Leads: says the instructions, keeps the time, alternates the turns."),
            _("Helps, one a room: welcomes, brings material, helps whoever is stuck, watches who does not speak."),
            _("Writes: notes decisions in the words of the room, and reads them aloud."),
            _("Keeps the time: shows five minutes, two, none."),
            _("Decides: whoever asked for it says at the beginning what they will do with it, then what they take."),
        ),
        _("Two people do for twelve; from twenty on, one helper for each table of six."),
    ),
    Chapter(
        _("On two sites"),
        (
            _("One colleague in each room: a room without one becomes an audience."),
            _("Sound before picture: one microphone that is passed on, and nobody speaks without it."),
            _("Alternate: a question in the one, a question in the other, and the far room first."),
            _("The same material in both rooms, with the same numbers: “card 12” has to be card 12 everywhere."),
            _("Say the other room’s name each time: “Lille, what do you think of what Amiens says?”"),
            _("Slower: count a fifth more time than in one room, and a break every ninety minutes, together."),
            _("When the line drops: both rooms go on with the work at tables, and telephone."),
        ),
    ),
    Chapter(
        _("For everyone to take part"),
        (
            _("Asked before: what does each need to see, hear, write, sit, leave the room?"),
            _("Large writing, one idea a sheet; what is on the wall is read aloud."),
            _("Plain words: an acronym is said in full, the first time and the fifth."),
            _("Two ways to answer: by voice and in writing; nobody has to write before others."),
        ),
    ),
)
