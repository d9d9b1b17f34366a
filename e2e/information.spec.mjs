// The pages for an emergency: without a connection, without a script, on paper; and the practice, which sends nothing.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { assertAccessible, close, launch, visit } from './support.mjs';

before(launch);
after(close);

const PROFILE = new URL('../server/profile/pasadena.toml', import.meta.url);
const OLD_NUMBER = '626-744-4241';
const NEW_NUMBER = '626-555-0142';

const freePort = () => new Promise((resolve) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port } = probe.address();
    probe.close(() => resolve(port));
  });
});

/** A counter of its own, on a port that stays the same: it can be stopped, and started with another profile. */
async function counter() {
  const folder = mkdtempSync(join(tmpdir(), 'front-counter-offline-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env,
    BIND: `127.0.0.1:${port}`,
    PUBLIC_URL: url,
    DATA_DIR: folder,
    DATABASE_URL: `sqlite:${join(folder, 'frontcounter.db')}`,
    STORAGE_URL: `file:${join(folder, 'documents')}`,
    WORKER: 'off',
    LOG: 'warn',
  };
  execFileSync(process.env.FRONTCOUNTER, ['migrate'], { env });
  let running;
  return {
    url,
    async start(profile) {
      const path = join(folder, 'profile.toml');
      writeFileSync(path, profile);
      running = spawn(process.env.FRONTCOUNTER, ['serve'], { env: { ...env, PROFILE: path }, stdio: 'inherit' });
      for (let tries = 0; tries < 200; tries += 1) {
        if (await fetch(`${url}/readyz`).then((answer) => answer.ok, () => false)) return;
        await new Promise((resolve) => { setTimeout(resolve, 100); });
      }
      throw new Error('the counter did not start within twenty seconds');
    },
    async stop() {
      const ended = new Promise((resolve) => { running.once('exit', resolve); });
      running.kill('SIGKILL');
      await ended;
    },
    remove() {
      running?.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The one edition that the device keeps, once it is installed; `old` is one that it must have forgotten. */
async function edition(page, old = '') {
  for (let tries = 0; tries < 200; tries += 1) {
    const found = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      const settled = registration?.active?.state === 'activated' && !registration.installing && !registration.waiting;
      return settled ? caches.keys() : [];
    });
    if (found.length === 1 && found[0] !== old) return found[0];
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
  throw new Error('no edition was installed within twenty seconds');
}

test('how to call 9-1-1 opens without a connection after one visit of the front door, and a new edition takes the place of the old one', async () => {
  const own = await counter();
  try {
    await visit({ baseURL: own.url }, async (page, guest) => {
      const profile = readFileSync(PROFILE, 'utf8');
      await own.start(profile);
      await page.goto('/');
      const first = await edition(page);
      await own.stop();

      for (const path of ['/911', '/es/911', '/911/card', '/es/911/card', '/911/practice', '/es/911/practice']) {
        await page.goto(path);
        assert.ok(await page.locator('main').getByText(OLD_NUMBER).count() > 0, `${path} is whole`);
        const font = await page.evaluate(() => document.fonts.ready.then(() => document.fonts.check('16px "Public Sans"')));
        assert.ok(font, `${path} has its font`);
        assert.ok(await page.evaluate(() => document.styleSheets.length > 0), `${path} has its style`);
      }
      await page.goto('/911/practice');
      assert.equal(await page.locator('.practice__question:visible').count(), 1, 'the practice has its script');
      for (const path of ['/', '/fees', '/find', '/services/police-report/start', '/staff/']) {
        await assert.rejects(page.goto(path), /ERR_CONNECTION_REFUSED/, `${path} is not kept`);
      }
      guest.forgive();

      await own.start(profile.replaceAll(OLD_NUMBER, NEW_NUMBER));
      await page.goto('/contact');
      const second = await edition(page, first);
      assert.notEqual(second, first);
      await own.stop();
      await page.goto('/es/911');
      assert.ok(await page.locator('main').getByText(NEW_NUMBER).first().isVisible(), 'the new number is kept');
      assert.equal(await page.getByText(OLD_NUMBER).count(), 0, 'the old number is forgotten');
      guest.forgive();
    });
  } finally {
    own.remove();
  }
});

test('what is kept on the device is only what stands in the edition', () => visit({}, async (page) => {
  await page.goto('/');
  const name = await edition(page);
  await page.goto('/services/police-report/start/part');
  await page.goto('/find');
  const kept = await page.evaluate(async (cache) => (await (await caches.open(cache)).keys()).map(({ url }) => new URL(url).pathname), name);
  const pages = kept.filter((path) => !path.startsWith('/static/')).sort();
  assert.deepEqual(pages, ['/911', '/911/card', '/911/practice', '/es/911', '/es/911/card', '/es/911/practice']);
}));

test('how to call 9-1-1 is read before style, font and script arrive', () => visit({ width: 320 }, async (page, guest) => {
  await page.route('**/static/**', (route) => route.abort());
  await page.goto('/911');
  assert.ok(await page.getByRole('heading', { level: 1 }).isVisible());
  assert.equal(await page.getByRole('main').getByRole('link', { name: 'Call 9-1-1' }).getAttribute('href'), 'tel:911');
  assert.equal(await page.getByRole('main').locator('ol').first().locator('li').count(), 7);
  const picture = await page.getByRole('img', { name: /Five numbered pictures/ }).boundingBox();
  assert.ok(picture.height > 100, 'the picture keeps its place');
  // The files that did not come are told by the browser.
  guest.forgive();
}));

test('how to call 9-1-1 is painted while the style is still on its way', () => visit({ width: 320 }, async (page, guest) => {
  let style;
  await page.route('**/static/public-*.css', (route) => { style = route; });
  await page.goto('/911', { waitUntil: 'commit' });
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length === 1);
  assert.ok(await page.getByRole('heading', { level: 1 }).isVisible());
  assert.ok(style, 'the style was asked for');
  await style.continue();
  await page.waitForFunction(() => document.styleSheets.length === 1);
  guest.forgive();
}));

test('larger type needs no script and no room at the side', () => visit({ width: 320, javaScript: false }, async (page) => {
  await page.goto('/es/911');
  const size = () => page.getByRole('heading', { level: 1 }).evaluate((heading) => Number.parseFloat(getComputedStyle(heading).fontSize));
  const before = await size();
  await page.getByLabel('Letra más grande').check();
  assert.ok(await size() > before * 1.3);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `the page is ${wide}px too wide`);
}));

const pagesOf = (pdf) => pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g).length;

