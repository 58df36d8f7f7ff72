// Bundles each widget's front end into ../static: `node build.mjs`. With `--check` it writes nothing and fails where what
// is committed is not what the sources give, so that installing the Python package needs no Node.

import { readFile, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const target = path.resolve(here, "../static");
const widgets = ["dashboard", "playground"].filter((name) => existsSync(path.join(here, "src", name, "index.js")));

/** The bundled files of one widget: its module, and its style sheet beside it. */
async function bundle(name) {
  const source = path.join(here, "src", name);
  const { outputFiles } = await build({
    absWorkingDir: here,
    entryPoints: [
      { in: path.join(source, "index.js"), out: name },
      { in: path.join(source, "style.css"), out: name },
    ],
    outdir: target,
    write: false,
    bundle: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    minify: true,
    lineLimit: 160, // short lines keep the diffs of the committed files readable
    legalComments: "eof",
    banner: {
      js: `// Built from nbserve/notebook/js/src/${name}; edit that, then run "npm run build" there.`,
      css: `/* Built from nbserve/notebook/js/src/${name}; edit that, then run "npm run build" there. */`,
    },
    logLevel: "warning",
  });
  return outputFiles;
}

const check = process.argv.includes("--check");
const stale = [];
for (const file of (await Promise.all(widgets.map(bundle))).flat()) {
  if (!check) await writeFile(file.path, file.contents);
  else if (!existsSync(file.path) || !(await readFile(file.path)).equals(file.contents)) stale.push(path.basename(file.path));
}
if (stale.length) {
  process.stderr.write(`Not what the sources give: ${stale.join(", ")}. Run "npm run build" in nbserve/notebook/js.\n`);
  process.exitCode = 1;
}
