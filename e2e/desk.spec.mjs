// Work beside the queue: replies, cases that belong together, requests by phone, long lists.

import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { after, before, test } from 'node:test';
import { AGAIN, colleague, newNumber, openCase, request } from './colleague.mjs';
import { assertAccessible, close, launch } from './support.mjs';

before(launch);
after(close);

const settled = (page) => page.locator('[aria-busy=true]').waitFor({ state: 'detached' });
const done = (page, text) => page.locator('.done', { hasText: text }).waitFor();

/** Fills fields by the name that the server gives them. */
async function fill(form, answers) {
  for (const [name, answer] of Object.entries(answers)) {
    const field = form.locator(`[id$="-${name}"]`);
    const kind = await field.evaluate((it) => (it.tagName === 'INPUT' ? it.type : it.tagName));
    if (kind === 'SELECT') await field.selectOption(answer);
    else if (kind === 'radio') await form.locator(`input[name$="-${name}"][value="${answer}"]`).check();
    else await field.fill(answer);
  }
}

test('a supervisor writes replies in two languages and changes one; a clerk sends them filled in', async () => {
  const [supervisor, clerk] = [await colleague('supervisor', 'Iris Calder'), await colleague('records', 'Vera Holm')];
  const { page } = supervisor;
  const name = `Bring ID ${randomInt(1_000_000)}`;
  await page.goto('/staff/replies');
  await settled(page);
  for (const [language, body] of [['en-US', 'Dear {name}, bring ID for {reference}.'], ['es-US', 'Hola, {name}: traiga su {referencia}.']]) {
    await page.getByRole('button', { name: 'Add a reply' }).first().click();
    const form = page.locator('form[aria-label="Add a reply"]');
    await fill(form, { reply_service: 'police_report', reply_language: language, reply_name: name, reply_body: body });
    await form.locator('button.button-main').click();
    if (language === 'es-US') {
      // A place that there is not is said, and what was typed stays.
      await form.getByRole('alert').waitFor();
      assert.equal(await form.locator('[id$="-reply_body"]').inputValue(), body);
      supervisor.forgive();
      await fill(form, { reply_body: 'Hola, {name}: traiga una identificación para {reference}.' });
      await form.locator('button.button-main').click();
    }
    await done(page, 'The reply was added');
  }
  const row = page.locator('#offered tr', { hasText: 'Dear {name}' }).filter({ hasText: name });
  await row.getByRole('button', { name: 'Change' }).click();
  const form = page.locator('#offered .row-form form');
  await fill(form, { reply_body: 'Dear {name}, please bring a photo ID for {reference}.' });
  await form.locator('button.button-main').click();
  await done(page, 'A new version was saved');
  assert.equal(await page.locator('#versions tbody tr', { hasText: name }).count(), 3, 'every version is kept');
  await assertAccessible(page, 'replies');

  for (const [language, said] of [['en-US', 'Dear Theo Lindqvist, please bring a photo ID for'], ['es-US', 'Hola, Theo Lindqvist: traiga una identificación para']]) {
    const { reference } = await request(clerk.page, newNumber(), {}, { 'Accept-Language': language });
    await openCase(clerk.page, reference);
    const replies = clerk.page.getByRole('combobox', { name: 'Put in a reply' });
    assert.equal(await replies.inputValue(), '', 'nothing is chosen yet, so that the only reply can be');
    await replies.selectOption(name);
    const text = clerk.page.getByRole('textbox', { name: 'Message' });
    assert.equal(await text.inputValue(), `${said} ${reference}.`);
    assert.ok(await text.evaluate((it) => it === document.activeElement), 'the focus is where one goes on');
    await clerk.page.keyboard.press('Control+Enter');
    await clerk.page.locator('.entry', { hasText: said }).waitFor();
  }
  await clerk.finish();
  await supervisor.finish();
});

