import type { AlertFile, AlertItem, Counts, ImportReport, Preview, Settled } from '../../../alerts/index.ts';

/** What staff read about department alerts. */
export const ALERT_TEXTS = {
  help: {
    list: '预警（部门预警名单；预警 序号：看一户；预警 序号 没事／有困难 情况／人不在了／转 乡镇）',
    who: '认人 序号（说明预警上的人是哪一户）',
    sheet: '发来表格文件：导入部门预警',
    feedback: '反馈 2026Q4（某季度预警的核查结果，给一份表）',
  },
  none: '现在没有要办的预警。',
  title: (n: number, due: string) => `部门预警 ${n} 户${due === '' ? '' : `（${due}）`}：`,
  countyTitle: (n: number) => `要县里处理的部门预警 ${n} 户：`,
  overdue: (n: number) => `超期${n}户`,
  today: (n: number) => `今天到期${n}户`,
  kinds: { check: '', doubtful: '【要认人】', unmatched: '【要分派】' },
  line: (item: AlertItem) =>
    [
      `${ALERT_TEXTS.kinds[item.kind]}${item.name} ${item.place} ${item.causes.join('、')}`,
      `${item.units.join('、')}${item.rows > 1 ? `共${item.rows}条` : ''}`,
      ...(item.kind === 'check'
        ? [item.due + (item.sample && item.dueOn !== null ? ALERT_TEXTS.sample : '')]
        : []),
      ...(item.openCase === undefined ? [] : [`在办件${item.openCase}`]),
    ].join('，'),
  sample: '（示例，未经县级审核）',
  page: (at: number, last: number) => `第 ${at} 页，共 ${last} 页。`,
  nextPage: '下一页',
  hint: {
    check: '到家看过后发：预警 序号 没事，或 预警 序号 有困难 情况（照片可以先发）。',
    county: '发“认人 序号”说明是哪一户；发“预警 序号 转 乡镇”分给乡镇。',
  },
  file: {
    person: (name: string) => `预警的人：${name}`,
    head: (name: string) => `户主：${name}`,
    id: (id: string) => `身份证：${id}`,
    phone: (phone: string) => `电话：${phone}`,
    place: (place: string) => `地方：${place}`,
    address: (address: string) => `表里写的住址：${address}`,
    reported: (of: AlertFile['reported'][number]) =>
      `· ${of.unit} ${of.cause}${of.what === undefined ? '' : `：${of.what}`}${of.amount === undefined ? '' : `，${of.amount}元`}${of.date === undefined ? '' : `，${of.date}`}`,
    due: (due: string) => `期限：${due}`,
    unknown: '台账里没有这个人，请到村里问问。',
    openCase: (receipt: string) => `这一户有在办的件：${receipt}。有新困难会补充到那一件里。`,
    suggestion: (text: string) => `转来的说明：${text}`,
  },
  choices: '可能是这几户，请核对：',
  choice: (n: number, name: string, place: string, why: string) => `${n}. ${name} ${place}（${why}）`,
  askWhich: '回复序号；都不是就点“都不是”，台账里没有的新户点“新户”。',
  noChoices: '没有能选的户。都不是就点“都不是”，新户点“新户”。',
  recognised: (place: string, rows: number) =>
    `认好了。${rows > 1 ? `${rows}条一起` : ''}交${place}入户核查。`,
  unplaced: '记好了：都不是。还不知道住在哪个乡镇，请发“预警 序号 转 乡镇”分派。',
  askVerdict: '请说结果：没事、有困难（写上情况）、人不在了。',
  unclear: (words: string) => `“${words}”——这是没事，还是有困难？`,
  askRisk: '请写有什么困难（照片可以先发）。',
  away: '好，还在名单上。下次去看了再写结果。',
  settled: ({ outcome, rows, receipt, joined, again }: Settled) => {
    const all = rows > 1 ? `（${rows}条预警一起）` : '';
    if (again === true) {
      return receipt === undefined
        ? '这一户已经记过这个结果了，不用再发。'
        : `这一户已经立件：${receipt}，不用再发。`;
    }
    if (outcome === 'clear') return `记好了：没有风险${all}。`;
    if (outcome === 'gone') return `记好了：人已不在这里${all}。`;
    if (receipt === undefined) return `记好了：已补充到这一户在办的件里${all}。`;
    return joined === true
      ? `记好了：这一户有在办的件 ${receipt}，已补充进去${all}。`
      : `已立件：${receipt}${all}。`;
  },
  whichPlace: '请写要去的乡镇，例如：预警 1 转 陈化店镇 住在那里。写“县里”就是交回县里。',
  severalPlaces: (names: string) => `叫这个名字的有几个：${names}。请写全名。`,
  handed: (place: string) => `转好了，由${place}办。`,
  whichNumber: '请写上序号，例如：预警 1 没事。发“预警”看名单。',
  buttons: {
    open: '打开',
    list: '预警',
    clear: '没事',
    risk: '有困难',
    gone: '人不在了',
    who: '认人',
    none: '都不是',
    new: '新户',
    import: '导入',
    columns: '换列',
    cause: '换原因',
    unit: '换部门',
    table: '换表',
    drop: '不导了',
    alerts: '部门预警表',
    register: '监测户底册',
  },
  sheet: {
    notYours: '表格由县里或部门导入。您这里看名单请发“预警”。',
    which: (name: string) => `收到表格“${name}”。这是什么表？`,
    askUnit: (name: string) => `收到表格“${name}”。这是哪个部门的预警？（点选，或直接写部门名）`,
    askCause: '这份表是哪种原因的预警？',
    askTable: '要导入哪一张表？',
    askColumns: (titles: string) =>
      `表里的列：${titles}。\n请写哪一项用哪一列，例如：姓名=患者名，村=家庭住址。不用的写“无”，例如：电话=无。`,
    unread: (parts: string) => `这些没有看懂：${parts}。请照这样写：姓名=患者名。`,
    gone: '这份文件已经不在了，请重新发一次。',
    old: '这是前一份文件的按钮。请用最新一份的按钮。',
    dropped: '好，不导了。文件已删除。',
    sendFirst: '请先把表格文件发到这里（xlsx、xls 或 csv）。',
    failed: (problem: string) => `这份表不能导入：${problem}`,
  },
  preview: (preview: Preview, name: string) => previewText(preview, name),
  report: (report: ImportReport, unit: string) => reportText(report, unit),
  faultFile: '不能导入的行.xlsx',
  faults: (n: number) => `有${n}行没有导入，原因写在最后一列。请部门改好，再发一次。`,
  feedback: {
    which: '请写哪个季度，例如：反馈 2026Q4。',
    unknownUnit: '没有找到这个部门的预警。',
    none: (quarter: string, unit: string | null) =>
      `${quarter}${unit === null ? '' : ` ${unit}`}没有导入过预警。`,
    file: (quarter: string, unit: string | null) => `预警反馈${quarter}${unit ?? ''}.xlsx`,
    title: (quarter: string, unit: string | null, rows: number) =>
      `${quarter} ${unit ?? '全县各部门'}预警反馈：共${rows}条。`,
    count: (label: string, n: number) => `${label}${n}条`,
  },
} as const;

