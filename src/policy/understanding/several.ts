import type { Before } from '../answer/answer.ts';
import { splitQuestion } from './ask-part.ts';
import { type FollowUpSources, followUp } from './follow-up.ts';
import type { Lexicon } from './lexicon.ts';

const ENDS = /[？?。！!；;\n]+/u;
/** Words that open one more question within a sentence. */
const ONE_MORE = /[，,、\s]?(?=(?:另外|再问|还想问|顺便问|顺带问|捎带问|再就是|再一个|对了)[^，,？?]{2,})/u;
const ASKS =
  /[吗呢么嘛]$|谁|啥|咋|[怎哪]|几[天个号年月次万千百]|多少|几多|多久|什么|有没有|有冇|能不能|要不要|是不是|可不可以|中不中|行不行|[不没冇]$/u;
/** What only says how to answer. */
const MANNER =
  /^(?:这|那)?(?:两|三|几)?(?:样|件|个|头|种|边)?(?:事|问题)?(?:都|分别|一起|挨个|一个个|各)?(?:帮我)?(?:说|讲|答|问|查|看)(?:说|讲|清楚|一下|下|问|查)*$|^谢谢.*$|^麻烦.*$|^急.*$/u;
const MOST = 4;

/**
 * The questions of a message, each whole: a later one that leaves its topic out is completed from the one before it
 * (`低保咋申请？要多久？`), a story belongs to the question after it. One question, or parts that cannot stand alone,
 * come back as one.
 */
export function questionsOf(message: string, sources: FollowUpSources): string[] {
  const { lexicon } = sources;
  const parts = message
    .split(ENDS)
    .flatMap((part) => part.split(ONE_MORE))
    .map((part) => part.replace(/^[，,、\s]+|[，,、\s]+$/gu, ''))
    .filter((part) => part !== '');
  const questions: string[] = [];
  let story = '';
  let before: Before | undefined;
  for (const part of parts) {
    if (!asks(part, lexicon)) {
      if (!MANNER.test(part)) story = story === '' ? part : `${story}，${part}`;
      continue;
    }
    const completed = followUp(part, before, sources);
    const whole = completed?.kind === 'question' ? completed.question : part;
    if (before !== undefined && completed?.kind !== 'question' && !standsAlone(part, lexicon))
      return [message];
    const question = story === '' ? whole : `${story}，${whole}`;
    story = '';
    questions.push(question);
    before = { question };
  }
  if (questions.length < 2 || questions.length > MOST) return [message];
  const last = questions.length - 1;
  // What comes after the last question still belongs to it.
  return story === '' ? questions : questions.map((q, i) => (i === last ? `${q}，${story}` : q));
}

function asks(part: string, lexicon: Lexicon): boolean {
  return ASKS.test(part) || splitQuestion(part, lexicon).asks !== '';
}

/** Whether a question names what it is about. */
function standsAlone(part: string, lexicon: Lexicon): boolean {
  return lexicon.scan(part).some(({ is }) => is === 'topic' || is === 'group');
}