for (const prefix of ['', '/es']) {
  test(`${prefix}/911/card prints on one page`, () => visit({}, async (page) => {
    await page.goto(`${prefix}/911/card`);
    for (const format of ['Letter', 'A4']) {
      assert.equal(pagesOf(await page.pdf({ format })), 1, format);
    }
  }));

  test(`${prefix}/911/practice asks one question at a time and makes a card, and sends and stores nothing`, () => visit({ width: 320 }, async (page, guest) => {
    await page.goto(`${prefix}/911/practice`);
    await edition(page);
    const sent = [];
    page.on('request', (request) => sent.push(request.url()));
    const answers = ['100 Example Street', '4 B', 'Second Street', '626-555-0100', 'Ana Example', 'A blue door'];
    await assertAccessible(page, 'a question');
    for (const answer of [...answers, 'A fire', 'Now', 'Outside', 'No']) {
      const field = page.locator('.practice__question:visible input');
      assert.equal(await field.count(), 1);
      await field.fill(answer);
      await page.locator('[data-does=next]:visible').click();
    }
    assert.equal(await page.locator('.practice__question:visible').count(), 0);
    assert.deepEqual(await page.locator('.wall [data-answer]').allInnerTexts(), answers);
    assert.ok(await page.locator('.practice__done').evaluate((done) => done === document.activeElement), 'the end is told');
    await assertAccessible(page, 'the card');
    assert.equal(pagesOf(await page.pdf({ format: 'Letter' })), 1, 'the card is one page');
    await page.locator('[data-does=again]').click();
    assert.equal(await page.locator('.practice__question:visible input').inputValue(), '');
    assert.deepEqual(sent, [], 'nothing is sent');
    assert.deepEqual(await guest.context.cookies(), []);
    assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0, 'nothing is stored');
  }));

  test(`${prefix}/911/practice is a worksheet without a script`, () => visit({ width: 320, javaScript: false }, async (page) => {
    await page.goto(`${prefix}/911/practice`);
    assert.equal(await page.locator('.practice__question:visible').count(), 10);
    assert.equal(await page.locator('.wall:visible').count(), 1);
    assert.equal(await page.locator('.practice button:visible').count(), 0, 'no button that does nothing');
    assert.ok(pagesOf(await page.pdf({ format: 'Letter' })) <= 3);
  }));
}

test('the practice goes on and back by keyboard, and forgets when it is left', () => visit({}, async (page) => {
  await page.goto('/911/practice');
  const field = page.locator('.practice__question:visible input');
  await field.focus();
  await page.keyboard.type('100 Example Street');
  await page.keyboard.press('Enter');
  await page.keyboard.type('4 B');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(await field.inputValue(), '100 Example Street', 'Back leads to the answer before');
  await page.goto('/911');
  await page.goBack();
  assert.equal(await field.inputValue(), '');
}));
