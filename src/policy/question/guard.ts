/** Why a message is not a policy question. */
export type GuardReason =
  | 'injection'
  | 'personal_data'
  | 'politics'
  | 'creative'
  | 'chatter'
  | 'crisis'
  | 'human';

/** A person: a family name with a given name, a neighbour, or he and she. */
const NAME =
  '(?:[赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜谢邹苏潘葛范彭鲁马方任袁柳史唐薛贺罗郝常于傅康余顾孟黄穆萧尹姚汪毛米戴宋熊纪舒项董梁杜阮蓝季贾江郭梅林钟徐邱骆高夏蔡田胡凌霍万柯卢莫丁邓单洪包左石崔龚程邢裴陆翁段侯全班仇武刘龙叶白蒲赖谭温廖曾向易廉牛][\\u4e00-\\u9fff]{1,2}|(?:隔壁|对门|邻居|前院|后院)[\\u4e00-\\u9fff]{0,3}|他|她)';
const PRIVATE = '(?:身份证|银行卡|病历|住院记录|存款|手机号)';
const INVENTED = '(?:诗|作文|情书|小说|故事|笑话|歌词?|对联|顺口溜|演讲稿|发言稿|检讨|读后感|段子)';
/** Plain signs that need no likeness to be recognised. The rest is judged by likeness to `corpus/outside`. */
const SIGNS: { reason: GuardReason; pattern: RegExp }[] = [
  {
    reason: 'crisis',
    pattern:
      /不想活|活不下去|(?:我|俺|真|就|都|也|还不如)想死(?!也)|想死的心|自杀|寻死|(?<![\u4e00-\u9fff]打)跳楼(?!价)|(?:想|要|去|就)喝(?:了)?农药|喝农药(?:死|算)|上吊|轻生|一了百了|同归于尽|活着没意思|家暴|打死(?:我|俺)(?![\u4e00-\u9fff]{0,2}[鸡鸭羊猪牛狗])|往死里打/,
  },
  {
    reason: 'human',
    pattern:
      /^(?:找|转|要|叫)?(?:个)?(?:人工|真人|客服)(?:服务)?$|转人工|找人工|^(?:我要|俺要|帮我)?查(?:一下|询|看)?(?:我的|俺的)?(?:申报|办理)?进度$|我要找(?:个)?真人/,
  },
  {
    reason: 'injection',
    pattern:
      /忽略(?:掉)?(?:以上|上面|之前|前面|所有)(?:的|所有|全部|一切)*(?:规定|指令|要求|内容|规则|规矩|话|设定|设置|提示|约束|限制|文件|政策|条款|$)|无视(?:以上|之前|规则|限制)(?!的)|系统提示词|(?<!国家|系统)提示词|(?:打印|输出|显示|告诉|说出|念|重复|复述|贴|看看?).{0,8}系统提示|系统提示.{0,6}(?:打印|输出|原样|念|贴|复述)|system\s*prompt|ignore (?:all|previous|the above)|you are now|jailbreak|越狱模式|开发者模式|developer mode|DAN模式|<\|?(?:system|im_start)|\bDROP\s+TABLE\b|(?:SELECT|DELETE)\s.+\bFROM\b|(?:编|伪造|捏造|虚构|造)(?:一|个|条|份|出)+.{0,6}(?:文号|条款|文件|依据|引用)|(?:假装|就当|假设)(?:文件|政策).{0,6}(?:写|规定|说)|(?:你|您)(?:就)?直接(?:回答|说)(?:“|")?(?:可以|能|有|是)(?:”|")?就(?:行|中|好)/i,
  },
  {
    reason: 'personal_data',
    pattern: new RegExp(
      `(?:(?<!单位|部门)名单|花名册|身份证号|银行卡号|卡号|手机号|住址).{0,10}(?:导出|发我|发给我|打印|给我(?!们)|列出|查一下|告诉)|${NAME}[\\u4e00-\\u9fff]{0,3}(?:身份证号|银行卡号|卡号|手机号|住址).{0,4}是?多少|(?:导出|发我|打印|列出|拷给我|调出).{0,16}(?:名单|花名册|身份证|银行卡|卡号|手机号)|(?:谁家?|哪几户|哪些户|哪几家|哪家)(?!.{0,6}(?:能|可以|可|符合|该|应|够|算)).{0,4}(?:吃|领|拿|享受)(?:着|了|的)*(?:是)?低保(?!政策|要)|${NAME}(?:的|他家|家)${PRIVATE}|(?:邻居|隔壁|前院|后院|对门|那家|他家|她家|老[\\u4e00-\\u9fff]家).{0,8}(?:贷款|存款|欠款|欠|低保|收入|工资|病历).{0,6}(?:多少|几|没还|吗|没有)`,
    ),
  },
  {
    reason: 'creative',
    pattern: new RegExp(
      `(?:写|作|编|来|讲|唱)(?:一|几|个|首|篇|段|份|封|点){1,3}(?!下).{0,8}${INVENTED}|(?:给|帮|替)(?:我|俺|咱|娃).{0,3}(?:写|作|编|讲|唱).{0,8}${INVENTED}|^(?:写|编|作|唱)(?:诗|作文|情书|小说|演讲稿|发言稿|代码)|(?:写|编)(?:一|个|段)+.{0,6}(?:代码|程序|脚本)|翻译成(?:英|日|韩|法)|(?:算|解)(?:一下|个)?(?:这|道).{0,4}(?:题|数学)`,
    ),
  },
];

/** The reason that a message's words alone give for not treating it as a policy question. */
export function guardSign(text: string): GuardReason | undefined {
  return SIGNS.find(({ pattern }) => pattern.test(text))?.reason;
}

const OWN_DATA = /(?:我|俺|本人|自己|咱)(?:家|的)?(?:身份证|银行卡|电话|手机号|信息)/;
const OFFICE_NUMBER =
  /(?:你们|镇|乡|县|村委|政府|局|办公室|所|站|中心|部门|单位|大厅).{0,6}(?:电话|号码|热线)/;

/** Whether what is asked or told is the asker's own data or an office's number, which is nobody's secret. */
export function isOwnOrOffice(text: string): boolean {
  return OWN_DATA.test(text) || OFFICE_NUMBER.test(text);
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
