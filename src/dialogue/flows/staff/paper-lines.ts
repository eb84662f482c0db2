import { dayText, type Filed, type FiledForm, type PapersOfCase } from '../../../casework/index.ts';
import type { Scene } from '../../scene.ts';
import { sums } from './form-view.ts';
import { missingWords, needNames } from './lack-words.ts';
import { PROCEDURE_TEXTS as T } from './procedure-texts.ts';

/** The papers of a case in the lines of its file: the form's figures, the review, the notice, protests, what is lacking. */
export function paperLines(scene: Scene, papers: PapersOfCase): string[] {
  const day = (of: string) => dayText(of, scene.today);
  const lines: string[] = [];
  const form = papers.forms.find(({ replacedAt }) => replacedAt === null);
  if (form !== undefined) lines.push(...formLines(scene, form, papers.forms.length - 1));
  for (const { content, replacedAt } of papers.reviews) {
    if (replacedAt !== null) continue;
    const { heldOn, present, agree, disagree, passed, remarks } = content;
    lines.push(T.file.review(T.review.words(day(heldOn), present, agree, disagree, passed)));
    if (remarks !== '') lines.push(T.file.remarks(remarks));
  }
  for (const { content, replacedAt, photos } of papers.notices) {
    if (replacedAt !== null) continue;
    lines.push(T.file.notice(day(content.from), content.to === null ? null : day(content.to), photos.length));
  }
  // Numbered as 异议核查 counts them: those that wait, oldest first.
  let waiting = 0;
  for (const { content } of papers.protests) {
    const { text, outcome } = content;
    if (outcome === undefined) {
      waiting += 1;
      lines.push(T.file.protest(waiting, text));
    } else lines.push(T.file.settled(outcome.upheld, text, outcome.text));
  }
  if (papers.needed.length > 0) lines.push(T.file.needed(needNames(papers.needed)));
  if (papers.missing.length > 0) lines.push(T.file.missing(missingWords(papers.missing, scene.today)));
  return lines.length === 0 ? [] : ['', ...lines];
}

function formLines(scene: Scene, { content, photos }: Filed<FiledForm>, replaced: number): string[] {
  const { people, labour, perPerson, income, spending, guarantees, means, visitors, visitedOn } = content;
  const { businessCosts: costs, ...earned } = income;
  const states = Object.entries(T.guarantees).map(
    ([key, label]) => label + T.states[guarantees[key as keyof typeof T.guarantees]],
  );
  const signed = photos.filter(({ role }) => role === 'signature').length;
  const told = (words: string) => (words === '' ? T.sums.none : words);
  const earnings = sums(nonZero({ ...earned, costs }), ['wage', 'business', 'costs', 'property', 'transfer']);
  const spent = sums(nonZero(spending), ['medical', 'education', 'housing', 'other']);
  return [
    T.file.form(dayText(visitedOn, scene.today), people, labour, perPerson) +
      (replaced > 0 ? T.file.replaced(replaced) : ''),
    T.file.sums(told(earnings), told(spent)),
    T.file.guarantees(states.join('，')),
    T.file.means(told(means)),
    T.file.visitors(visitors.join('、'), signed),
  ];
}

/** Without what is nothing; null (net of costs) says something. */
function nonZero<T extends object>(of: T): Partial<T> {
  return Object.fromEntries(Object.entries(of).filter(([, sum]) => sum !== 0)) as Partial<T>;
}
