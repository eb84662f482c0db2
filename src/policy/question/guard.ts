/** Why a message is not a policy question. */
export type GuardReason =
  | 'injection'
  | 'personal_data'
  | 'politics'
  | 'creative'
  | 'chatter'
  | 'crisis'
  | 'human';

/** Plain signs that need no likeness to be recognised. The rest is judged by likeness to `corpus/outside`. */
const SIGNS: { reason: GuardReason; pattern: RegExp }[] = [
  {
    reason: 'crisis',
    pattern:
      /不想活|活不下去|想死|自杀|寻死|跳楼|喝农药|上吊|轻生|一了百了|同归于尽|活着没意思|家暴|打死我|往死里打/,
  },
  {
    reason: 'human',
    pattern: /^(?:找|转|要|叫)?(?:个)?(?:人工|真人|客服)(?:服务)?$|转人工|找人工|我要找(?:个)?真人/,
  },
  {
    reason: 'injection',
    pattern:
      /忽略(?:掉)?(?:以上|上面|之前|前面|所有)|无视(?:以上|之前|规则|限制)|系统提示|提示词|system\s*prompt|ignore (?:all|previous|the above)|you are now|jailbreak|越狱模式|开发者模式|developer mode|DAN模式|<\|?(?:system|im_start)|\bDROP\s+TABLE\b|(?:SELECT|DELETE)\s.+\bFROM\b|(?:编|伪造|造)(?:一|个|条|份)?.{0,6}(?:文号|条款|文件|依据|引用)|(?:假装|就当|假设)(?:文件|政策).{0,6}(?:写|规定|说)|(?:你|您)(?:就)?(?:直接)?(?:回答|说)(?:“|")?(?:可以|能|有|是)(?:”|")?就(?:行|中|好)/i,
  },
  {
    reason: 'personal_data',
    pattern:
      /(?:名单|花名册|身份证号|银行卡号|卡号|手机号|住址).{0,10}(?:导出|发我|发给我|打印|给我|列出|查一下|是多少|告诉)|(?:导出|发我|打印|列出|拷给我|调出).{0,16}(?:名单|花名册|身份证|银行卡|卡号|手机号|明细|信息)|(?:谁|哪几户|哪些户|哪几家|哪家).{0,8}(?:在)?(?:吃|领|拿|享受)(?:着)?(?:了)?低保|(?:邻居|隔壁|前院|后院|对门|那家|他家|她家|老[\u4e00-\u9fff]家).{0,8}(?:贷款|存款|欠款|欠|低保|收入|工资|病历).{0,6}(?:多少|几|没还|吗|没有)|[\u4e00-\u9fff]{2,4}(?:的|他家|家)(?:身份证|银行卡|病历|住院记录|存款|手机号)/,
  },
  {
    reason: 'creative',
    pattern:
      /(?:写|作|编|来|讲|唱)(?:一|几|个|首|篇|段|份|封)*(?:首|篇|段|个|封)?.{0,8}(?:诗|作文|情书|小说|故事|笑话|歌词?|对联|顺口溜|演讲稿|发言稿|检讨|读后感|代码|程序|段子)|翻译成(?:英|日|韩|法)|(?:算|解)(?:一下|个)?(?:这|道).{0,4}(?:题|数学)/,
  },
];

/** The reason that a message's words alone give for not treating it as a policy question. */
export function guardSign(text: string): GuardReason | undefined {
  return SIGNS.find(({ pattern }) => pattern.test(text))?.reason;
}

/** Which outside examples (`corpus/outside/<kind>.jsonl`) stand for which reason. */
export const REASON_OF_KIND: Record<string, GuardReason> = {
  injection: 'injection',
  'personal-data': 'personal_data',
  politics: 'politics',
  creative: 'creative',
  chatter: 'chatter',
  complaints: 'human',
};
