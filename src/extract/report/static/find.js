// Finding: sentences, names and titles that have the words, in any of their forms.

async function findView() {
  const typed = address().get("q") ?? "";
  const heading = el("h1", {}, `${say("find")}: `, el("q", { dir: "auto" }, plain(typed)));
  const query = await asked(typed.trim().length < 2 ? "" : typed);
  if (!query.words.length) return [heading, el("p", { class: "quiet" }, say("type_query"))];
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

/** Sentences that have the most of the words, of the newest articles first. */
async function sentencesFound({ words, excluded }) {
  const unknown = words.filter((one) => !one.inflected.length).map((one) => one.form);
  const counts = new Map();
  for (const word_ of words)
    for (const at of await word_.sentences()) counts.set(at, (counts.get(at) ?? 0) + 1);
  for (const word_ of excluded) for (const at of await word_.sentences()) counts.delete(at);
  const most = [...counts.values()].reduce((a, b) => Math.max(a, b), 0);
  const best = [...counts.keys()].filter((at) => counts.get(at) === most).sort((a, b) => a - b);
  return [
    unknown.length ? el("p", { class: "notice" }, say("no_such_words", unknown.join(", "))) : null,
    foundSection(
      "sentences_found",
      section(say("sentences_found"), best, (at) => sentenceLine(at, words), "sentences"),
    ),
  ];
}

function foundSection(key, made) {
  const nothing = el("p", { class: "quiet" }, say("nothing"));
  return made ?? el("section", { class: "block" }, el("h2", {}, say(key)), nothing);
}

function sentenceLine(at, words) {
  return filled(el("li", { class: "claim" }), sentenceBlock(at, words));
}

/** The sentence with a number, its words marked. */
async function sentenceBlock(at, words) {
  const chunk = await chunkOf("sentences", (first) => first <= at);
  const { first, document: number_, spans } = chunk.rows.findLast((row) => row.first <= at);
  const [start, end] = spans[at - first];
  const document_ = documentOf(chunk, number_);
  const { text } = (await find("articles", document_.id)).row;
  const hits = wordsOf(text.slice(start, end))
    .filter(({ form }) => words.some((one) => one.is(form)))
    .map((hit) => [[start + hit.start, start + hit.end], "cue"]);
  return quoted(text, [start, end], hits, document_, `${start}-${end}`);
}

/** Whether a name or title has all the words, in any form or as a part, and none excluded. */
function named({ words, excluded }, ...texts) {
  const all = folded(texts.join(" "));
  const has = (one) => all.includes(one.form) || wordsOf(all).some(({ form }) => one.is(form));
  return words.every(has) && !excluded.some(has);
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
  const rows = (await ROWS.articles.all()).filter((row) => named(query, row.title ?? "", row.id));
  const line = (row) =>
    el("li", {}, articleLink(row), el("span", { class: "n" }, dayWords(row.date)));
  const made = section(say("titles_found"), rows, line);
  made?.querySelector("ul").classList.replace("claims", "list");
  return foundSection("titles_found", made);
}
