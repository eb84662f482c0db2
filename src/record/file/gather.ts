import {
  type CaseFile,
  type Casework,
  type Outcome,
  type Parts,
  type StaffMember,
  todayIn,
} from '../../casework/index.ts';
import { maskId } from '../../declaration/index.ts';
import { type RegionCode, villageName } from '../../regions/index.ts';
import type { Unit } from '../../storage/index.ts';
import type { BasisDocuments } from '../documents.ts';
import type { Fact, Section } from '../print/model.ts';
import { Actors } from './actors.ts';
import { auditedSection } from './audited.ts';
import { basisSection } from './basis.ts';
import { postedSection, reviewedSection, verifiedSection } from './checked.ts';
import type { FileContent } from './content.ts';
import { declaredSection } from './declared.ts';
import { foundSection } from './found.ts';
import { handledSection, movedSection, objectedSection, tasksSection } from './handled.ts';
import { dayWords, type Reading } from './reading.ts';
import { seenSection } from './seen.ts';
import { followedSection, supportedSection } from './supported.ts';
import { FILE_TEXTS as T } from './texts.ts';
import { timelineSection } from './timeline.ts';

/** What a file is gathered with. */
export interface Sources {
  parts: Parts;
  casework: Casework;
  documents: BasisDocuments;
}

/**
 * Gathers one household's file. The reading is recorded with its purpose, and the printing as a deed of its own.
 * @param full numbers of documents whole; for the county alone
 */
export async function gatherFile(
  { parts, casework, documents }: Sources,
  unit: Unit,
  staff: StaffMember,
  ref: string,
  { full = false }: { full?: boolean } = {},
): Promise<Outcome<{ content: FileContent }>> {
  // Decided by the post alone, before the case is looked for: the refusal tells nothing of it.
  if (full && staff.role !== 'county') return { ok: false, reason: 'not-allowed' };
  const opened = await casework.open(unit, staff, ref, 'record');
  if (!opened.ok) return opened;
  const { file } = opened;
  const actor = `staff:${staff.id}`;
  await unit.audit.append(file.id, { actor, action: 'printed', detail: { what: 'file', full } });
  const actors = new Actors(unit, parts);
  const reading: Reading = {
    unit,
    parts,
    file,
    row: await unit.db.selectFrom('cases').selectAll().where('id', '=', file.id).executeTakeFirstOrThrow(),
    papers: file.papers,
    support: await casework.support.of(unit, file.id),
    actors,
    full,
  };
  const content: FileContent = {
    receipt: file.receipt,
    cover: coverOf(reading),
    erased: file.person === undefined && (await isErased(reading)),
    full,
    sections: await sectionsOf(reading, documents),
    printed: { by: await actors.named(actor), at: unit.clock().toISOString() },
  };
  return { ok: true, content };
}

async function sectionsOf(reading: Reading, documents: BasisDocuments): Promise<Section[]> {
  return [
    declaredSection(reading),
    await foundSection(reading),
    await verifiedSection(reading),
    await reviewedSection(reading),
    await postedSection(reading),
    await handledSection(reading),
    await objectedSection(reading),
    await movedSection(reading),
    tasksSection(reading),
    supportedSection(reading),
    await followedSection(reading),
    await seenSection(reading),
    await timelineSection(reading),
    await basisSection(reading, documents, todayIn(reading.unit.clock)),
    await auditedSection(reading),
  ];
}

function coverOf(reading: Reading): Fact[] {
  const { parts, row, file, support, full } = reading;
  const { person } = file;
  const township =
    row.queue === row.county ? undefined : parts.gazetteer.place(row.queue as RegionCode)?.name;
  const village = row.village === null ? undefined : parts.gazetteer.place(row.village as RegionCode)?.name;
  const number = person?.idNumber;
  return [
    [T.cover.county, parts.divisions.nameOf(row.county as RegionCode)],
    [T.cover.township, township ?? T.cover.intake],
    [T.cover.village, village === undefined ? T.none : villageName(village)],
    [T.cover.receipt, row.receipt],
    [T.cover.name, person?.name ?? T.none],
    [T.cover.idNumber, number === undefined ? T.none : full ? number : maskId(number)],
    [T.cover.phone, person?.phone ?? T.none],
    [T.cover.source, T.sources[row.source]],
    [T.cover.causes, file.causes.join('、') || T.none],
    [T.cover.labour, T.labour[support.labour]],
    [T.cover.opened, dayWords(row.opened_at)],
    [T.cover.state, file.urgent ? `${file.stageLabel}，${T.urgent}` : file.stageLabel],
    [T.cover.outcome, outcomeOf(file, row.outcome)],
  ];
}

function outcomeOf({ notes }: CaseFile, outcome: Reading['row']['outcome']): string {
  if (outcome === null) return T.undecided;
  const decided = notes.filter(({ kind }) => kind === 'decision').at(-1);
  return decided === undefined ? T.outcomes[outcome] : `${T.outcomes[outcome]}（${dayWords(decided.at)}）`;
}

/** Whether the household was there and is forgotten; one that never had a name is not. */
async function isErased({ unit, row }: Reading): Promise<boolean> {
  if (row.subject_id === null) return false;
  const subject = await unit.db
    .selectFrom('subjects')
    .select('erased_at')
    .where('id', '=', row.subject_id)
    .executeTakeFirst();
  return subject !== undefined && subject.erased_at !== null;
}
