// Built from nbserve/notebook/js/src/playground; edit that, then run "npm run build" there.
function l(t,n={},...e){return Re(o=>document.createElement(o),t,n,e)}function Re(t,n,e,o){let[s,...i]=n.split("."),r=t(s);i.length&&r.setAttribute("class",i.join(" "));for(let[a,c]of Object.entries(e))if(a.startsWith("on"))r.addEventListener(
a.slice(2),c);else if(a==="dataset")Object.assign(r.dataset,c);else if(a==="style")for(let[u,p]of Object.entries(c))r.style.setProperty(u,p);else P(r,a,c);return r.
append(...o.flat(1/0).filter(a=>a!=null&&a!==!1)),r}function P(t,n,e){e==null||e===!1?t.removeAttribute(n):t.getAttribute(n)!==String(e)&&t.setAttribute(n,e===!0?
"":String(e))}function w(t,n){t.textContent!==n&&(t.textContent=n)}var de="The kernel is busy with a cell; this takes effect when it ends.",W=class{#e;#t;#n=new Map;#o=Math.floor(Math.random()*1073741823);constructor(n,e){this.#e=
n,this.#t=e,e.on("msg:custom",o=>this.#s(o)),e.defer(()=>{for(let{timer:o}of this.#n.values())clearTimeout(o);this.#n.clear()})}ask(n,e=()=>{}){let o=this.#o++;
return new Promise(s=>{if(this.#t.closed)return;let i={resolve:s,busy:e,late:!1};i.timer=setTimeout(()=>{i.late=!0,e(!0)},400),this.#n.set(o,i),this.#e.send({...n,
id:o})})}#s(n){let e=this.#n.get(n?.answer);e&&(this.#n.delete(n.answer),clearTimeout(e.timer),e.late&&e.busy(!1),e.resolve(n))}};var Y=class{#e;#t=new Set;constructor(n){this.#e=n,this.closed=!1}defer(n){let e=()=>this.#t.delete(e)&&n();return this.#t.add(e),e}on(n,e){return this.#e.on(n,
e),this.defer(()=>this.#e.off(n,e))}bind(n,e){this.on(`change:${n}`,()=>e(this.#e.get(n))),e(this.#e.get(n))}listen(n,e,o,s=!1){return n.addEventListener(e,o,s),
this.defer(()=>n.removeEventListener(e,o,s))}observe(n,e,o){return n.observe(e,o),this.defer(()=>n.disconnect())}frame(n){let e=0;return this.defer(()=>cancelAnimationFrame(
e)),()=>{e||this.closed||(e=requestAnimationFrame(()=>{e=0,n()}))}}debounce(n,e){let o=0,s=()=>clearTimeout(o),i=(...r)=>{s(),this.closed||(o=setTimeout(()=>e(...r),
n))};return i.cancel=s,this.defer(s),i}close(){this.closed=!0;for(let n of[...this.#t].reverse())n()}};function qe(t){let n=(t.match(/[\d.]+(?:e-?\d+)?%?/g)??[]).slice(0,3).map(Number.parseFloat);return n.length<3||n.some(Number.isNaN)?[0,0,0]:t.startsWith("color\
(")?n.map(e=>Math.round(e*255)):n}function De([t,n,e]){return .2126*t+.7152*n+.0722*e>140}var H=class{#e;#t;#n=new Set;#o=null;constructor(n,e){this.#e=n,this.#t=
e;let o=()=>this.#s(),s=e.debounce(400,o),i=()=>{o(),s()},r=new MutationObserver(i);for(let a of[document.documentElement,document.body])e.observe(r,a,{attributes:!0,
attributeFilter:["class","style","theme","data-jp-theme-name","data-theme"]});e.listen(matchMedia("(prefers-color-scheme: dark)"),"change",i),e.observe(new ResizeObserver(
o),n),this.#s()}watch(n){return this.#n.add(n),this.#t.defer(()=>this.#n.delete(n))}#s(){let n=getComputedStyle(this.#e).color||"rgb(0, 0, 0)";if(n!==this.#o){this.#o=
n,this.rgb=qe(n),this.dark=De(this.rgb),this.#e.dataset.theme=this.dark?"dark":"light";for(let e of this.#n)e()}}ink(n=1){return`rgb(${this.rgb.join(" ")} / ${n}\
)`}named(n){return getComputedStyle(this.#e).getPropertyValue(n).trim()||this.ink()}};function pe(t,n){let e=t.ownerDocument;n.listen(e.defaultView,"keydown",o=>{t.contains(o.target)&&(o.target.setAttribute("data-lm-suppress-shortcuts","true"),fe(
o)&&t.closest(".lm-Widget")&&!e.body.dispatchEvent(new KeyboardEvent("keydown",o))&&(o.preventDefault(),o.stopImmediatePropagation()))},!0),t.addEventListener("\
keydown",o=>{fe(o)||o.key==="Tab"||(o.stopPropagation(),o.key==="Escape"&&!o.defaultPrevented&&!o.isComposing&&ee(t))})}function ee(t){t.parentElement?.closest(
"[tabindex]")?.focus({preventScroll:!0})}function fe({ctrlKey:t,metaKey:n,altKey:e}){return(t||n)&&!e}var Fe="a[href], button, input, select, textarea, summary, [tabindex='0']";function he(t,n){let e=t.ownerDocument,o=null,s=[],i=()=>{if(!o||Z(o)&&e.activeElement===
o||e.activeElement&&![e.body,o].includes(e.activeElement))return;let r=Z(o)?o:s.filter(Z).map(Ue).find(Boolean);r?r.focus({preventScroll:!0}):ee(t)};n.listen(t,
"focusin",({target:r})=>{o=r,s=Ie(r,t)}),n.listen(t,"focusout",({relatedTarget:r})=>{r&&(o=null)}),n.listen(e,"pointerdown",()=>o=null,!0),n.observe(new MutationObserver(
i),t,{subtree:!0,childList:!0,attributeFilter:["hidden","disabled"]})}function Ie(t,n){let e=[];for(let o=t;o&&o!==n;o=o.parentElement)e.push(o.parentElement);return e}
function Ue(t){return[...t.querySelectorAll(Fe)].find(Z)}function Z(t){let n=t.closest("details:not([open])"),e=!n||t===n||t===n.firstElementChild;return t.isConnected&&
!t.disabled&&!t.closest("[hidden]")&&e}var me="_views",ge=".jp-OutputArea-output";function we(t,n,e,o){let s=t.get(me)??new Set;t.set(me,s);let i=[...s],r={root:n,close:o,inOutput:!1,scrolls:new Map,focus:null,blurred:0};s.add(r),e.defer(()=>s.
delete(r)),e.listen(n,"scroll",({target:u})=>r.scrolls.set(u,[u.scrollTop,u.scrollLeft]),!0),e.listen(n,"focusin",({target:u})=>Object.assign(r,{focus:u,blurred:1/0})),
e.listen(n,"focusout",()=>r.blurred=Date.now());let a=0,c=u=>{r.inOutput||=n.closest(ge)!==null;for(let p of i.filter(d=>s.has(d)&&Ve(d)))Ke(p,n),p.close();u&&(!r.
inOutput||i.some(p=>s.has(p)))&&(a=setTimeout(c,100,u-1))};e.defer(()=>clearTimeout(a)),a=setTimeout(c,0,20)}function Ve({root:t,inOutput:n}){return n&&!t.isConnected&&
!t.closest(ge)}function Ke(t,n){let e=[...t.root.querySelectorAll("details")].map(c=>c.open),o=[...n.querySelectorAll("details")];o.length===e.length&&o.forEach(
(c,u)=>c.open=e[u]);for(let[c,[u,p]]of t.scrolls){let d=be(c,t.root,n);d&&Object.assign(d,{scrollTop:u,scrollLeft:p})}let{activeElement:s,body:i}=n.ownerDocument,
a=Date.now()-t.blurred<1e3&&(!s||s===i)?be(t.focus,t.root,n):null;a?.focus({preventScroll:!0}),a&&Number.isInteger(t.focus.selectionStart)&&a.setSelectionRange(
t.focus.selectionStart,t.focus.selectionEnd)}function be(t,n,e){let o=[];for(let s=t;s!==n;s=s.parentElement){if(!s?.parentElement)return null;o.unshift([...s.parentElement.
children].indexOf(s))}return o.reduce((s,i)=>s?.children[i],e)??null}function ye(t,n){return l(`div.nbw.${t}`,{role:"region","aria-label":n})}function ve(t,n,e){let o=()=>{e.close(),n.replaceChildren(),n.remove()};return pe(n,e),
he(n,e),we(t,n,e,o),o}var We={"\\n":`
`,"\\t":"	","\\r":"\r","\\\\":"\\"},z=Object.freeze([{name:"temperature",kind:"number",low:0,high:1e4,slider:[0,2,.05],hint:"0 takes the most likely token; 1 sa\
mples from the model's own distribution."},{name:"top_p",kind:"number",low:0,above:!0,high:1,slider:[.05,1,.05],hint:"Sample among the most likely tokens that t\
ogether reach this probability."},{name:"top_k",kind:"whole",low:0,slider:[0,200,1],hint:"Sample among the k most likely tokens; 0 is off."},{name:"min_p",kind:"\
number",low:0,high:1,slider:[0,1,.01],hint:"Drop tokens less likely than this share of the most likely one."},{name:"max_tokens",kind:"whole",low:1,slider:[1,1024,
1],hint:"The longest answer, in tokens."},{name:"repetition_penalty",kind:"number",low:0,above:!0,high:1e4,slider:[.8,2,.05],hint:"Above 1 discourages tokens th\
at prompt or answer already hold; 1 is off."},{name:"n",kind:"whole",low:1,slider:[1,8,1],hint:"Answers to the same prompt, written side by side."},{name:"seed",
kind:"seed",hint:"Makes the draws repeatable; empty draws a fresh one."},{name:"stop",kind:"texts",hint:"Texts that end the answer, one a line; \\n is a line bre\
ak."}]);function te(t,n){let{name:e,kind:o}=t;if(o==="texts"){let a=n.split(`
`).filter(c=>c!=="").map(c=>c.replace(/\\[ntr\\]/g,u=>We[u]));return{value:a.length?a:void 0}}let s=n.trim();if(s==="")return{value:void 0};if(o==="seed")return/^\d+$/.
test(s)?{value:s}:{error:"seed must be a whole number of at least 0"};let i=Number(s);return o==="whole"?Number.isSafeInteger(i)&&i>=t.low?{value:i}:{error:`${e}\
 must be a whole number of at least ${t.low}`}:(t.above?i>t.low:i>=t.low)&&i<=t.high?{value:i}:{error:`${e} must be a number ${t.above?`above ${t.low} and at mo\
st`:`between ${t.low} and`} ${t.high}`}}function G(t,n){return n==null?"":t.kind!=="texts"?String(n):n.map(e=>e.replace(/[\\\n\t\r]/g,o=>({"\n":"\\n","	":"\\t",
"\r":"\\r","\\":"\\\\"})[o])).join(`
`)}function ne(t,n){let e=z.map(({name:o})=>[o,t[o]]);return Object.fromEntries(e.filter(([o,s])=>s!=null&&!B(s,n[o])))}function Ee(t,n){let e=Object.entries(ne(
t,n)).map(([o,s])=>`${o} ${Array.isArray(s)?JSON.stringify(s):s}`);return e.length?e.join(", "):["all as by default",Ye(n)].filter(Boolean).join(": ")}var $e={temperature:0,
top_p:1,top_k:0,min_p:0,repetition_penalty:1,n:1,seed:null,stop:[]};function Ye(t){return z.filter(({name:e})=>e in $e&&!B(t[e],$e[e])).map(({name:e})=>`${e} ${Array.
isArray(t[e])?JSON.stringify(t[e]):t[e]}`).join(", ")}function ke(t,n){let{kind:e,low:o,high:s,above:i,hint:r,name:a}=t,c={number:`${i?"Above":"From"} ${o}${s<1e4?
` to ${s}`:""}.`,whole:`A whole number of at least ${o}.`,seed:"A whole number of at least 0.",texts:"Any texts."},u=G(t,n[a]).replaceAll(`
`,", ")||(e==="seed"?"a fresh one":"none");return`${r} ${c[e]} Default: ${u}.`}function B(t,n){return t===n||JSON.stringify(t)===JSON.stringify(n)}var He=5,Ae=/^[^\p{Cc}\p{Zl}\p{Zp}"'\\{}]*$/u,Ze={"\n":"\\n","	":"\\t","\r":"\\r"},ze={n:"\\x0a",t:"\\x09",r:"\\x0d","\\":"\\x5c"},Ge={n:"-n"};function Oe(t){if(t.
chat&&t.turns?.length)return null;let n=t.magic??{},e=je(t);for(let[s,i]of Object.entries(n)){let r=t.params[s]??t.defaults[s];B(r,i)?delete e[s]:r!=null&&(e[s]=
r)}let o=["%%generate"];t.engine!=="default"&&o.push("--engine",Se(t.engine)),t.template&&!t.chat&&o.push("--raw"),t.system&&o.push("--system",Se(t.system));for(let[
s,i]of Object.entries(e)){let r=Ge[s]??`--${s.replaceAll("_","-")}`;if(Array.isArray(i))for(let a of i)o.push(r,et(a));else o.push(r,String(i))}return`${o.join(
" ")}
${Xe(Te(t))}`}function Te({prompt:t,turns:n=[]}){return n.flat().join("")+t}function Ce(t){let n=t.engine==="default"?"":JSON.stringify(t.engine),e=[t.chat&&t.turns?.
length?Qe(t):xe(Te(t))];t.system&&e.push(`system=${xe(t.system)}`);for(let[r,a]of Object.entries(je(t)))e.push(`${r}=${Array.isArray(a)?`[${a.map(c=>JSON.stringify(
c)).join(", ")}]`:a}`);let o=`nbserve.get_engine(${n}).${t.chat?"chat":"generate"}`,s=`${o}(${e.join(", ")})`;return`import nbserve

${s.length>100&&!s.includes(`
`)||e[0].startsWith("[")?`${o}(
    ${e.join(`,
    `)},
)`:s}
`}function Qe({prompt:t,turns:n}){return`[
${[...n.flatMap(([o,s])=>[["user",o],["assistant",s]]),["user",t]].map(([o,s])=>`        {"role": "${o}", "content": ${JSON.stringify(s)}},`).join(`
`)}
    ]`}function je({params:t,heat:n,defaults:e}){let o=ne(t,e);return(o.temperature??e.temperature)||delete o.seed,n?{...o,logprobs:He}:o}function Xe(t){if(/[^\P{Cc}\n\t]|\p{Zl}|\p{Zp}/u.
test(t)||t.trim()===""||/^\s*(>>>|\.\.\.|In ?\[)/.test(t))return`{f${oe(t)}}`;let e=t.replace(/[{}]/g,"$&$&");return e.endsWith(`
`)?`${e}
`:e}function Se(t){return/^[\w.]+[\w.-]*$/.test(t)?t:Ae.test(t)?`"${t}"`:`{f${oe(t)}}`}function et(t){let n=t.replace(/[\n\t\r]/g,e=>Ze[e]);return Ae.test(t.replace(
/[\n\t\r]/g,""))?`"${n}"`:`{[${oe(t).replace(/\\([ntr\\])/g,(e,o)=>ze[o])}]}`}function oe(t){return JSON.stringify(t).replaceAll("{","\\x7b").replaceAll("}","\\x\
7d").replace(/[\u007f-\u009f\u2028\u2029]/g,e=>`\\u${e.codePointAt(0).toString(16).padStart(4,"0")}`)}function xe(t){return t.includes(`
`)&&!/[\\\r]|"""|"$/.test(t)&&!/[^\P{Cc}\n\t]/u.test(t)?`"""${t}"""`:JSON.stringify(t)}var tt=Object.freeze([.9,.5,.2,.05,0]);function se(t){return t==null||Number.isNaN(t)?null:tt.findIndex(n=>t>=n)}function re(t){let n=t*100;return n>=.1?`${n.toFixed(
1)}%`:`${n===0?0:Number(n.toPrecision(2))}%`}function ie([t,n,e]){return se(n)===null?[]:[[t,n],...e].map(([o,s])=>`${JSON.stringify(o)}: ${re(s)}`)}function Ne(t){
return t.replaceAll(`
`,`↵
`)}var nt={waiting:"waiting …",writing:"writing …",stopped:"stopped",failed:"failed",done:""},ot=["90% and more","50% and more","20% and more","5% and more","l\
ess"];function Le(){let t=l("div.nbp-texts"),n=l("div.nbp-quiet",{role:"status"}),e=l("div.nbp-quiet",{hidden:!0},"Probability: ",ot.flatMap((d,g)=>[g?", ":"",l(
`span.nbp-p${g}`,{},d)]),". Point at a token, or use the arrow keys, for its own."),o=l("div.nbp-told.nbp-quiet",{"aria-live":"polite",hidden:!0}),s=l("div.nbp-\
error",{role:"alert",hidden:!0}),i=l("div.nbp-copied"),r=l("div.nbp-row",{}),a=null,c=[],u=(d,g)=>l("button",{type:"button",onclick:()=>it(i,g(a))},d),p=u("Copy\
 as %%generate",Oe);return r.append(p,u("Copy as Python",Ce)),{element:l("div.nbp-answer",{},t,o,s,n,e,r,i),update(d,g,m,y){let S=!!(m&&g);a=d?.asked??y,p.hidden=
!!(a.chat&&a.turns?.length),S?(c.length!==g.length&&(c=g.map(()=>rt(o)),t.replaceChildren(...c.map(({element:h},b)=>Me(b,c.length,h)))),c.forEach((h,b)=>h.update(
g[b],d?.texts[b]??""))):(c=[],st(t,d?.texts??[])),e.hidden=!S,o.hidden=!S,w(s,d?.error??""),s.hidden=!d?.error,w(n,d?[nt[d.state],d.summary].filter(Boolean).join(
" · ").replace(/^stopped · (.*) · cancelled$/,"stopped · $1"):"")}}}function st(t,n){(t.children.length!==n.length||t.querySelector(".nbp-heat"))&&t.replaceChildren(
...n.map((e,o)=>Me(o,n.length,l("pre")))),n.forEach((e,o)=>{let s=t.children[o].querySelector("pre"),i=s.firstChild;i&&e.startsWith(i.data)?e.length>i.data.length&&
i.appendData(e.slice(i.data.length)):w(s,e)})}function Me(t,n,e){return l("div.nbp-sample",{},n>1&&l("div.nbp-quiet",{},String(t+1)),e)}function rt(t){let n=[],
e=[],o=document.createTextNode(""),s=l("pre.nbp-heat",{role:"group","aria-label":"The answer's tokens with their probabilities"},o),i=r=>{let a=e.indexOf(r);a>=
0&&w(t,ie(n[a]).join(" · "))};return s.addEventListener("mouseover",r=>i(r.target)),s.addEventListener("focusin",r=>i(r.target)),s.addEventListener("keydown",r=>{
let a=e.indexOf(r.target),c={ArrowRight:a+1,ArrowLeft:a-1,Home:0,End:e.length-1}[r.key];a<0||c===void 0||!e[c]||(r.preventDefault(),e[a].tabIndex=-1,e[c].tabIndex=
0,e[c].focus())}),{element:s,update(r,a){let c=n;n=r,r.forEach((p,d)=>{if(c[d]===p||JSON.stringify(c[d])===JSON.stringify(p))return;let[g,m]=p;e[d]||(e[d]=l("sp\
an",{tabindex:d?"-1":"0"}),o.before(e[d]));let y=se(m);P(e[d],"class",y===null?null:`nbp-p${y}`),P(e[d],"data-p",y===null?null:re(m)),P(e[d],"title",ie(p).join(
`
`)),w(e[d],Ne(g))});for(let p of e.splice(r.length))p.remove();let u=r.map(([p])=>p).join("");o.data=a.startsWith(u)?a.slice(u.length):""}}}async function it(t,n){
try{await navigator.clipboard.writeText(n),t.replaceChildren(l("span.nbp-quiet",{role:"status"},"Copied."))}catch{let e=l("textarea",{readonly:!0,rows:"4","aria\
-label":"Code to copy",spellcheck:"false"});e.value=n,t.replaceChildren(e),e.focus(),e.select()}}var Pe=0;function U(t,n=null){let e=`nbp-error-${++Pe}`,o=l("div.nbp-error",{id:e,role:"alert",hidden:!0});return{element:o,show(s){w(o,s??""),o.hidden=!s,P(t,"\
aria-invalid",s?"true":null),P(t,"aria-describedby",[n,s&&e].filter(Boolean).join(" ")||null)}}}function _e(t){let n=z.map(e=>lt(e,t));return{element:l("div.nbp\
-params",{},n.map(({element:e})=>e)),update:(e,o)=>n.forEach(s=>s.update(e[s.name],o)),problems:()=>Object.fromEntries(n.filter(e=>e.problem()).map(e=>[e.name,e.
problem()])),refuse:e=>n.forEach(o=>o.refuse(e[o.name])),focus:e=>n.find(o=>o.name===e)?.focus()}}function lt(t,n){let{name:e,kind:o,slider:s}=t,i=`nbp-${e}-${++Pe}`,
r=o==="texts"?l("textarea",{id:i,rows:"1","aria-describedby":`${i}-tip`,spellcheck:"false"}):l("input",{id:i,type:"text",inputmode:o==="number"?"decimal":"numer\
ic","aria-describedby":`${i}-tip`,autocomplete:"off",spellcheck:"false"}),a=s?l("input",{type:"range",min:s[0],max:s[1],step:s[2],"aria-label":`${e}, slider`,"a\
ria-describedby":`${i}-tip`}):null,c=l("div.nbp-tip",{id:`${i}-tip`,role:"tooltip"}),u=U(r,c.id),p=l("button.nbp-reset",{type:"button",title:`${e} as by default`,
"aria-label":`${e} as by default`},"↺"),d=null,g=m=>{a&&document.activeElement!==a&&(a.value=String(m))};return r.addEventListener("input",()=>{let{value:m,error:y}=te(
t,r.value);d=y??null,u.show(y),y||n(e,m)}),a?.addEventListener("input",()=>{d=null,u.show(null),r.value=String(Number(a.value)),n(e,Number(a.value))}),p.addEventListener(
"click",()=>{d=null,u.show(null),n(e,void 0),r.value="",r.focus()}),{name:e,element:l("div.nbp-param",{dataset:{name:e}},l("label",{for:i},e),a,r,p,u.element,c),
update(m,y){let S=y[e];w(c,ke(t,y));let h=te(t,r.value);d===null&&!B(h.value,m??void 0)&&(r.value=G(t,m)),g(m??S),r.placeholder=o==="seed"?"fresh":G(t,S)||"none",
p.style.visibility=m==null||B(m,S)?"hidden":"visible"},problem:()=>d,refuse:m=>u.show(m??d),focus:()=>r.focus()}}function Q(t,n){let e=t.find(o=>o.name===n);return!e||e.state==="closed"?`Engine "${n}" is closed; serve the model again: nbserve.serve(...).`:e.state==="asleep"?
`Engine "${n}" is asleep; wake it: nbserve.get_engine(${JSON.stringify(n)}).wake().`:null}function Je({model:t,draft:n,ask:e},o){let s=h=>{let b=t.get("engines");
return(b.find($=>$.name===h)??b.find($=>$.name===t.get("home"))).defaults},i=l("select",{"aria-label":`Engine of column ${o}`}),r=U(i),a=l("summary"),c=_e((h,b)=>{
let $={...n.column(o).params,[h]:b};b===void 0&&delete $[h],n.setColumn(o,{params:$})}),u=l("details.nbp-fold",{open:!n.column(o).folded},a,c.element);u.addEventListener(
"toggle",()=>{let h=n.column(o);h&&!!h.folded===u.open&&n.setColumn(o,{folded:!u.open})});let p=l("button",{type:"button",hidden:!0,onclick:()=>e({do:"stop",column:o})},
"Stop this one"),d=l("button",{type:"button","aria-label":`Remove column ${o}`,onclick:()=>n.remove(o)},"Remove"),g=Le(),m=l("ol.nbp-turns",{"aria-label":`Conve\
rsation of column ${o}`}),y=(h,b)=>{m.hidden=!h.length;let $=JSON.stringify([h,b]);if(m.dataset.shown===$)return;m.dataset.shown=$;let j=(x,E)=>l("div",{},b&&l(
"span.nbp-quiet",{},x),l("pre",{},E));m.replaceChildren(...h.map(([x,E])=>l("li",{},j("user",x),j("assistant",E))))},S=l("section.nbp-column",{"aria-label":`Col\
umn ${o}`},l("div.nbp-row",{},l("label.nbp-engine",{},"Engine ",i),p,d),r.element,u,m,g.element);return i.addEventListener("change",()=>n.setColumn(o,{engine:i.
value})),{element:S,problems:c.problems,focus(h){u.open=!0,h==="engine"?i.focus():c.focus(h)},refuse(h){Object.keys(h).some(b=>b!=="engine"&&b!=="prompt")&&(u.open=
!0),c.refuse(h),r.show(h.engine??Q(t.get("engines"),n.column(o)?.engine))},update(){let{columns:h,heat:b,prompt:$,system:j,chat:x}=n.get(),{engine:E,params:q,folded:_=!1}=n.
column(o),D=t.get("turns")?.[o]??[];y(D,x),u.open===_&&(u.open=!_);let L=t.get("engines"),N=(L.some(({name:A})=>A===E)?L:[...L,{name:E,model:"",state:"closed"}]).
map(({name:A,model:M,state:I})=>[A,`${A}${M&&M!==A?` (${M})`:""}${I==="open"?"":`, ${I}`}`]);JSON.stringify(N)!==i.dataset.options&&(i.replaceChildren(...N.map(
([A,M])=>l("option",{value:A},M))),i.dataset.options=JSON.stringify(N)),i.value=E,r.show(Q(L,E)),d.hidden=h.length===1;let J=s(E);c.update(q,J),w(a,`Parameters:\
 ${Ee(q,J)}`);let V=t.get("answers")[o];p.hidden=h.length===1||!["waiting","writing"].includes(V?.state);let F=!!L.find(({name:A})=>A===E)?.chat;g.update(V,t.get(
"tokens")[o],b,{prompt:x?$.trim():$,system:x?j:"",chat:x,engine:E,params:q,heat:b,template:F,defaults:J,turns:D})}}}var X=class{#e;#t;#n;#o;constructor(n,e,o){this.#e=n,this.#t=e,this.#n=o,this.#o=e.debounce(300,()=>this.#s())}get(){return this.#e.get("draft")}set(n){this.#e.
set("draft",{...this.get(),...n}),this.#o()}column(n){return this.get().columns.find(e=>e.id===n)}setColumn(n,e){this.set({columns:this.get().columns.map(o=>o.id===
n?{...o,...e}:o)})}add(){let{columns:n}=this.get(),e=String(Math.max(...n.map(o=>Number(o.id)))+1);return this.set({columns:[...n,{...n.at(-1),id:e}]}),e}remove(n){
this.set({columns:this.get().columns.filter(e=>e.id!==n)})}taken(){return this.#o.cancel(),this.get()}bind(n){this.#t.bind("draft",n)}#s(){this.#n.ask({do:"draf\
t",draft:this.get()})}};var le=/mac|iphone|ipad/i.test(globalThis.navigator?.platform??""),at=0;function ct({model:t,el:n}){let e=new Y(t),o=new W(t,e),s=new X(t,e,o),i=++at,r=l("span.\
nbp-quiet",{role:"status"}),a=f=>o.ask(f,k=>w(r,k?de:"")),c=l("textarea.nbp-prompt",{id:`nbp-prompt-${i}`,rows:"4"}),u=U(c),p=l("textarea",{id:`nbp-system-${i}`,
rows:"1",placeholder:"none"}),d=l("div.nbp-field",{},l("label",{for:p.id},"System message"),p),g=l("label",{for:c.id}),m=(f,k,O)=>{let T=l("input",{type:"radio",
name:`nbp-mode-${i}`,onchange:()=>s.set({chat:f})});return[T,l("label",{title:O},T,` ${k}`)]},[y,S]=m(!0,"Chat","The prompt is the user's message, and goes thro\
ugh the model's chat template."),[h,b]=m(!1,"Plain text","The prompt is sent as it is, to be continued."),$=l("span.nbp-quiet",{hidden:!0},"A model without a ch\
at template continues plain text."),j=l("button.nbp-primary",{type:"button",title:`${le?"⌘":"Ctrl"}+Enter`,onclick:()=>F()},`Send (${le?"⌘":"Ctrl"}+Enter)`),
x=l("button",{type:"button",title:"Escape",onclick:()=>a({do:"stop"})},"Stop (Esc)"),E=l("input",{type:"checkbox",onchange:()=>s.set({heat:E.checked})}),q=l("bu\
tton",{type:"button",title:"The same prompt under other parameters, or to another engine.",onclick:()=>V()},"Add column"),_=l("button",{type:"button",hidden:!0,
onclick:()=>A()}),D=l("button",{type:"button",hidden:!0,title:"Forgets the conversation.",onclick:()=>a({do:"start_over"})},"Start over"),L=l("div.nbp-columns"),
C=new Map,N=ye("nbp",`Playground of engine ${t.get("home")}`);N.append(l("div.nbp-row",{},l("b",{},"Playground"),l("span",{role:"radiogroup","aria-label":"Mode"},
S,b),$),d,l("div.nbp-field",{},g,c,u.element),l("div.nbp-row",{},j,x,l("label",{title:"Asks for log-probabilities, and shows each token's."},E," Token probabili\
ties"),q,_,D,r),L),n.append(N),new H(N,e);let J=()=>Object.values(t.get("answers")).some(({state:f})=>f==="waiting"||f==="writing"),V=()=>C.get(s.add())?.focus(
"temperature");async function F(){if(j.disabled)return;w(r,""),M({});for(let[k,O]of C){let[T]=Object.keys(O.problems());if(T)return O.focus(T,k)}let f=await a({
do:"send",draft:s.taken()});if(!f.ok){M(f.errors??{}),f.errors||w(r,f.error);for(let[k,O]of Object.entries(f.errors??{})){let[T]=Object.keys(O);T==="prompt"?c.focus():
C.get(k)?.focus(T)}}}async function A(){let{chat:f}=s.get();(await a({do:"keep",draft:s.taken()})).ok&&!f?F():c.focus()}function M(f){for(let[k,O]of C)O.refuse(
f[k]??{});u.show(Object.values(f).map(k=>k.prompt).find(Boolean))}c.addEventListener("input",()=>{u.show(null),s.set({prompt:c.value})}),p.addEventListener("inp\
ut",()=>s.set({system:p.value})),N.addEventListener("keydown",f=>{f.key==="Enter"&&(f.ctrlKey||f.metaKey)?(f.preventDefault(),F()):f.key==="Escape"&&J()&&(f.preventDefault(),
a({do:"stop"}))});function I(){let f=s.get(),k=t.get("engines"),O=f.columns.map(({id:v})=>v);for(let[v,R]of C)O.includes(v)||(R.element.remove(),C.delete(v));for(let v of O){
if(!C.has(v)){let R=Je({model:t,draft:s,ask:a},v);C.set(v,R),L.append(R.element)}C.get(v).update()}let T=f.columns.every(({engine:v})=>k.find(({name:R,state:Be})=>R===
v&&Be!=="closed")?.chat??!0),ce=f.columns.map(({engine:v})=>Q(k,v)).find(Boolean);y.checked=f.chat,h.checked=!f.chat;let K=Object.values(t.get("turns")??{}).some(
v=>v.length),ue=Object.values(t.get("answers"));y.disabled=K||!T&&!f.chat,h.disabled=K,_.hidden=!ue.length||J()||ue.every(({state:v})=>v==="failed"),D.hidden=!K,
w(_,f.chat?"Reply":"Continue"),_.title=f.chat?"Keeps the answers as turns of the conversation, for the next message.":"Lets the model write on from its answer.",
$.hidden=T,d.hidden=!f.chat,w(g,f.chat?"Message":K?"Text to add":"Text to continue"),c.value!==f.prompt&&(c.value=f.prompt),p.value!==f.system&&(p.value=f.system),
E.checked=f.heat,j.disabled=!!ce,j.title=ce??`${le?"⌘":"Ctrl"}+Enter`,x.disabled=!J()}for(let f of["draft","engines","turns","answers","tokens"])e.on(`change:${f}`,
I);I();let ae=()=>w(r,t.get("error")??"");return e.on("change:error",ae),ae(),ve(t,N,e)}var Ht={render:ct};export{Ht as default};
