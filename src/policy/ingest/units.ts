/** A stretch of text that names the responsible units, as `（责任单位：…）`. */
interface Block {
  start: number;
  end: number;
  /** What stands after the colon; of several duties in one block (`牵头…；配合…`) all. */
  units: string;
}

const OPENING = '（(〔[【';
const CLOSING = '）)〕]】';
const DUTY = '(?:责任|牵头|配合|主办|协办|承办|实施|主管|参与|落实|主要责任|第一责任|协同)(?:单位|部门|主体)';
const LABEL = new RegExp(`^${DUTY}[:：]`);
const STARTS_WITH_LABEL = new RegExp(`^${DUTY}(?:及分工)?[:：]`);
/** `（县农业农村局牵头，县财政局、县民政局配合）`. */
const DUTY_AFTER =
  /(?:按(?:照)?职责分工)?(?:分别)?(?:共同)?(?:牵头|配合|参与|协同|协办)?(?:负责|牵头|配合|参与|落实|实施)(?:到位)?$/;
const UNIT =
  /(?:[局办委部厅院行社会处站队所校镇乡]|政府|中心|公司|街道|单位|部门|党委|银行|乡镇|集团)(?:[（(][^（）()]*[）)])?$/;

/** A remark that stands among the units ("本项及以下各项措施，除特别注明外，…不再逐项列出"). */
const REMARK = /(?:均需|不再|除特别|以下各项|另有规定)/;

/**
 * The responsible units printed in an article, in their order, once each.
 * `（责任单位：县住建局；各镇党委政府）` → `["县住建局", "各镇党委政府"]`.
 */
export function responsibleUnitsOf(text: string): string[] {
  const units = new Set<string>();
  for (const block of blocksOf(text)) for (const unit of unitsIn(block.units)) units.add(unit);
  return [...units];
}

const BRACKETED = /[（(〔【]责任单位[:：](?:[^（()）〔〕【】]|[（(][^（()）]*[）)])*[）)〕】]/;

/**
 * The units responsible for one sentence of an article: those printed next after it, since some articles name
 * others for each of their parts; all of the article's where none follow.
 */
export function unitsResponsibleFor(
  article: { text: string; responsibleUnits: string[] },
  sentence: string,
): string[] {
  const text = article.text.replace(/\s+/g, '');
  const at = text.indexOf(sentence);
  const block = at < 0 ? null : BRACKETED.exec(text.slice(at + sentence.length));
  const units = block === null ? [] : responsibleUnitsOf(block[0]);
  return units.length > 0 ? units : article.responsibleUnits;
}

/** An article's text without its blocks of responsible units. */
export function withoutUnits(text: string): string {
  let rest = '';
  let at = 0;
  for (const { start, end } of blocksOf(text)) {
    rest += text.slice(at, start);
    at = end;
  }
  return rest + text.slice(at);
}

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  for (const line of text.split('\n')) {
    const own = unbracketed(line, at);
    blocks.push(...(own.length > 0 ? own : bracketed(line, at)));
    at += line.length + 1;
  }
  return blocks;
}

/** `（责任单位：…）` anywhere, brackets within it included, and `（…牵头，…配合）` at the end of a sentence. */
function bracketed(line: string, offset: number): Block[] {
  const blocks: Block[] = [];
  for (let start = 0; start < line.length; start += 1) {
    if (!OPENING.includes(line[start] ?? ' ')) continue;
    const end = closingOf(line, start);
    if (end === undefined) continue;
    const inner = line.slice(start + 1, end);
    const isLabelled = STARTS_WITH_LABEL.test(inner.replace(/\s+/g, ''));
    const isEnd = /^[。.；;]?\s*(?:$|[（(〔【])/.test(line.slice(end + 1));
    if (!isLabelled && !(isEnd && isDuties(inner))) continue;
    blocks.push({ start: offset + start, end: offset + end + 1, units: inner });
    start = end;
  }
  return blocks;
}

/** A line of its own: `责任单位：县民政局、县财政局`. */
function unbracketed(line: string, offset: number): Block[] {
  if (!STARTS_WITH_LABEL.test(line.trimStart())) return [];
  return [{ start: offset, end: offset + line.length, units: line.replace(/[。.]$/, '') }];
}

/** Index of the bracket that closes the one at `start`; what stands in nested ones is skipped. */
function closingOf(line: string, start: number): number | undefined {
  let depth = 0;
  for (let i = start; i < line.length; i += 1) {
    const character = line[i] ?? ' ';
    if (OPENING.includes(character)) depth += 1;
    else if (CLOSING.includes(character)) depth -= 1;
    if (depth === 0) return i;
  }
  return undefined;
}

function isDuties(inner: string): boolean {
  if (inner.length > 300 || /[。：:]/.test(inner) || !DUTY_AFTER.test(inner.trim())) return false;
  const names = unitsIn(inner);
  return names.length > 0 && names.every((name) => UNIT.test(name) && name.length <= 40);
}

function unitsIn(content: string): string[] {
  const units: string[] = [];
  for (const clause of splitOutside(content.replace(/\s+/g, ''), '；;')) {
    if (REMARK.test(clause)) continue;
    for (const part of splitOutside(clause, '、，,')) {
      for (const name of part.split(/等(?=原)/)) {
        const unit = nameOf(name);
        // 各镇党委、政府 is one unit.
        if (unit === '政府' && /党委$/.test(units.at(-1) ?? '')) units.push(`${units.pop()}、政府`);
        else if (unit.length >= 2) units.push(unit);
      }
    }
  }
  return units;
}

function nameOf(part: string): string {
  return part
    .replace(LABEL, '')
    .replace(/^(?:由|以及)/, '')
    .replace(DUTY_AFTER, '')
    .replace(/(?:等有关|等相关|等)(?:单位|部门)?$|等$/, '')
    .replace(/^等$/, '');
}

/** Splits at the marks that stand in no bracket. */
function splitOutside(text: string, marks: string): string[] {
  const parts: string[] = [''];
  let depth = 0;
  for (const character of text) {
    if (OPENING.includes(character)) depth += 1;
    else if (CLOSING.includes(character)) depth = Math.max(0, depth - 1);
    if (depth === 0 && marks.includes(character)) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}
