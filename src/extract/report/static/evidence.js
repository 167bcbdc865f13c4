// The quote behind a claim: one click away, with its words marked.

const SENTENCE_END = /[.!?…]["»”)]*\s|\n/g;
const LONGEST = 400; // characters of a passage around an event

/** Where the evidence for a relation or an event is: text, span of the passage, marked spans. */
async function evidence(documentId, claimId) {
  const found = await find("articles", documentId);
  if (!found) return null;
  const { row, chunk } = found;
  const relation = row.relations.find((one) => one[0] === claimId);
  if (relation) {
    const claim = unpacked("claims", relation, chunk);
    if (!claim.quote) return null;
    const marks = [
      [claim.subjectSpan, "subject"],
      [claim.objectSpan, "object"],
      [claim.cueSpan, "cue"],
    ];
    return { text: row.text, span: claim.quote, marks: marks.filter(([span]) => span) };
  }
  const event = row.events.find((one) => one[0] === claimId);
  if (!event) return null;
  const { span } = unpacked("told", event, chunk);
  return span && { text: row.text, span: passage(row.text, span), marks: [[span, "cue"]] };
}

/** The sentence around a span, roughly. */
function passage(text, [start, end]) {
  const from = Math.max(0, start - LONGEST);
  let begin = from;
  for (const found of text.slice(from, start).matchAll(SENTENCE_END)) {
    begin = from + found.index + found[0].length;
  }
  SENTENCE_END.lastIndex = 0;
  const after = SENTENCE_END.exec(text.slice(end, end + LONGEST));
  return [
    begin,
    after ? end + after.index + after[0].trimEnd().length : Math.min(text.length, end + LONGEST),
  ];
}

/** A piece of text with spans marked; spans may touch but what crosses is cut. */
function marked(text, [start, end], marks) {
  const cuts = new Set([start, end]);
  for (const [span] of marks) for (const at of span) if (at > start && at < end) cuts.add(at);
  const borders = [...cuts].sort((a, b) => a - b);
  return borders.slice(0, -1).map((from, at) => {
    const piece = text.slice(from, borders[at + 1]);
    const around = marks.filter(([span]) => span[0] <= from && span[1] > from);
    if (!around.length) return piece;
    return el("mark", { class: around.map(([, name]) => `said-${name}`).join(" ") }, piece);
  });
}

/** The quote of a claim as an element. */
async function quoteBlock(document_, claimId) {
  const found = await evidence(document_.id, claimId);
  if (found) return quoted(found.text, found.span, found.marks, document_, claimId);
  const none = el("p", { class: "quiet" }, say("no_quote"));
  return el("blockquote", {}, none, sourceOf(document_, claimId));
}

/** A passage with spans marked, and below it a link into the article. */
function quoted(text, span, marks, document_, mark) {
  const words = marked(text, span, marks);
  return el("blockquote", {}, el("p", { dir: "auto" }, words), sourceOf(document_, mark));
}

function sourceOf(document_, mark) {
  const day = document_.date ? ` · ${dayWords(document_.date)}` : "";
  return el("footer", {}, articleLink(document_, mark), day);
}

/** The words of a quote, for CSV. */
async function quoteText(documentId, claimId) {
  const found = await evidence(documentId, claimId);
  return found ? found.text.slice(...found.span).replace(/\s+/g, " ") : "";
}

/** A button that opens and closes the quote: below the row of a table, or in the item of a list. */
function quoteButton(document_, claimId) {
  const button = el(
    "button",
    { type: "button", class: "quote", "aria-expanded": "false", onclick: () => turn() },
    say("quote"),
  );
  let shown = null;
  async function turn() {
    if (shown) {
      shown.remove();
      shown = null;
    } else {
      const made = await quoteBlock(document_, claimId).catch((error) => failure(error));
      if (shown) return;
      const row = button.closest("tr");
      const across =
        row && el("tr", { class: "opened" }, el("td", { colspan: row.cells.length }, made));
      shown = across ?? made;
      if (row) row.after(across);
      else button.closest("li").append(made);
    }
    button.setAttribute("aria-expanded", String(Boolean(shown)));
  }
  return button;
}

/** How sure the program is of a claim, and the way to its quote. */
function trustMark(claim) {
  return el("span", { class: "trust" }, scoreMark(claim.score), quoteButton(claim.document, claim.id));
}

function failure(error) {
  return el("p", { class: "failure", role: "alert" }, String(error.message ?? error));
}
