import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { IngestError } from '../../src/policy/index.ts';
import { ingest } from '../../src/policy/ingest/ingest.ts';
import { readSourceText } from '../../src/policy/ingest/source-text.ts';
import { falsified, fixture, paths } from './reading.ts';
import { pdfOf } from './tiny-pdf.ts';

const TEXT = '叶县帮扶办法\n一、任务\n做好监测，不漏一户。\n';
/** `TEXT` in GBK, which Node can read but not write. */
const GBK = Buffer.from(
  'd2b6cfd8b0efb7f6b0ecb7a80ad2bba1a2c8cecef10ad7f6bac3bce0b2e2a3acb2bbc2a9d2bbbba7a1a30a',
  'hex',
);

async function refusal(bytes: Uint8Array | string, name?: string): Promise<string> {
  const error = await readSourceText(bytes, name).catch((each: unknown) => each);
  expect(error).toBeInstanceOf(IngestError);
  return error instanceof IngestError ? error.message : '';
}

describe('text files', () => {
  it.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${TEXT}`)],
    ['UTF-16 little-endian', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
    ['UTF-16 big-endian', Buffer.from(`\ufeff${TEXT}`, 'utf16le').swap16()],
    ['GBK', GBK],
    ['old Macintosh line ends', Buffer.from(TEXT.replaceAll('\n', '\r'))],
  ])('in %s are read', async (_, bytes) => {
    expect((await readSourceText(bytes, 'a.txt')).text).toBe(TEXT);
  });

  it('that are none are refused, with their line', async () => {
    expect(await refusal(Buffer.from('一、任务\n第二行\u0000\u0001'), 'a.txt')).toBe(
      'a.txt:2: 这不是文字文件',
    );
    expect(
      await refusal(Buffer.concat([Buffer.from(TEXT.repeat(3)), Buffer.from([0xe4, 0xbd])]), 'a.txt'),
    ).toMatch(/^a\.txt:10: 有认不出的字/);
    expect(await refusal(Buffer.from('%PDF-1.4 …'), 'a.txt')).toContain('是 PDF');
    expect(await refusal(Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), 'a.txt')).toContain('DOCX 或压缩包');
    expect(
      await refusal(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), 'a.txt'),
    ).toMatch(/^a\.txt:\d: /);
    expect(await refusal(Buffer.alloc(0), 'a.txt')).toContain('文件是空的');
    expect(await refusal(Buffer.from(' \n\t\n'), 'a.txt')).toContain('没有文字');
  });
});

describe('any file', () => {
  it('of an unknown kind is refused with what is taken, and what to do about usual ones', async () => {
    expect(await refusal(Buffer.from('x'), 'a.xyz')).toContain('收 TXT、HTML、DOCX、PDF');
    expect(await refusal(Buffer.from('x'), 'a.doc')).toContain('另存为 .docx');
    expect(await refusal(Buffer.from('x'), 'a.ofd')).toContain('另存为 PDF');
    expect(await refusal(Buffer.from('x'), '没有后缀')).toContain('不认识的文件种类');
  });

  it('that is too large or missing is refused before it is read', async () => {
    expect(await refusal(Buffer.alloc(20 * 1024 * 1024 + 1, 'a'), 'a.txt')).toContain('最大 20 MB');
    expect(await refusal('test/ingest/fixtures/nothing.pdf')).toContain('找不到这个文件');
  });
});

describe('a county’s web page', () => {
  it.each(['baofeng-utf8.html', 'baofeng-gbk.html'])(
    '%s gives the document and nothing of the site',
    async (name) => {
      const { text, facts } = await readSourceText(fixture(name));
      for (const foreign of [
        '首页',
        '政务公开',
        '无障碍',
        '当前位置',
        '索引号',
        '发布时间',
        '浏览次数',
        '分享到',
        '打印',
        '上一篇',
        '下一篇',
        '相关链接',
        '一图读懂',
        '版权所有',
        'ICP',
        '联系我们',
        '脚本里的字',
        '关键字',
        '今天是',
      ]) {
        expect(text).not.toContain(foreign);
      }
      expect(text.startsWith('关于印发《宝丰县2024年巩固拓展脱贫攻坚成果工作要点》的通知\n')).toBe(true);
      expect(text).toContain('特困人员 | 380 | 县医保局');
      expect(facts).toEqual({
        title: '关于印发《宝丰县2024年巩固拓展脱贫攻坚成果工作要点》的通知',
        number: '宝农领办〔2024〕5号',
        issuer: '中共宝丰县委农村工作领导小组办公室',
        issued: '2024年03月28日',
      });
    },
  );

  it('gives the same text in UTF-8 and in GBK', async () => {
    const [utf8, gbk] = await Promise.all(
      ['baofeng-utf8.html', 'baofeng-gbk.html'].map((name) => readSourceText(fixture(name))),
    );
    expect(gbk?.text).toBe(utf8?.text);
  });

  it('gives articles with tables and units, mixed 1. 3、 4． understood', async () => {
    const { text } = await readSourceText(fixture('baofeng-utf8.html'));
    const document = ingest({ slug: 'baofeng' }, text);
    expect(paths(document)).toEqual([
      '印发通知',
      '前言',
      '一1',
      '一2',
      '二（一）3',
      '二（一）4',
      '二（二）5',
      '三',
    ]);
    expect(document.articles[5]?.responsibleUnits).toEqual(['县农业农村局', '县财政局', '县乡村振兴局']);
    expect(document.articles[6]?.text).toContain('监测对象|100|县医保局、县乡村振兴局');
    expect(falsified(document, text)).toEqual([]);
  });

  const PROSE = '各乡镇要压实责任，加强监测，对收入低于7300元的农户及时纳入监测范围，落实帮扶措施。';
  const page = async (html: string) => readSourceText(Buffer.from(html), 'a.html');

  it('laid out by tables and <br> is read without its menu', async () => {
    const { text } = await page(
      `<html><body><table><tr><td><a href=1>政务公开</a><br><a href=2>领导之窗</a></td><td><b>西峡县防返贫办法</b><br>一、总则<br>　　${PROSE}<br>二、附则<br>　　${PROSE}<br><a href=#>【关闭窗口】</a></td></tr></table></body></html>`,
    );
    expect(text.split('\n\n').map((line) => line.trim())).toEqual([
      '西峡县防返贫办法',
      '一、总则',
      PROSE,
      '二、附则',
      PROSE,
    ]);
  });

  it('without <html> or closed tags, or exported from Word, is read', async () => {
    expect((await page(`<h1>淅川县防返贫办法</h1><p>一、总则<p>${PROSE}`)).text).toContain(PROSE);
    const { text, warnings } = await page(
      `<html><body><p>淅川县办法</p><p>一、标准</p><p>${PROSE}</p><ol start=3><li>小学600元。${PROSE}</li><li>初中1000元。${PROSE}</li></ol></body></html>`,
    );
    expect(text).toContain('3.小学600元。');
    expect(text).toContain('4.初中1000元。');
    expect(warnings.join()).toContain('自动编号');
  });

  it('hides nothing in it: text that a browser does not show is not taken', async () => {
    const { text } = await page(
      `<html><body><article><h1>淅川县办法</h1><p style="display:none">隐藏，不收。</p><p hidden>也不收。</p><p>${PROSE}</p><p>${PROSE}</p></article></body></html>`,
    );
    expect(text).not.toContain('不收');
  });

  it('that a script would fill, or that is nested beyond reason, is refused', async () => {
    expect(
      await refusal(
        Buffer.from('<html><body><div id="app"></div><script>x()</script></body></html>'),
        'a.html',
      ),
    ).toContain('没有找到正文');
    expect(await refusal(Buffer.from(`${'<div>'.repeat(30_000)}${PROSE}`), 'a.html')).toContain('嵌套太深');
  });
});

