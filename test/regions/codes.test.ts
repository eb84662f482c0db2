import { describe, expect, it } from 'vitest';
import { ancestors, binds, InvalidRegionError, NATION, parseRegion } from '../../src/regions/index.ts';

const LEVELS = [2, 4, 6, 9, 12];

/** Codes of every level, none ending in a whole level of zeros, by a small generator that repeats itself. */
function sampleCodes(count: number): string[] {
  let seed = 20230529;
  const next = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * below);
  };
  const part = (digits: number) => String(1 + next(10 ** digits - 1)).padStart(digits, '0');
  return Array.from({ length: count }, () => {
    const whole = `${1 + next(8)}${next(10)}${part(2)}${part(2)}${part(3)}${part(3)}`;
    return whole.slice(0, LEVELS[next(LEVELS.length)]);
  });
}

describe('a division code', () => {
  it.each([
    ['411300', '4113', 'Nanyang as printed in official tables'],
    ['4113', '4113', 'Nanyang, short'],
    ['411300000000', '4113', 'Nanyang in twelve digits'],
    ['411024', '411024', 'Yanling county'],
    ['411024000', '411024', 'Yanling county in nine digits'],
    ['411024102000', '411024102', 'a township in twelve digits'],
    ['411024102', '411024102', 'a township'],
    ['411024102201', '411024102201', 'a village'],
    ['410000', '41', 'a province as printed'],
    ['41', '41', 'a province, short'],
    ['411000', '4110', 'a prefecture whose own digits end in zero'],
    ['411', '4110', 'the same with every zero cut off'],
    ['431', '4310', 'another with every zero cut off'],
    [' 411024 ', '411024', 'with blanks round it'],
  ])('%s is %s: %s', (printed, code) => {
    expect(parseRegion(printed)).toBe(code);
  });

  it.each(['0', '00', '000000'])('%s is the nation', (printed) => {
    expect(parseRegion(printed)).toBe(NATION);
  });

  it.each([
    '',
    ' ',
    '4',
    '鄢陵',
    '41x024',
    '-411024',
    '41.1024',
    '４１１０２４',
    '041102',
    '911024',
    '4110241022011',
  ])('refuses “%s” and says what a code looks like', (printed) => {
    expect(() => parseRegion(printed)).toThrow(InvalidRegionError);
    expect(() => parseRegion(printed)).toThrow(/2 到 12 位数字/);
  });

  it('does not repeat a long wrong input in its message', () => {
    let message = '';
    try {
      parseRegion('9'.repeat(5000));
    } catch (error) {
      message = error instanceof Error ? error.message : '';
    }
    expect(message).toMatch(/2 到 12 位数字/);
    expect(message.length).toBeLessThan(100);
  });

  it('means the same with any number of trailing zeros up to twelve digits, and reading it again changes nothing', () => {
    for (const code of sampleCodes(500)) {
      for (const level of LEVELS.filter((l) => l >= code.length)) {
        const read = parseRegion(code.padEnd(level, '0'));
        expect(read, code.padEnd(level, '0')).toBe(code);
        expect(parseRegion(read)).toBe(read);
      }
    }
  });
});

describe('which documents bind whom', () => {
  const central = parseRegion('0');
  const nanyang = parseRegion('411300');
  const yanling = parseRegion('411024');

  it('central documents bind everywhere, also an asker whose place is unknown', () => {
    for (const region of ['0', '41', '411300', '411024', '411024102201', '650000']) {
      expect(binds(central, parseRegion(region)), region).toBe(true);
    }
  });

  it("Nanyang's bind its counties, townships and villages", () => {
    for (const region of ['411300', '411326', '411326000000', '411326102', '411326102201']) {
      expect(binds(nanyang, parseRegion(region)), region).toBe(true);
    }
  });

  it("Nanyang's bind neither Yanling nor another prefecture nor the province", () => {
    for (const region of ['411024', '411000', '410000', '360700', '0']) {
      expect(binds(nanyang, parseRegion(region)), region).toBe(false);
    }
  });

  it("a township is bound by its county's and not by the neighbouring county's", () => {
    expect(binds(yanling, parseRegion('411024102'))).toBe(true);
    expect(binds(yanling, parseRegion('411025102'))).toBe(false);
  });

  it("a county's document does not bind its prefecture, a township's not its county", () => {
    expect(binds(yanling, parseRegion('411000'))).toBe(false);
    expect(binds(parseRegion('411024102'), yanling)).toBe(false);
  });

  it('a document binds exactly the division itself and what has it among its ancestors', () => {
    const codes = sampleCodes(60).map(parseRegion);
    for (const jurisdiction of codes) {
      expect(binds(jurisdiction, jurisdiction)).toBe(true);
      for (const region of codes) {
        expect(binds(jurisdiction, region), `${jurisdiction} → ${region}`).toBe(
          ancestors(region).includes(jurisdiction),
        );
        if (binds(jurisdiction, region) && binds(region, jurisdiction)) expect(region).toBe(jurisdiction);
      }
    }
  });
});

describe('the divisions above one', () => {
  it('come nearest first, itself included, without the nation', () => {
    expect(ancestors(parseRegion('411024102201'))).toEqual([
      '411024102201',
      '411024102',
      '411024',
      '4110',
      '41',
    ]);
    expect(ancestors(parseRegion('41'))).toEqual(['41']);
    expect(ancestors(NATION)).toEqual([]);
  });

  it('bind everybody below them', () => {
    for (const code of sampleCodes(200).map(parseRegion)) {
      const above = ancestors(code);
      expect(above[0]).toBe(code);
      for (const division of above) expect(binds(division, code), `${division} → ${code}`).toBe(true);
    }
  });
});
