import { describe, expect, it } from 'vitest';
import { parseRegion, type RegionCode, type Resolution, villageName } from '../../src/regions/index.ts';
import { HARD_ADDRESSES } from './hard-addresses.ts';
import {
  BENCHMARK,
  divisions,
  entries,
  gazetteer,
  namesOf,
  resolve,
  resolver,
  shown,
} from './places-served.ts';

describe('addresses as people say and write them', () => {
  it.each(HARD_ADDRESSES)('%s %s → %s', (county, address, where) => {
    const expected = where.startsWith('?') ? `?${where.slice(1).split(' ').sort().join(' ')}` : where;
    expect(shown(resolve(county, address))).toBe(expected);
  });

  it('says whose a place elsewhere is', () => {
    expect(resolve('411024', '长葛市坡胡镇')).toMatchObject({
      status: 'outside',
      outsideName: '河南省许昌市长葛市',
    });
    expect(resolve('411024', '荆紫关镇')).toMatchObject({ outsideName: '河南省南阳市淅川县' });
    expect(resolve('411024', '深圳市宝安区')).toMatchObject({ outsideName: '广东省深圳市宝安区' });
  });

  it('scores from 0 to 1, the sure above the unsure', () => {
    const score = (address: string) => resolve('411024', address).candidates[0]?.score ?? 0;
    expect(score('望田镇蔺庄村')).toBe(1);
    expect(score('蔺庄')).toBeLessThan(1);
    expect(score('林庄村')).toBeLessThan(score('蔺庄'));
    expect(score('胡庄村')).toBeLessThan(score('林庄村'));
  });
});

/** Each village of the four counties with what may be written of it. */
const villages = BENCHMARK.flatMap((county) =>
  gazetteer.townshipsOf(county).flatMap((township) =>
    gazetteer.villagesOf(township.code).map((village) => ({
      county,
      township,
      village,
      full: divisions.fullNameOf(county),
      short: township.name.replace(/(街道|镇|乡)$/, ''),
      name: villageName(village.name),
    })),
  ),
);

/** The addresses that are not resolved to their own township. */
function failures(addressOf: (village: (typeof villages)[number]) => string): string[] {
  return villages
    .filter((each) => resolve(each.county, addressOf(each)).township !== each.township.code)
    .map(addressOf);
}

describe('every village of the four counties', () => {
  it('has more than a thousand of them', () => {
    expect(villages.length).toBeGreaterThan(1200);
  });

  it.each<[string, (v: (typeof villages)[number]) => string]>([
    ['in full with group and number', (v) => `${v.full}${v.township.name}${v.name}3组12号`],
    ['by official names', (v) => `${v.full}${v.township.name}${v.village.name}`],
    ['without the province', (v) => `${divisions.nameOf(v.county)}${v.township.name}${v.name}`],
    ['with spaces and full-width digits', (v) => `${v.full} ${v.township.name} ${v.name} ３组`],
    ['as said', (v) => `俺家住${v.township.name}${v.name}东头`],
  ])('is found %s', (_, addressOf) => {
    expect(failures(addressOf)).toEqual([]);
  });

  it('is found without the words of the kind; 新宾, the county too, is asked about where two have the village', () => {
    const failed = failures((v) => `${v.short}${v.name}`);
    expect(failed.filter((address) => !address.startsWith('新宾'))).toEqual([]);
    expect(failed.map((address) => resolve('210422', address).status)).toEqual(failed.map(() => 'ambiguous'));
  });

  it('alone is resolved when one township has it, and never guessed when several have', () => {
    for (const { county, village, name } of villages) {
      const core = coreOf(village.name);
      const holders = new Set(
        villages
          .filter((other) => other.county === county && coreOf(other.village.name) === core)
          .map((other) => other.township.code),
      );
      const resolution = resolve(county, name);
      expect([name, resolution.status]).toEqual([name, holders.size === 1 ? 'resolved' : 'ambiguous']);
      expect(townshipsIn(resolution)).toEqual([...holders].sort());
    }
  });

  it('is not taken for one of ours when it lies in another county', () => {
    for (const county of BENCHMARK) {
      for (const other of villages.filter((each) => each.county !== county)) {
        const written = `${other.full}${other.township.name}${other.name}`;
        expect([county, written, resolve(county, written).status]).toEqual([county, written, 'outside']);
      }
    }
  });
});

