import type { Stage } from '../../../casework/index.ts';
import { readReceipt } from '../../../declaration/index.ts';
import type { RegionCode } from '../../../regions/index.ts';
import type { Scene } from '../../scene.ts';

/** What a cadre can say, by the words for it; the first that fits counts, so longer words come first. */
const WORDS = [
  ['queue', /^(?:待办件?|我的待办|看待办)/],
  ['tasks', /^(?:任务|我的任务|看任务)$/],
  ['help', /^(?:帮助|命令|help)/i],
  ['declare', /^代报$/],
  ['unbind', /^(?:解除绑定|解绑|取消绑定)$/],
  ['verify', /^(?:记录核实|核实记录|核实)/],
  ['sendback', /^(?:退回上一(?:环节|步)|退回重办|退回乡镇|退回上环节)/],
  ['return', /^(?:退回补正|补正)/],
  ['giveback', /^退回/],
  ['recall', /^(?:撤回|撤销|取消)转办/],
  ['different', /^(?:不同户|不是同?一?户)/],
  ['same', /^(?:是?同一?户)/],
  ['resume', /^恢复办理/],
  ['takeover', /^接手/],
  ['take', /^领取/],
  ['open', /^(?:打开|查看)/],
  ['advance', /^推进/],
  ['transfer', /^转办/],
  ['accept', /^接收/],
  ['reject', /^(?:拒收|不接收)/],
  ['assign', /^分派/],
  ['decide', /^决定/],
  ['reply', /^回复/],
] as const;

export type BaseCommand = (typeof WORDS)[number][0];

/** Whether a word names a command. */
export function isCommand(word: string): word is BaseCommand {
  return WORDS.some(([command]) => command === word);
}

/** The command that a text begins with, and the rest of it. */
export function readCommand(text: string): { command: BaseCommand; rest: string } | undefined {
  for (const [command, pattern] of WORDS) {
    const rest = restOf(text, pattern);
    if (rest !== undefined) return { command, rest };
  }
  return undefined;
}

/** What is said behind a command's words; undefined when the text is not that command. */
export function restOf(text: string, pattern: RegExp): string | undefined {
  const plain = text.replace(/^[/／]/, '');
  const word = pattern.exec(plain)?.[0];
  if (word === undefined) return undefined;
  const rest = plain.slice(word.length);
  // 领取低保要啥条件 is a question: a command is followed by a number, a receipt, a blank, or nothing.
  const isCommand = rest === '' || /^[\s:：，,]|^[\dA-Za-z０-９Ａ-Ｚａ-ｚ第]/.test(rest);
  return isCommand ? rest.replace(/^[\s:：，,]+/, '') : undefined;
}

const RECEIPT = /^[A-Za-z0-9]{3}[-－–—\s]?[A-Za-z0-9]{3}[-－–—\s]?[A-Za-z0-9]{3}(?![A-Za-z0-9])/;

/**
 * A number of the list. Directly before a word it counts things as often as it names a case: 核实 3口人 is no third case,
 * and a finding in the wrong file is worse than a question.
 */
const NUMBER = /^第?(\d{1,3})(?:件|项|号(?![楼院房]))?(?=$|[\s\p{P}]|不?予?纳入)(?!\d|[.,]\d)/u;

/** The case, task or transfer that a command is about, and what is said after it. */
export function readRef(scene: Scene, rest: string): { ref: string; text: string } | undefined {
  const said = rest.trim();
  // Letters and digits alone are made plain, each for one: what a household will read stays as it was written.
  const plain = said.replace(/[０-９Ａ-Ｚａ-ｚ＃－]/g, (sign) => sign.normalize('NFKC'));
  const receipt = RECEIPT.exec(plain)?.[0];
  if (receipt !== undefined && (/[A-Za-z]|-/.test(receipt) || /^\d{9}$/.test(receipt))) {
    return { ref: readReceipt(receipt).receipt ?? receipt, text: after(said, receipt) };
  }
  const number = NUMBER.exec(plain);
  if (number !== null) {
    // A number of no list is a reference like any other that leads nowhere.
    const listed = scene.state.listed[Number(number[1]) - 1];
    return { ref: listed?.ref ?? `#${number[1]}`, text: after(said, number[0]) };
  }
  const id = /^[a-z0-9]{20,40}(?![a-z0-9])/.exec(plain)?.[0];
  if (id !== undefined) return { ref: id, text: after(said, id) };
  return undefined;
}

/** Several cases, by numbers of the list (1 2 3, 1-3) or receipts, and what is said after them. */
export function readRefs(scene: Scene, rest: string): { refs: string[]; text: string } {
  const refs: string[] = [];
  let text = rest.trim();
  for (;;) {
    const range = /^第?(\d{1,3})\s*(?:-|－|–|~|～|到|至)\s*(\d{1,3})(?![\dA-Za-z-])/.exec(
      text.normalize('NFKC'),
    );
    const [from, to] = [Number(range?.[1]), Number(range?.[2])];
    if (range !== null && from <= to && to - from < 100) {
      for (let n = from; n <= to; n += 1) refs.push(scene.state.listed[n - 1]?.ref ?? `#${n}`);
      text = after(text.normalize('NFKC'), range[0]);
      continue;
    }
    const one = readRef(scene, text);
    if (one === undefined) return { refs, text };
    refs.push(one.ref);
    text = one.text;
  }
}

function after(text: string, part: string): string {
  return text.slice(part.length).replace(/^[\s:：，,。、]+/, '');
}

/** The stage that a text begins with (入户核实 没有照片), and the reason behind it. */
export function readStage(scene: Scene, text: string): { to?: Stage; rest: string } {
  const county = scene.staff?.region;
  if (county === undefined) return { rest: text };
  const named = scene.parts.procedures
    .of(county)
    .stages.find(
      ({ label }) => text.startsWith(label) && /^(?:$|[\s:：，,。])/.test(text.slice(label.length)),
    );
  return named === undefined ? { rest: text } : { to: named.stage, rest: after(text, named.label) };
}

/** The township that a text begins with, among those of the cadre's county, and the rest of it. */
export function readTownship(
  scene: Scene,
  text: string,
): { code: RegionCode; name: string; rest: string } | { several: string[] } | undefined {
  const county = scene.staff?.region.slice(0, 6) as RegionCode | undefined;
  if (county === undefined) return undefined;
  const intake = /^(?:县里|县级|县)(?![\u4e00-\u9fff]*(?:镇|乡))/.exec(text)?.[0];
  if (intake !== undefined) {
    return { code: county, name: scene.parts.divisions.nameOf(county), rest: after(text, intake) };
  }
  const found: { code: RegionCode; name: string; said: string }[] = [];
  for (const { code, name } of scene.parts.gazetteer.townshipsOf(county)) {
    const short = name.replace(/(?:镇|乡|街道办事处|街道)$/, '');
    const said = [name, `${short}镇`, `${short}乡`, `${short}街道`, short].find(
      (each) => each.length >= 2 && text.startsWith(each),
    );
    if (said !== undefined) found.push({ code, name, said });
  }
  const longest = Math.max(...found.map(({ said }) => said.length));
  const best = found.filter(({ said }) => said.length === longest);
  const [only, ...others] = best;
  if (only === undefined) return undefined;
  if (others.length > 0) return { several: best.map(({ name }) => name) };
  return { code: only.code, name: only.name, rest: after(text, only.said) };
}
