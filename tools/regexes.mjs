// Asks recheck about patterns: a list of [source, flags] comes by standard input, and a list of its
// answers goes to standard output, both as JSON.
//
//     node tools/regexes.mjs FOLDER

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const { check } = createRequire(resolve(process.argv[2], "package.json"))("recheck");
const answers = [];
for (const [source, flags] of JSON.parse(readFileSync(0, "utf8"))) {
  answers.push(await check(source, flags, { timeout: 30_000 }));
}
console.log(JSON.stringify(answers));
