import type { Scene } from '../scene.ts';
import { TEXTS } from '../texts.ts';

const U = TEXTS.urgent;
const FIRE = /火|塌|埋|困|洪|水.{0,3}(?:进|淹|冲)|淹|滑坡|地震|倒了/;
const MEDICAL =
  /血|快不行|昏|晕|急救|喘|抽搐|心梗|脑(?:梗|出血)|中毒|农药|要生|摔|砸|没气|发烧|抢救|快死|病危/;
const POLICE = /打(?:我|俺|人|死)|砍|杀|抢|绑|拐|逼|家暴|威胁|要命/;

/** The numbers to call, before anything else is said. */
export function urgentNumbers(text: string): string {
  const fitting = [
    ...(MEDICAL.test(text) ? [U.medical] : []),
    ...(FIRE.test(text) ? [U.fire] : []),
    ...(POLICE.test(text) ? [U.police] : []),
  ];
  return [...fitting, U.onward].join('\n');
}

/** Help for somebody in danger from themself or from others. */
export function sayCrisis(scene: Scene): void {
  scene.say(TEXTS.crisis, [
    { id: 'human', label: TEXTS.buttons.human },
    ...(scene.state.draft === undefined ? [{ id: 'declare', label: TEXTS.buttons.declare }] : []),
  ]);
}
