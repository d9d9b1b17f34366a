// Taking over in the browser: nothing that was typed, focused or translated is lost.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { close, launch, taken, visit } from './support.mjs';

before(launch);
after(close);

/** Keeps the WebAssembly back until `release` is called. */
async function holdBack(page) {
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  await page.route('**/*.wasm', async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

test('text typed before the WebAssembly arrives is still there after it, with focus and selection', () => visit({}, async (page) => {
  const release = await holdBack(page);
  await page.goto('/services/police-report/start/report');
  await page.check('[name=have_number][value=no]');
  await page.fill('[name=place]', 'Memorial Park');
  await page.focus('[name=place]');
  await page.evaluate(() => document.querySelector('[name=place]').setSelectionRange(3, 8));
  release();
  await taken(page);
  assert.equal(await page.inputValue('[name=place]'), 'Memorial Park');
  assert.equal(await page.isChecked('[name=have_number][value=no]'), true);
  const focus = await page.evaluate(() => {
    const { name, selectionStart, selectionEnd } = document.activeElement;
    return { name, selectionStart, selectionEnd };
  });
  assert.deepEqual(focus, { name: 'place', selectionStart: 3, selectionEnd: 8 });
}));

/** Wraps every text of the page in `<font>`, as a translator does. */
const translate = (page) => page.evaluate(() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts.filter((node) => node.data.trim() !== '' && !node.parentElement.closest('script'))) {
    const font = document.createElement('font');
    text.replaceWith(font);
    font.append(text);
  }
});

for (const when of ['before', 'after']) {
  test(`a page translated ${when} the take-over still posts its form`, () => visit({}, async (page) => {
    const release = await holdBack(page);
    await page.goto('/services/police-report/start/part');
    if (when === 'before') await translate(page);
    release();
    await taken(page);
    if (when === 'after') await translate(page);
    await page.check('[name=incident_kind][value=other]');
    await page.check('[name=role][value=owner]');
    await page.locator('main button.usa-button[type=submit]').first().click();
    await page.waitForURL('**/start/report');
  }));
}

test('when the WebAssembly never comes, the form posts all the same', () => visit({}, async (page, guest) => {
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto('/services/police-report/start/part');
  await page.check('[name=incident_kind][value=other]');
  await page.check('[name=role][value=owner]');
  await page.locator('main button.usa-button[type=submit]').first().click();
  await page.waitForURL('**/start/report');
  // The aborted request itself is told by the browser.
  guest.forgive();
}));
