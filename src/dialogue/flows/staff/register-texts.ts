import type { CheckReport, FindingItem, ImportReport, SheetPreview } from '../../../register/index.ts';

const MOST_FAULTS = 8;
const MOST_PLACES = 5;

/** What cadres read about the county's households on record. */
export const REGISTER_TEXTS = {
  help: {
    state: '底册（看底册录到哪个月；录入就把文件发来）',
    check: '筛查（每月筛查底册里的疑似问题）',
    findings: '疑点（看疑点；疑点 序号 已改、疑点 序号 说明 原因）',
    merge: '合户 编号 编号（两个编号是同一户）',
    undo: '拆开 编号（合错了，拆回去）',
    export: '导出（本地的户，按国家系统的列；县里可写乡镇名）',
  },
  state: (households: number, people: number, month: string, day: string) =>
    `底册：${households} 户 ${people} 人，数据到 ${month}，${day} 录入。要录入新的，把系统导出的文件发到这里。`,
  stateNone: '还没有录入过底册。把国家系统导出的底册文件发到这里，就能录入。',
  preview: (name: string, preview: SheetPreview) =>
    [
      `“${name}”：${preview.month} 的数据，${preview.households} 户 ${preview.people} 人，其中新的 ${preview.fresh} 户。`,
      placesText(preview.townships),
      ...(preview.takenOn === undefined ? [] : [`这份文件 ${preview.takenOn} 录入过，再录不会有变化。`]),
      ...(preview.unused.length === 0 ? [] : [`用不上的列：${preview.unused.join('、')}。`]),
      ...faultLines(preview.faults),
      '要录入吗？',
    ]
      .filter((line) => line !== '')
      .join('\n'),
  report: (report: ImportReport) =>
    report.changed
      ? [
          `录好了：${report.month} 的底册，新增 ${report.households.fresh} 户，更新 ${report.households.updated} 户，和申报对上 ${report.households.joined} 户。`,
          `人员：新增 ${report.people.fresh} 人，更新 ${report.people.updated} 人，不在户里了 ${report.people.left} 人。`,
          ...(report.households.older === 0
            ? []
            : [`有 ${report.households.older} 户库里的数据更新，没有改。`]),
          ...(report.unknownPlaces.length === 0
            ? []
            : [`这些地名对不上本县的村：${report.unknownPlaces.slice(0, MOST_PLACES).join('、')}。`]),
          ...(report.perhapsSame === 0
            ? []
            : [`有 ${report.perhapsSame} 户可能和已有的户是同一户，已列为疑点，由乡镇核对。`]),
          ...faultLines(report.faults),
          '发“筛查”可以筛查疑似问题。',
        ].join('\n')
      : '这份文件以前录入过，没有变化。',
  gone: '文件已经过期，请再发一次。',
  failed: (problem: string) => `没有录入：${problem}`,
  dropped: '好，不录入。',
  checked: (report: CheckReport, names: (rule: string) => string) =>
    [
      `筛查好了：${report.month} 的底册 ${report.households} 户，新疑点 ${report.opened} 条，没办完的 ${report.standing} 条，已经改好的 ${report.mended} 条。`,
      ...Object.entries(report.byRule).map(([rule, n]) => `· ${names(rule)}：${n} 户`),
    ].join('\n'),
  sample: '（筛查规则是示例，未经县级审核。）',
  none: '现在没有要核实的疑点。',
  title: (open: number, shown: number) =>
    `要核实的疑点 ${open} 条${shown < open ? `，先看最急的 ${shown} 条` : ''}：`,
  counts: (lines: readonly string[]) => ['各乡镇没办完的疑点：', ...lines].join('\n'),
  count: (place: string, open: number, overdue: number) =>
    `· ${place}：${open} 条${overdue === 0 ? '' : `（超期 ${overdue} 条）`}`,
  noTownship: '不知道乡镇的',
  finding: (item: FindingItem, due: string) =>
    `${item.place} ${item.name} ${item.rule}${due === '' ? '' : `（${due}前）`}`,
  opened: (item: FindingItem) =>
    [`${item.place} ${item.name}：${item.rule}（${item.month} 的底册）`, item.says, item.todo].join('\n'),
  howTo: '在系统里改好了，发“疑点 序号 已改”；没有错，发“疑点 序号 说明 原因”。看内容，发“疑点 序号”。',
  whichFinding: '请写上序号，例如：疑点 3 已改。发“疑点”看列表。',
  whichState: '请写“已改”，或写“说明”和原因，例如：疑点 3 说明 本月刚落实。',
  settled: { mended: '记下了：已改。', explained: '记下了：已说明。' },
  whichTwo: '请写两个编号（回执或户编号），例如：合户 编号 编号。前一户并到后一户。',
  merged: '合好了，以后是一户。合错了发“拆开 编号”。',
  whichUndo: '请写要拆开的编号（回执或户编号），例如：拆开 编号。',
  undone: (receipts: readonly string[]) =>
    receipts.length === 0 ? '拆开了，又是两户。' : `拆开了，${receipts.join(' 和 ')} 分开办。`,
  exported: (place: string, households: number) =>
    `${place}的户 ${households} 户，在文件里。里面有身份证号和电话，请只在工作电脑上用，用完删除。`,
  exportName: (place: string, month: string) => `${place}农户${month}.xlsx`,
  notThere: '没有这个乡镇。请写乡镇全名，例如：导出 望田镇。',
  ownOnly: '只能导出您自己管的地方：发“导出”就行。',
  buttons: { go: '录入', drop: '不录入', mended: '已改', explained: '说明', same: '同户', list: '疑点' },
  askExplain: '请写说明的原因。',
} as const;

function placesText(townships: Readonly<Record<string, number>>): string {
  const known = Object.entries(townships).filter(([name]) => name !== '');
  const unknown = townships[''] ?? 0;
  const shown = known.slice(0, MOST_PLACES * 3).map(([name, n]) => `${name} ${n} 人`);
  const more = known.length > shown.length ? '……' : '';
  const lost = unknown === 0 ? '' : `不知道乡镇的 ${unknown} 人。`;
  return `${shown.join('、')}${more}${shown.length === 0 ? '' : '。'}${lost}`;
}

function faultLines(faults: readonly { row: number; reason: string }[]): string[] {
  if (faults.length === 0) return [];
  const shown = faults.slice(0, MOST_FAULTS).map(({ row, reason }) => `第 ${row} 行：${reason}`);
  const more = faults.length > shown.length ? ['……'] : [];
  return [`有问题的 ${faults.length} 处：`, ...shown, ...more];
}
