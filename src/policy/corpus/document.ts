import { z } from 'zod';
import { parseRegion, type RegionCode } from '../../regions/index.ts';

/** A day as YYYY-MM-DD, in Asia/Shanghai. Such strings compare in time order. */
export const Day = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'a day as YYYY-MM-DD');

/** In force, a plan whose year is over, or a document of the 2021–2025 transition period that nothing known replaced. */
export type Validity = 'in_force' | 'expired' | 'transition';

/** `corpus/documents/<slug>/document.yaml`. What a text does not state stays absent. */
export const DocumentMetadata = z.strictObject({
  title: z.string().min(4),
  /** What people call it, where the title is too long to read. */
  shortTitle: z.string().min(2).optional(),
  number: z.string().optional(),
  /** Where the number is known from, when the text itself does not print it. */
  numberSource: z.string().optional(),
  issuer: z.string().optional(),
  jurisdiction: z.string().transform((code, context) => {
    try {
      return parseRegion(code);
    } catch (error) {
      context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
      return z.NEVER;
    }
  }),
  /** Printed date of issue; a text that prints only a year has `issuedYear` alone. */
  issued: Day.optional(),
  issuedYear: z.number().int().min(1949).max(2100).optional(),
  /** `plan`: for the years named; `transition`: for the transition period; `open`: until replaced. */
  validity: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('plan'), from: z.number().int(), to: z.number().int() }),
    z.strictObject({ kind: z.literal('transition'), from: z.number().int(), to: z.number().int() }),
    z.strictObject({ kind: z.literal('open') }),
  ]),
  replacedBy: z.strictObject({ document: z.string(), on: Day }).optional(),
  source: z.string(),
  /** Verbatim last words of the policy text; what follows in the file is not policy (a newspaper's other news). */
  policyTextEnds: z.string().min(4).optional(),
  /** What a reader must know about the state of the text, shown with the basis. */
  caveat: z.string().optional(),
});
export type DocumentMetadata = z.infer<typeof DocumentMetadata>;

/** A policy document: its folder's name and its metadata. */
export interface Document extends DocumentMetadata {
  slug: string;
}

/** State of a document on a day (design section 10: `expired` for a plan of a past year, `transition` …). */
export function validityOn(document: Pick<DocumentMetadata, 'validity'>, today: string): Validity {
  const { validity } = document;
  if (validity.kind === 'plan') return Number(today.slice(0, 4)) > validity.to ? 'expired' : 'in_force';
  return validity.kind === 'transition' ? 'transition' : 'in_force';
}

/** Whether a document may be used on a day: it was issued by then and no known document has replaced it. */
export function isUsableOn(document: DocumentMetadata, today: string): boolean {
  if (document.replacedBy !== undefined && document.replacedBy.on <= today) return false;
  if (document.issued !== undefined) return document.issued <= today;
  return document.issuedYear === undefined || document.issuedYear <= Number(today.slice(0, 4));
}

/** Whether the document's jurisdiction is the whole nation. */
export function isCentral(document: { jurisdiction: RegionCode }): boolean {
  return document.jurisdiction === '0';
}
