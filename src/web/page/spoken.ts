import type { Message } from '../../channels/web/wire.ts';

/** What a reply says when it is read out: the answer without its sources, the question without its links. */
export function spokenOf({ text, view }: Message): string {
  if (view?.kind === 'answer') return [...view.sentences, ...view.notes].join('\n');
  if (view?.kind === 'step') {
    const { problem, preface, ask } = view;
    return [...preface, ...(problem === undefined ? [] : [problem]), ...ask].join('\n');
  }
  return text;
}
