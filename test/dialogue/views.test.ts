import { describe, expect, test } from 'vitest';
import type { AnswerView, CaseView, ReviewView, StepView } from '../../src/dialogue/index.ts';
import { sqliteDatabase } from '../storage/databases.ts';
import { declares, type Heard, SHORT_FORM, startOf, Town, toDecision } from './person.ts';

const database = sqliteDatabase();

async function town(): Promise<Town> {
  const clock = startOf();
  return new Town(await database.open({ clock: () => clock.now }), clock);
}

/** The view of the last reply, which has to be of a kind. */
function shown<K extends keyof Views>(heard: Heard, kind: K): Views[K] {
  const view = heard.replies.at(-1)?.view;
  if (view?.kind !== kind) throw new Error(`a ${kind} was expected, not ${view?.kind}`);
  return view as Views[K];
}

interface Views {
  step: StepView;
  review: ReviewView;
  receipt: CaseView;
  status: CaseView;
}

const ids = (buttons: { id: string }[]) => buttons.map(({ id }) => id);

describe('a question of the form', () => {
  test('has its parts beside its text, step by step to the review and the receipt', async () => {
    const person = (await town()).person('zhang');
    const first: StepView = shown(await person.says('我要申报'), 'step');
    expect(first).toMatchObject({ step: 'filer', at: 1, of: 9, input: 'none' });
    expect(ids(first.choices)).toEqual(['filer:self', 'filer:kin', 'filer:neighbour', 'filer:cadre']);
    expect(ids(first.links)).toEqual(['later', 'human']);
    const consent = await person.presses('filer:self');
    expect(shown(consent, 'step').ask.join('\n')).toContain('谁能看');
    for (const line of shown(consent, 'step').ask) expect(consent.text).toContain(line);
    const name = shown(await person.presses('consent:all'), 'step');
    expect(name).toMatchObject({ step: 'name', input: 'text', example: '王建国' });
    const id = shown(await person.says('张建国'), 'step');
    expect(id.input).toBe('id');
    expect(ids(id.links)).toEqual(['back', 'skip:id_number', 'later', 'human']);
    const wrong = shown(await person.says('411024195603123416'), 'step');
    expect(wrong.problem).toContain('请对着身份证再写一遍');
    expect(wrong.preface).toEqual([]);
    expect(shown(await person.says('411024195603123415'), 'step')).toMatchObject({ input: 'phone' });
    await person.says('13803741234');
    const causes = shown(await person.says('望田镇武岗村'), 'step');
    expect(causes).toMatchObject({ many: true, done: { id: 'causes:done' } });
    expect(causes.choices.map(({ label }) => label)).toContain('生病花钱多');
    expect(shown(await person.presses('causes:因病,住房,乱写'), 'step').input).toBe('long');
    await person.says('老伴住院花了八万多，房子也漏了');
    const review: ReviewView = shown(await person.presses('photos:done'), 'review');
    expect(review.rows).toContainEqual({
      step: 'phone',
      label: '电话',
      value: '138****1234',
      edit: 'edit:phone',
    });
    expect(review.rows).toContainEqual(expect.objectContaining({ step: 'causes', value: '因病、住房' }));
    expect(JSON.stringify(review)).not.toMatch(/13803741234|411024195603123415/);
    const ticked = shown(await person.presses('edit:causes'), 'step');
    expect(ticked.choices.filter(({ chosen }) => chosen).map(({ id: each }) => each)).toEqual([
      'cause:因病',
      'cause:住房',
    ]);
    expect(ticked.links).toContainEqual({ id: 'skip:causes', label: '不改了' });
    expect(shown(await person.presses('skip:causes'), 'review').submit.id).toBe('submit');
    const filed = await person.presses('submit');
    const receipt: CaseView = shown(filed, 'receipt');
    expect(receipt.receipt).toBe(filed.receipt);
    expect(receipt.timeline[0]).toMatchObject({ state: 'current', when: '大约11月25日前', marks: ['示例'] });
    expect(receipt.timeline.every(({ explain }) => explain !== '')).toBe(true);
    expect(receipt.notes.join('')).toContain('示例');
    expect(filed.text).toContain(receipt.lines[1]);
  });

  test('stays open after a question, and the review is shown whole again', async () => {
    const person = (await town()).person('zhang');
    await person.tells('我要申报', ...SHORT_FORM);
    const heard = await person.says('低保要交钱不？');
    expect(heard.replies.map(({ view }) => view?.kind)).toEqual(['answer', 'review']);
    expect(shown(heard, 'review').rows.length).toBeGreaterThan(5);
  });

  test('several places of one name are put once, and no words twice', async () => {
    const person = (await town()).person('zhang');
    await person.tells('我要申报', '自己', '同意', '张建国', '跳过', '没有电话');
    const heard = await person.says('胡庄村');
    expect(heard.text.match(/有几个地方叫这个名字/g)).toHaveLength(1);
    expect(shown(heard, 'step').problem).toBeUndefined();
    expect(shown(heard, 'step').choices).toHaveLength(3);
  });

  test('an ambiguous village told before the form is offered in it', async () => {
    const person = (await town()).person('zhang');
    await person.says('我是胡庄村的');
    await person.tells('我要申报', '自己', '同意', '张建国', '跳过');
    expect(shown(await person.says('没有电话'), 'step').choices.map(({ label }) => label)).toEqual([
      '陶城镇胡庄村',
      '马坊镇胡庄村',
      '不知道在哪',
    ]);
  });
});

