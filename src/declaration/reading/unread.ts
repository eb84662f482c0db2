import { asidesAt } from '../asides.ts';
import { TAKEN } from '../texts.ts';
import { isBareReply } from './controls.ts';
import type { Message, Read } from './message.ts';
import { asksQuestion } from './questions.ts';
import { RELATION_LENGTH } from './relation.ts';
import { bare, isSenseless } from './wording.ts';

/** From so many characters on, what is said of the cause is the story. */
const STORY = 8;

/** That somebody did not follow or has nothing to say: no answer, however often it is sent. */
const LOST =
  /^(?:我|俺)?(?:也|真|都)?(?:看|听|弄|搞|没)?(?:不|没)(?:太|大|看|听|弄|搞)?(?:懂|明白|清楚|会|知道|晓得)(?:了|啊|呀|你|您|说|的|啥|什么|意思)*$|^(?:都有|全有|全都有|(?:两三|好几|几|两|三|一|好多|很多)样|很多|好多|多了|多着)$|^(?:啥|什么)(?:意思|东西|玩意)?$|^(?:知道|晓得|明白|收到|懂)了?$/;

/** Whether a message says something in words, rather than only yes, no or that it was not understood. */
export function saysSomething(text: string): boolean {
  const characters = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return characters >= 2 && !isSenseless(text) && !isBareReply(text) && !LOST.test(bare(text));
}

/**
 * What a sensible answer that nothing could be read from is taken for, so that nobody is asked the same for ever: words
 * where the step can keep words (a cadre checks them), else going on without an answer. Undefined: it is asked again,
 * at first in simpler words; consent and who files are never guessed. A name is believed by `readName`, a place that
 * nobody finds goes to the county by `readPlace`.
 */
export function takeUnread(message: Message): Read | undefined {
  const { text, step, draft, misses } = message;
  if (!saysSomething(text)) return undefined;
  const isSecond = misses > 0 || asidesAt(draft, step).length > 0;
  // A year is no number that was begun.
  const hasNumber = /\d{3}/.test(text.replace(/(?<!\d)(?:19|20)\d{2}(?!\d)/g, ''));
  switch (step) {
    case 'causes':
      return { found: { causes: { set: ['其他'] }, ...asStory(message) }, note: TAKEN.causes };
    case 'relation':
      if (!isSecond) return undefined;
      if (asksQuestion(text, step)) return { found: {}, control: 'skip', note: TAKEN.optional };
      return { found: { relation: [...text].slice(0, RELATION_LENGTH).join('') } };
    case 'photos':
      return isSecond ? { found: { photosDone: true }, note: TAKEN.photos } : undefined;
    case 'household':
    case 'income':
      return isSecond ? { found: {}, control: 'skip', note: TAKEN.optional } : undefined;
    case 'phone':
      return isSecond && !hasNumber ? { found: {}, control: 'skip', note: TAKEN.phone } : undefined;
    case 'id_number':
      return isSecond && !hasNumber ? { found: {}, control: 'skip', note: TAKEN.id } : undefined;
    default:
      return undefined;
  }
}

/** What was said of the causes: the story where it is one, else the words that go before it. */
function asStory({ text, draft }: Message): {
  story?: string;
  causeWords?: string;
  moreStory?: string;
} {
  const story = draft?.answers.story;
  if (story === undefined) return bare(text).length >= STORY ? { story: text } : { causeWords: text };
  return story.includes(text) ? {} : { moreStory: text };
}