describe('a Word document', () => {
  it('gets the numbers that Word only shows, in Word’s own style, with a warning', async () => {
    const { text, warnings } = await readSourceText(fixture('yexian-auto-numbered.docx'));
    expect(text).toContain('\n二、监测对象和标准\n');
    expect(text).toContain('\n（二）监测标准。2023年监测收入线');
    expect(text).toContain('\n2.公示不少于5天。\n');
    expect(text).toContain('因病 | 县医保局 | 医疗救助');
    expect(warnings.join()).toContain('14 段是 Word 自动编号');
    const document = ingest({ slug: 'yexian' }, text);
    expect(paths(document)).toEqual([
      '前言',
      '一',
      '二（一）',
      '二（二）',
      '三（一）1',
      '三（一）2',
      '三（二）1',
      '三（二）2',
      '四',
      '五（一）',
      '五末段',
    ]);
    expect(falsified(document, text)).toEqual([]);
  });

  it('is read as its author accepted it: insertions in, deletions out', async () => {
    const { text } = await readSourceText(fixture('yexian-auto-numbered.docx'));
    expect(text).toContain('本方案自印发之日起施行。');
  });

  it('that is cut off, damaged, old, or no Word document is refused', async () => {
    const bytes = readFileSync(fixture('yexian-auto-numbered.docx'));
    expect(await refusal(bytes.subarray(0, 2000), 'a.docx')).toBe('a.docx: 文件不完整（没有收全或已损坏）');
    expect(await refusal(Buffer.from(bytes).fill(0xff, 700, 1500), 'a.docx')).toMatch(
      /^a\.docx: .*(?:损坏|读不了)/,
    );
    const emptyZip = Buffer.concat([Buffer.from('PK\u0005\u0006', 'latin1'), Buffer.alloc(18)]);
    expect(await refusal(emptyZip, 'a.docx')).toContain('这是压缩包，不是 Word 文件');
    expect(await refusal(Buffer.from('一段文字'), 'a.docx')).toContain('不是 Word 文件');
    const old = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512)]);
    expect(await refusal(old, 'a.docx')).toContain('旧版 Word 文件');
    expect(
      await refusal(Buffer.concat([old, Buffer.from('EncryptedPackage', 'utf16le')]), 'a.docx'),
    ).toContain('加了密码');
  });
});

