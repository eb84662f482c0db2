import type { PhotoProblem } from './photos.ts';

/** What the conversation says of its own. Residents' sentences are short and plain. */
export const TEXTS = {
  welcome: (place: string) =>
    `您好！我是一码通助手，帮${place}的乡亲办两件事：\n1. 家里有难处，帮您申报，送到镇里干部手上。\n2. 看病、上学、住房这些政策，您直接问我。\n请点下面的按钮，或者直接打字说。`,
  welcomeVillage: (place: string) => `您是${place}的吧？不是的话，直接告诉我您是哪个村的。`,
  menu: '您想办哪件事？请点按钮，或者直接打字说。',
  resumeOffer: '您上次的申报还没填完，填过的都在。要接着填吗？',
  ask: '您想问什么？直接打字说就行。例如：家里人住院花钱多，怎么办？',
  thanks: '不客气。有难处随时来说。',
  yesWithoutQuestion: '好的。您想办哪件事？',
  help: '您可以这样说：\n· 我要申报：把家里的难处报给镇里\n· 查进度：看报上去的事办到哪了\n· 找人工：找干部说\n填表时可以说：返回、跳过、稍后再填、取消、重新开始。\n想删掉自己的信息，就说“删除我的信息”。\n政策上的事，直接问。',
  notUnderstood: '我没看懂这句话。您可以换个说法，例如：“家里人得了大病，想申报”。也可以点下面的按钮。',
  notUnderstoodAgain: '还是没看懂，对不住。您可以点“找人工”，让干部帮您。',
  buttons: {
    declare: '我要申报',
    ask: '问政策',
    status: '查进度',
    human: '找人工',
    resume: '接着填',
    restart: '重新开始',
    sources: '看依据',
    rephrase: '换个说法',
    later: '稍后再填',
    yes: '是',
    no: '不是',
    supplement: '补充情况',
    withdraw: '撤回申报',
    objection: '我有不同意见',
    menu: '返回菜单',
    help: '帮助',
  },
  stateLost: '对不住，我们刚更新过，没能接上您上次的话。没交的内容要请您再说一遍；交过的申报都在。',
  apology: '对不住，我这边出了点问题，您刚才那句话没办成。请再说一遍。还是不行，请点“找人工”，或者打12345。',
  payloadGone: '对不住，您刚才那句话我没能留住，请再说一遍。',

  sourcesHeading: '依据：',
  noSources: '还没有可看的依据。先问一个问题吧。',
  validity: { in_force: '现行', expired: '已过期', transition: '过渡期文件（2021—2025）' },
  /** Under a resident's answer; the articles and their words are behind the button. */
  basis: (documents: string) => `依据：${documents}`,
  basisDocument: (title: string, number: string, state: string) =>
    `${title}${number}${state === '' ? '' : `【${state}】`}`,
  badge: {
    in_force: '现行',
    expired: (years: string) => `${years}年度文件（已过期）`,
    expiredPlain: '已过期',
    transition: (years: string) => `过渡期文件（${years}）`,
    transitionPlain: '过渡期文件',
  },
  choiceGone: '这几个问题放得太久了。请直接打字问。',

  vote: {
    up: '有用',
    down: '没用',
    other: '这不是我问的',
    thanks: {
      up: '谢谢，记下了。',
      down: '谢谢您告诉我，记下了。您可以换个说法再问，也可以找人工。',
      other: '对不住，我弄错了，记下了。您可以换个说法再问，也可以找人工。',
    },
    rephrase: '好，换个说法再问一遍。例如：“家里人住院花钱多，能帮吗？”',
    gone: '这一条放得太久，不用再评了。有事您接着问。',
  },

  here: {
    set: (place: string) => `好，按${place}来办。您想办哪件事？`,
    setInForm: (place: string) => `好，住址记成${place}。`,
    keptInForm: '申报里写过住址，没有动。要改住址，直接说就行。',
    foreign: '这个地方不归这里管，没有改。请在名单里另选一个。',
  },

  askFailed: '对不住，政策库现在打不开，这个问题我一会儿才能答。急事请打12345，或者点“找人工”。',

  crisisLines: {
    first: '先保住人要紧，您不是一个人。现在就打电话：',
    heart: '· 心里难受、撑不住：打12356，有人听您说',
    hurt: '· 受了伤、吃了药喝了药：打120',
    violence: '· 有人打您、要害您：打110',
    company: '打不通就再打一次。身边有家人、邻居，请叫他来陪着您。',
    leave: '先离开打人的人，去邻居家或村委会。',
  },
  crisisOnward: '等您好一些，想接着说家里的难处，我都在。',
  urgent: {
    fire: '着火了、房子要塌、水淹了、人被困住：先离开危险的地方，马上打119。',
    medical: '人病得急、伤得重：马上打120。',
    police: '有人要伤害您，或者人走丢了：马上打110。',
    onward: '没吃的、没住的：马上找村干部，也可以打12345。',
    kept: '我记下了：您家的情况紧急。报上去会标“紧急”。',
    offer: '这件急事也要报给镇里，干部才知道。点“我要申报”，我会标上“紧急”，填几项就行。',
  },

  human: {
    needed: '您说的这件事，我是程序，办不了，要找人说：',
    /** Without numbers of a county's own. */
    general: '您可以这样找到人：\n· 找村干部、驻村干部\n· 到镇政府（街道办）的便民服务窗口\n· 打12345热线',
    configured: (contacts: string) => `您可以这样找到人：\n${contacts}\n· 也可以找村干部，或打12345热线`,
    told: (place: string) => `我已经告诉${place}的干部，有群众要找人。`,
    leavePhone: '想让干部打给您，就把电话发给我，我转给他。不想留，就照上面的办法找人。',
    noPhone: '不用了',
    phoneWrong: '这个号码不像是电话。请发11位手机号，例如13800001234。不想留就说“不用了”。',
    phoneNotPassed: '对不住，现在没有能收电话的干部，号码没有转出去。',
    phoneGiven: '好，电话已经转给干部，请他打给您。我说不准他哪天打。急的话，请打12345。',
    nobody: '等不及，或者没人找您，请打12345。',
    notice: (place: string) => `有群众找人工（${place}）。请到村里或窗口留意，也可能会转来电话。`,
    noticePhone: (place: string, phone: string) => `有群众（${place}）请您回电话：${phone}`,
    somewhere: '村镇未说明',
  },

  link: {
    welcome: (place: string, where: string) =>
      `您好！我是一码通助手。${place}的乡亲，看病、上学、住房这些政策，都可以在这里问我。\n要申报难处、查进度，不在这里办。${where}`,
    help: (where: string) =>
      `政策上的事，直接问。\n申报、查进度、补充情况，不在这里办。${where}\n想找干部，点“找人工”。\n想删掉自己的信息，就说“删除我的信息”。`,
    declare: (where: string) => `申报要填身份证、电话，不在这里填。${where}\n政策上的事，您可以在这里问我。`,
    case: (where: string) =>
      `您家申报的事，不在这里查，也不在这里办。${where}\n问的时候，说回执编号就行。请不要把编号、电话发到这里。`,
    hardship: (where: string) =>
      `您家的难处，可以报给镇里的干部，请他们上门看看。不在这里报，也请不要在这里写家里的事。${where}`,
    news: (where: string) => `您的申报有新进展。请不要在这里问，要看进展：${where}`,
    form: (link: string) => `请点这里：${link}`,
    office: '请到村委会或镇政府（街道办）的便民服务窗口，或者打12345。',
    wordsOnly: '这里只看文字。政策上的事，请打字问。',
    withheld: '请不要在这里发身份证号、电话和照片。您刚发的这些我没有保存。',
  },

  photos: {
    got: (now: number, all: number) =>
      now === all ? `收到照片 ${now} 张。` : `收到照片 ${now} 张，一共 ${all} 张。`,
    tooMany: (most: number) => `照片最多收 ${most} 张，多出来的没有留。`,
    outside: '照片收到了。您是要申报难处，还是给报过的事补照片？',
    dropped: '照片先没有留下，等您开始申报或补充时再发一次。',
    problems: {
      'too-large': '这张照片太大了，超过了10兆。请发小一点的，或者用手机再拍一张。',
      'too-many-pixels': '这张照片太大了，打不开。请用手机再拍一张发来。',
      pdf: '这是个PDF文件，不是照片。请把它拍成照片发来。',
      'not-a-picture': '这个文件不是照片。请用手机拍一张发来。',
      unreadable: '这张照片打不开，可能没传完整。请再发一次。',
    } satisfies Record<PhotoProblem, string>,
    unavailable: '这张照片没收到。请再发一次。',
    unsupported: '这个我看不了，语音也听不了。请打字说，或者发照片。',
  },

  form: {
    /** What the steps are called in "记下了：…". */
    fields: {
      filer: '谁来报',
      relation: '关系',
      consent: '同意',
      name: '姓名',
      id_number: '身份证号',
      phone: '电话',
      place: '住址',
      causes: '困难原因',
      story: '经过',
      photos: '照片',
      household: '家里人口',
      income: '收入',
      review: '核对',
    },
    noted: (fields: string) => `记下了：${fields}。`,
    corrected: (fields: string) => `改好了：${fields}。`,
    /** Of a declaration that was filled on the person's device without signal. */
    fromDevice: '您在手机上填的，收到了。',
    fromDeviceOpen: '还差下面这一项，填完就能交。',
    noticeChanged: '登记的说明改过了，请您再看一遍。',
    fromDeviceLost: '对不住，您在手机上填的没能读出来，没有交上去。请在这里再填一遍。',
    fromMemory: '您刚才说的情况我记着，不用再写一遍。',
    start: '好，咱们一步一步来，有几项可以跳过。',
    already: '您正在填申报，接着来。',
    resumed: '接着上次的填，填过的都在。',
    welcomeBack: (step: string) => `您上次填到“${step}”，填过的都还在，咱们接着来。`,
    expired: '您上次没填完的申报放了30天以上，已经按规定删掉了。要报的话，说“我要申报”重新来。',
    first: '这已经是第一步了。',
    cannotSkip: '这一项不能跳过，要填了才能往下。不想填可以说“取消”，不好填可以“找人工”。',
    notYet: '还差几项没填，填完就能交。',
    later: '好，先放着，填过的都给您留着，留30天。想接着填，就说“接着填”。',
    cancelAsk: '不报了吗？填过的会全部删掉。要是只是现在没空，可以“稍后再填”。',
    cancelled: '好，不报了，填过的都删了。以后有难处，随时说“我要申报”。',
    restartAsk: '要从头填吗？前面填的会全部删掉。',
    kept: '好，接着填。',
    yesCancel: '不报了，删掉',
    yesRestart: '从头填',
    goOn: '接着填',
    whichCounty: '您家在哪个县（市、区）？',
    wait: '好，不急，找到了再发给我。',
    greeting: '您好，咱们接着填。',
    thanks: '不客气，咱们接着填。',
    proxyByStaff: '好，开始代报。请先跟群众说清楚并征得同意。',
    hardshipHeard: '听着真不容易，您先别急，咱们一样一样来。',
    hardshipOffer: (place: string) =>
      `您家的难处，可以报给${place}的干部，请他们上门看看、想办法帮。\n要报就点“我要申报”，刚才说的不用再写。`,
    township: '镇里',
    hardshipAdd: '您家有一件申报正在办。刚才说的，可以补充到那一件里，点“补充情况”就行。',
  },

  filed: {
    done: '申报交上去了。',
    receipt: (receipt: string) => `回执编号：${receipt}`,
    keep: '请把编号记下来或截图。凭编号和电话后四位，随时能查进度。',
    goesTo: (place: string) => `已经送到：${place}。`,
    intake: (place: string) => `已经送到${place}，由县里分给管您的乡镇。`,
    urgent: '这件标了“紧急”，干部一眼能看到。人有危险，先打120、119、110，别等。',
    next: '接下来：',
    again: '这份申报已经交过了，不用再交。',
    joined: '您家有一件申报正在办，没有另立新件。您刚才说的已经补充进去了。',
    added: '谢谢您。这一户已经有人报过，正在办，您说的情况已经补充进去，干部会看到。',
  },

  erase: {
    confirm:
      '您要删除在这里留下的信息吗？没交的申报和聊天记录会全部删掉，找不回来。已经交上去的申报要按档案规定保存，不在这里删；不想办了可以说“撤回申报”。',
    again: '您说的我知道了。要删就点“删除”，不删就点“不删”。',
    done: '删好了。没交的申报、照片和聊天记录都删了。已经交上去的申报按档案规定保存。以后有难处随时来说。',
    kept: '好，什么都没删。',
    yes: '删除',
    no: '不删',
  },
} as const;
