// A resident asks for a police report, confirms the address, writes, adds a document, opens the link again, withdraws.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible, close, codeIn, launch, linkIn, mailTo, mailsTo, next, taken, visit } from './support.mjs';

before(launch);
after(close);

const PDF = { name: 'license.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer << >>\n%%EOF\n') };
let people = 0;
/** An address that no other journey uses. */
const somebody = () => `dana.${process.pid}.${people += 1}@example.test`;

/** Fills the form from its first page to the last; `look` sees every page. */
async function fill(page, prefix, email, look = async () => {}) {
  const step = async (name) => {
    await page.waitForURL(`**/start/${name}**`);
    await look(name);
  };
  await page.goto(`${prefix}/services/police-report/start/part`);
  await look('part');
  await page.check('[name=incident_kind][value=theft_damage]');
  await page.check('[name=role][value=owner]');
  await next(page);
  await step('report');
  await page.check('[name=have_number][value=no]');
  await page.fill('[name=incident_date_month]', '11');
  await page.fill('[name=incident_date_day]', '3');
  await page.fill('[name=incident_date_year]', '2025');
  await page.fill('[name=place]', 'East Walnut Street near North Lake Avenue');
  await page.fill('main [name=description]', 'Someone broke the rear window of my parked car during the night.');
  await next(page);
  await step('about');
  await page.check('[name=contact][value=email]');
  await page.fill('[name=email]', email);
  await page.fill('[name=name]', 'Dana Whitfield');
  await next(page);
  await step('documents');
  await page.setInputFiles('input[type=file]', PDF);
  await next(page);
  await page.waitForURL('**/start/delivery**');
  await look('delivery');
  await page.check('[name=delivery][value=download]');
  await next(page);
  await step('check');
  await page.getByText('license.pdf').first().waitFor();
}

/** Sends the checked answers. A form that was filled faster than people do asks once more. */
async function send(page) {
  const tick = page.locator('main form input[type=checkbox]').first();
  await tick.check();
  await next(page);
  if (!page.url().includes('/sent/')) {
    await page.locator('main form input[type=checkbox]').first().check();
    await next(page);
  }
  await page.waitForURL('**/sent/**');
}

const reference = async (page) => (await page.locator('main').innerText()).match(/[34679C-HJKMNP-RTV-X]{4}-[34679C-HJKMNP-RTV-X]{4}/)[0];

for (const [javaScript, prefix, width] of [[false, '', 320], [true, '', 1280], [false, '/es', 1280], [true, '/es', 320]]) {
  const how = `${javaScript ? 'with' : 'without'} JavaScript, ${prefix === '' ? 'in English' : 'in Spanish'}, at ${width}px`;
  test(`a resident gets from the form to an answered case ${how}`, () => visit({ javaScript, width }, async (page, guest) => {
    const email = somebody();
    await fill(page, prefix, email, async (name) => {
      if (javaScript && name !== 'check') await taken(page);
      if (javaScript) await assertAccessible(page, `${name} ${how}`);
    });
    await send(page);
    if (javaScript) await assertAccessible(page, `confirmation ${how}`);
    const known = await reference(page);

    await page.locator(`main a[href$="/requests/${known}"]`).first().click();
    await page.waitForURL(`**/requests/${known}`);
    if (javaScript) await assertAccessible(page, `case page ${how}`);
    assert.ok((await page.locator('main ol').count()) > 0, 'the days are an ordered list');

    // The address is confirmed, and only then a link is mailed.
    const code = codeIn(await mailTo(email, (mail) => /\r?\n\d{6}\r?\n/.test(mail)));
    await page.fill('[name=code]', code);
    await page.locator('form[action$="/email-code"] button.usa-button').first().click();
    await page.waitForURL('**done=confirmed');
    const mail = await mailTo(email, (text) => text.includes('/k/'));
    assert.ok(!/Subject:.*report/i.test(mail), 'the subject is neutral');

    // A message, and an empty one.
    await page.locator('form[action$="/messages"] button.usa-button').first().click();
    await page.locator('.usa-error-message').first().waitFor();
    guest.forgive();
    await page.fill('[name=body]', 'When can I expect an answer?');
    await page.locator('form[action$="/messages"] button.usa-button').first().click();
    await page.waitForURL('**done=message');
    await page.getByText('When can I expect an answer?').first().waitFor();

    // The link works in another browser, twice.
    await visit({ javaScript, width }, async (other) => {
      for (let times = 0; times < 2; times += 1) {
        await other.goto(linkIn(mail));
        await other.waitForURL(`**/requests/${known}`);
      }
    });

    // Withdrawn, after asking once more.
    await page.locator('main a[href$="/withdraw"]').click();
    await next(page);
    await page.waitForURL('**done=withdrawn');
  }));
}

