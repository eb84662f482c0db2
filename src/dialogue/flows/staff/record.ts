import type { Outcome, StaffMember } from '../../../casework/index.ts';
import type { NoticeOf } from '../../../record/index.ts';
import { type RegionCode, villageName } from '../../../regions/index.ts';
import type { Button } from '../../message.ts';
import type { Scene } from '../../scene.ts';
import { refuse } from './asking.ts';
import { staffButtons } from './buttons.ts';
import type { Act, TopicCommand } from './command.ts';
import { RECORD_TEXTS as T } from './record-texts.ts';
import { STAFF_TEXTS } from './texts.ts';
import { readRef } from './words.ts';

const PRINTERS = ['village', 'township', 'county'] as const;
const PDF = 'application/pdf';

export const RECORD_COMMANDS: readonly TopicCommand[] = [
  {
    name: 'file',
    words: /^(?:打印)?(?:一户一档|档案)/,
    roles: PRINTERS,
    about: 'case',
    help: T.help.file,
    run: printFile,
  },
  {
    name: 'notice',
    words: /^(?:打印)?公示(?:单|表)/,
    roles: PRINTERS,
    about: 'words',
    help: T.help.notice,
    run: printNotice,
  },
];

/** 档案 编号: drawn outside the transaction, which would hold the database for a second. */
async function printFile(scene: Scene, staff: StaffMember, { ref, text }: Act): Promise<void> {
  const { records } = scene.parts;
  const full = /^全/.test(text);
  const drawn = scene.outside(`file:${ref}:${full}`, async (storage) => {
    const gathered = await storage.transaction((unit) => records.file(unit, staff, ref, { full }));
    if (!gathered.ok) return gathered;
    const { content } = gathered;
    return { ok: true as const, receipt: content.receipt, bytes: await records.drawFile(content) };
  });
  if (!drawn.ok) return refuse(scene, drawn);
  const { receipt, bytes } = drawn;
  const said = full ? T.fullFile(receipt) : T.file(receipt);
  await scene.giveFile({ name: T.fileName(receipt), mime: PDF, bytes }, said, staffButtons(scene));
}

interface DrawnNotice {
  households: number;
  places: string[];
  bytes: Uint8Array;
}

/** 公示单: of some cases, of a village, or of all that are at that stage. */
async function printNotice(scene: Scene, staff: StaffMember, { text }: Act): Promise<void> {
  const { records } = scene.parts;
  const of = noticeOf(scene, staff, text);
  if (typeof of === 'string') return scene.say(of, staffButtons(scene));
  const drawn = scene.outside(`notice:${text}`, async (storage): Promise<Outcome<DrawnNotice>> => {
    const gathered = await storage.transaction((unit) => records.notice(unit, staff, of));
    if (!gathered.ok) return gathered;
    const { sheets } = gathered.content;
    const households = sheets.reduce((sum, sheet) => sum + sheet.households.length, 0);
    const places = [...new Set(sheets.map(({ signed }) => signed))];
    const bytes = households === 0 ? new Uint8Array() : await records.drawNotice(gathered.content);
    return { ok: true, households, places, bytes };
  });
  if (!drawn.ok) {
    return drawn.reason === 'wrong-stage'
      ? scene.say(T.wrongStage, staffButtons(scene))
      : refuse(scene, drawn);
  }
  const { households, places, bytes } = drawn;
  if (households === 0) return scene.say(T.noneToPost, staffButtons(scene));
  const name = T.noticeName(places.length === 1 ? (places[0] ?? '') : `${places.length}村`, scene.today);
  await scene.giveFile(
    { name, mime: PDF, bytes },
    T.notice(households, places.length),
    noticeWays(scene, of),
  );
}

/** A printed notice is put up next. */
function noticeWays(scene: Scene, of: NoticeOf): Button[] {
  const [only, ...others] = 'refs' in of ? of.refs : [];
  const post =
    only === undefined || others.length > 0
      ? []
      : [{ id: `staff:post:${only}`, label: STAFF_TEXTS.buttons.post }];
  return [...post, ...staffButtons(scene)];
}

/** What a notice is wanted of, or what to say to who cannot be understood. */
function noticeOf(scene: Scene, staff: StaffMember, text: string): NoticeOf | string {
  if (/^(?:全部|所有)?$/.test(text)) return {};
  const refs: string[] = [];
  let rest = text;
  for (let read = readRef(scene, rest); read !== undefined; read = readRef(scene, rest)) {
    refs.push(read.ref);
    rest = read.text.replace(/^(?:和|及|与)/, '');
    if (rest === '') return { refs };
  }
  if (refs.length > 0) return T.unknownVillage;
  const villages = villagesNamed(scene, staff, rest);
  const [only, ...more] = villages;
  if (only === undefined) return T.unknownVillage;
  return more.length === 0
    ? { village: only }
    : T.severalVillages(villages.map((code) => scene.placeName(code) ?? '').join('、'));
}

/** Villages of the member's own area by a name: 晋庄, 晋庄村, 望田镇晋庄村. */
export function villagesNamed(scene: Scene, { region }: StaffMember, said: string): RegionCode[] {
  const { gazetteer } = scene.parts;
  const name = said.replace(/\s/g, '');
  const townships =
    region.length > 6
      ? [region.slice(0, 9) as RegionCode]
      : gazetteer.townshipsOf(region).map(({ code }) => code);
  return townships.flatMap((township) => {
    const before = gazetteer.place(township)?.name ?? '';
    return gazetteer
      .villagesOf(township)
      .filter((village) => {
        const spoken = villageName(village.name);
        return [spoken, spoken.replace(/村$/, ''), village.name].some(
          (each) => name === each || name === before + each,
        );
      })
      .map(({ code }) => code);
  });
}
