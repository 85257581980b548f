/*
Opens REPORT.html in headless Chromium and judges what a reader would meet: on a wide and a narrow screen, light and dark, by mouse
and by keyboard, without scripts, and on paper.

Run by the tests: node report_browser.cjs [--shots DIR] [--shows TEXT]... REPORT.html
playwright-core and axe-core are looked for where NODE_PATH leads, Chromium at $CHROMIUM or as Debian installs it.
Ends with 77 where one of them is missing, with 1 and a line for each fault otherwise. --shots keeps pictures and the PDF, for people
to look at; --shows names a text that must stand on the page letter by letter.
*/
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { spawnSync } = require("node:child_process");
const { pathToFileURL } = require("node:url");

const CHROMIUM = process.env.CHROMIUM || "/usr/bin/chromium";
const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 390, height: 844 };
/* A4 without the margins of report.css, in the pixels that layout counts in. */
const PAPER = { width: Math.floor(((210 - 2 * 13) / 25.4) * 96), height: Math.floor(((297 - 2 * 13) / 25.4) * 96) };
/* In points, as a PDF counts. */
const A4 = [(210 / 25.4) * 72, (297 / 25.4) * 72];

const faults = [];
const expect = (holds, fault) => { if (!holds) faults.push(fault); };

const options = { shots: null, shows: [], report: null };
for (let rest = process.argv.slice(2); rest.length > 0;) {
  const word = rest.shift();
  if (word === "--shots") options.shots = rest.shift();
  else if (word === "--shows") options.shows.push(rest.shift());
  else options.report = path.resolve(word);
}

/* A page in a window of its own, of which every complaint and every request is a fault. */
async function open(browser, called, { scripts = true, ...settings }) {
  const context = await browser.newContext({ javaScriptEnabled: scripts, ...settings });
  context.setDefaultTimeout(60_000);
  const own = pathToFileURL(options.report).href;
  await context.route("**/*", (route) => (route.request().url() === own ? route.continue() : route.abort()));
  const page = await context.newPage();
  page.on("request", (request) => expect(request.url() === own, `${called}: wants ${request.url()}`));
  page.on("websocket", (socket) => faults.push(`${called}: wants ${socket.url()}`));
  page.on("popup", () => faults.push(`${called}: opens a window`));
  page.on("pageerror", (error) => faults.push(`${called}: ${error}`));
  page.on("dialog", (dialog) => { faults.push(`${called}: a name ran as a script: ${dialog.message()}`); dialog.dismiss(); });
  page.on("console", (message) => {
    if (["error", "warning", "assert"].includes(message.type())) faults.push(`${called}: console: ${message.text()}`);
  });
  await page.goto(own);
  return page;
}

const unfold = (page) => page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));

/* What reaches beyond the right edge and is not in something that scrolls by itself. */
const beyond = (page) => page.evaluate(() => {
  const width = document.documentElement.clientWidth;
  const wide = [];
  if (document.documentElement.scrollWidth > width) wide.push(`the page is ${document.documentElement.scrollWidth} wide of ${width}`);
  for (const one of document.querySelectorAll("body *")) {
    /* The box of what is in it, so that a word that is too long for its paragraph counts. */
    const inside = document.createRange();
    inside.selectNodeContents(one);
    const box = one.children.length > 0 ? one.getBoundingClientRect() : inside.getBoundingClientRect();
    let scrolls = false;
    for (let up = one.parentElement; up; up = up.parentElement) scrolls ||= getComputedStyle(up).overflowX !== "visible";
    if (box.width > 0 && box.right > width + 1 && !scrolls) {
      wide.push(`${one.tagName} ${one.id || one.getAttribute("class") || ""} “${one.textContent.trim().slice(0, 40)}” to ${Math.round(box.right)} of ${width}`);
    }
  }
  return wide.slice(0, 5);
});

