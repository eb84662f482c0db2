/** What this channel says of its own, and how its commands are called. */
export const TEXTS = {
  /** In a group, where everybody reads along. */
  group: (username: string) =>
    `群里人多眼杂，这里不办事，也请不要发姓名、身份证号、电话。请点这里单独跟我说：https://t.me/${username}`,
  /** A note that shows for a moment after pressing a button. */
  toast: (label: string) => `已选：${label}`,
  /** What stays under a question once a button was pressed. */
  chosen: (label: string) => `👉 ${label}`,
  /** Instead of a file: its time is over, or Telegram did not take it. */
  fileGone: (name: string) => `文件“${name}”已过期，请再要一次。`,
  fileRefused: (name: string) => `文件“${name}”在这里发不出来，请用网页再要一次。`,
  /** Over buttons that came without a text. */
  choose: '请选择：',
} as const;

/** Shown in Telegram's menu, where names must be latin. */
export const MENU_COMMANDS: readonly { command: string; description: string; text: string }[] = [
  { command: 'shenbao', description: '我要申报：家里有难处，申请帮扶', text: '我要申报' },
  { command: 'jindu', description: '查进度：看申报办到哪一步了', text: '查进度' },
  { command: 'rengong', description: '找人工：找村里、乡镇的工作人员', text: '找人工' },
  { command: 'bangzhu', description: '帮助：我能做什么', text: '帮助' },
];

/** Short names that people type after a slash. */
export const SHORT_COMMANDS: Readonly<Record<string, string>> = {
  申报: '我要申报',
  进度: '查进度',
  人工: '找人工',
  help: '帮助',
};

/** For the operator. */
export const OPERATOR = {
  wrongToken: 'Telegram 不认 TELEGRAM_BOT_TOKEN：请向 @BotFather 核对令牌，没有多余的空格，也没有被撤销。',
  wrongTokenForm: 'TELEGRAM_BOT_TOKEN 的样子不对：应像 123456789:AA…，请从 @BotFather 原样复制。',
  wrongApiRoot: (root: string) => `TELEGRAM_API_ROOT 不是网址：${root}`,
  wrongSecret: 'TELEGRAM_WEBHOOK_SECRET 只能用字母、数字、_ 和 -，1 到 256 个。',
  wrongWebhookUrl: 'TELEGRAM_WEBHOOK_URL 不是网址，应像 https://例子.cn/telegram。',
  portTaken: (port: number) =>
    `端口 ${port} 打不开（已被占用，或没有权限），Telegram 的 webhook 收不到消息。`,
  refused: (reason: string) => `Telegram 不接受设置：${reason}`,
  unreachable: '连不上 Telegram，稍后再试',
  reachable: '又连上 Telegram 了',
  conflict: '另一个程序正用同一个令牌收 Telegram 消息，请只开一个（或改用 webhook）',
  dropped: '一条 Telegram 消息多次存不下，已跳过',
  notRecorded: 'Telegram 消息没存下，稍后重试',
  unreadable: '一条 Telegram 消息看不懂，已跳过',
  buttonLeftOut: '按钮的 id 超过 64 字节，Telegram 不收，已略去',
  fileFailed: 'Telegram 附件取不到',
  fileRefused: 'Telegram 不收文件，已改发文字',
} as const;
