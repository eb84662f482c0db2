import { writeWorkbook } from '../../src/sheets/index.ts';

/** The columns of the national system's household sheet, in its order. */
export const NATIONAL = [
  '数据日期',
  '县(市、区、旗)',
  '乡(镇)',
  '行政村',
  '自然村',
  '户编号',
  '人编号',
  '姓名',
  '证件号码',
  '人数',
  '与户主关系',
  '民族',
  '文化程度',
  '在校生状况',
  '健康状况',
  '劳动技能',
  '务工时间（月）',
  '是否参加大病保险',
  '危房户',
  '是否解决安全饮用水',
  '人均纯收入',
  '户联系电话',
  '户类型',
  '监测对象类别',
  '致贫/返贫风险1',
  '致贫/返贫风险2',
  '致贫/返贫风险3',
  '致贫/返贫风险4',
  '致贫/返贫风险5',
  '识别监测时间',
  '风险是否已消除',
  '风险消除方式',
  '消除监测时间',
  '享受低保政策情况',
  '享受特困供养政策情况',
  '整户无劳动能力兜底保障户',
  '实施开发式帮扶措施情况',
  '饮水安全保障',
] as const;

export type Line = Partial<Record<string, string | number>>;

/** A person of a household of 望田镇晋庄村, all in order, but for what is given. */
export function line(given: Line): Line {
  return {
    数据日期: '202610',
    '县(市、区、旗)': '鄢陵县',
    '乡(镇)': '望田镇',
    行政村: '晋庄村',
    户编号: '4110240001',
    姓名: '王建国',
    人数: 3,
    与户主关系: '户主',
    民族: '汉族',
    健康状况: '健康',
    劳动技能: '普通劳动力',
    危房户: '否',
    是否解决安全饮用水: '是',
    人均纯收入: 9800,
    户类型: '一般农户',
    监测对象类别: '边缘易致贫户',
    '致贫/返贫风险1': '因病',
    识别监测时间: '202605',
    风险是否已消除: '否',
    整户无劳动能力兜底保障户: '否',
    实施开发式帮扶措施情况: '产业帮扶',
    ...given,
  };
}

/** An XLSX file of the lines, with the national columns and whatever others the lines have. */
export function sheet(lines: readonly Line[], titles: readonly string[] = NATIONAL): Uint8Array {
  const more = [...new Set(lines.flatMap((each) => Object.keys(each)))].filter(
    (title) => !titles.includes(title),
  );
  const columns = [...titles, ...more];
  const rows = lines.map((each) => columns.map((title) => each[title] ?? null));
  return writeWorkbook([{ name: '底册', columns, rows }]);
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** A valid ID number of the county, another for each `n`. */
export function idNumber(n: number, birth = '19600101'): string {
  const year =
    birth === '19600101' ? 1940 + (Math.floor(n / 1000 / 28 / 12) % 60) : Number(birth.slice(0, 4));
  const month = birth === '19600101' ? (Math.floor(n / 1000 / 28) % 12) + 1 : Number(birth.slice(4, 6));
  const day = birth === '19600101' ? (Math.floor(n / 1000) % 28) + 1 : Number(birth.slice(6, 8));
  const two = (value: number) => String(value).padStart(2, '0');
  const digits = `411024${year}${two(month)}${two(day)}${String(n % 1000).padStart(3, '0')}`;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(digits.charAt(i)), 0);
  return digits + '10X98765432'.charAt(sum % 11);
}
