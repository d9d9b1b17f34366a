// The console for eight hours a day: what is typed survives, two people never overwrite each other, many cases at once.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AGAIN, colleague, newNumber, openCase, origin, prove, request } from './colleague.mjs';
import { WIDTHS, assertAccessible, close, launch } from './support.mjs';

before(launch);
after(close);

async function withdrawn(page, number) {
  const { reference, access_key: key } = await request(page, number);
  const answer = await page.request.post(`/api/v1/requests/${reference}/withdraw`, {
    headers: { ...origin, Authorization: `Bearer ${key}` }, data: {},
  });
  assert.equal(answer.status(), 200, await answer.text());
  return reference;
}

const openAction = (page, label) => page.locator('.act', { hasText: label }).first().click();
const doIt = (page) => page.locator('.action-form button.button-main').first().click();

test('what is typed survives the lock and a reload, and nobody else finds it', async () => {
  const clerk = await colleague('records', 'Vera Holm');
  const { page } = clerk;
  const { reference } = await request(page);
  await openCase(page, reference);
  const composer = page.getByRole('textbox', { name: 'Message' });
  await composer.fill('We are looking for it.');
  await page.clock.fastForward('31:00');
  await page.getByRole('heading', { name: 'Locked' }).waitFor();
  assert.equal(await page.locator('.console').evaluate((it) => getComputedStyle(it).visibility), 'hidden');
  await assertAccessible(page, 'the lock');
  await prove(page, clerk.codes);
  assert.equal(await composer.inputValue(), 'We are looking for it.');

  await page.reload();
  await page.locator('.case h1').waitFor();
  assert.equal(await composer.inputValue(), 'We are looking for it.', 'after a reload');

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.locator('#email').waitFor();
  assert.equal(await page.evaluate(() => sessionStorage.length), 0, 'nothing is left behind');
  await clerk.finish();
});

test('two people on one case see each other, are told of changes, and never overwrite', async () => {
  const [first, second] = [await colleague('records', 'Vera Holm'), await colleague('records', 'Omar Nadir')];
  const { reference } = await request(first.page);
  await openCase(first.page, reference);
  await openCase(second.page, reference);
  await second.page.getByText(`Open now: ${first.name}`).waitFor();
  await first.page.clock.fastForward(AGAIN);
  await first.page.getByText(`Open now: ${second.name}`).waitFor();

  // Both begin; the second one is quicker.
  await openAction(first.page, 'Ask for information');
  const text = first.page.locator('.action-form textarea').first();
  await text.fill('Which day was it?');
  await openAction(second.page, 'Start review');
  await doIt(second.page);
  await second.page.getByText('In review').first().waitFor();
  await doIt(first.page);
  const told = first.page.getByRole('alert').filter({ hasText: 'Somebody else changed this case' });
  await told.first().waitFor();
  await first.page.getByText(/Omar Nadir: /).first().waitFor();
  assert.equal(await text.inputValue(), 'Which day was it?', 'what was typed is kept');
  await assertAccessible(first.page, 'a case that moved');
  first.forgive();
  await doIt(first.page);
  await first.page.getByText('Needs info').first().waitFor();

  // Nothing is typed on the other side: it is shown there by itself, and the focus stays.
  const heading = second.page.locator('.case h1');
  await heading.focus();
  await second.page.clock.fastForward(AGAIN);
  await second.page.getByText('Needs info').first().waitFor();
  assert.ok(await heading.evaluate((it) => it === document.activeElement), 'the focus stays');

  // Something is typed: then it waits to be asked for.
  await second.page.getByRole('radio', { name: /Note/ }).check();
  await second.page.getByRole('textbox', { name: /Note/ }).fill('Called twice');
  await first.page.getByRole('radio', { name: /Note/ }).check();
  await first.page.getByRole('textbox', { name: /Note/ }).fill('Asked by phone');
  await first.page.getByRole('button', { name: /Add note/ }).click();
  await first.page.locator('.entry', { hasText: 'Asked by phone' }).waitFor();
  await second.page.clock.fastForward(AGAIN);
  await second.page.getByRole('button', { name: 'Show the case as it is now' }).click();
  await second.page.locator('.entry', { hasText: 'Asked by phone' }).waitFor();
  assert.equal(await second.page.getByRole('textbox', { name: /Note/ }).inputValue(), 'Called twice');

  // Whoever leaves is gone.
  await second.page.getByRole('textbox', { name: /Note/ }).fill('');
  await second.page.getByRole('link', { name: /^Queue/ }).first().click();
  await second.page.getByRole('heading', { level: 1, name: 'Queue' }).waitFor();
  await first.page.clock.fastForward(AGAIN);
  await first.page.getByText('Open now:').waitFor({ state: 'hidden' });
  await first.finish();
  await second.finish();
});