function coreOf(name: string): string {
  return name.replace(/村?(社区居民委员会|社区居委会|村民委员会|居民委员会|村委会|居委会|社区)$/, '');
}

function townshipsIn(resolution: Resolution): string[] {
  return [...new Set(resolution.candidates.map((candidate) => candidate.code.slice(0, 9)))].sort();
}

describe('what is given beside the address', () => {
  const county = parseRegion('411024');
  const village = '411024104213';

  it.each([village, entries.sign(village as RegionCode), ` ${village} `])(
    'a code goes before it: %s',
    (given) => {
      const resolution = resolver.resolve({ county, address: '大马镇', village: given });
      expect(resolution).toMatchObject({ status: 'resolved', township: '411024104', village });
      expect(namesOf(resolution)).toEqual(['望田镇蔺庄村']);
    },
  );

  it('a township picked is a township', () => {
    expect(resolver.resolve({ county, village: '411024104' })).toMatchObject({
      township: '411024104',
      village: null,
    });
  });

  it('a code that is not of the county is outside; one of a village that is not known still has its township', () => {
    expect(resolver.resolve({ county, village: '411326105214' })).toMatchObject({
      status: 'outside',
      outsideName: '河南省南阳市淅川县',
    });
    expect(resolver.resolve({ county, village: '411024104999' })).toMatchObject({
      township: '411024104',
      village: null,
    });
    expect(resolver.resolve({ county, village: '411024999001' }).status).toBe('unresolved');
  });

  it('a forged entry code is nothing, and the address counts', () => {
    const forged = `${entries.sign(village as RegionCode).slice(0, -1)}_`;
    expect(resolver.resolve({ county, village: forged }).status).toBe('unresolved');
    expect(resolver.resolve({ county, address: '大马镇', village: forged }).township).toBe('411024105');
  });

  it('a name is read with the address', () => {
    expect(shown(resolver.resolve({ county, address: '望田镇', village: '蔺庄' }))).toBe('望田镇/蔺庄村');
    expect(shown(resolver.resolve({ county, village: '蔺庄村' }))).toBe('望田镇/蔺庄村');
  });

  it.each(['', '   ', '？？', '😀', '\n'])('nothing is unresolved: %j', (address) => {
    expect(resolver.resolve({ county, address })).toEqual({
      status: 'unresolved',
      township: null,
      village: null,
      candidates: [],
    });
  });

  it('a very long text is read in time', () => {
    expect(resolve('411024', '望田镇'.repeat(20_000)).township).toBe('411024104');
  });
});

describe('a whole prefecture served', () => {
  it('asks when several counties have the township, and not when the county is named', () => {
    const asked = resolve('4113', '城关镇');
    expect(asked.status).toBe('ambiguous');
    expect(namesOf(asked)).toEqual(['南召县城关镇', '内乡县城关镇', '桐柏县城关镇']);
    expect(resolve('411300', '内乡县城关镇').township).toBe('411325100');
    expect(resolve('4113', '桐柏城关').township).toBe('411330100');
  });

  it('knows each of its counties, and places elsewhere', () => {
    expect(resolve('4113', '荆紫关镇').township).toBe('411326101');
    expect(resolve('4113', '南康市唐江镇').status).toBe('outside');
    expect(resolve('3607', '南康市唐江镇').township?.slice(0, 6)).toBe('360703');
    expect(resolve('3607', '赣县梅林镇').township?.slice(0, 6)).toBe('360704');
  });

  it('a county without a gazetteer resolves nothing and breaks nothing', () => {
    expect(resolve('110101', '望田镇').status).toBe('outside');
    expect(resolve('110101', '东华门').status).toBe('unresolved');
  });
});
