/** Longest message that is read, characters. A longer one is said to be too long, never cut. */
export const MAX_MESSAGE = 2000;

/** Invisible characters: zero width, bidirectional, controls. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/gu;

/** A message as it is read: full-width letters and figures halved (its punctuation stays), the invisible dropped, blanks folded. */
export function plain(text: string): string {
  return text
    .replace(/[^，。！？；：（）～、]+/gu, (run) => run.normalize('NFKC'))
    .replace(INVISIBLE, '')
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim();
}

const LEADING =
  /^(?:算了|那就|那么|那|就|嗯+|哦+|噢+|啊+|哎+|唉+|呃+|请问?|麻烦(?:你|您)?|劳驾|您?好|好的?吧?|我们?想要?|俺们?想要?|我们?要|俺们?要|咱要|我们?|俺们?|先|帮(?:我|俺)?|给(?:我|俺)|想要?|要|现在)(?=[\u4e00-\u9fff])/;
const TRAILING =
  /(?:吧|了|啊|呀|呗|哈|啦|嘛|哦|噢|哩|咧|呢|喽|嘞|谢谢(?:你|您|啊|了)*|一下|好不好|行不行?|麻烦(?:你|您)?了?|先|您|都)$/;

/** Letters and digits only: without punctuation, emoji and blanks. */
export function bare(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '');
}

/**
 * The forms that a whole message can be recognised by: bare, then with politeness and particles taken off its ends
 * step by step (`那就提交吧` → `提交吧` → `提交`).
 */
export function cores(text: string): Set<string> {
  const found = new Set<string>();
  const queue = [bare(text).toLowerCase()];
  // Each round takes one word off one end: a short message has few such forms.
  while (queue.length > 0 && found.size < 40) {
    const form = queue.shift() ?? '';
    if (form === '' || found.has(form)) continue;
    found.add(form);
    // The last: 可以可以, 同意同意.
    queue.push(form.replace(LEADING, ''), form.replace(TRAILING, ''), form.replace(/^(.{1,3}?)\1+$/u, '$1'));
  }
  return found;
}

/** Whether nothing in a message can be read: emoji and punctuation, a keyboard's row, laughter. */
export function isSenseless(text: string): boolean {
  const letters = bare(text);
  if (letters === '') return true;
  if (/^([^对好行中嗯是])\1{2,}$/u.test(letters) && !/^\d+$/.test(letters)) return true;
  if (
    /^(?:哈+|呵+|嘿+|嘻+|啊+|哦+|呃+|额+|唉+|呜+|嗷+|喂+|[哈呵嘿嘻啊哦呃唉]+|测试|test|qwe\w*|asd\w*|zxc\w*|abc|哈喽)$/i.test(
      letters,
    )
  ) {
    return true;
  }
  return /^[a-z]+$/i.test(letters) && !/^(?:ok|okay|yes|y|no|n|hao|help|back)$/i.test(letters);
}

/** Clauses of a message, in order, without their punctuation. */
export function clausesOf(text: string): string[] {
  return text.split(/[，,。；;！!？?\n、]+/).flatMap((clause) => {
    const trimmed = clause.trim();
    return trimmed === '' ? [] : [trimmed];
  });
}

const DIGITS: Record<string, string> = {
  零: '0',
  〇: '0',
  一: '1',
  幺: '1',
  二: '2',
  两: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
  壹: '1',
  贰: '2',
  叁: '3',
  肆: '4',
  伍: '5',
  陆: '6',
  柒: '7',
  捌: '8',
  玖: '9',
};

/** Numbers spelt digit by digit, as voice input writes them (`幺三八零…`), in figures. */
export function spokenDigits(text: string): string {
  return text.replace(
    /[零〇一幺二两三四五六七八九壹贰叁肆伍陆柒捌玖\d](?:\s?[零〇一幺二两三四五六七八九壹贰叁肆伍陆柒捌玖\d]){6,}/g,
    (run) => [...run].map((symbol) => DIGITS[symbol] ?? symbol).join(''),
  );
}