/* A table as the reader has it: the sort that it declares, and the keys of a column from the top. */
const column = (table, at) => table.evaluate((one, at) => ({
  declared: [...one.tHead.rows[0].cells].map((cell) => cell.getAttribute("aria-sort")),
  keys: [...one.tBodies[0].rows].map(({ cells: { [at]: cell } }) => {
    if (cell.dataset.v === undefined) return cell.textContent.trim();
    return cell.dataset.v === "" ? null : Number(cell.dataset.v);
  }),
}), at);

const collator = new Intl.Collator("en", { numeric: true });

function judgeOrder(where, { declared, keys }, at, expected, before) {
  expect(declared[at] === expected, `${where}: aria-sort is ${declared[at]} and not ${expected}`);
  expect(declared.filter((sort) => sort !== null).length === 1, `${where}: ${declared} are sorted at once`);
  const letters = (all) => JSON.stringify(all.map(String).sort());
  expect(letters(keys) === letters(before), `${where}: rows came or went`);
  const known = keys.filter((key) => key !== null);
  expect(keys.slice(0, known.length).every((key) => key !== null), `${where}: what has no value is not last: ${keys}`);
  const way = expected === "ascending" ? 1 : -1;
  const fits = known.every((key, row) => {
    if (row === 0) return true;
    return way * (typeof key === "number" ? known[row - 1] - key : collator.compare(known[row - 1], key)) <= 0;
  });
  expect(fits, `${where}: not ${expected}: ${keys}`);
}

async function judgeSorting(page) {
  await unfold(page);
  const tables = await page.locator("table.sortable").all();
  expect(tables.length > 0, "no table can be sorted");
  const opposite = { ascending: "descending", descending: "ascending" };
  for (const table of tables) {
    const buttons = await table.locator("thead th button").all();
    if (await table.evaluate((one) => one.tBodies[0].rows.length === 0)) {
      faults.push(`an empty table: ${await table.locator("xpath=..").getAttribute("aria-label")}`);
      continue;
    }
    for (const [at, button] of buttons.entries()) {
      const where = `table “${await table.locator("xpath=..").getAttribute("aria-label")}”, column ${at + 1}`;
      if (at === 1) {
        // Whatever the data, something in the midst of this column has no value.
        await table.evaluate(({ tBodies: [{ rows }] }) => {
          for (const [row, { cells }] of [...rows].entries()) cells[1].dataset.v ??= row;
          rows[rows.length >> 1].cells[1].dataset.v = "";
        });
      }
      const before = (await column(table, at)).keys;
      await button.click();
      const first = await column(table, at);
      const way = first.declared[at];
      expect(way in opposite, `${where}: a click declares ${way}`);
      judgeOrder(where, first, at, way, before);
      await button.click();
      judgeOrder(`${where}, again`, await column(table, at), at, opposite[way], before);
    }
  }
}

/* Goes on by Tab until the focus is on such an element; the reader has nothing else. */
async function tabTo(page, selector) {
  for (let step = 0; step < 400; step += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((selector) => document.activeElement.matches(selector), selector)) return page.locator(":focus");
  }
  faults.push(`Tab never reaches ${selector}`);
  return null;
}

async function judgeKeyboard(page) {
  const skip = await tabTo(page, ".skip");
  const box = skip && await skip.boundingBox();
  expect(box && box.x >= 0 && box.y >= 0, "the link that skips is not seen when it has the focus");
  const area = await tabTo(page, "svg.map a[data-tip]");
  if (area) {
    await judgeTip(page, await area.getAttribute("data-tip"), "focus on an area");
    await page.keyboard.press("Escape");
    expect(await page.locator("#tip").isHidden(), "Escape does not hide the tip of the focus");
  }
  const button = await tabTo(page, "table.sortable th button");
  if (!button) return;
  const ring = await button.evaluate((one) => getComputedStyle(one).outlineStyle);
  expect(ring !== "none", "the focus on a header is not seen");
  const table = button.locator("xpath=ancestor::table[1]");
  for (const key of ["Enter", "Space"]) {
    const before = await column(table, 0);
    await page.keyboard.press(key);
    const after = await column(table, 0);
    expect(after.declared[0] && after.declared[0] !== before.declared[0], `${key} on a header sorts nothing`);
    judgeOrder(`by ${key}`, after, 0, after.declared[0], before.keys);
  }
}

