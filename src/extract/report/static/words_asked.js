// Words that somebody types, and the words of the articles that are forms of the same ones.

const WORD = /[\p{L}\p{N}]+(?:[-'’][\p{L}\p{N}]+)*/gu;
const MOST_WORDS = 48; // of one search
const LONGEST_FORM = 64; // letters; what is longer is data, and no form of anything

/** The words of a text: in lower case, and where each begins and ends. */
function wordsOf(text) {
  return [...text.matchAll(WORD)].map(({ 0: written, index }) => ({
    form: folded(written),
    start: index,
    end: index + written.length,
  }));
}

/** A word that was typed, and what it can be a form of. */
class Asked {
  constructor(form, inflected) {
    this.form = form;
    this.inflected = inflected;
    this.light = inflected.some((one) => one.light);
  }

  /** Whether a word of a text is another form of it; of a compound one part will do. */
  is(form) {
    return [form, ...form.split("-")].some(
      (part) =>
        part === this.form ||
        this.inflected.some(
          ({ stem, endings }) => part.startsWith(stem) && endings.includes(part.slice(stem.length)),
        ),
    );
  }

  /** Numbers of the sentences that have it. */
  async sentences() {
    const found = new Set();
    for (const lemma of new Set(this.inflected.map((one) => one.lemma))) {
      let at = 0;
      for (const gap of (await find("lemmas", lemma)).row.gaps) found.add((at += gap));
    }
    return found;
  }
}

/**
 * What is asked for, and what must not stand there ("-слово"). Light words (prepositions and the
 * like) are asked for only where there are no others.
 */
async function asked(text) {
  const pieces = text.split(/\s+/);
  const [without, having] = [true, false].map((minus) =>
    formsOf(pieces.filter((one) => one.startsWith("-") === minus).join(" ")),
  );
  const excluded = await Promise.all(without.map(wholeAsked));
  const words = (await Promise.all(having.map(wordAsked))).flat();
  const heavy = words.filter((one) => !one.light);
  return { words: heavy.length ? heavy : words, excluded };
}

function formsOf(text) {
  return [...new Set(wordsOf(text).map((one) => one.form))].slice(0, MOST_WORDS);
}

async function wholeAsked(form) {
  return new Asked(form, await inflected(form));
}

/** A word; a compound that no article has, as its parts. */
async function wordAsked(form) {
  const whole = await wholeAsked(form);
  if (whole.inflected.length || !form.includes("-")) return [whole];
  return Promise.all(form.split("-").map(wholeAsked));
}

/** All that a form can be of: it is cut into a stem and an ending in every way. */
async function inflected(form) {
  const endings = await load("endings/0");
  const places = form.length > LONGEST_FORM ? [form.length] : [...Array(form.length + 1).keys()];
  const cuts = places.map((at) => [form.slice(0, at), form.slice(at)]);
  const found = await Promise.all(
    cuts.map(async ([stem, ending]) =>
      ((await find("stems", stem))?.row.of ?? [])
        .map(([number, lemma, light]) => ({ stem, lemma, light, endings: endings[number] }))
        .filter((one) => one.endings.includes(ending)),
    ),
  );
  return found.flat();
}
