import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkId,
  describeId,
  findReceipt,
  maskId,
  maskPhone,
  perCapita,
  readReceipt,
  receiptNumber,
} from '../../src/declaration/index.ts';
import { NOW, readAt } from './reading.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/** A valid number, by the standard's own table rather than by the code under test. */
function idOf(area: string, birth: string, order: string): string {
  const body = area + birth + order;
  const sum = [...body].reduce((total, digit, i) => total + Number(digit) * (WEIGHTS[i] ?? 0), 0);
  return body + '10X98765432'.charAt(sum % 11);
}

const ids = fc
  .record({
    area: fc.constantFrom('411024', '360734', '210422', '411326'),
    day: fc.date({ min: new Date('1920-01-01'), max: new Date('2026-01-01'), noInvalidDate: true }),
    order: fc.integer({ min: 1, max: 995 }),
  })
  .map(({ area, day, order }) =>
    idOf(area, day.toISOString().slice(0, 10).replaceAll('-', ''), String(order).padStart(3, '0')),
  );

describe('ID numbers', () => {
  it('valid ones are taken, in any spelling', () => {
    fc.assert(
      fc.property(ids, fc.constantFrom('', ' ', '-'), (id, gap) => {
        const written = `${id.slice(0, 6)}${gap}${id.slice(6, 14)}${gap}${id.slice(14)}`;
        expect(readAt('id_number', written.toLowerCase()).found.idNumber).toBe(id);
      }),
    );
  });

  it('every single wrong character is noticed', () => {
    fc.assert(
      fc.property(ids, fc.integer({ min: 0, max: 17 }), fc.integer({ min: 1, max: 9 }), (id, at, by) => {
        const digit = id.charAt(at) === 'X' ? 0 : (Number(id.charAt(at)) + by) % 10;
        const wrong = `${id.slice(0, at)}${digit}${id.slice(at + 1)}`;
        expect(checkId(wrong, NOW)).toHaveProperty('problem');
      }),
    );
  });

  it('an old one of 15 digits is the same person', () => {
    fc.assert(
      fc.property(ids, (id) => {
        fc.pre(id.slice(6, 8) === '19');
        const old = id.slice(0, 6) + id.slice(8, 17);
        expect(checkId(old, NOW)).toEqual({ id, converted: true });
      }),
    );
  });

  it.each([
    ['411024195203160014', '1952-03-16', 74, '男'],
    ['411024196407052546', '1964-07-05', 62, '女'],
    [idOf('411024', '20121122', '001'), '2012-11-22', 14, '男'],
    [idOf('411024', '20121123', '002'), '2012-11-23', 13, '女'],
  ])('tell birth, age and sex: %s', (id, birth, age, sex) => {
    expect(describeId(id, NOW)).toEqual({ birth, age, sex });
  });

  it('each fault has its own plain words', () => {
    const faults = [
      '41102419520316OO14',
      '411024195203160015',
      '411024195213320018',
      '411024203303160019',
      '411024189012310023',
      '991024195203160017',
      '41102419520316001',
    ];
    const texts = faults.map((text) => readAt('id_number', text).problem?.text ?? '');
    expect(new Set(texts).size).toBe(faults.length);
    for (const text of texts) expect(text).toMatch(/^(?:身份证|按这个身份证)/);
  });

  it('29 February is a birthday in leap years only', () => {
    expect(checkId(idOf('411024', '20000229', '001'), NOW)).toHaveProperty('id');
    expect(checkId(idOf('411024', '20010229', '001'), NOW)).toEqual({ problem: 'id-birth' });
  });
});

describe('telephones', () => {
  const mobiles = fc
    .tuple(fc.integer({ min: 3, max: 9 }), fc.integer({ min: 0, max: 999_999_999 }))
    .map(([second, rest]) => `1${second}${String(rest).padStart(9, '0')}`);

  it('are read in any spelling', () => {
    const spell = fc.constantFrom<(phone: string) => string>(
      (phone) => phone,
      (phone) => `${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`,
      (phone) => `${phone.slice(0, 3)}-${phone.slice(3, 7)}-${phone.slice(7)}`,
      (phone) => `+86 ${phone}`,
      (phone) => `电话：${phone}`,
      (phone) => phone.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
      (phone) => phone.replace(/\d/g, (digit) => '零一二三四五六七八九'.charAt(Number(digit))),
    );
    fc.assert(
      fc.property(mobiles, spell, (phone, spelling) => {
        expect(readAt('phone', spelling(phone)).found.phone).toBe(phone);
      }),
    );
  });

  it('one digit too few or too many is said, never mended', () => {
    fc.assert(
      fc.property(mobiles, fc.boolean(), (phone, isShort) => {
        const reading = readAt('phone', isShort ? phone.slice(0, 10) : `${phone}5`);
        expect(reading.found.phone).toBeUndefined();
        expect(reading.problem?.text).toContain('11 位');
      }),
    );
  });

  it('are masked', () => {
    expect(maskPhone('13803741234')).toBe('138****1234');
    expect(maskPhone('0374-7161234')).toBe('0374-***1234');
    expect(maskId('411024195203160014')).toBe('411024********0014');
  });
});

