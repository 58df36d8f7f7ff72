// Bundles each widget's front end into ../static: `node build.mjs`. With `--check` it writes nothing and fails where what
// is committed is not what the sources give, so that installing the Python package needs no Node.

import { Buffer } from "node:buffer";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const target = path.resolve(here, "../static");
const widgets = ["background", "dashboard", "playground"];

/** The bundled files of one widget: its module, and its style sheet beside it; each ends with the licences of what it holds. */
async function bundle(name) {
  const source = path.join(here, "src", name);
  const { metafile, outputFiles } = await build({
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
    metafile: true,
    banner: {
      js: `// Built from nbserve/notebook/js/src/${name}; edit that, then run "npm run build" there.`,
      css: `/* Built from nbserve/notebook/js/src/${name}; edit that, then run "npm run build" there. */`,
    },
    logLevel: "warning",
  });
  const outputs = new Map(Object.entries(metafile.outputs).map(([file, output]) => [path.resolve(here, file), output]));
  return Promise.all(
    outputFiles.map(async (file) => ({
      path: file.path,
      contents: Buffer.concat([file.contents, Buffer.from(await licences(outputs.get(file.path)))]),
    })),
  );
}

/** The licences of the packages that went into a bundled file, as comments. */
async function licences(output) {
  const packages = Object.entries(output.inputs)
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([file]) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1])
    .filter(Boolean);
  const texts = [...new Set(packages)].sort().map(async (name) => {
    const text = await readFile(path.join(here, "node_modules", name, "LICENSE"), "utf8");
    return `/*! ${name}\n\n${text.trim()}\n*/\n`;
  });
  return (await Promise.all(texts)).join("");
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
