import { readFileSync } from 'node:fs';
import { TransformersEmbeddings } from '../src/policy/retrieval/embedder.ts';
import { clusterTexts, setL } from '../src/digest/questions/clusters.tmp.ts';
import { PARAPHRASES } from './digest/paraphrases.ts';
const tune = Object.values(JSON.parse(readFileSync('/tmp/b5/feed/groups.json','utf8'))) as string[][];
const noise=['dev','tuning'].flatMap(f=>readFileSync(`test/eval/${f}.jsonl`,'utf8').trim().split('\n').map(l=>JSON.parse(l).question as string));
const m = await TransformersEmbeddings.load('models/words-zh');
const FILL=/请问|想问一?下?|怎么办|怎么样|怎么|咋样|咋办|咋|如何|什么|啥时候|时候|啥|多少|有没有|能不能|是不是|可以|能|吗|呢|不$|没$|没有$|我们?|俺们?|您|你们?|给|了|的|是|去|要/g;
const strip=(t:string)=>{const s=t.replace(FILL,'');return s.length>=2?s:t};
const center=(v:{dimension:number,rows:Float32Array},share:number)=>{const {dimension:d,rows}=v;const n=rows.length/d;const mean=new Float32Array(d);for(let i=0;i<n;i++)for(let k=0;k<d;k++)mean[k]!+=rows[i*d+k]!/n;const out=new Float32Array(rows.length);for(let i=0;i<n;i++){let s=0;for(let k=0;k<d;k++){const x=rows[i*d+k]!-share*mean[k]!;out[i*d+k]=x;s+=x*x}s=Math.sqrt(s)||1;for(let k=0;k<d;k++)out[i*d+k]!/=s}return{dimension:d,rows:out}};
const modes:Record<string,(t:readonly string[])=>Promise<{dimension:number,rows:Float32Array}>>={
 plain:t=>m.embedRows(t), strip:t=>m.embedRows(t.map(strip)), center:async t=>center(await m.embedRows(t),1), stripcenter:async t=>center(await m.embedRows(t.map(strip)),1)};
async function pr(groups:readonly (readonly string[])[],vec:any,extra:string[]=[]){
 const texts=[...groups.flat(),...extra]; const label=[...groups.flatMap((g,i)=>g.map(()=>i)),...extra.map((_,i)=>1000+i)];
 const cl=await clusterTexts(texts,vec);
 let tp=0,fp=0;for(const c of cl)for(let a=0;a<c.length;a++)for(let b=a+1;b<c.length;b++){const la=label[c[a]!]!,lb=label[c[b]!]!; if(la>=1000&&lb>=1000)continue; la===lb?tp++:fp++;}
 return `P${(tp/(tp+fp)).toFixed(2)} R${(tp/(groups.length*6)).toFixed(2)} `;
}
for(const [name,vec] of Object.entries(modes)) for(const t of [.5,.55,.6,.625,.65,.7]){setL(t);console.log(name,t,'tune',await pr(tune,vec),'test',await pr(PARAPHRASES,vec),'both',await pr([...tune,...PARAPHRASES],vec),'both+noise',await pr([...tune,...PARAPHRASES],vec,noise))}
