// Every public page that can be read: both widths, both languages, with and without JavaScript.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { WIDTHS, assertAccessible, close, launch, visit, visitor } from './support.mjs';

const PAGES = [
  '/', '/911', '/911/card', '/911/practice', '/contact', '/fees', '/closures', '/accessibility', '/privacy', '/language',
  '/search', '/search?q=towed+car', '/find', '/about', '/about/communications', '/about/jail', '/about/records',
  '/about/property', '/about/technical-services', '/services/police-report', '/services/public-records',
  '/services/police-report/start/part',
];

// One window with scripts and one without read all of the pages: opening a window takes longer than reading a page in it.
let reader;
let plain;

before(async () => {
  await launch();
  reader = await visitor();
  plain = await visitor({ width: 320, javaScript: false });
});
after(async () => {
  await reader.finish();
  await plain.finish();
  await close();
});

for (const path of PAGES) {
  for (const prefix of ['', '/es']) {
    test(`${prefix}${path} is readable at every width, with and without JavaScript`, async () => {
      for (const width of WIDTHS) {
        await reader.page.setViewportSize({ width, height: 900 });
        const answer = await reader.page.goto(prefix + path);
        assert.equal(answer.status(), 200);
        assert.equal(await reader.page.getAttribute('html', 'lang'), prefix === '' ? 'en-US' : 'es-US');
        await assertAccessible(reader.page, `${prefix}${path} at ${width}`);
      }
      reader.assertSilent();
      await plain.page.goto(prefix + path);
      assert.ok((await plain.page.locator('main').innerText()).length > 100, 'the page is whole in the HTML');
      plain.assertSilent();
    });
  }
}

test('the language switch leads to the same page and back', () => visit({}, async (page) => {
  await page.goto('/fees');
  await page.getByRole('link', { name: 'Español' }).first().click();
  await page.waitForURL('**/es/fees');
  await page.getByRole('link', { name: 'English' }).first().click();
  await page.waitForURL((url) => url.pathname === '/fees');
  await page.goto('/fees?lang=es');
  assert.equal(new URL(page.url()).pathname, '/es/fees');
}));

test('an address that does not exist is a page that leads on', () => visit({}, async (page, guest) => {
  const answer = await page.goto('/no-such-page');
  assert.equal(answer.status(), 404);
  await assertAccessible(page, 'the page that is not there');
  guest.forgive();
}));

test('leaving goes to another site and takes the draft along', () => visit({ javaScript: false }, async (page) => {
  await page.goto('/services/police-report/start/part');
  await page.check('[name=incident_kind][value=other]');
  await page.check('[name=role][value=owner]');
  await page.locator('main button.usa-button[type=submit]').first().click();
  // The neutral site itself is not asked: only where the link leads.
  const leave = await page.getByRole('link', { name: 'Leave this page now' }).getAttribute('href');
  const answer = await page.request.get(leave, { maxRedirects: 0 });
  assert.equal(answer.status(), 303);
  assert.notEqual(new URL(answer.headers().location).origin, new URL(page.url()).origin);
  await page.goto('/services/police-report/start/part');
  assert.equal(await page.isChecked('[name=role][value=owner]'), false, 'the draft is gone');
}));