async function judgeTip(page, text, how) {
  const tip = page.locator("#tip");
  expect(await tip.isVisible(), `${how} shows no tip`);
  expect(await tip.textContent() === text, `${how} shows “${await tip.textContent()}” and not “${text}”`);
  const box = await tip.boundingBox();
  const { width, height } = page.viewportSize();
  const inside = box && box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
  expect(inside, `${how}: the tip leaves the window: ${JSON.stringify(box)}`);
}

async function judgeHover(page, selector) {
  const target = page.locator(selector).last();
  await target.scrollIntoViewIfNeeded();
  /* Areas are not convex: the middle of the box may be a neighbour's. */
  const spot = await target.evaluate((one) => {
    const box = one.getBoundingClientRect();
    for (let down = 0.5; down < 10; down += 1) {
      for (let along = 0.5; along < 10; along += 1) {
        const [x, y] = [box.left + (box.width * along) / 10, box.top + (box.height * down) / 10];
        if (document.elementFromPoint(x, y)?.closest("[data-tip]") === one) return { x, y };
      }
    }
    return null;
  });
  if (!spot) { faults.push(`the pointer cannot reach ${selector}`); return; }
  await page.mouse.move(spot.x, spot.y);
  await judgeTip(page, await target.getAttribute("data-tip"), `pointing at ${selector}`);
  await page.keyboard.press("Escape");
  expect(await page.locator("#tip").isHidden(), `Escape does not hide the tip of ${selector}`);
  await page.mouse.move(spot.x + 1, spot.y);
  await page.mouse.move(1, 1);
  expect(await page.locator("#tip").isHidden(), `the tip of ${selector} stays when the pointer is gone`);
}

async function judgeAccess(page, called, axe) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  expect(found.passes.length > 10, `${called}: axe looked at nothing`);
  for (const { id, impact, help, nodes } of found.violations) {
    const line = `${called}: axe: ${impact}: ${id}: ${help}; ${nodes.length} times: ` + nodes.slice(0, 4)
      .map((node) => `${node.target} ${node.any.concat(node.all, node.none).map((check) => check.message).join(" ")}`).join(" | ");
    if (["serious", "critical"].includes(impact)) faults.push(line);
    else console.log(line);
  }
}

/* What the reader can read, spaces aside. */
const words = (page) => page.evaluate(() => document.body.innerText.replace(/\s+/g, " ").trim());

async function judgeWithoutScripts(browser, withScripts) {
  const page = await open(browser, "without scripts", { viewport: WIDE, scripts: false });
  for (const one of await page.locator("details").all()) {
    await one.locator("summary").first().click();
    expect(await one.evaluate((one) => one.open), "without scripts: a fold does not open");
  }
  const said = await words(page);
  let at = 0;
  while (at < said.length && said[at] === withScripts[at]) at += 1;
  expect(said === withScripts, `without scripts the page reads “${said.slice(at - 20, at + 60)}” and not “${withScripts.slice(at - 20, at + 60)}”`);
  expect(await page.locator("[data-tip] title").count() > 0, "without scripts: pictures have no titles");
  for (const link of await page.locator("nav a, .flag h2 a").all()) {
    const to = await link.getAttribute("href");
    await link.click();
    expect(new URL(page.url()).hash === to, `without scripts: ${to} does not lead there`);
    const target = page.locator(`[id="${to.slice(1)}"]`);
    const box = await target.count() === 1 ? await target.boundingBox() : null;
    expect(box && box.y > -2 && box.y < WIDE.height, `without scripts: ${to} leads out of sight`);
  }
  await page.context().close();
}

