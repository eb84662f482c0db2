import { type Applied, apply } from './apply.ts';
import type { Draft, StepId } from './draft.ts';
import type { Found } from './found.ts';
import type { FilledRead } from './reading/filled.ts';
import { NOTICE_VERSION } from './texts.ts';

/** The consent that was given on the device. */
interface ConsentThere {
  dataChecks: boolean;
  /** Version of the notice that was shown. */
  version: string;
  /** ISO time. */
  at: string;
}

/** A consent given longer ago is asked for again, as a draft would be gone by then. */
const LONGEST_AGO = 30 * 86_400_000;

/** When consent was given, by the device's clock, which may be wrong; undefined where it does not count. */
export function consentTime({ version, at }: ConsentThere, now: Date): Date | undefined {
  const given = Date.parse(at);
  if (version !== NOTICE_VERSION || Number.isNaN(given)) return undefined;
  if (now.getTime() - given > LONGEST_AGO) return undefined;
  return new Date(Math.min(given, now.getTime()));
}

/**
 * Takes a form that was filled elsewhere into the draft. What was asked last here does not matter any more; a consent to
 * another notice than the present one is not taken.
 * @param isWhole the person was through with it: questions left without an answer are passed over
 */
export function applyFilled(
  draft: Draft,
  read: FilledRead,
  consent: ConsentThere,
  { now, isWhole }: { now: Date; isWhole: boolean },
): Applied {
  const { reopened: _, browse: _b, placeChoices: _c, aside: _a, ...rest } = draft;
  const { filer, relation, ...found } = read.found;
  const who = { ...(filer === undefined ? {} : { filer }), ...(relation === undefined ? {} : { relation }) };
  let next = apply(rest, who, now).draft;
  const at = consentTime(consent, now);
  if (at !== undefined) {
    next = apply(next, { consent: { sensitive: true, dataChecks: consent.dataChecks } }, at).draft;
  }
  // Passed over like in the chat: of what the hardship comes a cadre finds out.
  const isUnnamed = isWhole && found.causes === undefined && next.answers.causes === undefined;
  const named: Found = isUnnamed ? { ...found, causes: { set: ['其他'] } } : found;
  const applied = apply(next, { ...named, ...(read.urgent ? { urgent: true } : {}) }, now);
  if (!isWhole) return applied;
  const skipped = new Set<StepId>([...applied.draft.skipped, ...read.left.filter(mayBeLeft), 'photos']);
  return { ...applied, draft: { ...applied.draft, skipped: [...skipped] } };
}

/** Where the household lives is asked for: passing it over by mistake would send it to the wrong office. */
function mayBeLeft(step: StepId): boolean {
  return step !== 'place' && step !== 'name';
}
