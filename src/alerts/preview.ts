import { maskName, shanghaiDay } from '../casework/index.ts';
import { maskId, maskPhone } from '../declaration/index.ts';
import type { Register } from '../register/index.ts';
import type { Storage } from '../storage/index.ts';
import { actorOf } from './actor.ts';
import { importedBefore } from './claiming.ts';
import { departmentCalled } from './departments.ts';
import { FIELDS, type FieldId, LABELS } from './fields.ts';
import { matchFresh } from './importing.ts';
import type { AlertsParts, GivenSheet, Preview, Sender } from './model.ts';
import { type AlertRead, byReason, type OpenedSheet, readAlerts } from './reading.ts';

import { openGiven } from './sheet.ts';

/** Rows shown, and rows named of one kind of fault. */
const SAMPLE = 3;
const ROWS_NAMED = 8;

/**
 * What a sheet holds and what would become of it; nothing is written but that it was looked at.
 * @throws AlertsError, SheetError in the operator's words
 */
export async function previewSheet(
  { parts, register, storage }: { parts: AlertsParts; register: Pick<Register, 'finder'>; storage: Storage },
  by: Sender,
  given: GivenSheet,
): Promise<Preview> {
  const { county } = given;
  const unit = departmentCalled(parts.procedures, county, given.unit);
  const { opened, cause, causes } = await openGiven(parts, storage.reading, { ...given, unit });
  // Until the cause is settled rows are read as if it were: what else is wrong can be told already.
  const { alerts, faults } = readAlerts(opened, cause ?? causes[0] ?? '其他');
  const isReady = opened.missing.length === 0;
  const before = await importedBefore(storage.reading, { county, unit, hash: opened.hash });
  const matching = isReady
    ? await matchFresh({ parts, register, storage }, { county, unit, hash: opened.hash }, alerts)
    : undefined;
  if (matching !== undefined) {
    await storage.transaction((work) =>
      work.audit.append(`alerts:${county}`, {
        actor: actorOf(by),
        action: 'read',
        detail: { purpose: 'alerts-preview', unit, rows: alerts.length },
      }),
    );
  }
  return {
    unit,
    ...shapeOf(opened),
    sample: isReady ? alerts.slice(0, SAMPLE).map(sampleOf) : [],
    faults: isReady ? byReason(faults, ROWS_NAMED) : [],
    counts: matching === undefined ? undefined : { ...matching.counts, faulty: faults.length },
    causes,
    cause,
    causeColumn: opened.mapping.cause !== undefined,
    imported:
      before === undefined ? undefined : shanghaiDay(new Date(before.finished_at ?? before.created_at)),
  };
}

function shapeOf({ tables, index, table, mapping, missing, proposed }: OpenedSheet) {
  const read = new Set(Object.values(mapping));
  const titles = table.columns.map(({ title }) => title);
  return {
    tables,
    table: index,
    rows: table.rows.length,
    firstRow: table.rows[0]?.number ?? null,
    titles,
    mapping: FIELDS.flatMap(({ id }) => {
      const title = mapping[id];
      return title === undefined ? [] : [{ field: id, label: LABELS[id], title }];
    }),
    missing: missing.map((field) => LABELS[field]),
    doubtful: proposed.doubtful.flatMap((field) =>
      field in LABELS && mapping[field] !== undefined ? [LABELS[field as FieldId]] : [],
    ),
    unused: titles.filter((title) => !read.has(title)),
  };
}

/** A row as it was read, without what tells who it is. */
function sampleOf({ row, data }: AlertRead): string {
  const parts = [
    maskName(data.name),
    data.idNumber === undefined ? '' : maskId(data.idNumber),
    data.phone === undefined ? '' : maskPhone(data.phone),
    data.date ?? '',
    data.amount === undefined ? '' : String(data.amount),
  ];
  return `${row}：${parts.filter((part) => part !== '').join(' ')}`;
}
