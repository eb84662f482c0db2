import type { Guarantee, GuaranteeState, PaperNeed } from '../../../casework/index.ts';

const GUARANTEE_NAMES: Record<Guarantee, string> = {
  compulsoryEducation: '义务教育',
  basicMedical: '基本医疗',
  safeHousing: '住房安全',
  drinkingWater: '饮水安全',
};

const STATES: Record<GuaranteeState, string> = { ok: '有保障', problem: '有问题', none: '不涉及' };

const NEEDS: Record<PaperNeed, { name: string; command: string }> = {
  finding: { name: '入户核实的记录', command: '记录核实' },
  form: { name: '入户核实表', command: '核实表' },
  review: { name: '村级评议的记录', command: '评议' },
  posting: { name: '张贴公示的记录', command: '张贴' },
};

const yuan = (sum: number) => `${sum}元`;

/** What cadres read about the papers of a case. */
export const PROCEDURE_TEXTS = {
  help: {
    form: '核实表 编号（一步一步填，也可以几项一起写）',
    review: '评议 编号 12人 同意11 不同意1（照片先发）',
    post: '张贴 编号（一个村的可以几件一起：张贴 1 2 3；照片先发）',
    protest: '异议 编号 情况（公示期间有人提的）',
    settle: '异议核查 编号 成立（或不成立）情况',
    aid: '先行救助 编号 情况（急事先帮，手续后补）',
    lacking: '欠缺材料：看先办后补的件还缺什么',
    objectfor: '代提异议 编号 理由（群众当面说不同意结果）',
  },
  guarantees: GUARANTEE_NAMES,
  states: STATES,
  needs: NEEDS,
  left: '好，先不办。填好的都留着，再发“核实表”加编号接着填。',
  resumed: (receipt: string) => `${receipt} 的核实表接着上次填。要从头填，发“从头填”。`,
  restarted: '好，从头填。',
  replaces: (receipt: string) => `${receipt} 已经有一张核实表。改好确认后，新表顶替旧表，旧表留底。`,
  photosKept: (n: number) => `收到照片 ${n} 张，接着办刚才那件。`,
  ask: {
    people: (declared: string) => `家里几口人？其中能干活的（劳动力）几个？例如：4口人 2个劳动力${declared}`,
    peopleOnly: '家里一共几口人？',
    labourOnly: (people: number) => `${people}口人里，能干活的（劳动力）几个？没有就写 0。`,
    income: (from: string, to: string, declared: string, known: string) =>
      `${from}到${to}，全家收入多少？一起写就行，例如：打工3万 种地8000 低保2400。没有的不用写。${declared}${known}`,
    costs: (business: number) =>
      `种养、做生意的${yuan(business)}，本钱（成本）花了多少？要是这个数已经去掉本钱，点“已是净的”。`,
    spending: (from: string, to: string, known: string) =>
      `${from}到${to}，必须花的钱有哪些？自己掏的才算，例如：看病2万 上学3000 修房1万。没有就写“没有”。${known}`,
    guarantees: (names: string) => `${names}，有没有保障？有问题的写出来，例如：住房有问题，其他都好。`,
    means: '家里有没有小汽车、商品房、门面、公司？有就写出来，没有就写“没有”。',
    visit: (today: string) =>
      `哪天去的，谁去的？一般两个人，例如：今天 李明、王芳。不写日子就算今天（${today}）。`,
    findings: '看到、问到什么情况？用几句话写：家里的难处、原因、现在怎么过的。',
    sign: '把签了名的纸拍照发来（申请人的、核实人的）。发完点“好了”；没有就点“没有签名”。',
  },
  declared: {
    people: (words: string) => `\n（申报时说：${words}）`,
    known: (words: string) => `\n（已经记下：${words}。还有别的就写，没有了点“没有了”）`,
    members: (n: number) => `${n}口人`,
    labour: (n: number) => `劳动力${n}个`,
    spending: (n: number) => `支出${yuan(n)}`,
  },
  notRead: '没看懂，请照例子再写一次。',
  wrongPeople: '人数不对：总人数1到30，劳动力不能比人数多。请再写一次。',
  wrongDay: '日子不对，不能是以后的。请再写一次，例如：11月20日 李明、王芳。',
  noNames: '没看到去的人的姓名，请写全名，例如：今天 李明、王芳。',
  tooLong: (n: number) => `太长了，请写在${n}个字以内。`,
  mustFill: '这一项要填。现在不清楚的，点“先不办”，填好的都留着，下次接着填。',
  noBefore: '这是第一项，前面没有了。',
  sums: {
    wage: '务工',
    business: '种养经营',
    costs: '经营成本',
    property: '财产（租金、分红）',
    transfer: '转移（低保、养老、补贴）',
    medical: '看病',
    education: '上学',
    housing: '住房',
    other: '其他',
    net: '（已去掉成本）',
    none: '没有',
  },
  summary: {
    title: (receipt: string, name: string) =>
      `核实表 ${receipt}${name === '' ? '' : `（${name}）`}，请核对：`,
    people: (people: number, labour: number) => `家庭：${people}口人，劳动力${labour}个`,
    income: (from: string, to: string, words: string) => `收入（${from}到${to}）：${words}`,
    perPerson: (net: number, people: number, each: number) =>
      `人均：${net}元÷${people}人=${each}元${each < 0 ? '（成本比收入多）' : ''}`,
    line: (text: string) => `${text}。只作参考，不是硬杠杠。`,
    noLine: '本地没有收入参考线。',
    spending: (words: string) => `必须支出：${words}`,
    guarantees: (words: string) => `保障：${words}`,
    means: (words: string) => `家产：${words}`,
    visit: (day: string, names: string) => `走访：${day}，${names}`,
    oneVisitor: '（只有一个人，一般要两个人去）',
    findings: (words: string) => `情况：${words}`,
    photos: (photos: number, signatures: number) => `照片：${photos}张；签名：${signatures}张`,
    ask: '对的点“确认”；要改，点那一项，或者直接写，例如：打工2万。',
  },
  filed: (receipt: string, perPerson: number) => `核实表存好了：${receipt}，人均${yuan(perPerson)}。`,
  buttons: {
    confirm: '确认',
    back: '返回',
    none: '没有',
    noMore: '没有了',
    net: '已是净的',
    allOk: '都有保障',
    todayMe: '今天，我去的',
    done: '好了',
    unsigned: '没有签名',
    passed: '通过',
    failed: '没通过',
    change: {
      people: '改人口',
      income: '改收入',
      costs: '改成本',
      spending: '改支出',
      guarantees: '改保障',
      means: '改家产',
      visit: '改走访',
      findings: '改情况',
      sign: '改签名',
    },
  },
  review: {
    ask: '请写评议情况：几个人参加、几个同意、几个不同意，例如：12人 同意11 不同意1。有意见的话也写上。',
    missing: (what: string) => `还差：${what}。请补上，例如：12人 同意11 不同意1。`,
    parts: { present: '几个人参加', agree: '几个同意' },
    askPassed: '评议的结果是通过，还是没通过？',
    kept: (receipt: string, words: string) => `${receipt} 评议记好了：${words}。`,
    words: (day: string, present: number, agree: number, disagree: number, passed: boolean) =>
      `${day}，${present}人参加，同意${agree}，不同意${disagree}，${passed ? '通过' : '没通过'}`,
    failed: '没通过的也往下走，由乡镇和县里定，评议结果他们看得到。',
  },
  post: {
    which: '请写张贴哪几件，例如：张贴 1，或 张贴 1 2 3。发“待办”看列表。',
    done: (receipt: string, from: string, to: string | null) =>
      to === null ? `${receipt} 公示从${from}起，县里没有定天数。` : `${receipt} 公示从${from}到${to}。`,
    late: (due: string) => `公示期满时已过这一步的期限（${due}），请尽快办。`,
    noPhoto: '没有照片。最好拍一张墙上的公示发来，再发一次“张贴”。',
    next: '有人提不同意见，发“异议 编号 情况”。期满没有异议，点“推进”。',
  },
  protest: {
    ask: '请写谁提的、说了什么。这些话只有干部看得到，申报人看不到。',
    kept: (receipt: string) =>
      `${receipt} 的公示异议记下了。查清之前不能往下推。要由没有核实过这户的同事发“异议核查 编号 成立（或不成立）情况”。`,
  },
  settle: {
    ask: '请写“成立”或“不成立”，再写查到的情况。',
    done: (receipt: string, upheld: boolean) =>
      `${receipt} 异议核查记好了：${upheld ? '成立。请退回入户核实重办，或如实往上报' : '不成立，可以往下办'}。`,
    more: (n: number) => `还有${n}条异议没有核查。`,
  },
  aid: {
    ask: '请写先帮了什么，群众会看到，例如：送了米面和300元，已送县医院。',
    done: (receipt: string) =>
      `${receipt} 先行救助记好了，已告诉群众、县里和部门。这件走绿色通道：没办齐的材料可以后补，发“欠缺材料”看还缺什么。`,
  },
  lacking: {
    none: '没有先办后补、还缺材料的件。',
    title: (n: number) => `先办后补、还缺材料的 ${n} 件：`,
    line: (i: number, receipt: string, place: string, words: string) => `${i}. ${receipt} ${place}：${words}`,
    item: (name: string, due: string) => `${name}（${due}前补）`,
    late: (name: string, due: string) => `${name}（${due}前补，已超期）`,
    command: (name: string) => `补的时候发“${name} 编号”。`,
  },
  objectfor: {
    ask: '请写群众为什么不同意。',
    done: (receipt: string) => `${receipt} 已按群众的意见重新核实，要换一名干部去。`,
  },
  lack: {
    /** After what was done: what is still wanted on file, and by which command it is added. */
    needs: (words: string) => `往下办前还缺：${words}。`,
    later: (words: string) => `县里定纳入前还要有：${words}。`,
    one: (name: string, command: string) => `${name}（发“${command} 编号”）`,
    without: (words: string) => `绿色通道，先办后补，还缺：${words}。`,
  },
  file: {
    form: (day: string, people: number, labour: number, perPerson: number) =>
      `核实表（${day}）：${people}口人，劳动力${labour}个，人均${perPerson}元`,
    sums: (income: string, spending: string) => `收入：${income}；支出：${spending}`,
    guarantees: (words: string) => `保障：${words}`,
    means: (words: string) => `家产：${words}`,
    visitors: (names: string, signatures: number) =>
      `核实人：${names}${signatures === 0 ? '，没有签名照片' : `，签名照片${signatures}张`}`,
    replaced: (n: number) => `（前面还有${n}张旧表留底）`,
    review: (words: string) => `评议：${words}`,
    remarks: (words: string) => `评议意见：${words}`,
    notice: (from: string, to: string | null, photos: number) =>
      `公示：${from}${to === null ? '起' : `到${to}`}${photos === 0 ? '，没有照片' : `，照片${photos}张`}`,
    protest: (i: number, text: string) => `公示异议${i}（待核查，不能告诉申报人是谁提的）：${text}`,
    settled: (upheld: boolean, text: string, found: string) =>
      `公示异议（${upheld ? '成立' : '不成立'}）：${text}；核查：${found}`,
    needed: (words: string) => `往下办前还缺：${words}`,
    missing: (words: string) => `欠缺材料：${words}`,
  },
} as const;
