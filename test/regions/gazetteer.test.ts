import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  EntryCodes,
  Gazetteer,
  GazetteerError,
  parseRegion,
  type RegionCode,
} from '../../src/regions/index.ts';
import { entries, gazetteer } from './places-served.ts';

describe('gazetteer', () => {
  it('knows the counties served and their townships in code order', () => {
    const counties = gazetteer.counties();
    expect(counties).toContainEqual({ code: '411024', name: '鄢陵县' });
    expect(counties.filter(({ code }) => code.startsWith('4113')).length).toBeGreaterThan(12);
    const townships = gazetteer.townshipsOf(parseRegion('411024'));
    expect(townships).toHaveLength(12);
    expect(townships[4]).toEqual({ code: '411024104', name: '望田镇' });
    expect(gazetteer.villagesOf(parseRegion('411024104'))).toHaveLength(30);
    expect(gazetteer.place(parseRegion('411024104213'))?.name).toBe('蔺庄村委会');
  });

  it('does not serve a county of which it knows only the townships', () => {
    expect(gazetteer.knows(parseRegion('411024'))).toBe(true);
    expect(gazetteer.knows(parseRegion('411082'))).toBe(false);
    expect(gazetteer.townshipsNamed('坡胡镇')).toEqual(['411082101']);
    expect(gazetteer.townshipsOf(parseRegion('411082'))).toEqual([]);
    expect(gazetteer.place(parseRegion('411082101'))).toBeUndefined();
  });

  it('gives lists that a caller may change', () => {
    gazetteer.townshipsOf(parseRegion('411024')).length = 0;
    expect(gazetteer.townshipsOf(parseRegion('411024'))).toHaveLength(12);
  });

  it('every village lies in a township of a county, no placeholder among them', () => {
    for (const county of gazetteer.counties()) {
      for (const township of gazetteer.townshipsOf(county.code)) {
        expect(township.code.startsWith(county.code)).toBe(true);
        for (const village of gazetteer.villagesOf(township.code)) {
          expect(village.code.startsWith(township.code)).toBe(true);
          expect(village.name).not.toMatch(/虚拟|^$/);
        }
      }
    }
  });

  it('reads files as an editor may leave them, and says in Chinese what is missing', () => {
    const folder = mkdtempSync(join(tmpdir(), 'gazetteer-'));
    expect(() => Gazetteer.load(folder)).toThrow(GazetteerError);
    writeFileSync(
      join(folder, '999.csv'),
      '\ufeffcode,name\r\n411024,鄢陵县\r\n411024104,望田镇\r\n411024104213,蔺庄村委会',
    );
    const small = Gazetteer.load(folder);
    expect(small.counties()).toEqual([{ code: '411024', name: '鄢陵县' }]);
    expect(small.villagesOf(parseRegion('411024104'))).toEqual([
      { code: '411024104213', name: '蔺庄村委会' },
    ]);
    rmSync(folder, { recursive: true });
    expect(() => Gazetteer.load(folder)).toThrow(`读不到地名库文件夹 ${folder}`);
  });
});

describe('entry codes', () => {
  const village = '411024104213' as RegionCode;

  it('fit a Telegram start parameter and give their village back', () => {
    const code = entries.sign(village);
    expect(code).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
    expect(entries.verify(code)).toBe(village);
    expect(entries.verify(` ${code}\n`)).toBe(village);
  });

  it.each([
    ['another village', (code: string) => code.replace('213', '214')],
    ['a changed signature', (code: string) => code.slice(0, -1) + (code.endsWith('A') ? 'B' : 'A')],
    ['a cut one', (code: string) => code.slice(0, -1)],
    ['a longer one', (code: string) => `${code}A`],
    ['the bare village', () => '411024104213'],
    ['nothing', () => ''],
  ])('are refused with %s', (_, change) => {
    expect(entries.verify(change(entries.sign(village)))).toBeUndefined();
  });

  it('are void under another secret', () => {
    expect(new EntryCodes('another secret of tests').verify(entries.sign(village))).toBeUndefined();
  });

  it('are for villages only, under a secret of some length', () => {
    expect(() => entries.sign('411024104' as RegionCode)).toThrow(RangeError);
    expect(() => new EntryCodes('short')).toThrow(RangeError);
  });
});
