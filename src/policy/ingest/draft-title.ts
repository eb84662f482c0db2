import { numberingOf } from './headings.ts';
import { attachmentOf, isAddressee, isDateLine, isFormula, isOrganisation } from './matter.ts';
import { isInformationLine, isSiteLine } from './site-lines.ts';

/** Kinds of document by which a title ends. */
const KIND =
  '(?:实施意见|意见|实施方案|工作方案|方案|管理办法|实施办法|办法|实施细则|细则|通知|通告|公告|工作要点|要点|规定|工作计划|计划|规划|措施|决定|决议|纲要|规则|条例|制度|标准|指南|清单|办理流程|流程|批复|函|报告|指导意见|规程|预案|倡议书|明白[纸卡]|指引|须知|问答|纪要|答复|公示)';
const TITLE_END = new RegExp(`${KIND}(?:[（(][^（）()]{2,12}[）)])?$`);
const NUMBER = /[〔[［【（(]\s*\d{4}\s*[〕\]］】）)]\s*第?\s*\d{1,4}\s*号/;
/** Most lines that are looked at. */
const HEAD = 60;
/** Most lines that a title takes up, and most characters it has. */
const LINES = 6;
const CHARACTERS = 120;

/** The head of a document: its lines before the text, the title found among them. */
export interface Head {
  /** The lines before the first numbered heading or long paragraph. */
  lines: string[];
  title?: string;
  /** Of a covering notice (关于印发《…》的通知): the title of the notice itself. */
  notice?: string;
}

/** Reads the head of a document from its lines (not yet joined to paragraphs). */
export function headOf(text: string): Head {
  const all = text
    .split('\n')
    .map((line) =>
      line
        .replace(/\*\*/g, '')
        .replace(/[\s\u00a0]+/gu, ' ')
        .trim(),
    )
    .filter((line) => line !== '' && !isSiteLine(line) && !isInformationLine(line));
  const lines = withoutAttachmentList(all);
  const end = lines.findIndex((line) => numberingOf(line.replaceAll(' ', '')) !== undefined);
  const head = lines.slice(0, Math.min(end < 0 ? HEAD : end, HEAD));
  const titles = titlesIn(head);
  const notice = titles.find((title) => /(?:印发|转发|批转).*《?.*的通知$/.test(title.replaceAll(' ', '')));
  const own = titles.filter((title) => title !== notice);
  const title = longest(own) ?? innerTitle(notice) ?? notice ?? plainLine(head);
  return {
    lines: head,
    ...(title === undefined ? {} : { title }),
    ...(notice === undefined ? {} : { notice }),
  };
}

/** `附件：1.… 2.…` under a covering notice would else pass for the first headings. */
function withoutAttachmentList(lines: readonly string[]): string[] {
  let inList = false;
  return lines.filter((line) => {
    const isEntry = inList && /^\d{1,2}[.．、]/.test(line);
    inList = attachmentOf(line) !== undefined || isEntry;
    return !inList;
  });
}

/** Stretches of lines without prose that read as a title together, each once. */
function titlesIn(lines: readonly string[]): string[] {
  const titles: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const found = titleFrom(lines, at);
    if (found === undefined) continue;
    titles.push(found.title);
    at += found.lines - 1;
  }
  return titles;
}

function titleFrom(lines: readonly string[], at: number): { title: string; lines: number } | undefined {
  let title = '';
  for (let count = 1; count <= LINES; count += 1) {
    const line = lines[at + count - 1];
    if (line === undefined || !isTitleLine(line)) return undefined;
    if (count === 1 && /^[（(]/.test(line)) return undefined;
    title = joined(title, line);
    const bare = title.replaceAll(' ', '');
    if (bare.length > CHARACTERS) return undefined;
    if (TITLE_END.test(bare) && isClosed(bare) && bare.length >= 5) {
      const next = lines[at + count];
      // 关于印发《…方案 / 》的通知 and 实施方案 / （试行） go on.
      if (
        next !== undefined &&
        isTitleLine(next) &&
        /^(?:》|的通知|[（(](?:试行|暂行|修订|征求意见稿)[）)])/.test(next)
      )
        continue;
      return { title, lines: count };
    }
  }
  return undefined;
}

/** The first line that is no letterhead, number, date or addressee, for titles of no usual kind. */
function plainLine(head: readonly string[]): string | undefined {
  return head.find(
    (line) =>
      isTitleLine(line) &&
      line.length >= 6 &&
      line.length <= 60 &&
      !isOrganisation(line.replaceAll(' ', '')) &&
      !line.includes('，'),
  );
}

function isTitleLine(line: string): boolean {
  const bare = line.replaceAll(' ', '');
  if (/[。；：:;|]/.test(bare) || bare.length > 90) return false;
  if (NUMBER.test(bare) || isFormula(bare) || isDateLine(bare) || isAddressee(bare) || /文件$/.test(bare))
    return false;
  return !(isOrganisation(bare) && /[局委办府会]$/.test(bare) && bare.length > 30 && /[，,]/.test(bare));
}

/** Lines of a title are joined without a blank, but for names of issuers, which stand apart. */
function joined(left: string, right: string): string {
  if (left === '') return right;
  return isOrganisation(left.replaceAll(' ', '')) &&
    isOrganisation(right.split('关于')[0]?.replaceAll(' ', '') ?? '')
    ? `${left} ${right}`
    : left + right;
}

function isClosed(title: string): boolean {
  return (title.match(/《/g)?.length ?? 0) === (title.match(/》/g)?.length ?? 0);
}

function longest(titles: readonly string[]): string | undefined {
  return [...titles].sort((a, b) => b.length - a.length)[0];
}

/** 关于印发《鄢陵县…工作要点》的通知 → 鄢陵县…工作要点 */
export function innerTitle(notice: string | undefined): string | undefined {
  const inner =
    notice === undefined ? undefined : (/印发《(.+)》/.exec(notice) ?? /印发(.+)的通知$/.exec(notice))?.[1];
  return inner !== undefined && inner.length >= 4 ? inner : undefined;
}
