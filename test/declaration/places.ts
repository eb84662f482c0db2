import type { ReaderParts } from '../../src/declaration/index.ts';
import type { Candidate, Resolution } from '../../src/regions/index.ts';
import { parseRegion, type RegionCode } from '../../src/regions/index.ts';

/** A small county of our own, so that these tests depend on no gazetteer. */
const TOWNSHIPS: Record<string, [string, string[]]> = {
  '411024102': ['马栏镇', ['马栏村', '大马村', '石佛村']],
  '411024104': ['望田镇', ['五里岗村', '屯沟村', '大马村', '刘庄村']],
  '411024201': ['马坊乡', ['前步村', '孙庄村']],
};
const OUTSIDE: Record<string, string> = { 长葛: '长葛市', 石固镇: '长葛市石固镇', 扶沟: '扶沟县' };

interface Named {
  code: RegionCode;
  name: string;
}

function villagesOf(township: string): Named[] {
  const names = TOWNSHIPS[township]?.[1] ?? [];
  return names.map((name, i) => ({ code: parseRegion(`${township}${201 + i}`), name }));
}

const ALL: (Named & { short: string; full: string })[] = Object.entries(TOWNSHIPS).flatMap(
  ([code, [name]]) => [
    { code: parseRegion(code), name, short: name.replace(/[镇乡]$/, ''), full: name },
    ...villagesOf(code).map((village) => ({
      ...village,
      short: village.name.replace(/村$/, ''),
      full: `${name}${village.name}`,
    })),
  ],
);

function resolveText(text: string): Resolution {
  const outside = Object.keys(OUTSIDE).find((name) => text.includes(name));
  if (outside !== undefined) {
    return {
      status: 'outside',
      township: null,
      village: null,
      candidates: [],
      outsideName: OUTSIDE[outside] ?? '',
    };
  }
  const township = ALL.find(({ code, short }) => code.length === 9 && text.includes(short));
  const villages = ALL.filter(
    ({ code, short }) =>
      code.length === 12 &&
      text.includes(short) &&
      (township === undefined || code.startsWith(township.code)),
  );
  const [village, ...others] = villages.filter(
    ({ short, code }) =>
      township === undefined ||
      short !== township.short ||
      text.includes(`${township.short}镇${short}`) ||
      !code,
  );
  if (village !== undefined && others.length > 0) {
    const candidates: Candidate[] = [village, ...others].map(({ code, full }) => ({
      code,
      name: full,
      score: 0.5,
    }));
    return { status: 'ambiguous', township: null, village: null, candidates };
  }
  const found = village ?? township;
  if (found === undefined) return { status: 'unresolved', township: null, village: null, candidates: [] };
  return {
    status: 'resolved',
    township: found.code.slice(0, 9) as RegionCode,
    village: found.code.length === 12 ? found.code : null,
    candidates: [],
  };
}

export const PLACES: ReaderParts['places'] = {
  resolve: ({ address = '' }) => resolveText(address),
  findIn: (text) => {
    const named =
      /(?:马栏|望田|马坊)[镇乡]?(?:(?:五里岗|屯沟|大马|刘庄|石佛|前步|孙庄)村?(?:\d+组)?)?|(?:五里岗|屯沟|大马|刘庄|石佛|前步|孙庄)村?|长葛市?|扶沟县?/.exec(
        text,
      );
    if (named === null) return undefined;
    return { resolution: resolveText(named[0]), start: named.index, end: named.index + named[0].length };
  },
};

export const GAZETTEER: ReaderParts['gazetteer'] = {
  counties: () => [{ code: parseRegion('411024'), name: '鄢陵县' }],
  place: (code) => ALL.find((place) => place.code === code),
  townshipsOf: (county) => ALL.filter(({ code }) => code.length === 9 && code.startsWith(county)),
  villagesOf,
};
