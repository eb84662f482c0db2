import type { Reading } from '../../declaration/index.ts';
import type { Scene } from '../scene.ts';
import { TEXTS } from '../texts.ts';

const U = TEXTS.urgent;
const C = TEXTS.crisisLines;

const FIRE = /火|塌|埋|困|洪|水.{0,3}(?:进|淹|冲)|进水|灌水|淹|滑坡|地震|倒了|煤气|触电/;
const MEDICAL =
  /血|快不行|昏|晕|急救|喘|抽搐|抽风|心梗|胸口|心口|脑(?:梗|出血)|中毒|农药|安眠药|百草枯|敌敌畏|老鼠药|要生|摔|砸|没气|高烧|发烧|抢救|快死|病危|割腕|呼吸/;
const POLICE = /打(?:我|俺|人|死|孩子|娃)|砍|捅|杀|抢|绑|拐|逼|家暴|威胁|要命|走丢|走失|失踪|不见了|丢了/;
const NEED = /吃|粮|饭|饿|断炊|锅|住|塌|倒了|淹|烧|冲|无家|水/;

/** Told of another time: no danger now. */
const BEFORE = /去年|前年|以前|过去|早年|那年|小时候|年前|上个?月|\d{4}年/;

const WHO =
  '(?:老公|丈夫|男人|男的|老头子?|当家的|他爸|他爹|孩子爸|他|她|婆婆|公公|爸|爹|妈|儿子|儿媳|媳妇|有人|那人|人家|家里人|前夫|对象)';
const WHOM = '(?:我|俺|人|孩子|娃|老人|俺们|我们|俺娘|我妈)';

/** Ways of saying that one may end one's life, or has begun to. */
const SELF_HARM =
  /割(?:腕|脉)|自残|(?:吃|吞|喝)(?:了|下)?.{0,5}(?:安眠药|老鼠药|毒药|敌敌畏|百草枯|农药)|(?:安眠药|农药|百草枯|敌敌畏|老鼠药).{0,4}(?:喝|吃|吞)了|活着(?:好|太|真|也)?(?:累|没意义|没盼头|没奔头|受罪|没劲)|(?:我|俺)(?:真的?|实在)?(?:撑|熬|活)不(?:下去|住)了?$|不想再?活|想去?死(?!你|他)|活够了|活腻|跳(?:楼|河|井|桥|水库)(?!价)|结束(?:自己|生命)|遗书|遗言|死了(?:干净|算|拉倒)|救救(?:我|俺)(?![\u4e00-\u9fff])/;
const VIOLENCE = [
  new RegExp(
    `${WHO}[^，,。]{0,8}(?:打|揍|砍|杀|捅|掐|虐待|毒打|拿刀)(?:伤|了|着|骂|过)*${WHOM}(?!.{0,1}(?:电话|手机|款|钱))(?!情)`,
  ),
  /被[^，,。]{0,6}(?:打(?!电话|发|动)|砍|捅|虐待|强奸|糟蹋|猥亵|绑|拐)/,
  /拿(?:着)?(?:刀|斧|棍).{0,8}(?:我|俺|人|孩子|家)|(?:要|想)(?:砍|杀|捅|弄死|整死|打死)(?:我|俺|人|孩子)/,
];
/** A blow whose bill is being paid already. */
const TREATED = /住院花|花(?:了|去).{0,4}[千万]|医药费|赔(?:钱|偿)/;
/** Water in the house, a very high fever, a heart: urgent whatever else is said. */
const URGENT =
  /水.{0,3}(?:进|灌|漫|淹)(?:了|到|进)*(?:屋|家|房|院)|(?:屋|房|家)里?(?:都|全)?(?:进|灌)(?:了|满)?水|(?:洪水|山洪|泥石流|滑坡).{0,4}(?:来|到|冲|进)|(?:高烧|发烧|烧).{0,4}(?:4\d|39|四十|三十九)|(?:胸口|心口|心脏).{0,4}(?:疼|痛)得?|吐血|触电|心梗(?:了|犯)|中毒了|(?:老?人|孩子|娃|娘|爹|妈|爸|奶奶?|爷爷?|老伴).{0,4}(?:叫不醒|没反应|走丢|走失|失踪)/;

/** Danger that the words of a message tell, besides what the reader of the form has seen. */
export function withDanger(reading: Reading, text: string): Reading {
  if (text === '' || BEFORE.test(text)) return reading;
  const crisis = reading.crisis || tellsCrisis(text);
  const urgent = reading.urgent || tellsUrgent(text);
  if (crisis === reading.crisis && urgent === reading.urgent) return reading;
  const found = urgent ? { ...reading.found, urgent: true as const } : reading.found;
  // Somebody in danger asks for help, whatever the form of the sentence.
  return { ...reading, found, crisis, urgent, question: false };
}

/** Whether words tell of somebody in danger from themself or from others, now. */
export function tellsCrisis(text: string): boolean {
  if (BEFORE.test(text)) return false;
  const isViolence = VIOLENCE.some((pattern) => pattern.test(text)) && !TREATED.test(text);
  return SELF_HARM.test(text) || isViolence;
}

/** Whether words tell of a danger to life or home, now. */
export function tellsUrgent(text: string): boolean {
  return !BEFORE.test(text) && URGENT.test(text);
}

/** The numbers to call, before anything else is said. */
export function urgentNumbers(text: string): string {
  const fitting = [
    ...(MEDICAL.test(text) ? [U.medical] : []),
    ...(FIRE.test(text) ? [U.fire] : []),
    ...(POLICE.test(text) ? [U.police] : []),
  ];
  const needs = NEED.test(text) || fitting.length === 0 ? [U.onward] : [];
  return [...fitting, ...needs].join('\n');
}

/** Help for somebody in danger from themself or from others; what fits them comes first. */
export function sayCrisis(scene: Scene, text = scene.text): void {
  const isViolence = VIOLENCE.some((pattern) => pattern.test(text)) || /家暴|打死|往死里打/.test(text);
  const isHurt = /(?:吃|吞|喝)了|割了|流血|受伤|打伤|昏/.test(text);
  const lines: string[] = isViolence ? [C.violence, C.hurt, C.heart] : [C.heart, C.hurt, C.violence];
  if (isHurt) lines.sort((a, b) => Number(b === C.hurt) - Number(a === C.hurt));
  scene.say([C.first, ...lines, isViolence ? C.leave : C.company].join('\n'), [
    { id: 'human', label: TEXTS.buttons.human },
    ...(scene.state.draft === undefined ? [{ id: 'declare', label: TEXTS.buttons.declare }] : []),
  ]);
}