async function judgePaper(page, called) {
  await page.setViewportSize(PAPER);
  await page.emulateMedia({ media: "print" });
  for (const wide of await beyond(page)) faults.push(`${called}: cut off: ${wide}`);
  const clipped = await page.evaluate(() => [...document.querySelectorAll("body *")]
    .filter((one) => !["visible", "clip"].includes(getComputedStyle(one).overflowX) && one.tagName !== "TEXTAREA"
      && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1))
    .map((one) => `${one.tagName} ${one.getAttribute("aria-label") || one.getAttribute("class") || ""}`));
  expect(clipped.length === 0, `${called}: paper does not scroll: ${clipped}`);
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: false });
  const text = pdf.toString("latin1");
  const pages = text.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  expect(pages > 0, `${called}: no pages`);
  for (const [, ...size] of text.matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)) {
    expect(size.every((side, at) => Math.abs(side - A4[at]) < 2), `${called}: a page of ${size} points`);
  }
  console.log(`${called}: ${pages} pages`);
  return pdf;
}

function judgeMarkup(page) {
  return page.evaluate(() => {
    const odd = [];
    const scripts = document.scripts.length;
    if (scripts !== 1) odd.push(`${scripts} scripts`);
    for (const one of document.querySelectorAll("*")) {
      for (const { name, value } of one.attributes) {
        if (name.startsWith("on") || /^\s*javascript:/i.test(value)) odd.push(`${one.tagName} has ${name}=${value}`);
      }
      if (["IMG", "IFRAME", "OBJECT", "EMBED", "LINK", "BASE", "FORM"].includes(one.tagName)) odd.push(`a ${one.tagName}`);
    }
    return odd;
  });
}

async function main(chromium, axe) {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--disable-gpu"] });
  const shot = async (page, name) => {
    if (options.shots) await page.screenshot({ path: path.join(options.shots, `${name}.png`), fullPage: true });
  };
  if (options.shots) fs.mkdirSync(options.shots, { recursive: true });
  try {
    for (const colorScheme of ["light", "dark"]) {
      for (const viewport of [WIDE, NARROW]) {
        const called = `${viewport.width}-${colorScheme}`;
        const page = await open(browser, called, { viewport, colorScheme });
        await shot(page, called);
        for (const wide of await beyond(page)) faults.push(`${called}: ${wide}`);
        await unfold(page);
        for (const wide of await beyond(page)) faults.push(`${called}, unfolded: ${wide}`);
        await judgeAccess(page, called, axe);
        for (const selector of ["svg.map:not(.places) a[data-tip]", ".chart .month[data-tip]"]) await judgeHover(page, selector);
        await page.context().close();
      }
    }
    const page = await open(browser, "by keyboard", { viewport: WIDE });
    for (const odd of await judgeMarkup(page)) faults.push(`the page holds ${odd}`);
    await judgeKeyboard(page);
    await page.context().close();

    const sorted = await open(browser, "sorted", { viewport: WIDE });
    await unfold(sorted);
    const read = await words(sorted);
    for (const text of options.shows) expect(read.includes(text.replace(/\s+/g, " ")), `the page does not show ${text}`);
    await judgeSorting(sorted);
    await sorted.context().close();
    await judgeWithoutScripts(browser, read);

    for (const folds of ["folded", "unfolded"]) {
      const paper = await open(browser, `paper, ${folds}`, { viewport: WIDE, colorScheme: "dark" });
      if (folds === "unfolded") await unfold(paper);
      const pdf = await judgePaper(paper, `paper, ${folds}`);
      if (options.shots) {
        const file = path.join(options.shots, `paper-${folds}`);
        fs.writeFileSync(`${file}.pdf`, pdf);
        spawnSync("pdftoppm", ["-r", "70", "-png", `${file}.pdf`, file]);
      }
      await paper.context().close();
    }
  } finally {
    await browser.close();
  }
}

let driver;
let axe;
try {
  driver = require("playwright-core");
  axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
  fs.accessSync(CHROMIUM, fs.constants.X_OK);
} catch (error) {
  console.log(error.message.split("\n")[0]);
  process.exit(77);
}
main(driver.chromium, axe).catch((error) => faults.push(String(error.stack))).then(() => {
  for (const fault of faults) console.log(fault);
  process.exitCode = faults.length > 0 ? 1 : 0;
});
