import { z } from 'zod';
import { readDataFile } from '../casework/index.ts';

/** The rules that the program knows how to judge; the file says which of them a county runs, and in what words. */
export const RULE_IDS = [
  'no-measure',
  'removed-too-soon',
  'job-cause-no-labour',
  'water-no-measure',
  'water-no-cause',
  'no-labour-unmarked',
  'low-wage',
  'subsistence-removed-by-work',
  'old-public-job',
  'special-hardship-no-measure',
  'house-unsafe-after-removal',
  'perhaps-same',
] as const;
export type RuleId = (typeof RULE_IDS)[number];

const Rule = z.strictObject({
  id: z.enum(RULE_IDS),
  name: z.string().min(2).max(20),
  /** What is doubtful, to a cadre. */
  says: z.string().min(4).max(80),
  /** What to do about it. */
  todo: z.string().min(4).max(80),
});
export type CheckRule = z.infer<typeof Rule>;

const File = z.strictObject({
  source: z.strictObject({
    document: z.string(),
    path: z.array(z.string()).min(1),
    quote: z.string().min(4),
  }),
  approvedBy: z.string().min(2).nullable(),
  approvedOn: z.iso.date().nullable(),
  dueWorkdays: z.number().int().positive().max(60),
  explanationHolds: z.number().int().positive().max(60),
  publicJobAge: z.number().int().positive(),
  lowWage: z.number().positive(),
  rules: z.array(Rule).min(1),
});

const NAME = 'monthly';

type Content = z.infer<typeof File>;

/** The part of a loaded corpus that the quote is held against. */
interface Printed {
  articles: readonly { document: string; path: readonly string[]; text: string }[];
}

/** The monthly checks (每月筛查疑似问题数据) as data: which rules a county runs, in what words, and by when to look. */
export class MonthlyChecks {
  readonly #content: Content;
  readonly #rules: ReadonlyMap<string, CheckRule>;

  private constructor(content: Content) {
    this.#content = content;
    this.#rules = new Map(content.rules.map((rule) => [rule.id, rule]));
  }

  /**
   * @param folder `corpus/checks`
   * @throws DataFileError in the operator's words
   */
  static load(folder: string): MonthlyChecks {
    return new MonthlyChecks(readDataFile(folder, NAME, File));
  }

  get rules(): readonly CheckRule[] {
    return this.#content.rules;
  }

  rule(id: string): CheckRule | undefined {
    return this.#rules.get(id);
  }

  /** Whether the rules are a sample that the county has not approved. */
  get isSample(): boolean {
    const { approvedBy, approvedOn } = this.#content;
    return approvedBy === null || approvedOn === null;
  }

  /** Working days within which a finding is to be looked into. */
  get dueWorkdays(): number {
    return this.#content.dueWorkdays;
  }

  /** Months for which an explanation holds: the same is not asked again every month. */
  get explanationHolds(): number {
    return this.#content.explanationHolds;
  }

  /** Figures that the rules measure with. */
  get limits(): { publicJobAge: number; lowWage: number } {
    const { publicJobAge, lowWage } = this.#content;
    return { publicJobAge, lowWage };
  }

  /** What of the cadence's source does not stand in the documents; an empty list is sound. */
  problems({ articles }: Printed): string[] {
    const { document, path, quote } = this.#content.source;
    const article = articles.find(
      (each) => each.document === document && each.path.join('/') === path.join('/'),
    );
    const file = `checks/${NAME}.yaml: source`;
    if (article === undefined) return [`${file}：${document} 没有条文 ${path.join('')}`];
    return squeeze(article.text).includes(squeeze(quote)) ? [] : [`${file}：引文与原文不一致“${quote}”`];
  }
}

function squeeze(text: string): string {
  return text.replace(/\s+/gu, '');
}
