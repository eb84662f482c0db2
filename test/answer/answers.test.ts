import { describe, expect, it } from 'vitest';
import { app, ask, CENTRAL, FUSHUN, GANZHOU, NANYANG, read, YANLING } from './assistant.ts';

describe('a resident asks in own words', () => {
  it('is told what the county does about a leaking house and who is responsible', async () => {
    const answer = await ask(YANLING, '俺家屋顶漏雨，墙都裂了，找谁');
    expect(answer.status).toBe('answered');
    expect(read(answer)).toContain('危房改造');
    expect(answer.answer).toContain('县住建局');
    expect(answer.citations[0]).toMatchObject({
      document: 'yanling-2023',
      article: '二（二）8',
      validity: 'expired',
    });
  });

  it('gets at most 300 characters, at most four quotes of at most 160', async () => {
    for (const question of ['看病花钱多咋办', '娃上学没钱', '想找个活干', '残疾人有啥帮扶', '低保咋办理']) {
      for (const region of [YANLING, NANYANG, GANZHOU, FUSHUN]) {
        const answer = await ask(region, question);
        expect(answer.answer.length).toBeLessThanOrEqual(300);
        expect(answer.citations.length).toBeLessThanOrEqual(4);
        for (const { quote } of answer.citations) expect(quote.length).toBeLessThanOrEqual(160);
      }
    }
  });

  it('is not told that a story about a big bill asked for an amount', async () => {
    const answer = await ask(YANLING, '俺妈住院花了好几万咋办');
    expect(answer.status).toBe('answered');
    expect(read(answer)).toContain('医疗救助');
  });

  it('may write two to four characters', async () => {
    for (const question of ['危房', '残疾证', '防贫保', '控辍保学']) {
      expect((await ask(YANLING, question)).status, question).toBe('answered');
    }
  });

  it('may make the slips of a phone keyboard', async () => {
    expect(read(await ask(YANLING, '底保咋申请'))).toMatch(/低保/);
    expect(read(await ask(YANLING, '房子快踏了'))).toMatch(/危房|住房安全/);
  });

  it('may ask two things in one message and gets both', async () => {
    const answer = await ask(NANYANG, '贷款能贷几万？还有孤儿有没有保障');
    expect(read(answer)).toContain('5万元以下');
    expect(read(answer)).toMatch(/孤儿/);
  });
});

describe('a cadre asks', () => {
  it('gets the article and its responsible units', async () => {
    const answer = await ask(YANLING, '衔接资金支出进度6月、9月要求', 'cadre');
    expect(answer.answer).toContain('50%');
    expect(answer.answer).toContain('75%');
    expect(answer.answer).toContain('县财政局');
    expect(answer.citations[0]?.article).toBe('二（四）20');
  });

  it('gets both levels where the question names both', async () => {
    const answer = await ask(FUSHUN, '低保对象参加医保，中央怎么资助，我市怎么资助', 'cadre');
    expect(new Set(answer.citations.map((c) => c.document))).toEqual(
      new Set(['central-2020-30', 'fushun-2021-3']),
    );
    expect(read(answer)).toMatch(/定额资助低保对象/);
    expect(read(answer)).toMatch(/全额资助农村特困人员、低保对象/);
  });
});

describe('a line that grows by the year', () => {
  it('is worked out for the year asked, with sum and assumption', async () => {
    const answer = await ask(FUSHUN, '2023年防返贫监测收入线是多少', 'cadre');
    expect(answer.answer).toContain('6600元 × 1.1² = 7986元');
    expect(answer.answer).toContain('文件未写基数年，按2021年推算');
  });

  it('is not worked out beyond its period', async () => {
    const answer = await ask(FUSHUN, '2028年防返贫监测收入线是多少', 'cadre');
    expect(answer.status).toBe('partial');
    expect(answer.answer).toContain('2028');
    expect(answer.answer).not.toContain('=');
  });
});

describe('what a document does not say', () => {
  it('is said not to be there, beside what is', async () => {
    const amount = await ask(YANLING, '危房改造一户补多少钱');
    expect(amount.status).toBe('partial');
    expect(amount.answer).toContain('没有写具体多少钱');
    expect(read(amount)).toContain('危房改造');
    expect((await ask(YANLING, '民政局电话多少')).status).not.toBe('answered');
    expect((await ask(YANLING, '2024年监测线是多少')).answer).toContain('没有写2024年的规定');
  });

  it('is not confirmed because the asker says it', async () => {
    const answer = await ask(NANYANG, '衔接资金用于产业要不低于60%，咱市是这样吧', 'cadre');
    expect(answer.status).toBe('partial');
    expect(answer.answer).toContain('没有写您说的“60%”');
  });
});

