import { describe, expect, it } from 'vitest';
import {
  type Asked,
  askedFor,
  cadenceNotIn,
  claimsIn,
  states,
  withoutClaims,
  yearsIn,
} from '../../src/policy/question/asked.ts';

const figures = (question: string) => claimsIn(question).map(({ text, forms }) => [text, forms]);

describe('what a question asks for', () => {
  it.each<[Asked, string[]]>([
    ['phone', ['镇政府电话多少', '有没有投诉热线', '打哪个号', '包村干部联系方式']],
    ['address', ['民政局地址在哪', '办事大厅在几楼', '乡里办公室怎么走']],
    ['person', ['乡村振兴局局长是谁', '谁是咱镇的书记', '包村干部叫啥名']],
    ['papers', ['申请低保要带啥材料', '办残疾证需要准备哪些手续', '要填什么表', '材料有哪些']],
    ['account', ['钱打到哪个卡', '打到什么账户上', '开户行填哪里']],
    ['hours', ['民政所几点上班', '周末有人办不', '中午上班吗']],
    ['start', ['从哪天开始算', '补贴几号发', '从什么时候算起']],
    ['interest', ['小额贷款利息咋算', '贷款利率是几', '贷款几个点']],
  ])('%s', (asked, questions) => {
    for (const question of questions) expect(askedFor(question), question).toContain(asked);
  });

  it.each([
    '危房改造给多少钱',
    '雨露计划一学期补多少',
    '公益岗一月工资多少',
    '一户能贷几万',
    '低保标准是多少',
    '补贴几百块',
    '中央有没有定统一的收入线',
  ])('a sum: %s', (question) => {
    const sums: Asked[] = ['amount', 'money'];
    expect(askedFor(question).some((asked) => sums.includes(asked))).toBe(true);
  });

  it.each([
    '俺家房子漏雨了找谁',
    '俺妈住院花了好几万咋办',
    '监测对象有哪三类',
    '娃不想念书了学校来人管不',
    '残疾证咋办',
    '危房改造哪些人能申请',
    '工作队每月在岗几个工作日',
    '雨露计划',
  ])('nothing that the documents could not state: %s', (question) => {
    const unstated: Asked[] = [
      'phone',
      'address',
      'person',
      'papers',
      'account',
      'hours',
      'interest',
      'amount',
      'money',
    ];
    expect(askedFor(question).filter((asked) => unstated.includes(asked))).toEqual([]);
  });
});

describe('whether a text states what is asked for', () => {
  it.each<[Asked, string, string]>([
    ['amount', '以家庭年人均纯收入7500元为参考。', '对符合条件的给予补助。'],
    ['premium', '按照最低缴费档次代缴部分或全部养老保险费。', '适当提高补助水平。'],
    ['premium', '全额资助农村特困人员参保。', '资助农村特困人员参保。'],
    ['phone', '拨打12317举报。', '设立举报电话。'],
    ['phone', '联系电话：0374-7162345。', '到2025年，收入7500元。'],
    ['papers', '提交身份证、户口本复印件。', '简化程序，方便群众。'],
    ['account', '发放至一卡通账户。', '按时足额发放。'],
    ['start', '自受理之日起15个工作日内办结。', '15个工作日内办结。'],
    ['hours', '每天8:30开门。', '每周二为帮扶日。'],
    ['interest', '按年利率3.65%计算。', '免担保、免抵押。'],
    ['address', '人民路18号。', '道路硬化。'],
  ])('%s: “%s” does, “%s” does not', (asked, has, lacks) => {
    expect(states(has, asked)).toBe(true);
    expect(states(lacks, asked)).toBe(false);
  });

  it('no document names a person in office', () => {
    expect(states('县乡村振兴局局长负责。', 'person')).toBe(false);
  });
});

