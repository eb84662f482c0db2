import { z } from 'zod';

const Time = z.iso.datetime({ offset: true });

/**
 * A declaration filled on a device, as it may come in: by anybody, so that only its form and length are believed. What the
 * values are worth is read like answers that are typed.
 */
export const FormSentShape = z.strictObject({
  filer: z.enum(['self', 'kin', 'neighbour', 'cadre']),
  relation: z.string().max(40).exactOptional(),
  consent: z.enum(['all', 'sensitive']),
  notice: z.string().max(40),
  consentedAt: Time,
  name: z.string().max(100),
  idNumber: z.string().max(60).exactOptional(),
  phone: z.string().max(60).exactOptional(),
  place: z.string().max(200).exactOptional(),
  causes: z.array(z.string().max(20)).max(30),
  story: z.string().max(8_000).exactOptional(),
  submit: z.boolean(),
});
