// Turns assets/ and the npm packages into the files a browser gets: build/assets/ (or $SAMSPIL_BUILD/assets).
import { mkdir, readFile, rm, writeFile, copyFile, access } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build as bundle, transform } from "esbuild";
import { compile } from "sass";
import { withCustomProperties } from "./colours.mjs";

const assets = dirname(fileURLToPath(import.meta.url));
const project = dirname(assets);
const modules = join(project, "node_modules");
const output = join(process.env.SAMSPIL_BUILD || join(project, "build"), "assets");
const forTests = join(process.env.SAMSPIL_BUILD || join(project, "build"), "test-assets");
const iconFolder = join(modules, "dkfds/src/img/svg-icons");

const ICONS = [
  "accessibility-new", "account", "arrow-back", "arrow-forward", "attach-file", "calendar-month", "chat", "check",
  "chevron-down", "chevron-left", "chevron-right", "chevron-up", "close", "delete", "document", "download", "edit",
  "email", "error", "first-page", "forum", "groups", "help", "home", "hourglass", "info", "language", "last-page", "list-check",
  "location", "lock", "menu", "more-horiz", "notifications", "open-in-new", "person", "persons", "plus", "print",
  "search", "send", "settings", "share", "star", "success", "time", "visibility", "visibility-off", "warning",
];

const BROWSERS = ["chrome109", "firefox115", "safari15.6"];

const sass = (file) =>
  compile(join(assets, file), { loadPaths: [modules], style: "expanded", quietDeps: true, logger: { warn() {}, debug() {} } }).css;

// Icons named in the style sheet as url("icon:NAME.svg") go into it: a few hundred bytes each, no further request.
async function withInlineIcons(css) {
  const icon = /url\("?icon:([a-z0-9-]+)\.svg"?\)/g;
  const names = new Set([...css.matchAll(icon)].map((match) => match[1]));
  const address = new Map();
  for (const name of names) {
    const svg = (await readFile(join(iconFolder, `${name}.svg`), "utf8")).trim();
    address.set(name, `url("data:image/svg+xml,${svg.replaceAll('"', "'").replaceAll("#", "%23")}")`);
  }
  return css.replace(icon, (_, name) => address.get(name));
}

async function styles() {
  const theirs = withCustomProperties(sass("dkfds.scss"));
  const ours = sass("samspil.scss");
  const css = await withInlineIcons(`${theirs}\n${ours}`);
  const { code } = await transform(css, { loader: "css", minify: true, charset: "utf8", target: BROWSERS });
  await writeFile(join(output, "samspil.css"), code.replaceAll('@charset "UTF-8";', ""));
}

async function scripts() {
  await bundle({
    entryPoints: [join(assets, "samspil.js")],
    outfile: join(output, "samspil.js"),
    nodePaths: [modules],
    alias: { "dkfds-components": join(modules, "dkfds/src/js/components") },
    bundle: true,
    minify: true,
    format: "esm",
    charset: "utf8",
    target: BROWSERS,
    legalComments: "none",
  });
  await copyFile(join(modules, "htmx.org/dist/htmx.min.js"), join(output, "htmx.min.js"));
}

async function icons() {
  const symbols = await Promise.all(
    ICONS.map(async (name) => {
      const svg = await readFile(join(iconFolder, `${name}.svg`), "utf8");
      const [, box] = svg.match(/viewBox="([^"]+)"/);
      const inner = svg.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "");
      return `<symbol id="${name}" viewBox="${box}">${inner}</symbol>`;
    }),
  );
  await writeFile(join(output, "icons.svg"), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`);
  await copyFile(join(assets, "favicon.svg"), join(output, "favicon.svg"));
}

async function testTools() {
  const axe = join(modules, "axe-core/axe.min.js");
  try {
    await access(axe);
  } catch {
    return; // installed without development packages
  }
  await mkdir(forTests, { recursive: true });
  await copyFile(axe, join(forTests, "axe.min.js"));
}

await rm(output, { recursive: true, force: true });
await mkdir(output, { recursive: true });
await Promise.all([styles(), scripts(), icons(), testTools()]);
