import type { Role, Validity } from '../../policy/index.ts';

/** What the terminal says of its own. */
export const TEXTS = {
  welcome: (place: string) =>
    `一码通助手：防返贫、看病、上学、住房、饮水、就业等帮扶政策，按${place}的文件回答。\n直接打字问，例如：俺妈住院花了好几万咋办\n/地区 鄢陵县  换地方    /角色 干部  换身份    /来源  看全部依据    /帮助    /退出`,
  help: '直接打字提问。/地区 名称或代码（0 是全国）；/角色 居民、干部、督导；/来源 再看上一个回答的依据；/退出 离开。',
  prompt: '您问：',
  place: (place: string) => `好，现在按${place}的文件回答。`,
  unknownPlace: (text: string) =>
    `没找到“${text}”这个地方。请写县（市、区）的全名，例如 鄢陵县，或 6 位代码 411024。`,
  severalPlaces: (list: string) => `有好几个地方叫这个名字，请写代码：${list}`,
  role: (role: string) => `好，您现在的身份是${role}。`,
  unknownRole: '身份有三种：居民、干部、督导。例如：/角色 干部',
  unknownCommand: (name: string) => `没有“${name}”这个命令。${'可以用：/地区 /角色 /来源 /帮助 /退出'}`,
  noSources: '还没有可看的依据。先问一个问题吧。',
  sources: '依据：',
  nextSteps: '接下来可以：我要申报 · 查进度 · 找人工（下一期开通）',
  goodbye: '再见。有难处随时来问。',
} as const;

export const ROLE_NAMES: Record<string, Role> = {
  居民: 'resident',
  群众: 'resident',
  干部: 'cadre',
  督导: 'supervisor',
  领导: 'supervisor',
};

export const VALIDITY_NAMES: Record<Validity, string> = {
  in_force: '现行',
  expired: '已过期',
  transition: '过渡期文件（2021—2025）',
};