test('of two answers that are under way at once, the older one does not replace the newer one', async () => {
  const clerk = await colleague('records', 'Vera Holm');
  const { page } = clerk;
  const { reference } = await request(page);
  await openCase(page, reference);
  let done;
  let letGo;
  const isDone = new Promise((resolve) => { done = resolve; });
  const mayGo = new Promise((resolve) => { letGo = resolve; });
  await page.route('**/actions/*', async (route) => {
    const response = await route.fetch();
    done();
    await mayGo;
    await route.fulfill({ response });
  });
  await openAction(page, 'Start review');
  await doIt(page);
  await isDone;
  await page.getByRole('radio', { name: /Note/ }).check();
  const note = page.getByRole('textbox', { name: /Note/ });
  await note.fill('Asked by phone');
  await page.getByRole('button', { name: /Add note/ }).click();
  await page.locator('.entry', { hasText: 'Asked by phone' }).waitFor();
  // While something is typed, nothing is renewed by itself.
  await note.fill('Called twice');
  const answered = page.waitForResponse('**/actions/*');
  letGo();
  await (await answered).finished();
  await page.evaluate(() => fetch('/healthz').then((answer) => answer.text()));
  assert.equal(await page.locator('.entry', { hasText: 'Asked by phone' }).count(), 1, 'what came last is shown');
  assert.equal(await note.inputValue(), 'Called twice');
  await clerk.finish();
});

test('a denial takes two people in two browsers', async () => {
  const [clerk, supervisor] = [await colleague('records', 'Vera Holm'), await colleague('supervisor', 'Iris Calder')];
  const { reference } = await request(clerk.page);
  const { page } = clerk;
  await openCase(page, reference);
  await openAction(page, 'Start review');
  await doIt(page);
  await page.getByText('In review').first().waitFor();
  await openAction(page, 'Deny');
  for (const [label, value] of [
    ['Citation', 'Gov 7923.600'], ['Reason', 'The investigation is still open.'], ['name', 'Vera Holm'], ['title', 'Police Specialist'],
  ]) await page.locator('.action-form').getByLabel(new RegExp(label, 'i')).first().fill(value);
  await doIt(page);
  await page.getByText(/Waiting for approval/).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Approve', exact: true }).count(), 0, 'not by the one who proposed it');

  await openCase(supervisor.page, reference);
  await assertAccessible(supervisor.page, 'a case with a proposal');
  await supervisor.page.getByRole('button', { name: 'Approve', exact: true }).click();
  await supervisor.page.locator('.case-line', { hasText: 'Denied' }).waitFor();
  await page.clock.fastForward(AGAIN);
  await page.locator('.case-line', { hasText: 'Denied' }).waitFor();
  await clerk.finish();
  await supervisor.finish();
});

