import type { RequestItem } from '../../../rights/index.ts';

/** What cadres read of people's requests about their data. */
export const RIGHTS_STAFF_TEXTS = {
  help: {
    rights: '权利：群众要看、改、删自己信息的；权利 1 看原话，权利 1 办好 说明，权利 1 不能办 原因',
    correct: '更正 编号 姓名（电话、村、身份证）新的内容：看过证件再改',
    copy: '副本 编号：给本人的一份',
  },
  kinds: {
    copy: '要一份自己的信息',
    correct: '要更正信息',
    withdraw_consent: '撤回了登记个人情况的同意',
    erase: '要删除信息',
  } satisfies Record<RequestItem['kind'], string>,
  title: (n: number) => `群众要看、改、删自己信息的，有${n}件要答复：`,
  none: '现在没有要答复的。',
  line: (n: number, what: string, place: string, receipt: string, due: string) =>
    `${n}. ${what}，${place}，编号${receipt}，${due}`,
  due: (day: string, marks: string) => `${day}前答复${marks}`,
  noDue: '不限时',
  provisional: '（暂定）',
  late: '（超期）',
  sample: '答复的日子是示例，未经县级审核。',
  howTo: '看原话发“权利 1”；办好了发“权利 1 办好”加说明；办不了发“权利 1 不能办”加原因。',
  which: '没有看懂是第几件。请先发“权利”看清单，再写第几件，例如：权利 1 办好 已经改了。',
  words: (words: string) => `原话：${words}`,
  noWords: '没有写别的话。',
  todo: {
    copy: (receipt: string) =>
      `请发“副本 ${receipt}”打印出来，等本人带身份证来取，再发“权利 编号 办好 说明”。`,
    correct: (receipt: string) => `看过证件以后，发“更正 ${receipt} 姓名（电话、村、身份证）新的内容”。`,
    withdraw_consent: () => '不要再向这户要新的个人情况。已经交上来的，按档案规定存着。知道了就发“办好”。',
    erase: () => '发“办好”就真的删掉，删了找不回来。还没到档案年限、又不能提前删的，程序不会删。',
  },
  askDone: '怎么办好的？写一句，会发给本人看。',
  askRefused: '为什么不能办？写清楚，会发给本人看，至少5个字。',
  doneButton: '办好',
  refusedButton: '不能办',
  answered: (what: string, receipt: string) => `答复好了：${what}，编号${receipt}。已经告诉本人。`,
  erased: (receipt: string) =>
    `删好了：编号${receipt}的个人信息都删掉了，找不回来了。以前做的备份里还有，请管理员按规定销毁。`,
  fields: {
    姓名: 'name',
    名字: 'name',
    电话: 'phone',
    手机: 'phone',
    村: 'village',
    住址: 'village',
  } as const,
  askCorrect: '要改哪一项、改成什么？例如：姓名 王小明；电话 13900001234；村 晋庄村；身份证 号码。',
  wrong: {
    name: '姓名要写2到20个汉字，没有改。请重新写：姓名 王小明。',
    phone: '电话号码不对，没有改。请写11位手机号，或带区号的座机。',
    idNumber: '身份证号不对（位数、生日或最后一位的校验不对），没有改。请对着证件重新写。',
    village: '没有找到这个村，或者不在您的辖区，没有改。请写村的全名；别的乡镇的，请县里改或转办。',
  },
  severalVillages: '叫这个名字的村有几个，请连乡镇一起写。',
  corrected: (item: string) => `${item}改好了，已经告诉本人。以后查进度用新的。`,
  items: { name: '姓名', phone: '电话', idNumber: '身份证号', village: '住的村' },
  recordToo: '国家系统的底册请在系统里改，下次导入就一致了。',
  perhapsSame: (ref: string) =>
    `注意：这个身份证号在另一户（${ref}）也有，可能是同一户。核实是一户的，请发“合户”加两个编号。`,
  handOn: '这件还在原来的乡镇办，住的村换了乡镇的，请发“转办”。',
  copyName: (receipt: string) => `副本-${receipt}.pdf`,
  copy: (receipt: string) =>
    `编号 ${receipt} 的副本做好了，是给本人的：没有工作人员内部的记录，也没有别人提的意见。请核对身份证后当面给本人。`,
} as const;
