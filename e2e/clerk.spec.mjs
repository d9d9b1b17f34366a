// Staff: a new person enrols; a clerk finds a case, works it and releases it; two people deny one.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible, close, frontcounter, launch, totp, visit, visitor } from './support.mjs';

const SECRET = 'JBSWY3DPEHPK3PXP';
const PASSWORD = 'front-counter-demo';
const PDF = { name: 'copy.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer << >>\n%%EOF\n') };

before(launch);
after(close);

async function signIn(page, email, password = PASSWORD, code = () => totp(SECRET)) {
  await page.goto('/staff');
  await page.fill('#email', email);
  await page.fill('#password', password);
  if (code) await page.fill('#code', code());
  await page.locator('button.button-main').first().click();
}

/** Sends a request through the API and returns its reference and key. */
async function request(page) {
  const answer = await page.request.post('/api/v1/requests/police_report', {
    headers: { Origin: new URL(process.env.BASE_URL).origin },
    data: {
      incident_kind: 'other', role: 'owner', have_number: 'yes', report_number: '26-777001', contact: 'none', name: 'Theo Lindqvist',
      documents_later: 'yes', delivery: 'download',
    },
  });
  assert.equal(answer.status(), 201, await answer.text());
  return answer.json();
}

/** Opens an action of the case, answers its form, and does it. */
async function act(page, label, fields = {}) {
  await page.getByRole('button', { name: new RegExp(`^${label}`) }).first().click();
  for (const [name, value] of Object.entries(fields)) {
    const field = page.getByLabel(name, { exact: false }).first();
    if (value === true) await field.check();
    else if (value?.option) await field.selectOption({ label: value.option });
    else await field.fill(value);
  }
}

const confirmForm = (page) => page.locator('.action-form button.button-main').first().click();

test('a new colleague signs in with the password once, sets up the second factor and gets recovery codes', async () => {
  const email = `new.${process.pid}@example.test`;
  const printed = frontcounter('staff', 'add', email, '--name', 'Ana Brightwater', '--title', 'Police Specialist', '--role', 'records');
  const password = printed.match(/[a-z0-9]{5}(?:-[a-z0-9]{5})+/i)[0];
  await visit({}, async (page) => {
    await signIn(page, email, password, null);
    await page.locator('svg').first().waitFor();
    await assertAccessible(page, 'enrolment');
    const secret = (await page.locator('main').innerText()).match(/\b[A-Z2-7]{32}\b|\b(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}\b/)[0];
    await page.fill('#password', 'some words of my own');
    await page.fill('#code', totp(secret));
    await page.locator('button.button-main').first().click();
    await page.getByRole('heading', { level: 1, name: /Today/ }).waitFor();
  });
});

test('a clerk finds a new request, works it to its release, and the resident downloads the copy', async () => {
  const clerk = await visitor();
  const { page } = clerk;
  const { reference, access_key: key } = await request(page);
  await signIn(page, 'records@example.test');
  await page.getByRole('heading', { level: 1, name: /Today/ }).waitFor();
  await assertAccessible(page, 'the day');
  await page.getByRole('link', { name: /^Queue/ }).first().click();
  await page.getByRole('heading', { level: 1, name: /Queue/ }).waitFor();
  await assertAccessible(page, 'the queue');

  await page.keyboard.press('/');
  await page.keyboard.type('26-777001');
  await page.keyboard.press('Enter');
  await page.getByText(reference).first().waitFor();
  await page.goto(`/staff/cases/${reference}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await assertAccessible(page, 'the case');

  await act(page, 'Start review');
  await confirmForm(page);
  await act(page, 'Approve', {
    'I checked that this person may have the report': true,
    'I checked the documents that the role needs': true,
    'No fee': true,
  });
  await page.getByRole('group', { name: /suspect/ }).getByLabel('No', { exact: true }).check();
  await confirmForm(page);
  await page.setInputFiles('input[type=file]', PDF);
  await page.getByText('copy.pdf').first().waitFor();
  await act(page, 'Release the copy', { 'This file is redacted and may leave the department': true });
  await page.getByLabel(/^File to release/).selectOption({ index: 1 });
  await confirmForm(page);
  await page.getByText('Released', { exact: true }).first().waitFor();
  await clerk.finish();

  await visit({ javaScript: false }, async (resident) => {
    await resident.goto(`/k/${key}`);
    await resident.waitForURL(`**/requests/${reference}`);
    const [download] = await Promise.all([resident.waitForEvent('download'), resident.locator('a[href*="/documents/"]').first().click()]);
    assert.equal(download.suggestedFilename(), 'copy.pdf');
  });
});

test('the console reflows at 320px, in the dark', () => visit({ width: 320, colorScheme: 'dark' }, async (page) => {
  await signIn(page, 'supervisor@example.test');
  await page.getByRole('heading', { level: 1, name: /Today/ }).waitFor();
  await page.goto('/staff/queue');
  await page.getByRole('heading', { level: 1, name: /Queue/ }).waitFor();
  await assertAccessible(page, 'the queue at 320px');
}));
