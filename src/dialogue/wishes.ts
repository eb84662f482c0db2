import type { Reading } from '../declaration/index.ts';

type Wish = NonNullable<Reading['control']>;

/** Wishes that belong to the conversation and not to the form, however long the sentence. */
const ALWAYS: [Wish, RegExp][] = [
  ['delete-data', /^(?:我|俺)?(?:要|想)?撤回(?:我的|俺的)?(?:同意|授权)/],
  [
    'human',
    /^(?:我|俺)?(?:要|想|得)?找.{0,3}[镇乡村县](?:里|上)?的?(?:人|干部|领导)$|^(?:我|俺)?(?:要|想)?(?:找|见)(?:你们)?(?:的)?领导$/,
  ],
  [
    'help',
    /^(?:我|俺)?(?:真|也|都|是)?(?:不会|不懂|看不懂|弄不来|整不明白|不知道(?:咋|怎么)(?:弄|用|填))(?:弄|用|填|写|整|使)?(?:这个|这|那个|手机|东西|啊|呀)*$/,
  ],
  ['status', /(?:报|申报|交|填)过(?:了|的)?[,，。 ]*(?:帮我|给我|请)?(?:再)?(?:查|看)(?:一下|看|查)?$/],
  ['menu', /^[/／](?:start|menu)/i],
  // With the reason behind it: 撤回申报，家里好了.
  [
    'withdraw',
    /^(?:我|俺|我们|俺家)?(?:要|想|得)?(?:撤回|撤销|撤掉)(?:我的|俺的|俺家的|我家的|这个|那个)?(?:申报|申请)[了吧]?(?:[，,。；;\s].*)?$/su,
  ],
];

const PLEASE = '^(?:我|俺|咱|我们|俺们)?(?:要|想|想要|来|得|也要)?';

/** Wishes with no form open: in one, the same words may be an answer. */
const IDLE: [Wish, RegExp][] = [
  // 申报 as it is mistyped.
  [
    'declare',
    new RegExp(
      `${PLEASE}(?:(?:给|替|帮).{1,4})?(?:申[抱保暴爆豹宝]|[审伸身深][报抱保])(?:困难|一下|吧|了|啊)*$`,
    ),
  ],
  ['objection', /^(?:我|俺)?有(?:不同)?意见$/],
  [
    'objection',
    /^(?:我|俺|我们|俺家)?(?:有)?不(?:同意|服|认可|接受)(?:这个|你们的|那个)?(?:结果|决定|结论|意见)?(?:啊|呀)?$/,
  ],
  ['supplement', new RegExp(`${PLEASE}(?:再)?补充(?:一下|一点|点|情况|材料|说明)?[,，:：、\\s]+.{4,}`, 'u')],
];

/** A wish told in words of which the form knows nothing. */
export function wishIn(text: string, isFormOpen: boolean): Wish | undefined {
  const said = text.replace(/[。！!~～\s]+$/u, '');
  if (said === '') return undefined;
  const wishes = isFormOpen ? ALWAYS : [...ALWAYS, ...IDLE];
  return wishes.find(([, pattern]) => pattern.test(said))?.[0];
}