describe('receipt numbers', () => {
  const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
  const receipts = fc
    .array(fc.integer({ min: 0, max: 255 }), { minLength: 40, maxLength: 40 })
    .map((bytes) => {
      let at = 0;
      return receiptNumber((n) => Uint8Array.from({ length: n }, () => (bytes[at++] ?? at * 7) % 248));
    });
  const plain = (receipt: string) => receipt.replaceAll('-', '');

  it('have three groups of three, none of 0 O 1 I L', () => {
    fc.assert(
      fc.property(receipts, (receipt) => {
        expect(receipt).toMatch(/^[2-9A-HJKMNP-Z]{3}-[2-9A-HJKMNP-Z]{3}-[2-9A-HJKMNP-Z]{3}$/);
      }),
    );
  });

  it('are read in any spelling and inside a sentence', () => {
    fc.assert(
      fc.property(receipts, (receipt) => {
        const spellings = [
          receipt,
          receipt.toLowerCase(),
          plain(receipt),
          receipt.replaceAll('-', ' '),
          `我的回执是 ${receipt.toLowerCase().replaceAll('-', ' ')}，尾号1234`,
          receipt.replace(/[A-Z0-9]/g, (symbol) => String.fromCharCode(symbol.charCodeAt(0) + 0xfee0)),
          `查一下${plain(receipt)}到哪一步了`,
        ];
        for (const text of spellings) expect(readReceipt(text).receipt, text).toBe(receipt);
      }),
    );
  });

  it('every wrong character and every swap of neighbours is noticed', () => {
    fc.assert(
      fc.property(
        receipts,
        fc.integer({ min: 0, max: 8 }),
        fc.integer({ min: 1, max: 30 }),
        (receipt, at, by) => {
          const text = plain(receipt);
          const symbol = ALPHABET.charAt((ALPHABET.indexOf(text.charAt(at)) + by) % 31);
          expect(readReceipt(`${text.slice(0, at)}${symbol}${text.slice(at + 1)}`).receipt).toBeUndefined();
          const [one, two] = [text.charAt(at), text.charAt(at + 1)];
          if (two !== '' && one !== two) {
            expect(
              readReceipt(`${text.slice(0, at)}${two}${one}${text.slice(at + 2)}`).receipt,
            ).toBeUndefined();
          }
        },
      ),
    );
  });

  it('bytes beyond the last whole multiple of 31 are not used', () => {
    let calls = 0;
    const random = (n: number) => {
      calls += 1;
      return new Uint8Array(n).fill(calls === 1 ? 255 : 3);
    };
    expect(receiptNumber(random).slice(0, 3)).toBe('555');
    expect(calls).toBe(2);
  });

  it('a misread one is told apart from none', () => {
    expect(readReceipt('ABC-DEF-GHJ').problem ?? 'whole').toMatch(/check|whole/);
    expect(readReceipt('AOC-DEF-GHJ')).toEqual({ problem: 'check' });
    expect(readReceipt('查进度')).toEqual({ problem: 'form' });
    expect(findReceipt('我的电话是13803741234')).toBeUndefined();
  });

  it('the phone’s last four digits are found beside it', () => {
    fc.assert(
      fc.property(receipts, (receipt) => {
        for (const text of [
          `${receipt} 1234`,
          `回执${receipt}，手机尾号1234`,
          `${receipt}，13803741234`,
          `尾号1234 回执 ${receipt}`,
        ]) {
          expect(readReceipt(text), text).toEqual({ receipt, phoneTail: '1234' });
        }
      }),
    );
  });
});

describe('income a head', () => {
  it('is the sum of incomes over the members, rounded; spending is not taken off', () => {
    const income = { wage: 30_000, business: 5000, transfer: 2400, spending: 80_000 };
    expect(perCapita(income, { members: 5 })).toEqual({ total: 37_400, members: 5, perPerson: 7480 });
  });

  it('is unknown without members or without any income', () => {
    expect(perCapita({ wage: 1 }, undefined)).toBeUndefined();
    expect(perCapita({ wage: 1 }, { members: 0 })).toBeUndefined();
    expect(perCapita({ spending: 5 }, { members: 3 })).toBeUndefined();
    expect(perCapita(undefined, { members: 3 })).toBeUndefined();
  });
});
