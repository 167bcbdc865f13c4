// Events: a timeline, then as an agenda, a month of a calendar, or a table.

const allEvents = new Rows("events");
const AGENDA_PAGE = 150;

async function eventsView() {
  const rows = await allEvents.first();
  const state = address();
  const results = el("div", { class: "results" });
  const chart = el("div");
  const wanted = () => eventFilters(address(), rows);
  let mode = state.get("as") || "agenda";
  let month = state.get("month") || "";

  function draw() {
    const found = wanted();
    chart.replaceChildren(eventChart(found));
    const show = {
      agenda: agenda,
      grid: (list) =>
        monthGrid(list, month, (next) => {
          month = next;
          keep("month", next);
          draw();
        }),
      table: eventTable,
    };
    results.replaceChildren(...[(show[mode] ?? agenda)(found)].flat());
  }
  const set = (key) => (value) => {
    keep(key, value);
    draw();
  };
  const kinds = [
    ["", say("calendar_kinds")],
    ["*", say("all_kinds")],
    ...FIRST.kinds.events.map((kind) => [kind, word("kinds", kind)]),
  ];
  const filters = el(
    "form",
    { class: "filters", onsubmit: (event) => event.preventDefault() },
    choice(say("kind"), kinds, state.get("kind") ?? "", set("kind")),
    statusChoice(state, set, FIRST.statuses.events),
    entries(state, set, [["place", "where"], ["participant", "who"], ["word", "q"]]),
  );
  const bar = el(
    "div",
    { class: "bar-row" },
    toggle(
      say("show_as"),
      [
        ["agenda", say("agenda")],
        ["grid", say("month_grid")],
        ["table", say("table")],
      ],
      mode,
      (value) => {
        mode = value;
        keep("as", value);
        draw();
      },
    ),
    exporter("events", eventCsv(), allEvents, wanted),
  );
  return [el("h1", {}, say("events")), filters, chart, bar, drawn(allEvents, draw), results];
}

// Of a year, a month or a day; browsers' own month fields are not everywhere, nor as quick.
const TIME_FIELD = {
  placeholder: "2024-05",
  pattern: "\\d{4}(-\\d{2}(-\\d{2})?)?",
  inputmode: "numeric",
};

function statusChoice(state, set, statuses) {
  const named = statuses.map((status) => [status, word("statuses", status)]);
  return choice(say("status"), [["", say("any")], ...named], state.get("status") ?? "", set("status"));
}

/** Fields for words, each with its label and its key in the address, and for a stretch of time. */
function entries(state, set, words) {
  const made = (label, key, type, more) =>
    entry(say(label), type, state.get(key) ?? "", set(key), more);
  return [
    ...words.map(([label, key]) => made(label, key, "search")),
    made("from", "from", "text", TIME_FIELD),
    made("to", "to", "text", TIME_FIELD),
  ];
}