describe('jurisdiction', () => {
  it('keeps another place’s figures and promises out', async () => {
    for (const [region, question, figure] of [
      [FUSHUN, '出省打工的车票钱给补吗', '跨省就业交通补助'],
      [GANZHOU, '周二帮扶日干部来不来', '每周二'],
      [YANLING, '15个工作日能出结果不', '15个工作日内完成识别'],
    ] as const) {
      const answer = await ask(region, question);
      expect(answer.status, question).not.toBe('answered');
      expect(read(answer), question).not.toContain(figure);
    }
  });

  it('says so when only another place has it, and cites nothing', async () => {
    const answer = await ask(NANYANG, '金秋助学');
    expect(answer.status).toBe('other_jurisdiction');
    expect(answer.answer).toContain('南阳市');
    expect(answer.citations).toEqual([]);
  });

  it('binds a county through its city, and everybody through the central documents', async () => {
    const answer = await ask('411326', '政福保还有没有');
    expect(answer.citations.map((c) => c.document)).toContain('nanyang-2021-7');
    const central = await ask(CENTRAL, '脱贫户的孩子上学有啥资助');
    expect(new Set(central.citations.map((c) => c.document))).toEqual(new Set(['central-2020-30']));
    expect(central.answer).toContain('您告诉我在哪个县');
  });

  it('never cites or passes on what does not bind, whatever is asked', async () => {
    const binding: Record<string, string[]> = {
      [YANLING]: ['yanling-2023', 'central-2020-30'],
      [NANYANG]: ['nanyang-2021-7', 'central-2020-30'],
      [GANZHOU]: ['ganzhou-2021-6', 'central-2020-30'],
      [FUSHUN]: ['fushun-2021-3', 'central-2020-30'],
      [CENTRAL]: ['central-2020-30'],
    };
    const questions = app.corpus.questions
      .filter((_, i) => i % 97 === 0)
      .map((entry) => entry.questions[0] ?? '');
    for (const [region, slugs] of Object.entries(binding)) {
      for (const question of questions) {
        const answer = await ask(region, question, 'cadre');
        for (const { document, quote } of answer.citations) {
          expect(slugs).toContain(document);
          expect(app.corpus.sources.get(document)).toContain(quote.replace(/\s/g, ''));
        }
        for (const { document } of answer.passages) expect(slugs).toContain(document);
      }
    }
  });
});

describe('time', () => {
  it('labels a plan of a past year as expired, and in force in its year', async () => {
    const now = await ask(YANLING, '监测范围收入参考多少', 'cadre');
    expect(now.citations[0]?.validity).toBe('expired');
    expect(now.answer).toContain('已过期');
    const then = await ask(YANLING, '监测范围收入参考多少', 'cadre', '2023-10-01');
    expect(then.citations[0]?.validity).toBe('in_force');
    expect(then.answer).not.toContain('已过期');
  });

  it('uses no document before it was issued', async () => {
    const answer = await ask(YANLING, '监测范围收入参考多少', 'cadre', '2022-10-01');
    expect(answer.citations.map((c) => c.document)).not.toContain('yanling-2023');
    expect(read(answer)).not.toContain('7500');
  });
});

describe('a question about the document itself', () => {
  it('is answered from its letterhead, or told that it prints none', async () => {
    const number = await ask(NANYANG, '这个文件的文号是多少', 'cadre');
    expect(number.answer).toContain('宛发〔2021〕7号');
    expect(number.citations[0]?.quote).toBe('宛发〔2021〕7号');
    expect((await ask(NANYANG, '文件是哪天印发的', 'cadre')).answer).toContain('2021年4月26日');
    const unprinted = await ask(YANLING, '文号是多少', 'cadre');
    expect(unprinted.status).toBe('partial');
    expect(unprinted.answer).toContain('收到的文本没有印文号');
    expect((await ask(GANZHOU, '意见是什么时候印发的', 'cadre')).answer).toContain('没有印具体日期');
    expect((await ask(CENTRAL, '文号是多少', 'cadre')).answer).toContain('没有印文号');
  });
});

describe('who is responsible', () => {
  it('is told for the sentence asked about, where an article names others for each of its parts', async () => {
    const roads = await ask(FUSHUN, '自然村通硬化路归哪个局管', 'cadre');
    expect(roads.answer).toContain('责任单位：市交通局。');
    const power = await ask(FUSHUN, '农网供电可靠率由谁负责', 'cadre');
    expect(power.answer).toContain('责任单位：国网抚顺供电公司。');
  });
});
