"""The rule that keeps pages equal, on the JavaScript that ships: whatever is lost, doubled or late."""

from __future__ import annotations

import random

import pytest

from app.live.sync.channel import Channel
from tests.support.drawings import random_drawing

SEEDS = range(150)


def story(seed: int) -> dict:
    """What two pages are sent on a bad line, and what the server shows at the end."""
    lots = random.Random(seed)
    channel = Channel("a/board/participant/fr")
    keys = [f"k{n}" for n in range(8)]
    channel.advance(random_drawing(lots, keys))
    sent = [{"whole": channel.whole()}]
    for _ in range(lots.randint(5, 25)):
        message = channel.advance(random_drawing(lots, keys))
        if message:
            sent.append({"show": message, "whole": channel.whole()})
    # The line loses, doubles and shuffles what is pushed; a hello is answered by the last broadcast.
    pushed = [step for step in sent[1:] if lots.random() > 0.2]
    pushed += lots.sample(pushed, len(pushed) // 4)
    for _ in range(len(pushed) // 2):
        one, other = lots.randrange(len(pushed)), lots.randrange(len(pushed))
        if abs(one - other) < 4:
            pushed[one], pushed[other] = pushed[other], pushed[one]
    return {"first": sent[0]["whole"], "pushed": [step["show"] for step in pushed], "last": channel.whole()}


PLAY = """async (stories) => {
  const { accept, empty, join } = await import("/static/js/channel_model.js");
  return stories.map(({ first, pushed, last }) => {
    let model = accept(empty(first.channel), first).model;
    let asks = 0;
    for (const message of pushed) {
      const step = accept(model, message);
      if (step.verdict === "hello") { asks += 1; model = accept(model, last).model; }
      else model = step.model;
    }
    // The end of the line: what was lost is noticed with the next message, or at the next hello.
    model = accept(model, last).model;
    return { html: join(model), n: model.n, asks };
  });
}"""


def test_pages_end_equal_whatever_is_lost_doubled_or_late(browser, server):
    page = browser.new_page()
    page.goto(server.url)
    stories = [story(seed) for seed in SEEDS]
    ends = page.evaluate(PLAY, stories)
    for seed, told, end in zip(SEEDS, stories, ends, strict=True):
        last = told["last"]
        assert end["n"] == last["n"], f"seed {seed}"
        assert end["html"] == html_of(last), f"seed {seed}"
    assert sum(end["asks"] for end in ends) > len(stories) / 2, "the line was not bad enough to prove anything"
    page.close()


def html_of(whole: dict) -> str:
    out = whole["skeleton"]
    for keys in whole["lists"].values():
        inside = "".join(whole["parts"][key] for key in keys)
        out = out.replace("<!--slot-->", f"<!--SLOT-->{inside}<!--/slot-->", 1)
    return out.replace("<!--SLOT-->", "<!--slot-->")


PRESS = """async (ends) => {
  const { Pressing } = await import("/static/js/pressing.js");
  const button = document.body.appendChild(document.createElement("button"));
  const pressing = new Pressing();
  const done = [];
  pressing.after(() => done.push("before"));
  const said = { bubbles: true, isPrimary: true, key: " " };
  const does = (kind) => button.dispatchEvent(new (kind.startsWith("key") ? KeyboardEvent : PointerEvent)(kind, said));
  button.addEventListener("click", () => done.push("pressed"));
  does(ends[0] === "keyup" ? "keydown" : "pointerdown");
  for (const what of ["one", "two"]) pressing.after(() => done.push(what));
  done.push("lifted");
  for (const kind of ends) does(kind);
  while (done.at(-1) !== "two") await new Promise((later) => setTimeout(later, 10));
  return done;
}"""


@pytest.mark.parametrize("ends", [["pointerup", "click"], ["keyup", "click"], ["pointercancel"], ["pointerup"], []])
def test_what_comes_while_a_finger_is_down_is_drawn_once_it_lifts(browser, server, ends):
    """A click, a key, a scroll, a drag, and a finger that rests."""
    page = browser.new_page()
    page.goto(server.url)
    pressed = ["pressed"] if "click" in ends else []
    assert page.evaluate(PRESS, ends) == ["before", "lifted", *pressed, "one", "two"]
    page.close()
