import type { RegionCode } from './code.ts';
import type { Divisions } from './divisions.ts';
import type { Gazetteer } from './gazetteer.ts';
import { villageName } from './place-names.ts';

/** A township or village that may be meant, with a score from 0 to 1. */
export interface Candidate {
  code: RegionCode;
  /** 望田镇, or 望田镇蔺庄村; with its county where a whole prefecture is served. */
  name: string;
  score: number;
}

/** Where an address lies. Custody follows the township, so `resolved` always has one; nothing is ever guessed. */
export type Resolution =
  | { status: 'resolved'; township: RegionCode; village: RegionCode | null; candidates: Candidate[] }
  | {
      status: 'ambiguous' | 'outside' | 'unresolved';
      township: null;
      village: null;
      candidates: Candidate[];
      /** Whose place it is (许昌市长葛市), with `outside`. */
      outsideName?: string;
    };

/** Writes resolutions in one place, with the names of their candidates. */
export class Outcomes {
  readonly #gazetteer: Gazetteer;
  readonly #divisions: Divisions;
  readonly #area: RegionCode;

  /** @param area the county or prefecture served */
  constructor(gazetteer: Gazetteer, divisions: Divisions, area: RegionCode) {
    this.#gazetteer = gazetteer;
    this.#divisions = divisions;
    this.#area = area;
  }

  resolved(
    township: RegionCode,
    village: RegionCode | null,
    score: number,
    others: readonly RegionCode[] = [],
  ) {
    const chosen = village ?? township;
    const codes = [chosen, ...others.filter((code) => code !== chosen)];
    const candidates = codes.map((code, index) => this.#candidate(code, index === 0 ? score : score / 2));
    return { status: 'resolved', township, village, candidates } as const satisfies Resolution;
  }

  ambiguous(codes: readonly RegionCode[], score: number): Resolution {
    const distinct = [...new Set(codes)].sort();
    const candidates = distinct.map((code) => this.#candidate(code, score));
    return { status: 'ambiguous', township: null, village: null, candidates };
  }

  /** Both of two places that are as likely: the nearer where one lies in the other, else they are asked about. */
  either(one: Resolution, other: Resolution): Resolution {
    if (one.status === 'outside' || other.status === 'outside') return one.status === 'outside' ? other : one;
    if (one.status === 'resolved' && one.township === other.township) {
      return one.village === null ? other : one;
    }
    const codes = [...one.candidates, ...other.candidates].map(({ code }) => code);
    const townships = new Set(codes.map((code) => code.slice(0, TOWNSHIP_DIGITS)));
    const isNarrowed =
      one.status === 'resolved' && other.status === 'ambiguous' && covers(other, one.township);
    if (isNarrowed || townships.size === 1) return one;
    if (one.status === 'ambiguous' && other.status === 'resolved' && covers(one, other.township))
      return other;
    return this.ambiguous(
      codes,
      Math.min(...[...one.candidates, ...other.candidates].map(({ score }) => score)),
    );
  }

  outside(code: RegionCode | undefined): Resolution {
    const name = code === undefined ? {} : { outsideName: this.#divisions.fullNameOf(code) };
    return { status: 'outside', township: null, village: null, candidates: [], ...name };
  }

  unresolved(): Resolution {
    return { status: 'unresolved', township: null, village: null, candidates: [] };
  }

  #candidate(code: RegionCode, score: number): Candidate {
    const township = this.#gazetteer.place(code.slice(0, TOWNSHIP_DIGITS) as RegionCode);
    const village = code.length > TOWNSHIP_DIGITS ? this.#gazetteer.place(code) : undefined;
    const county = this.#area.length < 6 ? this.#divisions.nameOf(code.slice(0, 6) as RegionCode) : '';
    const own = village === undefined ? '' : villageName(village.name);
    return { code, name: `${county}${township?.name ?? ''}${own}`, score: Math.round(score * 100) / 100 };
  }
}

const TOWNSHIP_DIGITS = 9;

function covers({ candidates }: Resolution, township: RegionCode): boolean {
  return candidates.some(({ code }) => code.startsWith(township));
}
