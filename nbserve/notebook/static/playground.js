// Built from nbserve/notebook/js/src/playground; edit that, then run "npm run build" there.
function l(t,n={},...e){return Ue(o=>document.createElement(o),t,n,e)}function Ue(t,n,e,o){let[s,...i]=n.split("."),r=t(s);i.length&&r.setAttribute("class",i.join(" "));for(let[a,c]of Object.entries(e))if(a.startsWith("on"))r.addEventListener(
a.slice(2),c);else if(a==="dataset")Object.assign(r.dataset,c);else if(a==="style")for(let[d,p]of Object.entries(c))r.style.setProperty(d,p);else _(r,a,c);return r.
append(...o.flat(1/0).filter(a=>a!=null&&a!==!1)),r}function _(t,n,e){e==null||e===!1?t.removeAttribute(n):t.getAttribute(n)!==String(e)&&t.setAttribute(n,e===!0?
"":String(e))}function v(t,n){t.textContent!==n&&(t.textContent=n)}var pe="The kernel is busy with a cell; this takes effect when it ends.",Y=class{#e;#t;#n=new Map;#o=Math.floor(Math.random()*1073741823);constructor(n,e){this.#e=
n,this.#t=e,e.on("msg:custom",o=>this.#s(o)),e.defer(()=>{for(let{timer:o}of this.#n.values())clearTimeout(o);this.#n.clear()})}ask(n,e=()=>{}){let o=this.#o++;
return new Promise(s=>{if(this.#t.closed)return;let i={resolve:s,busy:e,late:!1};i.timer=setTimeout(()=>{i.late=!0,e(!0)},400),this.#n.set(o,i),this.#e.send({...n,
id:o})})}#s(n){let e=this.#n.get(n?.answer);e&&(this.#n.delete(n.answer),clearTimeout(e.timer),e.late&&e.busy(!1),e.resolve(n))}};var H=class{#e;#t=new Set;constructor(n){this.#e=n,this.closed=!1}defer(n){let e=()=>this.#t.delete(e)&&n();return this.#t.add(e),e}on(n,e){return this.#e.on(n,
e),this.defer(()=>this.#e.off(n,e))}bind(n,e){this.on(`change:${n}`,()=>e(this.#e.get(n))),e(this.#e.get(n))}listen(n,e,o,s=!1){return n.addEventListener(e,o,s),
this.defer(()=>n.removeEventListener(e,o,s))}observe(n,e,o){return n.observe(e,o),this.defer(()=>n.disconnect())}frame(n){let e=0;return this.defer(()=>cancelAnimationFrame(
e)),()=>{e||this.closed||(e=requestAnimationFrame(()=>{e=0,n()}))}}debounce(n,e){let o=0,s=()=>clearTimeout(o),i=(...r)=>{s(),this.closed||(o=setTimeout(()=>e(...r),
n))};return i.cancel=s,this.defer(s),i}close(){this.closed=!0;for(let n of[...this.#t].reverse())n()}};function Ve(t){let n=(t.match(/[\d.]+(?:e-?\d+)?%?/g)??[]).slice(0,3).map(Number.parseFloat);return n.length<3||n.some(Number.isNaN)?[0,0,0]:t.startsWith("color\
(")?n.map(e=>Math.round(e*255)):n}function Ke([t,n,e]){return .2126*t+.7152*n+.0722*e>140}var Z=class{#e;#t;#n=new Set;#o=null;constructor(n,e){this.#e=n,this.#t=
e;let o=()=>this.#s(),s=e.debounce(400,o),i=()=>{o(),s()},r=new MutationObserver(i);for(let a of[document.documentElement,document.body])e.observe(r,a,{attributes:!0,
attributeFilter:["class","style","theme","data-jp-theme-name","data-theme"]});e.listen(matchMedia("(prefers-color-scheme: dark)"),"change",i),e.observe(new ResizeObserver(
o),n),this.#s()}watch(n){return this.#n.add(n),this.#t.defer(()=>this.#n.delete(n))}#s(){let n=getComputedStyle(this.#e).color||"rgb(0, 0, 0)";if(n!==this.#o){this.#o=
n,this.rgb=Ve(n),this.dark=Ke(this.rgb),this.#e.dataset.theme=this.dark?"dark":"light";for(let e of this.#n)e()}}ink(n=1){return`rgb(${this.rgb.join(" ")} / ${n}\
)`}named(n){return getComputedStyle(this.#e).getPropertyValue(n).trim()||this.ink()}};function me(t,n){let e=t.ownerDocument;n.listen(e.defaultView,"keydown",o=>{t.contains(o.target)&&(o.target.setAttribute("data-lm-suppress-shortcuts","true"),he(
o)&&t.closest(".lm-Widget")&&!e.body.dispatchEvent(new KeyboardEvent("keydown",o))&&(o.preventDefault(),o.stopImmediatePropagation()))},!0),t.addEventListener("\
keydown",o=>{he(o)||o.key==="Tab"||(o.stopPropagation(),o.key==="Escape"&&!o.defaultPrevented&&!o.isComposing&&ne(t))})}function ne(t){t.parentElement?.closest(
"[tabindex]")?.focus({preventScroll:!0})}function he({ctrlKey:t,metaKey:n,altKey:e}){return(t||n)&&!e}var We="a[href], button, input, select, textarea, summary, [tabindex='0']";function be(t,n){let e=t.ownerDocument,o=null,s=[],i=()=>{if(!o||z(o)&&e.activeElement===
o||e.activeElement&&![e.body,o].includes(e.activeElement))return;let r=z(o)?o:s.filter(z).map(He).find(Boolean);r?r.focus({preventScroll:!0}):ne(t)};n.listen(t,
"focusin",({target:r})=>{o=r,s=Ye(r,t)}),n.listen(t,"focusout",({relatedTarget:r})=>{r&&(o=null)}),n.listen(e,"pointerdown",()=>o=null,!0),n.observe(new MutationObserver(
i),t,{subtree:!0,childList:!0,attributeFilter:["hidden","disabled"]})}function Ye(t,n){let e=[];for(let o=t;o&&o!==n;o=o.parentElement)e.push(o.parentElement);return e}
function He(t){return[...t.querySelectorAll(We)].find(z)}function z(t){let n=t.closest("details:not([open])"),e=!n||t===n||t===n.firstElementChild;return t.isConnected&&
!t.disabled&&!t.closest("[hidden]")&&e}var ge="_views",ye=".jp-OutputArea-output";function ve(t,n,e,o){let s=t.get(ge)??new Set;t.set(ge,s);let i=[...s],r={root:n,close:o,inOutput:!1,scrolls:new Map,focus:null,blurred:0};s.add(r),e.defer(()=>s.
delete(r)),e.listen(n,"scroll",({target:d})=>r.scrolls.set(d,[d.scrollTop,d.scrollLeft]),!0),e.listen(n,"focusin",({target:d})=>Object.assign(r,{focus:d,blurred:1/0})),
e.listen(n,"focusout",()=>r.blurred=Date.now());let a=0,c=d=>{r.inOutput||=n.closest(ye)!==null;for(let p of i.filter(f=>s.has(f)&&Ze(f)))ze(p,n),p.close();d&&(!r.
inOutput||i.some(p=>s.has(p)))&&(a=setTimeout(c,100,d-1))};e.defer(()=>clearTimeout(a)),a=setTimeout(c,0,20)}function Ze({root:t,inOutput:n}){return n&&!t.isConnected&&
!t.closest(ye)}function ze(t,n){let e=[...t.root.querySelectorAll("details")].map(c=>c.open),o=[...n.querySelectorAll("details")];o.length===e.length&&o.forEach(
(c,d)=>c.open=e[d]);for(let[c,[d,p]]of t.scrolls){let f=we(c,t.root,n);f&&Object.assign(f,{scrollTop:d,scrollLeft:p})}let{activeElement:s,body:i}=n.ownerDocument,
a=Date.now()-t.blurred<1e3&&(!s||s===i)?we(t.focus,t.root,n):null;a?.focus({preventScroll:!0}),a&&Number.isInteger(t.focus.selectionStart)&&a.setSelectionRange(
t.focus.selectionStart,t.focus.selectionEnd)}function we(t,n,e){let o=[];for(let s=t;s!==n;s=s.parentElement){if(!s?.parentElement)return null;o.unshift([...s.parentElement.
children].indexOf(s))}return o.reduce((s,i)=>s?.children[i],e)??null}function $e(t,n){return l(`div.nbw.${t}`,{role:"region","aria-label":n})}function Ee(t,n,e){let o=()=>{e.close(),n.replaceChildren(),n.remove()};return me(n,e),
be(n,e),ve(t,n,e,o),o}var Ge={"\\n":`
`,"\\t":"	","\\r":"\r","\\\\":"\\"},G=Object.freeze([{name:"temperature",kind:"number",low:0,high:1e4,slider:[0,2,.05],hint:"0 takes the most likely token; 1 sa\
mples from the model's own distribution."},{name:"top_p",kind:"number",low:0,above:!0,high:1,slider:[.05,1,.05],hint:"Sample among the most likely tokens that t\
ogether reach this probability."},{name:"top_k",kind:"whole",low:0,slider:[0,200,1],hint:"Sample among the k most likely tokens; 0 is off."},{name:"min_p",kind:"\
number",low:0,high:1,slider:[0,1,.01],hint:"Drop tokens less likely than this share of the most likely one."},{name:"max_tokens",kind:"whole",low:1,slider:[1,1024,
1],hint:"The longest answer, in tokens."},{name:"repetition_penalty",kind:"number",low:0,above:!0,high:1e4,slider:[.8,2,.05],hint:"Above 1 discourages tokens th\
at prompt or answer already hold; 1 is off."},{name:"n",kind:"whole",low:1,slider:[1,8,1],hint:"Answers to the same prompt, written side by side."},{name:"seed",
kind:"seed",hint:"Makes the draws repeatable; empty draws a fresh one."},{name:"stop",kind:"texts",hint:"Texts that end the answer, one a line; \\n is a line bre\
ak."}]);function oe(t,n){let{name:e,kind:o}=t;if(o==="texts"){let a=n.split(`
`).filter(c=>c!=="").map(c=>c.replace(/\\[ntr\\]/g,d=>Ge[d]));return{value:a.length?a:void 0}}let s=n.trim();if(s==="")return{value:void 0};if(o==="seed")return/^\d+$/.
test(s)?{value:s}:{error:"seed must be a whole number of at least 0"};let i=Number(s);return o==="whole"?Number.isSafeInteger(i)&&i>=t.low?{value:i}:{error:`${e}\
 must be a whole number of at least ${t.low}`}:(t.above?i>t.low:i>=t.low)&&i<=t.high?{value:i}:{error:`${e} must be a number ${t.above?`above ${t.low} and at mo\
st`:`between ${t.low} and`} ${t.high}`}}function Q(t,n){return n==null?"":t.kind!=="texts"?String(n):n.map(e=>e.replace(/[\\\n\t\r]/g,o=>({"\n":"\\n","	":"\\t",
"\r":"\\r","\\":"\\\\"})[o])).join(`
`)}function se(t,n){let e=G.map(({name:o})=>[o,t[o]]);return Object.fromEntries(e.filter(([o,s])=>s!=null&&!B(s,n[o])))}function Se(t,n){let e=Object.entries(se(
t,n)).map(([o,s])=>`${o} ${Array.isArray(s)?JSON.stringify(s):s}`);return e.length?e.join(", "):["all as by default",Qe(n)].filter(Boolean).join(": ")}var ke={temperature:0,
top_p:1,top_k:0,min_p:0,repetition_penalty:1,n:1,seed:null,stop:[]};function Qe(t){return G.filter(({name:e})=>e in ke&&!B(t[e],ke[e])).map(({name:e})=>`${e} ${Array.
isArray(t[e])?JSON.stringify(t[e]):t[e]}`).join(", ")}function xe(t,n){let{kind:e,low:o,high:s,above:i,hint:r,name:a}=t,c={number:`${i?"Above":"From"} ${o}${s<1e4?
` to ${s}`:""}.`,whole:`A whole number of at least ${o}.`,seed:"A whole number of at least 0.",texts:"Any texts."},d=Q(t,n[a]).replaceAll(`
`,", ")||(e==="seed"?"a fresh one":"none");return`${r} ${c[e]} Default: ${d}.`}function B(t,n){return t===n||JSON.stringify(t)===JSON.stringify(n)}var Xe=5,Te=/^[^\p{Cc}\p{Zl}\p{Zp}"'\\{}]*$/u,et={"\n":"\\n","	":"\\t","\r":"\\r"},tt={n:"\\x0a",t:"\\x09",r:"\\x0d","\\":"\\x5c"},nt={n:"-n"};function Ce(t){if(t.
chat&&t.turns?.length)return null;let n=t.magic??{},e=Le(t);for(let[s,i]of Object.entries(n)){let r=t.params[s]??t.defaults[s];B(r,i)?delete e[s]:r!=null&&(e[s]=
r)}let o=["%%generate"];t.engine!=="default"&&o.push("--engine",Ae(t.engine)),t.template&&!t.chat&&o.push("--raw"),t.system&&o.push("--system",Ae(t.system));for(let[
s,i]of Object.entries(e)){let r=nt[s]??`--${s.replaceAll("_","-")}`;if(Array.isArray(i))for(let a of i)o.push(r,rt(a));else o.push(r,String(i))}return`${o.join(
" ")}
${st(je(t))}`}function je({prompt:t,turns:n=[]}){return n.flat().join("")+t}function Ne(t){let n=t.engine==="default"?"":JSON.stringify(t.engine),e=[t.chat&&t.turns?.
length?ot(t):Oe(je(t))];t.system&&e.push(`system=${Oe(t.system)}`);for(let[r,a]of Object.entries(Le(t)))e.push(`${r}=${Array.isArray(a)?`[${a.map(c=>JSON.stringify(
c)).join(", ")}]`:a}`);let o=`nbserve.get_engine(${n}).${t.chat?"chat":"generate"}`,s=`${o}(${e.join(", ")})`;return`import nbserve

${s.length>100&&!s.includes(`
`)||e[0].startsWith("[")?`${o}(
    ${e.join(`,
    `)},
)`:s}
`}function ot({prompt:t,turns:n}){return`[
${[...n.flatMap(([o,s])=>[["user",o],["assistant",s]]),["user",t]].map(([o,s])=>`        {"role": "${o}", "content": ${JSON.stringify(s)}},`).join(`
`)}
    ]`}function Le({params:t,heat:n,defaults:e}){let o=se(t,e);return(o.temperature??e.temperature)||delete o.seed,n?{...o,logprobs:Xe}:o}function st(t){if(/[^\P{Cc}\n\t]|\p{Zl}|\p{Zp}/u.
test(t)||t.trim()===""||/^\s*(>>>|\.\.\.|In ?\[)/.test(t))return`{f${re(t)}}`;let e=t.replace(/[{}]/g,"$&$&");return e.endsWith(`
`)?`${e}
`:e}function Ae(t){return/^[\w.]+[\w.-]*$/.test(t)?t:Te.test(t)?`"${t}"`:`{f${re(t)}}`}function rt(t){let n=t.replace(/[\n\t\r]/g,e=>et[e]);return Te.test(t.replace(
/[\n\t\r]/g,""))?`"${n}"`:`{[${re(t).replace(/\\([ntr\\])/g,(e,o)=>tt[o])}]}`}function re(t){return JSON.stringify(t).replaceAll("{","\\x7b").replaceAll("}","\\x\
7d").replace(/[\u007f-\u009f\u2028\u2029]/g,e=>`\\u${e.codePointAt(0).toString(16).padStart(4,"0")}`)}function Oe(t){return t.includes(`
`)&&!/[\\\r]|"""|"$/.test(t)&&!/[^\P{Cc}\n\t]/u.test(t)?`"""${t}"""`:JSON.stringify(t)}var it=Object.freeze([.9,.5,.2,.05,0]);function ie(t){return t==null||Number.isNaN(t)?null:it.findIndex(n=>t>=n)}function le(t){let n=t*100;return n>=.1?`${n.toFixed(
1)}%`:`${n===0?0:Number(n.toPrecision(2))}%`}function ae([t,n,e]){return ie(n)===null?[]:[[t,n],...e].map(([o,s])=>`${JSON.stringify(o)}: ${le(s)}`)}function Me(t){
return t.replaceAll(`
`,`↵
`)}var lt={waiting:"waiting …",writing:"writing …",stopped:"stopped",failed:"failed",done:""},at=["90% and more","50% and more","20% and more","5% and more","l\
ess"];function _e(){let t=l("div.nbp-texts"),n=l("div.nbp-quiet",{role:"status"}),e=l("div.nbp-quiet",{hidden:!0},"Probability: ",at.flatMap((f,g)=>[g?", ":"",l(
`span.nbp-p${g}`,{},f)]),". Point at a token, or use the arrow keys, for its own."),o=l("div.nbp-told.nbp-quiet",{"aria-live":"polite",hidden:!0}),s=l("div.nbp-\
error",{role:"alert",hidden:!0}),i=l("div.nbp-copied"),r=l("div.nbp-row",{}),a=null,c=[],d=(f,g)=>l("button",{type:"button",onclick:()=>dt(i,g(a))},f),p=d("Copy\
 as %%generate",Ce);return r.append(p,d("Copy as Python",Ne)),{element:l("div.nbp-answer",{},t,o,s,n,e,r,i),update(f,g,m,$){let S=!!(m&&g);a=f?.asked??$,p.hidden=
!!(a.chat&&a.turns?.length),S?(c.length!==g.length&&(c=g.map(()=>ut(o)),t.replaceChildren(...c.map(({element:h},b)=>Pe(b,c.length,h)))),c.forEach((h,b)=>h.update(
g[b],f?.texts[b]??""))):(c=[],ct(t,f?.texts??[])),e.hidden=!S,o.hidden=!S,v(s,f?.error??""),s.hidden=!f?.error,v(n,f?[lt[f.state],f.summary].filter(Boolean).join(
" · ").replace(/^stopped · (.*) · cancelled$/,"stopped · $1"):"")}}}function ct(t,n){(t.children.length!==n.length||t.querySelector(".nbp-heat"))&&t.replaceChildren(
...n.map((e,o)=>Pe(o,n.length,l("pre")))),n.forEach((e,o)=>{let s=t.children[o].querySelector("pre"),i=s.firstChild;i&&e.startsWith(i.data)?e.length>i.data.length&&
i.appendData(e.slice(i.data.length)):v(s,e)})}function Pe(t,n,e){return l("div.nbp-sample",{},n>1&&l("div.nbp-quiet",{},String(t+1)),e)}function ut(t){let n=[],
e=[],o=document.createTextNode(""),s=l("pre.nbp-heat",{role:"group","aria-label":"The answer's tokens with their probabilities"},o),i=r=>{let a=e.indexOf(r);a>=
0&&v(t,ae(n[a]).join(" · "))};return s.addEventListener("mouseover",r=>i(r.target)),s.addEventListener("focusin",r=>i(r.target)),s.addEventListener("keydown",r=>{
let a=e.indexOf(r.target),c={ArrowRight:a+1,ArrowLeft:a-1,Home:0,End:e.length-1}[r.key];a<0||c===void 0||!e[c]||(r.preventDefault(),e[a].tabIndex=-1,e[c].tabIndex=
0,e[c].focus())}),{element:s,update(r,a){let c=n;n=r,r.forEach((p,f)=>{if(c[f]===p||JSON.stringify(c[f])===JSON.stringify(p))return;let[g,m]=p;e[f]||(e[f]=l("sp\
an",{tabindex:f?"-1":"0"}),o.before(e[f]));let $=ie(m);_(e[f],"class",$===null?null:`nbp-p${$}`),_(e[f],"data-p",$===null?null:le(m)),_(e[f],"title",ae(p).join(
`
`)),v(e[f],Me(g))});for(let p of e.splice(r.length))p.remove();let d=r.map(([p])=>p).join("");o.data=a.startsWith(d)?a.slice(d.length):""}}}async function dt(t,n){
try{await navigator.clipboard.writeText(n),t.replaceChildren(l("span.nbp-quiet",{role:"status"},"Copied."))}catch{let e=l("textarea",{readonly:!0,rows:"4","aria\
-label":"Code to copy",spellcheck:"false"});e.value=n,t.replaceChildren(e),e.focus(),e.select()}}var Je=0;function V(t,n=null){let e=`nbp-error-${++Je}`,o=l("div.nbp-error",{id:e,role:"alert",hidden:!0});return{element:o,show(s){v(o,s??""),o.hidden=!s,_(t,"\
aria-invalid",s?"true":null),_(t,"aria-describedby",[n,s&&e].filter(Boolean).join(" ")||null)}}}function Be(t){let n=G.map(e=>ft(e,t));return{element:l("div.nbp\
-params",{},n.map(({element:e})=>e)),update:(e,o)=>n.forEach(s=>s.update(e[s.name],o)),problems:()=>Object.fromEntries(n.filter(e=>e.problem()).map(e=>[e.name,e.
problem()])),refuse:e=>n.forEach(o=>o.refuse(e[o.name])),focus:e=>n.find(o=>o.name===e)?.focus()}}function ft(t,n){let{name:e,kind:o,slider:s}=t,i=`nbp-${e}-${++Je}`,
r=o==="texts"?l("textarea",{id:i,rows:"1","aria-describedby":`${i}-tip`,spellcheck:"false"}):l("input",{id:i,type:"text",inputmode:o==="number"?"decimal":"numer\
ic","aria-describedby":`${i}-tip`,autocomplete:"off",spellcheck:"false"}),a=s?l("input",{type:"range",min:s[0],max:s[1],step:s[2],"aria-label":`${e}, slider`,"a\
ria-describedby":`${i}-tip`}):null,c=l("div.nbp-tip",{id:`${i}-tip`,role:"tooltip"}),d=V(r,c.id),p=l("button.nbp-reset",{type:"button",title:`${e} as by default`,
"aria-label":`${e} as by default`},"↺"),f=null,g=m=>{a&&document.activeElement!==a&&(a.value=String(m))};return r.addEventListener("input",()=>{let{value:m,error:$}=oe(
t,r.value);f=$??null,d.show($),$||n(e,m)}),a?.addEventListener("input",()=>{f=null,d.show(null),r.value=String(Number(a.value)),n(e,Number(a.value))}),p.addEventListener(
"click",()=>{f=null,d.show(null),n(e,void 0),r.value="",r.focus()}),{name:e,element:l("div.nbp-param",{dataset:{name:e}},l("label",{for:i},e),a,r,p,d.element,c),
update(m,$){let S=$[e];v(c,xe(t,$));let h=oe(t,r.value);f===null&&!B(h.value,m??void 0)&&(r.value=Q(t,m)),g(m??S),r.placeholder=o==="seed"?"fresh":Q(t,S)||"none",
p.style.visibility=m==null||B(m,S)?"hidden":"visible"},problem:()=>f,refuse:m=>d.show(m??f),focus:()=>r.focus()}}function X(t,n){let e=t.find(o=>o.name===n);return!e||e.state==="closed"?`Engine "${n}" is closed; serve the model again: nbserve.serve(...).`:e.state==="asleep"?
`Engine "${n}" is asleep; wake it: nbserve.get_engine(${JSON.stringify(n)}).wake().`:null}function Re({model:t,draft:n,ask:e},o){let s=h=>{let b=t.get("engines");
return(b.find(E=>E.name===h)??b.find(E=>E.name===t.get("home"))).defaults},i=l("select",{"aria-label":`Engine of column ${o}`}),r=V(i),a=l("summary"),c=Be((h,b)=>{
let E={...n.column(o).params,[h]:b};b===void 0&&delete E[h],n.setColumn(o,{params:E})}),d=l("details.nbp-fold",{open:!n.column(o).folded},a,c.element);d.addEventListener(
"toggle",()=>{let h=n.column(o);h&&!!h.folded===d.open&&n.setColumn(o,{folded:!d.open})});let p=l("button",{type:"button",hidden:!0,onclick:()=>e({do:"stop",column:o})},
"Stop this one"),f=l("button",{type:"button","aria-label":`Remove column ${o}`,onclick:()=>n.remove(o)},"Remove"),g=_e(),m=l("ol.nbp-turns",{"aria-label":`Conve\
rsation of column ${o}`}),$=(h,b)=>{m.hidden=!h.length;let E=JSON.stringify([h,b]);if(m.dataset.shown===E)return;m.dataset.shown=E;let C=(x,k)=>l("div",{},b&&l(
"span.nbp-quiet",{},x),l("pre",{},k));m.replaceChildren(...h.map(([x,k])=>l("li",{},C("user",x),C("assistant",k))))},S=l("section.nbp-column",{"aria-label":`Col\
umn ${o}`},l("div.nbp-row",{},l("label.nbp-engine",{},"Engine ",i),p,f),r.element,d,m,g.element);return i.addEventListener("change",()=>n.setColumn(o,{engine:i.
value})),{element:S,problems:c.problems,focus(h){d.open=!0,h==="engine"?i.focus():c.focus(h)},refuse(h){Object.keys(h).some(b=>b!=="engine"&&b!=="prompt")&&(d.open=
!0),c.refuse(h),r.show(h.engine??X(t.get("engines"),n.column(o)?.engine))},update(){let{columns:h,heat:b,prompt:E,system:C,chat:x}=n.get(),{engine:k,params:F,folded:P=!1}=n.
column(o),I=t.get("turns")?.[o]??[];$(I,x),d.open===P&&(d.open=!P);let N=t.get("engines"),j=(N.some(({name:A})=>A===k)?N:[...N,{name:k,model:"",state:"closed"}]).
map(({name:A,model:L,state:U})=>[A,`${A}${L&&L!==A?` (${L})`:""}${U==="open"?"":`, ${U}`}`]);JSON.stringify(j)!==i.dataset.options&&(i.replaceChildren(...j.map(
([A,L])=>l("option",{value:A},L))),i.dataset.options=JSON.stringify(j)),i.value=k,r.show(X(N,k)),f.hidden=h.length===1;let J=s(k);c.update(F,J),v(a,`Parameters:\
 ${Se(F,J)}`);let R=t.get("answers")[o];p.hidden=h.length===1||!["waiting","writing"].includes(R?.state);let q=!!N.find(({name:A})=>A===k)?.chat;g.update(R,t.get(
"tokens")[o],b,{prompt:x?E.trim():E,system:x?C:"",chat:x,engine:k,params:F,heat:b,template:q,defaults:J,turns:I})}}}var ee=class{#e;#t;#n;#o;constructor(n,e,o){this.#e=n,this.#t=e,this.#n=o,this.#o=e.debounce(300,()=>this.#s())}get(){return this.#e.get("draft")}set(n){this.#e.
set("draft",{...this.get(),...n}),this.#o()}column(n){return this.get().columns.find(e=>e.id===n)}setColumn(n,e){this.set({columns:this.get().columns.map(o=>o.id===
n?{...o,...e}:o)})}add(){let{columns:n}=this.get(),e=String(Math.max(...n.map(o=>Number(o.id)))+1);return this.set({columns:[...n,{...n.at(-1),id:e}]}),e}remove(n){
this.set({columns:this.get().columns.filter(e=>e.id!==n)})}taken(){return this.#o.cancel(),this.get()}bind(n){this.#t.bind("draft",n)}#s(){this.#n.ask({do:"draf\
t",draft:this.get()})}};var ce=/mac|iphone|ipad/i.test(globalThis.navigator?.platform??""),pt=0;function ht({model:t,el:n}){let e=new H(t),o=new Y(t,e),s=new ee(t,e,o),i=++pt,r=l("span\
.nbp-quiet",{role:"status"}),a=u=>o.ask(u,y=>v(r,y?pe:"")),c=l("textarea.nbp-prompt",{id:`nbp-prompt-${i}`,rows:"4"}),d=V(c),p=l("textarea",{id:`nbp-system-${i}`,
rows:"1",placeholder:"none"}),f=l("div.nbp-field",{},l("label",{for:p.id},"System message"),p),g=l("label",{for:c.id}),m=(u,y,O)=>{let M=l("input",{type:"radio",
name:`nbp-mode-${i}`,onchange:()=>s.set({chat:u})});return[M,l("label",{title:O},M,` ${y}`)]},[$,S]=m(!0,"Chat","The prompt is the user's message, and goes thro\
ugh the model's chat template."),[h,b]=m(!1,"Plain text","The prompt is sent as it is, to be continued."),E=l("span.nbp-quiet",{hidden:!0},"A model without a ch\
at template continues plain text."),C=l("button.nbp-primary",{type:"button",title:`${ce?"⌘":"Ctrl"}+Enter`,onclick:()=>L()},`Send (${ce?"⌘":"Ctrl"}+Enter)`),
x=l("button",{type:"button",title:"Escape",onclick:()=>a({do:"stop"})},"Stop (Esc)"),k=l("input",{type:"checkbox",onchange:()=>s.set({heat:k.checked})}),F=l("bu\
tton",{type:"button",title:"The same prompt under other parameters, or to another engine.",onclick:()=>A()},"Add column"),P=l("button",{type:"button",hidden:!0,
onclick:()=>De()}),I=l("button",{type:"button",hidden:!0,title:"Forgets the conversation.",onclick:()=>a({do:"start_over"})},"Start over"),N=l("div.nbp-columns"),
T=new Map,j=$e("nbp",`Playground of engine ${t.get("home")}`);j.append(l("div.nbp-row",{},l("b",{},"Playground"),l("span",{role:"radiogroup","aria-label":"Mode"},
S,b),E),f,l("div.nbp-field",{},g,c,d.element),l("div.nbp-row",{},C,x,l("label",{title:"Asks for log-probabilities, and shows each token's."},k," Token probabili\
ties"),F,P,I,r),N),n.append(j),new Z(j,e);let J=()=>Object.values(t.get("answers")).some(({state:u})=>u==="waiting"||u==="writing"),R=!1,q=null,A=()=>T.get(s.add())?.
focus("temperature");async function L(){if(!C.disabled){v(r,""),ue({});for(let[u,y]of T){let[O]=Object.keys(y.problems());if(O)return y.focus(O,u)}await U({do:"\
send",draft:s.taken()})}}async function U(u){R=!0,K();let y=await a(u);R=!1,q=y.exchange??q,qe(y),K()}function qe(u){if(!u.ok){ue(u.errors??{}),u.errors||v(r,u.
error);for(let[y,O]of Object.entries(u.errors??{})){let[M]=Object.keys(O);M==="prompt"?c.focus():T.get(y)?.focus(M)}}}async function De(){c.focus(),await U({do:"\
go_on",draft:s.taken()})}function ue(u){for(let[y,O]of T)O.refuse(u[y]??{});d.show(Object.values(u).map(y=>y.prompt).find(Boolean))}c.addEventListener("input",()=>{
d.show(null),s.set({prompt:c.value})}),p.addEventListener("input",()=>s.set({system:p.value})),j.addEventListener("keydown",u=>{u.key==="Enter"&&(u.ctrlKey||u.metaKey)?
(u.preventDefault(),L()):u.key==="Escape"&&J()&&(u.preventDefault(),a({do:"stop"}))});function K(){let u=s.get(),y=t.get("engines"),O=u.columns.map(({id:w})=>w);
for(let[w,D]of T)O.includes(w)||(D.element.remove(),T.delete(w));for(let w of O){if(!T.has(w)){let D=Re({model:t,draft:s,ask:a},w);T.set(w,D),N.append(D.element)}
T.get(w).update()}let M=u.columns.every(({engine:w})=>y.find(({name:D,state:Ie})=>D===w&&Ie!=="closed")?.chat??!0),fe=u.columns.map(({engine:w})=>X(y,w)).find(Boolean);
$.checked=u.chat,h.checked=!u.chat;let W=Object.values(t.get("turns")??{}).some(w=>w.length),te=Object.values(t.get("answers"));$.disabled=W||!M&&!u.chat,h.disabled=
W;let Fe=q!==null&&te.some(({exchange:w})=>w!==q);P.hidden=R||Fe||!te.length||J()||te.every(({state:w})=>w==="failed"),I.hidden=!W,v(P,u.chat?"Reply":"Continue"),
P.title=u.chat?"Keeps the answers as turns of the conversation, for the next message.":"Lets the model write on from its answer.",E.hidden=M,f.hidden=!u.chat,v(
g,u.chat?"Message":W?"Text to add":"Text to continue"),c.value!==u.prompt&&(c.value=u.prompt),p.value!==u.system&&(p.value=u.system),k.checked=u.heat,C.disabled=
!!fe,C.title=fe??`${ce?"⌘":"Ctrl"}+Enter`,x.disabled=!J()}for(let u of["draft","engines","turns","answers","tokens"])e.on(`change:${u}`,K);K();let de=()=>v(r,
t.get("error")??"");return e.on("change:error",de),de(),Ee(t,j,e)}var Xt={render:ht};export{Xt as default};
