// What every journey needs: a browser that fails on any console message, an address of its own, the mail, one-time codes.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHmac, randomInt } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { chromium } from 'playwright-core';

export const BASE = process.env.BASE_URL;
export const WIDTHS = [320, 1280];

let browser;

/** One browser for all journeys of a file. */
export async function launch() {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync',
    ],
  });
}

export const close = () => browser.close();

/** A visitor with an address, cookies and a window of their own; `finish` fails on everything the console said. */
export async function visitor({ javaScript = true, width = 1280, locale = 'en-US', ...options } = {}) {
  const address = `127.${randomInt(1, 255)}.${randomInt(0, 255)}.${randomInt(1, 255)}`;
  const context = await browser.newContext({
    javaScriptEnabled: javaScript,
    viewport: { width, height: 900 },
    locale,
    baseURL: BASE,
    extraHTTPHeaders: { 'X-Forwarded-For': address },
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const said = [];
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => said.push(`page error: ${error.message}`));
  return {
    page,
    context,
    /** Forgets what the console said so far: for answers of 4xx that a journey asks for on purpose. */
    forgive: () => said.splice(0),
    /** Fails on everything the console said so far, and forgets it. */
    assertSilent: () => assert.deepEqual(said.splice(0), [], 'the console stayed silent'),
    async finish() {
      await context.close();
      assert.deepEqual(said, [], 'the console stayed silent');
    },
  };
}

/** A visitor who does `journey` and leaves; the console must have stayed silent. */
export async function visit(options, journey) {
  const guest = await visitor(options);
  try {
    await journey(guest.page, guest);
  } finally {
    await guest.context.close().catch(() => {});
  }
  await guest.finish();
}

/** axe finds nothing, nothing sticks out sideways, there is one first heading and a title. */
export async function assertAccessible(page, name) {
  // A sheet of the console is there when its heading is.
  await page.locator('h1').first().waitFor({ state: 'attached' });
  // Every rule runs; what passed is only counted, because to describe it takes longer than to find it. The "legacy" way
  // runs in the page itself, not half in a second window; it misses only frames of other sites, and no page has one.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
  const { violations } = await axe.analyze();
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
  assert.deepEqual(told, [], `axe on ${name}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${name} is ${wide}px wider than the window`);
  assert.equal(await page.locator('h1').count(), 1, `${name} has one h1`);
  assert.notEqual(await page.title(), '', `${name} has a title`);
}

/** The browser's Yew is at work on the form of this page. */
export const taken = (page) => page.waitForSelector('[data-mount="form"][data-alive]');

/** Presses the main button and waits for the next page. */
export async function next(page) {
  const button = page.locator('main button.usa-button[type=submit]').first();
  await Promise.all([page.waitForEvent('load'), button.click()]);
}

/** The newest mail to an address, as text, once it is there. */
export async function mailTo(address, wanted = () => true) {
  const folder = join(process.env.DATA_DIR, 'mail');
  for (let tries = 0; tries < 200; tries += 1) {
    const found = mails(folder).filter((mail) => mail.includes(`To: ${address}`) && wanted(mail));
    if (found.length > 0) return found.at(-1);
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
  throw new Error('no such mail arrived within twenty seconds');
}

/** How many mails there are to an address now. */
export const mailsTo = (address) =>
  mails(join(process.env.DATA_DIR, 'mail')).filter((mail) => mail.includes(`To: ${address}`)).length;

function mails(folder) {
  let names;
  try {
    names = readdirSync(folder).filter((name) => name.endsWith('.eml')).sort();
  } catch {
    return [];
  }
  return names.map((name) => plain(readFileSync(join(folder, name), 'utf8')));
}

/** Quoted-printable undone; addresses and codes are ASCII. */
const plain = (mail) => mail.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=');

export const codeIn = (mail) => mail.match(/\r?\n(\d{6})\r?\n/)[1];
export const linkIn = (mail) => mail.match(/https?:\/\/\S+\/k\/[\w-]+/)[0];

/** The one-time code of a base32 secret (RFC 6238: SHA-1, 6 digits, 30 seconds). */
export function totp(secret) {
  const bits = [...secret.replaceAll(/\s/g, '')].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const digest = createHmac('sha1', key).update(counter).digest();
  const offset = digest.at(-1) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Runs `frontcounter` on the database of this server and returns what it printed. */
export const frontcounter = (...args) => execFileSync(process.env.FRONTCOUNTER, args, { encoding: 'utf8' });
