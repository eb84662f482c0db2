import { expect, test } from 'vitest';
import { sqliteDatabase } from '../storage/databases.ts';
import { type Person, SHORT_FORM, startOf, Town } from './person.ts';

const database = sqliteDatabase();

async function visitor(): Promise<Person> {
  const clock = startOf();
  return new Town(await database.open({ clock: () => clock.now }), clock).person('zhang');
}

test('who looks for a paper is waited for, as often as they say so', async () => {
  const person = await visitor();
  await person.tells('我要申报', ...SHORT_FORM.slice(0, 3));
  for (const text of ['等我找找', '我去拿身份证', '稍等']) {
    const heard = await person.says(text);
    expect(heard.step).toBe('id_number');
    expect(heard.text).toBe('好，不急，找到了再发给我。');
  }
  expect((await person.says('跳过')).step).toBe('phone');
});

test('the notice is not read out again after a question', async () => {
  const person = await visitor();
  await person.tells('我要申报', ...SHORT_FORM.slice(0, 1));
  const heard = await person.says('低保咋申请？');
  expect(heard.step).toBe('consent');
  expect(heard.replies.at(-1)?.text).toBe('还是刚才那一步：同意登记吗？');
});

test('a place told before the form is not asked for again', async () => {
  const person = await visitor();
  await person.tells('在镇上扫的码，我住望田镇武岗村的', '我要申报', ...SHORT_FORM.slice(0, 4));
  expect((await person.says('13800001111')).step).toBe('causes');
});

test('the same unread words at the photos end with the form going on', async () => {
  const person = await visitor();
  await person.tells('我要申报', ...SHORT_FORM);
  await person.says('重新开始');
  await person.tells('是', ...SHORT_FORM.slice(0, -1));
  await person.says('天气怪冷的');
  const heard = await person.says('天气怪冷的');
  expect(heard.step).toBe('review');
  expect(heard.text).toContain('以后也能补');
});
