// Runs the wheel of ktpmsg in Pyodide, and its tests with it:
//
//     node tests/pyodide/run.mjs FOLDER [PYTEST OPTION…]
//
// FOLDER has `node_modules` with Pyodide, and `wheels` with that wheel and those of all that it and
// its tests need; nothing is fetched. Options take the place of the usual ones. Status 0: it passed.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const tests = dirname(here);
const [folder, ...options] = process.argv.slice(2);
if (!folder) {
  console.error("usage: node run.mjs FOLDER [PYTEST OPTION…]");
  process.exit(2);
}

let status = 1;
try {
  const installed = createRequire(join(resolve(folder), "package.json"));
  const { loadPyodide } = await import(pathToFileURL(installed.resolve("pyodide/pyodide.mjs")));
  const pyodide = await loadPyodide();
  pyodide.mountNodeFS("/wheels", resolve(folder, "wheels"));
  // The tests and what they read, but not the sources: the wheel is what is tested.
  pyodide.mountNodeFS("/ktpmsg/tests", tests);
  for (const name of ["pyproject.toml", "README.md"]) {
    pyodide.FS.writeFile(`/ktpmsg/${name}`, readFileSync(join(dirname(tests), name)));
  }
  pyodide.runPython(readFileSync(join(here, "inside.py"), "utf8"));
  status = await pyodide.globals.get("main")(pyodide.toPy(options));
} catch (error) {
  console.error(String(error)); // and not the line of Pyodide's own source, which is very long
}
process.exit(status);
