import { inflateSync } from 'node:zlib';
import { getMeta } from 'unpdf';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeDigest, periodOf, placeNames } from '../../src/digest/index.ts';
import { MonthlyChecks, Register } from '../../src/register/index.ts';
import { readWorkbook } from '../../src/sheets/index.ts';
import { BAILIANG, parts, WANG, WANGTIAN, YANLING } from '../casework/world.ts';
import { must, type Office, openOffice, pagesOf, SECRETS, toNotice, toObjection } from './printing.ts';

/** Parts by which a value would still be recognised. */
const VALUES = [
  ...Object.values(SECRETS),
  SECRETS.idNumber.slice(-6),
  SECRETS.idNumber.slice(6, 14),
  SECRETS.phone.slice(-8),
  SECRETS.account.slice(-8),
  '6228 4804',
  '癌',
  '漏雨',
];

/** A PDF as anybody could take it apart: all of its streams unpacked, beside the bytes as they are. */
function takenApart(pdf: Uint8Array): Buffer {
  const bytes = Buffer.from(pdf);
  const parts = [bytes];
  for (let at = bytes.indexOf('stream\n'); at >= 0; at = bytes.indexOf('stream\n', at + 7)) {
    const end = bytes.indexOf('\nendstream', at);
    if (bytes.subarray(at - 3, at).toString() === 'end' || end < 0) continue;
    try {
      parts.push(inflateSync(bytes.subarray(at + 7, end)));
    } catch {
      // Not every stream is packed.
    }
  }
  return Buffer.concat(parts);
}

/** A value in each form that a PDF may hold text in. */
function formsOf(value: string): Buffer[] {
  const wide = Buffer.from(value, 'utf16le').swap16();
  const hex = wide.toString('hex');
  return [
    Buffer.from(value, 'utf8'),
    wide,
    Buffer.from(value, 'utf16le'),
    Buffer.from(hex),
    Buffer.from(hex.toUpperCase()),
  ];
}

describe('what leaves the file of a household', () => {
  let office: Office;
  let receipt: string;
  let notice: Uint8Array;

  beforeAll(async () => {
    office = await openOffice();
    receipt = await toNotice(office);
    const { world, records, village } = office;
    const gathered = must(await world.do((unit) => records.notice(unit, village, {})));
    expect(JSON.stringify(gathered.content)).toContain('王建国');
    notice = await records.drawNotice(gathered.content);
    await toObjection(office, receipt);
  }, 30_000);

  test('a public notice holds none of it: not in its text, not in its bytes, not in its metadata', async () => {
    const text = (await pagesOf(notice)).join('');
    expect(text).toContain('王建国');
    const bytes = takenApart(notice);
    // Taking it apart finds what is there: letters are kept by their code.
    expect(bytes.includes('<738b>')).toBe(true);
    for (const value of VALUES) {
      expect(text).not.toContain(value.replace(/\s/g, ''));
      // One letter's code stands in any hash: of those the map of letters tells.
      const forms = [...value].length > 2 ? formsOf(value) : [];
      for (const form of forms) expect(bytes.includes(form), value).toBe(false);
    }
    for (const letter of '癌漏雨乳腺借亲戚赵五孙') {
      const code = letter.charCodeAt(0).toString(16);
      expect(bytes.includes(`<${code}>`), letter).toBe(false);
    }
    const { info, metadata } = await getMeta(new Uint8Array(notice));
    expect(metadata).toEqual({});
    expect(info).toMatchObject({ Title: '公示', Creator: '一码通助手', Producer: 'pdfkit' });
    expect(JSON.stringify(info)).not.toContain('王建国');
    expect(JSON.stringify(info)).not.toContain(receipt);
  });

  test('neither do the digest and what another township sees', async () => {
    const { world, records } = office;
    const digest = await world.do((unit) =>
      makeDigest(
        unit.db,
        { region: YANLING, period: periodOf('month', '2026-11-30') },
        {
          calendar: parts.calendar,
          place: placeNames(parts.gazetteer, parts.divisions),
          today: '2026-11-30',
        },
      ),
    );
    const stranger = await world.staff('外镇干部', 'township', BAILIANG);
    const { casework, storage } = world;
    const register = new Register({ ...parts, checks: MonthlyChecks.load('corpus/checks') });
    // A household of the stranger's own, so that there is something to take out.
    await world.declared(await world.chat('白梁人'), {
      ...WANG,
      name: '白大成',
      idNumber: '411024195603123415',
      phone: '13903740099',
      place: { township: BAILIANG, village: null, text: '柏梁镇', how: 'picked' },
    });
    const exported = must(await register.exportSheet(storage, stranger, BAILIANG));
    expect(exported.households).toBe(1);
    expect(await register.exportSheet(storage, stranger, WANGTIAN)).toEqual({
      ok: false,
      reason: 'not-found',
    });
    const seen = [
      readWorkbook(exported.bytes),
      digest,
      await world.do((unit) => casework.queue(unit, stranger, { all: true })),
      await world.do((unit) => casework.open(unit, stranger, receipt, 'export')),
      await world.do((unit) => records.file(unit, stranger, receipt)),
      await world.do((unit) => records.notice(unit, stranger, { refs: [receipt] })),
      await world.do((unit) => records.notice(unit, stranger, {})),
      await world.audit(`staff:${stranger.id}`),
    ];
    const all = JSON.stringify(seen);
    expect(all).toContain('白大成');
    for (const value of [...VALUES, '王建国', receipt]) {
      // Causes are figures of the digest.
      if (value !== SECRETS.cause) expect(all).not.toContain(value);
    }
  });
});
