// Runs the library in Pyodide, away from the page, so that typing never waits.
//
// The page sends requests with an id, and only the newest is answered. It gets messages by `kind`:
// "loading" (bytes), "starting", "ready", "failed", and the answers of answering.py with the id.

const here = new URL(".", import.meta.url);
const files = new URL("files/", here);

// While a long chat is read, every so often a look whether there is something newer to answer.
const SLICE = 0.1; // seconds

let desk = null;
let newest = null;
let working = false;

self.onmessage = ({ data }) => {
  newest = data;
  if (desk && !working) work();
};

async function work() {
  working = true;
  try {
    let asked = null;
    while (newest) {
      if (asked !== newest) {
        asked = newest;
        desk.ask(JSON.stringify(asked));
      }
      const answer = JSON.parse(desk.work(SLICE));
      self.postMessage({ id: asked.id, ...answer });
      if (answer.kind !== "progress" && asked === newest) newest = null;
      await new Promise((resolve) => setTimeout(resolve)); // messages come in now
    }
  } catch (error) {
    newest = null;
    self.postMessage({ kind: "failed", words: String(error) });
  } finally {
    working = false;
  }
}

// Count the bytes of a response while somebody else reads it.
function counted(response, count) {
  const counter = new TransformStream({
    transform(chunk, controller) {
      count(chunk.byteLength);
      controller.enqueue(chunk);
    },
  });
  const { status, statusText, headers } = response;
  return new Response(response.body.pipeThrough(counter), { status, statusText, headers });
}

async function fetched(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.pathname}: ${response.status}`);
  return response;
}

async function load() {
  const sizes = await (await fetched(new URL("files.json", files))).json();
  const total = Object.values(sizes).reduce((sum, size) => sum + size, 0);
  let loaded = 0;
  const add = (count) => {
    loaded = Math.min(loaded + count, total);
    self.postMessage({ kind: "loading", loaded, total });
  };
  add(0);

  // Pyodide fetches its files itself; those are counted, too.
  const plain = self.fetch.bind(self);
  self.fetch = async (...request) => counted(await plain(...request), add);
  const wheels = Object.keys(sizes).filter((name) => name.startsWith("wheels/"));
  const own = Promise.all([
    ...wheels.map(async (name) => (await fetched(new URL(name, files))).arrayBuffer()),
    plain(new URL("answering.py", files)).then((response) => response.text()),
  ]);
  const { loadPyodide } = await import(new URL("pyodide/pyodide.mjs", files));
  add(sizes["pyodide/pyodide.mjs"]);
  const pyodide = await loadPyodide({ indexURL: new URL("pyodide/", files).href });
  add(sizes["pyodide/pyodide.asm.mjs"]); // imported, and not fetched
  const parts = await own;
  self.fetch = plain;

  self.postMessage({ kind: "starting" });
  const program = parts.pop();
  for (const wheel of parts) pyodide.unpackArchive(wheel, "wheel");
  pyodide.FS.writeFile("answering.py", program);
  desk = pyodide.pyimport("answering").Desk();
  self.postMessage({ kind: "ready" });
  if (newest) work();
}

load().catch((error) => self.postMessage({ kind: "failed", words: String(error) }));
