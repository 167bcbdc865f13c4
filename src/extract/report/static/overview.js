// The first view: what the archive is.

const MONTHS_SHOWN = 72; // bars; a longer archive is shown by years

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

/**
 * Bars of a timeline: months or, where they would be too many, years; none is left out between
 * the first and the last, and the few that are much earlier stand in one bar before them.
 * @param {[string, number[]][]} months Sorted, with the height of each part.
 * @param {string[]} kinds Of the parts.
 * @param {object} view What a bar leads to, with the time added.
 */
function periods(months, kinds, view) {
  const counts = months.map(([, parts]) => parts.reduce((sum, n) => sum + n, 0));
  const early = counts.reduce((sum, n) => sum + n, 0) * 0.05;
  let first = 0;
  for (let sum = counts[0]; sum <= early; sum += counts[first]) first += 1;
  const last = months[months.length - 1][0];
  const byYear = monthNumber(last) - monthNumber(months[first][0]) >= MONTHS_SHOWN;
  const unit = (month) => (byYear ? Number(month.slice(0, 4)) : monthNumber(month));
  const start = Math.max(unit(months[first][0]), unit(last) - MONTHS_SHOWN + 1);
  const sums = Array.from({ length: unit(last) - start + 1 }, () => kinds.map(() => 0));
  const before = kinds.map(() => 0);
  for (const [month, parts] of months) {
    const sum = sums[unit(month) - start] ?? before;
    parts.forEach((n, at) => (sum[at] += n));
  }
  const key = (at) => (byYear ? String(start + at).padStart(4, "0") : monthKey(start + at));
  const bars = sums.map((sum, at) => bar(key(at), sum, kinds, view, byYear));
  if (!before.some(Boolean)) return bars;
  const label = say("before", byYear ? key(0) : monthWords(key(0)));
  const until = monthKey(byYear ? 12 * start - 1 : start - 1);
  return [
    {
      key: "",
      short: "…",
      label,
      parts: paired(before, kinds),
      href: to({ ...view, from: "", to: until }),
    },
    ...bars,
  ];
}

function bar(key, sum, kinds, view, byYear) {
  const [from, until] = byYear ? [`${key}-01`, `${key}-12`] : [key, key];
  return {
    key,
    label: byYear ? key : monthWords(key),
    parts: paired(sum, kinds),
    href: to({ ...view, from, to: until }),
  };
}

function paired(sum, kinds) {
  return sum.map((n, at) => [n, kinds[at]]);
}

function monthNumber(month) {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

function monthKey(n) {
  return `${String(Math.floor(n / 12)).padStart(4, "0")}-${String((n % 12) + 1).padStart(2, "0")}`;
}

/** Bars of stacked parts [number, class], each a link. */
function barChart(bars) {
  const total = (bar) => bar.parts.reduce((sum, [n]) => sum + n, 0);
  const most = Math.max(1, ...bars.map(total));
  const chart = el("div", { class: "bars" });
  const every = Math.ceil(bars.length / 12);
  bars.forEach((bar, at) => {
    const text = `${bar.label}: ${number(total(bar))}`;
    const made = el("a", { class: "bar", href: bar.href, title: text, "aria-label": text });
    const stack = el("span", { class: "stack" });
    for (const [n, kind] of bar.parts) {
      if (!n) continue;
      const part = el("i", { class: kind });
      part.style.height = `${(100 * n) / most}%`;
      stack.append(part);
    }
    const named = at % every === 0 ? (bar.short ?? shortLabel(bar.key)) : "";
    made.append(stack, el("small", {}, named));
    if (!total(bar)) made.tabIndex = -1;
    chart.append(made);
  });
  return el(
    "div",
    { class: "chart" },
    el("span", { class: "most quiet", "aria-hidden": "true" }, number(most)),
    chart,
  );
}

function shortLabel(key) {
  if (key.length === 4) return key;
  const month = dated(`${key}-01`, { month: "short" }).replace(".", "");
  return key.endsWith("-01") ? key.slice(0, 4) : `${month} ${key.slice(2, 4)}`;
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
      scoreMark(claim.score),
      quoteButton(claim.document, claim.id),
    ),
  );
}

function newsBlock() {
  const claims = FIRST.news.map((row) => relationOf(row, FIRST)).filter(sure);
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
  const events = FIRST.planned.map((row) => eventOf(row, FIRST)).filter(sure);
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
        scoreMark(event.score),
        quoteButton(event.document, event.id),
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
