// Data, loaded when it is asked for: each chunk is a script that calls extractPage.

const KEPT = 60; // chunks in memory
const TOGETHER = 8; // chunks that are loaded at one time
const waiting = new Map(); // who is told when a chunk is there, by its name
const loaded = new Map(); // promises of data, by the name of the chunk; the oldest first
const FIRST = JSON.parse(document.getElementById("first").textContent);

globalThis.extractPage = (name, data) => waiting.get(name)?.(data);

/** The data of a chunk such as "register/0". */
function load(name) {
  const known = loaded.get(name) ?? added(name).finally(() => waiting.delete(name));
  loaded.delete(name);
  loaded.set(name, known); // the newest
  for (const oldest of loaded.keys()) {
    if (loaded.size <= KEPT) break;
    if (!waiting.has(oldest)) loaded.delete(oldest);
  }
  return known;
}

function added(name) {
  return new Promise((resolve, reject) => {
    waiting.set(name, resolve);
    const script = el("script", { charset: "utf-8" });
    const end = () => {
      script.remove();
      if (!waiting.has(name)) return;
      loaded.delete(name); // so that it can be tried again
      reject(new Error(say("no_chunk")));
    };
    script.onload = () => setTimeout(end); // what has called extractPage is settled by then
    script.onerror = end;
    script.src = `data/${name}.js`;
    document.head.append(script);
  });
}

/** The rows of a kind of chunks, in order, kept once they are there. */
class Rows {
  constructor(kind) {
    this.kind = kind;
    this.rows = [];
    this.complete = false;
  }

  /** Waits for the first chunk: enough to begin with. */
  first() {
    this.beginning ??= this.read(0, 1).catch((error) => {
      this.beginning = null; // so that it can be tried again
      throw error;
    });
    return this.beginning;
  }

  /** Waits for all. */
  all() {
    return (this.ending ??= this.rest());
  }

  async rest() {
    await this.first();
    const n = FIRST.chunks[this.kind].length;
    for (let at = 1; at < n; at += TOGETHER) await this.read(at, Math.min(n, at + TOGETHER));
    this.complete = true;
    return this.rows;
  }

  async read(from, until) {
    const names = Array.from({ length: until - from }, (_, at) => `${this.kind}/${from + at}`);
    for (const chunk of await Promise.all(names.map(load))) {
      for (const row of chunk.rows) this.rows.push(unpacked(this.kind, row, chunk));
    }
    this.complete = until === FIRST.chunks[this.kind].length;
    return this.rows;
  }
}

/** Draws what is there, and again when all is; gives a note to show meanwhile. */
function drawn(rows, draw) {
  draw();
  if (rows.complete) return null;
  const note = el("p", { class: "quiet loading", role: "status" }, say("loading_rest"));
  const end = (error) => {
    if (error) note.replaceWith(failure(error));
    else if (note.isConnected) draw();
    note.remove();
  };
  rows.all().then(() => end(), end);
  return note;
}

/** Loads the last chunk whose first key fits, of chunks that are sorted by it; else the first. */
function chunkOf(kind, fits) {
  const keys = FIRST.chunks[kind];
  let low = 0;
  let high = keys.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (fits(keys[middle])) low = middle;
    else high = middle;
  }
  return load(`${kind}/${low}`);
}

/** The row with an id, of chunks that are sorted by it; undefined if none. */
async function find(kind, id) {
  const chunk = await chunkOf(kind, (key) => order(key, id) <= 0);
  const row = chunk.rows.find((one) => one.id === id);
  return row && { row, chunk };
}

/** By code points, as Python sorts; JavaScript's own order is another beyond U+FFFF. */
function order(one, other) {
  const [a, b] = [[...one], [...other]];
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    if (a[at] !== b[at]) return a[at].codePointAt(0) - b[at].codePointAt(0);
  }
  return a.length - b.length;
}

// How a value is read, by what its field ends with.
const UNPACK = {
  "": (value) => value,
  "#": (at, chunk) => documentOf(chunk, at),
  "@": (at, chunk) => entityOf(chunk, at),
  "@s": (numbers, chunk) => numbers.map((at) => entityOf(chunk, at)),
};
const READ = Object.fromEntries(
  Object.entries(FIELDS).map(([kind, fields]) => [
    kind,
    fields.map((field) => /^(\w+)(.*)$/.exec(field)).map(([, name, end]) => [name, UNPACK[end]]),
  ]),
);

/** A row as an object: by FIELDS, with the articles and entities that it has by number. */
function unpacked(kind, row, chunk) {
  const made = {};
  for (const [at, [name, read]] of READ[kind].entries()) made[name] = read(row[at], chunk);
  return made;
}

function entityOf(chunk, at) {
  if (at === null || at === undefined) return null;
  const [id, name, type] = chunk.entities[at];
  return { id, name, type };
}

function documentOf(chunk, at) {
  const [id, title, date] = chunk.documents[at];
  return { id, title, date };
}
