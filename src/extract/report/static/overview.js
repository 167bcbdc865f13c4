// The first view: what the archive is.

function overviewView() {
  const { counts } = FIRST;
  return [
    el(
      "div",
      { class: "lead" },
      el("p", { class: "kicker" }, say("archive")),
      el("h1", { dir: "auto" }, plain(FIRST.title)),
      summaryLine(counts),
    ),
    statTiles(counts),
    monthsChart(),
    el("div", { class: "columns" }, newsBlock(), plannedBlock()),
    el(
      "div",
      { class: "columns three" },
      mostBlock("people"),
      mostBlock("bodies"),
      mostBlock("places"),
    ),
    el("div", { class: "columns" }, sourcesBlock(), errorsBlock(counts)),
  ];
}

function summaryLine(counts) {
  const span = counts.first
    ? `, ${say("from_to", dayWords(counts.first), dayWords(counts.last))}`
    : "";
  return el(
    "p",
    { class: "summary" },
    `${counted(counts.articles, "articles")}${span}. `,
    el("span", { class: "quiet" }, say("told_by_program")),
  );
}

function statTiles(counts) {
  const shown = ["people", "bodies", "places", "events"];
  const tile = (name, view) =>
    el(
      "a",
      { class: "tile", href: to({ view }) },
      el("b", {}, number(counts[name])),
      el("span", {}, nounFor(counts[name], name)),
    );
  return el(
    "nav",
    { class: "tiles", "aria-label": say("overview") },
    shown.map((name) => tile(name, name)),
    tile("relations", "register"),
  );
}

/** Articles by month as bars that open the month. */
function monthsChart() {
  const { months, counts } = FIRST;
  if (!months.length) return null;
  const undated = counts.articles - months.reduce((sum, [, n]) => sum + n, 0);
  const rest = undated
    ? el("p", { class: "quiet" }, `${say("undated")}: ${counted(undated, "articles")}`)
    : null;
  const bars = periods(
    months.map(([month, n]) => [month, [n]]),
    ["done"],
    { view: "articles" },
  );
  return el("section", { class: "block" }, el("h2", {}, say("by_month")), barChart(bars), rest);
}

function mostBlock(kind) {
  const rows = FIRST.most[kind];
  const most = Math.max(1, ...rows.map((row) => row[3]));
  const items = rows.map(([id, name, type, n]) => {
    const item = el(
      "li",
      {},
      entityLink({ id, name, type }),
      el("span", { class: "n" }, number(n)),
    );
    item.style.setProperty("--share", n / most);
    return item;
  });
  return el(
    "section",
    { class: `block most ${kind}` },
    el("h2", {}, el("a", { href: to({ view: kind }) }, say(`most_${kind}`))),
    items.length
      ? el("ol", { class: "ranked" }, items)
      : el("p", { class: "quiet" }, say("nothing_here")),
  );
}

/** A relation as a sentence of its parts. */
function claimLine(claim) {
  const when = rangeWords(claim.begin, claim.end);
  const details = [
    claim.kind && claim.predicate === "AGREEMENT_WITH"
      ? claim.kind
      : predicateWord(claim.predicate).toLowerCase(),
    claim.topic,
  ]
    .filter(Boolean)
    .join(" ");
  return el(
    "li",
    { class: "claim" },
    el(
      "div",
      { class: "who" },
      entityLink(claim.subject),
      el("span", { class: "dash" }, " — "),
      entityLink(claim.object),
    ),
    el(
      "div",
      { class: "what" },
      el("span", { dir: "auto" }, plain(details)),
      statusMark(claim.status),
      hint(when),
      trustMark(claim),
    ),
  );
}

function newsBlock() {
  const claims = FIRST.news.map((row) => unpacked("register", row, FIRST)).filter(sure);
  return el(
    "section",
    { class: "block" },
    el("h2", {}, el("a", { href: to({ view: "register" }) }, say("news"))),
    claims.length
      ? el("ul", { class: "claims" }, claims.map(claimLine))
      : el("p", { class: "quiet" }, say("nothing_here")),
  );
}

function plannedBlock() {
  const events = FIRST.planned.map((row) => unpacked("events", row, FIRST)).filter(sure);
  const items = events.map((event) =>
    el(
      "li",
      { class: "claim" },
      el("div", { class: "who", dir: "auto" }, plain(event.name)),
      el(
        "div",
        { class: "what" },
        statusMark(event.status),
        hint(rangeWords(event.begin, event.end), plain(event.place?.name)),
        trustMark(event),
      ),
    ),
  );
  return el(
    "section",
    { class: "block" },
    el("h2", {}, el("a", { href: to({ view: "events", status: "planned" }) }, say("planned"))),
    items.length
      ? el("ul", { class: "claims" }, items)
      : el("p", { class: "quiet" }, say("nothing_here")),
  );
}

function sourcesBlock() {
  const rows = FIRST.sources.map(([name, n]) =>
    el(
      "li",
      {},
      el("span", { dir: "auto" }, plain(name || "—")),
      el("span", { class: "n" }, number(n)),
    ),
  );
  return el(
    "section",
    { class: "block" },
    el("h2", {}, say("sources")),
    el("ol", { class: "ranked plain" }, rows),
  );
}

function errorsBlock(counts) {
  const rows = FIRST.errors.map(([source, stage, error, message]) =>
    el(
      "li",
      {},
      el("b", { dir: "auto" }, plain(source)),
      ` ${plain(stage)}: `,
      el("span", { dir: "auto" }, plain(message || error)),
    ),
  );
  const notes = [];
  if (counts.errors > rows.length)
    notes.push(el("p", { class: "quiet" }, say("errors_more", rows.length, number(counts.errors))));
  if (FIRST.left_out)
    notes.push(el("p", { class: "quiet" }, `${say("copies_left_out")}: ${number(FIRST.left_out)}`));
  return el(
    "section",
    { class: "block" },
    el("h2", {}, say("failed")),
    rows.length
      ? el("ul", { class: "errors" }, rows)
      : el("p", { class: "quiet" }, say("all_read")),
    notes,
  );
}
