// How a text of somebody's is shown where this page draws it by itself: as beffroi/signs.py does for the server.

const TURNING = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const ISOLATED = /\u2068[^\u2068\u2069]*\u2069/g;
const BLANKS = /(«?)([ \u2009]+)([;:?!»]?)/g;
const GOES_ON = /^(?:\p{M}|\u200c|\u200d|[\u{1f3fb}-\u{1f3ff}\u{e0020}-\u{e007f}])/u;
const REGION = /^[\u{1f1e6}-\u{1f1ff}]/u;

/** A text to be put in a sentence: one written from right to left does not turn it around. */
export const isolated = (text) => (TURNING.test(text.replace(ISOLATED, "")) ? `\u2068${text}\u2069` : text);

/** A blank that is there does not break before `; : ? ! »` or after `«`; none is added or taken away. */
export const spaced = (text) =>
  text.replace(BLANKS, (all, before, blanks, after) =>
    before || after ? before + (";!?".includes(after || " ") ? "\u202f" : "\u00a0").repeat(blanks.length) + after : all,
  );

/** A sentence about so many of something, of the forms that the page's language has: « 1 carte », « 2 cartes ». */
export const counted = (forms, n) =>
  (forms[new Intl.PluralRules(document.documentElement.lang).select(n)] ?? forms.other).replace("{n}", n);

export const drawn = (text) => isolated(spaced(text));

/** The first `most` characters or fewer: never half an emoji, nor a letter without its accent; « … » says that it goes on. */
export function shortened(text, most) {
  const signs = [...text];
  if (signs.length <= most) return text;
  let place = most - 1;
  while (place && goesOn(signs, place)) place -= 1;
  return `${signs.slice(0, place || most - 1).join("").trimEnd()}…`;
}

/** Whether what the eye reads as one sign goes on at this place. */
function goesOn(signs, place) {
  if (GOES_ON.test(signs[place]) || signs[place - 1] === "\u200d") return true;
  if (!REGION.test(signs[place])) return false;
  let first = place;
  while (first && REGION.test(signs[first - 1])) first -= 1;
  return (place - first) % 2 === 1;
}
