import { describe, expect, test } from 'vitest';
import {
  faultText,
  proposeMapping,
  readRows,
  readWorkbook,
  SheetError,
  type Value,
} from '../../src/sheets/index.ts';
import { HORROR_FIELDS, HORRORS, type Horror } from './horrors.ts';

/** What a horror comes to: each row with what is not blank, each fault, each row left out; or the refusal. */
function outcome({ bytes, file }: Horror) {
  try {
    const [table, ...more] = readWorkbook(bytes(), file).tables;
    if (table === undefined || more.length > 0) throw new Error('one table is expected');
    const { mapping } = proposeMapping(table, HORROR_FIELDS);
    const { rows } = readRows(table, HORROR_FIELDS, mapping);
    return {
      rows: Object.fromEntries(rows.map(({ number, values }) => [number, filled(values)])),
      faults: Object.fromEntries(
        rows
          .filter(({ faults }) => faults.length > 0)
          .map(({ number, faults }) => [
            number,
            Object.fromEntries(faults.map((one) => [one.field, one.fault])),
          ]),
      ),
      skipped: Object.fromEntries(table.skipped.map(({ row, why }) => [row, why])),
    };
  } catch (error) {
    if (!(error instanceof SheetError)) throw error;
    return { refused: error.code, row: error.row, message: error.message };
  }
}

function filled(values: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

describe('spreadsheets as they come', () => {
  test('there are fifty and more, each with a name of its own', () => {
    expect(new Set(HORRORS.map(({ name }) => name)).size).toBe(HORRORS.length);
    expect(HORRORS.length).toBeGreaterThanOrEqual(50);
  });

  for (const horror of HORRORS) {
    test(horror.name, () => {
      const found = outcome(horror);
      if ('refused' in horror.expect) {
        expect(found).toMatchObject({ refused: horror.expect.refused, row: horror.expect.row });
        expect(found).toHaveProperty(
          'message',
          expect.stringMatching(/^[^a-z]*(xlsx|xls|MB|csv|[^a-z])*。$/),
        );
      } else {
        const nulls = Object.entries(horror.expect.rows).map(([row, values]) => [row, filled(values)]);
        expect(found).toEqual({
          rows: Object.fromEntries(nulls),
          faults: horror.expect.faults ?? {},
          skipped: horror.expect.skipped ?? {},
        });
      }
    });
  }
});

test('a refusal and a fault say what to do, and nothing of what stands in the file', () => {
  const bytes = new TextEncoder().encode('姓名,备注,村\n王建国,"很难,晋庄村\n');
  expect(() => readWorkbook(bytes)).toThrow(
    '第 2 行：引号不成对，后面的行会连在一起。请用表格软件打开，另存为 xlsx 再传。',
  );
  expect(faultText('precision', '身份证号')).toBe(
    '“身份证号”数字太长，后几位已经丢失（如 4.11E+17）。请把这一列设为“文本”格式，从原始数据重新填。',
  );
  expect(faultText('ragged', '')).toMatch(/^这一行的格数和表头对不上/);
});
