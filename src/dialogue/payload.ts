import type { RegionCode } from '../regions/index.ts';
import { FormSentShape } from './form-sent.ts';
import type { FileNote, Payload, PhotoNote } from './journal.ts';
import type { Inbound } from './message.ts';
import { holdsPersonalNumber, wellFormed, withoutPersonalNumbers } from './scrub.ts';

/** Longest text kept; more is no message but a document, and what is said about it does not need the rest. */
const LONGEST_TEXT = 10_000;
/** Longest id of a button; ours are shorter. */
const LONGEST_ACTION = 256;

/**
 * What is kept of an event until it is worked.
 * @param kept what became of its attachments, and whether a bound member of staff sent it
 * @param mayKeep false on a channel that may not take personal data: no number and no photo is kept
 */
export function payloadOf(
  inbound: Inbound,
  { photos, files, isStaff }: { photos: PhotoNote[]; files: FileNote[]; isStaff: boolean },
  mayKeep: boolean,
): Payload {
  const { attachmentProblem, entry, attachments = [] } = inbound;
  const text = wellFormed(inbound.text ?? '', LONGEST_TEXT);
  const action = inbound.action === undefined ? undefined : wellFormed(inbound.action, LONGEST_ACTION);
  const isForm = inbound.form !== undefined;
  const withheld = !mayKeep && (isForm || attachments.length > 0 || holdsPersonalNumber(text));
  const kept = mayKeep ? text : withoutPersonalNumbers(text);
  return {
    photos,
    ...(files.length === 0 ? {} : { files }),
    withheld,
    edited: inbound.edited === true,
    ...(kept === '' ? {} : { text: kept }),
    ...(action === undefined ? {} : { action }),
    ...(isForm && mayKeep ? formOf(inbound.form) : {}),
    ...(attachmentProblem === undefined ? {} : { attachmentProblem }),
    ...locationOf(inbound.location, mayKeep && isStaff),
    ...(entry === undefined ? {} : { entry: entry as RegionCode }),
    ...(inbound.as === undefined ? {} : { as: inbound.as }),
  };
}

/** Where a cadre is, for a visit; of anybody else it is not kept: nothing needs it. */
function locationOf(
  sent: Inbound['location'],
  mayKeep: boolean,
): Pick<Payload, 'location' | 'attachmentProblem'> {
  if (sent === undefined) return {};
  const { latitude, longitude } = sent;
  const isPlace = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return mayKeep && isPlace ? { location: { latitude, longitude } } : { attachmentProblem: 'unsupported' };
}

/** A form as far as it can be read; whatever a device sends instead of one is told to the person. */
function formOf(sent: unknown): Pick<Payload, 'form' | 'formProblem'> {
  const form = FormSentShape.safeParse(sent);
  if (!form.success) return { formProblem: true };
  const entries = Object.entries(form.data).map(([key, value]) => [
    key,
    typeof value === 'string' ? wellFormed(value, LONGEST_TEXT) : value,
  ]);
  return { form: { ...form.data, ...Object.fromEntries(entries) } };
}
