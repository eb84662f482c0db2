import type { PapersOfCase } from '../../casework/index.ts';
import type { Block, Fact, Section } from '../print/model.ts';
import { dayWords, type Reading, shortDay, words } from './reading.ts';
import { FILE_TEXTS } from './texts.ts';

type Form = PapersOfCase['forms'][number];
type Review = PapersOfCase['reviews'][number];

const T = FILE_TEXTS.form;
const R = FILE_TEXTS.review;
const P = FILE_TEXTS.posting;

/** 入户核实: the forms, also those that a corrected one replaced, and what was recorded in words. */
export async function verifiedSection(reading: Reading): Promise<Section> {
  const blocks: Block[] = [];
  for (const form of reading.papers.forms) blocks.push(...(await formBlocks(reading, form)));
  // What a form found is kept as a note, too; it is not printed twice.
  const inForms = new Set(reading.papers.forms.map(({ content }) => content.findings));
  const notes = reading.file.notes.filter(({ kind, text }) => kind === 'verification' && !inForms.has(text));
  if (notes.length > 0) {
    blocks.push({ kind: 'heading', text: T.words });
    const facts: Fact[] = [];
    for (const { at, actor, text } of notes) {
      facts.push([`${dayWords(at)}\n${await reading.actors.named(actor)}`, words(reading, text)]);
    }
    blocks.push({ kind: 'facts', facts });
  }
  return { title: FILE_TEXTS.sections.verified, blocks };
}

async function formBlocks(reading: Reading, filed: Form): Promise<Block[]> {
  const { content: form, at, by } = filed;
  const { income, spending } = form;
  const spent = spending.medical + spending.education + spending.housing + spending.other;
  const cost = income.businessCosts === null ? T.net : yuan(income.businessCosts);
  return [
    { kind: 'heading', text: T.heading(dayWords(at), replaced(filed)) },
    {
      kind: 'facts',
      facts: [
        [T.visited, dayWords(form.visitedOn)],
        [T.visitors, form.visitors.join('、')],
        [T.period, `${dayWords(form.period.from)}—${dayWords(form.period.to)}`],
        [T.people, T.peopleCount(form.people, form.labour)],
        [T.guaranteeRow, guarantees(form)],
        [T.means, words(reading, form.means === '' ? FILE_TEXTS.none : form.means)],
        [T.findings, words(reading, form.findings)],
        [T.signatures, T.signatureCount(form.signatures)],
        [T.filedBy, await reading.actors.named(by)],
      ],
    },
    amounts(T.income, [
      T.incomeRow,
      yuan(income.wage),
      yuan(income.business),
      cost,
      yuan(income.property),
      yuan(income.transfer),
      yuan(form.perPerson),
    ]),
    amounts(T.spending, [
      T.incomeRow,
      yuan(spending.medical),
      yuan(spending.education),
      yuan(spending.housing),
      yuan(spending.other),
      yuan(spent),
    ]),
    { kind: 'remark', text: T.perPerson },
  ];
}

function amounts(titles: readonly string[], row: readonly string[]): Block {
  const columns = titles.map((title, i) => ({
    title,
    share: i === 0 ? 22 : 13,
    align: i === 0 ? ('left' as const) : ('right' as const),
  }));
  return { kind: 'table', columns, rows: [row] };
}

function guarantees({ guarantees: found }: Form['content']): string {
  return Object.entries(T.guarantees)
    .flatMap(([key, label]) => {
      const state = Object.entries(found).find(([each]) => each === key)?.[1];
      return state === undefined ? [] : [`${label}：${T.states[state]}`];
    })
    .join('；');
}

/** 村级评议 */
export async function reviewedSection(reading: Reading): Promise<Section> {
  const blocks: Block[] = [];
  for (const filed of reading.papers.reviews) blocks.push(...(await reviewBlocks(reading, filed)));
  return { title: FILE_TEXTS.sections.reviewed, blocks };
}

async function reviewBlocks(reading: Reading, filed: Review): Promise<Block[]> {
  const { content: review } = filed;
  return [
    { kind: 'heading', text: R.heading(dayWords(review.heldOn), replaced(filed)) },
    {
      kind: 'facts',
      facts: [
        [R.present, R.count(review.present)],
        [R.votes, R.vote(review.agree, review.disagree)],
        [R.result, review.passed ? R.passed : R.failed],
        [R.remarks, words(reading, review.remarks === '' ? FILE_TEXTS.none : review.remarks)],
        [R.filedBy, await reading.actors.named(filed.by)],
      ],
    },
  ];
}

/** 公示: its dates, what hung on the wall, and what was said against it. */
export async function postedSection(reading: Reading): Promise<Section> {
  const { notices, protests } = reading.papers;
  const blocks: Block[] = [];
  if (notices.length > 0) {
    const rows: string[][] = [];
    for (const { content, by, photos } of notices) {
      rows.push([
        shortDay(content.from),
        content.to === null ? P.open : shortDay(content.to),
        content.days === null ? P.open : P.days(content.days),
        await reading.actors.stacked(by),
        P.photo(photos.length),
      ]);
    }
    blocks.push({ kind: 'table', columns: columns(P.columns, [20, 20, 16, 24, 20]), rows });
  }
  if (protests.length > 0) {
    const rows = protests.map(({ at, content: { text, outcome } }) => [
      shortDay(at),
      words(reading, text),
      outcome === undefined
        ? P.protestOpen
        : `${shortDay(outcome.at)} ${outcome.upheld ? P.upheld : P.dismissed}：${words(reading, outcome.text)}`,
    ]);
    blocks.push({ kind: 'table', columns: columns(P.protests, [18, 46, 36]), rows });
  }
  return { title: FILE_TEXTS.sections.posted, blocks };
}

function replaced({ replacedAt }: { replacedAt: string | null }): string {
  return replacedAt === null ? '' : T.replaced(dayWords(replacedAt));
}

/** 12,345: what a sum is read by. */
function yuan(amount: number): string {
  return String(Math.round(amount * 100) / 100).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** Titles with their shares of the width. */
export function columns(titles: readonly string[], shares: readonly number[]) {
  return titles.map((title, i) => ({ title, share: shares[i] ?? 10 }));
}
