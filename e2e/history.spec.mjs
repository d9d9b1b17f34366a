// The history of a case: the audit sheet, and the export that checks itself in a browser that knows nothing of us.

import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { colleague, prove } from './colleague.mjs';
import { assertAccessible, close, frontcounter, launch, visit, WIDTHS } from './support.mjs';

const PAGE = new URL('../server/templates/verifier.html', import.meta.url);

let folder;
let sealFile;
let history;

/** A request with a few events, sealed and exported by the program. */
before(async () => {
  await launch();
  folder = mkdtempSync(join(tmpdir(), 'history-'));
  await visit({}, async (page) => {
    const sent = await page.request.post('/api/v1/requests/police_report', {
      headers: { Origin: new URL(process.env.BASE_URL).origin },
      data: {
        incident_kind: 'other', role: 'owner', have_number: 'yes', report_number: '26-888001', contact: 'none', name: 'Mira Okafor',
        documents_later: 'yes', delivery: 'download',
      },
    });
    const { reference, access_key: key } = await sent.json();
    for (const body of ['First words', 'Second words', 'Third words']) {
      const headers = { Authorization: `Bearer ${key}` };
      const told = await page.request.post(`/api/v1/requests/${reference}/messages`, { headers, data: { body } });
      assert.equal(told.status(), 200, await told.text());
    }
    sealFile = frontcounter('seal', '--to', folder).trim().split('\n').at(-1);
    frontcounter('export', reference, folder);
    history = JSON.parse(readFileSync(join(folder, `${reference}.json`), 'utf8'));
  });
});
after(async () => {
  rmSync(folder, { recursive: true });
  await close();
});

/** The calculations of the verifier, without its page. */
function calculations() {
  const [, script] = readFileSync(PAGE, 'utf8').match(/<script>\n([\s\S]*?)<\/script>/);
  return vm.runInNewContext(`${script}\nverifier`, { TextEncoder });
}

const copy = () => structuredClone(history);

/** Each way to cheat, and what the verifier must say of it. */
const CHEATS = [
  ['a changed detail', (h) => { h.events[2].payload = h.events[2].payload.replace('Second', 'Other'); }, 'payload', 3],
  ['a removed event', (h) => { h.events.splice(1, 1); }, 'order', 2],
  ['a removed event, the rest renumbered', (h) => { h.events.splice(1, 1); h.events.forEach((event, at) => { event.hashed.seq = at + 1; }); }, 'link', 2],
  ['two events in another order', (h) => { [h.events[1], h.events[2]] = [h.events[2], h.events[1]]; }, 'order', 2],
  ['an inserted event', (h) => { h.events.splice(2, 0, structuredClone(h.events[1])); }, 'order', 3],
  ['a changed time', (h) => { h.events[1].hashed.at = '2020-01-01T00:00:00.000000Z'; }, 'changed', 2],
  ['a changed author', (h) => { h.events[0].hashed.actor = 'staff'; }, 'changed', 1],
  ['a detail that is gone', (h) => { Object.assign(h.events[3], { payload: null, salt: null }); }, 'payload-gone', 4],
  ['a cut end', (h) => { h.events.pop(); }, 'tail', 3],
  ['a cut end and a lowered count', (h) => { h.events.pop(); h.case.head_seq -= 1; }, 'head', 3],
];

test('the verifier calculates as the standards say', () => {
  const verifier = calculations();
  for (const text of ['', 'abc', 'ñ', 'x'.repeat(55), 'x'.repeat(56), 'x'.repeat(119), 'x'.repeat(1000)]) {
    assert.equal(verifier.sha256(text), createHash('sha256').update(text).digest('hex'), `SHA-256 of ${text.length}`);
    assert.equal(verifier.sha512(text), createHash('sha512').update(text).digest('hex'), `SHA-512 of ${text.length}`);
  }
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const key = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');
  const message = Buffer.from('a seal');
  const signature = sign(null, message, privateKey);
  assert.ok(verifier.signed(message.toString('hex'), signature.toString('hex'), key));
  for (const place of [0, 31, 32, 63]) {
    const wrong = Buffer.from(signature);
    wrong[place] ^= 1;
    assert.ok(!verifier.signed(message.toString('hex'), wrong.toString('hex'), key), `byte ${place}`);
  }
  // The example of RFC 8785, section 3.2.3, as far as texts and members go.
  assert.equal(verifier.canonical({ '€': 'Euro', '\r': 1, a: null, '1': ['\n', 'ö'] }), '{"\\r":1,"1":["\\n","ö"],"a":null,"€":"Euro"}');
});

test('the verifier names the first event that was tampered with, and believes a whole history', () => {
  const verifier = calculations();
  const whole = verifier.verify(copy());
  assert.equal(whole.broken, null);
  assert.equal(whole.seal.code, 'holds');
  assert.equal(whole.seal.events, history.events.length);
  for (const [what, cheat, code, seq] of CHEATS) {
    const cheated = copy();
    cheat(cheated);
    const { broken } = verifier.verify(cheated);
    assert.deepEqual([broken?.code, broken?.seq], [code, seq], what);
  }
});

