/** What stands round the text of an official document: addressee, signature, date, list of attachments, imprint. */

const ORGANISATION =
  /^[^，。；：,;:！？|]{2,45}(?:办公室|委员会|人民政府|政府|领导小组|指挥部|专班|[局委厅部处办会]|中心|联合会|[县市区省]委|党委|联社|银行|支行|公司|大队|[站所院队])(?:[（(]?(?:代章|盖章|印章?|公章)[）)]?)?$/;
const YEAR = '(?:[12]\\d{3}|[〇○Ｏ零一二三四五六七八九]{4})';
const DAY_OF_YEAR = '(?:\\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\\d{1,2}|[一二三四五六七八九十]{1,3})日';
const DATE = new RegExp(`^[（(]?([^，。；：|]{0,40}?)${YEAR}年${DAY_OF_YEAR}(?:印发|印制|印)?[）)]?$`);
const FORMULA =
  /^[（(](?:此件|此页|本页|联系人|联系电话|本文)|^[抄分]送|^抄报|^主题词|^联系(?:人|电话)[：:]|^新华社.{2,12}电$|^特此(?:通知|通告|公告|函告|报告|函复)[。.]?$|^(?:打印|校对|印数|共印)[：:\d]|^[（(]?共印\d+份/;
/** `附件：1.任务分工表`, `附件2`, `附：名单`, `附表1`. */
const ATTACHMENT =
  /^(附[件表录]?)(?:([\d０-９]{1,2}|[一二三四五六七八九十]{1,2})(?![年月日]))?(?:([：:.．、])|$|(?=[\u4e00-\u9fff《]))(.*)$/;

const ADDRESSED =
  /^(?:各|有关|直属|全[省市县区]各|.{2,14}(?:人民政府|办公室|党工?委|[县市区]委|管委会|委员会|镇|乡|街道|[局办]))/;
const STATEMENT =
  /为了|为[贯深进全做切认加]|根据|按照|如下|制定|贯彻|落实|实施|现将|印发|转发|方案|意见|精神|下列|以下/;

/** Whom a document is addressed to: `各镇人民政府，县直有关单位：`. */
export function isAddressee(text: string): boolean {
  return (
    text.length <= 200 &&
    /[：:]$/.test(text) &&
    ADDRESSED.test(text) &&
    !/[。；;]/.test(text) &&
    !STATEMENT.test(text)
  );
}

/** A line that is a date, alone, in brackets or after the name of who issued it. */
export function isDateLine(text: string): boolean {
  const before = DATE.exec(text)?.[1];
  return before !== undefined && (before === '' || isOrganisation(before));
}

/** A line that may be a signature; whether it is one shows what follows it. */
export function isOrganisation(text: string): boolean {
  return ORGANISATION.test(text);
}

/** Fixed phrases after the text: `（此件公开发布）`, `抄送：…`, `特此通知。`. */
export function isFormula(text: string): boolean {
  return FORMULA.test(text);
}

/** A line that names an attachment, whether it lists it or heads it. */
export function attachmentOf(text: string): { label: string; title: string; hasMark: boolean } | undefined {
  if (text.length > 90) return undefined;
  const match = ATTACHMENT.exec(text);
  if (match === null) return undefined;
  const [, kind = '', number = '', mark, title = ''] = match;
  // 附件中所列…, 附件要求…: a sentence about one.
  if (number === '' && mark === undefined && title !== '') return undefined;
  if (/[。；]/.test(title)) return undefined;
  const name = kind === '附' ? '附件' : kind;
  return { label: `${name}${number.normalize('NFKC')}`, title: title.trim(), hasMark: mark !== undefined };
}

/** Which paragraphs are signatures and dates: names of offices that a date, another name or the imprint follows. */
export function signatureLines(texts: readonly string[]): Set<number> {
  const found = new Set<number>();
  for (let i = texts.length - 1; i >= 0; i -= 1) {
    const text = texts[i] ?? '';
    const next = texts[i + 1];
    if (isDateLine(text)) found.add(i);
    else if (
      isOrganisation(text) &&
      next !== undefined &&
      (isDateLine(next) || (found.has(i + 1) && isOrganisation(next)))
    ) {
      found.add(i);
    } else if (
      isOrganisation(text) &&
      !/[\d\s|]/.test(text) &&
      next === undefined &&
      /(?:办公室|人民政府|委员会|领导小组|[县市区]委|局)$/.test(text)
    )
      found.add(i);
  }
  return found;
}
