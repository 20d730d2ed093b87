"""Lessons: what is to be learnt of a case, or of all of them; written in everybody's sight, then placed unseen."""

from __future__ import annotations

from dataclasses import replace

from beffroi import ANYONE, FACILITATOR, Choice, Command, Ref, Refused, Stamp, Text, translator
from beffroi.moderation import MOTIVES, motive_said
from plugins.benchmark.grid import LESSONS_MOST, LONG, OF_ONE, Benchmark, Lesson

_ = translator(__name__)


class Learn(Command, stage="lessons", role=ANYONE, title=_("Lesson written"), announcement=_("Lesson added")):
    """Write a lesson, and of which case it is."""

    case: str = Ref(default="", edits=False)
    text: str = Text(_("A lesson for us"), max=LONG, lines=2, help=_("One sentence: what could we do as they do?"))

    def check(self, bench: Benchmark, stamp: Stamp) -> None:
        if len(bench.lessons) >= LESSONS_MOST:
            raise Refused(_("There are %(most)s lessons, which is the most: change one.", most=LESSONS_MOST))
        if stamp.role != FACILITATOR and len(bench.of(stamp.who)) >= OF_ONE:
            raise Refused(_("You have written %(most)s lessons: change one, or take one back.", most=OF_ONE))

    def apply(self, bench: Benchmark, stamp: Stamp) -> None:
        bench.lessons[stamp.id] = Lesson(stamp.id, self.text, self.case, stamp.who, worded=stamp.id)


def _own(bench: Benchmark, id: str, stamp: Stamp) -> None:
    lesson = bench.lessons.get(id)
    if lesson is None or lesson.motive or (stamp.role != FACILITATOR and lesson.who != stamp.who):
        raise Refused(_("That lesson is no longer here, or is not yours."))


class ChangeLesson(
    Command, stage="lessons", role=ANYONE, affects_others=True, title=_("Lesson worded anew"), announcement=_("Changed")
):
    """Word one's own lesson anew; facilitators, any."""

    lesson: str = Ref(edits=True)
    text: str = Text(_("New wording"), max=LONG, lines=2)

    def check(self, bench: Benchmark, stamp: Stamp) -> None:
        _own(bench, self.lesson, stamp)

    def apply(self, bench: Benchmark, stamp: Stamp) -> None:
        lesson = bench.lessons.get(self.lesson)
        if lesson:
            bench.lessons[self.lesson] = replace(lesson, text=self.text, worded=stamp.id)


class TakeLessonBack(
    Command,
    stage="lessons",
    role=ANYONE,
    affects_others=True,
    title=_("Lesson taken back"),
    announcement=_("Taken back"),
):
    """Take one's own lesson back."""

    lesson: str = Ref()

    def undo_label(self, bench: Benchmark) -> str:
        return _text(bench, self.lesson)

    def check(self, bench: Benchmark, stamp: Stamp) -> None:
        _own(bench, self.lesson, stamp)

    def apply(self, bench: Benchmark, stamp: Stamp) -> None:
        bench.lessons.pop(self.lesson, None)


class TakeDown(Command, role=FACILITATOR, affects_others=True, title=_("Lesson taken down")):
    """Take a lesson down, and say why: whoever wrote it is told."""

    lesson: str = Ref()
    motive: str = Choice(_("Why it is taken down"), dict(MOTIVES))

    def undo_label(self, bench: Benchmark) -> str:
        return " · ".join(filter(None, (_text(bench, self.lesson), str(motive_said(self.motive)))))

    def moderated(self) -> str:
        return self.lesson

    def check(self, bench: Benchmark, stamp: Stamp) -> None:
        lesson = bench.lessons.get(self.lesson)
        if lesson is None or lesson.motive:
            raise Refused(_("That lesson is no longer here."))

    def apply(self, bench: Benchmark, stamp: Stamp) -> None:
        if self.lesson in bench.lessons:
            bench.lessons[self.lesson] = replace(bench.lessons[self.lesson], motive=self.motive)
            bench.follow()


class PutLessonBack(Command, role=FACILITATOR, affects_others=True, title=_("Lesson put back")):
    """Put back a lesson that was taken down."""

    lesson: str = Ref()

    def undo_label(self, bench: Benchmark) -> str:
        return _text(bench, self.lesson)

    def moderated(self) -> str:
        return self.lesson

    def check(self, bench: Benchmark, stamp: Stamp) -> None:
        lesson = bench.lessons.get(self.lesson)
        if lesson is None or not lesson.motive:
            raise Refused(_("That lesson is no longer here."))

    def apply(self, bench: Benchmark, stamp: Stamp) -> None:
        if self.lesson in bench.lessons:
            bench.lessons[self.lesson] = replace(bench.lessons[self.lesson], motive="")
            bench.follow()


def _text(bench: Benchmark, id: str) -> str:
    lesson = bench.lessons.get(id)
    return lesson.text if lesson else ""


LESSON_COMMANDS: tuple[type[Command], ...] = (Learn, ChangeLesson, TakeLessonBack, TakeDown, PutLessonBack)