/** The values that there are, the most frequent first. */
function present(rows, value) {
  const counts = new Map();
  for (const row of rows) if (value(row)) counts.set(value(row), (counts.get(value(row)) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([key]) => key);
}

function within(row, from, until) {
  if (!from && !until) return true;
  const begin = row.begin ?? row.end;
  if (!begin) return false;
  const end = row.end ?? row.begin;
  return (
    (!from || end.slice(0, from.length) >= from) &&
    (!until || begin.slice(0, until.length) <= until)
  );
}

function holds(needle, ...texts) {
  return !needle || texts.some((text) => folded(text).includes(needle));
}

function eventFilters(state, rows) {
  const kind = state.get("kind") ?? "";
  const [status, from, until] = ["status", "from", "to"].map((key) => state.get(key) ?? "");
  const [where, who, text] = ["where", "who", "q"].map((key) => folded(state.get(key)));
  const calendar = new Set(FIRST.calendar_kinds);
  return rows.filter(
    (row) =>
      sure(row) &&
      (kind === "*" || (kind ? row.kind === kind : calendar.has(row.kind))) &&
      (!status || row.status === status) &&
      holds(where, row.place?.name) &&
      (!who || row.participants.some((one) => holds(who, one.name))) &&
      holds(text, row.name, row.document.title, row.partOf) &&
      within(row, from, until),
  );
}

/** Months with what was held apart from what is planned. */
function eventChart(rows) {
  const months = new Map();
  for (const row of rows) {
    if (!row.begin) continue;
    const key = row.begin.slice(0, 7);
    const counts = months.get(key) ?? [0, 0, 0];
    counts[row.status === "held" ? 0 : row.status === "planned" ? 1 : 2] += 1;
    months.set(key, counts);
  }
  if (!months.size) return el("div");
  const now = Object.fromEntries(address());
  const bars = periods([...months].sort(), ["done", "open", "unclear"], { ...now, month: "" });
  const legend = el(
    "p",
    { class: "key quiet" },
    ["held", "planned", "other"].map((name, at) =>
      el("span", {}, el("i", { class: ["done", "open", "unclear"][at] }), say(`${name}_s`)),
    ),
  );
  return el("section", { class: "block" }, el("h2", {}, say("timeline")), barChart(bars), legend);
}

function agenda(rows) {
  if (!rows.length) return nothing();
  const list = el("div", { class: "agenda" });
  const more = el("button", { type: "button", class: "more", onclick: () => draw() }, say("more"));
  let drawn = 0;
  let day = null;
  let items = null;
  function draw() {
    const until = Math.min(rows.length, drawn + AGENDA_PAGE);
    for (; drawn < until; drawn += 1) {
      const row = rows[drawn];
      const when = rangeWords(row.begin, row.end) || say("undated");
      if (when !== day) {
        items = el("ul", { class: "claims" });
        list.append(el("section", { class: "day" }, el("h3", {}, when), items));
        day = when;
      }
      items.append(eventItem(row));
    }
    more.hidden = drawn >= rows.length;
  }
  draw();
  return [el("p", { class: "quiet count" }, counted(rows.length, "events")), list, more];
}

function eventItem(row) {
  const people = row.participants
    .slice(0, 8)
    .flatMap((one, at) => [at ? ", " : "", entityLink(one)]);
  const item = el(
    "li",
    { class: "claim shaded", "data-id": row.id },
    el(
      "div",
      { class: "who" },
      el("b", { dir: "auto" }, plain(row.name)),
      row.place ? [" · ", entityLink(row.place)] : null,
    ),
    people.length ? el("div", { class: "people" }, people) : null,
    el(
      "div",
      { class: "what" },
      el("span", { class: "tag" }, word("kinds", row.kind)),
      statusMark(row.status),
      row.partOf
        ? el("span", { class: "quiet", dir: "auto" }, say("part_of", plain(row.partOf)))
        : null,
      trustMark(row),
    ),
  );
  item.style.setProperty("--score", row.score ?? 1);
  return item;
}

function eventTable(rows) {
  const columns = [
    {
      key: "when",
      label: say("when"),
      class: "nowrap",
      cell: (row) => rangeWords(row.begin, row.end),
      value: (row) => row.begin,
    },
    {
      key: "event",
      label: say("event"),
      class: "wide",
      cell: (row) => el("span", { dir: "auto" }, plain(row.name)),
      value: (row) => row.name,
    },
    {
      key: "kind",
      label: say("kind"),
      cell: (row) => word("kinds", row.kind),
      value: (row) => word("kinds", row.kind),
    },
    {
      key: "status",
      label: say("status"),
      cell: (row) => statusMark(row.status),
      value: (row) => word("statuses", row.status),
    },
    {
      key: "place",
      label: say("place"),
      class: "names",
      cell: (row) => entityLink(row.place),
      value: (row) => row.place?.name,
    },
    {
      key: "who",
      label: say("participants"),
      class: "names",
      cell: (row) =>
        row.participants.slice(0, 8).flatMap((one, at) => [at ? ", " : "", entityLink(one)]),
    },
    {
      key: "score",
      label: say("quote_c"),
      class: "evidence",
      cell: (row) => trustMark(row),
      value: (row) => row.score,
    },
  ];
  return table(columns, rows, address().get("sort") ?? "", (key) => keep("sort", key));
}

function eventCsv() {
  return [
    [say("event"), (row) => row.name],
    [say("kind"), (row) => word("kinds", row.kind)],
    [say("status"), (row) => word("statuses", row.status)],
    [say("from"), (row) => row.begin],
    [say("to"), (row) => row.end],
    [say("place"), (row) => row.place?.name],
    [say("participants"), (row) => row.participants.map((one) => one.name).join("; ")],
    [say("score"), (row) => row.score],
    [say("quote_c"), (row) => quoteText(row.document.id, row.id)],
    [say("published"), (row) => row.document.date],
    [say("article"), (row) => row.document.id],
  ];
}
