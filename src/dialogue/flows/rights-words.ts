/** What somebody wants done with their own data. */
export type RightsWish = 'held' | 'copy' | 'correct' | 'consent' | 'erase';

const ME = '(?:我|俺|咱)(?:们|家|们家|家里)?的?';
const DATA = '(?:个人)?(?:信息|资料|数据|情况|记录)';
const START = '(?:我|俺)?(?:想|要|想要|能不能|可以|可不可以|请)?';

const WORDS: readonly [RightsWish, RegExp][] = [
  [
    'held',
    new RegExp(
      `^(?:你们?|你们这里|这里|系统|政府)(?:都|到底|里)?(?:存|记|留|收集|保存|登记|掌握)(?:了|着|有)?${ME}(?:哪些|些|什么|啥|多少)${DATA}?$`,
    ),
  ],
  ['held', new RegExp(`^${START}(?:看看?|查看|查|看一下|看一看|查一下)${ME}${DATA}$`)],
  ['held', new RegExp(`^(?:谁|哪些人|都有谁|有谁|什么人)(?:都)?(?:看|查)过(?:了)?${ME}${DATA}$`)],
  [
    'copy',
    new RegExp(
      `^${START}(?:给|复制|复印|抄|打印)(?:给)?(?:我|俺)?一份(?:完整的|${ME}${DATA}|${DATA}|副本|复印件)?$`,
    ),
  ],
  ['copy', new RegExp(`^(?:我|俺)?(?:想|要|想要)一份(?:完整的|${ME}${DATA}|副本)?$`)],
  ['copy', new RegExp(`^${START}(?:复制|导出|下载)${ME}${DATA}$`)],
  ['correct', new RegExp(`^${START}(?:更正|改|修改|改一改|改一下)(?:${ME})?(?:信息|资料)$`)],
  [
    'correct',
    new RegExp(`^${START}(?:更正|改|修改)(?:一下)?${ME}(?:${DATA}|名字|姓名|电话|身份证号?|住址)$`),
  ],
  [
    'correct',
    new RegExp(
      `^${ME}(?:${DATA}|名字|姓名|电话|身份证号?|住址)(?:给)?(?:记|登|登记|写|弄|存|填)(?:得|的)?(?:错了|不对|错)$`,
    ),
  ],
  [
    'consent',
    /^(?:我|俺)?(?:要|想)?撤回(?:我的|俺的)?(?:同意|授权)(?:书)?$|^(?:我|俺)?(?:不同意|不让|别让|不许)(?:你们的?)?部门(?:再)?(?:核对|查|看)(?:了|我家的情况)?$/,
  ],
  ['erase', new RegExp(`^${START}(?:删|删掉|删除)${ME}申报(?:的)?(?:${DATA}|材料)?$`)],
];

/** The wish that a whole message is; undefined for everything else. */
export function rightsWish(text: string): RightsWish | undefined {
  const said = text
    .normalize('NFKC')
    .replace(/[\s，,]/g, '')
    .replace(/(?:[了呢吗吧呀啊]*[?？。.!！~～]*)$/u, '');
  if (said === '' || said.length > 30) return undefined;
  return WORDS.find(([, pattern]) => pattern.test(said))?.[0];
}
