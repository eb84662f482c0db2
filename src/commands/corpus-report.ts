import { articleLabel, type Document, type Ingested } from '../policy/index.ts';

/** The ingest report of one document, as `corpus report --json` prints it. */
export interface Reported {
  document: Document;
  articles: { path: string[]; title: string; characters: number; units: number }[];
  repairs: Ingested['repairs'];
  leftOut: Ingested['leftOut'];
  unused: Ingested['unused'];
  warnings: string[];
}

const KINDS: Record<Ingested['repairs'][number]['kind'], string> = {
  'page-break': '换页接合',
  'doubled-character': '重复字',
  'emphasis-mark': '加粗符号',
  'page-number': '页码',
  'invisible-character': '看不见的字符',
  'missing-dot': '编号缺标点',
  'numbering-gap': '编号跳号',
  'repeated-number': '编号重复',
  'inferred-heading': '推定编号',
  'left-out': '没有收进',
};
/** An article longer than this may hide headings that were not recognised. */
const LONG = 2500;
/** Text, not a heading that ends in a full stop. */
const PROSE = /[，；]|。./;

/** What became of a document, with remarks on what a person should look at. */
export function describeDocument(
  document: Document,
  ingested: Ingested,
  warnings: readonly string[],
): Reported {
  const articles = ingested.articles.map((article) => ({
    path: article.path,
    title: article.title,
    characters: article.text.length,
    units: article.responsibleUnits.length,
  }));
  const long = articles.filter((article) => article.characters > LONG).map(articleLabel);
  const prose = ingested.unused.filter(({ text, line }) => PROSE.test(text) && !isLeftOut(ingested, line));
  return {
    document,
    articles,
    repairs: ingested.repairs,
    leftOut: ingested.leftOut,
    unused: ingested.unused,
    warnings: [
      ...warnings,
      ...(long.length > 0 ? [`条文很长，里面可能有没认出的标题：${long.join('、')}`] : []),
      ...(prose.length > 0 ? [`第 ${prose.map(({ line }) => line).join('、')} 行像正文却没有收进条文`] : []),
    ],
  };
}

/** The report in the operator's words. */
export function reportText({ document, articles, repairs, leftOut, unused, warnings }: Reported): string {
  const { slug, title, number, issuer, issued, issuedYear, jurisdiction, validity } = document;
  const years =
    validity.kind === 'open'
      ? '长期'
      : `${validity.kind === 'plan' ? '计划' : '过渡期'} ${validity.from}–${validity.to}`;
  // What was left out is listed once, with the other lines of no article.
  const shown = repairs.filter(
    ({ kind, line }) => kind !== 'left-out' || !unused.some((each) => each.line === line),
  );
  const lines = [
    `文件　　${slug}：${title}`,
    `文号　　${number ?? '（正文未印）'}　发文　${issuer ?? '（看不出）'}　日期　${issued ?? issuedYear ?? '（正文未印）'}`,
    `适用　　${jurisdiction === '0' ? '全国' : jurisdiction}　有效期　${years}`,
    `条文　　${articles.length} 条`,
    ...articles.map((article) => {
      const units = article.units === 0 ? '' : `，${article.units} 个责任单位`;
      return `　${articleLabel(article)}　${article.title}（${article.characters} 字${units}）`;
    }),
    `修补　　${shown.length} 处`,
    ...shown.map(
      ({ kind, line, note }) =>
        `　第 ${line} 行　${note.startsWith(KINDS[kind]) ? note : `${KINDS[kind]}　${note}`}`,
    ),
    `没有收进条文的行　${unused.length} 行（文头、标题、章节名、落款等）`,
    ...unused.map(
      ({ line, text }) => `　第 ${line} 行　${text.length > 40 ? `${text.slice(0, 40)}…` : text}`,
    ),
    ...leftOut.map(
      ({ line, characters, starts }) =>
        `　第 ${line} 行起　${characters} 字不是这份文件：${starts.replace(/\s+/gu, ' ')}…`,
    ),
    ...warnings.map((warning) => `注意　　${warning}`),
  ];
  return `${lines.join('\n')}\n`;
}

function isLeftOut(ingested: Ingested, line: number): boolean {
  return ingested.repairs.some((repair) => repair.kind === 'left-out' && repair.line === line);
}
