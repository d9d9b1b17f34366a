// Finding something: the search by keyboard and without JavaScript, and the card of languages on paper.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible, close, launch, visit } from './support.mjs';

before(launch);
after(close);

for (const javaScript of [true, false]) {
  test(`a misspelled word leads to a service, ${javaScript ? 'with' : 'without'} JavaScript`, () =>
    visit({ javaScript, width: 320 }, async (page) => {
      await page.goto('/');
      await page.getByRole('searchbox').fill('subpeona');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/search?q=subpeona');
      assert.equal(await page.getByRole('searchbox').inputValue(), 'subpeona');
      await page.getByRole('link', { name: 'Subpoena for records', exact: true }).click();
      await page.waitForURL('**/services/subpoena');
    }));
}

test('a lost visitor searches in Spanish and finds a number to call', () => visit({}, async (page, guest) => {
  await page.goto('/es/no-hay-tal-pagina');
  await assertAccessible(page, 'the page that is not there, in Spanish');
  guest.forgive();
  await page.getByRole('searchbox').fill('ordenes judiciales');
  await page.getByRole('button', { name: 'Buscar' }).click();
  await page.waitForURL('**/es/search?q=ordenes*');
  assert.match(await page.locator('.found a[href^="tel:"]').first().innerText(), /^\d{3}-\d{3}-\d{4}$/);
}));

test('the card of languages stands alone on its paper', () => visit({}, async (page) => {
  await page.goto('/language');
  await page.emulateMedia({ media: 'print' });
  assert.ok(await page.getByText('Hablo español.').isVisible());
  assert.equal(await page.locator('.site-nav').isVisible(), false);
  assert.equal(await page.locator('#site').isVisible(), false);
  assert.equal(await page.locator('[lang=ar]').getAttribute('dir'), 'rtl');
}));
