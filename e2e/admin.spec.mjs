// Administrators: an account from its opening to its end, a closure with what it moves, failed mail, the calculator.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { colleague, prove } from './colleague.mjs';
import { WIDTHS, assertAccessible, close, launch } from './support.mjs';

before(launch);
after(close);

const done = (page) => page.locator('.done').innerText();

for (const width of WIDTHS) {
  test(`an account is opened, its second factor reset and its sessions ended, at ${width} pixels`, async () => {
    const admin = await colleague('admin', `Noor ${width}`, { viewport: { width, height: 900 } });
    const { page } = admin;
    await page.goto('/staff/admin/accounts');
    await page.getByRole('heading', { level: 1, name: 'Accounts' }).waitFor();
    await assertAccessible(page, 'accounts');
    await page.getByRole('button', { name: 'Add an account' }).click();
    const form = page.locator('.action-form');
    await form.getByLabel('Name').fill(`Ines ${width}`);
    await form.getByLabel('Email').fill(`ines.${process.pid}.${width}@example.test`);
    await form.getByLabel('Clerk').check();
    await form.getByRole('button', { name: 'Add an account' }).click();
    await prove(page, admin.codes);
    await page.getByRole('heading', { level: 1, name: `Ines ${width}` }).waitFor();
    const told = await page.locator('#one-time').innerText();
    assert.match(told, /[a-z0-9]{5}(?:-[a-z0-9]{5})+/i);
    await assertAccessible(page, 'a new account');

    await page.getByRole('button', { name: 'Reset the second factor' }).click();
    await page.locator('.action-form').getByLabel('Reason').fill('Lost phone');
    await page.locator('.action-form').getByRole('button', { name: 'Reset the second factor' }).click();
    await page.getByRole('cell', { name: 'Second factor reset' }).waitFor();
    assert.notEqual(await page.locator('#one-time').innerText(), told, 'another password');
    assert.match(await done(page), /reset/);
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await admin.finish();
  });
}

test('a closure shows what it would move before anything is changed, and is taken back', async () => {
  const admin = await colleague('admin', 'Noor Calendar');
  const { page } = admin;
  await page.request.post('/api/v1/requests/police_report', {
    headers: { Origin: new URL(process.env.BASE_URL).origin },
    data: {
      incident_kind: 'other', role: 'owner', have_number: 'yes', report_number: '26-888001', contact: 'none',
      name: 'Theo Lindqvist', documents_later: 'yes', delivery: 'download',
    },
  });
  await page.goto('/staff/admin/calendars');
  await assertAccessible(page, 'calendars');
  await page.locator('main').getByRole('link', { name: 'Records', exact: true }).click();
  await page.getByRole('heading', { level: 2, name: 'Holidays and closures' }).waitFor();
  await assertAccessible(page, 'a calendar');
  // A day within the ten working days of a request that came just now, on which the office would be open.
  const day = new Date(Date.now() + 3 * 86_400_000);
  while (![2, 3, 4].includes(day.getUTCDay()) || (await page.locator('main').innerText()).includes(`${day.getUTCDate()}, ${day.getUTCFullYear()}`)) {
    day.setUTCDate(day.getUTCDate() + 1);
  }
  await page.getByRole('button', { name: 'Add a closure' }).click();
  const form = page.locator('.action-form');
  await form.getByLabel('Day', { exact: true }).fill(day.toISOString().slice(0, 10));
  await form.getByLabel('Reason in English').fill('Power failure');
  await form.getByLabel('Reason in Spanish').fill('Corte de luz');
  await form.getByRole('button', { name: 'Add a closure' }).click();
  await page.getByRole('heading', { level: 1, name: /^Closed: / }).waitFor();
  await page.getByRole('cell', { name: 'Report target' }).first().waitFor();
  await assertAccessible(page, 'the preview of a closure');
  await page.locator('.action-form').getByRole('button', { name: 'Make this change' }).click();
  await prove(page, admin.codes);
  await page.getByRole('heading', { level: 1, name: 'Records' }).waitFor();
  await page.getByRole('cell', { name: 'Power failure', exact: true }).waitFor();
  // And back, so that other journeys find the calendar as it was.
  await page.locator('#closures').getByRole('row', { name: /Power failure/ }).getByRole('button', { name: 'Open on this day' }).click();
  await page.locator('.action-form').getByRole('button', { name: 'Open on this day' }).click();
  await page.getByRole('heading', { level: 1, name: /^Open: / }).waitFor();
  await page.locator('.action-form').getByRole('button', { name: 'Make this change' }).click();
  await page.getByRole('heading', { level: 1, name: 'Records' }).waitFor();
  assert.equal(await page.locator('#closures').getByRole('cell', { name: 'Power failure', exact: true }).count(), 0);
  await admin.finish();
});

test('failed mail and the profile are there for administrators alone', async () => {
  const admin = await colleague('admin', 'Noor Outbox', { viewport: { width: 320, height: 900 } });
  for (const [path, name] of [['outbox', 'Failed mail'], ['profile', 'Profile']]) {
    await admin.page.goto(`/staff/admin/${path}`);
    await admin.page.getByRole('heading', { level: 1, name }).waitFor();
    await assertAccessible(admin.page, name);
  }
  await admin.finish();
  const clerk = await colleague('clerk', 'Ruth Outbox');
  await clerk.page.goto('/staff/admin/outbox');
  await clerk.page.getByRole('heading', { level: 1 }).waitFor();
  assert.equal(await clerk.page.getByRole('heading', { level: 1, name: 'Failed mail' }).count(), 0);
  clerk.forgive();
  await clerk.finish();
});

for (const width of WIDTHS) {
  test(`the calculator explains a deadline, and its address can be shared, at ${width} pixels`, async () => {
    const records = await colleague('records', `Jo ${width}`, { viewport: { width, height: 900 } });
    const { page } = records;
    // In the past, where no closure of another journey reaches.
    await page.goto('/staff/deadlines?rule=report.target&day=2026-10-01&time=10:42');
    await page.getByText(/Thursday, October 15, 11:59/).first().waitFor();
    await page.getByText('Contamos 10 días en que Registros abre.').waitFor();
    await assertAccessible(page, 'calculator');
    await page.getByLabel('It starts on').fill('2026-10-05');
    await page.locator('form button').filter({ hasText: /show|apply/i }).first().click();
    await page.waitForURL(/day=2026-10-05/);
    await page.getByText(/Monday, October 19, 11:59/).first().waitFor();
    await records.finish();
  });
}
