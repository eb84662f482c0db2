import { z } from 'zod';
import { CAUSES, type Draft, STEPS } from '../declaration/index.ts';
import type { RegionCode } from '../regions/index.ts';

const VERSION = 1;

const Code = z.custom<RegionCode>((value) => typeof value === 'string' && /^\d{1,12}$/.test(value));

/** What the engine must be able to rely on in a draft; its answers are the declaration room's own. */
const DraftShape = z.looseObject({
  id: z.string().min(1),
  county: Code,
  startedAt: z.iso.datetime(),
  answers: z.looseObject({
    name: z.string().exactOptional(),
    phone: z.string().exactOptional(),
    idNumber: z.string().exactOptional(),
    story: z.string().exactOptional(),
    causes: z.array(z.enum(CAUSES)).exactOptional(),
    photos: z.array(z.string()).exactOptional(),
  }),
  skipped: z.array(z.enum(STEPS)),
  wants: z.array(z.enum(['household', 'income'])),
  urgent: z.boolean(),
});
const DraftInState = z.custom<Draft>((value) => DraftShape.safeParse(value).success);

/** The case that a wish is about. */
const CaseRef = z.object({ id: z.string(), receipt: z.string() });
export type CaseRef = z.infer<typeof CaseRef>;

/** What a cadre's command of several steps has put aside until its next message. */
const Kept = z.record(z.string(), z.json());
export type Kept = z.infer<typeof Kept>;

/** What the next message is awaited for, when it is not an answer to the form. */
const Awaited = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('county') }),
  z.object({
    kind: z.literal('receipt'),
    wish: z.enum(['status', 'supplement', 'withdraw', 'objection', 'rights']),
  }),
  z.object({
    kind: z.literal('phone-tail'),
    receipt: z.string(),
    wish: z.enum(['status', 'supplement', 'withdraw', 'objection', 'rights']),
  }),
  z.object({ kind: z.literal('which-case'), wish: z.enum(['supplement', 'withdraw', 'objection']) }),
  z.object({ kind: z.literal('supplement'), of: CaseRef }),
  z.object({ kind: z.literal('withdraw'), of: CaseRef }),
  z.object({ kind: z.literal('objection'), of: CaseRef }),
  /** What of the household's data is wrong. */
  z.object({ kind: z.literal('correction'), of: z.string() }),
  z.object({ kind: z.literal('cancel') }),
  z.object({ kind: z.literal('restart') }),
  z.object({ kind: z.literal('delete-data') }),
  z.object({ kind: z.literal('callback') }),
  z.object({ kind: z.literal('binding-code') }),
  z.object({
    kind: z.literal('staff'),
    command: z.string(),
    subject: z.string(),
    kept: Kept.exactOptional(),
  }),
]);
export type Awaited = z.infer<typeof Awaited>;

const Shape = z.object({
  version: z.literal(VERSION),
  /** County served, once it is known for this person. */
  county: Code.exactOptional(),
  /** Village whose code was scanned. */
  village: Code.exactOptional(),
  /** Township or village picked by the person; whichever of the two came last is where they are. */
  here: Code.exactOptional(),
  draft: DraftInState.exactOptional(),
  /** When the draft was last worked on; ISO time. */
  draftAt: z.iso.datetime().exactOptional(),
  /** The draft is put aside until the person takes it up again. */
  later: z.boolean(),
  awaited: Awaited.exactOptional(),
  /** How often in a row the open question was not answered. */
  misses: z.number().int().min(0),
  /** What the last answer rested on, to be shown in full when asked for. */
  sources: z.array(z.string()),
  /** The policy question of the turn before, for what a follow-up leaves out. */
  asked: z
    .object({ question: z.string(), topic: z.string().exactOptional(), at: z.iso.datetime() })
    .exactOptional(),
  /** The questions behind the buttons of the last answer. */
  choices: z.array(z.string()).exactOptional(),
  /** A hardship told outside the form, for the form if they want to declare. */
  hardship: z.string().exactOptional(),
  /** Where somebody said to live before there was a form: it is not asked again, whatever code was scanned. */
  told: z.string().exactOptional(),
  /** The draft filed last, so that a second 提交 finds its receipt; without one where none may be told. */
  filed: z.object({ draft: z.string(), receipt: z.string().exactOptional() }).exactOptional(),
  /** Photos sent outside any form, until it is said what for. */
  loosePhotos: z.array(z.string()),
  /** Where a member of staff said to be last, and when: goes with a visit filed soon after. */
  location: z.object({ latitude: z.number(), longitude: z.number(), at: z.iso.datetime() }).exactOptional(),
  /** A cadre's verification forms that are not filed yet, by receipt: what was entered stays until it is filed. */
  unfiled: z.array(z.object({ receipt: z.string(), form: Kept })).exactOptional(),
  /** Times of wrong receipts and wrong binding codes; ISO times. */
  wrongReceipts: z.array(z.string()),
  wrongCodes: z.array(z.string()),
  /** What the last list showed to a cadre: receipts, task ids or transfer ids, by number. */
  listed: z.array(
    z.object({
      kind: z.enum(['case', 'task', 'transfer', 'household', 'alert', 'finding', 'measure', 'request']),
      ref: z.string(),
    }),
  ),
  /** When the person last wrote; ISO time. */
  seenAt: z.iso.datetime().exactOptional(),
});

/** What the engine remembers of a conversation between two messages. */
export type State = z.infer<typeof Shape>;

export function newState(): State {
  return {
    version: VERSION,
    later: false,
    misses: 0,
    sources: [],
    loosePhotos: [],
    wrongReceipts: [],
    wrongCodes: [],
    listed: [],
  };
}

/** The state as it was kept; undefined when it cannot be read, as after a change of the program. */
export function parseState(json: string): State | undefined {
  try {
    return Shape.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}
