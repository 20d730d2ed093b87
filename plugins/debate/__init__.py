"""Debate: registration, questions in a box, read, supported, put on air one by one; who follows up what."""

from __future__ import annotations

from beffroi import Glance, Method, Number, Refused, Text, hookimpl, translator
from beffroi.blocks.capture import Capture
from beffroi.blocks.queue import BOX, Queue, QueueSettings
from beffroi.blocks.registration import Registering, RegistrationSettings

_ = translator(__name__)

DELAY_MOST = 300


class DebateSettings(RegistrationSettings, QueueSettings):
    """What is debated, where one can take part, and where it is broadcast."""

    live_address: str = Text(
        _("Address of the live broadcast"),
        max=300,
        required=False,
        help=_("It begins with https:// and opens in a tab of its own, on phones alone."),
    )
    captions_address: str = Text(_("Address of the live captions"), max=300, required=False)
    delay: int = Number(_("Seconds by which the broadcast is late"), low=0, high=DELAY_MOST, default=0)


class Debate(Method):
    """Register and send questions → questions and answers → what was answered → who does what."""

    api = 1
    id = "debate"
    title = _("Debate")
    at_a_glance = Glance(
        "gather",
        people=(12, 0),
        takes=_("a subject, and who answers"),
        gives=_("answers, and what is to be followed up"),
    )
    minutes = 60
    settings = DebateSettings
    places = Registering(during=(BOX.id,))
    line = Queue()
    done = Capture(on=line)

    def check_settings(self, settings: DebateSettings) -> None:
        super().check_settings(settings)
        for name in ("live_address", "captions_address"):
            written = getattr(settings, name)
            if written and not (written.startswith("https://") and len(written.split()) == 1):
                said = _("An address begins with https:// and holds no blank: copy it from the page of the broadcast.")
                raise Refused(said, errors={name: said})


@hookimpl
def methods() -> list[Method]:
    """The method of this plugin."""
    return [Debate()]
