import { expect, test } from 'vitest';
import { sqliteDatabase } from '../storage/databases.ts';
import { type Person, startOf, Town } from './person.ts';

const database = sqliteDatabase();

async function visitor(): Promise<Person> {
  const clock = startOf();
  return new Town(await database.open({ clock: () => clock.now }), clock).person('zhang');
}

test('a bare place told before the form is its place, and nobody is called by it', async () => {
  const person = await visitor();
  await person.says('我是马栏镇的');
  expect((await person.tells('我要申报', '自己', '都同意')).step).toBe('name');
  expect((await person.tells('钱爱国', '跳过', '13800001111')).step).toBe('causes');
  const { step, text } = await person.tells('得了癌症', '提交');
  expect(step).toBe('review');
  expect(text).toContain('户主：钱爱国');
  expect(text).toContain('住址：马栏镇');
});

test('提交 again and again ends on the review, told once that something is missing', async () => {
  const person = await visitor();
  await person.tells('我要申报', '自己', '都同意', '钱爱国');
  const heard: string[] = [];
  let step: string | null = 'id_number';
  for (let i = 0; step !== 'review' && i < 8; i += 1) {
    const said = await person.says('提交');
    heard.push(said.text);
    step = said.step;
  }
  expect(step).toBe('review');
  expect(heard.filter((text) => text.includes('还差'))).toHaveLength(1);
});

test('a question about the service, put again and again, leaves the question of the form', async () => {
  const person = await visitor();
  await person.tells('我要申报', '自己', '都同意', '钱爱国');
  await person.says('你们上班时间');
  expect((await person.says('你们上班时间')).step).toBe('phone');
});
