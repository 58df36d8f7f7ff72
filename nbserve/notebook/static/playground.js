// Built from nbserve/notebook/js/src/playground; edit that, then run "npm run build" there.
function i(n,e={},...t){return ye(o=>document.createElement(o),n,e,t)}function ye(n,e,t,o){let[s,...r]=e.split("."),a=n(s);r.length&&a.setAttribute("class",r.join(" "));for(let[l,u]of Object.entries(t))if(l.startsWith("on"))a.addEventListener(
l.slice(2),u);else if(l==="dataset")Object.assign(a.dataset,u);else if(l==="style")for(let[d,f]of Object.entries(u))a.style.setProperty(d,f);else J(a,l,u);return a.
append(...o.flat(1/0).filter(l=>l!=null&&l!==!1)),a}function J(n,e,t){t==null||t===!1?n.removeAttribute(e):n.getAttribute(e)!==String(t)&&n.setAttribute(e,t===!0?
"":String(t))}function v(n,e){n.textContent!==e&&(n.textContent=e)}var re="The kernel is busy with a cell; this takes effect when it ends.",R=class{#e;#t;#n=new Map;#o=Math.floor(Math.random()*1073741823);constructor(e,t){this.#e=
e,this.#t=t,t.on("msg:custom",o=>this.#r(o)),t.defer(()=>{for(let{timer:o}of this.#n.values())clearTimeout(o);this.#n.clear()})}ask(e,t=()=>{}){let o=this.#o++;
return new Promise(s=>{if(this.#t.closed)return;let r={resolve:s,busy:t,late:!1};r.timer=setTimeout(()=>{r.late=!0,t(!0)},400),this.#n.set(o,r),this.#e.send({...e,
id:o})})}#r(e){let t=this.#n.get(e?.answer);t&&(this.#n.delete(e.answer),clearTimeout(t.timer),t.late&&t.busy(!1),t.resolve(e))}};var F=class{#e;#t=new Set;constructor(e){this.#e=e,this.closed=!1}defer(e){let t=()=>this.#t.delete(t)&&e();return this.#t.add(t),t}on(e,t){return this.#e.on(e,
t),this.defer(()=>this.#e.off(e,t))}bind(e,t){this.on(`change:${e}`,()=>t(this.#e.get(e))),t(this.#e.get(e))}listen(e,t,o){return e.addEventListener(t,o),this.defer(
()=>e.removeEventListener(t,o))}observe(e,t,o){return e.observe(t,o),this.defer(()=>e.disconnect())}frame(e){let t=0;return this.defer(()=>cancelAnimationFrame(
t)),()=>{t||this.closed||(t=requestAnimationFrame(()=>{t=0,e()}))}}debounce(e,t){let o=0,s=()=>clearTimeout(o),r=(...a)=>{s(),this.closed||(o=setTimeout(()=>t(...a),
e))};return r.cancel=s,this.defer(s),r}close(){this.closed=!0;for(let e of[...this.#t].reverse())e()}};function ve(n){let e=(n.match(/[\d.]+(?:e-?\d+)?%?/g)??[]).slice(0,3).map(Number.parseFloat);return e.length<3||e.some(Number.isNaN)?[0,0,0]:n.startsWith("color\
(")?e.map(t=>Math.round(t*255)):e}function $e([n,e,t]){return .2126*n+.7152*e+.0722*t>140}var I=class{#e;#t;#n=new Set;#o=null;constructor(e,t){this.#e=e,this.#t=
t;let o=()=>this.refresh(),s=t.debounce(400,o),r=()=>{o(),s()},a=new MutationObserver(r);for(let l of[document.documentElement,document.body])t.observe(a,l,{attributes:!0,
attributeFilter:["class","style","theme","data-jp-theme-name","data-theme"]});t.listen(matchMedia("(prefers-color-scheme: dark)"),"change",r),this.refresh()}watch(e){
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
`).filter(u=>u!=="").map(u=>u.replace(/\\[ntr\\]/g,d=>ke[d]));return{value:l.length?l:void 0}}let s=e.trim();if(s==="")return{value:void 0};if(o==="seed")return/^\d+$/.
test(s)?{value:s}:{error:"seed must be a whole number of at least 0"};let r=Number(s);return o==="whole"?Number.isSafeInteger(r)&&r>=n.low?{value:r}:{error:`${t}\
 must be a whole number of at least ${n.low}`}:(n.above?r>n.low:r>=n.low)&&r<=n.high?{value:r}:{error:`${t} must be a number ${n.above?`above ${n.low} and at mo\
st`:`between ${n.low} and`} ${n.high}`}}function Z(n,e){return e==null?"":n.kind!=="texts"?String(e):e.map(t=>t.replace(/[\\\n\t\r]/g,o=>({"\n":"\\n","	":"\\t",
"\r":"\\r","\\":"\\\\"})[o])).join(`
`)}function D(n,e){let t=W.map(({name:o})=>[o,n[o]]);return Object.fromEntries(t.filter(([o,s])=>s!=null&&!P(s,e[o])))}function se(n,e){return Object.entries(D(
n,e)).map(([o,s])=>`${o} ${Array.isArray(s)?JSON.stringify(s):s}`).join(", ")||"all as by default"}function P(n,e){return n===e||JSON.stringify(n)===JSON.stringify(
e)}var Ee=5,le=/^[^\p{Cc}\p{Zl}\p{Zp}"'\\{}]*$/u,Se={"\n":"\\n","	":"\\t","\r":"\\r"},xe={n:"\\x0a",t:"\\x09",r:"\\x0d","\\":"\\x5c"},Ae={n:"-n"};function ce(n,e){
let t=n.magic??{},o=de(n,e);for(let[r,a]of Object.entries(t)){let l=n.params[r]??e[r];P(l,a)?delete o[r]:l!=null&&(o[r]=l)}let s=["%%generate"];n.engine!=="defa\
ult"&&s.push("--engine",ie(n.engine)),n.template&&!n.chat&&s.push("--raw"),n.system&&s.push("--system",ie(n.system));for(let[r,a]of Object.entries(o)){let l=Ae[r]??
`--${r.replaceAll("_","-")}`;if(Array.isArray(a))for(let u of a)s.push(l,Oe(u));else s.push(l,String(a))}return`${s.join(" ")}
${Te(n.prompt)}`}function ue(n,e){let t=n.engine==="default"?"":JSON.stringify(n.engine),o=[ae(n.prompt)];n.system&&o.push(`system=${ae(n.system)}`);for(let[l,u]of Object.
entries(de(n,e)))o.push(`${l}=${Array.isArray(u)?`[${u.map(d=>JSON.stringify(d)).join(", ")}]`:u}`);let s=`nbserve.get_engine(${t}).${n.chat?"chat":"generate"}`,
r=`${s}(${o.join(", ")})`;return`import nbserve

${r.length>100&&!r.includes(`
`)?`${s}(
    ${o.join(`,
    `)},
)`:r}
`}function de({params:n,heat:e},t){let o=D(n,t);return(o.temperature??t.temperature)||delete o.seed,e?{...o,logprobs:Ee}:o}function Te(n){if(/[^\P{Cc}\n\t]|\p{Zl}|\p{Zp}/u.
test(n)||n.trim()===""||/^\s*(>>>|\.\.\.|In ?\[)/.test(n))return`{f${G(n)}}`;let t=n.replace(/[{}]/g,"$&$&");return t.endsWith(`
`)?`${t}
`:t}function ie(n){return/^[\w.]+[\w.-]*$/.test(n)?n:le.test(n)?`"${n}"`:`{f${G(n)}}`}function Oe(n){let e=n.replace(/[\n\t\r]/g,t=>Se[t]);return le.test(n.replace(
/[\n\t\r]/g,""))?`"${e}"`:`{[${G(n).replace(/\\([ntr\\])/g,(t,o)=>xe[o])}]}`}function G(n){return JSON.stringify(n).replaceAll("{","\\x7b").replaceAll("}","\\x7d").
replace(/[\u007f-\u009f\u2028\u2029]/g,t=>`\\u${t.codePointAt(0).toString(16).padStart(4,"0")}`)}function ae(n){return n.includes(`
`)&&!/[\\\r]|"""|"$/.test(n)&&!/[^\P{Cc}\n\t]/u.test(n)?`"""${n}"""`:JSON.stringify(n)}var Ce=Object.freeze([.9,.5,.2,.05,0]);function H(n){return n==null||Number.isNaN(n)?null:Ce.findIndex(e=>n>=e)}function z(n){let e=n*100;return e>=.1?`${e.toFixed(
1)}%`:`${e===0?0:Number(e.toPrecision(2))}%`}function K([n,e,t]){return H(e)===null?[]:[[n,e],...t].map(([o,s])=>`${JSON.stringify(o)}: ${z(s)}`)}function pe(n){
return n.replaceAll(`
`,`↵
`)}var je={waiting:"waiting …",writing:"writing …",stopped:"stopped",failed:"failed",done:""},Ne=["90% and more","50% and more","20% and more","5% and more","l\
ess"];function fe(n){let e=i("div.nbp-texts"),t=i("div.nbp-quiet",{role:"status"}),o=i("div.nbp-quiet",{hidden:!0},"Probability: ",Ne.flatMap((h,m)=>[m?", ":"",
i(`span.nbp-p${m}`,{},h)]),". Point at a token, or use the arrow keys, for its own."),s=i("div.nbp-told.nbp-quiet",{"aria-live":"polite",hidden:!0}),r=i("div.nb\
p-error",{role:"alert",hidden:!0}),a=i("div.nbp-copied"),l=i("div.nbp-row",{}),u=null,d=null,f=(h,m)=>{let g=i("button",{type:"button",onclick:()=>Pe(a,m(u,n))},
h);l.append(g)};return f("Copy as %%generate",ce),f("Copy as Python",ue),{element:i("div.nbp-answer",{},e,s,r,t,o,l,a),update(h,m,g,b){let p=!!(g&&m);u=h?.asked??
b,p?(d!==m&&e.replaceChildren(...m.map((w,_)=>he(_,m.length,Me(w,s)))),d=m):(d=null,Le(e,h?.texts??[])),o.hidden=!p,s.hidden=!p,v(r,h?.error??""),r.hidden=!h?.error,
v(t,h?[je[h.state],h.summary].filter(Boolean).join(" · ").replace(/^stopped · (.*) · cancelled$/,"stopped · $1"):"")}}}function Le(n,e){(n.children.length!==
e.length||n.querySelector(".nbp-heat"))&&n.replaceChildren(...e.map((t,o)=>he(o,e.length,i("pre")))),e.forEach((t,o)=>{let s=n.children[o].querySelector("pre"),
r=s.firstChild;r&&t.startsWith(r.data)?t.length>r.data.length&&r.appendData(t.slice(r.data.length)):v(s,t)})}function he(n,e,t){return i("div.nbp-sample",{},e>1&&
i("div.nbp-quiet",{},String(n+1)),t)}function Me(n,e){let t=n.map((r,a)=>{let[l,u]=r,d=H(u),f=K(r).join(`
`);return i(d===null?"span":`span.nbp-p${d}`,{tabindex:a?"-1":"0",title:f,dataset:d===null?{}:{p:z(u)}},pe(l))}),o=i("pre.nbp-heat",{role:"group","aria-label":"\
The answer's tokens with their probabilities"},t),s=r=>{let a=t.indexOf(r);a>=0&&v(e,K(n[a]).join(" · "))};return o.addEventListener("mouseover",r=>s(r.target)),
o.addEventListener("focusin",r=>s(r.target)),o.addEventListener("keydown",r=>{let a=t.indexOf(r.target),l={ArrowRight:a+1,ArrowLeft:a-1,Home:0,End:t.length-1}[r.
key];a<0||l===void 0||!t[l]||(r.preventDefault(),t[a].tabIndex=-1,t[l].tabIndex=0,t[l].focus())}),o}async function Pe(n,e){try{await navigator.clipboard.writeText(
e),n.replaceChildren(i("span.nbp-quiet",{role:"status"},"Copied."))}catch{let t=i("textarea",{readonly:!0,rows:"4","aria-label":"Code to copy",spellcheck:"false"});
t.value=e,n.replaceChildren(t),t.focus(),t.select()}}var me=0;function q(n){let e=`nbp-error-${++me}`,t=i("div.nbp-error",{id:e,role:"alert",hidden:!0});return{element:t,show(o){v(t,o??""),t.hidden=!o,J(n,"aria-in\
valid",o?"true":null),J(n,"aria-describedby",o?e:null)}}}function be(n,e){let t=W.map(o=>_e(o,n[o.name],e));return{element:i("div.nbp-params",{},t.map(({element:o})=>o)),
update:o=>t.forEach(s=>s.update(o[s.name])),problems:()=>Object.fromEntries(t.filter(o=>o.problem()).map(o=>[o.name,o.problem()])),refuse:o=>t.forEach(s=>s.refuse(
o[s.name])),focus:o=>t.find(s=>s.name===o)?.focus()}}function _e(n,e,t){let{name:o,kind:s,slider:r,hint:a}=n,l=`nbp-${o}-${++me}`,u=s==="seed"?"fresh":Z(n,e),d=s===
"texts"?i("textarea",{id:l,rows:"1",placeholder:"none",title:a,spellcheck:"false"}):i("input",{id:l,type:"text",inputmode:s==="number"?"decimal":"numeric",placeholder:u,
title:a,autocomplete:"off",spellcheck:"false"}),f=r?i("input",{type:"range",min:r[0],max:r[1],step:r[2],"aria-label":`${o}, slider`,title:a}):null,h=q(d),m=i("b\
utton.nbp-reset",{type:"button",title:`${o} as by default`,"aria-label":`${o} as by default`},"↺"),g=null,b=p=>{f&&document.activeElement!==f&&(f.value=String(
p??e))};return d.addEventListener("input",()=>{let{value:p,error:w}=Y(n,d.value);g=w??null,h.show(w),w||t(o,p)}),f?.addEventListener("input",()=>{g=null,h.show(
null),d.value=String(Number(f.value)),t(o,Number(f.value))}),m.addEventListener("click",()=>{g=null,h.show(null),t(o,void 0),d.value="",d.focus()}),{name:o,element:i(
"div.nbp-param",{dataset:{name:o}},i("label",{for:l,title:a},o),f,d,m,h.element),update(p){let w=Y(n,d.value);g===null&&!P(w.value,p??void 0)&&(d.value=Z(n,p)),
b(p),m.style.visibility=p==null||P(p,e)?"hidden":"visible"},problem:()=>g,refuse:p=>h.show(p??g),focus:()=>d.focus()}}function V(n,e){let t=n.find(o=>o.name===e);return!t||t.state==="closed"?`Engine "${e}" is closed; serve the model again: nbserve.serve(...).`:t.state==="asleep"?
`Engine "${e}" is asleep; wake it: nbserve.get_engine(${JSON.stringify(e)}).wake().`:null}function ge({model:n,draft:e,ask:t},o){let s=n.get("defaults"),r=i("se\
lect",{"aria-label":`Engine of column ${o}`}),a=q(r),l=i("summary"),u=be(s,(b,p)=>{let w={...e.column(o).params,[b]:p};p===void 0&&delete w[b],e.setColumn(o,{params:w})}),
d=i("details.nbp-fold",{open:!0},l,u.element),f=i("button",{type:"button",hidden:!0,onclick:()=>t({do:"stop",column:o})},"Stop this one"),h=i("button",{type:"bu\
tton","aria-label":`Remove column ${o}`,onclick:()=>e.remove(o)},"Remove"),m=fe(s),g=i("section.nbp-column",{"aria-label":`Column ${o}`},i("div.nbp-row",{},i("l\
abel.nbp-engine",{},"Engine ",r),f,h),a.element,d,m.element);return r.addEventListener("change",()=>e.setColumn(o,{engine:r.value})),{element:g,problems:u.problems,
focus(b){d.open=!0,b==="engine"?r.focus():u.focus(b)},refuse(b){Object.keys(b).some(p=>p!=="engine"&&p!=="prompt")&&(d.open=!0),u.refuse(b),a.show(b.engine??V(n.
get("engines"),e.column(o)?.engine))},update(){let{columns:b,heat:p,prompt:w,system:_,chat:C}=e.get(),{engine:E,params:j}=e.column(o),T=n.get("engines"),N=(T.some(
({name:S})=>S===E)?T:[...T,{name:E,model:"",state:"closed"}]).map(({name:S,model:O,state:B})=>[S,`${S}${O&&O!==S?` (${O})`:""}${B==="open"?"":`, ${B}`}`]);JSON.
stringify(N)!==r.dataset.options&&(r.replaceChildren(...N.map(([S,O])=>i("option",{value:S},O))),r.dataset.options=JSON.stringify(N)),r.value=E,a.show(V(T,E)),h.
hidden=b.length===1,u.update(j),v(l,`Parameters: ${se(j,s)}`);let k=n.get("answers")[o];f.hidden=b.length===1||!["waiting","writing"].includes(k?.state);let L=!!T.
find(({name:S})=>S===E)?.chat;m.update(k,n.get("tokens")[o],p,{prompt:C?w.trim():w,system:C?_:"",chat:C,engine:E,params:j,heat:p,template:L})}}}var U=class{#e;#t;#n;#o;constructor(e,t,o){this.#e=e,this.#t=t,this.#n=o,this.#o=t.debounce(300,()=>this.#r())}get(){return this.#e.get("draft")}set(e){this.#e.
set("draft",{...this.get(),...e}),this.#o()}column(e){return this.get().columns.find(t=>t.id===e)}setColumn(e,t){this.set({columns:this.get().columns.map(o=>o.id===
e?{...o,...t}:o)})}add(){let{columns:e}=this.get(),t=String(Math.max(...e.map(o=>Number(o.id)))+1);return this.set({columns:[...e,{...e.at(-1),id:t}]}),t}remove(e){
this.set({columns:this.get().columns.filter(t=>t.id!==e)})}taken(){return this.#o.cancel(),this.get()}bind(e){this.#t.bind("draft",e)}#r(){this.#n.ask({do:"draf\
t",draft:this.get()})}};var Q=/mac|iphone|ipad/i.test(globalThis.navigator?.platform??""),qe=0;function Be({model:n,el:e}){let t=new F(n),o=new R(n,t),s=new U(n,t,o),r=++qe,a=i("span.n\
bp-quiet",{role:"status"}),l=c=>o.ask(c,y=>v(a,y?re:"")),u=i("textarea.nbp-prompt",{id:`nbp-prompt-${r}`,rows:"4"}),d=q(u),f=i("textarea",{id:`nbp-system-${r}`,
rows:"1",placeholder:"none"}),h=i("div.nbp-field",{},i("label",{for:f.id},"System message"),f),m=i("label",{for:u.id}),g=(c,y,x)=>{let A=i("input",{type:"radio",
name:`nbp-mode-${r}`,onchange:()=>s.set({chat:c})});return[A,i("label",{title:x},A,` ${y}`)]},[b,p]=g(!0,"Chat","The prompt is the user's message, and goes thro\
ugh the model's chat template."),[w,_]=g(!1,"Plain text","The prompt is sent as it is, to be continued."),C=i("span.nbp-quiet",{hidden:!0},"A model without a ch\
at template continues plain text."),E=i("button.nbp-primary",{type:"button",title:`${Q?"⌘":"Ctrl"}+Enter`,onclick:()=>ee()},`Send (${Q?"⌘":"Ctrl"}+Enter)`),
j=i("button",{type:"button",title:"Escape",onclick:()=>l({do:"stop"})},"Stop (Esc)"),T=i("input",{type:"checkbox",onchange:()=>s.set({heat:T.checked})}),X=i("bu\
tton",{type:"button",title:"The same prompt under other parameters, or to another engine.",onclick:()=>B()},"Add column"),N=i("div.nbp-columns"),k=new Map,L=i("\
div.nbp",{role:"region","aria-label":`Playground of engine ${n.get("home")}`,dataset:{lmSuppressShortcuts:"true"}},i("div.nbp-row",{},i("b",{},"Playground"),i("\
span",{role:"radiogroup","aria-label":"Mode"},p,_),C),h,i("div.nbp-field",{},m,u,d.element),i("div.nbp-row",{},E,j,i("label",{title:"Asks for log-probabilities,\
 and shows each token's."},T," Token probabilities"),X,a),N);e.append(L);let S=new I(L,t),O=()=>Object.values(n.get("answers")).some(({state:c})=>c==="waiting"||
c==="writing"),B=()=>k.get(s.add())?.focus("temperature");async function ee(){if(E.disabled)return;v(a,""),te({});for(let[y,x]of k){let[A]=Object.keys(x.problems());
if(A)return x.focus(A,y)}let c=await l({do:"send",draft:s.taken()});if(!c.ok){te(c.errors??{}),c.errors||v(a,c.error);for(let[y,x]of Object.entries(c.errors??{})){
let[A]=Object.keys(x);A==="prompt"?u.focus():k.get(y)?.focus(A)}}}function te(c){for(let[y,x]of k)x.refuse(c[y]??{});d.show(Object.values(c).map(y=>y.prompt).find(
Boolean))}u.addEventListener("input",()=>{d.show(null),s.set({prompt:u.value})}),f.addEventListener("input",()=>s.set({system:f.value})),L.addEventListener("key\
down",c=>{c.key==="Enter"&&(c.ctrlKey||c.metaKey)?(c.preventDefault(),c.stopPropagation(),ee()):c.key==="Escape"&&O()&&(c.stopPropagation(),l({do:"stop"}))});function ne(){
let c=s.get(),y=n.get("engines"),x=c.columns.map(({id:$})=>$);for(let[$,M]of k)x.includes($)||(M.element.remove(),k.delete($));for(let $ of x){if(!k.has($)){let M=ge(
{model:n,draft:s,ask:l},$);k.set($,M),N.append(M.element)}k.get($).update()}let A=c.columns.every(({engine:$})=>y.find(({name:M,state:we})=>M===$&&we!=="closed")?.
chat??!0),oe=c.columns.map(({engine:$})=>V(y,$)).find(Boolean);b.checked=c.chat,w.checked=!c.chat,b.disabled=!A&&!c.chat,C.hidden=A,h.hidden=!c.chat,v(m,c.chat?
"Message":"Text to continue"),u.value!==c.prompt&&(u.value=c.prompt),f.value!==c.system&&(f.value=c.system),T.checked=c.heat,E.disabled=!!oe,E.title=oe??`${Q?"⌘":
"Ctrl"}+Enter`,j.disabled=!O()}for(let c of["draft","engines","answers","tokens"])t.on(`change:${c}`,ne);return ne(),t.frame(()=>S.refresh())(),()=>{t.close(),L.
remove()}}var pt={render:Be};export{pt as default};