describe('an answer', () => {
  test('has its sentences, notes and sources apart, and says the same in its text', async () => {
    const bot = await town();
    const note = '（示例，未经县级审核）';
    const label = '（AI生成）';
    bot.answer = () => ({
      status: 'answered',
      answer: `可以。看病花钱多，能申报。${note}${label}`,
      citations: [
        {
          document: 'yanling-2023',
          number: '鄢乡振〔2023〕1号',
          article: '二（一）1',
          quote: '开展常态化监测，及时帮扶',
          used: '及时帮扶',
          jurisdiction: '411024',
          validity: 'expired',
        },
      ],
      passages: [],
      by: 'ai',
      notes: [note, label],
    });
    const { replies } = await bot.person('li').says('看病花钱多能不能申报？');
    const [reply] = replies;
    const view = reply?.view as AnswerView;
    expect(view.sentences).toEqual(['可以。', '看病花钱多，能申报。']);
    expect(view.notes).toEqual([note, label]);
    expect(view.sources[0]).toMatchObject({ used: '及时帮扶', badge: '已过期' });
    expect(reply?.text).toBe(
      `可以。看病花钱多，能申报。\n${note}\n${label}\n依据：《yanling-2023》鄢乡振〔2023〕1号【已过期】`,
    );
    const next = ids(reply?.buttons ?? []).filter((id) => !/^(?:vote|sources)/.test(id));
    expect(next).toEqual(['declare', 'status', 'human']);
  });
});

describe('a case', () => {
  test('lies with the county at the county’s step; a refusal says why and what else there is', async () => {
    const bot = await town();
    const person = bot.person('zhang');
    const { receipt = '' } = await declares(person);
    const atTownship: CaseView = shown(await person.says('查进度'), 'status');
    expect(atTownship.lines[0]).toBe('现在由望田镇办理。');
    const township = await bot.cadre('township', '411024104');
    await township.says(`领取 ${receipt}`);
    await township.says(`推进 ${receipt}`);
    await township.tells(...toDecision(receipt));
    const atCounty = await person.says('查进度');
    expect(atCounty.case?.stage).toBe('county_decision');
    expect(shown(atCounty, 'status').lines[0]).toBe('现在由鄢陵县办理。');
    const county = await bot.cadre('county', '411024');
    await county.says(`领取 ${receipt}`);
    await county.says(`决定 ${receipt} 不纳入 家里收入够用`);
    await county.says('是');
    const decided = await person.says('查进度');
    const view = shown(decided, 'status');
    expect(view.outcome).toBe('not_included');
    expect(view.lines.join('\n')).toMatch(/原因：家里收入够用[\s\S]*别的帮扶/);
    expect(decided.text).not.toContain('现在由');
    expect(ids(decided.replies.at(-1)?.buttons ?? [])).toEqual(['objection', 'ask', 'human']);
    expect(view.timeline.at(-1)?.state).toBe('done');
  });
});
