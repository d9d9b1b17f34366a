// A member of staff at a browser, and the requests that they work.

import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { frontcounter, totp, visitor } from './support.mjs';

const PASSWORD = 'some words of my own';
/** A little more than the console waits before it asks again by itself. */
export const AGAIN = '00:20';

let people = 0;

/** A new member of staff at a browser of their own, signed in; their clock can be moved. */
export async function colleague(role, name, options = {}) {
  people += 1;
  const email = `console.${process.pid}.${people}@example.test`;
  const printed = frontcounter('staff', 'add', email, '--name', name, '--title', 'Police Specialist', '--role', role);
  const given = printed.match(/[a-z0-9]{5}(?:-[a-z0-9]{5})+/i)[0];
  const person = await visitor(options);
  const { page } = person;
  await page.clock.install();
  await page.goto('/staff');
  await page.fill('#email', email);
  await page.fill('#password', given);
  await page.locator('button.button-main').click();
  const secret = (await page.locator('.secret').innerText()).replaceAll(' ', '');
  const codes = await page.locator('.recovery li').allInnerTexts();
  await page.fill('#password', PASSWORD);
  await page.fill('#code', totp(secret));
  await page.locator('button.button-main').click();
  await page.getByRole('button', { name: 'Sign out' }).or(page.getByRole('button', { name: 'Menu' })).first().waitFor();
  return { ...person, email, codes, name };
}

/** Proves who is there, with a code that works once. */
export async function prove(page, codes) {
  const dialog = page.locator('dialog[open]');
  await dialog.getByRole('button', { name: 'Use a recovery code' }).click();
  await dialog.locator('#code').fill(codes.pop());
  await dialog.locator('#password').fill(PASSWORD);
  await dialog.locator('button.button-main').click();
  await dialog.waitFor({ state: 'hidden' });
}

/** A report number that no other journey uses. */
export const newNumber = () => `26-${randomInt(100_000, 999_999)}`;

export const origin = { Origin: new URL(process.env.BASE_URL).origin };

/** Sends a request through the API; its reference and key. */
export async function request(page, number = newNumber(), answers = {}, headers = {}) {
  const answer = await page.request.post('/api/v1/requests/police_report', {
    headers: { ...origin, ...headers },
    data: {
      incident_kind: 'other', role: 'owner', have_number: 'yes', report_number: number, contact: 'none',
      name: 'Theo Lindqvist', documents_later: 'yes', delivery: 'download',
      ...answers,
    },
  });
  assert.equal(answer.status(), 201, await answer.text());
  return answer.json();
}

/** Opens a case; the server then knows that it stands open here. */
export async function openCase(page, reference) {
  const told = page.waitForResponse((answer) => answer.url().endsWith('/presence'));
  await page.goto(`/staff/cases/${reference}`);
  await page.locator('.case h1').waitFor();
  await told;
}
