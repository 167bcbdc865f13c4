// Events: a timeline, then as an agenda, a month of a calendar, or a table.

const allEvents = remembered("events", eventOf);
const AGENDA_PAGE = 150;

async function eventsView() {
  const rows = await allEvents();
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
    ...present(rows, (row) => row.kind).map((kind) => [kind, word("kinds", kind)]),
  ];
  const statuses = [
    ["", say("any")],
    ...present(rows, (row) => row.status).map((status) => [status, word("statuses", status)]),
  ];
  const filters = el(
    "form",
    { class: "filters", onsubmit: (event) => event.preventDefault() },
    choice(say("kind"), kinds, state.get("kind") ?? "", set("kind")),
    choice(say("status"), statuses, state.get("status") ?? "", set("status")),
    entry(say("place"), "search", state.get("where") ?? "", set("where")),
    entry(say("participant"), "search", state.get("who") ?? "", set("who")),
    entry(say("word"), "search", state.get("q") ?? "", set("q")),
    entry(say("from"), "text", state.get("from") ?? "", set("from"), TIME_FIELD),
    entry(say("to"), "text", state.get("to") ?? "", set("to"), TIME_FIELD),
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
    exporter("events", eventCsv(), wanted),
  );
  draw();
  return [el("h1", {}, say("events")), filters, chart, bar, results];
}

// Of a year, a month or a day; browsers' own month fields are not everywhere, nor as quick.
const TIME_FIELD = {
  placeholder: "2024-05",
  pattern: "\\d{4}(-\\d{2}(-\\d{2})?)?",
  inputmode: "numeric",
};

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
      scoreMark(row.score),
      quoteButton(row.document, row.id),
    ),
  );
  item.style.setProperty("--score", row.score ?? 1);
  return item;
}

/** A month as a calendar; what lasts longer than the month or has no day is listed below it. */
function monthGrid(rows, month, move) {
  const dated_ = rows.filter((row) => row.begin);
  if (!dated_.length) return nothing();
  const shown =
    month ||
    dated_
      .find((row) => row.begin.slice(0, 10) === (row.end ?? row.begin).slice(0, 10))
      ?.begin.slice(0, 7) ||
    dated_[0].begin.slice(0, 7);
  const [year, at] = shown.split("-").map(Number);
  const first = (new Date(Date.UTC(year, at - 1, 1)).getUTCDay() + 6) % 7;
  const days = lastDay(year, at);
  const inside = dated_.filter((row) => within(row, shown, shown));
  const whole = inside.filter((row) => spans(row, shown, days));
  const grid = el("div", { class: "grid", role: "table", "aria-label": monthWords(shown) });
  for (let weekday = 0; weekday < 7; weekday += 1)
    grid.append(
      el(
        "span",
        { class: "weekday quiet" },
        dated(`2024-01-0${weekday + 1}`, { weekday: "short" }),
      ),
    );
  for (let blank = 0; blank < first; blank += 1) grid.append(el("span", { class: "blank" }));
  for (let day = 1; day <= days; day += 1) {
    const key = `${shown}-${String(day).padStart(2, "0")}`;
    const here = inside.filter(
      (row) =>
        !whole.includes(row) &&
        row.begin.slice(0, 10) <= key &&
        (row.end ?? row.begin).slice(0, 10) >= key,
    );
    grid.append(
      el(
        "div",
        { class: here.length ? "cell full" : "cell" },
        el("small", {}, day),
        here.map(gridEvent),
      ),
    );
  }
  const blanks = (7 - ((first + days) % 7)) % 7;
  for (let blank = 0; blank < blanks; blank += 1) grid.append(el("span", { class: "blank" }));
  const turn = (step) => {
    const next = new Date(Date.UTC(year, at - 1 + step, 1));
    move(next.toISOString().slice(0, 7));
  };
  const head = el(
    "div",
    { class: "month-head" },
    el(
      "button",
      { type: "button", "aria-label": say("previous_month"), onclick: () => turn(-1) },
      "‹",
    ),
    el("h2", { "aria-live": "polite" }, monthWords(shown)),
    el("button", { type: "button", "aria-label": say("next_month"), onclick: () => turn(1) }, "›"),
  );
  return [head, grid, whole.length ? el("ul", { class: "claims" }, whole.map(eventItem)) : ""];
}

function spans(row, month, days) {
  const end = (row.end ?? row.begin).slice(0, 10);
  return row.begin.slice(0, 10) <= `${month}-01` && end >= `${month}-${days}`;
}

function gridEvent(row) {
  const kind = row.status === "planned" ? "open" : ENDED.has(row.status) ? "ended" : "done";
  return el(
    "a",
    {
      class: `chip ${kind}`,
      dir: "auto",
      href: to({ article: row.document.id, mark: row.id }),
      title: `${plain(row.name)} — ${word("statuses", row.status)}`,
    },
    plain(row.name),
  );
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
      cell: (row) => entityLink(row.place),
      value: (row) => row.place?.name,
    },
    {
      key: "who",
      label: say("participants"),
      cell: (row) =>
        row.participants.slice(0, 8).flatMap((one, at) => [at ? ", " : "", entityLink(one)]),
    },
    {
      key: "score",
      label: say("score"),
      class: "nowrap",
      cell: (row) => [scoreMark(row.score), quoteButton(row.document, row.id)],
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
