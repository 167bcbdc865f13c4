// Data, loaded when it is asked for: each chunk is a script that calls extractPage.

const KEPT = 60; // chunks in memory; the oldest of the others is let go
const TOGETHER = 8; // chunks that are loaded at one time
const loaded = new Map();
const FIRST = JSON.parse(document.getElementById("first").textContent);

globalThis.extractPage = (name, data) => loaded.get(name)?.arrive(data);

/** The data of a chunk such as "register/0". */
function load(name) {
  const known = loaded.get(name);
  if (known) {
    loaded.delete(name);
    loaded.set(name, known); // the newest
    return known.promise;
  }
  const chunk = {};
  chunk.promise = new Promise((resolve, reject) => {
    chunk.arrive = resolve;
    const script = el("script", { charset: "utf-8" });
    script.src = `data/${name}.js`;
    script.onload = () => script.remove();
    script.onerror = () => {
      script.remove();
      loaded.delete(name);
      reject(new Error(say("no_chunk")));
    };
    document.head.append(script);
  });
  loaded.set(name, chunk);
  if (loaded.size > KEPT) loaded.delete(loaded.keys().next().value);
  return chunk.promise;
}

/** The rows of a kind of chunks, in order, kept once they are there. */
class Rows {
  /** @param {function} make Makes a row of what stands in a chunk, and the chunk. */
  constructor(kind, make) {
    this.kind = kind;
    this.make = make;
    this.rows = [];
    this.complete = false;
  }

  /** Waits for the first chunk: enough to begin with. */
  first() {
    return (this.beginning ??= this.read(0, 1));
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
      for (const row of chunk.rows) this.rows.push(this.make(row, chunk));
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

/** The row with a key, of chunks that are sorted by it ("cards", "articles"); undefined if none. */
async function find(kind, key) {
  const keys = FIRST.chunks[kind];
  let low = 0;
  let high = keys.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (order(keys[middle], key) <= 0) low = middle;
    else high = middle;
  }
  const chunk = await load(`${kind}/${low}`);
  const row = chunk.rows.find((one) => one.id === key);
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

function entityOf(chunk, at) {
  if (at === null || at === undefined) return null;
  const [id, name, type] = chunk.entities[at];
  return { id, name, type };
}

function documentOf(chunk, at) {
  const [id, title, date] = chunk.documents[at];
  return { id, title, date };
}

/** A row of the register. */
function relationOf(row, chunk) {
  const [id, document_, predicate, subject, object, subjectFor, objectFor, ...told] = row;
  const [kind, topic, status, begin, end, place, score] = told;
  return {
    id,
    predicate,
    subjectFor,
    objectFor,
    kind,
    topic,
    status,
    begin,
    end,
    place,
    score,
    document: documentOf(chunk, document_),
    subject: entityOf(chunk, subject),
    object: entityOf(chunk, object),
  };
}

/** A row of the events. */
function eventOf(row, chunk) {
  const [id, document_, name, kind, status, begin, end, partOf, score, place, participants] = row;
  return {
    id,
    name,
    kind,
    status,
    begin,
    end,
    partOf,
    score,
    document: documentOf(chunk, document_),
    place: entityOf(chunk, place),
    participants: participants.map((at) => entityOf(chunk, at)),
  };
}
