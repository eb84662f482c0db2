import { z } from 'zod';
import { type AlertRefusal, alertRefusalText, type Verdict } from '../../../alerts/index.ts';
import type { StaffMember } from '../../../casework/index.ts';
import type { Reading } from '../../../declaration/index.ts';
import type { RegionCode } from '../../../regions/index.ts';
import type { Scene } from '../../scene.ts';
import type { Kept } from '../../state.ts';
import { ALERT_TEXTS as T } from './alerts-texts.ts';
import { askFor } from './asking.ts';
import { staffButtons } from './buttons.ts';
import { judge, sayDanger } from './judging.ts';
import { readTownship } from './words.ts';

const COMMAND = 'alerts';

/** What a question about an alert has put aside. */
const Pending = z.object({
  alert: z.string(),
  asked: z.enum(['verdict', 'risk', 'place']),
  /** What was said so far. */
  words: z.string(),
});
type Pending = z.infer<typeof Pending>;

export function pendingOf(kept: Kept | undefined): Pending | undefined {
  return Pending.safeParse(kept).data;
}

/** Says why something was not done with an alert. */
export function refuseAlert(scene: Scene, reason: AlertRefusal, alert?: string): void {
  const isWhoFirst = reason === 'who-first' && alert !== undefined;
  scene.say(alertRefusalText(reason), [
    ...(isWhoFirst ? [{ id: `staff:who:${alert}`, label: T.buttons.who }] : []),
    { id: 'staff:alerts', label: T.buttons.list },
    ...staffButtons(scene),
  ]);
}

const HAND_ON = /^(?:转办?|不归我们|分派)[\s:：，,]*/;
const GONE =
  /^(?:人不在了|人已?经?不在|不在了|(?:已经?|早就?)?(?:去世|死亡|过世|病故|搬走|迁走|迁出)|查无此人|没这个?人|没有这个人|不是(?:我们|本)村)/;
const RISK = /^(?:有困难|有风险|有情况|有问题|有事)(?:了|的)?[\s:：，,。]*/;
const CLEAR = /^(?:没事|无事|没问题|没困难|无风险|没风险|正常|都好)/;

/** What was said of one alert: a verdict, or where it belongs. */
export async function fileVerdict(
  scene: Scene,
  staff: StaffMember,
  alert: string,
  said: string,
): Promise<void> {
  const words = said.trim();
  if (HAND_ON.test(words)) return handOn(scene, staff, alert, words.replace(HAND_ON, ''));
  if (GONE.test(words)) return settle(scene, staff, alert, { outcome: 'gone', words });
  if (RISK.test(words)) return risk(scene, staff, alert, words.replace(RISK, ''));
  const { finding, reading } = judge(scene, words);
  // 没事 with a hospital behind it: whoever reads only the first word loses a household.
  if (finding === 'nothing' || (CLEAR.test(words) && finding === 'empty')) {
    return settle(scene, staff, alert, { outcome: 'clear', words });
  }
  if (finding === 'away') return scene.say(T.away, [{ id: 'staff:alerts', label: T.buttons.list }]);
  if (finding === 'found' && !CLEAR.test(words)) return risk(scene, staff, alert, words, reading);
  askVerdict(scene, { alert, asked: 'verdict', words }, T.unclear(words));
}

/** The answer to a question about an alert. */
export async function goOnVerdict(
  scene: Scene,
  staff: StaffMember,
  { alert, asked, words }: Pending,
  said: string,
): Promise<void> {
  if (asked === 'place') return handOn(scene, staff, alert, said);
  if (asked === 'risk') return risk(scene, staff, alert, said);
  const pressed = said.startsWith(alert) ? said.slice(alert.length).trim() : said.trim();
  if (CLEAR.test(pressed)) return settle(scene, staff, alert, { outcome: 'clear', words });
  if (GONE.test(pressed)) return settle(scene, staff, alert, { outcome: 'gone', words: pressed });
  if (RISK.test(pressed)) {
    const more = pressed.replace(RISK, '');
    return risk(scene, staff, alert, [words, more].filter((part) => part !== '').join('，'));
  }
  await fileVerdict(scene, staff, alert, pressed);
}

function askVerdict(scene: Scene, kept: Pending, question: string): void {
  const choices = (['clear', 'risk', 'gone'] as const).map((each) => ({
    id: `staff:${COMMAND}:${kept.alert} ${T.buttons[each]}`,
    label: T.buttons[each],
  }));
  askFor(scene, { command: COMMAND, ref: kept.alert, kept: { ...kept } }, question, choices);
}

/** A hardship needs its words: a case without them tells nobody what to do. */
async function risk(
  scene: Scene,
  staff: StaffMember,
  alert: string,
  words: string,
  read?: Reading,
): Promise<void> {
  // One character tells nothing; whether there is anything to tell of is asked first.
  if ([...words.trim()].length < 2) return settle(scene, staff, alert, { outcome: 'risk', words: '' });
  const reading = read ?? judge(scene, words).reading;
  sayDanger(scene, staff, words, reading);
  const urgent = reading.urgent || reading.crisis;
  await settle(scene, staff, alert, { outcome: 'risk', words, urgent });
}

async function settle(
  scene: Scene,
  staff: StaffMember,
  alert: string,
  { outcome, words, urgent = false }: { outcome: Verdict['outcome']; words: string; urgent?: boolean },
): Promise<void> {
  const { unit, parts, state } = scene;
  const result = await parts.alerts.settle(unit, staff, alert, {
    outcome,
    text: words.trim(),
    urgent,
    ...(outcome === 'risk' ? { photoIds: state.loosePhotos } : {}),
    conversationId: scene.conversation.id,
  });
  if (!result.ok && result.reason === 'text-empty') {
    const kept = { alert, asked: 'risk', words: '' };
    return askFor(scene, { command: COMMAND, ref: alert, kept }, T.askRisk);
  }
  if (!result.ok) return refuseAlert(scene, result.reason, alert);
  const { settled } = result;
  if (outcome === 'risk' && settled.again !== true) state.loosePhotos = [];
  const { receipt } = settled;
  scene.say(
    T.settled(settled),
    [
      ...(receipt === undefined ? [] : [{ id: `staff:open:${receipt}`, label: T.buttons.open }]),
      { id: 'staff:alerts', label: T.buttons.list },
    ],
    receipt === undefined || settled.again === true ? {} : { receipt },
  );
}

/** 转: to the township that it belongs to, by way of the county. */
async function handOn(scene: Scene, staff: StaffMember, alert: string, said: string): Promise<void> {
  const ask = (question: string) =>
    askFor(scene, { command: COMMAND, ref: alert, kept: { alert, asked: 'place', words: '' } }, question);
  const words = said.trim();
  const place = readTownship(scene, words);
  if (place === undefined) return ask(T.whichPlace);
  if ('several' in place) return ask(T.severalPlaces(place.several.join('、')));
  const { code, rest } = place;
  const outcome = await scene.parts.alerts.handOn(scene.unit, staff, alert, { to: code, reason: rest });
  if (!outcome.ok) return refuseAlert(scene, outcome.reason);
  scene.say(T.handed(officeName(scene, outcome.handed.queue)), [
    { id: 'staff:alerts', label: T.buttons.list },
  ]);
}

/** A township by name; the county as whoever assigns. */
export function officeName(scene: Scene, queue: RegionCode): string {
  return scene.placeName(queue) ?? scene.parts.divisions.nameOf(queue);
}
