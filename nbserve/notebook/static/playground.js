// Built from nbserve/notebook/js/src/playground; edit that, then run "npm run build" there.
function i(n,e={},...t){return Ae(o=>document.createElement(o),n,e,t)}function Ae(n,e,t,o){let[r,...s]=e.split("."),l=n(r);s.length&&l.setAttribute("class",s.join(" "));for(let[a,c]of Object.entries(t))if(a.startsWith("on"))l.addEventListener(
a.slice(2),c);else if(a==="dataset")Object.assign(l.dataset,c);else if(a==="style")for(let[u,p]of Object.entries(c))l.style.setProperty(u,p);else q(l,a,c);return l.
append(...o.flat(1/0).filter(a=>a!=null&&a!==!1)),l}function q(n,e,t){t==null||t===!1?n.removeAttribute(e):n.getAttribute(e)!==String(t)&&n.setAttribute(e,t===!0?
"":String(t))}function y(n,e){n.textContent!==e&&(n.textContent=e)}var re="The kernel is busy with a cell; this takes effect when it ends.",I=class{#e;#t;#n=new Map;#o=Math.floor(Math.random()*1073741823);constructor(e,t){this.#e=
e,this.#t=t,t.on("msg:custom",o=>this.#r(o)),t.defer(()=>{for(let{timer:o}of this.#n.values())clearTimeout(o);this.#n.clear()})}ask(e,t=()=>{}){let o=this.#o++;
return new Promise(r=>{if(this.#t.closed)return;let s={resolve:r,busy:t,late:!1};s.timer=setTimeout(()=>{s.late=!0,t(!0)},400),this.#n.set(o,s),this.#e.send({...e,
id:o})})}#r(e){let t=this.#n.get(e?.answer);t&&(this.#n.delete(e.answer),clearTimeout(t.timer),t.late&&t.busy(!1),t.resolve(e))}};var B=class{#e;#t=new Set;constructor(e){this.#e=e,this.closed=!1}defer(e){let t=()=>this.#t.delete(t)&&e();return this.#t.add(t),t}on(e,t){return this.#e.on(e,
t),this.defer(()=>this.#e.off(e,t))}bind(e,t){this.on(`change:${e}`,()=>t(this.#e.get(e))),t(this.#e.get(e))}listen(e,t,o,r=!1){return e.addEventListener(t,o,r),
this.defer(()=>e.removeEventListener(t,o,r))}observe(e,t,o){return e.observe(t,o),this.defer(()=>e.disconnect())}frame(e){let t=0;return this.defer(()=>cancelAnimationFrame(
t)),()=>{t||this.closed||(t=requestAnimationFrame(()=>{t=0,e()}))}}debounce(e,t){let o=0,r=()=>clearTimeout(o),s=(...l)=>{r(),this.closed||(o=setTimeout(()=>t(...l),
e))};return s.cancel=r,this.defer(r),s}close(){this.closed=!0;for(let e of[...this.#t].reverse())e()}};function Oe(n){let e=(n.match(/[\d.]+(?:e-?\d+)?%?/g)??[]).slice(0,3).map(Number.parseFloat);return e.length<3||e.some(Number.isNaN)?[0,0,0]:n.startsWith("color\
(")?e.map(t=>Math.round(t*255)):e}function Te([n,e,t]){return .2126*n+.7152*e+.0722*t>140}var V=class{#e;#t;#n=new Set;#o=null;constructor(e,t){this.#e=e,this.#t=
t;let o=()=>this.#r(),r=t.debounce(400,o),s=()=>{o(),r()},l=new MutationObserver(s);for(let a of[document.documentElement,document.body])t.observe(l,a,{attributes:!0,
attributeFilter:["class","style","theme","data-jp-theme-name","data-theme"]});t.listen(matchMedia("(prefers-color-scheme: dark)"),"change",s),t.observe(new ResizeObserver(
o),e),this.#r()}watch(e){return this.#n.add(e),this.#t.defer(()=>this.#n.delete(e))}#r(){let e=getComputedStyle(this.#e).color||"rgb(0, 0, 0)";if(e!==this.#o){this.#o=
e,this.rgb=Oe(e),this.dark=Te(this.rgb),this.#e.dataset.theme=this.dark?"dark":"light";for(let t of this.#n)t()}}ink(e=1){return`rgb(${this.rgb.join(" ")} / ${e}\
)`}named(e){return getComputedStyle(this.#e).getPropertyValue(e).trim()||this.ink()}};var se="_views",le=".jp-OutputArea-output";function ae(n,e,t,o){let r=n.get(se)??new Set;n.set(se,r);let s=[...r],l={root:e,close:o,inOutput:!1,scrolls:new Map,focus:null,blurred:0};r.add(l),t.defer(()=>r.
delete(l)),t.listen(e,"scroll",({target:u})=>l.scrolls.set(u,[u.scrollTop,u.scrollLeft]),!0),t.listen(e,"focusin",({target:u})=>Object.assign(l,{focus:u,blurred:1/0})),
t.listen(e,"focusout",()=>l.blurred=Date.now());let a=0,c=u=>{l.inOutput||=e.closest(le)!==null;for(let p of s.filter(f=>r.has(f)&&Ce(f)))je(p,e),p.close();u&&(!l.
inOutput||s.some(p=>r.has(p)))&&(a=setTimeout(c,100,u-1))};t.defer(()=>clearTimeout(a)),a=setTimeout(c,0,20)}function Ce({root:n,inOutput:e}){return e&&!n.isConnected&&
!n.closest(le)}function je(n,e){let t=[...n.root.querySelectorAll("details")].map(c=>c.open),o=[...e.querySelectorAll("details")];o.length===t.length&&o.forEach(
(c,u)=>c.open=t[u]);for(let[c,[u,p]]of n.scrolls){let f=ie(c,n.root,e);f&&Object.assign(f,{scrollTop:u,scrollLeft:p})}let{activeElement:r,body:s}=e.ownerDocument,
a=Date.now()-n.blurred<1e3&&(!r||r===s)?ie(n.focus,n.root,e):null;a?.focus({preventScroll:!0}),a&&Number.isInteger(n.focus.selectionStart)&&a.setSelectionRange(
n.focus.selectionStart,n.focus.selectionEnd)}function ie(n,e,t){let o=[];for(let r=n;r!==e;r=r.parentElement){if(!r?.parentElement)return null;o.unshift([...r.parentElement.
children].indexOf(r))}return o.reduce((r,s)=>r?.children[s],t)??null}function ce(n,e){e.listen(n.ownerDocument.defaultView,"keydown",t=>{t.key.startsWith("Arrow")&&t.target.type==="range"&&n.contains(t.target)&&t.stopImmediatePropagation()},
!0)}function ue(n,e){return i(`div.nbw.${n}`,{role:"region","aria-label":e,dataset:{lmSuppressShortcuts:"true"}})}function de(n,e,t){let o=()=>{t.close(),e.replaceChildren(),
e.remove()};return ce(e,t),ae(n,e,t,o),o}var Ne={"\\n":`
`,"\\t":"	","\\r":"\r","\\\\":"\\"},D=Object.freeze([{name:"temperature",kind:"number",low:0,high:1e4,slider:[0,2,.05],hint:"0 takes the most likely token; 1 sa\
mples from the model's own distribution."},{name:"top_p",kind:"number",low:0,above:!0,high:1,slider:[.05,1,.05],hint:"Sample among the most likely tokens that t\
ogether reach this probability."},{name:"top_k",kind:"whole",low:0,slider:[0,200,1],hint:"Sample among the k most likely tokens; 0 is off."},{name:"min_p",kind:"\
number",low:0,high:1,slider:[0,1,.01],hint:"Drop tokens less likely than this share of the most likely one."},{name:"max_tokens",kind:"whole",low:1,slider:[1,1024,
1],hint:"The longest answer, in tokens."},{name:"repetition_penalty",kind:"number",low:0,above:!0,high:1e4,slider:[.8,2,.05],hint:"Above 1 discourages tokens th\
at prompt or answer already hold; 1 is off."},{name:"n",kind:"whole",low:1,slider:[1,8,1],hint:"Answers to the same prompt, written side by side."},{name:"seed",
kind:"seed",hint:"Makes the draws repeatable; empty draws a fresh one."},{name:"stop",kind:"texts",hint:"Texts that end the answer, one a line; \\n is a line bre\
ak."}]);function W(n,e){let{name:t,kind:o}=n;if(o==="texts"){let a=e.split(`
`).filter(c=>c!=="").map(c=>c.replace(/\\[ntr\\]/g,u=>Ne[u]));return{value:a.length?a:void 0}}let r=e.trim();if(r==="")return{value:void 0};if(o==="seed")return/^\d+$/.
test(r)?{value:r}:{error:"seed must be a whole number of at least 0"};let s=Number(r);return o==="whole"?Number.isSafeInteger(s)&&s>=n.low?{value:s}:{error:`${t}\
 must be a whole number of at least ${n.low}`}:(n.above?s>n.low:s>=n.low)&&s<=n.high?{value:s}:{error:`${t} must be a number ${n.above?`above ${n.low} and at mo\
st`:`between ${n.low} and`} ${n.high}`}}function Y(n,e){return e==null?"":n.kind!=="texts"?String(e):e.map(t=>t.replace(/[\\\n\t\r]/g,o=>({"\n":"\\n","	":"\\t",
"\r":"\\r","\\":"\\\\"})[o])).join(`
`)}function H(n,e){let t=D.map(({name:o})=>[o,n[o]]);return Object.fromEntries(t.filter(([o,r])=>r!=null&&!M(r,e[o])))}function pe(n,e){return Object.entries(H(
n,e)).map(([o,r])=>`${o} ${Array.isArray(r)?JSON.stringify(r):r}`).join(", ")||"all as by default"}function M(n,e){return n===e||JSON.stringify(n)===JSON.stringify(
e)}var Le=5,he=/^[^\p{Cc}\p{Zl}\p{Zp}"'\\{}]*$/u,Pe={"\n":"\\n","	":"\\t","\r":"\\r"},Me={n:"\\x0a",t:"\\x09",r:"\\x0d","\\":"\\x5c"},_e={n:"-n"};function be(n,e){
let t=n.magic??{},o=we(n,e);for(let[s,l]of Object.entries(t)){let a=n.params[s]??e[s];M(a,l)?delete o[s]:a!=null&&(o[s]=a)}let r=["%%generate"];n.engine!=="defa\
ult"&&r.push("--engine",fe(n.engine)),n.template&&!n.chat&&r.push("--raw"),n.system&&r.push("--system",fe(n.system));for(let[s,l]of Object.entries(o)){let a=_e[s]??
`--${s.replaceAll("_","-")}`;if(Array.isArray(l))for(let c of l)r.push(a,Re(c));else r.push(a,String(l))}return`${r.join(" ")}
${Je(n.prompt)}`}function ge(n,e){let t=n.engine==="default"?"":JSON.stringify(n.engine),o=[me(n.prompt)];n.system&&o.push(`system=${me(n.system)}`);for(let[a,c]of Object.
entries(we(n,e)))o.push(`${a}=${Array.isArray(c)?`[${c.map(u=>JSON.stringify(u)).join(", ")}]`:c}`);let r=`nbserve.get_engine(${t}).${n.chat?"chat":"generate"}`,
s=`${r}(${o.join(", ")})`;return`import nbserve

${s.length>100&&!s.includes(`
`)?`${r}(
    ${o.join(`,
    `)},
)`:s}
`}function we({params:n,heat:e},t){let o=H(n,t);return(o.temperature??t.temperature)||delete o.seed,e?{...o,logprobs:Le}:o}function Je(n){if(/[^\P{Cc}\n\t]|\p{Zl}|\p{Zp}/u.
test(n)||n.trim()===""||/^\s*(>>>|\.\.\.|In ?\[)/.test(n))return`{f${K(n)}}`;let t=n.replace(/[{}]/g,"$&$&");return t.endsWith(`
`)?`${t}
`:t}function fe(n){return/^[\w.]+[\w.-]*$/.test(n)?n:he.test(n)?`"${n}"`:`{f${K(n)}}`}function Re(n){let e=n.replace(/[\n\t\r]/g,t=>Pe[t]);return he.test(n.replace(
/[\n\t\r]/g,""))?`"${e}"`:`{[${K(n).replace(/\\([ntr\\])/g,(t,o)=>Me[o])}]}`}function K(n){return JSON.stringify(n).replaceAll("{","\\x7b").replaceAll("}","\\x7d").
replace(/[\u007f-\u009f\u2028\u2029]/g,t=>`\\u${t.codePointAt(0).toString(16).padStart(4,"0")}`)}function me(n){return n.includes(`
`)&&!/[\\\r]|"""|"$/.test(n)&&!/[^\P{Cc}\n\t]/u.test(n)?`"""${n}"""`:JSON.stringify(n)}var qe=Object.freeze([.9,.5,.2,.05,0]);function Z(n){return n==null||Number.isNaN(n)?null:qe.findIndex(e=>n>=e)}function z(n){let e=n*100;return e>=.1?`${e.toFixed(
1)}%`:`${e===0?0:Number(e.toPrecision(2))}%`}function G([n,e,t]){return Z(e)===null?[]:[[n,e],...t].map(([o,r])=>`${JSON.stringify(o)}: ${z(r)}`)}function ye(n){
return n.replaceAll(`
`,`↵
`)}var Ie={waiting:"waiting …",writing:"writing …",stopped:"stopped",failed:"failed",done:""},Be=["90% and more","50% and more","20% and more","5% and more","l\
ess"];function ve(n){let e=i("div.nbp-texts"),t=i("div.nbp-quiet",{role:"status"}),o=i("div.nbp-quiet",{hidden:!0},"Probability: ",Be.flatMap((f,h)=>[h?", ":"",
i(`span.nbp-p${h}`,{},f)]),". Point at a token, or use the arrow keys, for its own."),r=i("div.nbp-told.nbp-quiet",{"aria-live":"polite",hidden:!0}),s=i("div.nb\
p-error",{role:"alert",hidden:!0}),l=i("div.nbp-copied"),a=i("div.nbp-row",{}),c=null,u=null,p=(f,h)=>{let g=i("button",{type:"button",onclick:()=>Fe(l,h(c,n))},
f);a.append(g)};return p("Copy as %%generate",be),p("Copy as Python",ge),{element:i("div.nbp-answer",{},e,r,s,t,o,a,l),update(f,h,g,b){let m=!!(g&&h);c=f?.asked??
b,m?(u!==h&&JSON.stringify(u)!==JSON.stringify(h)&&e.replaceChildren(...h.map((w,_)=>$e(_,h.length,Ue(w,r)))),u=h):(u=null,Ve(e,f?.texts??[])),o.hidden=!m,r.hidden=
!m,y(s,f?.error??""),s.hidden=!f?.error,y(t,f?[Ie[f.state],f.summary].filter(Boolean).join(" · ").replace(/^stopped · (.*) · cancelled$/,"stopped · $1"):"")}}}
function Ve(n,e){(n.children.length!==e.length||n.querySelector(".nbp-heat"))&&n.replaceChildren(...e.map((t,o)=>$e(o,e.length,i("pre")))),e.forEach((t,o)=>{let r=n.
children[o].querySelector("pre"),s=r.firstChild;s&&t.startsWith(s.data)?t.length>s.data.length&&s.appendData(t.slice(s.data.length)):y(r,t)})}function $e(n,e,t){
return i("div.nbp-sample",{},e>1&&i("div.nbp-quiet",{},String(n+1)),t)}function Ue(n,e){let t=n.map((s,l)=>{let[a,c]=s,u=Z(c),p=G(s).join(`
`);return i(u===null?"span":`span.nbp-p${u}`,{tabindex:l?"-1":"0",title:p,dataset:u===null?{}:{p:z(c)}},ye(a))}),o=i("pre.nbp-heat",{role:"group","aria-label":"\
The answer's tokens with their probabilities"},t),r=s=>{let l=t.indexOf(s);l>=0&&y(e,G(n[l]).join(" · "))};return o.addEventListener("mouseover",s=>r(s.target)),
o.addEventListener("focusin",s=>r(s.target)),o.addEventListener("keydown",s=>{let l=t.indexOf(s.target),a={ArrowRight:l+1,ArrowLeft:l-1,Home:0,End:t.length-1}[s.
key];l<0||a===void 0||!t[a]||(s.preventDefault(),t[l].tabIndex=-1,t[a].tabIndex=0,t[a].focus())}),o}async function Fe(n,e){try{await navigator.clipboard.writeText(
e),n.replaceChildren(i("span.nbp-quiet",{role:"status"},"Copied."))}catch{let t=i("textarea",{readonly:!0,rows:"4","aria-label":"Code to copy",spellcheck:"false"});
t.value=e,n.replaceChildren(t),t.focus(),t.select()}}var Ee=0;function R(n){let e=`nbp-error-${++Ee}`,t=i("div.nbp-error",{id:e,role:"alert",hidden:!0});return{element:t,show(o){y(t,o??""),t.hidden=!o,q(n,"aria-in\
valid",o?"true":null),q(n,"aria-describedby",o?e:null)}}}function ke(n,e){let t=D.map(o=>De(o,n[o.name],e));return{element:i("div.nbp-params",{},t.map(({element:o})=>o)),
update:o=>t.forEach(r=>r.update(o[r.name])),problems:()=>Object.fromEntries(t.filter(o=>o.problem()).map(o=>[o.name,o.problem()])),refuse:o=>t.forEach(r=>r.refuse(
o[r.name])),focus:o=>t.find(r=>r.name===o)?.focus()}}function De(n,e,t){let{name:o,kind:r,slider:s,hint:l}=n,a=`nbp-${o}-${++Ee}`,c=r==="seed"?"fresh":Y(n,e),u=r===
"texts"?i("textarea",{id:a,rows:"1",placeholder:"none",title:l,spellcheck:"false"}):i("input",{id:a,type:"text",inputmode:r==="number"?"decimal":"numeric",placeholder:c,
title:l,autocomplete:"off",spellcheck:"false"}),p=s?i("input",{type:"range",min:s[0],max:s[1],step:s[2],"aria-label":`${o}, slider`,title:l}):null,f=R(u),h=i("b\
utton.nbp-reset",{type:"button",title:`${o} as by default`,"aria-label":`${o} as by default`},"↺"),g=null,b=m=>{p&&document.activeElement!==p&&(p.value=String(
m??e))};return u.addEventListener("input",()=>{let{value:m,error:w}=W(n,u.value);g=w??null,f.show(w),w||t(o,m)}),p?.addEventListener("input",()=>{g=null,f.show(
null),u.value=String(Number(p.value)),t(o,Number(p.value))}),h.addEventListener("click",()=>{g=null,f.show(null),t(o,void 0),u.value="",u.focus()}),{name:o,element:i(
"div.nbp-param",{dataset:{name:o}},i("label",{for:a,title:l},o),p,u,h,f.element),update(m){let w=W(n,u.value);g===null&&!M(w.value,m??void 0)&&(u.value=Y(n,m)),
b(m),h.style.visibility=m==null||M(m,e)?"hidden":"visible"},problem:()=>g,refuse:m=>f.show(m??g),focus:()=>u.focus()}}function U(n,e){let t=n.find(o=>o.name===e);return!t||t.state==="closed"?`Engine "${e}" is closed; serve the model again: nbserve.serve(...).`:t.state==="asleep"?
`Engine "${e}" is asleep; wake it: nbserve.get_engine(${JSON.stringify(e)}).wake().`:null}function Se({model:n,draft:e,ask:t},o){let r=n.get("defaults"),s=i("se\
lect",{"aria-label":`Engine of column ${o}`}),l=R(s),a=i("summary"),c=ke(r,(b,m)=>{let w={...e.column(o).params,[b]:m};m===void 0&&delete w[b],e.setColumn(o,{params:w})}),
u=i("details.nbp-fold",{open:!0},a,c.element),p=i("button",{type:"button",hidden:!0,onclick:()=>t({do:"stop",column:o})},"Stop this one"),f=i("button",{type:"bu\
tton","aria-label":`Remove column ${o}`,onclick:()=>e.remove(o)},"Remove"),h=ve(r),g=i("section.nbp-column",{"aria-label":`Column ${o}`},i("div.nbp-row",{},i("l\
abel.nbp-engine",{},"Engine ",s),p,f),l.element,u,h.element);return s.addEventListener("change",()=>e.setColumn(o,{engine:s.value})),{element:g,problems:c.problems,
focus(b){u.open=!0,b==="engine"?s.focus():c.focus(b)},refuse(b){Object.keys(b).some(m=>m!=="engine"&&m!=="prompt")&&(u.open=!0),c.refuse(b),l.show(b.engine??U(n.
get("engines"),e.column(o)?.engine))},update(){let{columns:b,heat:m,prompt:w,system:_,chat:j}=e.get(),{engine:S,params:N}=e.column(o),O=n.get("engines"),L=(O.some(
({name:k})=>k===S)?O:[...O,{name:S,model:"",state:"closed"}]).map(({name:k,model:C,state:J})=>[k,`${k}${C&&C!==k?` (${C})`:""}${J==="open"?"":`, ${J}`}`]);JSON.
stringify(L)!==s.dataset.options&&(s.replaceChildren(...L.map(([k,C])=>i("option",{value:k},C))),s.dataset.options=JSON.stringify(L)),s.value=S,l.show(U(O,S)),f.
hidden=b.length===1,c.update(N),y(a,`Parameters: ${pe(N,r)}`);let E=n.get("answers")[o];p.hidden=b.length===1||!["waiting","writing"].includes(E?.state);let T=!!O.
find(({name:k})=>k===S)?.chat;h.update(E,n.get("tokens")[o],m,{prompt:j?w.trim():w,system:j?_:"",chat:j,engine:S,params:N,heat:m,template:T})}}}var F=class{#e;#t;#n;#o;constructor(e,t,o){this.#e=e,this.#t=t,this.#n=o,this.#o=t.debounce(300,()=>this.#r())}get(){return this.#e.get("draft")}set(e){this.#e.
set("draft",{...this.get(),...e}),this.#o()}column(e){return this.get().columns.find(t=>t.id===e)}setColumn(e,t){this.set({columns:this.get().columns.map(o=>o.id===
e?{...o,...t}:o)})}add(){let{columns:e}=this.get(),t=String(Math.max(...e.map(o=>Number(o.id)))+1);return this.set({columns:[...e,{...e.at(-1),id:t}]}),t}remove(e){
this.set({columns:this.get().columns.filter(t=>t.id!==e)})}taken(){return this.#o.cancel(),this.get()}bind(e){this.#t.bind("draft",e)}#r(){this.#n.ask({do:"draf\
t",draft:this.get()})}};var Q=/mac|iphone|ipad/i.test(globalThis.navigator?.platform??""),We=0;function Ye({model:n,el:e}){let t=new B(n),o=new I(n,t),r=new F(n,t,o),s=++We,l=i("span.n\
bp-quiet",{role:"status"}),a=d=>o.ask(d,v=>y(l,v?re:"")),c=i("textarea.nbp-prompt",{id:`nbp-prompt-${s}`,rows:"4"}),u=R(c),p=i("textarea",{id:`nbp-system-${s}`,
rows:"1",placeholder:"none"}),f=i("div.nbp-field",{},i("label",{for:p.id},"System message"),p),h=i("label",{for:c.id}),g=(d,v,x)=>{let A=i("input",{type:"radio",
name:`nbp-mode-${s}`,onchange:()=>r.set({chat:d})});return[A,i("label",{title:x},A,` ${v}`)]},[b,m]=g(!0,"Chat","The prompt is the user's message, and goes thro\
ugh the model's chat template."),[w,_]=g(!1,"Plain text","The prompt is sent as it is, to be continued."),j=i("span.nbp-quiet",{hidden:!0},"A model without a ch\
at template continues plain text."),S=i("button.nbp-primary",{type:"button",title:`${Q?"⌘":"Ctrl"}+Enter`,onclick:()=>J()},`Send (${Q?"⌘":"Ctrl"}+Enter)`),N=i(
"button",{type:"button",title:"Escape",onclick:()=>a({do:"stop"})},"Stop (Esc)"),O=i("input",{type:"checkbox",onchange:()=>r.set({heat:O.checked})}),X=i("button",
{type:"button",title:"The same prompt under other parameters, or to another engine.",onclick:()=>C()},"Add column"),L=i("div.nbp-columns"),E=new Map,T=ue("nbp",
`Playground of engine ${n.get("home")}`);T.append(i("div.nbp-row",{},i("b",{},"Playground"),i("span",{role:"radiogroup","aria-label":"Mode"},m,_),j),f,i("div.nb\
p-field",{},h,c,u.element),i("div.nbp-row",{},S,N,i("label",{title:"Asks for log-probabilities, and shows each token's."},O," Token probabilities"),X,l),L),e.append(
T),new V(T,t);let k=()=>Object.values(n.get("answers")).some(({state:d})=>d==="waiting"||d==="writing"),C=()=>E.get(r.add())?.focus("temperature");async function J(){
if(S.disabled)return;y(l,""),ee({});for(let[v,x]of E){let[A]=Object.keys(x.problems());if(A)return x.focus(A,v)}let d=await a({do:"send",draft:r.taken()});if(!d.
ok){ee(d.errors??{}),d.errors||y(l,d.error);for(let[v,x]of Object.entries(d.errors??{})){let[A]=Object.keys(x);A==="prompt"?c.focus():E.get(v)?.focus(A)}}}function ee(d){
for(let[v,x]of E)x.refuse(d[v]??{});u.show(Object.values(d).map(v=>v.prompt).find(Boolean))}c.addEventListener("input",()=>{u.show(null),r.set({prompt:c.value})}),
p.addEventListener("input",()=>r.set({system:p.value})),T.addEventListener("keydown",d=>{d.key==="Enter"&&(d.ctrlKey||d.metaKey)?(d.preventDefault(),d.stopPropagation(),
J()):d.key==="Escape"&&k()&&(d.stopPropagation(),a({do:"stop"}))});function te(){let d=r.get(),v=n.get("engines"),x=d.columns.map(({id:$})=>$);for(let[$,P]of E)
x.includes($)||(P.element.remove(),E.delete($));for(let $ of x){if(!E.has($)){let P=Se({model:n,draft:r,ask:a},$);E.set($,P),L.append(P.element)}E.get($).update()}
let A=d.columns.every(({engine:$})=>v.find(({name:P,state:xe})=>P===$&&xe!=="closed")?.chat??!0),oe=d.columns.map(({engine:$})=>U(v,$)).find(Boolean);b.checked=
d.chat,w.checked=!d.chat,b.disabled=!A&&!d.chat,j.hidden=A,f.hidden=!d.chat,y(h,d.chat?"Message":"Text to continue"),c.value!==d.prompt&&(c.value=d.prompt),p.value!==
d.system&&(p.value=d.system),O.checked=d.heat,S.disabled=!!oe,S.title=oe??`${Q?"⌘":"Ctrl"}+Enter`,N.disabled=!k()}for(let d of["draft","engines","answers","to\
kens"])t.on(`change:${d}`,te);te();let ne=()=>y(l,n.get("error")??"");return t.on("change:error",ne),ne(),de(n,T,t)}var Tt={render:Ye};export{Tt as default};
