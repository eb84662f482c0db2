import { expect } from 'vitest';
import { Reminders } from '../../src/casework/index.ts';
import type { Answers } from '../../src/declaration/index.ts';
import { Divisions, Gazetteer, type RegionCode } from '../../src/regions/index.ts';
import type { TestDatabases } from '../storage/databases.ts';
import {
  BAILIANG,
  calendar,
  JINZHUANG,
  type Message,
  procedures,
  RENZHUANG,
  WANG,
  WANGTIAN,
  World,
  without,
  YANLING,
} from './world.ts';

const gazetteer = Gazetteer.load('corpus/gazetteer');
export const divisions = Divisions.fromFile('corpus/divisions.csv', [YANLING]);

export const at = (text: string) => new Date(`${text}+08:00`);

/** The reminders of one process, with what they log. */
export function remindersOf({ storage }: World, { hour = 8, places = divisions } = {}) {
  const logged: object[] = [];
  const log = { error: (details: object) => void logged.push(details) };
  const reminders = new Reminders({ storage, procedures, calendar, gazetteer, divisions: places, hour, log });
  return { reminders, logged };
}

/** As a process that was just started does it, on a day at half past eight; who was written to, in order of name. */
export async function remind(world: World, day: string): Promise<string[]> {
  world.today = day;
  return (await remindersOf(world).reminders.run(at(`${day}T08:30:00`))).toSorted();
}

/** The reminders that a chat got. */
export async function got(world: World, name: string): Promise<Message[]> {
  return (await world.mail(`chat-${name}`)).filter(({ text }) => text.startsWith('【到期提醒】'));
}

export async function last(world: World, name: string): Promise<string> {
  return (await got(world, name)).at(-1)?.text ?? '';
}

/** Other households, each with a name and phone of its own. */
export function household(
  n: number,
  place: { township: RegionCode | null; village: RegionCode | null },
): Answers {
  return {
    ...without(WANG, 'idNumber'),
    name: `赵某${n}`,
    phone: `139037${String(50000 + n)}`,
    place: { ...place, text: '', how: 'picked' },
  };
}

export const inJinzhuang = { township: WANGTIAN, village: JINZHUANG };

/** Puts a case into a state that it came to in days gone by. */
export function put(world: World, id: string, set: { stage?: string; due_on?: string; handler_id?: string }) {
  return world.do((unit) => unit.db.updateTable('cases').set(set).where('id', '=', id).execute());
}

/** A county with its people, and Wang's case: received on Monday, 2 November, to be taken up by Wednesday. */
export async function county(databases: TestDatabases) {
  const world = await World.open(databases);
  const village = await world.staff('village', 'village', JINZHUANG);
  const neighbour = await world.staff('neighbour', 'village', RENZHUANG);
  const town = await world.staff('town', 'township', WANGTIAN);
  const elsewhere = await world.staff('elsewhere', 'township', BAILIANG);
  const chief = await world.staff('chief', 'county', YANLING);
  const boss = await world.staff('boss', 'supervisor', YANLING);
  const chat = await world.chat('wang');
  const { id, receipt } = await world.declared(chat, WANG);
  expect(await world.row(id)).toMatchObject({ stage: 'received', due_on: '2026-11-04' });
  return { world, village, neighbour, town, elsewhere, chief, boss, chat, id, receipt };
}
