import { app, ask } from './answer/assistant.ts';
import { ModelServer } from './generation/model-server.ts';
import { withLanguageModel } from '../src/policy/index.ts';
import { parseRegion } from '../src/regions/index.ts';
for (const q of ['供水点的水质多久检测一次','帮扶干部星期几来','小额贷款能贷多少','危房改造一户补多少钱','公益岗位优先安排谁','家里收入多少才算监测户', '30种大病有救治吗'])
 for (const r of ['411024','411300']) { const a = await ask(r,q); console.log(r,q,a.status,a.by,a.topic,'\n  ',a.answer); for (const c of a.citations) console.log('     ',c.document,c.article,c.quote); }
const s = await ModelServer.start();
await s.plays({do:'say',text:'[1] 供水点的水质，每半年检测一次。\n[1] 检测报告会及时发放到各村。\n', tokens: 321});
let t=performance.now();
const log={warn:(d:any,m:string)=>console.log('WARN',d,m)};
const ai = await withLanguageModel({baseUrl:s.baseUrl,apiKey:'sk-secret',model:'m',timeoutMs:800,idleMs:200,promptsFolder:'prompts',offFile:'/tmp/b5/x/llm-off',tokensFile:'/tmp/b5/x/llm-tokens',dailyTokens:100000,atOnce:2},{...app,clock:()=>new Date(),log});
console.log('open',performance.now()-t); t=performance.now();
const a = await ai.ask({question:'我叫王建国，身份证４１１０２４１９８５０１０１１２３４，住望田镇五里岗，电话138 1234 5678，供水点的水质多久检测一次',region:parseRegion('411024'),role:'resident',today:'2026-11-22'});
console.log(performance.now()-t, JSON.stringify({...a,passages:0},null,1)); console.log(JSON.stringify(await s.heard(),null,1));
await s.stop();
