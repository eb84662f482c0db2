import { z } from 'zod';

/** Where a value stands: a document of the corpus, the article and its very words. */
export const Source = z.strictObject({
  document: z.string().min(1),
  path: z.array(z.string()).min(1),
  quote: z.string().min(3),
});
export type Source = z.infer<typeof Source>;
