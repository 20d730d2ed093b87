// What has changed on the page since it was last drawn, in a sentence: a stage that begins, a reveal, a seat. The cards
// themselves are not read out; a sentence that no longer holds goes.

import { ownTable } from "./own_table.js";
import { counted, isolated } from "./typography.js";

const shows = (selector) => Boolean(document.querySelector(selector));
const reads = (selector) => document.querySelector(selector)?.textContent.trim();
const inBlock = (block, selector) => reads(`[data-block="${block}"] ${selector}`) ?? "";

/** The activity and the stage that the page is at, in words. */
const where = () =>
  document.querySelector("[data-stage-said]")?.dataset.stageSaid ??
  ["#now-title", '.stages [aria-current="step"]'].map(reads).filter(Boolean).join(" · ");

/** What stands on the page to be read out once it comes: a pause, a seat that is missing. */
const notices = () => [...document.querySelectorAll("[data-announce]")].map((one) => one.textContent.trim());

const now = () => ({
  stage: where(),
  asked: inBlock("head", ".instruction"),
  more: inBlock("head", ".instruction-more"),
  notices: notices(),
  isHidden: shows(".live-board .hidden-stage"),
  isPaused: shows("[data-paused]"),
  runOff: inBlock("board", ".runoff h3"),
  hand: document.getElementById("take-hand")?.dataset.not,
  table: ownTable(),
});

export class SpokenChanges {
  /** Facilitators read their own console: to them nothing is announced. */
  constructor({ role, words, banner, forms, say }) {
    Object.assign(this, { role, words, banner, forms, say, was: now() });
  }

  /** A block was drawn anew. */
  drawn(block) {
    const { was } = this;
    this.was = now();
    if (block === "table") this.seated(was);
    else this.was.table = was.table;
    const isNew = this.settle(was);
    this.read(was.notices);
    if (this.role !== "facilitator" && ["head", "board"].includes(block)) this.announce(was, isNew);
    else Object.assign(this.was, { isHidden: was.isHidden, runOff: was.runOff });
  }

  /** Somebody who was moved is told at which table they sit now. */
  seated(was) {
    const { table } = this.was;
    const name = table !== was.table && table && inBlock("table", ".own-table-name strong");
    if (!name) return;
    const sentence = this.words.seated.replace("{name}", () => isolated(name));
    this.banner.show(sentence);
  }

  /** A sentence of the banner or of a field that no longer holds is no longer said; whether a stage has begun. */
  settle(was) {
    const { isPaused, hand, stage } = this.was;
    if (was.isPaused && !isPaused) {
      this.forms.forgive();
      this.banner.show();
    }
    if (hand !== was.hand) this.banner.show();
    if (stage === was.stage) return false;
    this.banner.unwarn();
    return true;
  }

  /** What is one person's was drawn anew. */
  notices() {
    const { notices: before } = this.was;
    this.was.notices = notices();
    this.read(before);
  }

  /** Says the notices that were not there before. */
  read(before) {
    if (this.role !== "facilitator") for (const one of this.was.notices) if (one && !before.includes(one)) this.say(one);
  }

  /** What is asked, where it is not what was asked a stage before: a question is said once. */
  asks(was) {
    const { asked, more } = this.was;
    return [asked !== was.asked && asked, more !== was.more && more];
  }

  announce(was, isNew) {
    const { stage, runOff, isHidden } = this.was;
    if (isNew) this.say([stage, ...this.asks(was)].filter(Boolean).join(". "));
    if (runOff && runOff !== was.runOff) this.say(runOff);
    const cards = document.querySelectorAll(".live-board .card").length;
    if (was.isHidden && !isHidden && cards) this.say(counted(this.words.revealed, cards));
  }
}