const COUNTS: readonly (readonly [keyof Counts, string])[] = [
  ['exact', '认得准、可直接核查'],
  ['doubtful', '要人工认是哪一户'],
  ['unknown', '台账里没有、到村里核查'],
  ['unplaced', '不知道住处、县里分派'],
  ['elsewhere', '不在本县'],
  ['known', '以前导入过'],
  ['repeated', '表里重复'],
  ['faulty', '有错、不导入'],
];

function countsText(counts: Counts): string {
  return COUNTS.filter(([key]) => counts[key] > 0)
    .map(([key, label]) => `${label}${counts[key]}行`)
    .join('；');
}

/** Kinds of faults told; the rest is in the file of faulty rows. */
const FAULTS_TOLD = 6;

function previewText(preview: Preview, name: string): string {
  const { unit, tables, table, rows, firstRow, mapping, missing, doubtful, unused, sample, faults } = preview;
  const { counts, cause, causeColumn, imported } = preview;
  const sheet = tables[table];
  const several = tables.length > 1 ? `（共${tables.length}张表，用“${sheet?.name ?? ''}”）` : '';
  const lines = [
    `“${name}”${several}：${rows}行${firstRow === null ? '' : `，数据从第${firstRow}行起`}。`,
    `部门：${unit}；原因：${causeColumn ? '看“风险类型”列' : (cause ?? '还没有定')}${causeColumn && cause !== undefined ? `，没写的按${cause}` : ''}。`,
    `列：${mapping.map(({ label, title }) => (label === title ? label : `${label} ← ${title}`)).join('，')}。`,
    ...(doubtful.length === 0 ? [] : [`请核对这几列对不对：${doubtful.join('、')}。`]),
    ...(unused.length === 0 ? [] : [`没有用的列：${unused.slice(0, 12).join('、')}。`]),
    ...(missing.length === 0 ? [] : [`没有找到这几列：${missing.join('、')}。请点“换列”写明。`]),
    ...(sample.length === 0 ? [] : ['前几行（已遮盖）：', ...sample.map((line) => `第${line}`)]),
    ...(counts === undefined ? [] : [`结果：${countsText(counts)}。`]),
    ...faults
      .slice(0, FAULTS_TOLD)
      .map(
        ({ text, rows: at, count }) =>
          `· 第${at.join('、')}行${count > at.length ? `等${count}行` : ''}：${text}`,
      ),
    ...(imported === undefined ? [] : [`这份表${imported}导入过，再导一次不会重复。`]),
  ];
  return lines.join('\n');
}

/** Townships named in a report. */
const TOWNSHIPS_TOLD = 30;

function reportText({ kind, day, taken, counts, townships }: ImportReport, unit: string): string {
  if (kind === 'known') return `这份表${day}已经导入过，没有新的行，什么都没有改。`;
  if (kind === 'nothing') return '没有一行能导入，什么都没有改。请改好再发，或者点“换列”核对列名。';
  const told = townships.slice(0, TOWNSHIPS_TOLD).map(({ name, visits }) => `${name}${visits}户`);
  return [
    `${unit}的预警导入好了：${taken}行。`,
    `${countsText(counts)}。`,
    ...(told.length === 0 ? [] : [`已分给：${told.join('，')}。各乡镇会收到一条通知。`]),
  ].join('\n');
}
