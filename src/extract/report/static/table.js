// Tables that sort, page and copy; on a phone each row is a card.

const PAGE = 100;
const ALPHABET = new Intl.Collator("ru");
const SIGNS =
  /^[\s'"\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]*[=+\-@＝﹦⁼₌＋﹢⁺₊﬩－﹣＠﹫]/;

/**
 * A table.
 * @param {object[]} columns Each with key, label, cell(row); value(row) to sort by.
 * @param {object[]} rows
 * @param {string} sorted Key of a column, "-" before it for downwards; or empty for as they are.
 */
function table(columns, rows, sorted = "", onsort = () => {}) {
  const body = el("tbody");
  const more = el("button", { type: "button", class: "more", onclick: () => draw() }, say("more"));
  const status = el("p", { class: "quiet count" });
  let order_ = sorted;
  let list = arranged();
  let drawn = 0;

  function arranged() {
    const column = columns.find((one) => one.key === order_.replace(/^-/, ""));
    if (!column?.value) return rows;
    const down = order_.startsWith("-") ? -1 : 1;
    const made = rows.map((row, at) => [column.value(row), at, row]);
    made.sort(([a, at], [b, other]) => compared(a, b, down) || at - other);
    return made.map(([, , row]) => row);
  }

  function draw() {
    const until = Math.min(drawn + PAGE, list.length);
    for (; drawn < until; drawn += 1) body.append(line(columns, list[drawn]));
    more.hidden = drawn >= list.length;
    status.textContent = `${say("shown")} ${number(drawn)} ${say("of")} ${number(list.length)}`;
  }

  function sort(key) {
    order_ = order_ === key ? `-${key}` : key;
    list = arranged();
    drawn = 0;
    body.replaceChildren();
    onsort(order_);
    draw();
    heads();
  }

  const head = el("tr");
  function heads() {
    head.replaceChildren(...columns.map((column) => header(column, order_, sort)));
  }
  heads();
  draw();
  if (!rows.length) return nothing();
  return el("div", { class: "table" }, el("table", {}, el("thead", {}, head), body), status, more);
}

function compared(a, b, down) {
  const [noA, noB] = [a ?? "", b ?? ""].map((value) => value === "");
  if (noA || noB) return Number(noA) - Number(noB); // what is not there comes last
  if (typeof a === "number") return (a - b) * down;
  return ALPHABET.compare(String(a), String(b)) * down;
}

function header(column, order_, sort) {
  const up = order_ === column.key;
  const down = order_ === `-${column.key}`;
  const sorted = up ? "ascending" : down ? "descending" : null;
  const content = column.value
    ? el(
        "button",
        { type: "button", title: say("sort"), onclick: () => sort(column.key) },
        column.label,
        el("i", { "aria-hidden": "true" }, up ? " ↑" : down ? " ↓" : ""),
      )
    : column.label;
  return el("th", { scope: "col", "aria-sort": sorted, class: column.class }, content);
}

function line(columns, row) {
  const made = el("tr", row.id ? { "data-id": row.id } : {});
  if (row.score !== undefined && row.score !== null) {
    made.classList.add("shaded");
    made.style.setProperty("--score", row.score);
  }
  for (const column of columns) {
    const cell = el("td", { "data-label": column.label, class: column.class });
    const content = column.cell(row, cell);
    if (content !== null && content !== undefined && content !== "")
      cell.append(el("div", {}, [content].flat().filter(Boolean)));
    else cell.classList.add("empty");
    made.append(cell);
  }
  return made;
}

function nothing() {
  return el(
    "p",
    { class: "nothing" },
    `${say("nothing")}. `,
    el("a", { href: to({ view: address().get("view"), score: "" }) }, say("loosen")),
  );
}

/** Buttons that copy or save as CSV the rows that are wanted of all. */
function exporter(name, columns, all, rows) {
  const run = async (done) => {
    try {
      await all.all();
      await done(await csv(columns, rows()));
    } catch (error) {
      announce(String(error.message ?? error));
    }
  };
  const copy = (text) => copied(text).then(() => announce(say("copied", number(rows().length))));
  const save = (text) => {
    saved(`${name}.csv`, text);
    announce(say("saved", number(rows().length)));
  };
  return el(
    "div",
    { class: "export" },
    el("button", { type: "button", class: "copy", onclick: () => run(copy) }, say("copy_csv")),
    el("button", { type: "button", class: "save", onclick: () => run(save) }, say("save_csv")),
  );
}

/**
 * Rows as CSV; in Russian as Excel reads it in Russia, with semicolons and decimal commas. Quotes
 * come from the articles, so the rows of an article are done together, whatever their order.
 */
async function csv(columns, rows) {
  const separator = language === 0 ? ";" : ",";
  const lines = rows.map(() => []);
  const article = (at) => rows[at].document?.id ?? "";
  const byArticle = [...rows.keys()].sort((a, b) => (article(a) < article(b) ? -1 : 1));
  for (const [done, at] of byArticle.entries()) {
    if (done % 500 === 499) announce(say("gathering", number(done + 1), number(rows.length)));
    for (const [, value] of columns) lines[at].push(await value(rows[at]));
  }
  return [columns.map(([label]) => label), ...lines]
    .map((cells) => cells.map((cell) => csvCell(cell, separator)).join(separator))
    .join("\r\n");
}

/** A cell that no spreadsheet program takes for a formula. */
function csvCell(value, separator) {
  if (typeof value === "number")
    return language === 0 ? String(value).replace(".", ",") : String(value);
  let text = String(value ?? "");
  text = text
    .split(/(?<=[;\t\n,])/)
    .map((part) => (SIGNS.test(part) ? part.replace(/[=+\-@＝﹦⁼₌＋﹢⁺₊﬩－﹣＠﹫]/, "'$&") : part))
    .join("");
  return /["\r\n]/.test(text) || text.includes(separator)
    ? `"${text.replaceAll('"', '""')}"`
    : text;
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = el("textarea", { class: "offscreen" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}

function saved(name, text) {
  const address_ = URL.createObjectURL(
    new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }),
  );
  const link = el("a", { href: address_, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address_), 60000);
}