it('to a question about paying in, 全额 is as good as a sum; to one about being paid it is none', () => {
  expect(askedFor('低保户医保自己交多少')).toEqual(['premium']);
  expect(askedFor('医保报几成')).toEqual(['amount']);
  expect(states('继续全额资助农村特困人员。', 'premium')).toBe(true);
  expect(states('继续全额资助农村特困人员。', 'amount')).toBe(false);
});

describe('figures that an asker puts forward', () => {
  it.each([
    ['是不是补助50%', [['50%', ['50%']]]],
    ['听说一户给5万', [['5万', ['5万', '50000']]]],
    ['听说一户给五万块', [['五万块', ['50000', '5万']]]],
    ['警戒线是低保的1.2倍吧', [['1.2倍', ['1.2倍']]]],
    ['收入线是7500元不', [['7500元', ['7500元']]]],
    ['线是7500不', [['7500', ['7500']]]],
    ['线是七千五不', [['七千五', ['7500']]]],
    ['投到产业的要六成吧', [['六成', ['60%']]]],
    ['是15个工作日办完不', [['15个工作日', ['15个工作日']]]],
    ['补５０％对吗', [['50%', ['50%']]]],
    [
      '不是6600元是7500元吧',
      [
        ['6600元', ['6600元']],
        ['7500元', ['7500元']],
      ],
    ],
    ['是不是每月在岗20天', [['20天', ['20天', '20日']]]],
  ])('%s → %j', (question, claims) => {
    expect(figures(question)).toEqual(claims);
  });

  it.each(['交了15年养老保险还给代缴吗', '村里住了20年的危房', '看病花了3万咋办', '俺今年65岁能领不'])(
    'a figure of the asker’s own story claims nothing: %s',
    (question) => {
      expect(figures(question)).toEqual([]);
      expect(yearsIn(question)).toEqual([]);
    },
  );

  it('each is named once however often it is said', () => {
    expect(figures('7500元，就是7500元')).toEqual([['7500元', ['7500元']]]);
  });

  it.each([
    '2023年的线是多少',
    '2024年还有效不',
    '2021年至2025年',
    '到2035年',
    '1998年建的房子咋算',
    '俺家有3口人咋算',
    '低保咋办',
    '',
  ])('a year, a small bare number and words are none: %s', (question) => {
    expect(figures(question)).toEqual([]);
  });

  it('without them the question is about the same thing', () => {
    expect(withoutClaims('收入线是7500元吧')).toBe('收入线是吧');
    expect(withoutClaims('低保咋办')).toBe('低保咋办');
  });
});

describe('years that a question names', () => {
  it.each([
    ['2024年的监测线', [2024]],
    ['24年的监测线', [2024]],
    ['2021年到2025年', [2021, 2025]],
    ['2026监测标准', [2026]],
    ['２０２４年', [2024]],
    ['今年的标准', []],
    ['过渡期5年', []],
    ['收入20230元', []],
    ['2024年和2024年底', [2024]],
  ])('%s → %j', (question, years) => {
    expect(yearsIn(question)).toEqual(years);
  });
});

describe('a cadence that the documents do not have', () => {
  const texts = ['村组每月摸排、乡镇每季度审核。'];

  it.each([
    ['是不是每周都来排查', '每周'],
    ['半年排查一次吧', '每半年'],
    ['每年审一回对不', '每年'],
  ])('%s: the texts have no %s', (question, cadence) => {
    expect(cadenceNotIn(question, texts)).toBe(cadence);
  });

  it.each(['是不是月月都摸排', '每季度审核一次吧', '多久排查一次', '排查归谁管'])(
    'nothing amiss: %s',
    (question) => {
      expect(cadenceNotIn(question, texts)).toBeUndefined();
    },
  );
});

it('a sentence tells how long or how often by its figures, not by 梯次 or 层次', () => {
  expect(states('每年开展2次集中排查', 'days')).toBe(true);
  expect(states('一周走访一次', 'days')).toBe(true);
  expect(states('三重保障制度综合梯次减负功能', 'days')).toBe(false);
});
