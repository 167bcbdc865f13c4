// Finding: sentences, names and titles that have the words, in any of their forms.

const SIFTED = 100; // sentences with a phrase that are shown; each has to be read
const BATCH = [64, 256]; // sentences that are read together: first, and at most

async function findView() {
  const typed = address().get("q") ?? "";
  const heading = el("h1", {}, `${say("find")}: `, el("q", { dir: "auto" }, plain(typed)));
  const query = await asked(typed.trim().length < 2 ? "" : typed);
  if (!query.words.length && !query.phrases.length) return [heading, el("p", { class: "quiet" }, say("type_query"))];
  const sentences = await sentencesFound(query);
  const others = [namesFound(query), titlesFound(query)]; // of all lists, so they come later
  return [heading, sentences, others.map((one) => filled(el("div"), one))];
}

/** An element that is filled when what belongs there has come. */
function filled(place, coming) {
  place.classList.add("loading");
  coming
    .catch((error) => failure(error))
    .then((made) => {
      place.replaceChildren(made);
      place.classList.remove("loading");
    });
  return place;
}

/** Sentences that have the phrases and the most of the words, of the newest articles first. */
async function sentencesFound(query) {
  const parts = [...query.words.map((one) => [one]), ...query.phrases];
  const unknown = parts.flat().filter((one) => !one.inflected.length);
  const found = await best(await possible(query), query);
  const line = (at) => sentenceLine(at, parts);
  return [
    unknown.length ? notice("no_such_words", unknown.map((one) => one.form).join(", ")) : null,
    toBeRead(query) && found.length === SIFTED ? notice("first_sentences", number(SIFTED)) : null,
    foundSection(
      "sentences_found",
      section(say("sentences_found"), found, line, "sentences"),
    ),
  ];
}

function notice(key, value) {
  return el("p", { class: "notice" }, say(key, value));
}

/** Sentences that may answer, by number: how many of the words each has. */
async function possible({ words, phrases, excluded }) {
  const counts = new Map();
  const [first, ...others] = await Promise.all(phrases.map(sentencesOf));
  for (const at of first ?? []) if (others.every((some) => some.has(at))) counts.set(at, 0);
  for (const word_ of words)
    for (const at of await word_.sentences())
      if (!first || counts.has(at)) counts.set(at, (counts.get(at) ?? 0) + 1);
  for (const [word_, ...more] of excluded)
    if (!more.length) for (const at of await word_.sentences()) counts.delete(at);
  return counts;
}

/** Whether only the words of a sentence tell if it answers: their order does. */
function toBeRead({ phrases, excluded }) {
  return phrases.length > 0 || excluded.some((one) => one.length > 1);
}

/** Of sentences that may answer those that have the most words; with phrases the first of them. */
async function best(counts, query) {
  if (toBeRead(query)) return sifted(counts, query);
  const most = [...counts.values()].reduce((a, b) => Math.max(a, b), 0);
  return [...counts.keys()].filter((at) => counts.get(at) === most).sort((a, b) => a - b);
}

/** The same where each has to be read: the most promising first, until there are enough. */
async function sifted(counts, query) {
  const order = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || a - b);
  const asGood = (at, other) => counts.get(at) === counts.get(other);
  const found = [];
  let n = BATCH[0];
  for (let from = 0; from < order.length && found.length < SIFTED; from += n) {
    if (from) n = Math.min(2 * n, BATCH[1]);
    if (found.length && !asGood(order[from], found[0])) break;
    const some = order.slice(from, from + n);
    const fit = await Promise.all(some.map((at) => answers(at, query)));
    found.push(...some.filter((_, which) => fit[which]));
  }
  return found.filter((at) => asGood(at, found[0])).slice(0, SIFTED);
}

async function answers(at, { phrases, excluded }) {
  const there = wordsOf((await sentenceAt(at)).text);
  const has = (phrase) => standing(phrase, there).length > 0;
  return phrases.every(has) && !excluded.some(has);
}

function foundSection(key, made) {
  const nothing = el("p", { class: "quiet" }, say("nothing"));
  return made ?? el("section", { class: "block" }, el("h2", {}, say(key)), nothing);
}

function sentenceLine(at, parts) {
  return filled(el("li", { class: "claim" }), sentenceBlock(at, parts));
}

/** The sentence with a number: its text, the article, and where in that it begins. */
async function sentenceAt(at) {
  const chunk = await chunkOf("sentences", (first) => first <= at);
  const row = chunk.rows.findLast((one) => one.first <= at);
  const [text, start] = [row.texts[at - row.first], row.starts[at - row.first]];
  return { document_: documentOf(chunk, row.document), text, start };
}

/** A sentence, what was asked for marked. */
async function sentenceBlock(at, parts) {
  const { document_, text, start } = await sentenceAt(at);
  const there = wordsOf(text);
  const hits = parts.flatMap((phrase) => standing(phrase, there));
  const marks = hits.map((span) => [span, "cue"]);
  return quoted(text, [0, text.length], marks, document_, `${start}-${start + text.length}`);
}

/** Whether a name or title has all the words, in any form or as a part, and none excluded. */
function named({ words, phrases, excluded }, ...texts) {
  const all = folded(texts.join(" "));
  // Most have nothing of it, and are not cut into words.
  const may = (one) => all.includes(one.form) || one.inflected.some(({ stem }) => all.includes(stem));
  if (!words.every(may) || !phrases.every((phrase) => phrase.every(may))) return false;
  const there = wordsOf(all);
  const has = (phrase) =>
    standing(phrase, there).length > 0 || (phrase.length === 1 && all.includes(phrase[0].form));
  return words.every((one) => has([one])) && phrases.every(has) && !excluded.some(has);
}

async function namesFound(query) {
  const lists = await Promise.all(["people", "bodies", "places"].map((kind) => ROWS[kind].all()));
  const names = lists
    .flat()
    .filter((row) => named(query, row.name))
    .sort((a, b) => b.mentions - a.mentions);
  const columns = entityColumns("bodies").filter((one) => one.key !== "years");
  const shown = el(
    "section",
    { class: "block" },
    el("h2", {}, say("names_found")),
    table(columns, names),
  );
  return foundSection("names_found", names.length ? shown : null);
}

async function titlesFound(query) {
  const rows = (await ROWS.articles.all()).filter((row) => named(query, row.title ?? "", row.author ?? "", row.id));
  const line = (row) =>
    el(
      "li",
      {},
      el("span", {}, articleLink(row), row.author ? hint(plain(row.author)) : null),
      el("span", { class: "n" }, dayWords(row.date)),
    );
  const made = section(say("titles_found"), rows, line);
  made?.querySelector("ul").classList.replace("claims", "list");
  return foundSection("titles_found", made);
}