describe('a PDF', () => {
  it('of two pages has its lines joined, its page numbers and running head removed', async () => {
    const { text, warnings } = await readSourceText(fixture('jiaxian-font-not-embedded.pdf'));
    expect(text).not.toMatch(/—|医疗保障局文件/);
    expect(warnings.join()).toContain('去掉了页码、页眉、页脚 4 行');
    const document = ingest({ slug: 'jiaxian' }, text);
    expect(paths(document)).toEqual(['前言', '一', '二（一）', '二（二）', '三1', '三2', '三3', '四', '五']);
    expect(document.articles[6]?.text).toContain('年度最高救助限额为20000元。对突发严重困难户');
    expect(document.articles[2]?.responsibleUnits).toEqual(['县医保局', '县民政局', '各乡镇人民政府']);
    expect(falsified(document, text)).toEqual([]);
  });

  it('with an embedded font and a table gives a row a line', async () => {
    const { text, warnings } = await readSourceText(fixture('table-embedded-font.pdf'));
    expect(text).toContain('\n住房 | 住建局 | 10天\n');
    expect(warnings.join()).toContain('第 1 页像有表格');
  });

  it('whose font is named by a GBK map is read, letters and digits too', async () => {
    const line = `<${GBK.subarray(0, 12).toString('hex')}${Buffer.from(' A1').toString('hex')}>`;
    expect((await readSourceText(pdfOf([line], 'GBK-EUC-H'), 'a.pdf')).text.trim()).toBe('叶县帮扶办法 A1');
  });

  it('that writes look-alike radicals gives the characters themselves', async () => {
    const line = `<${Buffer.from('⼯作⻔户⻓远', 'utf16le').swap16().toString('hex')}>`;
    expect((await readSourceText(pdfOf([line], 'UniGB-UCS2-H'), 'a.pdf')).text.trim()).toBe('工作门户长远');
  });

  it('whose font does not tell its characters is refused as that, not as a scan', async () => {
    expect(await refusal(pdfOf(['<00100011001200130014>'], 'Identity-H'), 'a.pdf')).toContain(
      '没有文字对照表',
    );
  });

  it('that is a scan, encrypted, cut off or no PDF is refused', async () => {
    expect(await refusal(fixture('scan.pdf'))).toBe('scan.pdf: 这份 PDF 是扫描图片，没有文字');
    expect(await refusal(fixture('jiaxian-encrypted.pdf'))).toContain('加了密码');
    const bytes = readFileSync(fixture('table-embedded-font.pdf'));
    expect(await refusal(bytes.subarray(0, 9000), 'a.pdf')).toContain('不完整');
    expect(await refusal(Buffer.from('<html></html>'), 'a.pdf')).toContain('不是 PDF');
    expect(await refusal(Buffer.from('%PDF-1.4\nrubbish\n%%EOF\n'), 'a.pdf')).toContain('已损坏');
  });
});
