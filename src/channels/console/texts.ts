import type { Role } from '../../policy/index.ts';

/** What the terminal says of its own. */
export const TEXTS = {
  welcome:
    '一码通助手（终端）：直接打字；按钮用数字选。\n/地区 鄢陵县  换地方    /角色 干部  换身份    /照片 文件名    /文件 表格    /帮助    /退出',
  help: '直接打字提问或填报，数字选按钮。/地区 名称或代码（0 是全国）；/角色 居民、干部、督导；/照片 文件名 发一张照片；/文件 文件名 发一个表格（干部）；“来源”再看上一个回答的依据；/退出 离开。',
  prompt: '您说：',
  place: (place: string) => `好，现在按${place}的文件回答。`,
  unknownPlace: (text: string) =>
    `没找到“${text}”这个地方。请写县（市、区）的全名，例如 鄢陵县，或 6 位代码 411024。`,
  severalPlaces: (list: string) => `有好几个地方叫这个名字，请写代码：${list}`,
  role: (role: string) => `好，您现在的身份是${role}。`,
  unknownRole: '身份有三种：居民、干部、督导。例如：/角色 干部',
  noFile: (path: string) => `读不到文件 ${path}`,
  file: (path: string) => `文件：${path}`,
  fileGone: (name: string) => `文件“${name}”已过期，请再要一次。`,
  goodbye: '再见。有难处随时来问。',
} as const;

export const ROLE_NAMES: Record<string, Role> = {
  居民: 'resident',
  群众: 'resident',
  干部: 'cadre',
  督导: 'supervisor',
  领导: 'supervisor',
};
