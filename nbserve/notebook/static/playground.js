// Built from nbserve/notebook/js/src/playground; edit that, then run "npm run build" there.
function i(n,e={},...t){return ye(o=>document.createElement(o),n,e,t)}function ye(n,e,t,o){let[r,...s]=e.split("."),a=n(r);s.length&&a.setAttribute("class",s.join(" "));for(let[l,c]of Object.entries(t))if(l.startsWith("on"))a.addEventListener(
l.slice(2),c);else if(l==="dataset")Object.assign(a.dataset,c);else if(l==="style")for(let[d,f]of Object.entries(c))a.style.setProperty(d,f);else J(a,l,c);return a.
append(...o.flat(1/0).filter(l=>l!=null&&l!==!1)),a}function J(n,e,t){t==null||t===!1?n.removeAttribute(e):n.getAttribute(e)!==String(t)&&n.setAttribute(e,t===!0?
"":String(t))}function v(n,e){n.textContent!==e&&(n.textContent=e)}var se="The kernel is busy with a cell; this takes effect when it ends.",R=class{#e;#t;#n=new Map;#o=Math.floor(Math.random()*1073741823);constructor(e,t){this.#e=
e,this.#t=t,t.on("msg:custom",o=>this.#s(o)),t.defer(()=>{for(let{timer:o}of this.#n.values())clearTimeout(o);this.#n.clear()})}ask(e,t=()=>{}){let o=this.#o++;
return new Promise(r=>{if(this.#t.closed)return;let s={resolve:r,busy:t,late:!1};s.timer=setTimeout(()=>{s.late=!0,t(!0)},400),this.#n.set(o,s),this.#e.send({...e,
id:o})})}#s(e){let t=this.#n.get(e?.answer);t&&(this.#n.delete(e.answer),clearTimeout(t.timer),t.late&&t.busy(!1),t.resolve(e))}};var F=class{#e;#t=new Set;constructor(e){this.#e=e,this.closed=!1}defer(e){let t=()=>this.#t.delete(t)&&e();return this.#t.add(t),t}on(e,t){return this.#e.on(e,
t),this.defer(()=>this.#e.off(e,t))}bind(e,t){this.on(`change:${e}`,()=>t(this.#e.get(e))),t(this.#e.get(e))}listen(e,t,o){return e.addEventListener(t,o),this.defer(
()=>e.removeEventListener(t,o))}observe(e,t,o){return e.observe(t,o),this.defer(()=>e.disconnect())}frame(e){let t=0;return this.defer(()=>cancelAnimationFrame(
t)),()=>{t||this.closed||(t=requestAnimationFrame(()=>{t=0,e()}))}}debounce(e,t){let o=0,r=()=>clearTimeout(o),s=(...a)=>{r(),this.closed||(o=setTimeout(()=>t(...a),
e))};return s.cancel=r,this.defer(r),s}close(){this.closed=!0;for(let e of[...this.#t].reverse())e()}};function ve(n){let e=(n.match(/[\d.]+(?:e-?\d+)?%?/g)??[]).slice(0,3).map(Number.parseFloat);return e.length<3||e.some(Number.isNaN)?[0,0,0]:n.startsWith("color\
(")?e.map(t=>Math.round(t*255)):e}function $e([n,e,t]){return .2126*n+.7152*e+.0722*t>140}var I=class{#e;#t;#n=new Set;#o=null;constructor(e,t){this.#e=e,this.#t=
t;let o=()=>this.refresh(),r=t.debounce(400,o),s=()=>{o(),r()},a=new MutationObserver(s);for(let l of[document.documentElement,document.body])t.observe(a,l,{attributes:!0,
attributeFilter:["class","style","theme","data-jp-theme-name","data-theme"]});t.listen(matchMedia("(prefers-color-scheme: dark)"),"change",s),this.refresh()}watch(e){
return this.#n.add(e),this.#t.defer(()=>this.#n.delete(e))}refresh(){let e=getComputedStyle(this.#e).color||"rgb(0, 0, 0)";if(e!==this.#o){this.#o=e,this.rgb=ve(
e),this.dark=$e(this.rgb),this.#e.dataset.theme=this.dark?"dark":"light";for(let t of this.#n)t()}}ink(e=1){return`rgb(${this.rgb.join(" ")} / ${e})`}named(e){return getComputedStyle(
this.#e).getPropertyValue(e).trim()||this.ink()}};var ke={"\\n":`
`,"\\t":"	","\\r":"\r","\\\\":"\\"},W=Object.freeze([{name:"temperature",kind:"number",low:0,high:1e4,slider:[0,2,.05],hint:"0 takes the most likely token; 1 sa\
mples from the model's own distribution."},{name:"top_p",kind:"number",low:0,above:!0,high:1,slider:[.05,1,.05],hint:"Sample among the most likely tokens that t\
ogether reach this probability."},{name:"top_k",kind:"whole",low:0,slider:[0,200,1],hint:"Sample among the k most likely tokens; 0 is off."},{name:"min_p",kind:"\
number",low:0,high:1,slider:[0,1,.01],hint:"Drop tokens less likely than this share of the most likely one."},{name:"max_tokens",kind:"whole",low:1,slider:[1,1024,
1],hint:"The longest answer, in tokens."},{name:"repetition_penalty",kind:"number",low:0,above:!0,high:1e4,slider:[.8,2,.05],hint:"Above 1 discourages tokens th\
at prompt or answer already hold; 1 is off."},{name:"n",kind:"whole",low:1,slider:[1,8,1],hint:"Answers to the same prompt, written side by side."},{name:"seed",
kind:"seed",hint:"Makes the draws repeatable; empty draws a fresh one."},{name:"stop",kind:"texts",hint:"Texts that end the answer, one a line; \\n is a line bre\
ak."}]);function Y(n,e){let{name:t,kind:o}=n;if(o==="texts"){let l=e.split(`
`).filter(c=>c!=="").map(c=>c.replace(/\\[ntr\\]/g,d=>ke[d]));return{value:l.length?l:void 0}}let r=e.trim();if(r==="")return{value:void 0};if(o==="seed")return/^\d+$/.
test(r)?{value:r}:{error:"seed must be a whole number of at least 0"};let s=Number(r);return o==="whole"?Number.isSafeInteger(s)&&s>=n.low?{value:s}:{error:`${t}\
 must be a whole number of at least ${n.low}`}:(n.above?s>n.low:s>=n.low)&&s<=n.high?{value:s}:{error:`${t} must be a number ${n.above?`above ${n.low} and at mo\
st`:`between ${n.low} and`} ${n.high}`}}function Z(n,e){return e==null?"":n.kind!=="texts"?String(e):e.map(t=>t.replace(/[\\\n\t\r]/g,o=>({"\n":"\\n","	":"\\t",
"\r":"\\r","\\":"\\\\"})[o])).join(`
`)}function D(n,e){let t=W.map(({name:o})=>[o,n[o]]);return Object.fromEntries(t.filter(([o,r])=>r!=null&&!P(r,e[o])))}function re(n,e){return Object.entries(D(
n,e)).map(([o,r])=>`${o} ${Array.isArray(r)?JSON.stringify(r):r}`).join(", ")||"all as by default"}function P(n,e){return n===e||JSON.stringify(n)===JSON.stringify(
e)}var Ee=5,le=/^[^\p{Cc}\p{Zl}\p{Zp}"'\\{}]*$/u,Se={n:"-n"};function ce(n,e){let t=n.magic??{},o=de(n,e);for(let[s,a]of Object.entries(t)){let l=n.params[s]??e[s];
P(l,a)?delete o[s]:l!=null&&(o[s]=l)}let r=["%%generate"];n.engine!=="default"&&r.push("--engine",ie(n.engine)),n.template&&!n.chat&&r.push("--raw"),n.system&&r.
push("--system",ie(n.system));for(let[s,a]of Object.entries(o)){let l=Se[s]??`--${s.replaceAll("_","-")}`;if(Array.isArray(a))for(let c of a)r.push(l,le.test(c)?
`"${c}"`:`{[${G(c)}]}`);else r.push(l,String(a))}return`${r.join(" ")}
${xe(n.prompt)}`}function ue(n,e){let t=n.engine==="default"?"":JSON.stringify(n.engine),o=[ae(n.prompt)];n.system&&o.push(`system=${ae(n.system)}`);for(let[l,c]of Object.
entries(de(n,e)))o.push(`${l}=${Array.isArray(c)?`[${c.map(d=>JSON.stringify(d)).join(", ")}]`:c}`);let r=`nbserve.get_engine(${t}).${n.chat?"chat":"generate"}`,
s=`${r}(${o.join(", ")})`;return`import nbserve

${s.length>100&&!s.includes(`
`)?`${r}(
    ${o.join(`,
    `)},
)`:s}
`}function de({params:n,heat:e},t){let o=D(n,t);return(o.temperature??t.temperature)||delete o.seed,e?{...o,logprobs:Ee}:o}function xe(n){if(/[^\P{Cc}\n\t]|\p{Zl}|\p{Zp}/u.
test(n)||n.trim()===""||/^\s*(>>>|\.\.\.|In ?\[)/.test(n))return`{f${G(n)}}`;let t=n.replace(/[{}]/g,"$&$&");return t.endsWith(`
`)?`${t}
`:t}function ie(n){return/^[\w.]+[\w.-]*$/.test(n)?n:le.test(n)?`"${n}"`:`{f${G(n)}}`}function G(n){return JSON.stringify(n).replaceAll("{","\\x7b").replaceAll(
"}","\\x7d").replace(/[\u007f-\u009f\u2028\u2029]/g,t=>`\\u${t.codePointAt(0).toString(16).padStart(4,"0")}`)}function ae(n){return n.includes(`
`)&&!/[\\\r]|"""|"$/.test(n)&&!/[^\P{Cc}\n\t]/u.test(n)?`"""${n}"""`:JSON.stringify(n)}var Ae=Object.freeze([.9,.5,.2,.05,0]);function z(n){return n==null||Number.isNaN(n)?null:Ae.findIndex(e=>n>=e)}function H(n){let e=n*100;return e>=.1?`${e.toFixed(
1)}%`:`${e===0?0:Number(e.toPrecision(2))}%`}function K([n,e,t]){return z(e)===null?[]:[[n,e],...t].map(([o,r])=>`${JSON.stringify(o)}: ${H(r)}`)}function pe(n){
return n.replaceAll(`
`,`↵
`)}var Te={waiting:"waiting …",writing:"writing …",stopped:"stopped",failed:"failed",done:""},Oe=["90% and more","50% and more","20% and more","5% and more","l\
ess"];function fe(n){let e=i("div.nbp-texts"),t=i("div.nbp-quiet",{role:"status"}),o=i("div.nbp-quiet",{hidden:!0},"Probability: ",Oe.flatMap((h,m)=>[m?", ":"",
i(`span.nbp-p${m}`,{},h)]),". Point at a token, or use the arrow keys, for its own."),r=i("div.nbp-told.nbp-quiet",{"aria-live":"polite",hidden:!0}),s=i("div.nb\
p-error",{role:"alert",hidden:!0}),a=i("div.nbp-copied"),l=i("div.nbp-row",{}),c=null,d=null,f=(h,m)=>{let g=i("button",{type:"button",onclick:()=>Ne(a,m(c,n))},
h);l.append(g)};return f("Copy as %%generate",ce),f("Copy as Python",ue),{element:i("div.nbp-answer",{},e,r,s,t,o,l,a),update(h,m,g,b){let p=!!(g&&m);c=h?.asked??
b,p?(d!==m&&e.replaceChildren(...m.map((w,_)=>he(_,m.length,Ce(w,r)))),d=m):(d=null,je(e,h?.texts??[])),o.hidden=!p,r.hidden=!p,v(s,h?.error??""),s.hidden=!h?.error,
v(t,h?[Te[h.state],h.summary].filter(Boolean).join(" · ").replace(/^stopped · (.*) · cancelled$/,"stopped · $1"):"")}}}function je(n,e){(n.children.length!==
e.length||n.querySelector(".nbp-heat"))&&n.replaceChildren(...e.map((t,o)=>he(o,e.length,i("pre")))),e.forEach((t,o)=>{let r=n.children[o].querySelector("pre"),
s=r.firstChild;s&&t.startsWith(s.data)?t.length>s.data.length&&s.appendData(t.slice(s.data.length)):v(r,t)})}function he(n,e,t){return i("div.nbp-sample",{},e>1&&
i("div.nbp-quiet",{},String(n+1)),t)}function Ce(n,e){let t=n.map((s,a)=>{let[l,c]=s,d=z(c),f=K(s).join(`
`);return i(d===null?"span":`span.nbp-p${d}`,{tabindex:a?"-1":"0",title:f,dataset:d===null?{}:{p:H(c)}},pe(l))}),o=i("pre.nbp-heat",{role:"group","aria-label":"\
The answer's tokens with their probabilities"},t),r=s=>{let a=t.indexOf(s);a>=0&&v(e,K(n[a]).join("   "))};return o.addEventListener("mouseover",s=>r(s.target)),
o.addEventListener("focusin",s=>r(s.target)),o.addEventListener("keydown",s=>{let a=t.indexOf(s.target),l={ArrowRight:a+1,ArrowLeft:a-1,Home:0,End:t.length-1}[s.
key];a<0||l===void 0||!t[l]||(s.preventDefault(),t[a].tabIndex=-1,t[l].tabIndex=0,t[l].focus())}),o}async function Ne(n,e){try{await navigator.clipboard.writeText(
e),n.replaceChildren(i("span.nbp-quiet",{role:"status"},"Copied."))}catch{let t=i("textarea",{readonly:!0,rows:"4","aria-label":"Code to copy",spellcheck:"false"});
t.value=e,n.replaceChildren(t),t.focus(),t.select()}}var me=0;function q(n){let e=`nbp-error-${++me}`,t=i("div.nbp-error",{id:e,role:"alert",hidden:!0});return{element:t,show(o){v(t,o??""),t.hidden=!o,J(n,"aria-in\
valid",o?"true":null),J(n,"aria-describedby",o?e:null)}}}function be(n,e){let t=W.map(o=>Le(o,n[o.name],e));return{element:i("div.nbp-params",{},t.map(({element:o})=>o)),
update:o=>t.forEach(r=>r.update(o[r.name])),problems:()=>Object.fromEntries(t.filter(o=>o.problem()).map(o=>[o.name,o.problem()])),refuse:o=>t.forEach(r=>r.refuse(
o[r.name])),focus:o=>t.find(r=>r.name===o)?.focus()}}function Le(n,e,t){let{name:o,kind:r,slider:s,hint:a}=n,l=`nbp-${o}-${++me}`,c=r==="seed"?"fresh":Z(n,e),d=r===
"texts"?i("textarea",{id:l,rows:"1",placeholder:"none",title:a,spellcheck:"false"}):i("input",{id:l,type:"text",inputmode:r==="number"?"decimal":"numeric",placeholder:c,
title:a,autocomplete:"off",spellcheck:"false"}),f=s?i("input",{type:"range",min:s[0],max:s[1],step:s[2],"aria-label":`${o}, slider`,title:a}):null,h=q(d),m=i("b\
utton.nbp-reset",{type:"button",title:`${o} as by default`,"aria-label":`${o} as by default`},"↺"),g=null,b=p=>{f&&document.activeElement!==f&&(f.value=String(
p??e))};return d.addEventListener("input",()=>{let{value:p,error:w}=Y(n,d.value);g=w??null,h.show(w),w||t(o,p)}),f?.addEventListener("input",()=>{g=null,h.show(
null),d.value=String(Number(f.value)),t(o,Number(f.value))}),m.addEventListener("click",()=>{g=null,h.show(null),t(o,void 0),d.value="",d.focus()}),{name:o,element:i(
"div.nbp-param",{dataset:{name:o}},i("label",{for:l,title:a},o),f,d,m,h.element),update(p){let w=Y(n,d.value);g===null&&!P(w.value,p??void 0)&&(d.value=Z(n,p)),
b(p),m.style.visibility=p==null||P(p,e)?"hidden":"visible"},problem:()=>g,refuse:p=>h.show(p??g),focus:()=>d.focus()}}function V(n,e){let t=n.find(o=>o.name===e);return!t||t.state==="closed"?`Engine "${e}" is closed; serve the model again: nbserve.serve(...).`:t.state==="asleep"?
`Engine "${e}" is asleep; wake it: nbserve.get_engine(${JSON.stringify(e)}).wake().`:null}function ge({model:n,draft:e,ask:t},o){let r=n.get("defaults"),s=i("se\
lect",{"aria-label":`Engine of column ${o}`}),a=q(s),l=i("summary"),c=be(r,(b,p)=>{let w={...e.column(o).params,[b]:p};p===void 0&&delete w[b],e.setColumn(o,{params:w})}),
d=i("details.nbp-fold",{open:!0},l,c.element),f=i("button",{type:"button",hidden:!0,onclick:()=>t({do:"stop",column:o})},"Stop this one"),h=i("button",{type:"bu\
tton","aria-label":`Remove column ${o}`,onclick:()=>e.remove(o)},"Remove"),m=fe(r),g=i("section.nbp-column",{"aria-label":`Column ${o}`},i("div.nbp-row",{},i("l\
abel.nbp-engine",{},"Engine ",s),f,h),a.element,d,m.element);return s.addEventListener("change",()=>e.setColumn(o,{engine:s.value})),{element:g,problems:c.problems,
focus(b){d.open=!0,b==="engine"?s.focus():c.focus(b)},refuse(b){Object.keys(b).some(p=>p!=="engine"&&p!=="prompt")&&(d.open=!0),c.refuse(b),a.show(b.engine??V(n.
get("engines"),e.column(o)?.engine))},update(){let{columns:b,heat:p,prompt:w,system:_,chat:j}=e.get(),{engine:E,params:C}=e.column(o),T=n.get("engines"),N=(T.some(
({name:S})=>S===E)?T:[...T,{name:E,model:"",state:"closed"}]).map(({name:S,model:O,state:B})=>[S,`${S}${O&&O!==S?` (${O})`:""}${B==="open"?"":`, ${B}`}`]);JSON.
stringify(N)!==s.dataset.options&&(s.replaceChildren(...N.map(([S,O])=>i("option",{value:S},O))),s.dataset.options=JSON.stringify(N)),s.value=E,a.show(V(T,E)),h.
hidden=b.length===1,c.update(C),v(l,`Parameters: ${re(C,r)}`);let k=n.get("answers")[o];f.hidden=b.length===1||!["waiting","writing"].includes(k?.state);let L=!!T.
find(({name:S})=>S===E)?.chat;m.update(k,n.get("tokens")[o],p,{prompt:j?w.trim():w,system:j?_:"",chat:j,engine:E,params:C,heat:p,template:L})}}}var U=class{#e;#t;#n;#o;constructor(e,t,o){this.#e=e,this.#t=t,this.#n=o,this.#o=t.debounce(300,()=>this.#s())}get(){return this.#e.get("draft")}set(e){this.#e.
set("draft",{...this.get(),...e}),this.#o()}column(e){return this.get().columns.find(t=>t.id===e)}setColumn(e,t){this.set({columns:this.get().columns.map(o=>o.id===
e?{...o,...t}:o)})}add(){let{columns:e}=this.get(),t=String(Math.max(...e.map(o=>Number(o.id)))+1);return this.set({columns:[...e,{...e.at(-1),id:t}]}),t}remove(e){
this.set({columns:this.get().columns.filter(t=>t.id!==e)})}taken(){return this.#o.cancel(),this.get()}bind(e){this.#t.bind("draft",e)}#s(){this.#n.ask({do:"draf\
t",draft:this.get()})}};var Q=/mac|iphone|ipad/i.test(globalThis.navigator?.platform??""),Me=0;function Pe({model:n,el:e}){let t=new F(n),o=new R(n,t),r=new U(n,t,o),s=++Me,a=i("span.n\
bp-quiet",{role:"status"}),l=u=>o.ask(u,y=>v(a,y?se:"")),c=i("textarea.nbp-prompt",{id:`nbp-prompt-${s}`,rows:"4"}),d=q(c),f=i("textarea",{id:`nbp-system-${s}`,
rows:"1",placeholder:"none"}),h=i("div.nbp-field",{},i("label",{for:f.id},"System message"),f),m=i("label",{for:c.id}),g=(u,y,x)=>{let A=i("input",{type:"radio",
name:`nbp-mode-${s}`,onchange:()=>r.set({chat:u})});return[A,i("label",{title:x},A,` ${y}`)]},[b,p]=g(!0,"Chat","The prompt is the user's message, and goes thro\
ugh the model's chat template."),[w,_]=g(!1,"Plain text","The prompt is sent as it is, to be continued."),j=i("span.nbp-quiet",{hidden:!0},"A model without a ch\
at template continues plain text."),E=i("button.nbp-primary",{type:"button",title:`${Q?"⌘":"Ctrl"}+Enter`,onclick:()=>ee()},`Send (${Q?"⌘":"Ctrl"}+Enter)`),
C=i("button",{type:"button",title:"Escape",onclick:()=>l({do:"stop"})},"Stop (Esc)"),T=i("input",{type:"checkbox",onchange:()=>r.set({heat:T.checked})}),X=i("bu\
tton",{type:"button",title:"The same prompt under other parameters, or to another engine.",onclick:()=>B()},"Add column"),N=i("div.nbp-columns"),k=new Map,L=i("\
div.nbp",{role:"region","aria-label":`Playground of engine ${n.get("home")}`,dataset:{lmSuppressShortcuts:"true"}},i("div.nbp-row",{},i("b",{},"Playground"),i("\
span",{role:"radiogroup","aria-label":"Mode"},p,_),j),h,i("div.nbp-field",{},m,c,d.element),i("div.nbp-row",{},E,C,i("label",{title:"Asks for log-probabilities,\
 and shows each token's."},T," Token probabilities"),X,a),N);e.append(L);let S=new I(L,t),O=()=>Object.values(n.get("answers")).some(({state:u})=>u==="waiting"||
u==="writing"),B=()=>k.get(r.add())?.focus("temperature");async function ee(){if(E.disabled)return;v(a,""),te({});for(let[y,x]of k){let[A]=Object.keys(x.problems());
if(A)return x.focus(A,y)}let u=await l({do:"send",draft:r.taken()});if(!u.ok){te(u.errors??{}),u.errors||v(a,u.error);for(let[y,x]of Object.entries(u.errors??{})){
let[A]=Object.keys(x);A==="prompt"?c.focus():k.get(y)?.focus(A)}}}function te(u){for(let[y,x]of k)x.refuse(u[y]??{});d.show(Object.values(u).map(y=>y.prompt).find(
Boolean))}c.addEventListener("input",()=>{d.show(null),r.set({prompt:c.value})}),f.addEventListener("input",()=>r.set({system:f.value})),L.addEventListener("key\
down",u=>{u.key==="Enter"&&(u.ctrlKey||u.metaKey)?(u.preventDefault(),u.stopPropagation(),ee()):u.key==="Escape"&&O()&&(u.stopPropagation(),l({do:"stop"}))});function ne(){
let u=r.get(),y=n.get("engines"),x=u.columns.map(({id:$})=>$);for(let[$,M]of k)x.includes($)||(M.element.remove(),k.delete($));for(let $ of x){if(!k.has($)){let M=ge(
{model:n,draft:r,ask:l},$);k.set($,M),N.append(M.element)}k.get($).update()}let A=u.columns.every(({engine:$})=>y.find(({name:M,state:we})=>M===$&&we!=="closed")?.
chat??!0),oe=u.columns.map(({engine:$})=>V(y,$)).find(Boolean);b.checked=u.chat,w.checked=!u.chat,b.disabled=!A&&!u.chat,j.hidden=A,h.hidden=!u.chat,v(m,u.chat?
"Message":"Text to continue"),c.value!==u.prompt&&(c.value=u.prompt),f.value!==u.system&&(f.value=u.system),T.checked=u.heat,E.disabled=!!oe,E.title=oe??`${Q?"⌘":
"Ctrl"}+Enter`,C.disabled=!O()}for(let u of["draft","engines","answers","tokens"])t.on(`change:${u}`,ne);return ne(),t.frame(()=>S.refresh())(),()=>{t.close(),L.
remove()}}var ct={render:Pe};export{ct as default};
