// Dates, statuses, scores: how values look.

const ENDED = new Set(SCHEMA.ended);
const OPEN = new Set(SCHEMA.open);

function family(type) {
  return Object.hasOwn(SCHEMA.families, type) ? SCHEMA.families[type] : "thing";
}

function dated(text, options) {
  return formatter(options).format(utc(text)).replace(YEAR, "");
}

const YEAR = /\s*г\.$/; // which Russian puts after a year
const FORMATTERS = new Map(); // making one takes longer than using it

function formatter(options) {
  const key = JSON.stringify([language, options]);
  if (!FORMATTERS.has(key)) {
    FORMATTERS.set(
      key,
      new Intl.DateTimeFormat(LANGUAGES[language], { timeZone: "UTC", ...options }),
    );
  }
  return FORMATTERS.get(key);
}

function utc(text) {
  const [year, month, day] = text.slice(0, 10).split("-").map(Number);
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year); // Date.UTC takes the years before 100 for those of our time
  return date;
}

const DAY = { day: "numeric", month: "short", year: "numeric" };

function dayWords(text) {
  return text ? dated(text, DAY) : "";
}

function monthWords(month) {
  return dated(`${month}-01`, { month: "long", year: "numeric" });
}

function lastDay(year, month) {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** "12 окт. 2023", "октябрь 2023", "2023", "12–14 окт. 2023", with the hour if it is known. */
function rangeWords(begin, end) {
  if (!begin) return end ? `… ${dayWords(end)}` : "";
  const [year, month, day] = begin.slice(0, 10).split("-");
  if (!end) return `${dayWords(begin)} …`;
  const [endYear, endMonth, endDay] = end.slice(0, 10).split("-");
  const time = begin.length > 10 && !begin.endsWith("00:00:00") ? `, ${begin.slice(11, 16)}` : "";
  if (begin.slice(0, 10) === end.slice(0, 10)) return dayWords(begin) + time;
  const toLast = day === "01" && Number(endDay) === lastDay(Number(endYear), Number(endMonth));
  if (toLast && year === endYear && month === endMonth) return monthWords(begin.slice(0, 7));
  if (toLast && month === "01" && endMonth === "12") {
    return year === endYear ? year : `${year}–${endYear}`;
  }
  return formatter(DAY).formatRange(utc(begin), utc(end)).replace(YEAR, "");
}

/** A status; what did not come to pass, and what has not yet, looks unlike what did. */
function statusMark(status) {
  if (!status) return null;
  const kind = ENDED.has(status)
    ? "ended"
    : OPEN.has(status)
      ? "open"
      : status === "unknown"
        ? "unclear"
        : "done";
  return el("span", { class: `status ${kind}` }, word("statuses", status));
}

/** Small print of several parts; nothing where there are none. */
function hint(...parts) {
  const said = parts.filter(Boolean).join(" · ");
  return said ? el("span", { class: "quiet", dir: "auto" }, said) : null;
}

function scoreText(score) {
  if (score === null || score === undefined) return "";
  const text = score.toFixed(2);
  return language === 0 ? text.replace(".", ",") : text;
}

/** A bar as dark as the program is sure. */
function scoreMark(score) {
  if (score === null || score === undefined) return null;
  const text = `${say("score")}: ${scoreText(score)}`;
  const bar = el("span", { class: "score", title: text, role: "img", "aria-label": text }, el("i"));
  bar.style.setProperty("--score", score);
  return bar;
}

function threshold() {
  const value = Number(address().get("score"));
  return value > 0 && value <= 1 ? value : 0;
}

function sure(row) {
  return (row.score ?? 1) >= threshold();
}

/** Letters alike for looking up: case, ё. */
function folded(text) {
  return String(text ?? "")
    .toLowerCase()
    .replaceAll("ё", "е");
}
