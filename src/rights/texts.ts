import { ROLE_NAMES } from '../casework/index.ts';
import type { Purpose } from '../storage/index.ts';
import type { ConsentScope, OwnConsent, RequestKind } from './model.ts';

/** Words of the rights room: labels of a household's copy, and messages that go to its chat. */
export const RIGHTS = {
  none: '无',
  roles: ROLE_NAMES,
  operator: '系统管理员',
  gone: '已离岗人员',
  /** Why somebody read, by the purpose in the audit log. */
  purposes: {
    alert: '核查部门预警',
    'alert-case': '核查部门预警',
    'alert-matching': '核对部门预警是谁家',
    'alerts-feedback': '给部门回话',
    'alerts-matching': '核对部门预警是谁家',
    'alerts-preview': '看部门送来的名单',
    copy: '给您抄一份',
    correction: '更正信息',
    export: '往上报表',
    finding: '核对登记的数据',
    findings: '核对登记的数据',
    follow_up: '回访',
    form: '填核实表',
    handling: '办这件事',
    list: '看待办',
    'monthly-check': '每月核对数据',
    notice: '打印公示单',
    'own-data': '您自己看',
    photo: '看照片',
    record: '打印档案',
    'register-preview': '看国家系统的底册',
    removal: '看难处过去没有',
    rights: '答复您的要求',
    status: '查进度',
    support: '安排帮扶',
    task: '部门帮扶',
    'task-check': '核查部门回复',
    transfer: '转给别的乡镇',
    visit: '走访',
  } satisfies Record<Purpose, string>,
  otherPurpose: '工作需要',

  items: {
    members: '家里人口',
    labour: '劳动力',
    elderly: '老人',
    students: '上学的',
    disabled: '残疾人',
    sick: '病人',
    wage: '工资收入',
    business: '经营收入',
    property: '财产收入',
    transfer: '补助收入',
    spending: '必须花的钱',
    relation: '和户主的关系',
    place: '写的住址',
    causes: '困难原因',
    businessCosts: '经营成本',
    medical: '看病支出',
    education: '上学支出',
    housing: '修房支出',
    other: '其他支出',
  },
  notes: {
    decision: '决定',
    return: '要补的材料',
    objection: '您的不同意见',
    withdrawal: '撤回的原因',
    aid: '先办的救助',
  } as Record<string, string>,
  by: { self: '自己报', kin: '家人报', neighbour: '乡亲报', cadre: '干部代报' },
  kinds: { declaration: '申报', supplement: '补充' },
  protected: '为保护报的人，内容不抄',
  outcomes: { nothing: '没事', found: '有情况', away: '不在家' },
  consents: {
    sensitive: '登记个人情况',
    'data-checks': '让部门核对收入、看病等情况',
    guardian: '监护人同意登记孩子的情况',
  } satisfies Record<OwnConsent['kind'], string>,
  states: { given: '同意', refused: '没有同意', withdrawn: '撤回了同意' } satisfies Record<
    OwnConsent['state'],
    string
  >,

  copy: {
    cover: {
      what: '这是什么',
      own: '给本人的副本：不含工作人员内部的记录和别人的意见',
      name: '户主',
      id: '身份证号',
      phone: '电话',
      place: '住的地方',
    },
    sections: {
      cases: '申报和办理',
      declarations: '您说过的情况',
      consents: '同意的事',
      forms: '入户核实',
      notes: '告诉过您的话',
      measures: '帮扶措施',
      record: '底册上的家里人',
      told: '部门和走访',
      looked: '谁看过',
    },
    columns: {
      cases: ['编号', '哪天报的', '原因', '到了哪一步', '照片'],
      measures: ['哪天', '措施', '谁来办', '办得怎么样'],
      record: ['姓名', '与户主关系'],
      told: ['哪天', '哪里来的', '内容'],
      looked: ['哪天', '谁', '做什么'],
    },
    photos: (n: number) => `${n} 张`,
    people: (people: number, labour: number) => `${people} 人，能干活的 ${labour} 人`,
    findings: '看到的情况',
    household: '人口',
    yuan: (n: number) => `${n} 元`,
    recordMonth: (month: string) => `${month} 的底册`,
    alert: (cause: string) => `部门提供的情况：${cause}`,
    visit: (outcome: string) => `走访：${outcome}`,
    visited: '村里走访',
  },

  requests: {
    copy: '要一份自己的信息',
    correct: '要更正信息',
    withdraw_consent: '撤回同意',
    erase: '要删除信息',
  } satisfies Record<RequestKind, string>,
  scopes: { 'data-checks': '部门核对', sensitive: '登记个人情况' } satisfies Record<ConsentScope, string>,

  /** To the chat of who asked. */
  answered: {
    done: (what: string, receipt: string, words: string) =>
      `您${what}的事（编号${receipt}）办好了。\n干部说：${words}`,
    refused: (what: string, receipt: string, words: string) =>
      `您${what}的事（编号${receipt}），这次办不了。\n原因：${words}\n您不同意，可以找镇里、县里，也可以打12345。`,
    erased: (receipt: string) =>
      `您要删除信息的事（编号${receipt}）办好了。您家申报的内容都删掉了，以后查不到了。有难处随时再来说。`,
  },
  asked: {
    copy: '要一份',
    correct: '更正',
    withdraw_consent: '撤回同意',
    erase: '删除',
  } satisfies Record<RequestKind, string>,

  reminder: (n: number, day: string | null, late: number) =>
    `群众要看、改、删自己信息的有${n}件${late === 0 ? '' : `，其中${late}件超期`}${
      day === null ? '' : `，最早${day}前答复`
    }。发“权利”查看。`,
} as const;

/** A consent and how it stands, in words. */
export function consentWords(
  kind: OwnConsent['kind'],
  state: OwnConsent['state'],
): { what: string; state: string } {
  return { what: RIGHTS.consents[kind], state: RIGHTS.states[state] };
}
