// Built from nbserve/notebook/js/src/playground; edit that, then run "npm run build" there.
function l(n,t={},...e){return je(o=>document.createElement(o),n,t,e)}function je(n,t,e,o){let[r,...s]=t.split("."),i=n(r);s.length&&i.setAttribute("class",s.join(" "));for(let[a,c]of Object.entries(e))if(a.startsWith("on"))i.addEventListener(
a.slice(2),c);else if(a==="dataset")Object.assign(i.dataset,c);else if(a==="style")for(let[d,p]of Object.entries(c))i.style.setProperty(d,p);else q(i,a,c);return i.
append(...o.flat(1/0).filter(a=>a!=null&&a!==!1)),i}function q(n,t,e){e==null||e===!1?n.removeAttribute(t):n.getAttribute(t)!==String(e)&&n.setAttribute(t,e===!0?
"":String(e))}function g(n,t){n.textContent!==t&&(n.textContent=t)}var ie="The kernel is busy with a cell; this takes effect when it ends.",B=class{#e;#t;#n=new Map;#o=Math.floor(Math.random()*1073741823);constructor(t,e){this.#e=
t,this.#t=e,e.on("msg:custom",o=>this.#r(o)),e.defer(()=>{for(let{timer:o}of this.#n.values())clearTimeout(o);this.#n.clear()})}ask(t,e=()=>{}){let o=this.#o++;
return new Promise(r=>{if(this.#t.closed)return;let s={resolve:r,busy:e,late:!1};s.timer=setTimeout(()=>{s.late=!0,e(!0)},400),this.#n.set(o,s),this.#e.send({...t,
id:o})})}#r(t){let e=this.#n.get(t?.answer);e&&(this.#n.delete(t.answer),clearTimeout(e.timer),e.late&&e.busy(!1),e.resolve(t))}};var F=class{#e;#t=new Set;constructor(t){this.#e=t,this.closed=!1}defer(t){let e=()=>this.#t.delete(e)&&t();return this.#t.add(e),e}on(t,e){return this.#e.on(t,
e),this.defer(()=>this.#e.off(t,e))}bind(t,e){this.on(`change:${t}`,()=>e(this.#e.get(t))),e(this.#e.get(t))}listen(t,e,o,r=!1){return t.addEventListener(e,o,r),
this.defer(()=>t.removeEventListener(e,o,r))}observe(t,e,o){return t.observe(e,o),this.defer(()=>t.disconnect())}frame(t){let e=0;return this.defer(()=>cancelAnimationFrame(
e)),()=>{e||this.closed||(e=requestAnimationFrame(()=>{e=0,t()}))}}debounce(t,e){let o=0,r=()=>clearTimeout(o),s=(...i)=>{r(),this.closed||(o=setTimeout(()=>e(...i),
t))};return s.cancel=r,this.defer(r),s}close(){this.closed=!0;for(let t of[...this.#t].reverse())t()}};function Ne(n){let t=(n.match(/[\d.]+(?:e-?\d+)?%?/g)??[]).slice(0,3).map(Number.parseFloat);return t.length<3||t.some(Number.isNaN)?[0,0,0]:n.startsWith("color\
(")?t.map(e=>Math.round(e*255)):t}function Le([n,t,e]){return .2126*n+.7152*t+.0722*e>140}var I=class{#e;#t;#n=new Set;#o=null;constructor(t,e){this.#e=t,this.#t=
e;let o=()=>this.#r(),r=e.debounce(400,o),s=()=>{o(),r()},i=new MutationObserver(s);for(let a of[document.documentElement,document.body])e.observe(i,a,{attributes:!0,
attributeFilter:["class","style","theme","data-jp-theme-name","data-theme"]});e.listen(matchMedia("(prefers-color-scheme: dark)"),"change",s),e.observe(new ResizeObserver(
o),t),this.#r()}watch(t){return this.#n.add(t),this.#t.defer(()=>this.#n.delete(t))}#r(){let t=getComputedStyle(this.#e).color||"rgb(0, 0, 0)";if(t!==this.#o){this.#o=
t,this.rgb=Ne(t),this.dark=Le(this.rgb),this.#e.dataset.theme=this.dark?"dark":"light";for(let e of this.#n)e()}}ink(t=1){return`rgb(${this.rgb.join(" ")} / ${t}\
)`}named(t){return getComputedStyle(this.#e).getPropertyValue(t).trim()||this.ink()}};function ae(n,t){let e=n.ownerDocument;t.listen(e.defaultView,"keydown",o=>{n.contains(o.target)&&(o.target.setAttribute("data-lm-suppress-shortcuts","true"),le(
o)&&n.closest(".lm-Widget")&&!e.body.dispatchEvent(new KeyboardEvent("keydown",o))&&(o.preventDefault(),o.stopImmediatePropagation()))},!0),n.addEventListener("\
keydown",o=>{le(o)||o.key==="Tab"||(o.stopPropagation(),o.key==="Escape"&&!o.defaultPrevented&&!o.isComposing&&W(n))})}function W(n){n.parentElement?.closest("[\
tabindex]")?.focus({preventScroll:!0})}function le({ctrlKey:n,metaKey:t,altKey:e}){return(n||t)&&!e}var Me="a[href], button, input, select, textarea, summary, [tabindex='0']";function ce(n,t){let e=n.ownerDocument,o=null,r=[],s=()=>{if(!o||U(o)&&e.activeElement===
o||e.activeElement&&![e.body,o].includes(e.activeElement))return;let i=U(o)?o:r.filter(U).map(_e).find(Boolean);i?i.focus({preventScroll:!0}):W(n)};t.listen(n,"\
focusin",({target:i})=>{o=i,r=Pe(i,n)}),t.listen(n,"focusout",({relatedTarget:i})=>{i&&(o=null)}),t.listen(e,"pointerdown",()=>o=null,!0),t.observe(new MutationObserver(
s),n,{subtree:!0,childList:!0,attributeFilter:["hidden","disabled"]})}function Pe(n,t){let e=[];for(let o=n;o&&o!==t;o=o.parentElement)e.push(o.parentElement);return e}
function _e(n){return[...n.querySelectorAll(Me)].find(U)}function U(n){let t=n.closest("details:not([open])"),e=!t||n===t||n===t.firstElementChild;return n.isConnected&&
!n.disabled&&!n.closest("[hidden]")&&e}var ue="_views",pe=".jp-OutputArea-output";function fe(n,t,e,o){let r=n.get(ue)??new Set;n.set(ue,r);let s=[...r],i={root:t,close:o,inOutput:!1,scrolls:new Map,focus:null,blurred:0};r.add(i),e.defer(()=>r.
delete(i)),e.listen(t,"scroll",({target:d})=>i.scrolls.set(d,[d.scrollTop,d.scrollLeft]),!0),e.listen(t,"focusin",({target:d})=>Object.assign(i,{focus:d,blurred:1/0})),
e.listen(t,"focusout",()=>i.blurred=Date.now());let a=0,c=d=>{i.inOutput||=t.closest(pe)!==null;for(let p of s.filter(f=>r.has(f)&&Je(f)))Re(p,t),p.close();d&&(!i.
inOutput||s.some(p=>r.has(p)))&&(a=setTimeout(c,100,d-1))};e.defer(()=>clearTimeout(a)),a=setTimeout(c,0,20)}function Je({root:n,inOutput:t}){return t&&!n.isConnected&&
!n.closest(pe)}function Re(n,t){let e=[...n.root.querySelectorAll("details")].map(c=>c.open),o=[...t.querySelectorAll("details")];o.length===e.length&&o.forEach(
(c,d)=>c.open=e[d]);for(let[c,[d,p]]of n.scrolls){let f=de(c,n.root,t);f&&Object.assign(f,{scrollTop:d,scrollLeft:p})}let{activeElement:r,body:s}=t.ownerDocument,
a=Date.now()-n.blurred<1e3&&(!r||r===s)?de(n.focus,n.root,t):null;a?.focus({preventScroll:!0}),a&&Number.isInteger(n.focus.selectionStart)&&a.setSelectionRange(
n.focus.selectionStart,n.focus.selectionEnd)}function de(n,t,e){let o=[];for(let r=n;r!==t;r=r.parentElement){if(!r?.parentElement)return null;o.unshift([...r.parentElement.
children].indexOf(r))}return o.reduce((r,s)=>r?.children[s],e)??null}function me(n,t){return l(`div.nbw.${n}`,{role:"region","aria-label":t})}function he(n,t,e){let o=()=>{e.close(),t.replaceChildren(),t.remove()};return ae(t,e),
ce(t,e),fe(n,t,e,o),o}var qe={"\\n":`
`,"\\t":"	","\\r":"\r","\\\\":"\\"},Y=Object.freeze([{name:"temperature",kind:"number",low:0,high:1e4,slider:[0,2,.05],hint:"0 takes the most likely token; 1 sa\
mples from the model's own distribution."},{name:"top_p",kind:"number",low:0,above:!0,high:1,slider:[.05,1,.05],hint:"Sample among the most likely tokens that t\
ogether reach this probability."},{name:"top_k",kind:"whole",low:0,slider:[0,200,1],hint:"Sample among the k most likely tokens; 0 is off."},{name:"min_p",kind:"\
number",low:0,high:1,slider:[0,1,.01],hint:"Drop tokens less likely than this share of the most likely one."},{name:"max_tokens",kind:"whole",low:1,slider:[1,1024,
1],hint:"The longest answer, in tokens."},{name:"repetition_penalty",kind:"number",low:0,above:!0,high:1e4,slider:[.8,2,.05],hint:"Above 1 discourages tokens th\
at prompt or answer already hold; 1 is off."},{name:"n",kind:"whole",low:1,slider:[1,8,1],hint:"Answers to the same prompt, written side by side."},{name:"seed",
kind:"seed",hint:"Makes the draws repeatable; empty draws a fresh one."},{name:"stop",kind:"texts",hint:"Texts that end the answer, one a line; \\n is a line bre\
ak."}]);function H(n,t){let{name:e,kind:o}=n;if(o==="texts"){let a=t.split(`
`).filter(c=>c!=="").map(c=>c.replace(/\\[ntr\\]/g,d=>qe[d]));return{value:a.length?a:void 0}}let r=t.trim();if(r==="")return{value:void 0};if(o==="seed")return/^\d+$/.
test(r)?{value:r}:{error:"seed must be a whole number of at least 0"};let s=Number(r);return o==="whole"?Number.isSafeInteger(s)&&s>=n.low?{value:s}:{error:`${e}\
 must be a whole number of at least ${n.low}`}:(n.above?s>n.low:s>=n.low)&&s<=n.high?{value:s}:{error:`${e} must be a number ${n.above?`above ${n.low} and at mo\
st`:`between ${n.low} and`} ${n.high}`}}function Z(n,t){return t==null?"":n.kind!=="texts"?String(t):t.map(e=>e.replace(/[\\\n\t\r]/g,o=>({"\n":"\\n","	":"\\t",
"\r":"\\r","\\":"\\\\"})[o])).join(`
`)}function z(n,t){let e=Y.map(({name:o})=>[o,n[o]]);return Object.fromEntries(e.filter(([o,r])=>r!=null&&!P(r,t[o])))}function be(n,t){return Object.entries(z(
n,t)).map(([o,r])=>`${o} ${Array.isArray(r)?JSON.stringify(r):r}`).join(", ")||"all as by default"}function P(n,t){return n===t||JSON.stringify(n)===JSON.stringify(
t)}var Be=5,ye=/^[^\p{Cc}\p{Zl}\p{Zp}"'\\{}]*$/u,Fe={"\n":"\\n","	":"\\t","\r":"\\r"},Ie={n:"\\x0a",t:"\\x09",r:"\\x0d","\\":"\\x5c"},Ue={n:"-n"};function ve(n){let t=n.
magic??{},e=ke(n);for(let[r,s]of Object.entries(t)){let i=n.params[r]??n.defaults[r];P(i,s)?delete e[r]:i!=null&&(e[r]=i)}let o=["%%generate"];n.engine!=="defau\
lt"&&o.push("--engine",ge(n.engine)),n.template&&!n.chat&&o.push("--raw"),n.system&&o.push("--system",ge(n.system));for(let[r,s]of Object.entries(e)){let i=Ue[r]??
`--${r.replaceAll("_","-")}`;if(Array.isArray(s))for(let a of s)o.push(i,De(a));else o.push(i,String(s))}return`${o.join(" ")}
${Ve(n.prompt)}`}function Ee(n){let t=n.engine==="default"?"":JSON.stringify(n.engine),e=[we(n.prompt)];n.system&&e.push(`system=${we(n.system)}`);for(let[i,a]of Object.
entries(ke(n)))e.push(`${i}=${Array.isArray(a)?`[${a.map(c=>JSON.stringify(c)).join(", ")}]`:a}`);let o=`nbserve.get_engine(${t}).${n.chat?"chat":"generate"}`,r=`${o}\
(${e.join(", ")})`;return`import nbserve

${r.length>100&&!r.includes(`
`)?`${o}(
    ${e.join(`,
    `)},
)`:r}
`}function ke({params:n,heat:t,defaults:e}){let o=z(n,e);return(o.temperature??e.temperature)||delete o.seed,t?{...o,logprobs:Be}:o}function Ve(n){if(/[^\P{Cc}\n\t]|\p{Zl}|\p{Zp}/u.
test(n)||n.trim()===""||/^\s*(>>>|\.\.\.|In ?\[)/.test(n))return`{f${G(n)}}`;let e=n.replace(/[{}]/g,"$&$&");return e.endsWith(`
`)?`${e}
`:e}function ge(n){return/^[\w.]+[\w.-]*$/.test(n)?n:ye.test(n)?`"${n}"`:`{f${G(n)}}`}function De(n){let t=n.replace(/[\n\t\r]/g,e=>Fe[e]);return ye.test(n.replace(
/[\n\t\r]/g,""))?`"${t}"`:`{[${G(n).replace(/\\([ntr\\])/g,(e,o)=>Ie[o])}]}`}function G(n){return JSON.stringify(n).replaceAll("{","\\x7b").replaceAll("}","\\x7d").
replace(/[\u007f-\u009f\u2028\u2029]/g,e=>`\\u${e.codePointAt(0).toString(16).padStart(4,"0")}`)}function we(n){return n.includes(`
`)&&!/[\\\r]|"""|"$/.test(n)&&!/[^\P{Cc}\n\t]/u.test(n)?`"""${n}"""`:JSON.stringify(n)}var Ke=Object.freeze([.9,.5,.2,.05,0]);function Q(n){return n==null||Number.isNaN(n)?null:Ke.findIndex(t=>n>=t)}function X(n){let t=n*100;return t>=.1?`${t.toFixed(
1)}%`:`${t===0?0:Number(t.toPrecision(2))}%`}function ee([n,t,e]){return Q(t)===null?[]:[[n,t],...e].map(([o,r])=>`${JSON.stringify(o)}: ${X(r)}`)}function $e(n){
return n.replaceAll(`
`,`↵
`)}var We={waiting:"waiting …",writing:"writing …",stopped:"stopped",failed:"failed",done:""},Ye=["90% and more","50% and more","20% and more","5% and more","l\
ess"];function Se(){let n=l("div.nbp-texts"),t=l("div.nbp-quiet",{role:"status"}),e=l("div.nbp-quiet",{hidden:!0},"Probability: ",Ye.flatMap((p,f)=>[f?", ":"",l(
`span.nbp-p${f}`,{},p)]),". Point at a token, or use the arrow keys, for its own."),o=l("div.nbp-told.nbp-quiet",{"aria-live":"polite",hidden:!0}),r=l("div.nbp-\
error",{role:"alert",hidden:!0}),s=l("div.nbp-copied"),i=l("div.nbp-row",{}),a=null,c=null,d=(p,f)=>{let $=l("button",{type:"button",onclick:()=>ze(s,f(a))},p);
i.append($)};return d("Copy as %%generate",ve),d("Copy as Python",Ee),{element:l("div.nbp-answer",{},n,o,r,t,e,i,s),update(p,f,$,h){let m=!!($&&f);a=p?.asked??h,
m?(c!==f&&JSON.stringify(c)!==JSON.stringify(f)&&n.replaceChildren(...f.map((b,y)=>xe(y,f.length,Ze(b,o)))),c=f):(c=null,He(n,p?.texts??[])),e.hidden=!m,o.hidden=
!m,g(r,p?.error??""),r.hidden=!p?.error,g(t,p?[We[p.state],p.summary].filter(Boolean).join(" · ").replace(/^stopped · (.*) · cancelled$/,"stopped · $1"):"")}}}
function He(n,t){(n.children.length!==t.length||n.querySelector(".nbp-heat"))&&n.replaceChildren(...t.map((e,o)=>xe(o,t.length,l("pre")))),t.forEach((e,o)=>{let r=n.
children[o].querySelector("pre"),s=r.firstChild;s&&e.startsWith(s.data)?e.length>s.data.length&&s.appendData(e.slice(s.data.length)):g(r,e)})}function xe(n,t,e){
return l("div.nbp-sample",{},t>1&&l("div.nbp-quiet",{},String(n+1)),e)}function Ze(n,t){let e=n.map((s,i)=>{let[a,c]=s,d=Q(c),p=ee(s).join(`
`);return l(d===null?"span":`span.nbp-p${d}`,{tabindex:i?"-1":"0",title:p,dataset:d===null?{}:{p:X(c)}},$e(a))}),o=l("pre.nbp-heat",{role:"group","aria-label":"\
The answer's tokens with their probabilities"},e),r=s=>{let i=e.indexOf(s);i>=0&&g(t,ee(n[i]).join(" · "))};return o.addEventListener("mouseover",s=>r(s.target)),
o.addEventListener("focusin",s=>r(s.target)),o.addEventListener("keydown",s=>{let i=e.indexOf(s.target),a={ArrowRight:i+1,ArrowLeft:i-1,Home:0,End:e.length-1}[s.
key];i<0||a===void 0||!e[a]||(s.preventDefault(),e[i].tabIndex=-1,e[a].tabIndex=0,e[a].focus())}),o}async function ze(n,t){try{await navigator.clipboard.writeText(
t),n.replaceChildren(l("span.nbp-quiet",{role:"status"},"Copied."))}catch{let e=l("textarea",{readonly:!0,rows:"4","aria-label":"Code to copy",spellcheck:"false"});
e.value=t,n.replaceChildren(e),e.focus(),e.select()}}var Oe=0;function J(n){let t=`nbp-error-${++Oe}`,e=l("div.nbp-error",{id:t,role:"alert",hidden:!0});return{element:e,show(o){g(e,o??""),e.hidden=!o,q(n,"aria-in\
valid",o?"true":null),q(n,"aria-describedby",o?t:null)}}}function Ae(n){let t=Y.map(e=>Ge(e,n));return{element:l("div.nbp-params",{},t.map(({element:e})=>e)),update:(e,o)=>t.
forEach(r=>r.update(e[r.name],o[r.name])),problems:()=>Object.fromEntries(t.filter(e=>e.problem()).map(e=>[e.name,e.problem()])),refuse:e=>t.forEach(o=>o.refuse(
e[o.name])),focus:e=>t.find(o=>o.name===e)?.focus()}}function Ge(n,t){let{name:e,kind:o,slider:r,hint:s}=n,i=`nbp-${e}-${++Oe}`,a=o==="texts"?l("textarea",{id:i,
rows:"1",title:s,spellcheck:"false"}):l("input",{id:i,type:"text",inputmode:o==="number"?"decimal":"numeric",title:s,autocomplete:"off",spellcheck:"false"}),c=r?
l("input",{type:"range",min:r[0],max:r[1],step:r[2],"aria-label":`${e}, slider`,title:s}):null,d=J(a),p=l("button.nbp-reset",{type:"button",title:`${e} as by de\
fault`,"aria-label":`${e} as by default`},"↺"),f=null,$=h=>{c&&document.activeElement!==c&&(c.value=String(h))};return a.addEventListener("input",()=>{let{value:h,
error:m}=H(n,a.value);f=m??null,d.show(m),m||t(e,h)}),c?.addEventListener("input",()=>{f=null,d.show(null),a.value=String(Number(c.value)),t(e,Number(c.value))}),
p.addEventListener("click",()=>{f=null,d.show(null),t(e,void 0),a.value="",a.focus()}),{name:e,element:l("div.nbp-param",{dataset:{name:e}},l("label",{for:i,title:s},
e),c,a,p,d.element),update(h,m){let b=H(n,a.value);f===null&&!P(b.value,h??void 0)&&(a.value=Z(n,h)),$(h??m),a.placeholder=o==="seed"?"fresh":Z(n,m)||"none",p.style.
visibility=h==null||P(h,m)?"hidden":"visible"},problem:()=>f,refuse:h=>d.show(h??f),focus:()=>a.focus()}}function V(n,t){let e=n.find(o=>o.name===t);return!e||e.state==="closed"?`Engine "${t}" is closed; serve the model again: nbserve.serve(...).`:e.state==="asleep"?
`Engine "${t}" is asleep; wake it: nbserve.get_engine(${JSON.stringify(t)}).wake().`:null}function Te({model:n,draft:t,ask:e},o){let r=m=>{let b=n.get("engines");
return(b.find(y=>y.name===m)??b.find(y=>y.name===n.get("home"))).defaults},s=l("select",{"aria-label":`Engine of column ${o}`}),i=J(s),a=l("summary"),c=Ae((m,b)=>{
let y={...t.column(o).params,[m]:b};b===void 0&&delete y[m],t.setColumn(o,{params:y})}),d=l("details.nbp-fold",{open:!0},a,c.element),p=l("button",{type:"button",
hidden:!0,onclick:()=>e({do:"stop",column:o})},"Stop this one"),f=l("button",{type:"button","aria-label":`Remove column ${o}`,onclick:()=>t.remove(o)},"Remove"),
$=Se(),h=l("section.nbp-column",{"aria-label":`Column ${o}`},l("div.nbp-row",{},l("label.nbp-engine",{},"Engine ",s),p,f),i.element,d,$.element);return s.addEventListener(
"change",()=>t.setColumn(o,{engine:s.value})),{element:h,problems:c.problems,focus(m){d.open=!0,m==="engine"?s.focus():c.focus(m)},refuse(m){Object.keys(m).some(
b=>b!=="engine"&&b!=="prompt")&&(d.open=!0),c.refuse(m),i.show(m.engine??V(n.get("engines"),t.column(o)?.engine))},update(){let{columns:m,heat:b,prompt:y,system:K,
chat:j}=t.get(),{engine:k,params:N}=t.column(o),A=n.get("engines"),L=(A.some(({name:S})=>S===k)?A:[...A,{name:k,model:"",state:"closed"}]).map(({name:S,model:C,
state:_})=>[S,`${S}${C&&C!==S?` (${C})`:""}${_==="open"?"":`, ${_}`}`]);JSON.stringify(L)!==s.dataset.options&&(s.replaceChildren(...L.map(([S,C])=>l("option",{
value:S},C))),s.dataset.options=JSON.stringify(L)),s.value=k,i.show(V(A,k)),f.hidden=m.length===1;let v=r(k);c.update(N,v),g(a,`Parameters: ${be(N,v)}`);let T=n.
get("answers")[o];p.hidden=m.length===1||!["waiting","writing"].includes(T?.state);let R=!!A.find(({name:S})=>S===k)?.chat;$.update(T,n.get("tokens")[o],b,{prompt:j?
y.trim():y,system:j?K:"",chat:j,engine:k,params:N,heat:b,template:R,defaults:v})}}}var D=class{#e;#t;#n;#o;constructor(t,e,o){this.#e=t,this.#t=e,this.#n=o,this.#o=e.debounce(300,()=>this.#r())}get(){return this.#e.get("draft")}set(t){this.#e.
set("draft",{...this.get(),...t}),this.#o()}column(t){return this.get().columns.find(e=>e.id===t)}setColumn(t,e){this.set({columns:this.get().columns.map(o=>o.id===
t?{...o,...e}:o)})}add(){let{columns:t}=this.get(),e=String(Math.max(...t.map(o=>Number(o.id)))+1);return this.set({columns:[...t,{...t.at(-1),id:e}]}),e}remove(t){
this.set({columns:this.get().columns.filter(e=>e.id!==t)})}taken(){return this.#o.cancel(),this.get()}bind(t){this.#t.bind("draft",t)}#r(){this.#n.ask({do:"draf\
t",draft:this.get()})}};var te=/mac|iphone|ipad/i.test(globalThis.navigator?.platform??""),Qe=0;function Xe({model:n,el:t}){let e=new F(n),o=new B(n,e),r=new D(n,e,o),s=++Qe,i=l("span.\
nbp-quiet",{role:"status"}),a=u=>o.ask(u,w=>g(i,w?ie:"")),c=l("textarea.nbp-prompt",{id:`nbp-prompt-${s}`,rows:"4"}),d=J(c),p=l("textarea",{id:`nbp-system-${s}`,
rows:"1",placeholder:"none"}),f=l("div.nbp-field",{},l("label",{for:p.id},"System message"),p),$=l("label",{for:c.id}),h=(u,w,x)=>{let O=l("input",{type:"radio",
name:`nbp-mode-${s}`,onchange:()=>r.set({chat:u})});return[O,l("label",{title:x},O,` ${w}`)]},[m,b]=h(!0,"Chat","The prompt is the user's message, and goes thro\
ugh the model's chat template."),[y,K]=h(!1,"Plain text","The prompt is sent as it is, to be continued."),j=l("span.nbp-quiet",{hidden:!0},"A model without a ch\
at template continues plain text."),k=l("button.nbp-primary",{type:"button",title:`${te?"⌘":"Ctrl"}+Enter`,onclick:()=>C()},`Send (${te?"⌘":"Ctrl"}+Enter)`),
N=l("button",{type:"button",title:"Escape",onclick:()=>a({do:"stop"})},"Stop (Esc)"),A=l("input",{type:"checkbox",onchange:()=>r.set({heat:A.checked})}),ne=l("b\
utton",{type:"button",title:"The same prompt under other parameters, or to another engine.",onclick:()=>S()},"Add column"),L=l("div.nbp-columns"),v=new Map,T=me(
"nbp",`Playground of engine ${n.get("home")}`);T.append(l("div.nbp-row",{},l("b",{},"Playground"),l("span",{role:"radiogroup","aria-label":"Mode"},b,K),j),f,l("\
div.nbp-field",{},$,c,d.element),l("div.nbp-row",{},k,N,l("label",{title:"Asks for log-probabilities, and shows each token's."},A," Token probabilities"),ne,i),
L),t.append(T),new I(T,e);let R=()=>Object.values(n.get("answers")).some(({state:u})=>u==="waiting"||u==="writing"),S=()=>v.get(r.add())?.focus("temperature");async function C(){
if(k.disabled)return;g(i,""),_({});for(let[w,x]of v){let[O]=Object.keys(x.problems());if(O)return x.focus(O,w)}let u=await a({do:"send",draft:r.taken()});if(!u.
ok){_(u.errors??{}),u.errors||g(i,u.error);for(let[w,x]of Object.entries(u.errors??{})){let[O]=Object.keys(x);O==="prompt"?c.focus():v.get(w)?.focus(O)}}}function _(u){
for(let[w,x]of v)x.refuse(u[w]??{});d.show(Object.values(u).map(w=>w.prompt).find(Boolean))}c.addEventListener("input",()=>{d.show(null),r.set({prompt:c.value})}),
p.addEventListener("input",()=>r.set({system:p.value})),T.addEventListener("keydown",u=>{u.key==="Enter"&&(u.ctrlKey||u.metaKey)?(u.preventDefault(),C()):u.key===
"Escape"&&R()&&(u.preventDefault(),a({do:"stop"}))});function oe(){let u=r.get(),w=n.get("engines"),x=u.columns.map(({id:E})=>E);for(let[E,M]of v)x.includes(E)||
(M.element.remove(),v.delete(E));for(let E of x){if(!v.has(E)){let M=Te({model:n,draft:r,ask:a},E);v.set(E,M),L.append(M.element)}v.get(E).update()}let O=u.columns.
every(({engine:E})=>w.find(({name:M,state:Ce})=>M===E&&Ce!=="closed")?.chat??!0),se=u.columns.map(({engine:E})=>V(w,E)).find(Boolean);m.checked=u.chat,y.checked=
!u.chat,m.disabled=!O&&!u.chat,j.hidden=O,f.hidden=!u.chat,g($,u.chat?"Message":"Text to continue"),c.value!==u.prompt&&(c.value=u.prompt),p.value!==u.system&&(p.
value=u.system),A.checked=u.heat,k.disabled=!!se,k.title=se??`${te?"⌘":"Ctrl"}+Enter`,N.disabled=!R()}for(let u of["draft","engines","answers","tokens"])e.on(
`change:${u}`,oe);oe();let re=()=>g(i,n.get("error")??"");return e.on("change:error",re),re(),he(n,T,e)}var qt={render:Xe};export{qt as default};
