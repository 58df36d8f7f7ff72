// Built from nbserve/notebook/js/src/playground; edit that, then run "npm run build" there.
function i(n,t={},...e){return Oe(o=>document.createElement(o),n,t,e)}function Oe(n,t,e,o){let[r,...s]=t.split("."),l=n(r);s.length&&l.setAttribute("class",s.join(" "));for(let[a,c]of Object.entries(e))if(a.startsWith("on"))l.addEventListener(
a.slice(2),c);else if(a==="dataset")Object.assign(l.dataset,c);else if(a==="style")for(let[d,p]of Object.entries(c))l.style.setProperty(d,p);else q(l,a,c);return l.
append(...o.flat(1/0).filter(a=>a!=null&&a!==!1)),l}function q(n,t,e){e==null||e===!1?n.removeAttribute(t):n.getAttribute(t)!==String(e)&&n.setAttribute(t,e===!0?
"":String(e))}function g(n,t){n.textContent!==t&&(n.textContent=t)}var re="The kernel is busy with a cell; this takes effect when it ends.",I=class{#e;#t;#n=new Map;#o=Math.floor(Math.random()*1073741823);constructor(t,e){this.#e=
t,this.#t=e,e.on("msg:custom",o=>this.#r(o)),e.defer(()=>{for(let{timer:o}of this.#n.values())clearTimeout(o);this.#n.clear()})}ask(t,e=()=>{}){let o=this.#o++;
return new Promise(r=>{if(this.#t.closed)return;let s={resolve:r,busy:e,late:!1};s.timer=setTimeout(()=>{s.late=!0,e(!0)},400),this.#n.set(o,s),this.#e.send({...t,
id:o})})}#r(t){let e=this.#n.get(t?.answer);e&&(this.#n.delete(t.answer),clearTimeout(e.timer),e.late&&e.busy(!1),e.resolve(t))}};var B=class{#e;#t=new Set;constructor(t){this.#e=t,this.closed=!1}defer(t){let e=()=>this.#t.delete(e)&&t();return this.#t.add(e),e}on(t,e){return this.#e.on(t,
e),this.defer(()=>this.#e.off(t,e))}bind(t,e){this.on(`change:${t}`,()=>e(this.#e.get(t))),e(this.#e.get(t))}listen(t,e,o,r=!1){return t.addEventListener(e,o,r),
this.defer(()=>t.removeEventListener(e,o,r))}observe(t,e,o){return t.observe(e,o),this.defer(()=>t.disconnect())}frame(t){let e=0;return this.defer(()=>cancelAnimationFrame(
e)),()=>{e||this.closed||(e=requestAnimationFrame(()=>{e=0,t()}))}}debounce(t,e){let o=0,r=()=>clearTimeout(o),s=(...l)=>{r(),this.closed||(o=setTimeout(()=>e(...l),
t))};return s.cancel=r,this.defer(r),s}close(){this.closed=!0;for(let t of[...this.#t].reverse())t()}};function Ae(n){let t=(n.match(/[\d.]+(?:e-?\d+)?%?/g)??[]).slice(0,3).map(Number.parseFloat);return t.length<3||t.some(Number.isNaN)?[0,0,0]:n.startsWith("color\
(")?t.map(e=>Math.round(e*255)):t}function Te([n,t,e]){return .2126*n+.7152*t+.0722*e>140}var V=class{#e;#t;#n=new Set;#o=null;constructor(t,e){this.#e=t,this.#t=
e;let o=()=>this.#r(),r=e.debounce(400,o),s=()=>{o(),r()},l=new MutationObserver(s);for(let a of[document.documentElement,document.body])e.observe(l,a,{attributes:!0,
attributeFilter:["class","style","theme","data-jp-theme-name","data-theme"]});e.listen(matchMedia("(prefers-color-scheme: dark)"),"change",s),e.observe(new ResizeObserver(
o),t),this.#r()}watch(t){return this.#n.add(t),this.#t.defer(()=>this.#n.delete(t))}#r(){let t=getComputedStyle(this.#e).color||"rgb(0, 0, 0)";if(t!==this.#o){this.#o=
t,this.rgb=Ae(t),this.dark=Te(this.rgb),this.#e.dataset.theme=this.dark?"dark":"light";for(let e of this.#n)e()}}ink(t=1){return`rgb(${this.rgb.join(" ")} / ${t}\
)`}named(t){return getComputedStyle(this.#e).getPropertyValue(t).trim()||this.ink()}};var se="_views",le=".jp-OutputArea-output";function ae(n,t,e,o){let r=n.get(se)??new Set;n.set(se,r);let s=[...r],l={root:t,close:o,inOutput:!1,scrolls:new Map,focus:null,blurred:0};r.add(l),e.defer(()=>r.
delete(l)),e.listen(t,"scroll",({target:d})=>l.scrolls.set(d,[d.scrollTop,d.scrollLeft]),!0),e.listen(t,"focusin",({target:d})=>Object.assign(l,{focus:d,blurred:1/0})),
e.listen(t,"focusout",()=>l.blurred=Date.now());let a=0,c=d=>{l.inOutput||=t.closest(le)!==null;for(let p of s.filter(f=>r.has(f)&&Ce(f)))je(p,t),p.close();d&&(!l.
inOutput||s.some(p=>r.has(p)))&&(a=setTimeout(c,100,d-1))};e.defer(()=>clearTimeout(a)),a=setTimeout(c,0,20)}function Ce({root:n,inOutput:t}){return t&&!n.isConnected&&
!n.closest(le)}function je(n,t){let e=[...n.root.querySelectorAll("details")].map(c=>c.open),o=[...t.querySelectorAll("details")];o.length===e.length&&o.forEach(
(c,d)=>c.open=e[d]);for(let[c,[d,p]]of n.scrolls){let f=ie(c,n.root,t);f&&Object.assign(f,{scrollTop:d,scrollLeft:p})}let{activeElement:r,body:s}=t.ownerDocument,
a=Date.now()-n.blurred<1e3&&(!r||r===s)?ie(n.focus,n.root,t):null;a?.focus({preventScroll:!0}),a&&Number.isInteger(n.focus.selectionStart)&&a.setSelectionRange(
n.focus.selectionStart,n.focus.selectionEnd)}function ie(n,t,e){let o=[];for(let r=n;r!==t;r=r.parentElement){if(!r?.parentElement)return null;o.unshift([...r.parentElement.
children].indexOf(r))}return o.reduce((r,s)=>r?.children[s],e)??null}function ce(n,t){t.listen(n.ownerDocument.defaultView,"keydown",e=>{e.key.startsWith("Arrow")&&e.target.type==="range"&&n.contains(e.target)&&e.stopImmediatePropagation()},
!0)}function ue(n,t){return i(`div.nbw.${n}`,{role:"region","aria-label":t,dataset:{lmSuppressShortcuts:"true"}})}function de(n,t,e){let o=()=>{e.close(),t.replaceChildren(),
t.remove()};return ce(t,e),ae(n,t,e,o),o}var Ne={"\\n":`
`,"\\t":"	","\\r":"\r","\\\\":"\\"},W=Object.freeze([{name:"temperature",kind:"number",low:0,high:1e4,slider:[0,2,.05],hint:"0 takes the most likely token; 1 sa\
mples from the model's own distribution."},{name:"top_p",kind:"number",low:0,above:!0,high:1,slider:[.05,1,.05],hint:"Sample among the most likely tokens that t\
ogether reach this probability."},{name:"top_k",kind:"whole",low:0,slider:[0,200,1],hint:"Sample among the k most likely tokens; 0 is off."},{name:"min_p",kind:"\
number",low:0,high:1,slider:[0,1,.01],hint:"Drop tokens less likely than this share of the most likely one."},{name:"max_tokens",kind:"whole",low:1,slider:[1,1024,
1],hint:"The longest answer, in tokens."},{name:"repetition_penalty",kind:"number",low:0,above:!0,high:1e4,slider:[.8,2,.05],hint:"Above 1 discourages tokens th\
at prompt or answer already hold; 1 is off."},{name:"n",kind:"whole",low:1,slider:[1,8,1],hint:"Answers to the same prompt, written side by side."},{name:"seed",
kind:"seed",hint:"Makes the draws repeatable; empty draws a fresh one."},{name:"stop",kind:"texts",hint:"Texts that end the answer, one a line; \\n is a line bre\
ak."}]);function Y(n,t){let{name:e,kind:o}=n;if(o==="texts"){let a=t.split(`
`).filter(c=>c!=="").map(c=>c.replace(/\\[ntr\\]/g,d=>Ne[d]));return{value:a.length?a:void 0}}let r=t.trim();if(r==="")return{value:void 0};if(o==="seed")return/^\d+$/.
test(r)?{value:r}:{error:"seed must be a whole number of at least 0"};let s=Number(r);return o==="whole"?Number.isSafeInteger(s)&&s>=n.low?{value:s}:{error:`${e}\
 must be a whole number of at least ${n.low}`}:(n.above?s>n.low:s>=n.low)&&s<=n.high?{value:s}:{error:`${e} must be a number ${n.above?`above ${n.low} and at mo\
st`:`between ${n.low} and`} ${n.high}`}}function H(n,t){return t==null?"":n.kind!=="texts"?String(t):t.map(e=>e.replace(/[\\\n\t\r]/g,o=>({"\n":"\\n","	":"\\t",
"\r":"\\r","\\":"\\\\"})[o])).join(`
`)}function K(n,t){let e=W.map(({name:o})=>[o,n[o]]);return Object.fromEntries(e.filter(([o,r])=>r!=null&&!M(r,t[o])))}function pe(n,t){return Object.entries(K(
n,t)).map(([o,r])=>`${o} ${Array.isArray(r)?JSON.stringify(r):r}`).join(", ")||"all as by default"}function M(n,t){return n===t||JSON.stringify(n)===JSON.stringify(
t)}var Le=5,he=/^[^\p{Cc}\p{Zl}\p{Zp}"'\\{}]*$/u,Pe={"\n":"\\n","	":"\\t","\r":"\\r"},Me={n:"\\x0a",t:"\\x09",r:"\\x0d","\\":"\\x5c"},_e={n:"-n"};function be(n){let t=n.
magic??{},e=we(n);for(let[r,s]of Object.entries(t)){let l=n.params[r]??n.defaults[r];M(l,s)?delete e[r]:l!=null&&(e[r]=l)}let o=["%%generate"];n.engine!=="defau\
lt"&&o.push("--engine",fe(n.engine)),n.template&&!n.chat&&o.push("--raw"),n.system&&o.push("--system",fe(n.system));for(let[r,s]of Object.entries(e)){let l=_e[r]??
`--${r.replaceAll("_","-")}`;if(Array.isArray(s))for(let a of s)o.push(l,Re(a));else o.push(l,String(s))}return`${o.join(" ")}
${Je(n.prompt)}`}function ge(n){let t=n.engine==="default"?"":JSON.stringify(n.engine),e=[me(n.prompt)];n.system&&e.push(`system=${me(n.system)}`);for(let[l,a]of Object.
entries(we(n)))e.push(`${l}=${Array.isArray(a)?`[${a.map(c=>JSON.stringify(c)).join(", ")}]`:a}`);let o=`nbserve.get_engine(${t}).${n.chat?"chat":"generate"}`,r=`${o}\
(${e.join(", ")})`;return`import nbserve

${r.length>100&&!r.includes(`
`)?`${o}(
    ${e.join(`,
    `)},
)`:r}
`}function we({params:n,heat:t,defaults:e}){let o=K(n,e);return(o.temperature??e.temperature)||delete o.seed,t?{...o,logprobs:Le}:o}function Je(n){if(/[^\P{Cc}\n\t]|\p{Zl}|\p{Zp}/u.
test(n)||n.trim()===""||/^\s*(>>>|\.\.\.|In ?\[)/.test(n))return`{f${Z(n)}}`;let e=n.replace(/[{}]/g,"$&$&");return e.endsWith(`
`)?`${e}
`:e}function fe(n){return/^[\w.]+[\w.-]*$/.test(n)?n:he.test(n)?`"${n}"`:`{f${Z(n)}}`}function Re(n){let t=n.replace(/[\n\t\r]/g,e=>Pe[e]);return he.test(n.replace(
/[\n\t\r]/g,""))?`"${t}"`:`{[${Z(n).replace(/\\([ntr\\])/g,(e,o)=>Me[o])}]}`}function Z(n){return JSON.stringify(n).replaceAll("{","\\x7b").replaceAll("}","\\x7d").
replace(/[\u007f-\u009f\u2028\u2029]/g,e=>`\\u${e.codePointAt(0).toString(16).padStart(4,"0")}`)}function me(n){return n.includes(`
`)&&!/[\\\r]|"""|"$/.test(n)&&!/[^\P{Cc}\n\t]/u.test(n)?`"""${n}"""`:JSON.stringify(n)}var qe=Object.freeze([.9,.5,.2,.05,0]);function z(n){return n==null||Number.isNaN(n)?null:qe.findIndex(t=>n>=t)}function G(n){let t=n*100;return t>=.1?`${t.toFixed(
1)}%`:`${t===0?0:Number(t.toPrecision(2))}%`}function Q([n,t,e]){return z(t)===null?[]:[[n,t],...e].map(([o,r])=>`${JSON.stringify(o)}: ${G(r)}`)}function ye(n){
return n.replaceAll(`
`,`↵
`)}var Ie={waiting:"waiting …",writing:"writing …",stopped:"stopped",failed:"failed",done:""},Be=["90% and more","50% and more","20% and more","5% and more","l\
ess"];function ve(){let n=i("div.nbp-texts"),t=i("div.nbp-quiet",{role:"status"}),e=i("div.nbp-quiet",{hidden:!0},"Probability: ",Be.flatMap((p,f)=>[f?", ":"",i(
`span.nbp-p${f}`,{},p)]),". Point at a token, or use the arrow keys, for its own."),o=i("div.nbp-told.nbp-quiet",{"aria-live":"polite",hidden:!0}),r=i("div.nbp-\
error",{role:"alert",hidden:!0}),s=i("div.nbp-copied"),l=i("div.nbp-row",{}),a=null,c=null,d=(p,f)=>{let k=i("button",{type:"button",onclick:()=>Fe(s,f(a))},p);
l.append(k)};return d("Copy as %%generate",be),d("Copy as Python",ge),{element:i("div.nbp-answer",{},n,o,r,t,e,l,s),update(p,f,k,h){let m=!!(k&&f);a=p?.asked??h,
m?(c!==f&&JSON.stringify(c)!==JSON.stringify(f)&&n.replaceChildren(...f.map((b,y)=>$e(y,f.length,Ue(b,o)))),c=f):(c=null,Ve(n,p?.texts??[])),e.hidden=!m,o.hidden=
!m,g(r,p?.error??""),r.hidden=!p?.error,g(t,p?[Ie[p.state],p.summary].filter(Boolean).join(" · ").replace(/^stopped · (.*) · cancelled$/,"stopped · $1"):"")}}}
function Ve(n,t){(n.children.length!==t.length||n.querySelector(".nbp-heat"))&&n.replaceChildren(...t.map((e,o)=>$e(o,t.length,i("pre")))),t.forEach((e,o)=>{let r=n.
children[o].querySelector("pre"),s=r.firstChild;s&&e.startsWith(s.data)?e.length>s.data.length&&s.appendData(e.slice(s.data.length)):g(r,e)})}function $e(n,t,e){
return i("div.nbp-sample",{},t>1&&i("div.nbp-quiet",{},String(n+1)),e)}function Ue(n,t){let e=n.map((s,l)=>{let[a,c]=s,d=z(c),p=Q(s).join(`
`);return i(d===null?"span":`span.nbp-p${d}`,{tabindex:l?"-1":"0",title:p,dataset:d===null?{}:{p:G(c)}},ye(a))}),o=i("pre.nbp-heat",{role:"group","aria-label":"\
The answer's tokens with their probabilities"},e),r=s=>{let l=e.indexOf(s);l>=0&&g(t,Q(n[l]).join(" · "))};return o.addEventListener("mouseover",s=>r(s.target)),
o.addEventListener("focusin",s=>r(s.target)),o.addEventListener("keydown",s=>{let l=e.indexOf(s.target),a={ArrowRight:l+1,ArrowLeft:l-1,Home:0,End:e.length-1}[s.
key];l<0||a===void 0||!e[a]||(s.preventDefault(),e[l].tabIndex=-1,e[a].tabIndex=0,e[a].focus())}),o}async function Fe(n,t){try{await navigator.clipboard.writeText(
t),n.replaceChildren(i("span.nbp-quiet",{role:"status"},"Copied."))}catch{let e=i("textarea",{readonly:!0,rows:"4","aria-label":"Code to copy",spellcheck:"false"});
e.value=t,n.replaceChildren(e),e.focus(),e.select()}}var Ee=0;function J(n){let t=`nbp-error-${++Ee}`,e=i("div.nbp-error",{id:t,role:"alert",hidden:!0});return{element:e,show(o){g(e,o??""),e.hidden=!o,q(n,"aria-in\
valid",o?"true":null),q(n,"aria-describedby",o?t:null)}}}function ke(n){let t=W.map(e=>De(e,n));return{element:i("div.nbp-params",{},t.map(({element:e})=>e)),update:(e,o)=>t.
forEach(r=>r.update(e[r.name],o[r.name])),problems:()=>Object.fromEntries(t.filter(e=>e.problem()).map(e=>[e.name,e.problem()])),refuse:e=>t.forEach(o=>o.refuse(
e[o.name])),focus:e=>t.find(o=>o.name===e)?.focus()}}function De(n,t){let{name:e,kind:o,slider:r,hint:s}=n,l=`nbp-${e}-${++Ee}`,a=o==="texts"?i("textarea",{id:l,
rows:"1",title:s,spellcheck:"false"}):i("input",{id:l,type:"text",inputmode:o==="number"?"decimal":"numeric",title:s,autocomplete:"off",spellcheck:"false"}),c=r?
i("input",{type:"range",min:r[0],max:r[1],step:r[2],"aria-label":`${e}, slider`,title:s}):null,d=J(a),p=i("button.nbp-reset",{type:"button",title:`${e} as by de\
fault`,"aria-label":`${e} as by default`},"↺"),f=null,k=h=>{c&&document.activeElement!==c&&(c.value=String(h))};return a.addEventListener("input",()=>{let{value:h,
error:m}=Y(n,a.value);f=m??null,d.show(m),m||t(e,h)}),c?.addEventListener("input",()=>{f=null,d.show(null),a.value=String(Number(c.value)),t(e,Number(c.value))}),
p.addEventListener("click",()=>{f=null,d.show(null),t(e,void 0),a.value="",a.focus()}),{name:e,element:i("div.nbp-param",{dataset:{name:e}},i("label",{for:l,title:s},
e),c,a,p,d.element),update(h,m){let b=Y(n,a.value);f===null&&!M(b.value,h??void 0)&&(a.value=H(n,h)),k(h??m),a.placeholder=o==="seed"?"fresh":H(n,m)||"none",p.style.
visibility=h==null||M(h,m)?"hidden":"visible"},problem:()=>f,refuse:h=>d.show(h??f),focus:()=>a.focus()}}function U(n,t){let e=n.find(o=>o.name===t);return!e||e.state==="closed"?`Engine "${t}" is closed; serve the model again: nbserve.serve(...).`:e.state==="asleep"?
`Engine "${t}" is asleep; wake it: nbserve.get_engine(${JSON.stringify(t)}).wake().`:null}function Se({model:n,draft:t,ask:e},o){let r=m=>{let b=n.get("engines");
return(b.find(y=>y.name===m)??b.find(y=>y.name===n.get("home"))).defaults},s=i("select",{"aria-label":`Engine of column ${o}`}),l=J(s),a=i("summary"),c=ke((m,b)=>{
let y={...t.column(o).params,[m]:b};b===void 0&&delete y[m],t.setColumn(o,{params:y})}),d=i("details.nbp-fold",{open:!0},a,c.element),p=i("button",{type:"button",
hidden:!0,onclick:()=>e({do:"stop",column:o})},"Stop this one"),f=i("button",{type:"button","aria-label":`Remove column ${o}`,onclick:()=>t.remove(o)},"Remove"),
k=ve(),h=i("section.nbp-column",{"aria-label":`Column ${o}`},i("div.nbp-row",{},i("label.nbp-engine",{},"Engine ",s),p,f),l.element,d,k.element);return s.addEventListener(
"change",()=>t.setColumn(o,{engine:s.value})),{element:h,problems:c.problems,focus(m){d.open=!0,m==="engine"?s.focus():c.focus(m)},refuse(m){Object.keys(m).some(
b=>b!=="engine"&&b!=="prompt")&&(d.open=!0),c.refuse(m),l.show(m.engine??U(n.get("engines"),t.column(o)?.engine))},update(){let{columns:m,heat:b,prompt:y,system:D,
chat:j}=t.get(),{engine:E,params:N}=t.column(o),A=n.get("engines"),L=(A.some(({name:S})=>S===E)?A:[...A,{name:E,model:"",state:"closed"}]).map(({name:S,model:C,
state:_})=>[S,`${S}${C&&C!==S?` (${C})`:""}${_==="open"?"":`, ${_}`}`]);JSON.stringify(L)!==s.dataset.options&&(s.replaceChildren(...L.map(([S,C])=>i("option",{
value:S},C))),s.dataset.options=JSON.stringify(L)),s.value=E,l.show(U(A,E)),f.hidden=m.length===1;let v=r(E);c.update(N,v),g(a,`Parameters: ${pe(N,v)}`);let T=n.
get("answers")[o];p.hidden=m.length===1||!["waiting","writing"].includes(T?.state);let R=!!A.find(({name:S})=>S===E)?.chat;k.update(T,n.get("tokens")[o],b,{prompt:j?
y.trim():y,system:j?D:"",chat:j,engine:E,params:N,heat:b,template:R,defaults:v})}}}var F=class{#e;#t;#n;#o;constructor(t,e,o){this.#e=t,this.#t=e,this.#n=o,this.#o=e.debounce(300,()=>this.#r())}get(){return this.#e.get("draft")}set(t){this.#e.
set("draft",{...this.get(),...t}),this.#o()}column(t){return this.get().columns.find(e=>e.id===t)}setColumn(t,e){this.set({columns:this.get().columns.map(o=>o.id===
t?{...o,...e}:o)})}add(){let{columns:t}=this.get(),e=String(Math.max(...t.map(o=>Number(o.id)))+1);return this.set({columns:[...t,{...t.at(-1),id:e}]}),e}remove(t){
this.set({columns:this.get().columns.filter(e=>e.id!==t)})}taken(){return this.#o.cancel(),this.get()}bind(t){this.#t.bind("draft",t)}#r(){this.#n.ask({do:"draf\
t",draft:this.get()})}};var X=/mac|iphone|ipad/i.test(globalThis.navigator?.platform??""),We=0;function Ye({model:n,el:t}){let e=new B(n),o=new I(n,e),r=new F(n,e,o),s=++We,l=i("span.n\
bp-quiet",{role:"status"}),a=u=>o.ask(u,w=>g(l,w?re:"")),c=i("textarea.nbp-prompt",{id:`nbp-prompt-${s}`,rows:"4"}),d=J(c),p=i("textarea",{id:`nbp-system-${s}`,
rows:"1",placeholder:"none"}),f=i("div.nbp-field",{},i("label",{for:p.id},"System message"),p),k=i("label",{for:c.id}),h=(u,w,x)=>{let O=i("input",{type:"radio",
name:`nbp-mode-${s}`,onchange:()=>r.set({chat:u})});return[O,i("label",{title:x},O,` ${w}`)]},[m,b]=h(!0,"Chat","The prompt is the user's message, and goes thro\
ugh the model's chat template."),[y,D]=h(!1,"Plain text","The prompt is sent as it is, to be continued."),j=i("span.nbp-quiet",{hidden:!0},"A model without a ch\
at template continues plain text."),E=i("button.nbp-primary",{type:"button",title:`${X?"⌘":"Ctrl"}+Enter`,onclick:()=>C()},`Send (${X?"⌘":"Ctrl"}+Enter)`),N=i(
"button",{type:"button",title:"Escape",onclick:()=>a({do:"stop"})},"Stop (Esc)"),A=i("input",{type:"checkbox",onchange:()=>r.set({heat:A.checked})}),ee=i("butto\
n",{type:"button",title:"The same prompt under other parameters, or to another engine.",onclick:()=>S()},"Add column"),L=i("div.nbp-columns"),v=new Map,T=ue("nb\
p",`Playground of engine ${n.get("home")}`);T.append(i("div.nbp-row",{},i("b",{},"Playground"),i("span",{role:"radiogroup","aria-label":"Mode"},b,D),j),f,i("div\
.nbp-field",{},k,c,d.element),i("div.nbp-row",{},E,N,i("label",{title:"Asks for log-probabilities, and shows each token's."},A," Token probabilities"),ee,l),L),
t.append(T),new V(T,e);let R=()=>Object.values(n.get("answers")).some(({state:u})=>u==="waiting"||u==="writing"),S=()=>v.get(r.add())?.focus("temperature");async function C(){
if(E.disabled)return;g(l,""),_({});for(let[w,x]of v){let[O]=Object.keys(x.problems());if(O)return x.focus(O,w)}let u=await a({do:"send",draft:r.taken()});if(!u.
ok){_(u.errors??{}),u.errors||g(l,u.error);for(let[w,x]of Object.entries(u.errors??{})){let[O]=Object.keys(x);O==="prompt"?c.focus():v.get(w)?.focus(O)}}}function _(u){
for(let[w,x]of v)x.refuse(u[w]??{});d.show(Object.values(u).map(w=>w.prompt).find(Boolean))}c.addEventListener("input",()=>{d.show(null),r.set({prompt:c.value})}),
p.addEventListener("input",()=>r.set({system:p.value})),T.addEventListener("keydown",u=>{u.key==="Enter"&&(u.ctrlKey||u.metaKey)?(u.preventDefault(),u.stopPropagation(),
C()):u.key==="Escape"&&R()&&(u.stopPropagation(),a({do:"stop"}))});function te(){let u=r.get(),w=n.get("engines"),x=u.columns.map(({id:$})=>$);for(let[$,P]of v)
x.includes($)||(P.element.remove(),v.delete($));for(let $ of x){if(!v.has($)){let P=Se({model:n,draft:r,ask:a},$);v.set($,P),L.append(P.element)}v.get($).update()}
let O=u.columns.every(({engine:$})=>w.find(({name:P,state:xe})=>P===$&&xe!=="closed")?.chat??!0),oe=u.columns.map(({engine:$})=>U(w,$)).find(Boolean);m.checked=
u.chat,y.checked=!u.chat,m.disabled=!O&&!u.chat,j.hidden=O,f.hidden=!u.chat,g(k,u.chat?"Message":"Text to continue"),c.value!==u.prompt&&(c.value=u.prompt),p.value!==
u.system&&(p.value=u.system),A.checked=u.heat,E.disabled=!!oe,E.title=oe??`${X?"⌘":"Ctrl"}+Enter`,N.disabled=!R()}for(let u of["draft","engines","answers","to\
kens"])e.on(`change:${u}`,te);te();let ne=()=>g(l,n.get("error")??"");return e.on("change:error",ne),ne(),de(n,T,e)}var Tt={render:Ye};export{Tt as default};