test('a seal that was mailed out convicts a history that was written anew', () => {
  const verifier = calculations();
  const seal = readFileSync(sealFile, 'utf8');
  assert.equal(verifier.compare(copy(), seal).code, 'holds');
  // Written anew from the third event on, so well that the chain itself holds.
  const anew = copy();
  const sha = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest('hex');
  for (const [at, event] of anew.events.entries()) {
    if (at < 2) continue;
    if (at === 2) event.hashed.kind = 'note';
    event.prev_hash = anew.events[at - 1].hash;
    event.hash = sha(Buffer.from(event.prev_hash, 'hex'), Buffer.from(verifier.canonical(event.hashed)));
  }
  anew.case.head_hash = anew.events.at(-1).hash;
  assert.equal(verifier.verify(anew).broken, null, 'the chain alone tells nothing');
  assert.equal(verifier.verify(anew).seal.code, 'rewritten');
  delete anew.seal;
  assert.equal(verifier.compare(anew, seal).code, 'rewritten');
  const cut = copy();
  cut.events.pop();
  assert.equal(verifier.compare(cut, seal).code, 'tail');
  assert.equal(verifier.compare(copy(), seal.replace('cases: ', 'cases: 1')).code, 'signature');
  const lines = seal.split('\n');
  lines.splice(lines.findIndex((line) => line.startsWith(history.case.reference)), 1);
  assert.equal(verifier.compare(copy(), lines.join('\n')).code, 'list');
});

test('details that were lawfully destroyed leave a history that holds, and others do not', () => {
  const verifier = calculations();
  const erased = copy();
  const sha = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest('hex');
  const payload = JSON.stringify({ what: 'record', events: [erased.events[1].hashed.id] });
  const last = erased.events.at(-1);
  const hashed = { ...last.hashed, id: 'erasure', seq: last.hashed.seq + 1, kind: 'erase', payload_digest: sha(Buffer.from('00', 'hex'), Buffer.from(payload)) };
  const hash = sha(Buffer.from(last.hash, 'hex'), Buffer.from(verifier.canonical(hashed)));
  erased.events.push({ hashed, prev_hash: last.hash, hash, salt: '00', payload });
  Object.assign(erased.case, { head_seq: erased.events.length, head_hash: hash });
  Object.assign(erased.events[1], { payload: null, salt: null });
  assert.equal(verifier.verify(erased).broken, null);
  assert.equal(verifier.verify(erased).states[1], 'erased');
  Object.assign(erased.events[2], { payload: null, salt: null });
  assert.deepEqual({ ...verifier.verify(erased).broken }, { code: 'payload-gone', seq: 3 });
});

for (const width of WIDTHS) {
  test(`the exported page says in both languages, without a network, that the history holds or where it breaks, ${width}px`, async () => {
    await visit({ width, offline: true }, async (page) => {
      await page.goto(pathToFileURL(join(folder, `${history.case.reference}.html`)).href);
      await page.getByRole('heading', { level: 2, name: 'The history holds' }).waitFor();
      await page.getByText(`the sealed history of ${history.events.length} events is the one in this export`).waitFor();
      await assertAccessible(page, 'the verifier');
      await page.getByRole('button', { name: 'Español' }).click();
      await page.getByRole('heading', { level: 2, name: 'El historial está íntegro' }).waitFor();
      await assertAccessible(page, 'the verifier in Spanish');
      await page.getByRole('button', { name: 'English' }).click();

      const cheated = copy();
      cheated.events[2].payload = cheated.events[2].payload.replace('Second', 'Other');
      const drop = (name, text) => page.setInputFiles('#files', { name, mimeType: 'text/plain', buffer: Buffer.from(text) });
      await drop('cheated.json', JSON.stringify(cheated));
      await page.getByRole('heading', { level: 2, name: 'The history was changed' }).waitFor();
      await page.getByText('The details of event 3 were changed.').waitFor();
      await assertAccessible(page, 'the verifier with a fault');

      await drop('whole.json', JSON.stringify(history));
      await page.getByRole('heading', { level: 2, name: 'The history holds' }).waitFor();
      await drop('seal.txt', readFileSync(sealFile, 'utf8').replace('cases: ', 'cases: 1'));
      await page.getByText('The signature is wrong').first().waitFor();
      await drop('photo.json', 'not a history');
      await page.getByRole('heading', { level: 2, name: 'This file is not an export' }).waitFor();
    });
  });
}

test('a supervisor looks at who read a case, verifies it, and takes away a page that proves it', async () => {
  const { page, codes, forgive, finish } = await colleague('supervisor', 'Noor Whitfield');
  await page.goto(`/staff/cases/${history.case.reference}/audit`);
  await page.getByRole('heading', { level: 1, name: history.case.reference }).waitFor();
  await page.getByText('opened this page').first().waitFor();
  await assertAccessible(page, 'the audit sheet');
  await page.getByRole('button', { name: 'Verify now' }).click();
  await page.getByText(`The history holds: ${history.events.length} events`).first().waitFor();
  const download = page.waitForEvent('download', { timeout: 60_000 });
  await page.getByRole('link', { name: 'Export with verifier' }).click();
  await prove(page, codes);
  const taken = join(folder, 'taken.html');
  await (await download).saveAs(taken);
  await page.goto(pathToFileURL(taken).href);
  await page.getByRole('heading', { level: 2, name: 'The history holds' }).waitFor();
  await page.getByText('export', { exact: true }).waitFor();
  forgive();
  await finish();
});