test('errors stand in a summary that takes the focus and beside each field, and what was typed stays', async () => {
  for (const javaScript of [false, true]) {
    await visit({ javaScript }, async (page, guest) => {
      await page.goto('/services/police-report/start/report');
      if (javaScript) await taken(page);
      await page.check('[name=have_number][value=no]');
      await page.fill('[name=incident_date_month]', '11');
      await page.fill('[name=incident_date_day]', '3');
      await page.locator('main button.usa-button[type=submit]').first().click();
      const summary = page.locator('.error-summary, .usa-alert--error, [data-errors]').first();
      await summary.waitFor();
      assert.match(await page.title(), /^Error/);
      assert.equal(await page.inputValue('[name=incident_date_month]'), '11');
      assert.equal(await summary.locator('a').count(), 2);
      const target = await summary.locator('a').first().getAttribute('href');
      assert.equal(await page.locator(target).count(), 1, 'a link of the summary leads to its field');
      // A page that was refused comes with a 422, which the browser tells.
      if (!javaScript) guest.forgive();
    });
  }
});

test('a request is filled in and sent by keyboard alone', () => visit({}, async (page) => {
  /** Presses Tab until the focus is on what is wanted. */
  const focusOn = async (selector) => {
    for (let tabs = 0; tabs < 80; tabs += 1) {
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`the Tab key never reached ${selector}`);
  };
  /** Chooses the n-th answer of a group: the arrows move within it. */
  const choose = async (name, nth) => {
    await focusOn(`[name=${name}]`);
    await page.keyboard.press('Space');
    for (let presses = 1; presses < nth; presses += 1) await page.keyboard.press('ArrowDown');
  };
  const type = async (name, text) => {
    await focusOn(`[name=${name}]`);
    await page.keyboard.type(text);
  };
  const go = async (address) => {
    await focusOn('main button.usa-button[type=submit]');
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    await page.waitForURL(address);
  };
  await page.goto('/services/police-report/start/part');
  await taken(page);
  await choose('incident_kind', 4);
  await choose('role', 4);
  await go('**/start/report');
  await taken(page);
  await choose('have_number', 1);
  await type('report_number', '26-014872');
  await go('**/start/about');
  await taken(page);
  await choose('contact', 3);
  await type('name', 'Dana Whitfield');
  await go('**/start/documents');
  await focusOn('[name=documents_later]');
  await page.keyboard.press('Space');
  await go('**/start/delivery');
  await choose('delivery', 1);
  await go('**/start/check');
  await focusOn('main form input[type=checkbox]');
  await page.keyboard.press('Space');
  await go(/\/(sent|check)/);
  if (!page.url().includes('/sent/')) {
    // Nobody types so fast: the form asks once more, the box still ticked.
    await go('**/sent/**');
  }
  await focusOn('main a[href*="/requests/"]');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/requests/**');
}));

test('nobody who asked for no contact is ever mailed, and a person at risk sees both deadlines', () => visit({ javaScript: false, width: 320 }, async (page) => {
  await page.goto('/services/police-report/start/part');
  await page.check('[name=incident_kind][value=violence]');
  await page.check('[name=violence_kind][value=domestic_violence]');
  await page.check('[name=role][value=victim]');
  await page.check('[name=suspect][value=no]');
  await next(page);
  await page.check('[name=have_number][value=yes]');
  await page.fill('[name=report_number]', '26-014872');
  await next(page);
  await page.check('[name=contact][value=none]');
  await page.fill('[name=name]', 'Dana Whitfield');
  await next(page);
  await page.check('[name=documents_later]');
  await next(page);
  await page.check('[name=delivery][value=counter]');
  await next(page);
  await send(page);
  await page.locator('main a[href*="/requests/"]').first().click();
  await page.waitForURL('**/requests/**');
  assert.equal(await page.locator('main details').filter({ hasText: 'Family 6228' }).count(), 2);
  assert.equal(await page.locator('[name=code]').count(), 0, 'there is no address to confirm');
}));

test('a lost link is answered alike for a right and a wrong address', () => visit({ javaScript: false }, async (page) => {
  const said = [];
  for (const email of ['nobody@example.test', 'somebody.else@example.test']) {
    await page.goto('/find');
    await page.fill('[name=reference]', 'K7QF-3MWX');
    await page.fill('[name=email]', email);
    await next(page);
    said.push(await page.locator('main').innerText());
  }
  assert.equal(said[0], said[1]);
  assert.equal(mailsTo('nobody@example.test'), 0);
}));

test('somebody else’s case is not found', () => visit({}, async (page, guest) => {
  const answer = await page.goto('/requests/K7QF-3MWX');
  assert.equal(answer.status(), 404);
  guest.forgive();
}));