test('cases about one report are linked, and a duplicate is closed in favour of the first', async () => {
  const clerk = await colleague('records', 'Vera Holm');
  const { page } = clerk;
  const number = newNumber();
  const first = (await request(page, number)).reference;
  const twice = (await request(page, number)).reference;
  const about = (await request(page, number, { name: 'Mona Aziz' })).reference;

  await openCase(page, twice);
  await page.getByRole('link', { name: /Related/ }).first().click();
  await page.getByRole('heading', { level: 1, name: `Related to ${twice}` }).waitFor();
  for (const other of [first, about]) await page.locator('#alike tr', { hasText: other }).waitFor();
  await assertAccessible(page, 'related cases');

  const act = async (label, other) => {
    await page.getByRole('button', { name: label }).first().click();
    const form = page.locator(`form[aria-label="${label}"]`);
    await fill(form, { other, reason: 'The same theft' });
    await form.locator('button.button-main, button.button-danger').first().click();
  };
  await act('Link another case', about);
  await done(page, 'The cases are linked');
  await page.locator('#linked tr', { hasText: about }).getByText('belongs together').waitFor();
  await act('Close as a duplicate', first);
  await done(page, 'The duplicate was closed');
  await page.locator('#linked tr', { hasText: first }).getByText('goes on with this request').waitFor();
  await openCase(page, twice);
  await page.locator('.case-line', { hasText: 'Closed' }).waitFor();
  await openCase(page, first);
  await page.getByText(`closed ${twice} as a duplicate of this one`).first().waitFor();
  await clerk.finish();
});

test('a request by phone is keyed in with the day it came, and its clock runs from there', async () => {
  const clerk = await colleague('records', 'Vera Holm');
  const { page } = clerk;
  await page.goto('/staff/new?service=public_records');
  await settled(page);
  await assertAccessible(page, 'a new request');
  const form = page.locator('form.action-form');
  const came = new Date(Date.now() - 3 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  const description = `Towing contracts of 2025, lot ${randomInt(1_000_000)}`;
  await form.locator('button.button-main').click();
  await page.getByRole('alert').first().waitFor();
  await fill(form, {
    channel: 'phone', received_day: came, received_time: '16:45', reason: 'Voicemail of that day', their_language: 'es-US', description,
  });
  // Pressed twice, as one does when nothing seems to happen.
  await form.locator('button.button-main').dblclick();
  await done(page, 'was taken in');
  const reference = (await page.locator('.done').innerText()).match(/[A-Z0-9]{4}-[A-Z0-9]{4}/)[0];
  assert.equal(await form.locator('[id$="-description"]').inputValue(), '', 'the next one begins empty');
  const read = (path) => page.request.get(`/api/v1/staff/${path}`).then((answer) => answer.json());
  const found = await read(`cases?q=${description.match(/\d+$/)[0]}`);
  assert.deepEqual(found.cases.map((it) => it.reference), [reference], 'one case, pressed once or twice');
  await openCase(page, reference);
  const seen = await read(`cases/${reference}`);
  assert.equal(seen.channel, 'phone');
  const day = new Date(Date.parse(seen.received.at)).toLocaleDateString('en-CA', { timeZone: 'America/Los_Angeles' });
  assert.equal(day, came, 'received on the day that was told');
  const days = (Date.parse(seen.due.at) - Date.parse(seen.received.at)) / 86_400_000;
  assert.ok(days > 9 && days < 16, `ten days from there, rolled at most over a long weekend: ${days}`);
  await assertAccessible(page, 'a keyed-in case');
  await clerk.finish();
});

test('a list of more than two hundred rows renews itself, too', async () => {
  const clerk = await colleague('records', 'Vera Holm');
  const { page } = clerk;
  // A network may send so many an hour: these come from several.
  const sent = (at) => request(page, newNumber(), {}, { 'X-Forwarded-For': `127.9.${Math.trunc(at / 100)}.1` });
  for (let at = 0; at < 210; at += 1) await sent(at);
  await page.goto('/staff/queue?state=received&sort=received');
  const rows = page.locator('table.rows tbody tr');
  await rows.nth(49).waitFor();
  for (const whole of [99, 149, 199, 209]) {
    await page.getByRole('button', { name: 'Show more' }).click();
    await rows.nth(whole).waitFor();
  }
  const [before, last] = [await rows.count(), await rows.nth(205).getByRole('link').first().innerText()];
  const { reference } = await sent(999);
  await page.clock.fastForward(AGAIN);
  await rows.first().getByText(reference).waitFor();
  assert.ok(await rows.count() >= before, 'none of those below is gone');
  await page.locator('tr', { hasText: last }).waitFor();
  await clerk.finish();
});
