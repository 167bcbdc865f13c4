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

// A word, or what stands in quotes; with a minus, what must not stand there. As extract search.
const PIECE =
  /(?<minus>(?<!\S)-)?(?:"(?<straight>[^"]*)"?|«(?<russian>[^»]*)»?|[“„](?<curly>[^”“]*)[”“]?|(?<word>[^\s"«“„]+))/gu;

/**
 * What is asked for: words, phrases, and words or phrases that must not stand there. A phrase is a
 * list of words. Light words (prepositions and the like) are asked for by themselves only where
 * there is nothing else.
 */
async function asked(text) {
  const [single, together, without] = pieces(text);
  const words = (await Promise.all(single.map(wordAsked))).flat();
  const [phrases, excluded] = await Promise.all([together, without].map(phrasesAsked));
  const heavy = words.filter((one) => !one.light);
  return { words: heavy.length || phrases.length ? heavy : words, phrases, excluded };
}

/** The forms that were typed: words, phrases, what is excluded. */
function pieces(text) {
  const [single, together, without] = [new Set(), [], []];
  for (const { groups } of text.matchAll(PIECE)) {
    const quoted = groups.straight ?? groups.russian ?? groups.curly;
    const forms = wordsOf(quoted ?? groups.word).map((one) => one.form);
    if (groups.minus) without.push(forms);
    else if (quoted !== undefined && forms.length > 1) together.push(forms);
    else for (const form of forms) single.add(form);
  }
  const some = (list) => list.filter((forms) => forms.length).slice(0, MOST_WORDS);
  return [[...single].slice(0, MOST_WORDS), some(together), some(without)];
}

function phrasesAsked(several) {
  const phrase = (forms) => Promise.all(forms.slice(0, MOST_WORDS).map(wholeAsked));
  return Promise.all(several.map(phrase));
}

/** Where a phrase stands among the words of a text. */
function standing(phrase, there) {
  const begins = (at) => phrase.every((one, n) => there[at + n] && one.is(there[at + n].form));
  return there.flatMap(({ start }, at) =>
    begins(at) ? [[start, there[at + phrase.length - 1].end]] : [],
  );
}

/** Numbers of the sentences that have all words of a phrase, in whatever order. */
async function sentencesOf(phrase) {
  const [first, ...others] = await Promise.all(phrase.map((one) => one.sentences()));
  return new Set([...first].filter((at) => others.every((some) => some.has(at))));
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