test('many cases are closed at once, after a preview of what becomes of each', async () => {
  const clerk = await colleague('records', 'Vera Holm');
  const { page } = clerk;
  const number = newNumber();
  const over = [await withdrawn(page, number), await withdrawn(page, number)];
  const { reference: open } = await request(page, number);
  await page.goto(`/staff/queue?q=${number}`);
  await page.getByText(open).first().waitFor();
  await page.getByRole('checkbox', { name: 'Tick all that are shown' }).check();
  await page.getByText('3 cases ticked').waitFor();
  await page.getByRole('button', { name: /Close ticked/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('2 cases will be changed. 1 is skipped.').waitFor();
  await dialog.locator('.skipped', { hasText: open }).waitFor();
  await assertAccessible(page, 'the preview');
  await dialog.getByLabel('Outcome').selectOption('withdrawn');
  assert.match(await dialog.locator('li', { hasText: over[0] }).innerText(), /No email/);
  await dialog.locator('button.button-main').click();
  await dialog.getByText('2 cases were changed.').waitFor();
  await dialog.getByRole('button', { name: 'Close', exact: true }).click();
  for (const reference of over) await page.locator('tr', { hasText: reference }).getByText('Closed').waitFor();
  assert.equal(await page.locator('tr', { hasText: open }).getByText('Closed').count(), 0);

  // Ticked from one row to another by the keyboard, and given to oneself.
  await page.locator('table.rows tbody a').first().focus();
  for (const key of ['x', 'j', 'j', 'Shift+X', 'Shift+A']) await page.keyboard.press(key);
  await dialog.getByText(/3 cases will be changed/).waitFor();
  await dialog.locator('button.button-main').click();
  await dialog.getByText('3 cases were changed.').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('td.col-owner', { hasText: 'Holm' }).nth(2).waitFor();
  await clerk.finish();
});

test('the queue renews itself and leaves focus, ticks and place as they are', async () => {
  const [clerk, other] = [await colleague('records', 'Vera Holm'), await colleague('records', 'Omar Nadir')];
  const { page } = clerk;
  const number = newNumber();
  const { reference } = await request(page, number);
  await page.goto(`/staff/queue?q=${number}`);
  const row = page.locator('tr', { hasText: reference });
  await row.getByRole('checkbox').check();
  await row.getByRole('link').focus();
  const { reference: second } = await request(page, number);
  await openCase(other.page, reference);
  await page.clock.fastForward(AGAIN);
  await page.locator('tr', { hasText: second }).waitFor();
  await row.getByText('Nadir').waitFor();
  assert.ok(await row.getByRole('link').evaluate((it) => it === document.activeElement), 'the focus stays');
  assert.ok(await row.getByRole('checkbox').isChecked(), 'the tick stays');
  await page.locator('[role=status]', { hasText: /new or ha(s|ve) changed/ }).first().waitFor();
  await clerk.finish();
  await other.finish();
});

for (const width of WIDTHS) {
  test(`every page of the console is accessible at ${width}px, dark, and in forced colours`, async () => {
    const modes = { width, colorScheme: width === 320 ? 'dark' : 'light', forcedColors: width === 320 ? 'none' : 'active' };
    for (const role of ['supervisor', 'admin']) {
      const person = await colleague(role, 'Iris Calder', modes);
      const { page } = person;
      const links = page.locator('#rail-nav nav a');
      const all = await links.evaluateAll((found) => found.map((it) => it.getAttribute('href')));
      // The queue of one service is the queue.
      const addresses = all.filter((address) => !address.includes('service='));
      assert.ok(addresses.length > 3, 'the rail leads somewhere');
      for (const address of addresses) {
        await page.goto(address);
        await page.locator('h1').first().waitFor();
        await page.locator('[aria-busy=true]').waitFor({ state: 'detached' });
        await assertAccessible(page, `${address} for ${role} at ${width}px`);
      }
      await person.finish();
    }
  });
}

test('by the keyboard alone: to the queue, to a case, an action, a note, and the help', async () => {
  const clerk = await colleague('records', 'Vera Holm');
  const { page } = clerk;
  const number = newNumber();
  const { reference } = await request(page, number);
  const press = async (...keys) => { for (const key of keys) await page.keyboard.press(key); };
  await press('g', 'q');
  await page.getByRole('heading', { level: 1, name: 'Queue' }).waitFor();
  await press('/');
  await page.keyboard.type(number);
  await press('Enter');
  await page.locator('tr', { hasText: reference }).waitFor();
  // The list of the search, not the one before it.
  await page.waitForFunction(() => document.querySelectorAll('table.rows tbody tr').length === 1);
  await page.locator('main').focus();
  await press('j', 'Enter');
  await page.waitForURL(`**/cases/${reference}`);
  await page.locator('.case h1').waitFor();
  await press('?');
  const help = page.getByRole('dialog', { name: 'Keys' });
  await help.getByText('Start review').waitFor();
  await help.getByText('write a note').waitFor();
  await press('Escape');
  await help.waitFor({ state: 'hidden' });
  const key = (await page.locator('.act', { hasText: 'Start review' }).locator('kbd').innerText()).toLowerCase();
  await press(key, 'Tab', 'Enter');
  await page.locator('.case-line', { hasText: 'In review' }).waitFor();
  await press('n');
  await page.keyboard.type('Asked the archive');
  await press('Control+Enter');
  await page.locator('.entry', { hasText: 'Asked the archive' }).waitFor();
  await press('Escape');

  // Single keys can be switched off; then nothing happens by accident.
  await page.goto('/staff/settings');
  await page.getByRole('checkbox', { name: /Single keys/ }).uncheck();
  await page.locator('main').focus();
  await press('g', 'q');
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  assert.equal(new URL(page.url()).pathname, '/staff/settings');
  await clerk.finish();
});
